/**
 * A subnet with a chosen prefix. What fits where is `plan.js`; the next free one is `create.js`.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 */
import { nextName } from "./names.js";
import { append, find, join } from "./paths.js";

/**
 * @param {Topology} document
 * @param {string} network path
 * @param {string} prefix
 * @returns {Outcome}
 */
export function addSubnetAt(document, network, prefix) {
  const taken = (find(document, network)?.subnets ?? []).map((/** @type {Item} */ subnet) => subnet.name);
  const name = nextName("snet-workload", taken);
  return {
    document: append(document, network, "subnets", { name, addressPrefixes: [prefix] }),
    select: join(network, "subnets", name),
  };
}
