/**
 * Edits that fit every kind of thing: set a property, rename, remove with all that refers to it, move on the canvas.
 * Pure functions from document to document; no screen, no network.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./types.js").Point} Point
 */

import { followDismissals } from "./change.js";
import { followCanvas, keepPlaces } from "./drawing.js";
import { followIntents } from "./intents.js";
import { subjectOf } from "./kinds.js";
import { isValidName } from "./names.js";
import { find, join, listOf, nameOf, ownerOf, update, withField } from "./paths.js";
import { FIXED_SUBNETS, prune, renameReferences, targetOf } from "./references.js";

/** A command that cannot be done; its message is for the person at the screen. */
export class Refused extends Error {}

/** Two things that are to be connected are so already. */
export class Joined extends Refused {}

/**
 * @param {Topology} document
 * @param {string} path
 * @param {string} field
 * @param {unknown} value undefined takes the property away
 * @returns {Outcome}
 */
export function setProperty(document, path, field, value) {
  if (path === "") return { document: withField(document, field, value) };
  return { document: update(document, path, (item) => withField(item, field, value)) };
}

/**
 * @param {Topology} document
 * @param {string} path
 * @param {string} name
 * @returns {Outcome}
 */
export function rename(document, path, name) {
  const before = nameOf(path);
  if (name === before) return { document };
  if (!isValidName(name))
    throw new Refused("A name has 1 to 80 letters, digits, dots, underscores or hyphens.");
  const owner = ownerOf(path);
  const target = owner === null ? path.replace(/[^/]+$/, name) : join(owner, listOf(path), name);
  if (find(document, target)) throw new Refused(`${name} is taken already.`);
  const renamed = update(document, path, (item) => ({ ...item, name }));
  const { to, value } = targetOf(path);
  const after = owner === null ? name : `${nameOf(owner)}/${name}`;
  const referenced = renameReferences(renamed, to, value, after);
  const follow = (/** @type {string} */ about) =>
    isInside(about, path) ? target + about.slice(path.length) : about;
  const told = followIntents(document, followCanvas(referenced, follow), follow);
  return { document: followDismissals(told, follow), select: target };
}

/**
 * @param {string} path
 * @param {string} owner
 */
const isInside = (path, owner) => path === owner || path.startsWith(`${owner}/`);

/**
 * Removes things with everything that cannot live without them; the twin of a peering goes as well.
 * @param {Topology} document
 * @param {string[]} paths
 * @returns {Outcome}
 */
export function remove(document, paths) {
  let result = document;
  for (const path of paths) {
    const item = find(result, path);
    if (item === null) continue;
    result = update(withoutDependants(result, path, item), path, () => null);
  }
  const pruned = prune(result);
  const follow = (/** @type {string} */ about) => (find(pruned, about) === null ? null : about);
  const kept = followIntents(document, followCanvas(pruned, follow), follow);
  return { document: followDismissals(kept, (path) => (isGone(kept, path) ? null : path)), select: null };
}

/**
 * Whether what a path is about has left the design; a path may end inside a thing.
 * @param {Topology} document
 * @param {string} path
 */
const isGone = (document, path) => path !== "" && subjectOf(document, path) === null;

/**
 * @param {Topology} document
 * @param {string} path
 * @param {Item} item
 * @returns {Topology}
 */
function withoutDependants(document, path, item) {
  const owner = ownerOf(path);
  if (owner === null) return document;
  const network = nameOf(owner);
  if (listOf(path) === "peerings") {
    const twins = find(document, `virtualNetworks/${item.remoteVirtualNetwork}`);
    if (twins === null) return document;
    return update(document, `virtualNetworks/${twins.name}`, (other) => ({
      ...other,
      peerings: (other.peerings ?? []).filter(
        (/** @type {Item} */ peering) => peering.remoteVirtualNetwork !== network,
      ),
    }));
  }
  const tenants = FIXED_SUBNETS[/** @type {keyof typeof FIXED_SUBNETS} */ (item.name)];
  if (tenants === undefined || !(tenants in document)) return document;
  return {
    ...document,
    [tenants]: document[tenants].filter((/** @type {Item} */ tenant) => tenant.virtualNetwork !== network),
  };
}

/**
 * @param {Topology} document
 * @param {string} path
 * @param {Point} point
 * @returns {Topology}
 */
export function place(document, path, point) {
  return move(document, [[path, point]]).document;
}

/**
 * Places that somebody chose.
 * @param {Topology} document
 * @param {Iterable<[string, Point]>} moves
 * @returns {Outcome}
 */
export function move(document, moves) {
  const chosen = new Map(moves);
  return { document: keepPlaces(document, chosen, (path) => !chosen.has(path)) };
}
