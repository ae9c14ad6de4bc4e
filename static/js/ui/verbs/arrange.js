/**
 * Arranging on request: the server's layout for everything, or only for what nobody has placed by hand. One edit, which
 * undo takes back.
 *
 * @typedef {import("../../app.js").App} App
 * @typedef {import("../../canvas/view.js").View} View
 * @typedef {import("../../doc/types.js").Point} Point
 * @typedef {import("../../doc/types.js").Topology} Topology
 * @typedef {import("../verbs.js").Verb} Verb
 */
import { placedByHand, settle } from "../../doc/drawing.js";
import { openMenu } from "../dialog.js";
import { byId } from "../dom.js";
import { toast } from "../toast.js";

/** How high the menu of two stands above its button. */
const MENU = 112;

/** Whether an answer is awaited: a second click meanwhile changes nothing. */
let waiting = false;

/**
 * @param {App} app
 * @param {View} view
 * @returns {Record<string, Verb>}
 */
export function arrangeVerbs(app, view) {
  const rest = () => arrange(app, view, () => placedByHand(app.document));
  const everything = () => arrange(app, view, () => []);
  const around = () => arrange(app, view, () => view.blocks(app.selection).map(([id]) => id));
  return {
    "arrange-menu": {
      words: "Arrange …",
      edits: true,
      run: () => chooseHow(app, rest, everything),
    },
    arrange: { words: "Arrange what was not placed by hand", edits: true, run: rest },
    "arrange-all": { words: "Arrange everything", edits: true, run: everything },
    "arrange-rest": { words: "Arrange the rest around the selection", edits: true, run: around },
  };
}

/**
 * Asks how when that makes a difference.
 * @param {App} app
 * @param {() => void} rest
 * @param {() => void} everything
 */
function chooseHow(app, rest, everything) {
  const kept = placedByHand(app.document).filter((path) => !path.startsWith("notes/")).length;
  if (kept === 0) {
    everything();
    return;
  }
  const { left, top } = byId("arrange-button").getBoundingClientRect();
  openMenu(
    [
      {
        label: "Arrange what was not placed by hand",
        hint: `${kept} ${kept === 1 ? "box stays where it is" : "boxes stay where they are"}`,
        run: rest,
      },
      { label: "Arrange everything", hint: "All boxes move; undo brings them back", run: everything },
    ],
    { x: left, y: top - MENU },
  );
}

/**
 * Asks until the answer is about the design as it is: it may be edited meanwhile.
 * @param {App} app
 * @param {View} view
 * @param {() => string[]} keep boxes that stay where they are; notes always do
 */
async function arrange(app, view, keep) {
  if (waiting) return;
  waiting = true;
  try {
    /** @type {Topology} */
    let asked;
    /** @type {Map<string, Point>} */
    let corners;
    do {
      asked = app.document;
      corners = await arranged(view, asked, keep());
    } while (asked !== app.document);
    const moved = view.allCorners().some(([id, point]) => String(corners.get(id) ?? point) !== String(point));
    if (!moved) toast("Everything is in its place already.", { seconds: 3 });
    else app.edit("Arrange", (document) => ({ document: settle(document, corners) }), { quiet: true });
    view.fit();
  } catch {
    toast("The server could not arrange the design.", { bad: true });
  } finally {
    waiting = false;
  }
}

/**
 * The corners that the server's layout gives to all other boxes.
 * @param {View} view
 * @param {Topology} document
 * @param {string[]} keep
 * @returns {Promise<Map<string, Point>>}
 */
async function arranged(view, document, keep) {
  const shown = new Map(view.allCorners());
  const fixed = [...new Set([...keep, ...shown.keys()])].filter(
    (id) => shown.has(id) && (keep.includes(id) || id.startsWith("notes/")),
  );
  const positions = Object.fromEntries(fixed.map((id) => [id, shown.get(id)]));
  const response = await fetch("/arrange", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      document: { ...document, canvas: { ...document.canvas, arranged: undefined, positions } },
      keep: fixed,
    }),
  });
  if (!response.ok) throw new Error(response.statusText);
  const answered = /** @type {[string, Point][]} */ (Object.entries(await response.json()));
  return new Map(answered.filter(([id]) => shown.has(id) && !fixed.includes(id)));
}
