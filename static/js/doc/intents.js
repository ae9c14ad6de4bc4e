/**
 * Intents in the document: sentences that must hold. Adds, changes and removes them, says them in words, and keeps their
 * ends right when things are renamed or removed. Whether they hold is the server's answer.
 *
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {{name: string, kind: string, from: string, to: string, by?: string}} Intent
 */
import { freeName } from "./names.js";
import { find, pathOfPlace, placeOf } from "./paths.js";

/** @type {Record<string, {words: string, hint: string}>} */
export const KINDS = {
  reachable: { words: "reaches", hint: "Packets arrive and their answers come back." },
  notReachable: { words: "does not reach", hint: "No packet arrives, whatever the way." },
  leavesBy: { words: "leaves by", hint: "Packets arrive, and over this and nothing else." },
  sameReturnPath: {
    words: "is answered over the same path",
    hint: "Question and answer pass the same circuits, connections and firewalls.",
  },
  survivesAnySingleFailure: {
    words: "reaches, whatever single thing fails",
    hint: "Whatever one thing fails between them, packets arrive and are answered.",
  },
};
/** What an intent may say of the way; a circuit, connection or device goes by its path. */
export const WAYS = ["ExpressRoute", "VPN", "Internet", "VirtualWan"];
const BY_LISTS = [
  "expressRouteCircuits",
  "connections",
  "virtualNetworkGateways",
  "azureFirewalls",
  "networkVirtualAppliances",
  "virtualHubs",
];
const PLATFORM = [
  "GatewaySubnet",
  "RouteServerSubnet",
  "AzureFirewallSubnet",
  "AzureFirewallManagementSubnet",
];
const END_LISTS = ["sites", "localNetworkGateways", "virtualNetworkGateways", "networkVirtualAppliances"];

/** @param {Topology} document @returns {Intent[]} */
export function intentsOf(document) {
  return document.intents ?? [];
}

/** @param {Pick<Intent, "kind" | "from" | "to"> & {by?: string}} intent */
export function told({ kind, from, to, by }) {
  const [source, target] = [short(from), short(to)];
  if (kind === "leavesBy" && by === "Internet" && to === "internet")
    return `${source} leaves to the Internet directly`;
  if (kind === "leavesBy") return `${source} leaves by ${short(by ?? "")} to ${target}`;
  if (kind === "sameReturnPath") return `${target} answers ${source} over the same path`;
  if (kind === "survivesAnySingleFailure")
    return `${source} still reaches ${target} after any single failure`;
  return `${source} ${KINDS[kind]?.words ?? kind} ${target}`;
}

/** @param {string} end */
export function short(end) {
  if (end === "internet") return "the Internet";
  if (end === "VirtualWan") return "Virtual WAN";
  return /^[A-Za-z]+s\//.test(end) ? end.slice(end.indexOf("/") + 1) : end;
}

/**
 * What an intent may speak of, with the words for it.
 * @param {Topology} document
 * @returns {{value: string, words: string}[]}
 */
export function endsOf(document) {
  const networks = (document.virtualNetworks ?? []).flatMap((/** @type {any} */ network) => [
    { value: network.name, words: "virtual network" },
    ...(network.subnets ?? [])
      .filter((/** @type {any} */ subnet) => !PLATFORM.includes(subnet.name))
      .map((/** @type {any} */ subnet) => ({ value: `${network.name}/${subnet.name}`, words: "subnet" })),
  ]);
  const named = (
    /** @type {string} */ list,
    /** @type {string} */ words,
    /** @type {(item: any) => boolean} */ wanted,
  ) =>
    (document[list] ?? [])
      .filter(wanted)
      .map((/** @type {any} */ item) => ({ value: `${list}/${item.name}`, words }));
  return [
    ...networks,
    ...named("sites", "site", () => true),
    ...named("localNetworkGateways", "site behind a local network gateway", (item) => !item.site),
    ...named("virtualNetworkGateways", "point-to-site clients", (item) =>
      Boolean(item.vpnClientConfiguration),
    ),
    { value: "internet", words: "the Internet" },
  ];
}

/**
 * What `leavesBy` may name.
 * @param {Topology} document
 * @returns {string[]}
 */
export function waysOf(document) {
  const things = BY_LISTS.flatMap((list) =>
    (document[list] ?? []).map((/** @type {any} */ item) => `${list}/${item.name}`),
  );
  return [...WAYS, ...things];
}

/**
 * Puts an intent in place of the one of that name, or at the end.
 * @param {Topology} document
 * @param {Omit<Intent, "name"> & {name?: string}} intent
 * @param {string} [name] of the one that it replaces
 * @returns {Topology}
 */
export function withIntent(document, intent, name = "") {
  const all = intentsOf(document);
  const { kind, from, to, by } = intent;
  const written = { kind, from, to, ...(kind === "leavesBy" && by ? { by } : {}) };
  if (all.some((each) => each.name === name))
    return { ...document, intents: all.map((each) => (each.name === name ? { name, ...written } : each)) };
  const stem = `${from}-to-${to.slice(to.indexOf("/") + 1)}`.replace(/[^A-Za-z0-9._-]+/g, "-").slice(0, 70);
  const taken = all.map((each) => each.name);
  return { ...document, intents: [...all, { name: freeName(intent.name ?? stem, taken), ...written }] };
}

/**
 * @param {Topology} document
 * @param {string} name
 * @returns {Topology}
 */
export function withoutIntent(document, name) {
  return kept(
    document,
    intentsOf(document).filter((each) => each.name !== name),
  );
}

/**
 * Whether two intents say the same.
 * @param {Pick<Intent, "kind" | "from" | "to"> & {by?: string}} one
 * @param {Pick<Intent, "kind" | "from" | "to"> & {by?: string}} other
 */
export function sameIntent(one, other) {
  return one.kind === other.kind && one.from === other.from && one.to === other.to && one.by === other.by;
}

/**
 * Keeps the ends of intents right after things got other paths; an intent about something that is gone goes too.
 * @param {Topology} before in which the ends mean something
 * @param {Topology} document
 * @param {(path: string) => string | null} follow the path now, null where it is gone
 * @returns {Topology}
 */
export function followIntents(before, document, follow) {
  const all = intentsOf(document);
  if (all.length === 0) return document;
  const followed = all.flatMap((intent) => {
    const ends = { from: intent.from, to: intent.to, ...(intent.by ? { by: intent.by } : {}) };
    const now = Object.entries(ends).map(([key, value]) => [key, endAfter(before, value, follow)]);
    return now.some(([, value]) => value === null) ? [] : [{ ...intent, ...Object.fromEntries(now) }];
  });
  return kept(document, followed);
}

/**
 * @param {Topology} before
 * @param {string} value
 * @param {(path: string) => string | null} follow
 */
function endAfter(before, value, follow) {
  const path = [
    value,
    `virtualNetworks/${value}`,
    pathOfPlace(value),
    ...END_LISTS.map((list) => `${list}/${value}`),
  ].find((each) => find(before, each) !== null);
  if (path === undefined) return value;
  const after = follow(path);
  if (after === null || after === path) return after === null ? null : value;
  if (value === path) return after;
  return value.includes("/") ? placeOf(after) : after.slice(after.lastIndexOf("/") + 1);
}

/**
 * @param {Topology} document
 * @param {Intent[]} intents
 * @returns {Topology}
 */
function kept(document, intents) {
  const { intents: _, ...rest } = document;
  return intents.length > 0 ? { ...rest, intents } : rest;
}
