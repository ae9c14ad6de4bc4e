/**
 * What can fail in a what-if: whole things, and the links, instances and tunnels of some. Gives them names for people;
 * decides nothing about routes.
 *
 * @typedef {import("../doc/types.js").Topology} Topology
 */
import { find, listOf, nameOf } from "../doc/paths.js";

/** What may fail as a whole: everything but things that only sit in a subnet. */
export const FAILS = [
  "virtualNetworkGateways",
  "expressRouteCircuits",
  "connections",
  "peerings",
  "routeServers",
  "networkVirtualAppliances",
  "azureFirewalls",
  "siteLinks",
  "hubVirtualNetworkConnections",
  "virtualHubs",
  "sites",
];
const PARTS = /** @type {Record<string, string>} */ ({
  links: "link",
  instances: "instance",
  tunnels: "tunnel",
  bgpPeers: "session with",
});

/** @param {string | null} path */
export function canFail(path) {
  return path !== null && FAILS.includes(listOf(path));
}

/**
 * The parts of a thing that can fail alone.
 * @param {Topology} document
 * @param {string} path
 * @returns {string[]}
 */
export function partsOf(document, path) {
  const item = find(document, path) ?? {};
  const list = listOf(path);
  if (list === "expressRouteCircuits") return ["primary", "secondary"].map((link) => `${path}/links/${link}`);
  if (list === "virtualNetworkGateways" && item.activeActive)
    return [0, 1].map((index) => `${path}/instances/${index}`);
  if (list === "connections" && item.connectionType !== "ExpressRoute") {
    const gateway = find(document, `virtualNetworkGateways/${item.virtualNetworkGateway}`);
    return gateway?.activeActive ? [0, 1].map((index) => `${path}/tunnels/${index}`) : [];
  }
  if (list === "routeServers")
    return (item.bgpPeers ?? []).map((/** @type {string} */ peer) => `${path}/bgpPeers/${peer}`);
  if (list === "virtualHubs")
    return (item.bgpPeers ?? []).map((/** @type {any} */ peer) => `${path}/bgpPeers/${peer.name}`);
  return [];
}

/**
 * The short name of what is down: `er1 primary link`.
 * @param {string} path
 */
export function failureWords(path) {
  const steps = path.split("/");
  const part = steps.length > 3 ? PARTS[steps.at(-2) ?? ""] : undefined;
  if (!part) return nameOf(path);
  const name = steps.at(-1) ?? "";
  const owner = nameOf(steps.slice(0, -2).join("/"));
  return part === "link" ? `${owner} ${name} link` : `${owner} ${part} ${name}`;
}
