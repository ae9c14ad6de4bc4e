/**
 * What a field of a property form is, and short ways to write one down. Knows no kind of thing.
 *
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {{field: string, words: string, type: "text" | "words" | "number" | "bool" | "list" | "select" | "ref" | "refs" | "pairs",
 *   hint?: string, options?: [string, string][], to?: string, mono?: boolean, fallback?: unknown, invert?: boolean,
 *   when?: (item: Item, document: Topology) => boolean, asked?: string, required?: boolean, columns?: [string, string],
 *   among?: (document: Topology, path: string, item: Item) => string[],
 *   read?: (value: any) => unknown, write?: (value: any) => unknown, id?: string,
 *   edit?: (document: Topology, path: string, value: any) => import("../doc/types.js").Outcome}} Field
 * `fallback` is what an absent property means; `invert` shows the opposite of a switch; `to` is the list that a reference names,
 * `among` the names themselves, `required` takes away "None"; `asked` is the button that adds the property; `columns` are the
 * headings of pairs; `read` and `write` are for values that the document spells in another way than a person would; `id` tells two fields of one
 * property apart, `edit` is for changes that take other properties with them.
 */

/** @typedef {Partial<Field>} More */

/** @type {(field: string, words: string, hint?: string, more?: More) => Field} */
export const text = (field, words, hint, more) => ({ field, words, type: "text", hint, ...more });
/** @type {(field: string, words: string, hint?: string, more?: More) => Field} */
export const list = (field, words, hint, more) => ({ field, words, type: "list", hint, mono: true, ...more });
/** @type {(field: string, words: string, hint?: string, more?: More) => Field} */
export const number = (field, words, hint, more) => ({
  field,
  words,
  type: "number",
  hint,
  mono: true,
  ...more,
});
/** @type {(field: string, words: string, hint?: string, more?: More) => Field} */
export const bool = (field, words, hint, more) => ({
  field,
  words,
  type: "bool",
  hint,
  fallback: false,
  ...more,
});
/** @type {(field: string, words: string, options: string[], hint?: string, more?: More) => Field} */
export const select = (field, words, options, hint, more) => ({
  field,
  words,
  type: "select",
  hint,
  options: options.map((one) => [one, one]),
  fallback: options[0],
  ...more,
});
/** A choice whose first option means that the property is absent. @type {(field: string, words: string, options: [string, string][], hint?: string, more?: More) => Field} */
export const choice = (field, words, options, hint, more) => ({
  field,
  words,
  type: "select",
  hint,
  options,
  ...more,
});
/** @type {(field: string, words: string, to: string, hint?: string, more?: More) => Field} */
export const ref = (field, words, to, hint, more) => ({ field, words, type: "ref", to, hint, ...more });
/** @type {(field: string, words: string, to: string, hint?: string) => Field} */
export const refs = (field, words, to, hint) => ({ field, words, type: "refs", to, hint });
/** @type {(field: string, words: string, columns: [string, string], hint?: string, more?: More) => Field} */
export const pairs = (field, words, columns, hint, more) => ({
  field,
  words,
  type: "pairs",
  columns,
  hint,
  ...more,
});
/** A list whose property goes with its last entry. @type {(entries: string[]) => string[] | undefined} */
export const unlessEmpty = (entries) => (entries?.length > 0 ? entries : undefined);
