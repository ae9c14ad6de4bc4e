/**
 * Adding things: each gets a name, a prefix and an address that fit, and the subnet that Azure insists on.
 * Decides the values of new things; must not know the canvas.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {import("./types.js").Outcome} Outcome
 */
import { Refused } from "./commands.js";
import { addNote } from "./drawing.js";
import { subjectOf } from "./kinds.js";
import { freeName, nextName, numberedName, stemOf } from "./names.js";
import { append, find, join, listOf, nameOf, ownerOf, update } from "./paths.js";
import { firstAddress, freeAddress, freeNetwork, freeSubnet } from "./plan.js";
import { formatPrefix, nextFree, parseAll, parsePrefix } from "./prefix.js";
import { namesOf } from "./references.js";

const SITE_POOL = /** @type {import("./prefix.js").Prefix} */ (parsePrefix("192.168.0.0/16"));
const CLIENT_POOL = /** @type {import("./prefix.js").Prefix} */ (parsePrefix("172.16.0.0/12"));
const FIRST_SITE_ASN = 65010;
const DEFAULT_LOCATION = "westeurope";

/** @type {Record<string, (document: Topology, into: string | null) => Outcome>} */
const CREATORS = {
  "virtual-network": addNetwork,
  subnet: (document, into) => addSubnet(document, networkAt(document, into)),
  "route-table": addRouteTable,
  vm: (document, into) => addHost(document, subnetAt(document, into), "virtualMachines", "vm"),
  "private-endpoint": (document, into) =>
    addHost(document, subnetAt(document, into), "privateEndpoints", "pep"),
  "expressroute-gateway": (document, into) => addGateway(document, into, "ExpressRoute"),
  "vpn-gateway": (document, into) => addGateway(document, into, "Vpn"),
  "p2s-pool": addClientPool,
  "route-server": addRouteServer,
  firewall: addFirewall,
  nva: addAppliance,
  site: addSite,
  circuit: addCircuit,
  "virtual-wan": addWan,
  "virtual-hub": addHub,
  note: (document) => addNote(document),
};

/**
 * Adds one thing of that kind.
 * @param {Topology} document
 * @param {string} kind
 * @param {string | null} into the element that it was dropped on, or the selected one
 * @returns {Outcome}
 */
export function add(document, kind, into) {
  const create = CREATORS[kind];
  if (!create) throw new Refused(`There is nothing called ${kind} to add.`);
  return create(document, into === null ? null : subjectOf(document, into));
}

/**
 * The network that a thing shall go into: the one dropped on, else the only one there is.
 * @param {Topology} document
 * @param {string | null} into
 */
function networkAt(document, into) {
  const item = into === null ? null : find(document, into);
  const subnetName = /** @type {string | undefined} */ (item?.subnet);
  const name = into?.startsWith("virtualNetworks/")
    ? into.split("/")[1]
    : (item?.virtualNetwork ?? subnetName?.split("/")[0]);
  if (name) return name;
  const networks = document.virtualNetworks ?? [];
  if (networks.length === 1) return networks[0].name;
  throw new Refused(
    networks.length === 0
      ? "Add a virtual network first."
      : "Drop it on the virtual network that it belongs to.",
  );
}

/**
 * @param {Topology} document
 * @param {string | null} into
 */
function subnetAt(document, into) {
  if (into !== null && listOf(into) === "subnets") return `${into.split("/")[1]}/${nameOf(into)}`;
  const network = networkAt(document, into);
  const subnets = /** @type {Item[]} */ (find(document, `virtualNetworks/${network}`)?.subnets ?? []);
  const ordinary = subnets.find((subnet) => !/^(Gateway|RouteServer|Azure)/.test(subnet.name));
  if (!ordinary) throw new Refused(`${network} has no ordinary subnet yet. Add one first.`);
  return `${network}/${ordinary.name}`;
}

/**
 * @param {Topology} document
 * @returns {Outcome}
 */
function addNetwork(document) {
  const prefix = freeNetwork(document);
  if (prefix === null) throw new Refused("There is no free private prefix of that size left.");
  const networks = namesOf(document, "virtualNetworks");
  const alone = networks.size === 0 && (document.virtualHubs ?? []).length === 0;
  const name = nextName(alone ? "vnet-hub" : "vnet-spoke", networks);
  const network = {
    name,
    location: document.virtualNetworks?.[0]?.location ?? DEFAULT_LOCATION,
    addressSpace: [prefix],
  };
  const subnet = { name: "snet-workload-001", addressPrefixes: [freeSubnet(network) ?? prefix] };
  return {
    document: append(document, "", "virtualNetworks", { ...network, subnets: [subnet] }),
    select: join("virtualNetworks", name),
  };
}

/**
 * @param {Topology} document
 * @param {string} network
 * @param {string} [fixedName]
 * @returns {Outcome}
 */
function addSubnet(document, network, fixedName) {
  const owner = join("virtualNetworks", network);
  const item = find(document, owner) ?? {};
  const prefix = freeSubnet(item, fixedName);
  if (prefix === null)
    throw new Refused(`${network} has no room for another subnet. Widen its address space first.`);
  const name =
    fixedName ??
    nextName(
      "snet-workload",
      (item.subnets ?? []).map((/** @type {Item} */ subnet) => subnet.name),
    );
  return {
    document: append(document, owner, "subnets", { name, addressPrefixes: [prefix] }),
    select: join(owner, "subnets", name),
  };
}

/**
 * The document with that fixed subnet, added when missing, and the first usable address in it.
 * @param {Topology} document
 * @param {string} network
 * @param {string} name
 */
function withSubnet(document, network, name) {
  const path = join("virtualNetworks", network, "subnets", name);
  const ready = find(document, path) ? document : addSubnet(document, network, name).document;
  return { ready, address: firstAddress(find(ready, path)?.addressPrefixes?.[0] ?? "") };
}

/**
 * @param {Topology} document
 * @param {string | null} into
 * @returns {Outcome}
 */
function addRouteTable(document, into) {
  const subnet = into !== null && listOf(into) === "subnets" ? into : null;
  const stem = subnet === null ? "rt" : `rt-${stemOf(nameOf(subnet))}`;
  const name = nextName(stem, namesOf(document, "routeTables"));
  const added = append(document, "", "routeTables", { name, routes: [] });
  const done = subnet === null ? added : update(added, subnet, (item) => ({ ...item, routeTable: name }));
  return { document: done, select: join("routeTables", name) };
}

/**
 * @param {Topology} document
 * @param {string} place
 * @param {string} list
 * @param {string} stem
 * @returns {Outcome}
 */
function addHost(document, place, list, stem) {
  const address = freeAddress(document, place);
  if (address === null) throw new Refused(`${place} has no free address left.`);
  const name = nextName(stem, namesOf(document, list));
  return {
    document: append(document, "", list, { name, subnet: place, privateIpAddress: address }),
    select: join(list, name),
  };
}

/**
 * @param {Topology} document
 * @param {string | null} into
 * @param {"ExpressRoute" | "Vpn"} gatewayType
 * @returns {Outcome}
 */
function addGateway(document, into, gatewayType) {
  const abbreviation = gatewayType === "Vpn" ? "vgw" : "ergw";
  const settings =
    gatewayType === "Vpn"
      ? { gatewayType, vpnType: "RouteBased", sku: "VpnGw2AZ", activeActive: true, enableBgp: true }
      : { gatewayType, sku: "ErGw1AZ" };
  const list = "virtualNetworkGateways";
  const hub = into !== null && listOf(into) === "virtualHubs" ? nameOf(into) : null;
  const network = hub ?? networkAt(document, into);
  const present = (document[list] ?? []).some(
    (/** @type {Item} */ gateway) =>
      gateway.gatewayType === gatewayType && (gateway.virtualNetwork ?? gateway.virtualHub) === network,
  );
  if (present) throw new Refused(`${network} has a gateway of this type already: Azure allows one of each.`);
  const name = numberedName(`${abbreviation}-${stemOf(network)}`, namesOf(document, list));
  if (hub !== null)
    return {
      document: append(document, "", list, { name, ...settings, virtualHub: hub }),
      select: join(list, name),
    };
  const { ready } = withSubnet(document, network, "GatewaySubnet");
  return {
    document: append(ready, "", list, { name, ...settings, virtualNetwork: network }),
    select: join(list, name),
  };
}

/**
 * @param {Topology} document
 * @param {string | null} into
 * @returns {Outcome}
 */
function addClientPool(document, into) {
  const gateways = /** @type {Item[]} */ (document.virtualNetworkGateways ?? []).filter(
    (gateway) => gateway.gatewayType === "Vpn",
  );
  const host = into?.split("/")[1];
  const gateway =
    gateways.find((one) => host === one.name || host === one.virtualNetwork || host === one.virtualHub) ??
    (gateways.length === 1 ? gateways[0] : undefined);
  if (!gateway)
    throw new Refused(
      "Point-to-site clients dial into a VPN gateway: add one first, then drop the pool on it.",
    );
  const taken = gateways.flatMap((one) => one.vpnClientConfiguration?.vpnClientAddressPool ?? []);
  const networks = (document.virtualNetworks ?? []).flatMap(
    (/** @type {Item} */ network) => network.addressSpace ?? [],
  );
  const pool = nextFree(CLIENT_POOL, parseAll([...taken, ...networks]), 24);
  if (pool === null) throw new Refused("There is no free prefix for a client pool in 172.16.0.0/12.");
  const path = join("virtualNetworkGateways", gateway.name);
  const configuration = { vpnClientAddressPool: [formatPrefix(pool)] };
  return {
    document: update(document, path, (item) => ({ ...item, vpnClientConfiguration: configuration })),
    select: path,
  };
}

/**
 * @param {Topology} document
 * @param {string | null} into
 * @returns {Outcome}
 */
function addRouteServer(document, into) {
  const network = networkAt(document, into);
  const present = (document.routeServers ?? []).some(
    (/** @type {Item} */ server) => server.virtualNetwork === network,
  );
  if (present) throw new Refused(`${network} has a Route Server already: Azure allows one in a network.`);
  const { ready } = withSubnet(document, network, "RouteServerSubnet");
  const name = nextName("rtserv", namesOf(document, "routeServers"));
  const server = { name, virtualNetwork: network, allowBranchToBranchTraffic: false, bgpPeers: [] };
  return { document: append(ready, "", "routeServers", server), select: join("routeServers", name) };
}

/**
 * @param {Topology} document
 * @param {string | null} into
 * @returns {Outcome}
 */
function addFirewall(document, into) {
  const name = nextName("afw", namesOf(document, "azureFirewalls"));
  const select = join("azureFirewalls", name);
  if (into !== null && listOf(into) === "virtualHubs") {
    return { document: append(document, "", "azureFirewalls", { name, virtualHub: nameOf(into) }), select };
  }
  const network = networkAt(document, into);
  const { ready, address } = withSubnet(document, network, "AzureFirewallSubnet");
  return {
    document: append(ready, "", "azureFirewalls", {
      name,
      virtualNetwork: network,
      privateIpAddress: address,
    }),
    select,
  };
}

/**
 * @param {Topology} document
 * @param {string | null} into
 * @returns {Outcome}
 */
function addAppliance(document, into) {
  const subnet = into !== null && listOf(into) === "subnets";
  const network = networkAt(document, into);
  const nva = join("virtualNetworks", network, "subnets", "snet-nva");
  const ready = subnet || find(document, nva) ? document : addSubnet(document, network, "snet-nva").document;
  const place = subnet ? `${network}/${nameOf(/** @type {string} */ (into))}` : `${network}/snet-nva`;
  const address = freeAddress(ready, place);
  if (address === null) throw new Refused(`${place} has no free address left.`);
  const list = "networkVirtualAppliances";
  const name = nextName("nva", namesOf(document, list));
  const taken = new Set((document[list] ?? []).map((/** @type {Item} */ one) => one.asn));
  const asn = [65001, 65002, 65003, 65004, 65005, 65006].find((number) => !taken.has(number)) ?? 65007;
  return {
    document: append(ready, "", list, { name, subnet: place, privateIpAddresses: [address], asn }),
    select: join(list, name),
  };
}

/**
 * @param {Topology} document
 * @returns {Outcome}
 */
function addSite(document) {
  const sites = /** @type {Item[]} */ (document.sites ?? []);
  const spaces = [...sites, ...(document.virtualNetworks ?? [])].flatMap((item) => item.addressSpace ?? []);
  const free = nextFree(SITE_POOL, parseAll(spaces), 24);
  const asn = Math.max(FIRST_SITE_ASN - 10, ...sites.map((site) => Number(site.asn) || 0)) + 10;
  const name = nextName("site", namesOf(document, "sites"));
  const site = { name, asn, addressSpace: free ? [formatPrefix(free)] : [] };
  return { document: append(document, "", "sites", site), select: join("sites", name) };
}

/**
 * @param {Topology} document
 * @param {string | null} into
 * @returns {Outcome}
 */
function addCircuit(document, into) {
  const site = into !== null && listOf(into) === "sites" ? find(document, into) : null;
  const name = nextName("erc", namesOf(document, "expressRouteCircuits"));
  const circuit = { name, ...(site ? { site: site.name, peerASN: site.asn } : {}), sku: "Standard" };
  return {
    document: append(document, "", "expressRouteCircuits", circuit),
    select: join("expressRouteCircuits", name),
  };
}

/**
 * @param {Topology} document
 * @returns {Outcome}
 */
function addWan(document) {
  const name = freeName("vwan-001", namesOf(document, "virtualWans"));
  const wan = { name, type: "Standard", allowBranchToBranchTraffic: true };
  return { document: append(document, "", "virtualWans", wan), select: join("virtualWans", name) };
}

/**
 * @param {Topology} document
 * @param {string | null} into
 * @returns {Outcome}
 */
function addHub(document, into) {
  const ready = (document.virtualWans ?? []).length === 0 ? addWan(document).document : document;
  const chosen = into !== null && listOf(into) === "virtualWans" ? nameOf(into) : ready.virtualWans[0].name;
  const prefix = freeNetwork(ready, 23);
  if (prefix === null) throw new Refused("There is no free /23 left for a hub.");
  const name = nextName("vhub", namesOf(document, "virtualHubs"));
  const location = document.virtualNetworks?.[0]?.location ?? DEFAULT_LOCATION;
  const hub = { name, virtualWan: chosen, location, addressPrefix: prefix };
  return { document: append(ready, "", "virtualHubs", hub), select: join("virtualHubs", name) };
}

/**
 * Adds an empty route to a route table.
 * @param {Topology} document
 * @param {string} table path of the route table
 * @returns {Outcome}
 */
export function addRoute(document, table) {
  const routes = /** @type {Item[]} */ (find(document, table)?.routes ?? []);
  const name = nextName(
    "udr",
    routes.map((route) => route.name),
  );
  const defaultFree = !routes.some((route) => route.addressPrefix === "0.0.0.0/0");
  const firewall =
    document.azureFirewalls?.[0]?.privateIpAddress ??
    document.networkVirtualAppliances?.[0]?.privateIpAddresses?.[0];
  const hop = firewall
    ? { nextHopType: "VirtualAppliance", nextHopIpAddress: firewall }
    : { nextHopType: "Internet" };
  const route = { name, addressPrefix: defaultFree ? "0.0.0.0/0" : nextRoutePrefix(routes), ...hop };
  return { document: append(document, table, "routes", route), select: ownerOf(join(table, "routes", name)) };
}

/** @param {Item[]} routes */
function nextRoutePrefix(routes) {
  const used = parseAll(routes.map((route) => route.addressPrefix)).filter((prefix) => prefix.length > 8);
  const pool = /** @type {import("./prefix.js").Prefix} */ (parsePrefix("10.0.0.0/8"));
  const free = nextFree(pool, used, 16);
  return free ? formatPrefix(free) : "192.0.2.0/24";
}
