/**
 * What the selection means to a command: things of the document, none of them inside another.
 *
 * @typedef {import("../app.js").App} App
 */
import { subjectOf } from "../doc/kinds.js";
import { outermostOf } from "../doc/paste.js";

/**
 * The things that the selected elements stand for, without those inside others of them.
 * @param {App} app
 * @param {string[]} [ids]
 */
export function selectedThings(app, ids = app.selection) {
  const subjects = ids.map((id) => subjectOf(app.document, id)).filter((path) => path !== null);
  return outermostOf([...new Set(subjects)]);
}
