/** The export dialog: every format of the server, and the picture as PNG, which the browser makes from the SVG. */
import { openDialog } from "./dialog.js";
import { copyText, download, h } from "./dom.js";
import { palette } from "./theme-switch.js";
import { toast } from "./toast.js";

/** @type {[string, string, string][]} */
const FILES = [
  ["json", "Design (JSON)", "Opens here again, and in the command line"],
  ["drawio", "draw.io", "Boxes stay boxes, with draw.io's own Azure shapes"],
  ["mmd", "Mermaid", "For wikis and pull requests"],
  ["md", "Report (Markdown)", "Address plan, route tables, findings"],
  ["csv", "Routes (CSV)", "Effective routes of every subnet"],
];
const SCALE = 2;

/** @param {import("../app.js").App} app */
export function openExport(app) {
  const query = app.query();
  const address = (/** @type {string} */ extension) =>
    `/d/${app.boot.token}.${extension}?${new URLSearchParams([...query, ["download", "true"]])}`;
  const choice = (/** @type {string} */ title, /** @type {string} */ words, /** @type {() => void} */ run) =>
    h("button.choice", { type: "button", onclick: run }, h("b", {}, title), h("span", {}, words));
  const pictures = [
    choice("PNG", "The picture, twice the size of the screen", () =>
      png(app)
        .then((blob) => download(`${fileName(app)}.png`, blob))
        .catch(failed),
    ),
    choice("SVG", "The picture, sharp at any size", () =>
      svg(app)
        .then((text) => download(`${fileName(app)}.svg`, new Blob([text], { type: "image/svg+xml" })))
        .catch(failed),
    ),
    choice("Copy picture", "As PNG, to paste into a document", () => copyPicture(app).catch(failed)),
    choice("PDF", "By the browser's print dialog", () => printPicture(app).catch(failed)),
  ];
  const files = FILES.map(([extension, title, words]) =>
    h(
      "a.choice",
      { href: address(extension), download: `${fileName(app)}.${extension}` },
      h("b", {}, title),
      h("span", {}, words),
    ),
  );
  openDialog("Export", [
    h("h3", {}, "Picture"),
    h("div.choices", {}, ...pictures),
    h("h3", {}, "File"),
    h(
      "div.choices.three",
      {},
      ...files,
      choice("Address", "Opens with the same selection and what-if", async () =>
        toast(
          (await copyText(location.href)) ? "Address copied" : "The browser does not allow copying here.",
        ),
      ),
    ),
    app.down.size > 0
      ? h("p.muted.small", {}, "Routes are those of the what-if that is on.")
      : h("p.muted.small", {}, "Pictures follow the theme of the screen."),
  ]);
}

/** @param {unknown} error */
function failed(error) {
  toast(error instanceof Error ? error.message : "That did not work.", { bad: true });
}

/** @param {import("../app.js").App} app */
const fileName = (app) => (app.document.name ?? "design").replaceAll(/[^A-Za-z0-9._-]+/g, "-");

/** @param {import("../app.js").App} app */
async function svg(app) {
  const response = await fetch(`/d/${app.boot.token}.svg?${new URLSearchParams([["theme", palette()]])}`);
  if (!response.ok) throw new Error("The server could not draw the picture.");
  return response.text();
}

/**
 * @param {import("../app.js").App} app
 * @returns {Promise<Blob>}
 */
async function png(app) {
  const text = await svg(app);
  const image = new Image();
  image.src = `data:image/svg+xml;utf8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = h("canvas", { width: image.naturalWidth * SCALE, height: image.naturalHeight * SCALE });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((/** @type {Blob | null} */ blob) =>
      blob ? resolve(blob) : reject(new Error("The picture is too large.")),
    ),
  );
}

/** @param {import("../app.js").App} app */
async function copyPicture(app) {
  await navigator.clipboard.write([new ClipboardItem({ "image/png": png(app) })]);
  toast("Picture copied");
}

/** @param {import("../app.js").App} app */
async function printPicture(app) {
  const page = open(`/d/${app.boot.token}.svg?theme=light`, "_blank");
  page?.addEventListener("load", () => page.print());
}
