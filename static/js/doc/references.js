/**
 * Who names whom in the document, and what becomes of the one when the other is removed or renamed.
 * One table; the schema itself is the server's.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {{holder: string, field: string, to: string, gone: "remove" | "clear" | "drop", subnet?: boolean}} Reference
 * `holder` is the list that holds the field ("a.b" for a list inside each item of another); `to` may name several lists, "a|b";
 * `drop` takes the name out of a list, or out of the keys of an object;
 * `subnet` marks values of the form VNET/SUBNET.
 */
import { pruneNatRules, renameNatRule } from "./nat-rules.js";
import { fieldOf, withField } from "./paths.js";
import { pruneTables, renameHub } from "./table-names.js";

/** What may inspect a hub's traffic. */
const INSPECTORS = "azureFirewalls|networkVirtualAppliances";

/** @type {Reference[]} */
export const REFERENCES = [
  {
    holder: "virtualNetworks.peerings",
    field: "remoteVirtualNetwork",
    to: "virtualNetworks",
    gone: "remove",
  },
  { holder: "virtualNetworks.subnets", field: "routeTable", to: "routeTables", gone: "clear" },
  { holder: "virtualNetworkGateways", field: "virtualNetwork", to: "virtualNetworks", gone: "remove" },
  { holder: "virtualNetworkGateways", field: "virtualHub", to: "virtualHubs", gone: "remove" },
  {
    holder: "virtualNetworkGateways",
    field: "gatewayDefaultSite",
    to: "localNetworkGateways",
    gone: "clear",
  },
  { holder: "localNetworkGateways", field: "site", to: "sites", gone: "remove" },
  { holder: "expressRouteCircuits", field: "site", to: "sites", gone: "clear" },
  { holder: "expressRouteCircuits", field: "globalReach", to: "expressRouteCircuits", gone: "drop" },
  { holder: "connections", field: "virtualNetworkGateway", to: "virtualNetworkGateways", gone: "remove" },
  { holder: "connections", field: "remoteGateway", to: "virtualNetworkGateways", gone: "remove" },
  { holder: "connections", field: "localNetworkGateway", to: "localNetworkGateways", gone: "remove" },
  { holder: "connections", field: "expressRouteCircuit", to: "expressRouteCircuits", gone: "remove" },
  {
    holder: "sites",
    field: "localPreference",
    to: "expressRouteCircuits|connections|siteLinks",
    gone: "drop",
  },
  { holder: "siteLinks", field: "sites", to: "sites", gone: "remove" },
  { holder: "routeServers", field: "virtualNetwork", to: "virtualNetworks", gone: "remove" },
  { holder: "routeServers", field: "bgpPeers", to: "networkVirtualAppliances", gone: "drop" },
  {
    holder: "networkVirtualAppliances",
    field: "subnet",
    to: "virtualNetworks.subnets",
    gone: "remove",
    subnet: true,
  },
  { holder: "networkVirtualAppliances", field: "overlay", to: "networkVirtualAppliances", gone: "drop" },
  { holder: "azureFirewalls", field: "virtualNetwork", to: "virtualNetworks", gone: "remove" },
  { holder: "azureFirewalls", field: "virtualHub", to: "virtualHubs", gone: "remove" },
  { holder: "virtualMachines", field: "subnet", to: "virtualNetworks.subnets", gone: "remove", subnet: true },
  {
    holder: "privateEndpoints",
    field: "subnet",
    to: "virtualNetworks.subnets",
    gone: "remove",
    subnet: true,
  },
  { holder: "virtualHubs", field: "virtualWan", to: "virtualWans", gone: "remove" },
  { holder: "virtualHubs", field: "routingIntent.internetTraffic", to: INSPECTORS, gone: "clear" },
  { holder: "virtualHubs", field: "routingIntent.privateTraffic", to: INSPECTORS, gone: "clear" },
  {
    holder: "virtualHubs.routeTables.routes",
    field: "nextHop",
    to: `hubVirtualNetworkConnections|connections|${INSPECTORS}`,
    gone: "remove",
  },
  { holder: "virtualHubs.bgpPeers", field: "connection", to: "hubVirtualNetworkConnections", gone: "remove" },
  { holder: "hubVirtualNetworkConnections", field: "virtualHub", to: "virtualHubs", gone: "remove" },
  {
    holder: "hubVirtualNetworkConnections",
    field: "remoteVirtualNetwork",
    to: "virtualNetworks",
    gone: "remove",
  },
  { holder: "connectedGroups", field: "members", to: "virtualNetworks", gone: "drop" },
];

/** Subnets that Azure names itself, and what lives in each. */
export const FIXED_SUBNETS = /** @type {const} */ ({
  GatewaySubnet: "virtualNetworkGateways",
  RouteServerSubnet: "routeServers",
  AzureFirewallSubnet: "azureFirewalls",
});

/**
 * Rewrites the items of a holder list, however deep it lies; the owner itself comes back when nothing changed.
 * @param {Item} owner the document, or the item that holds the list
 * @param {string} holder
 * @param {(item: Item) => Item | null} change
 * @returns {Item}
 */
function rewrite(owner, holder, change) {
  const [list = "", ...inner] = holder.split(".");
  if (!(list in owner)) return owner;
  const items = /** @type {Item[]} */ (owner[list]);
  const changed = items.flatMap((item) =>
    inner.length === 0 ? (change(item) ?? []) : [rewrite(item, inner.join("."), change)],
  );
  const untouched = changed.length === items.length && changed.every((item, index) => item === items[index]);
  return untouched ? owner : { ...owner, [list]: changed };
}

/**
 * The value by which others refer to the thing at the path, and the list that it lives in.
 * @param {string} path
 */
export function targetOf(path) {
  const segments = path.split("/");
  if (segments.length === 2) return { to: segments[0] ?? "", value: segments[1] ?? "" };
  return { to: `${segments[0]}.${segments[2]}`, value: `${segments[1]}/${segments[3]}` };
}

/**
 * Follows a rename through every reference.
 * @param {Topology} document
 * @param {string} to
 * @param {string} before
 * @param {string} after
 * @returns {Topology}
 */
export function renameReferences(document, to, before, after) {
  let result = document;
  for (const reference of REFERENCES) {
    const owned = reference.subnet && to === "virtualNetworks";
    if (!reference.to.split("|").includes(to) && !owned) continue;
    result = rewrite(result, reference.holder, (item) => {
      const value = fieldOf(item, reference.field);
      if (Array.isArray(value)) {
        return value.includes(before)
          ? withField(
              item,
              reference.field,
              value.map((name) => (name === before ? after : name)),
            )
          : item;
      }
      if (isKeyed(value))
        return before in value
          ? withField(
              item,
              reference.field,
              keysAs(value, (name) => (name === before ? after : name)),
            )
          : item;
      if (owned)
        return value?.startsWith(`${before}/`)
          ? withField(item, reference.field, after + value.slice(before.length))
          : item;
      return value === before ? withField(item, reference.field, after) : item;
    });
  }
  if (to === "virtualNetworks.subnets")
    result = renameInPeerings(result, (network, name) =>
      `${network}/${name}` === before ? after.slice(network.length + 1) : name,
    );
  if (to === "virtualNetworkGateways.natRules") return renameNatRule(result, before, after);
  return to === "virtualHubs" ? renameHub(result, before, after) : result;
}

/** @param {unknown} value */
const isKeyed = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The object with other keys; null takes one out, and an object without any is none.
 * @param {Record<string, unknown>} value
 * @param {(name: string) => string | null} change
 */
function keysAs(value, change) {
  const entries = Object.entries(value).flatMap(([name, held]) => {
    const next = change(name);
    return next === null ? [] : [[next, held]];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/**
 * Rewrites the names of subnets in peerings of single subnets; null takes one out, and a peering left with none goes.
 * @param {Topology} document
 * @param {(network: string, name: string) => string | null} change
 * @returns {Topology}
 */
function renameInPeerings(document, change) {
  return /** @type {Topology} */ (
    rewrite(document, "virtualNetworks", (network) =>
      rewrite(network, "peerings", (peering) => {
        let result = /** @type {Item | null} */ (peering);
        for (const [field, owner] of [
          ["localSubnetNames", network.name],
          ["remoteSubnetNames", peering.remoteVirtualNetwork],
        ]) {
          const names = /** @type {string[]} */ (peering[field] ?? []);
          const next = names.flatMap((name) => change(owner, name) ?? []);
          if (String(next) === String(names) || result === null) continue;
          result = next.length > 0 ? { ...result, [field]: next } : null;
        }
        return result;
      }),
    )
  );
}

/**
 * Takes away or empties whatever refers to things that are no longer there, until nothing dangles.
 * @param {Topology} document
 * @returns {Topology}
 */
export function prune(document) {
  let result = document;
  for (let changed = true; changed; ) {
    const before = result;
    for (const reference of REFERENCES) result = pruneOne(result, reference);
    const subnets = namesOf(result, "virtualNetworks.subnets");
    result = renameInPeerings(result, (network, name) => (subnets.has(`${network}/${name}`) ? name : null));
    changed = result !== before;
  }
  return pruneNatRules(pruneTables(result));
}

/**
 * @param {Topology} document
 * @param {Reference} reference
 */
function pruneOne(document, reference) {
  const there = namesOf(document, reference.to);
  return rewrite(document, reference.holder, (item) => {
    const value = fieldOf(item, reference.field);
    if (value === undefined || value === null) return item;
    if (Array.isArray(value)) {
      if (value.every((name) => there.has(name))) return item;
      return reference.gone === "remove"
        ? null
        : withField(
            item,
            reference.field,
            value.filter((name) => there.has(name)),
          );
    }
    if (isKeyed(value)) {
      if (Object.keys(value).every((name) => there.has(name))) return item;
      return withField(
        item,
        reference.field,
        keysAs(value, (name) => (there.has(name) ? name : null)),
      );
    }
    if (there.has(value)) return item;
    return reference.gone === "remove" ? null : withField(item, reference.field, undefined);
  });
}

/**
 * @param {Topology} document
 * @param {string} list
 * @returns {Set<string>}
 */
export function namesOf(document, list) {
  if (list.includes("|")) return new Set(list.split("|").flatMap((one) => [...namesOf(document, one)]));
  const [outer = "", inner] = list.split(".");
  const items = /** @type {Item[]} */ (document[outer] ?? []);
  if (inner === undefined) return new Set(items.map((item) => item.name));
  return new Set(
    items.flatMap((owner) =>
      (owner[inner] ?? []).map((/** @type {Item} */ item) => `${owner.name}/${item.name}`),
    ),
  );
}
