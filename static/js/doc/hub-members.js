/**
 * Who takes part in a hub's route tables: its connections of networks and of branches, the table that each looks up and the
 * tables that each teaches. Decides what a tick in the grid of connections and tables writes.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {{path: string, branch: boolean, associated: string, reached: Map<string, string>}} Member
 * `reached` holds the tables of this hub that learn from the member, each with the label that leads there or ""
 */
import { propagate, routingOf, tablesOf } from "./hubs.js";
import { find, join, nameOf } from "./paths.js";
import { DEFAULT_TABLE, hubOf } from "./table-names.js";

const DEFAULT_LABEL = "default";

/**
 * @param {Item} table
 * @returns {string[]}
 */
const labelsOf = (table) =>
  table.labels?.length > 0 ? table.labels : table.name === DEFAULT_TABLE ? [DEFAULT_LABEL] : [];

/**
 * The labels through which a member reaches a table; naming the own default table means its label.
 * @param {Item} table
 * @param {{names: string[], labels: string[]}} routing
 */
const sharedLabels = (table, routing) => labelsOf(table).filter((label) => routing.labels.includes(label));

/**
 * The connections of a hub: networks first, then circuits and tunnels, then the clients of its VPN gateway.
 * @param {Topology} document
 * @param {string} hub
 * @returns {Member[]}
 */
export function membersOf(document, hub) {
  const owner = nameOf(hub);
  const inHub = (/** @type {string} */ list) =>
    (document[list] ?? [])
      .map((/** @type {Item} */ one) => join(list, one.name))
      .filter((/** @type {string} */ path) => hubOf(document, path) === owner);
  const clients = inHub("virtualNetworkGateways").filter(
    (/** @type {string} */ path) => find(document, path)?.vpnClientConfiguration,
  );
  const networks = inHub("hubVirtualNetworkConnections");
  return [...networks, ...inHub("connections"), ...clients].map((path) =>
    member(document, hub, path, !networks.includes(path)),
  );
}

/**
 * @param {Topology} document
 * @param {string} hub
 * @param {string} path
 * @param {boolean} branch
 * @returns {Member}
 */
function member(document, hub, path, branch) {
  const owner = nameOf(hub);
  const routing = routingOf(find(document, path) ?? {});
  /** @type {Member["reached"]} */
  const reached = new Map();
  for (const table of tablesOf(find(document, hub) ?? {})) {
    const named = routing.names.some((name) => name === table.name || name === `${owner}/${table.name}`);
    const [label] = named && table.name === DEFAULT_TABLE ? labelsOf(table) : sharedLabels(table, routing);
    if (label !== undefined || named) reached.set(table.name, label ?? "");
  }
  const associated = branch ? DEFAULT_TABLE : routing.associated;
  return { path, branch, associated: associated.replace(`${owner}/`, ""), reached };
}

/**
 * Lets a connection propagate to a table, or no longer: to the default table by its label, as Azure does, to others by name.
 * @param {Topology} document
 * @param {string} hub
 * @param {string} path
 * @param {string} table
 * @param {boolean} on
 * @returns {Outcome}
 */
export function takePart(document, hub, path, table, on) {
  const routing = routingOf(find(document, path) ?? {});
  const item = tablesOf(find(document, hub) ?? {}).find((one) => one.name === table) ?? { name: table };
  const byLabel = table === DEFAULT_TABLE ? labelsOf(item).slice(0, 1) : [];
  if (on)
    return propagate(
      document,
      path,
      byLabel.length > 0 ? { labels: [...routing.labels, ...byLabel] } : { names: [...routing.names, table] },
    );
  const shared = sharedLabels(item, routing);
  return propagate(document, path, {
    labels: routing.labels.filter((label) => !shared.includes(label)),
    names: routing.names.filter((name) => name !== table && name !== `${nameOf(hub)}/${table}`),
  });
}
