/** The sheet of keys, made from the verbs themselves. */
import { openDialog } from "./dialog.js";
import { h } from "./dom.js";

const GESTURES = /** @type {[string, string][]} */ ([
  ["Add a network", "double-click the canvas"],
  ["Connect", "drag the round handle"],
  ["Pan", "wheel, space+drag, right-drag"],
  ["Zoom", "Ctrl+wheel"],
  ["Hide a kind of line", "click it in the legend"],
  ["Select several", "drag a rubber band, Shift+click"],
  ["Leave a copy", "Ctrl while dragging"],
  ["Ignore grid and neighbours", "Alt while dragging"],
  ["Put back what is dragged", "Escape while dragging"],
  ["Nudge", "arrows; with Shift by the grid"],
  ["Menu", "right-click, Shift+F10 in the outline"],
  ["Several rows of the outline", "Shift+arrows, Ctrl+space"],
]);

/**
 * @param {Record<string, import("./verbs.js").Verb>} verbs
 * @param {boolean} editable
 */
export function openHelp(verbs, editable) {
  const keyed = Object.entries(verbs)
    .filter(([name, verb]) => verb.keys && (editable || !verb.edits) && !name.startsWith("nudge-"))
    .map(([, verb]) => verb);
  const entry = (/** @type {string} */ words, /** @type {(HTMLElement | string)[]} */ keys) =>
    h("div", {}, h("dt", {}, words), h("dd", {}, ...keys));
  openDialog("Keys", [
    h(
      "dl.keys-grid",
      {},
      ...GESTURES.map(([words, how]) => entry(words, [how])),
      ...keyed.map((verb) =>
        entry(
          verb.words,
          (verb.keys ?? []).slice(0, 2).flatMap((key, index) => [index > 0 ? " " : "", h("kbd", {}, key)]),
        ),
      ),
    ),
  ]);
}
