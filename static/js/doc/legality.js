/**
 * Reads the server's table of what may be connected to what: no pair of kinds stands here. Only what hangs on the addresses
 * of the two is decided here, as a table of kinds cannot know it.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {{source: string, target: string, allowed: boolean, verb: string, effect: string, creates: string[], sets: string | null,
 *   defaults: Record<string, unknown>, refusal: string}} Pair
 * @typedef {{list: string, where?: Record<string, string>, has?: string}} KindRule
 * @typedef {{kinds: Record<string, KindRule>, pairs: Pair[], otherwise: string}} Table
 * @typedef {{allowed: boolean, verb: string, effect: string, refusal: string, pair: Pair | null, source: string, target: string}} Verdict
 * `source` and `target` are paths, in the order of the pair
 */
import { find, join, nameOf, ownerOf } from "./paths.js";
import { formatPrefix, overlaps, parseAll } from "./prefix.js";

const PEERING = "virtualNetworks/*/peerings";

/**
 * @param {Table} table
 * @param {Topology} document
 * @param {string} path
 * @returns {string | null} the kind in the words of the table
 */
export function tableKind(table, document, path) {
  const item = find(document, path);
  if (item === null) return null;
  const segments = path.split("/");
  const list = segments.length === 2 ? segments[0] : `${segments[0]}/*/${segments[2]}`;
  const found = Object.entries(table.kinds).find(
    ([, rule]) =>
      rule.list === list &&
      Object.entries(rule.where ?? {}).every(([field, value]) => item[field] === value) &&
      (rule.has === undefined || Boolean(item[rule.has])),
  );
  return found?.[0] ?? null;
}

/**
 * What the table says about joining exactly these two.
 * @param {Table} table
 * @param {Topology} document
 * @param {string} one
 * @param {string} other
 * @returns {Verdict}
 */
export function verdict(table, document, one, other) {
  const [first, second] = [tableKind(table, document, one), tableKind(table, document, other)];
  const pair =
    one === other
      ? undefined
      : table.pairs.find(
          (entry) =>
            (entry.source === first && entry.target === second) ||
            (entry.source === second && entry.target === first),
        );
  if (!pair)
    return {
      allowed: false,
      verb: "",
      effect: "",
      refusal: table.otherwise,
      pair: null,
      source: one,
      target: other,
    };
  const [source, target] = pair.source === first ? [one, other] : [other, one];
  return {
    allowed: pair.allowed,
    verb: pair.verb,
    effect: pair.effect,
    refusal: pair.refusal,
    pair,
    source,
    target,
  };
}

/**
 * The same for a gesture that ends on something inside the thing meant: a network is covered with its subnets, so the first
 * allowed pair up the owners counts, and the refusal of the two that were touched otherwise.
 * @param {Table} table
 * @param {Topology} document
 * @param {string} from
 * @param {string} to
 * @returns {Verdict}
 */
export function gestureVerdict(table, document, from, to) {
  const direct = verdict(table, document, from, to);
  if (direct.allowed) return unlessOverlapping(document, direct);
  const owners = (/** @type {string} */ path) => ownersOf(document, path, direct.pair === null);
  for (const source of [from, ...owners(from)]) {
    for (const target of [to, ...owners(to)]) {
      const lifted = verdict(table, document, source, target);
      if (lifted.allowed) return unlessOverlapping(document, lifted);
    }
  }
  return direct;
}

/**
 * Networks that share addresses cannot be peered.
 * @param {Topology} document
 * @param {Verdict} allowed
 * @returns {Verdict}
 */
function unlessOverlapping(document, allowed) {
  if (!allowed.pair?.creates.includes(PEERING)) return allowed;
  const { source, target } = allowed;
  const [one, other] = [source, target].map((path) => parseAll(find(document, path)?.addressSpace ?? []));
  const shared = one?.find((prefix) => other?.some((each) => overlaps(prefix, each)));
  if (!shared) return allowed;
  const refusal = `${nameOf(source)} and ${nameOf(target)} overlap in ${formatPrefix(shared)}: Azure refuses to peer them.`;
  return { ...allowed, allowed: false, refusal, pair: { ...allowed.pair, allowed: false } };
}

/**
 * @param {Topology} document
 * @param {string} path
 * @param {boolean} hubs whether what stands in a hub means the hub: not where the table says why the two do not fit
 */
function ownersOf(document, path, hubs) {
  const owner = ownerOf(path);
  const hub = hubs ? find(document, path)?.virtualHub : undefined;
  return [...(owner === null ? [] : [owner]), ...(hub ? [join("virtualHubs", hub)] : [])];
}
