/**
 * Joining two things: what the verb of the server's table creates or sets, with names and flags that make sense.
 * Which pairs are allowed is the table's (`legality.js`); must not know the canvas.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./legality.js").Verdict} Verdict
 */
import { Joined, Refused } from "./commands.js";
import { add } from "./create.js";
import { freeName, numberedName, stemOf } from "./names.js";
import { append, find, join, listOf, nameOf, update } from "./paths.js";
import { peer } from "./peering.js";
import { addressAt } from "./prefix.js";
import { namesOf } from "./references.js";

/**
 * @param {Topology} document
 * @param {Verdict} verdict
 * @returns {Outcome}
 */
export function connect(document, verdict) {
  const { pair, source, target } = verdict;
  if (!pair?.allowed) throw new Refused(verdict.refusal);
  const effect = EFFECTS[`${pair.source} ${pair.target}`];
  if (!effect) throw new Refused(`“${pair.verb}” cannot be drawn yet; use the properties of either side.`);
  return effect(document, source, target);
}

/** @type {Record<string, (document: Topology, source: string, target: string) => Outcome>} */
const EFFECTS = {
  "virtualNetwork virtualNetwork": peer,
  "subnet routeTable": (document, subnet, table) =>
    assign(document, subnet, { routeTable: nameOf(table) }, subnet),
  "subnet networkVirtualAppliance": (document, subnet, hop) =>
    routeThrough(document, subnet, find(document, hop)?.privateIpAddresses?.[0]),
  "subnet azureFirewall": (document, subnet, hop) =>
    routeThrough(document, subnet, find(document, hop)?.privateIpAddress),
  "expressRouteGateway expressRouteCircuit": connectCircuit,
  "hubExpressRouteGateway expressRouteCircuit": connectCircuit,
  "vpnGateway site": connectSite,
  "hubVpnGateway site": connectSite,
  "vpnGateway localNetworkGateway": connectLocal,
  "hubVpnGateway localNetworkGateway": connectLocal,
  "vpnGateway vpnGateway": connectGateways,
  "localNetworkGateway site": (document, local, site) =>
    assign(document, local, { site: nameOf(site) }, local),
  "expressRouteCircuit site": endAt,
  "expressRouteCircuit expressRouteCircuit": globalReach,
  "expressRouteCircuit virtualHub": (document, circuit, owner) =>
    viaGateway(document, owner, "expressroute-gateway", circuit, connectCircuit),
  "expressRouteCircuit virtualNetwork": (document, circuit, owner) =>
    viaGateway(document, owner, "expressroute-gateway", circuit, connectCircuit),
  "site virtualNetwork": (document, site, owner) =>
    viaGateway(document, owner, "vpn-gateway", site, connectSite),
  "site virtualHub": (document, site, owner) => viaGateway(document, owner, "vpn-gateway", site, connectSite),
  "site site": joinSites,
  "routeServer networkVirtualAppliance": (document, server, peerPath) =>
    include(document, server, "bgpPeers", nameOf(peerPath)),
  "networkVirtualAppliance networkVirtualAppliance": (document, one, other) =>
    include(document, one, "overlay", nameOf(other)),
  "networkVirtualAppliance virtualHub": peerWithHub,
  "virtualNetwork virtualHub": connectToHub,
  "virtualHub virtualWan": (document, hub, wan) => assign(document, hub, { virtualWan: nameOf(wan) }, hub),
  "azureFirewall virtualHub": (document, firewall, hub) =>
    assign(
      document,
      hub,
      {
        routingIntent: { privateTraffic: nameOf(firewall), internetTraffic: nameOf(firewall) },
      },
      hub,
    ),
  "virtualNetwork connectedGroup": (document, network, group) =>
    include(document, group, "members", nameOf(network)),
};

/**
 * @param {Topology} document
 * @param {string} path
 * @param {Item} fields
 * @param {string} select
 * @returns {Outcome}
 */
function assign(document, path, fields, select) {
  return { document: update(document, path, (item) => ({ ...item, ...fields })), select };
}

/**
 * @param {Topology} document
 * @param {string} path
 * @param {string} field
 * @param {string} name
 * @returns {Outcome}
 */
function include(document, path, field, name) {
  if (find(document, path)?.[field]?.includes(name)) throw new Joined("These two are connected already.");
  return {
    document: update(document, path, (item) => ({ ...item, [field]: [...(item[field] ?? []), name] })),
    select: path,
  };
}

/**
 * @param {Topology} document
 * @param {string} subnet
 * @param {string | undefined} address
 * @returns {Outcome}
 */
function routeThrough(document, subnet, address) {
  if (!address) throw new Refused("Give the appliance an address first.");
  const route = { addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: address };
  const current = find(document, subnet)?.routeTable;
  if (!current) {
    const made = add(document, "route-table", subnet);
    const table = /** @type {string} */ (made.select);
    return {
      document: append(made.document, table, "routes", { name: "default-to-appliance", ...route }),
      select: subnet,
    };
  }
  const table = join("routeTables", current);
  const routes = /** @type {Item[]} */ (find(document, table)?.routes ?? []);
  const present = routes.find((entry) => entry.addressPrefix === "0.0.0.0/0");
  if (present)
    return assign(document, join(table, "routes", present.name), { ...route, name: present.name }, subnet);
  const name = freeName(
    "default-to-appliance",
    routes.map((entry) => entry.name),
  );
  return { document: append(document, table, "routes", { name, ...route }), select: subnet };
}

/**
 * @param {Topology} document
 * @param {Item} connection
 * @param {string} stem
 * @returns {Outcome}
 */
function addConnection(document, connection, stem) {
  const name = freeName(stem, namesOf(document, "connections"));
  return {
    document: append(document, "", "connections", { name, ...connection }),
    select: join("connections", name),
  };
}

/**
 * What a gateway is called in the names of its connections: the hub that it stands in, else its own stem.
 * @param {Topology} document
 * @param {string} gateway
 * @returns {string}
 */
const behind = (document, gateway) => find(document, gateway)?.virtualHub ?? stemOf(nameOf(gateway));

/**
 * What a branch is called there: hubs have many, so its number stays.
 * @param {Topology} document
 * @param {string} gateway
 * @param {string} local
 */
const branchOf = (document, gateway, local) =>
  find(document, gateway)?.virtualHub ? local.replace(/^lgw-/, "") : stemOf(local);

/**
 * @param {Topology} document
 * @param {string} gateway
 * @param {string} circuit
 * @returns {Outcome}
 */
function connectCircuit(document, gateway, circuit) {
  const [virtualNetworkGateway, expressRouteCircuit] = [nameOf(gateway), nameOf(circuit)];
  const there = (document.connections ?? []).some(
    (/** @type {Item} */ one) =>
      one.virtualNetworkGateway === virtualNetworkGateway && one.expressRouteCircuit === expressRouteCircuit,
  );
  if (there) throw new Joined("These two are connected already.");
  const connection = { connectionType: "ExpressRoute", virtualNetworkGateway, expressRouteCircuit };
  return addConnection(
    document,
    connection,
    `con-${stemOf(expressRouteCircuit)}-to-${behind(document, gateway)}`,
  );
}

/**
 * @param {Topology} document
 * @param {string} gateway
 * @param {string} site
 * @returns {Outcome}
 */
function connectSite(document, gateway, site) {
  const local = (document.localNetworkGateways ?? []).find(
    (/** @type {Item} */ one) => one.site === nameOf(site),
  );
  if (local) return connectLocal(document, gateway, join("localNetworkGateways", local.name));
  const item = find(document, site) ?? {};
  const name = numberedName(`lgw-${stemOf(item.name)}`, namesOf(document, "localNetworkGateways"));
  const router = addressAt(item.addressSpace?.[0] ?? "192.168.255.0/24", 1);
  const described = {
    name,
    site: item.name,
    addressSpace: item.asn ? [`${router}/${router.includes(":") ? 128 : 32}`] : (item.addressSpace ?? []),
    ...(item.asn ? { bgpSettings: { asn: item.asn, bgpPeeringAddress: router } } : {}),
  };
  return connectLocal(
    append(document, "", "localNetworkGateways", described),
    gateway,
    join("localNetworkGateways", name),
  );
}

/**
 * @param {Topology} document
 * @param {string} gateway
 * @param {string} local
 * @returns {Outcome}
 */
function connectLocal(document, gateway, local) {
  const [virtualNetworkGateway, localNetworkGateway] = [nameOf(gateway), nameOf(local)];
  const there = (document.connections ?? []).some(
    (/** @type {Item} */ one) =>
      one.virtualNetworkGateway === virtualNetworkGateway && one.localNetworkGateway === localNetworkGateway,
  );
  if (there) throw new Joined("These two are connected already.");
  const speaks =
    Boolean(find(document, local)?.bgpSettings) &&
    Boolean(find(document, gateway)?.enableBgp ?? find(document, gateway)?.virtualHub);
  const connection = {
    connectionType: "IPsec",
    virtualNetworkGateway,
    localNetworkGateway,
    ...(speaks ? { enableBgp: true } : {}),
  };
  return addConnection(
    document,
    connection,
    `con-${branchOf(document, gateway, localNetworkGateway)}-to-${behind(document, gateway)}`,
  );
}

/**
 * @param {Topology} document
 * @param {string} one
 * @param {string} other
 * @returns {Outcome}
 */
function connectGateways(document, one, other) {
  const enableBgp = Boolean(find(document, one)?.enableBgp && find(document, other)?.enableBgp);
  const half = (/** @type {Topology} */ into, /** @type {string} */ from, /** @type {string} */ to) =>
    addConnection(
      into,
      {
        connectionType: "Vnet2Vnet",
        virtualNetworkGateway: nameOf(from),
        remoteGateway: nameOf(to),
        ...(enableBgp ? { enableBgp } : {}),
      },
      `con-${stemOf(nameOf(from))}-to-${stemOf(nameOf(to))}`,
    );
  const first = half(document, one, other);
  return { document: half(first.document, other, one).document, select: first.select };
}

/**
 * @param {Topology} document
 * @param {string} circuit
 * @param {string} site
 * @returns {Outcome}
 */
function endAt(document, circuit, site) {
  const asn = find(document, site)?.asn;
  return assign(document, circuit, { site: nameOf(site), ...(asn ? { peerASN: asn } : {}) }, circuit);
}

/**
 * @param {Topology} document
 * @param {string} one
 * @param {string} other
 * @returns {Outcome}
 */
function globalReach(document, one, other) {
  const first = include(document, one, "globalReach", nameOf(other));
  return { document: include(first.document, other, "globalReach", nameOf(one)).document, select: one };
}

/**
 * Connects through the gateway of a network or hub, which gets one when it has none.
 * @param {Topology} document
 * @param {string} owner
 * @param {"expressroute-gateway" | "vpn-gateway"} kind
 * @param {string} outside
 * @param {(document: Topology, gateway: string, outside: string) => Outcome} join_
 * @returns {Outcome}
 */
function viaGateway(document, owner, kind, outside, join_) {
  const gatewayType = kind === "vpn-gateway" ? "Vpn" : "ExpressRoute";
  const field = listOf(owner) === "virtualHubs" ? "virtualHub" : "virtualNetwork";
  const present = (document.virtualNetworkGateways ?? []).find(
    (/** @type {Item} */ one) => one.gatewayType === gatewayType && one[field] === nameOf(owner),
  );
  if (present) return join_(document, join("virtualNetworkGateways", present.name), outside);
  const made = add(document, kind, owner);
  return join_(made.document, /** @type {string} */ (made.select), outside);
}

/**
 * @param {Topology} document
 * @param {string} one
 * @param {string} other
 * @returns {Outcome}
 */
function joinSites(document, one, other) {
  const name = freeName(
    `wan-${stemOf(nameOf(one))}-${stemOf(nameOf(other))}`,
    namesOf(document, "siteLinks"),
  );
  return {
    document: append(document, "", "siteLinks", { name, sites: [nameOf(one), nameOf(other)] }),
    select: join("siteLinks", name),
  };
}

/**
 * @param {Topology} document
 * @param {string} appliance
 * @param {string} hub
 * @returns {Outcome}
 */
function peerWithHub(document, appliance, hub) {
  const item = find(document, appliance) ?? {};
  const network = String(item.subnet ?? "").split("/")[0];
  const connection = (document.hubVirtualNetworkConnections ?? []).find(
    (/** @type {Item} */ one) => one.virtualHub === nameOf(hub) && one.remoteVirtualNetwork === network,
  );
  if (!connection)
    throw new Refused(
      `Connect ${network} to ${nameOf(hub)} first; the BGP session runs over that connection.`,
    );
  const taken = (find(document, hub)?.bgpPeers ?? []).map((/** @type {Item} */ one) => one.name);
  const session = {
    name: freeName(`bgp-${item.name}`, taken),
    connection: connection.name,
    peerIp: item.privateIpAddresses?.[0],
    peerAsn: item.asn ?? 65001,
  };
  return { document: append(document, hub, "bgpPeers", session), select: hub };
}

/**
 * @param {Topology} document
 * @param {string} network
 * @param {string} hub
 * @returns {Outcome}
 */
function connectToHub(document, network, hub) {
  const list = "hubVirtualNetworkConnections";
  const there = (document[list] ?? []).some(
    (/** @type {Item} */ one) => one.remoteVirtualNetwork === nameOf(network),
  );
  if (there) throw new Joined(`${nameOf(network)} is connected to a hub already: Azure allows one.`);
  const name = freeName(`con-${nameOf(network).replace(/^vnet-/, "")}`, namesOf(document, list));
  const connection = { name, virtualHub: nameOf(hub), remoteVirtualNetwork: nameOf(network) };
  return { document: append(document, "", list, connection), select: join(list, name) };
}
