/**
 * Names of hub route tables in the routing configurations of connections: TABLE of the own hub, or HUB/TABLE. Decides how
 * such a name follows a table or hub that is renamed or removed.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 */
import { fieldOf, find, join, nameOf, update, withField } from "./paths.js";

export const DEFAULT_TABLE = "defaultRouteTable";
export const NO_TABLE = "noneRouteTable";
export const NAMES = "routingConfiguration.propagatedRouteTables.names";
export const LABELS = "routingConfiguration.propagatedRouteTables.labels";
export const ASSOCIATED = "routingConfiguration.associatedRouteTable";
/** Lists of things that may carry a routing configuration. */
const CONFIGURED = ["hubVirtualNetworkConnections", "connections", "virtualNetworkGateways"];

/**
 * Rewrites every name of a hub table in routing configurations; null takes the name away.
 * @param {Topology} document
 * @param {(full: string) => string | null} change from HUB/TABLE to HUB/TABLE
 * @returns {Topology}
 */
export function rewriteTables(document, change) {
  let result = document;
  for (const list of CONFIGURED) {
    for (const item of /** @type {Item[]} */ (document[list] ?? [])) {
      if (!item.routingConfiguration) continue;
      const hub = hubOf(document, join(list, item.name));
      const turn = (/** @type {string} */ name) => {
        const full = name.includes("/") ? name : `${hub}/${name}`;
        const next = change(full);
        if (next === full) return name;
        return next?.startsWith(`${hub}/`) ? nameOf(next) : next;
      };
      const associated = fieldOf(item, ASSOCIATED);
      const names = fieldOf(item, NAMES);
      let copy = item;
      if (associated !== undefined) copy = withField(copy, ASSOCIATED, turn(associated) ?? undefined);
      if (names !== undefined)
        copy = withField(
          copy,
          NAMES,
          names.map(turn).filter((/** @type {string | null} */ one) => one !== null),
        );
      const changed = JSON.stringify(copy) !== JSON.stringify(item);
      if (changed) result = update(result, join(list, item.name), () => copy);
    }
  }
  return result;
}

/**
 * The name of the hub that a connection or gateway belongs to.
 * @param {Topology} document
 * @param {string} path
 * @returns {string | undefined}
 */
export function hubOf(document, path) {
  const item = find(document, path);
  return (
    item?.virtualHub ??
    find(document, join("virtualNetworkGateways", item?.virtualNetworkGateway ?? ""))?.virtualHub
  );
}

/**
 * Names of a hub's tables follow the hub to its new name.
 * @param {Topology} document where the hub is renamed already
 * @param {string} before
 * @param {string} after
 * @returns {Topology}
 */
export function renameHub(document, before, after) {
  return rewriteTables(document, (full) =>
    full.startsWith(`${before}/`) ? `${after}${full.slice(before.length)}` : full,
  );
}

/**
 * Takes out names of tables whose hub is gone.
 * @param {Topology} document
 * @returns {Topology}
 */
export function pruneTables(document) {
  const hubs = new Set((document.virtualHubs ?? []).map((/** @type {Item} */ hub) => hub.name));
  return rewriteTables(document, (full) => (hubs.has(full.split("/")[0] ?? "") ? full : null));
}
