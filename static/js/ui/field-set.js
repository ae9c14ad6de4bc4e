/**
 * The fields of one thing wired to the document: each change is one undoable command. Rare fields stand in a section that
 * stays closed until somebody opens it.
 *
 * @typedef {import("../app.js").App} App
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {import("./field.js").Field} Field
 */
import { setProperty } from "../doc/commands.js";
import { fieldOf, listOf } from "../doc/paths.js";
import { namesOf } from "../doc/references.js";
import { control } from "./controls.js";
import { h, icon } from "./dom.js";

/** The sections that this person has opened. @type {Set<string>} */
const opened = new Set();

/**
 * @param {App} app
 * @param {string} path
 * @param {Item} item
 * @param {Field[]} fields
 * @param {string} [scope] keeps ids apart when a form shows two things
 * @returns {HTMLElement[]}
 */
export function fieldsOf(app, path, item, fields, scope = "field") {
  const shown = fields.filter((field) => field.when?.(item, app.document) ?? true);
  const present = (/** @type {Field} */ field) => !field.asked || fieldOf(item, field.field) !== undefined;
  const made = shown.filter(present).flatMap((field) => wired(app, path, item, field, scope));
  const absent = app.editable ? shown.filter((field) => !present(field)) : [];
  return absent.length > 0
    ? [...made, h("div.row", {}, ...absent.map((field) => asked(app, path, field)))]
    : made;
}

/**
 * @param {App} app
 * @param {string} path
 * @param {Item} item
 * @param {Field} field
 * @param {string} scope
 */
function wired(app, path, item, field, scope) {
  const held = fieldOf(item, field.field);
  const commit = (/** @type {any} */ value) => {
    const next = field.write ? field.write(value) : value;
    app.edit(
      `Change ${field.words.toLowerCase()}`,
      (document) =>
        field.edit?.(document, path, next) ??
        setProperty(document, path, field.field, next === field.fallback ? undefined : next),
      { quiet: true },
    );
  };
  const names =
    field.among?.(app.document, path, item) ??
    (field.to ? [...namesOf(app.document, field.to)].filter((name) => name !== item.name) : []);
  const made = control(field, {
    id: `${scope}-${field.id ?? field.field}`,
    value: field.read ? field.read(held) : held,
    disabled: !app.editable,
    names,
    commit,
  });
  for (const element of made)
    element.dataset.at = [path, ...field.field.split(".")].filter(Boolean).join("/");
  return made;
}

/**
 * A button that adds a property which means something else when it is absent than when it is empty.
 * @param {App} app
 * @param {string} path
 * @param {Field} field
 */
function asked(app, path, field) {
  const first = field.type === "select" ? field.options?.[1]?.[0] : [];
  return h(
    "button.btn.small",
    {
      type: "button",
      onclick: () =>
        app.edit(
          `Add ${field.words.toLowerCase()}`,
          (document) => setProperty(document, path, field.field, first),
          { quiet: true },
        ),
    },
    icon("plus"),
    field.asked ?? field.words,
  );
}

/**
 * The rare fields of a thing, below a line that says how many of them are set.
 * @param {App} app
 * @param {string} path
 * @param {Item} item
 * @param {Field[] | undefined} fields
 * @param {{scope?: string, below?: (HTMLElement | null)[]}} [options] what stands below the fields
 * @returns {HTMLElement[]}
 */
export function moreOf(app, path, item, fields, { scope = "field", below = [] } = {}) {
  const made = [...fieldsOf(app, path, item, fields ?? [], scope), ...below];
  if (made.length === 0) return [];
  const optional = (fields ?? []).filter((field) => !field.required);
  const set = new Set(
    optional.map((field) => field.field).filter((field) => fieldOf(item, field) !== undefined),
  ).size;
  const key = `${scope} ${listOf(path)}`;
  const section = h(
    "details.more",
    { open: opened.has(key), ontoggle: () => (section.open ? opened.add(key) : opened.delete(key)) },
    h("summary", {}, icon("chevron"), "More", set > 0 && h("span.muted", {}, `${set} set`)),
    h("div.form", {}, ...made),
  );
  return [section];
}
