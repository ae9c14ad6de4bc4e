/**
 * The difference of two documents as a list of steps, and the same steps backwards. Lists of named things are compared by
 * name, everything else as a whole, so a step still fits after somebody else's edit. Knows no kind of thing.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {{path: string[], before: any, after: any, index?: number, ordered?: true}} Step `undefined` on one side = it was not
 * there; `ordered` steps say in which order the names of a list stand
 */

const TRUE = /** @type {const} */ (true);

/**
 * @param {unknown} value
 * @returns {value is Item}
 */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param {unknown} value
 * @returns {value is Item[]}
 */
const isNamedList = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((entry) => isObject(entry) && "name" in entry);

/**
 * @param {any} one
 * @param {any} other
 * @returns {boolean}
 */
export function same(one, other) {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((entry, index) => same(entry, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && same(one[key], other[key]))
  );
}

/**
 * @param {any} before
 * @param {any} after
 * @param {string[]} [path]
 * @returns {Step[]}
 */
export function diff(before, after, path = []) {
  if (same(before, after)) return [];
  const listed =
    (isNamedList(before) && Array.isArray(after) && (after.length === 0 || isNamedList(after))) ||
    (isNamedList(after) && (before === undefined || (Array.isArray(before) && before.length === 0)));
  if (listed) return diffLists(before ?? [], after, path);
  if (!isObject(before) || !isObject(after)) return [{ path, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => diff(before[key], after[key], [...path, key]));
}

/**
 * @param {Item[]} before
 * @param {Item[]} after
 * @param {string[]} path
 * @returns {Step[]}
 */
function diffLists(before, after, path) {
  const old = new Map(before.map((item) => [item.name, item]));
  const names = new Set(after.map((item) => item.name));
  const gone = before
    .map((item, index) => ({ path: [...path, item.name], before: item, after: undefined, index }))
    .filter((step) => !names.has(step.before.name))
    .reverse();
  const rest = after.flatMap((item, index) => {
    const earlier = old.get(item.name);
    if (earlier === undefined) return [{ path: [...path, item.name], before: undefined, after: item, index }];
    return diff(earlier, item, [...path, item.name]);
  });
  const kept = before.filter((item) => names.has(item.name)).map((item) => item.name);
  const now = after.filter((item) => old.has(item.name)).map((item) => item.name);
  const order = same(kept, now)
    ? []
    : [
        {
          path,
          before: before.map((item) => item.name),
          after: after.map((item) => item.name),
          ordered: TRUE,
        },
      ];
  return [...gone, ...rest, ...order];
}

/**
 * @param {Step[]} steps
 * @returns {Step[]}
 */
export function invert(steps) {
  return steps.map((step) => ({ ...step, before: step.after, after: step.before })).reverse();
}

/**
 * The items in the order of the names; those that are not named stay where they are.
 * @param {unknown} value
 * @param {string[]} names
 */
function reordered(value, names) {
  if (!isNamedList(value)) return value;
  const wanted = names.flatMap((name) => value.filter((item) => item.name === name));
  return value.map((item) => (names.includes(item.name) ? wanted.shift() : item));
}

/**
 * @template {Item | Item[]} T
 * @param {T} value
 * @param {Step} step
 * @returns {T}
 */
function applyStep(value, step) {
  const [key = "", ...rest] = step.path;
  const inner = { ...step, path: rest };
  if (Array.isArray(value)) {
    const at = value.findIndex((item) => item.name === key);
    const next = rest.length === 0 ? step.after : at < 0 ? undefined : applyStep(value[at], inner);
    const copy = [...value];
    if (next === undefined) copy.splice(at < 0 ? copy.length : at, at < 0 ? 0 : 1);
    else copy.splice(at < 0 ? Math.min(step.index ?? copy.length, copy.length) : at, at < 0 ? 0 : 1, next);
    return /** @type {T} */ (copy);
  }
  const copy = { .../** @type {Item} */ (value) };
  const inside = copy[key] ?? (step.index !== undefined && rest.length === 1 ? [] : undefined);
  if (rest.length > 0 && inside === undefined) return value;
  const own = step.ordered ? reordered(inside, step.after) : step.after;
  const next = rest.length === 0 ? own : applyStep(inside, inner);
  if (next === undefined) delete copy[key];
  else copy[key] = next;
  return /** @type {T} */ (copy);
}

/**
 * @param {Item} document
 * @param {Step[]} steps
 * @returns {Item}
 */
export function apply(document, steps) {
  return steps.reduce(applyStep, document);
}
