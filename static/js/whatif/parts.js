/**
 * What can fail in a what-if and how: as a whole, or a link, an instance, a tunnel, a session of it. Gives failures names
 * and a plain explanation for people; decides nothing about routes.
 *
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {{words: string, hint: string, down: string[]}} Way a way to fail; `down` is what the server is told
 */
import { find, listOf, nameOf } from "../doc/paths.js";

/** The lists whose things fail as a whole, with what that means. */
const WHOLE = /** @type {Record<string, string>} */ ({
  virtualNetworkGateways: "All instances are gone: what the gateway learned and announced goes with it.",
  expressRouteCircuits: "Both links are cut at once: everything learned over the circuit goes.",
  connections: "The link between the two ends and its BGP sessions are gone.",
  peerings: "Both directions: neither network has routes to the other any more.",
  routeServers: "All sessions end: what its appliances announced goes from the subnets.",
  networkVirtualAppliances:
    "Its sessions end. User routes to it stay in the tables, with next hop type None, and drop their traffic.",
  azureFirewalls: "User routes to it stay in the tables, with next hop type None, and drop their traffic.",
  siteLinks: "The customer's own line between the two sites is cut.",
  hubVirtualNetworkConnections: "The network is no longer connected to the hub.",
  virtualHubs: "The hub and everything in it are gone.",
  sites: "The router on the premises is off: every circuit and tunnel loses its other end.",
  localNetworkGateways: "The device behind it is off: every tunnel to it is down.",
});
const PARTS = /** @type {Record<string, string>} */ ({
  links: "link",
  instances: "instance",
  tunnels: "tunnel",
  bgpPeers: "session with",
});

/** What follows a thing's path where not all of it fails. */
const PART = /\/(?:(?:links|instances|tunnels)\/[^/]+|provisioning)$/;

/** @param {string | null} path */
export function canFail(path) {
  return path !== null && listOf(path) in WHOLE;
}

/**
 * Whether the design has what this failure is of.
 * @param {Topology} document
 * @param {string} path
 */
export function isThere(document, path) {
  const [owner = "", session] = path.split("/bgpPeers/");
  if (session === undefined) return find(document, path.replace(PART, "")) !== null;
  const peers = find(document, owner)?.bgpPeers ?? [];
  return peers.some((/** @type {any} */ peer) => (peer.name ?? peer) === session);
}

/**
 * All ways in which a thing can fail, the plain one first.
 * @param {Topology} document
 * @param {string} path
 * @returns {Way[]}
 */
export function waysToFail(document, path) {
  const item = find(document, path) ?? {};
  const list = listOf(path);
  const stops = ["networkVirtualAppliances", "azureFirewalls"].includes(list);
  const whole = { words: stops ? "Stopped" : "Down", hint: WHOLE[list] ?? "", down: [path] };
  return [whole, ...partWays(document, path, list, item)];
}

/**
 * @param {Topology} document
 * @param {string} path
 * @param {string} list
 * @param {import("../doc/types.js").Item} item
 * @returns {Way[]}
 */
function partWays(document, path, list, item) {
  const numbered = (/** @type {string} */ part, /** @type {string} */ words, /** @type {string} */ hint) =>
    [0, 1].map((index) => ({
      words: `${words} ${index + 1} down`,
      hint,
      down: [`${path}/${part}/${index}`],
    }));
  if (list === "expressRouteCircuits") return circuitWays(path);
  if (list === "virtualNetworkGateways" && item.activeActive)
    return numbered("instances", "Instance", "As in maintenance: the other instance carries on.");
  if (list === "connections" && item.connectionType !== "ExpressRoute") {
    const gateway = find(document, `virtualNetworkGateways/${item.virtualNetworkGateway}`);
    const hint = "Learned prefixes leave this instance; static ones stay in the tables.";
    return gateway?.activeActive ? numbered("tunnels", "Tunnel of instance", hint) : [];
  }
  const peers = list === "routeServers" || list === "virtualHubs" ? (item.bgpPeers ?? []) : [];
  return peers.map((/** @type {any} */ peer) => ({
    words: `Session with ${peer.name ?? peer} down`,
    hint: "Only what this peer announced goes, such as when it announces more prefixes than are taken.",
    down: [`${path}/bgpPeers/${peer.name ?? peer}`],
  }));
}

/**
 * @param {string} path
 * @returns {Way[]}
 */
function circuitWays(path) {
  const link = (/** @type {string} */ name) => `${path}/links/${name}`;
  return [
    { words: "Primary link down", hint: "The secondary link carries on.", down: [link("primary")] },
    { words: "Secondary link down", hint: "The primary link carries on.", down: [link("secondary")] },
    {
      words: "Prefix limit exceeded",
      hint: "The premises announce more than the circuit takes: both BGP sessions end, their prefixes go.",
      down: [link("primary"), link("secondary")],
    },
    {
      words: "Provisioning failed, routes stay",
      hint: "No session ends, so nothing moves to another way: the rows stay and their packets are lost.",
      down: [`${path}/provisioning`],
    },
  ];
}

/**
 * What of a thing is down, as far as it is of its own ways to fail.
 * @param {Iterable<string>} down
 * @param {string} path
 */
export function failedOf(down, path) {
  return [...down].filter((each) => each === path || each.startsWith(`${path}/`));
}

/**
 * What is down once this way has taken the place of every other of the thing; without a way it is up again.
 * @param {Iterable<string>} down
 * @param {string} path
 * @param {Way} [way]
 */
export function withFailure(down, path, way) {
  const own = failedOf(down, path);
  return [...[...down].filter((each) => !own.includes(each)), ...(way?.down ?? [])];
}

/**
 * The short name of what is down: `er1 primary link`; instances count from one, as in every table.
 * @param {string} path
 */
export function failureWords(path) {
  const steps = path.split("/");
  if (steps.at(-1) === "provisioning") return `${steps[1]} provisioning failed`;
  const part = steps.length > 3 ? PARTS[steps.at(-2) ?? ""] : undefined;
  if (!part) return nameOf(path);
  const last = steps.at(-1) ?? "";
  const name = part !== PARTS.bgpPeers && /^\d$/.test(last) ? `${Number(last) + 1}` : last;
  const owner = nameOf(steps.slice(0, -2).join("/"));
  return part === "link" ? `${owner} ${name} link` : `${owner} ${part} ${name}`;
}
