/**
 * Things from the clipboard in a design: names that are taken are numbered, prefixes that are taken move to the next free
 * ones, and every address inside moves with them. What is copied is `copy.js`.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Point} Point
 * @typedef {import("./copy.js").Clip} Clip
 * @typedef {import("./prefix.js").Prefix} Prefix
 * @typedef {{before: Prefix, after: Prefix}} Shift
 */
import { place, Refused, rename } from "./commands.js";
import { copyThings } from "./copy.js";
import { freeName } from "./names.js";
import { append, find, join, LISTS, listOf, nameOf, ownerOf } from "./paths.js";
import { freePrefixLike, usedPrefixes } from "./plan.js";
import {
  contains,
  formatAddress,
  formatPrefix,
  nextFree,
  overlaps,
  parseAll,
  parsePrefix,
} from "./prefix.js";
import { FIXED_SUBNETS, renameReferences } from "./references.js";

const ASN_STEP = 10;

/**
 * @param {Topology} document
 * @param {Clip} clip
 * @param {{offset?: Point, into?: string | null}} [options] `into` is the network that loose subnets go into
 * @returns {{document: Topology, pasted: string[]}}
 */
export function paste(document, clip, options = {}) {
  const settled = settleSubnets(document, clip, options.into ?? null);
  const readdressed = readdress(settled.document, settled.clip);
  const { things, names } = freshNames(settled.document, freshNumbers(document, readdressed));
  let result = settled.document;
  for (const list of LISTS) for (const item of things[list] ?? []) result = append(result, "", list, item);
  const [dx, dy] = options.offset ?? [40, 40];
  for (const [path, [x, y]] of Object.entries(clip.positions)) {
    const target = names.get(path);
    if (target) result = place(result, target, [x + dx, y + dy]);
  }
  const roots = clip.roots.map((path) => names.get(path) ?? "").filter(Boolean);
  const pasted = [...settled.pasted, ...roots];
  if (pasted.length === 0)
    throw new Refused("That cannot stand alone: copy it together with what it joins or lives in.");
  return { document: result, pasted };
}

/**
 * A copy beside the originals.
 * @param {Topology} document
 * @param {string[]} paths
 * @param {{offset?: Point, corners?: Record<string, Point>}} [options]
 */
export function duplicate(document, paths, options = {}) {
  return paste(document, copyThings(document, paths, options.corners), options);
}

/**
 * Sites whose AS number another site has get the next one.
 * @param {Topology} document
 * @param {Topology} things
 */
function freshNumbers(document, things) {
  if (!things.sites) return things;
  const taken = (document.sites ?? []).map((/** @type {Item} */ site) => Number(site.asn) || 0);
  const sites = things.sites.map((/** @type {Item} */ site) => {
    const asn = taken.includes(site.asn) ? Math.max(...taken) + ASN_STEP : site.asn;
    taken.push(Number(asn) || 0);
    return asn === site.asn ? site : { ...site, asn };
  });
  return { ...things, sites };
}

/**
 * Puts copied subnets, with what stands in them, into a network that is there.
 * @param {Topology} document
 * @param {Clip} clip
 * @param {string | null} into
 */
function settleSubnets(document, clip, into) {
  let result = document;
  let things = clip.things;
  const pasted = [];
  for (const shell of clip.shells) {
    const owner = into ?? shell;
    if (find(result, owner) === null) throw new Refused("Select the network that the subnets shall go into.");
    for (const subnet of find(things, shell)?.subnets ?? []) {
      if (subnet.name in FIXED_SUBNETS)
        throw new Refused(
          `${subnet.name} belongs to its network: copy the network, or add the gateway anew.`,
        );
      const taken = (find(result, owner)?.subnets ?? []).map((/** @type {Item} */ one) => one.name);
      const [name, prefix] = [freeName(subnet.name, taken), freePrefixIn(find(result, owner), subnet)];
      if (prefix === null)
        throw new Refused(`${nameOf(owner)} has no room for ${subnet.name}. Widen its address space first.`);
      const before = parsePrefix(subnet.addressPrefixes?.[0] ?? "");
      const after = parsePrefix(prefix);
      if (before && after) things = shifted(things, [{ before, after }]);
      const [from, to] = [`${nameOf(shell)}/${subnet.name}`, `${nameOf(owner)}/${name}`];
      things = renameReferences(things, "virtualNetworks.subnets", from, to);
      result = append(result, owner, "subnets", { ...subnet, name, addressPrefixes: [prefix] });
      pasted.push(join(owner, "subnets", name));
    }
  }
  const shells = new Set(clip.shells.map(nameOf));
  const networks = (things.virtualNetworks ?? []).filter((/** @type {Item} */ one) => !shells.has(one.name));
  return { document: result, clip: { ...clip, things: { ...things, virtualNetworks: networks } }, pasted };
}

/**
 * @param {Item | null} network
 * @param {Item} subnet
 */
function freePrefixIn(network, subnet) {
  const wanted = parsePrefix(subnet.addressPrefixes?.[0] ?? "");
  const used = parseAll(
    (network?.subnets ?? []).flatMap((/** @type {Item} */ one) => one.addressPrefixes ?? []),
  );
  for (const space of parseAll(network?.addressSpace ?? [])) {
    const free = wanted && space.width === wanted.width ? nextFree(space, used, wanted.length) : null;
    if (free) return formatPrefix(free);
  }
  return null;
}

/**
 * Moves every prefix that is taken in the document to a free one of its size, with all addresses inside it.
 * @param {Topology} document
 * @param {Clip} clip
 */
function readdress(document, clip) {
  const used = usedPrefixes(document);
  /** @type {Shift[]} */
  const shifts = [];
  for (const before of usedPrefixes(clip.things)) {
    if (!used.some((other) => overlaps(other, before))) {
      used.push(before);
      continue;
    }
    const after = freePrefixLike(before, used);
    if (after === null) throw new Refused("There is no free prefix of that size left.");
    used.push(after);
    shifts.push({ before, after });
  }
  return shifted(clip.things, shifts);
}

/**
 * @template T
 * @param {T} value
 * @param {Shift[]} shifts
 * @returns {T}
 */
function shifted(value, shifts) {
  if (shifts.length === 0) return value;
  /** @type {(one: any) => any} */
  const walk = (one) => {
    if (typeof one === "string") return shiftedText(one, shifts);
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(
      Object.entries(one).map(([key, inner]) => [key, key === "name" ? inner : walk(inner)]),
    );
  };
  return walk(value);
}

/**
 * @param {string} text
 * @param {Shift[]} shifts
 */
function shiftedText(text, shifts) {
  const prefix = /^[\d.:a-f]+(\/\d+)?$/i.test(text) ? parsePrefix(text) : null;
  const shift = prefix && shifts.find(({ before }) => contains(before, prefix));
  if (!prefix || !shift) return text;
  const bits = prefix.bits - shift.before.bits + shift.after.bits;
  return text.includes("/") ? formatPrefix({ ...prefix, bits }) : formatAddress(bits, prefix.width);
}

/**
 * The things under names that nothing in the document has; a route table that is there already word for word is shared.
 * @param {Topology} document
 * @param {Topology} clip
 */
function freshNames(document, clip) {
  let things = clip;
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const list of LISTS) {
    for (const { name } of clip[list] ?? []) {
      const path = join(list, name);
      const item = find(things, path);
      if (list === "routeTables" && JSON.stringify(item) === JSON.stringify(find(document, path))) {
        const rest = things[list].filter((/** @type {Item} */ one) => one !== item);
        things = { ...things, [list]: rest };
        continue;
      }
      const taken = [document, things].flatMap((design) =>
        (design[list] ?? [])
          .filter((/** @type {Item} */ one) => one !== item)
          .map((/** @type {Item} */ one) => one.name),
      );
      const target = join(list, freeName(name, taken));
      things = rename(things, path, nameOf(target)).document;
      names.set(path, target);
    }
  }
  return { things, names };
}

/**
 * Which of these things are inside none of the others.
 * @param {string[]} paths
 */
export function outermostOf(paths) {
  return paths.filter(
    (path) =>
      !paths.some((other) => other !== path && path.startsWith(`${other}/`) && listOf(path) !== "peerings"),
  );
}

/**
 * The network that the selection names, for subnets that want one.
 * @param {string | null} path
 */
export function networkOf(path) {
  if (!path?.startsWith("virtualNetworks/")) return null;
  return path.split("/").length === 2 ? path : ownerOf(path);
}
