/**
 * What the design can be exported as, and the files themselves: the server draws and writes, PNG is painted here.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {{format: string, theme: "light" | "dark", transparent: boolean, scale: number, paper: string, selection: boolean, copy: boolean}} Wish
 * @typedef {{name: string, words: string, hint: string, picture?: boolean, uses: (keyof Wish)[]}} Format
 */
import { withCopy } from "./png.js";

/** @type {Format[]} */
export const FORMATS = [
  {
    name: "png",
    words: "PNG",
    hint: "A picture for documents and chats",
    picture: true,
    uses: ["theme", "transparent", "scale", "selection", "copy"],
  },
  {
    name: "svg",
    words: "SVG",
    hint: "A picture that is sharp at any size",
    picture: true,
    uses: ["theme", "transparent", "selection", "copy"],
  },
  {
    name: "pdf",
    words: "PDF",
    hint: "In vectors, to print or send",
    picture: true,
    uses: ["theme", "transparent", "paper", "selection"],
  },
  {
    name: "drawio",
    words: "draw.io",
    hint: "Boxes stay boxes and lines stay attached, with draw.io's own Azure shapes",
    picture: true,
    uses: ["selection"],
  },
  {
    name: "mmd",
    words: "Mermaid",
    hint: "A diagram as text, for wikis and pull requests",
    uses: ["selection"],
  },
  {
    name: "md",
    words: "Markdown",
    hint: "A report: picture, address plan, route tables, findings, failures, effective routes",
    uses: [],
  },
  { name: "csv", words: "CSV", hint: "The effective routes of every subnet, for a spreadsheet", uses: [] },
  {
    name: "json",
    words: "JSON",
    hint: "The design itself: opens here again, and in the command line",
    uses: [],
  },
];
const MOST_PIXELS = 16_000;

/**
 * @param {string} format
 * @returns {Format}
 */
export const formatOf = (format) =>
  /** @type {Format} */ (FORMATS.find((each) => each.name === format) ?? FORMATS[0]);

/**
 * @param {App} app
 * @param {string} format
 */
export function fileName(app, format) {
  const name = (app.document.name ?? "").replaceAll(/[^A-Za-z0-9._-]+/g, "-") || "design";
  return `${name}.${format}`;
}

/**
 * Where the server gives the file; of PNG the drawing that it is painted from.
 * @param {App} app
 * @param {Wish} wish
 */
export function address(app, wish) {
  const query = app.query();
  const { uses } = formatOf(wish.format);
  if (app.boot.revision) query.set("revision", String(app.boot.revision));
  if (uses.includes("theme")) query.set("theme", wish.theme);
  if (uses.includes("transparent") && wish.transparent) query.set("transparent", "true");
  if (uses.includes("paper") && wish.paper) query.set("paper", wish.paper);
  if (wish.format === "png" || !wish.copy) query.set("copy", "false");
  if (uses.includes("selection") && wish.selection)
    for (const path of app.selection) query.append("only", path);
  return `/api/v1/designs/${app.boot.token}/export.${wish.format === "png" ? "svg" : wish.format}?${query}`;
}

/**
 * The file, ready to be kept or copied.
 * @param {App} app
 * @param {Wish} wish
 * @returns {Promise<Blob>}
 */
export async function file(app, wish) {
  const response = await fetch(address(app, wish));
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? "The server could not write the file.");
  }
  if (wish.format !== "png") return response.blob();
  const painted = await paint(await response.text(), wish.scale);
  if (!wish.copy || wish.selection) return painted;
  const bytes = await withCopy(new Uint8Array(await painted.arrayBuffer()), JSON.stringify(app.document));
  return new Blob([bytes], { type: "image/png" });
}

/**
 * @param {string} drawing
 * @param {number} scale
 * @returns {Promise<Blob>}
 */
async function paint(drawing, scale) {
  const image = new Image();
  image.src = `data:image/svg+xml;utf8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const width = Math.round(image.naturalWidth * scale);
  const height = Math.round(image.naturalHeight * scale);
  if (Math.max(width, height) > MOST_PIXELS)
    throw new Error(`The picture would be ${width} × ${height} pixels. Choose a smaller scale, or SVG.`);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large.")))),
  );
}
