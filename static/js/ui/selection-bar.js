/**
 * The bar over the canvas while several things are selected: what can be done with them together. Runs verbs, decides none.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../canvas/view.js").View} View
 * @typedef {import("./verbs.js").Verb} Verb
 */
import { hubAmong, spokesOf } from "../doc/hub.js";
import { nameOf } from "../doc/paths.js";
import { byId, h, icon } from "./dom.js";
import { selectedThings } from "./selected.js";

const ALIGNMENTS = ["left", "centre", "right", "top", "middle", "bottom"].map((edge) => `align-${edge}`);

/**
 * @param {App} app
 * @param {View} view
 * @param {Record<string, Verb>} verbs
 */
export function startSelectionBar(app, view, verbs) {
  const bar = byId("selection-bar");
  const button = (/** @type {string} */ name, /** @type {string} */ drawing) => {
    const verb = verbs[name];
    const words = verb?.keys ? `${verb.words} (${verb.keys[0]})` : verb?.words;
    return h(
      "button.btn.quiet.square.small",
      { type: "button", "data-verb": name, "aria-label": verb?.words, title: words },
      icon(drawing),
    );
  };
  const divider = () => h("span.divider", { "aria-hidden": "true" });
  const draw = () => {
    const things = selectedThings(app);
    bar.hidden = !app.editable || things.length < 2;
    if (bar.hidden) return;
    const boxes = view.blocks(app.selection).length;
    const hub = hubAmong(app.document, things);
    const spokes = hub === null ? [] : spokesOf(app.document, hub, things);
    bar.replaceChildren(
      h("span.how-many", { role: "status" }, `${things.length} selected`),
      ...(boxes > 1 ? [...ALIGNMENTS.map((name) => button(name, name)), divider()] : []),
      ...(boxes > 2
        ? [button("spread-across", "spread-across"), button("spread-down", "spread-down"), divider()]
        : []),
      ...(hub !== null && spokes.length > 0
        ? [
            h(
              "button.btn.quiet.small",
              {
                type: "button",
                "data-verb": "join-hub",
                title: "One connection or peering each, in one edit",
              },
              icon("hub"),
              `Join to ${nameOf(hub)}`,
            ),
            divider(),
          ]
        : []),
      button("duplicate", "copy"),
      button("remove", "trash"),
    );
  };
  for (const event of ["selection:changed", "document:changed"]) document.addEventListener(event, draw);
}
