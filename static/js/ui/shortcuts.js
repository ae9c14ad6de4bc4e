/** Keys to verbs. Typing into a field is never a shortcut, but for those with Ctrl and for leaving it by F6. */

/** Keys that walk through lists, tabs and trees or press what has the focus, before they are anybody's shortcut. */
const WALKING = /^((Shift\+)?Arrow\w+|Home|End|Enter|Ctrl\+Enter)$/;
const KEYED = "button, a, summary, [role=tree], [role=tablist], [role=menu], [role=listbox], [tabindex='0']";

/**
 * A key press in the words of the help sheet.
 * @param {KeyboardEvent} event
 */
export function pressed(event) {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const shifted =
    event.shiftKey &&
    (event.ctrlKey || event.metaKey || event.altKey || /^(Digit\d)$|^Arrow/.test(event.code));
  const name = shifted && /^Digit\d$/.test(event.code) ? event.code.slice(5) : key;
  return [(event.ctrlKey || event.metaKey) && "Ctrl", event.altKey && "Alt", shifted && "Shift", name]
    .filter(Boolean)
    .join("+");
}

/**
 * @param {import("../app.js").App} app
 * @param {Record<string, import("./verbs.js").Verb>} verbs
 */
export function startShortcuts(app, verbs) {
  const byKey = new Map(Object.values(verbs).flatMap((verb) => (verb.keys ?? []).map((key) => [key, verb])));
  addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (document.querySelector("dialog[open], .menu:popover-open")) return;
    const key = pressed(event);
    if (
      typing &&
      key !== "F6" &&
      (!event.ctrlKey || ["Ctrl+A", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"].includes(key))
    )
      return;
    const verb = byKey.get(key);
    if (!verb || verb.native || (verb.edits && !app.mayEdit)) return;
    if (WALKING.test(key) && target.closest(KEYED)) return;
    event.preventDefault();
    verb.run();
  });
}
