/**
 * Two people changed the same thing: shows both values of each and answers whose stays. Nothing is decided by closing.
 *
 * @typedef {import("../sync/autosave.js").Conflict} Conflict
 * @typedef {import("../sync/autosave.js").Side} Side
 */
import { kindOf } from "../doc/kinds.js";
import { openDialog } from "./dialog.js";
import { h, kindIcon } from "./dom.js";

const WORDS = /** @type {Record<Side, string>} */ ({ mine: "Mine", theirs: "Theirs" });

/** @param {unknown} value */
const shown = (value) =>
  value === undefined ? "(removed)" : typeof value === "string" ? value : JSON.stringify(value, null, 1);

/** @param {string} path */
const steps = (path) => path.split("/").map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/**
 * "vnet-hub › location" with the icon of the thing.
 * @param {Conflict} conflict
 */
function heading({ path, mine, theirs, base }) {
  const [list = "", name, ...rest] = steps(path);
  if (name === undefined) return h("h3.row", {}, list === "name" ? "Name of the design" : list);
  const item = [mine, theirs, base].find((value) => value && typeof value === "object") ?? {};
  return h(
    "h3.row",
    { title: path },
    list !== "canvas" && kindIcon(kindOf(list, rest.length === 0 ? item : {})),
    list === "canvas" ? "Arrangement" : name,
    rest.length > 0 && h("span.muted", {}, rest.filter((step) => step !== "subnets").join(" › ")),
  );
}

/**
 * @param {Conflict[]} conflicts
 * @returns {Promise<Record<string, Side>>} whose value stays, by path
 */
export function askConflicts(conflicts) {
  const chosen = /** @type {Record<string, Side>} */ ({});
  const save = h("button.btn.primary", { type: "button", disabled: true }, "Save");
  const choose = (/** @type {string} */ path, /** @type {Side} */ side) => {
    chosen[path] = side;
    save.disabled = conflicts.some((conflict) => !chosen[conflict.path]);
  };
  const option = (/** @type {Conflict} */ conflict, /** @type {Side} */ side) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: `conflict ${conflict.path}`,
        "data-side": side,
        onchange: () => choose(conflict.path, side),
      }),
      h("b", {}, WORDS[side]),
      h("pre", {}, shown(conflict[side])),
    );
  const rows = conflicts.map((conflict) =>
    h(
      "div.conflict",
      {},
      heading(conflict),
      conflict.base !== undefined && h("p.muted.small", {}, `Before: ${brief(conflict.base)}`),
      h("div.conflict-values", {}, option(conflict, "mine"), option(conflict, "theirs")),
    ),
  );
  const all = (/** @type {Side} */ side) =>
    h(
      "button.btn.quiet",
      { type: "button", onclick: () => takeAll(side) },
      `All ${WORDS[side].toLowerCase()}`,
    );
  return new Promise((resolve) => {
    const dialog = openDialog(
      "Somebody changed the same thing",
      [h("p.muted", {}, "Everything else of both is kept. Which value shall stay?"), ...rows],
      {
        firm: true,
        foot: [...(conflicts.length > 1 ? [all("mine"), all("theirs")] : []), save],
        onclose: () => resolve(chosen),
      },
    );
    save.addEventListener("click", () => dialog.close());
  });
}

/** @param {unknown} value */
function brief(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)} …` : text;
}

/** @param {Side} side */
function takeAll(side) {
  for (const radio of document.querySelectorAll(`dialog input[data-side="${side}"]`)) {
    if (radio instanceof HTMLElement) radio.click();
  }
}

/**
 * Both changes are fine alone, but no valid design together: one of the two has to go.
 * @param {{path: string, message: string}[]} problems
 * @returns {Promise<Side>}
 */
export function askMisfit(problems) {
  return new Promise((resolve) => {
    const button = (/** @type {string} */ tag, /** @type {Side} */ side, /** @type {string} */ words) =>
      h(
        tag,
        {
          type: "button",
          onclick: () => {
            resolve(side);
            dialog.close();
          },
        },
        words,
      );
    const dialog = openDialog(
      "The two changes do not fit together",
      [
        h(
          "ul.problems",
          {},
          ...problems
            .slice(0, 8)
            .map((one) => h("li", {}, h("b", {}, one.message), h("div.mono.muted", {}, one.path))),
        ),
        h(
          "p.muted",
          {},
          "Take what others saved, and undo brings yours back; or save yours, and theirs is kept as a version.",
        ),
      ],
      {
        firm: true,
        foot: [
          button("button.btn", "mine", "Save mine"),
          button("button.btn.primary", "theirs", "Take theirs"),
        ],
      },
    );
  });
}
