/**
 * Two people changed the same thing: shows both values of each and answers whose stays. Nothing is decided by closing.
 *
 * @typedef {import("../sync/autosave.js").Conflict} Conflict
 * @typedef {import("../sync/autosave.js").Side} Side
 */
import { kindOf } from "../doc/kinds.js";
import { diff } from "../doc/patch.js";
import { openDialog } from "./dialog.js";
import { h, kindIcon } from "./dom.js";

const WORDS = /** @type {Record<Side, string>} */ ({ mine: "Mine", theirs: "Theirs" });

/**
 * @param {unknown} value
 * @returns {value is string[]}
 */
const isWords = (value) => Array.isArray(value) && value.every((one) => typeof one === "string");

/** @param {unknown} value */
const isThing = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A value as people write it; of a thing that was there before, what has changed in it.
 * @param {unknown} value
 * @param {unknown} base
 * @returns {string}
 */
function shown(value, base) {
  if (value === undefined) return "(removed)";
  if (typeof value === "string") return value;
  if (isWords(value)) return value.length > 0 ? value.join("\n") : "(empty)";
  if (!isThing(value) || !isThing(base)) return JSON.stringify(value, null, 1);
  const line = (/** @type {import("../doc/patch.js").Step} */ { path, after }) =>
    `${path.join(" › ")}: ${isWords(after) ? after.join(", ") : shown(after, undefined)}`;
  return diff(base, value).map(line).join("\n");
}

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
      h("pre", {}, shown(conflict[side], conflict.base)),
    );
  const rows = conflicts.map((conflict) =>
    h(
      "div.conflict",
      {},
      heading(conflict),
      conflict.base !== undefined &&
        !isThing(conflict.base) &&
        h("p.muted.small", {}, `Before: ${brief(conflict.base)}`),
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
  const text = isWords(value) ? value.join(", ") : typeof value === "string" ? value : JSON.stringify(value);
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
