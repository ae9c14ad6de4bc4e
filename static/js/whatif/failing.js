/**
 * Failing a thing and bringing it back: by a click, and by a menu with every way in which it can fail.
 *
 * @typedef {import("../app.js").App} App
 */
import { subjectOf } from "../doc/kinds.js";
import { openMenu } from "../ui/dialog.js";
import { canFail, failedOf, waysToFail, withFailure } from "./parts.js";

/**
 * A click in what-if mode: what is up fails as a whole, what is down in any way comes back.
 * @param {App} app
 * @param {string} id
 * @returns {boolean} whether the click meant this
 */
export function failByClick(app, id) {
  const subject = subjectOf(app.document, id);
  if (!app.whatif || subject === null || !canFail(subject)) return false;
  toggleFailure(app, subject);
  return true;
}

/**
 * @param {App} app
 * @param {string} subject
 */
export function toggleFailure(app, subject) {
  const whole = { words: "", hint: "", down: [subject] };
  const isDown = failedOf(app.down, subject).length > 0;
  app.setDown(withFailure(app.down, subject, isDown ? undefined : whole));
}

/**
 * The ways in which a thing can fail, each with what it means, as entries of a menu.
 * @param {App} app
 * @param {string} subject
 * @returns {import("../ui/dialog.js").MenuEntry[]}
 */
export function failureEntries(app, subject) {
  const now = failedOf(app.down, subject).sort().join(" ");
  const ways = waysToFail(app.document, subject).map((way) => ({
    label: way.words,
    hint: way.hint,
    checked: [...way.down].sort().join(" ") === now,
    run: () => app.setDown(withFailure(app.down, subject, way)),
  }));
  const back = { label: "Up again", run: () => app.setDown(withFailure(app.down, subject)) };
  return now === "" ? ways : [...ways, null, back];
}

/**
 * @param {App} app
 * @param {string} subject
 * @param {HTMLElement} anchor
 */
export function openFailureMenu(app, subject, anchor) {
  const { left, bottom } = anchor.getBoundingClientRect();
  openMenu(failureEntries(app, subject), { x: left, y: bottom + 4 });
}
