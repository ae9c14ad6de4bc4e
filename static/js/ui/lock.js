/**
 * The locked canvas: everything can be looked at and asked, nothing changed. It says so over the drawing for as long as it
 * lasts, and this browser keeps it for the design.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../canvas/view.js").View} View
 */
import { byId } from "./dom.js";

/**
 * @param {App} app
 * @param {View} view
 */
export function startLock(app, view) {
  const show = () => {
    document.body.classList.toggle("locked", app.locked);
    byId("lock-bar").hidden = !app.locked;
    byId("title").readOnly = !app.editable;
    for (const button of document.querySelectorAll('[data-verb="lock"]'))
      button.setAttribute("aria-pressed", String(app.locked));
    view.cy.autoungrabify(!app.editable);
  };
  document.addEventListener("lock:changed", () => {
    show();
    app.emit("document:changed");
  });
  show();
}
