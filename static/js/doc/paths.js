/**
 * Document paths (`virtualNetworks/hub/subnets/web`): read, write and list named things without mutating anything.
 * Decides how a path is spelled; knows no kind's rules.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 */

/** Every list that a path may start with. */
export const LISTS = /** @type {const} */ ([
  "virtualNetworks",
  "routeTables",
  "virtualNetworkGateways",
  "localNetworkGateways",
  "expressRouteCircuits",
  "connections",
  "sites",
  "siteLinks",
  "routeServers",
  "networkVirtualAppliances",
  "azureFirewalls",
  "virtualMachines",
  "virtualWans",
  "virtualHubs",
  "hubVirtualNetworkConnections",
  "privateEndpoints",
  "connectedGroups",
]);

/** Lists of the drawing: their paths start like those of things, and they stand in `canvas`. */
const DRAWN = ["notes", "frames"];

/** @param {...string} segments */
export const join = (...segments) => segments.join("/");

/** @param {string} path */
export const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);

/** @param {string} path */
export const listOf = (path) => {
  const segments = path.split("/");
  return segments[segments.length - 2] ?? "";
};

/**
 * The path of the thing that owns this one, or null at the top.
 * @param {string} path
 */
export function ownerOf(path) {
  const segments = path.split("/");
  return segments.length > 2 ? segments.slice(0, -2).join("/") : null;
}

/** So short a list is quicker to look through. */
const SHORT = 32;
/** The things of a list by their names; documents are never changed in place. @type {WeakMap<Item[], Map<string, Item>>} */
const byName = new WeakMap();

/**
 * @param {Item[]} list
 * @param {string | undefined} name
 */
function named(list, name) {
  if (list.length < SHORT) return list.find((entry) => entry.name === name);
  const known = byName.get(list) ?? new Map(list.map((entry) => [entry.name, entry]));
  byName.set(list, known);
  return known.get(name);
}

/**
 * @param {Topology} document
 * @param {string} path
 * @returns {Item | null}
 */
export function find(document, path) {
  const segments = path.split("/");
  if (segments.length % 2 !== 0) return null;
  /** @type {Item | undefined} */
  let item = DRAWN.includes(segments[0] ?? "") ? document.canvas : document;
  for (let index = 0; item && index < segments.length; index += 2) {
    /** @type {unknown} */
    const list = item[segments[index] ?? ""];
    item = Array.isArray(list) ? named(list, segments[index + 1]) : undefined;
  }
  return item ?? null;
}

/**
 * A copy of the document in which the thing at the path is what `change` makes of it; null removes it.
 * @param {Topology} document
 * @param {string} path
 * @param {(item: Item) => Item | null} change
 * @returns {Topology}
 */
export function update(document, path, change) {
  const [list = "", name, ...rest] = path.split("/");
  if (DRAWN.includes(list) && document.canvas)
    return { ...document, canvas: update(document.canvas, path, change) };
  const items = /** @type {Item[]} */ (document[list] ?? []);
  const changed = items.flatMap((item) => {
    if (item.name !== name) return [item];
    const result = rest.length === 0 ? change(item) : update(item, rest.join("/"), change);
    return result === null ? [] : [result];
  });
  return { ...document, [list]: changed };
}

/**
 * A copy with the item appended to the list below the owner ("" = the document itself).
 * @param {Topology} document
 * @param {string} owner
 * @param {string} list
 * @param {Item} item
 * @returns {Topology}
 */
export function append(document, owner, list, item) {
  if (owner === "" && DRAWN.includes(list))
    return { ...document, canvas: withItem(document.canvas ?? {}, list, item) };
  if (owner === "") return withItem(document, list, item);
  return update(document, owner, (parent) => withItem(parent, list, item));
}

/**
 * @param {Item} holder
 * @param {string} list
 * @param {Item} item
 */
const withItem = (holder, list, item) => ({ ...holder, [list]: [...(holder[list] ?? []), item] });

/**
 * Sets a possibly nested field ("bgpSettings.asn"); undefined removes it, and an object left empty with it.
 * @param {Item} item
 * @param {string} field
 * @param {unknown} value
 * @returns {Item}
 */
export function withField(item, field, value) {
  const [head = "", ...rest] = field.split(".");
  const next = rest.length === 0 ? value : withField(item[head] ?? {}, rest.join("."), value);
  const copy = { ...item };
  if (next === undefined || (rest.length > 0 && Object.keys(/** @type {Item} */ (next)).length === 0))
    delete copy[head];
  else copy[head] = next;
  return copy;
}

/**
 * @param {Item} item
 * @param {string} field
 * @returns {any}
 */
export function fieldOf(item, field) {
  return field.split(".").reduce((value, key) => value?.[key], item);
}

/**
 * The place that a question is asked at ("hub/web" for a subnet) from a document path, and the path itself for the rest.
 * @param {string} path
 */
export function placeOf(path) {
  const subnet = /^virtualNetworks\/([^/]+)\/subnets\/([^/]+)$/.exec(path);
  if (subnet) return `${subnet[1]}/${subnet[2]}`;
  return path;
}

/**
 * The document path that a place of the address bar means.
 * @param {string} place
 */
export function pathOfPlace(place) {
  const [first, second, ...rest] = place.split("/");
  if (LISTS.some((list) => list === first)) return place;
  return second !== undefined && rest.length === 0 ? `virtualNetworks/${first}/subnets/${second}` : place;
}
