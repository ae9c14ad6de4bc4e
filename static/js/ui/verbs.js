/**
 * Everything that can be done by a button, a key, the menu or the finder: one table, so that all four agree. The verbs
 * themselves stand in `verbs/`, one module per group.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../canvas/view.js").View} View
 * @typedef {{words: string, keys?: string[], run: () => void, edits?: boolean, native?: boolean}} Verb
 * `edits`: only for those with the edit link; `native`: the key is the browser's own, which tells us by an event
 */
import { openFinder } from "./finder.js";
import { openHelp } from "./help.js";
import { designVerbs } from "./verbs/design.js";
import { drawingVerbs } from "./verbs/drawing.js";
import { editVerbs } from "./verbs/edit.js";
import { selectionVerbs } from "./verbs/selection.js";
import { viewVerbs } from "./verbs/view.js";

/**
 * @param {App} app
 * @param {View} view
 * @returns {Record<string, Verb>}
 */
export function makeVerbs(app, view) {
  const finderHits = () =>
    Object.values(verbs)
      .filter((verb) => app.editable || !verb.edits)
      .map((verb) => ({ words: verb.words, more: verb.keys?.[0] ?? "", run: verb.run }));
  /** @type {Record<string, Verb>} */
  const verbs = {
    ...editVerbs(app, view),
    ...selectionVerbs(app, view),
    ...drawingVerbs(app, view),
    find: {
      words: "Find or do anything",
      keys: ["Ctrl+K", "Ctrl+F", "Ctrl+/"],
      run: () => openFinder(app, finderHits()),
    },
    ...viewVerbs(app, view),
    ...designVerbs(app, view),
    help: { words: "Keys", keys: ["?"], run: () => openHelp(verbs, app.editable) },
  };
  for (const verb of Object.values(verbs)) {
    const { run } = verb;
    if (verb.edits) verb.run = () => (app.editable ? run() : app.refuse());
  }
  return verbs;
}
