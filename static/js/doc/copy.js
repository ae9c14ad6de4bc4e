/**
 * Copying things: what goes along with them, and the text in which they travel through the clipboard to another design.
 * What becomes of names and prefixes where they arrive is `paste.js`.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Point} Point
 * @typedef {{things: Topology, roots: string[], shells: string[], positions: Record<string, Point>}} Clip
 * `shells` are networks that only hold copied subnets and do not arrive themselves
 */
import { fieldOf, find, LISTS, nameOf, ownerOf, update } from "./paths.js";
import { prune, REFERENCES } from "./references.js";

export const CLIP_TYPE = "routecanvas/things";

/**
 * The things with all that lives in them, and whatever joins two of them. What points elsewhere is left out.
 * @param {Topology} document
 * @param {string[]} paths
 * @param {Record<string, Point>} [corners] where boxes are shown, for those that the document does not place
 * @returns {Clip}
 */
export function copyThings(document, paths, corners = {}) {
  const whole = paths.filter((path) => ownerOf(path) === null && find(document, path) !== null);
  const subnets = paths.filter((path) => /\/subnets\//.test(path) && !whole.includes(ownerOf(path) ?? ""));
  const shells = [...new Set(subnets.map((path) => ownerOf(path) ?? ""))];
  const taken = withDependants(document, new Set([...whole, ...subnets, ...shells]));
  /** @type {Topology} */
  let things = {};
  for (const list of LISTS) {
    const items = (document[list] ?? []).filter((/** @type {Item} */ item) =>
      taken.has(`${list}/${item.name}`),
    );
    if (items.length > 0) things[list] = items;
  }
  for (const shell of shells) {
    const wanted = new Set(subnets.filter((path) => ownerOf(path) === shell).map(nameOf));
    const keep = (/** @type {Item} */ subnet) => wanted.has(subnet.name);
    things = update(things, shell, ({ name, subnets: all }) => ({ name, subnets: all.filter(keep) }));
  }
  things = prune(things);
  const shown = { ...corners, ...document.canvas?.positions };
  const placed = whole.filter((path) => shown[path]).map((path) => [path, shown[path]]);
  return { things, roots: [...whole, ...subnets], shells, positions: Object.fromEntries(placed) };
}

/**
 * Adds what could not live without the taken things, as soon as all that it needs is taken, and the route tables in use.
 * @param {Topology} document
 * @param {Set<string>} taken
 */
function withDependants(document, taken) {
  const has = (/** @type {string} */ to, /** @type {string} */ name) => {
    const [network, subnet] = name.split("/");
    if (to !== "virtualNetworks.subnets") return to.split("|").some((list) => taken.has(`${list}/${name}`));
    const path = `virtualNetworks/${network}`;
    return taken.has(`${path}/subnets/${subnet}`) || (taken.has(path) && !holdsParts(taken, path));
  };
  for (let before = -1; before < taken.size; ) {
    before = taken.size;
    for (const list of LISTS) {
      const needs = REFERENCES.filter(({ holder, gone }) => holder === list && gone === "remove");
      for (const item of document[list] ?? []) {
        const needed = needs.flatMap(({ to, field }) =>
          [fieldOf(item, field) ?? []].flat().map((name) => has(to, name)),
        );
        if (needed.length > 0 && needed.every(Boolean)) taken.add(`${list}/${item.name}`);
      }
    }
  }
  for (const path of [...taken]) {
    const item = find(document, path);
    for (const subnet of [...(item?.subnets ?? []), item])
      if (subnet?.routeTable) taken.add(`routeTables/${subnet.routeTable}`);
  }
  return taken;
}

/**
 * Whether only some subnets of the network are taken.
 * @param {Set<string>} taken
 * @param {string} network
 */
const holdsParts = (taken, network) => [...taken].some((path) => path.startsWith(`${network}/subnets/`));

/** @param {Clip} clip */
export const clipText = (clip) => JSON.stringify({ type: CLIP_TYPE, ...clip });

/**
 * The things in a text from the clipboard; a whole design counts as all its things. Null when it is neither.
 * @param {string} text
 * @returns {Clip | null}
 */
export function readClip(text) {
  /** @type {any} */
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (read?.type === CLIP_TYPE && isDesign(read.things))
    return {
      things: onlyLists(read.things),
      roots: strings(read.roots),
      shells: strings(read.shells),
      positions: read.positions ?? {},
    };
  if (typeof read?.schemaVersion !== "number" || !isDesign(read)) return null;
  const things = onlyLists(read);
  const roots = LISTS.flatMap((list) =>
    (things[list] ?? []).map((/** @type {Item} */ item) => `${list}/${item.name}`),
  );
  return { things, roots, shells: [], positions: read.canvas?.positions ?? {} };
}

/** @param {any} value @returns {string[]} */
const strings = (value) =>
  Array.isArray(value) ? value.filter((/** @type {any} */ one) => typeof one === "string") : [];

/** @param {any} things */
function isDesign(things) {
  if (typeof things !== "object" || things === null) return false;
  return LISTS.every((list) => {
    const items = things[list] ?? [];
    return Array.isArray(items) && items.every((item) => typeof item?.name === "string");
  });
}

/** @param {Topology} design @returns {Topology} */
function onlyLists(design) {
  return Object.fromEntries(LISTS.filter((list) => design[list]?.length).map((list) => [list, design[list]]));
}
