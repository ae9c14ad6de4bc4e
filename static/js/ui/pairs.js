/**
 * Rows of a name and a value for properties that say something of single prefixes, tunnels or ways. A row counts as soon as
 * both of its halves are filled in.
 *
 * @typedef {import("./field.js").Field} Field
 * @typedef {import("./controls.js").Wiring} Wiring
 */
import { h, icon } from "./dom.js";

/**
 * @param {Field} field
 * @param {Wiring} wiring
 */
export function pairRows(field, { id, value, disabled, names, commit }) {
  const entries = Object.entries(/** @type {Record<string, unknown>} */ (value ?? {}));
  const [about = "", says = ""] = field.columns ?? [];
  const body = h("tbody");
  const table = h(
    "table.udr",
    {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, about), h("th", { scope: "col" }, says), h("td"))),
    body,
  );
  const write = () => {
    const rows = [...body.rows].map((row) => [...row.querySelectorAll(".field")].map(textOf));
    const filled = rows.filter(([name, said]) => name !== "" && said !== "");
    const next = Object.fromEntries(filled.map(([name, said = ""]) => [name, numbered(said)]));
    if (JSON.stringify(next) !== JSON.stringify(Object.fromEntries(entries)))
      commit(filled.length > 0 ? next : undefined);
  };
  const insert = (/** @type {string} */ name, /** @type {string} */ said) => {
    const at = body.rows.length;
    const wired = (/** @type {string} */ part, /** @type {string} */ words) => ({
      disabled,
      "aria-label": `${field.words}: ${words}${name && ` of ${name}`}`,
      "data-field": `${id}-${at}-${part}`,
      onchange: write,
    });
    const input = (/** @type {string} */ part, /** @type {string} */ words, /** @type {string} */ shown) =>
      h(field.mono ? "input.field.mono" : "input.field", {
        ...wired(part, words),
        value: shown,
        spellcheck: "false",
        autocomplete: "off",
      });
    const row = h(
      "tr",
      {},
      h("td", {}, field.to ? options(wired("name", about), name, names) : input("name", about, name)),
      h("td", {}, input("value", says, said)),
      h("td", {}, !disabled && removal(name)),
    );
    body.append(row);
    return row;
  };
  const removal = (/** @type {string} */ name) => {
    const button = h(
      "button.btn.quiet.square.small",
      {
        type: "button",
        "aria-label": `Remove ${name || "row"} from ${field.words.toLowerCase()}`,
        onclick: () => {
          button.closest("tr").remove();
          table.hidden = body.rows.length === 0;
          write();
        },
      },
      icon("trash"),
    );
    return button;
  };
  for (const [name, said] of entries) insert(name, String(said));
  table.hidden = entries.length === 0;
  const add = () => {
    table.hidden = false;
    insert("", "").querySelector(".field").focus();
  };
  return h(
    "div.list-editor",
    { role: "group", "aria-label": field.words, "aria-describedby": field.hint ? `${id}-hint` : null },
    table,
    disabled
      ? entries.length === 0 && h("span.muted", {}, "None")
      : h(
          "div",
          {},
          h(
            "button.btn.small",
            {
              type: "button",
              "data-field": `${id}-add`,
              "aria-label": `Add to ${field.words}`,
              onclick: add,
            },
            icon("plus"),
            about,
          ),
        ),
  );
}

/**
 * @param {Record<string, unknown>} attributes
 * @param {string} name
 * @param {string[]} names
 */
function options(attributes, name, names) {
  return h(
    "select.field",
    attributes,
    ...[...new Set([name, ...names])].map((one) => h("option", { value: one, selected: one === name }, one)),
  );
}

/** @param {HTMLInputElement} input */
const textOf = (input) => input.value.trim();

/** @param {string} said */
const numbered = (said) => (/^\d+$/.test(said) ? Number(said) : said);
