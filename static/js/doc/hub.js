/**
 * Joining many things to one hub in one edit: which of the chosen ones is the hub, which are its spokes, and the command.
 *
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./legality.js").Table} Table
 */
import { Joined, Refused } from "./commands.js";
import { connect } from "./connect.js";
import { gestureVerdict } from "./legality.js";
import { find, listOf, nameOf } from "./paths.js";
import { peeringBetween } from "./peering.js";

const TENANTS = ["virtualNetworkGateways", "routeServers", "azureFirewalls"];

/**
 * The hub among the chosen things: a virtual hub, else the network with the most gateways, firewalls and peerings.
 * @param {Topology} document
 * @param {string[]} paths
 * @returns {string | null}
 */
export function hubAmong(document, paths) {
  const weight = (/** @type {string} */ path) => {
    if (listOf(path) === "virtualHubs") return 1000;
    const name = nameOf(path);
    const tenants = TENANTS.flatMap((list) => document[list] ?? []).filter(
      (item) => item.virtualNetwork === name,
    );
    return tenants.length * 20 + (/hub/i.test(name) ? 10 : 0) + (find(document, path)?.peerings?.length ?? 0);
  };
  const found = paths.filter((path) => ["virtualNetworks", "virtualHubs"].includes(listOf(path)));
  return found.sort((one, other) => weight(other) - weight(one))[0] ?? null;
}

/**
 * The networks of these that the hub is not joined to yet.
 * @param {Topology} document
 * @param {string} hub
 * @param {string[]} paths
 */
export function spokesOf(document, hub, paths) {
  const joined = (/** @type {string} */ path) =>
    listOf(hub) === "virtualHubs"
      ? (document.hubVirtualNetworkConnections ?? []).some(
          (/** @type {any} */ one) =>
            one.remoteVirtualNetwork === nameOf(path) && one.virtualHub === nameOf(hub),
        )
      : peeringBetween(document, path, hub) && peeringBetween(document, hub, path);
  return paths.filter((path) => path !== hub && listOf(path) === "virtualNetworks" && !joined(path));
}

/**
 * @param {Topology} document
 * @param {Table} table
 * @param {string} hub
 * @param {string[]} spokes
 * @returns {Outcome}
 */
export function joinAll(document, table, hub, spokes) {
  if (spokes.length === 0) throw new Refused(`Every network is joined to ${nameOf(hub)} already.`);
  return spokes.reduce(
    (/** @type {Outcome} */ outcome, spoke) => ({
      document: connect(outcome.document, gestureVerdict(table, outcome.document, spoke, hub)).document,
      select: hub,
    }),
    { document },
  );
}

/**
 * Joins each of these to one thing in one edit; what is refused is left out and told.
 * @param {Topology} document
 * @param {Table} table
 * @param {string[]} from
 * @param {string} to
 * @returns {{outcome: Outcome, refusals: string[]}}
 */
export function connectAll(document, table, from, to) {
  /** @type {Refused[]} */
  const refused = [];
  let joined = document;
  for (const one of from) {
    try {
      joined = connect(joined, gestureVerdict(table, joined, one, to)).document;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push(error);
    }
  }
  if (refused.length === from.length)
    throw (
      refused.find((error) => !(error instanceof Joined)) ?? refused[0] ?? new Refused("Nothing is selected.")
    );
  return { outcome: { document: joined, select: null }, refusals: refused.map((error) => error.message) };
}
