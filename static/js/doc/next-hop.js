/**
 * The next hop of a user-defined route: one address, several, or none, as its type asks.
 *
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 */
import { update } from "./paths.js";

/**
 * Changes the type and keeps of the addresses what the new type can use.
 * @param {Topology} document
 * @param {string} path of the route
 * @param {unknown} type
 * @returns {Outcome}
 */
export function setNextHopType(document, path, type) {
  return {
    document: update(document, path, (route) => {
      const { nextHopIpAddress: one, nextHopIpAddresses: several = one ? [one] : [], ...rest } = route;
      const typed = { ...rest, nextHopType: type };
      if (type === "VirtualApplianceEcmp") return { ...typed, nextHopIpAddresses: several };
      return type === "VirtualAppliance" && several[0] ? { ...typed, nextHopIpAddress: several[0] } : typed;
    }),
  };
}
