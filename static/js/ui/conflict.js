/**
 * Two people changed the same thing: shows both values of each and answers which one stays.
 *
 * @typedef {import("../sync/autosave.js").Conflict} Conflict
 */
import { openDialog } from "./dialog.js";
import { h } from "./dom.js";

/** @param {unknown} value */
const shown = (value) =>
  value === undefined || value === null
    ? "(removed)"
    : typeof value === "string"
      ? value
      : JSON.stringify(value, null, 1);

/**
 * @param {Conflict[]} conflicts
 * @returns {Promise<boolean[]>} for each whether mine stays
 */
export function askConflicts(conflicts) {
  return new Promise((resolve) => {
    const mine = conflicts.map(() => true);
    const option = (/** @type {number} */ index, /** @type {boolean} */ own, /** @type {unknown} */ value) =>
      h(
        "label",
        {},
        h("input", {
          type: "radio",
          name: `conflict-${index}`,
          checked: own,
          onchange: () => {
            mine[index] = own;
          },
        }),
        h("b", {}, own ? "Mine" : "Theirs"),
        h("pre", {}, shown(value)),
      );
    const rows = conflicts.map((conflict, index) =>
      h(
        "div",
        {},
        h("p.mono", {}, conflict.path),
        h(
          "div.conflict-values",
          {},
          option(index, true, conflict.mine),
          option(index, false, conflict.theirs),
        ),
      ),
    );
    const dialog = openDialog(
      "Somebody changed the same thing",
      [h("p.muted", {}, "Everything else of both is kept. Which value shall stay?"), ...rows],
      {
        foot: [h("button.btn.primary", { type: "button", onclick: () => dialog.close() }, "Save")],
        onclose: () => resolve(mine),
      },
    );
  });
}
