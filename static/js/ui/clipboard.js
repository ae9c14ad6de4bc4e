/**
 * The clipboard: things of a design go out and come in as text, so that they also travel between two designs. The browser's
 * own copy, cut and paste events carry them where they can: those need neither a permission nor an encrypted connection.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../canvas/view.js").View} View
 * @typedef {import("../doc/copy.js").Clip} Clip
 */
import { clipText, copyThings, readClip } from "../doc/copy.js";
import { networkOf, paste } from "../doc/paste.js";
import { copyText } from "./dom.js";
import { removeThings } from "./properties.js";
import { selectedThings } from "./selected.js";
import { toast } from "./toast.js";

const STEP = 40;

/** What was copied last in this page, for browsers that do not let a page read the clipboard. */
let last = "";
/** How often the same text was pasted: each time a step further. */
let times = 0;

/**
 * @param {App} app
 * @param {View} view
 */
export function startClipboard(app, view) {
  const busy = () =>
    document.querySelector("dialog[open]") !== null ||
    document.activeElement?.matches("input, textarea, select, [contenteditable]") ||
    String(getSelection()) !== "";
  for (const kind of /** @type {const} */ (["copy", "cut"])) {
    document.addEventListener(kind, (event) => {
      const text = busy() ? null : take(app);
      if (text === null) return;
      event.preventDefault();
      event.clipboardData?.setData("text/plain", text);
      if (kind === "cut") removeThings(app, selectedThings(app));
    });
  }
  document.addEventListener("paste", (event) => {
    if (busy()) return;
    event.preventDefault();
    put(app, view, event.clipboardData?.getData("text/plain") ?? "");
  });
}

/**
 * @param {App} app
 * @returns {string | null}
 */
function take(app) {
  const paths = selectedThings(app);
  if (paths.length === 0) return null;
  const clip = copyThings(app.document, paths, Object.fromEntries(app.view?.shownCorners() ?? []));
  last = clipText(clip);
  times = 0;
  toast(`${paths.length} ${paths.length === 1 ? "thing" : "things"} copied`, { seconds: 2 });
  return last;
}

/** @param {App} app */
export async function copySelection(app) {
  const text = take(app);
  if (text === null) toast("Select what shall be copied first.");
  else await copyText(text);
}

/** @param {App} app */
export async function cutSelection(app) {
  await copySelection(app);
  removeThings(app, selectedThings(app));
}

/**
 * @param {App} app
 * @param {View} view
 */
export async function pasteFromClipboard(app, view) {
  let text = last;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    if (!last) toast("This browser lets the page read the clipboard only with Ctrl+V.");
  }
  if (text) put(app, view, text);
}

/**
 * @param {App} app
 * @param {View} view
 * @param {string} text
 */
function put(app, view, text) {
  const clip = readClip(text);
  if (clip === null) {
    toast("The clipboard holds nothing that belongs into a design.");
    return;
  }
  times = text === last ? times + 1 : 1;
  last = text;
  /** @type {string[]} */
  let pasted = [];
  const into = clip.shells.length > 0 ? networkOf(app.subject) : null;
  app.edit(
    "Paste",
    (document) => {
      const outcome = paste(document, clip, { offset: offsetFor(view, clip), into });
      pasted = outcome.pasted;
      return { document: outcome.document };
    },
    { quiet: true },
  );
  if (pasted.length > 0) app.select(pasted, { reveal: true });
}

/**
 * A step beside where it was copied; into the middle of what is seen when that place is not.
 * @param {View} view
 * @param {Clip} clip
 * @returns {import("../doc/types.js").Point}
 */
function offsetFor(view, clip) {
  const corners = Object.values(clip.positions);
  const [x, y] = [Math.min(...corners.map((one) => one[0])), Math.min(...corners.map((one) => one[1]))];
  const { x1, y1, x2, y2 } = view.cy.extent();
  if (x >= x1 && x <= x2 && y >= y1 && y <= y2) return [STEP * times, STEP * times];
  const snap = (/** @type {number} */ value) => Math.round(value / 20) * 20;
  return [snap((x1 + x2) / 2 - x), snap((y1 + y2) / 2 - y)];
}
