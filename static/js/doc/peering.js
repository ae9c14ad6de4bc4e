/**
 * Peering two networks: both halves at once, and finding the half that looks back.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 */
import { Joined } from "./commands.js";
import { freeName, stemOf } from "./names.js";
import { append, find, join, nameOf } from "./paths.js";

/**
 * Both halves of a peering. The side that has a gateway offers it; using it is the other side's decision, one tick away.
 * @param {Topology} document
 * @param {string} one
 * @param {string} other
 * @returns {Outcome}
 */
export function peer(document, one, other) {
  const both = /** @type {[string, string][]} */ ([
    [one, other],
    [other, one],
  ]);
  const halves = both.filter(([from, to]) => !peeringBetween(document, from, to));
  if (halves.length === 0) throw new Joined(`${nameOf(one)} and ${nameOf(other)} are peered already.`);
  let result = document;
  for (const [from, to] of halves) {
    const taken = (find(result, from)?.peerings ?? []).map((/** @type {Item} */ peering) => peering.name);
    const name = freeName(`peer-${stemOf(nameOf(from))}-to-${stemOf(nameOf(to))}`, taken);
    const half = {
      name,
      remoteVirtualNetwork: nameOf(to),
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: true,
    };
    result = append(
      result,
      from,
      "peerings",
      offersTransit(document, from) ? { ...half, allowGatewayTransit: true } : half,
    );
  }
  const [user, offer] =
    offersTransit(document, one) && !offersTransit(document, other) ? [other, one] : [one, other];
  const shown = peeringBetween(result, user, offer);
  return { document: result, select: join(user, "peerings", shown?.name) };
}

/**
 * @param {Topology} document
 * @param {string} from
 * @param {string} to
 * @returns {Item | undefined}
 */
export function peeringBetween(document, from, to) {
  return find(document, from)?.peerings?.find(
    (/** @type {Item} */ peering) => peering.remoteVirtualNetwork === nameOf(to),
  );
}

/**
 * @param {Topology} document
 * @param {string} network
 */
function offersTransit(document, network) {
  const inside = [...(document.virtualNetworkGateways ?? []), ...(document.routeServers ?? [])];
  return inside.some((item) => item.virtualNetwork === nameOf(network));
}
