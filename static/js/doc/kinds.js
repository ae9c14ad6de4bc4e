/**
 * The kinds that a person can add, in the order of the palette, and the words for every list of the document.
 * Decides what stands in the palette; what each kind becomes in the document is `create.js`.
 *
 * @typedef {import("./types.js").Item} Item
 * @typedef {import("./types.js").Topology} Topology
 * @typedef {{kind: string, words: string, group: string, hint: string, search?: string}} PaletteEntry
 */
import { find } from "./paths.js";

/** @type {PaletteEntry[]} */
export const PALETTE = [
  {
    kind: "virtual-network",
    words: "Virtual network",
    group: "Network",
    hint: "With the next free prefix and a first subnet",
    search: "vnet spoke hub",
  },
  { kind: "subnet", words: "Subnet", group: "Network", hint: "Drop it on a virtual network" },
  {
    kind: "route-table",
    words: "Route table",
    group: "Network",
    hint: "Drop it on a subnet to associate it",
    search: "udr user defined route",
  },
  { kind: "vm", words: "Virtual machine", group: "Network", hint: "Drop it on a subnet", search: "vm host" },
  { kind: "private-endpoint", words: "Private endpoint", group: "Network", hint: "Drop it on a subnet" },
  {
    kind: "expressroute-gateway",
    words: "ExpressRoute gateway",
    group: "Gateways",
    hint: "Makes or uses the GatewaySubnet",
    search: "er",
  },
  {
    kind: "vpn-gateway",
    words: "VPN gateway",
    group: "Gateways",
    hint: "Makes or uses the GatewaySubnet",
    search: "ipsec",
  },
  {
    kind: "p2s-pool",
    words: "Point-to-site pool",
    group: "Gateways",
    hint: "Drop it on a network with a VPN gateway",
    search: "p2s client vpn users",
  },
  {
    kind: "route-server",
    words: "Route Server",
    group: "Gateways",
    hint: "Makes or uses the RouteServerSubnet",
    search: "ars bgp",
  },
  {
    kind: "firewall",
    words: "Azure Firewall",
    group: "Appliances",
    hint: "Makes or uses the AzureFirewallSubnet",
    search: "afw",
  },
  {
    kind: "nva",
    words: "Network appliance",
    group: "Appliances",
    hint: "A router or firewall of your own in a subnet",
    search: "nva sdwan firewall",
  },
  {
    kind: "site",
    words: "Site",
    group: "On-premises",
    hint: "Your premises with their router",
    search: "branch datacenter on-premises",
  },
  {
    kind: "circuit",
    words: "ExpressRoute circuit",
    group: "On-premises",
    hint: "Joins a site to ExpressRoute gateways",
    search: "er",
  },
  { kind: "virtual-wan", words: "Virtual WAN", group: "Virtual WAN", hint: "Holds hubs", search: "vwan" },
  {
    kind: "virtual-hub",
    words: "Virtual hub",
    group: "Virtual WAN",
    hint: "A hub that Microsoft runs",
    search: "vhub",
  },
  { kind: "note", words: "Note", group: "Drawing", hint: "A text of your own", search: "text comment" },
  {
    kind: "frame",
    words: "Frame",
    group: "Drawing",
    hint: "Around what is selected: a region, a subscription, a landing zone",
    search: "group region subscription landing zone",
  },
];

/** One thing of each list in words. */
const LIST_WORDS = /** @type {Record<string, string>} */ ({
  virtualNetworks: "Virtual network",
  subnets: "Subnet",
  peerings: "Peering",
  routeTables: "Route table",
  routes: "Route",
  virtualNetworkGateways: "Gateway",
  localNetworkGateways: "Local network gateway",
  expressRouteCircuits: "ExpressRoute circuit",
  connections: "Connection",
  sites: "Site",
  siteLinks: "Customer WAN link",
  routeServers: "Route Server",
  networkVirtualAppliances: "Network appliance",
  azureFirewalls: "Azure Firewall",
  virtualMachines: "Virtual machine",
  virtualWans: "Virtual WAN",
  virtualHubs: "Virtual hub",
  hubVirtualNetworkConnections: "Hub connection",
  bgpPeers: "BGP peer",
  natRules: "NAT rule",
  privateEndpoints: "Private endpoint",
  connectedGroups: "Connected group",
  notes: "Note",
  frames: "Frame",
});

const LIST_KINDS = /** @type {Record<string, string>} */ ({
  virtualNetworks: "virtual-network",
  subnets: "subnet",
  peerings: "peering",
  routeTables: "route-table",
  routes: "route",
  localNetworkGateways: "local-network-gateway",
  expressRouteCircuits: "circuit",
  connections: "connection",
  sites: "site",
  siteLinks: "site-link",
  routeServers: "route-server",
  networkVirtualAppliances: "nva",
  azureFirewalls: "firewall",
  virtualMachines: "vm",
  virtualWans: "virtual-wan",
  virtualHubs: "virtual-hub",
  hubVirtualNetworkConnections: "hub-connection",
  privateEndpoints: "private-endpoint",
  connectedGroups: "connected-group",
  notes: "note",
  frames: "frame",
});

/**
 * @param {string} list
 * @param {Item} [item]
 */
export function kindOf(list, item) {
  if (list === "virtualNetworkGateways")
    return item?.gatewayType === "Vpn" ? "vpn-gateway" : "expressroute-gateway";
  return LIST_KINDS[list] ?? list;
}

/**
 * @param {string} list
 * @param {Item} [item]
 */
export function wordsOf(list, item) {
  if (list === "virtualNetworkGateways" && item)
    return item.gatewayType === "Vpn" ? "VPN gateway" : "ExpressRoute gateway";
  if (list === "connections" && item) return `${item.connectionType} connection`;
  return LIST_WORDS[list] ?? list;
}

/**
 * The thing of the document that an element of the drawing stands for: lines such as `expressRouteCircuits/er1/site` and the
 * pool of point-to-site clients belong to the thing in front of them.
 * @param {Topology} document
 * @param {string} id
 */
export function subjectOf(document, id) {
  for (let path = id; path !== ""; path = path.slice(0, Math.max(0, path.lastIndexOf("/")))) {
    if (find(document, path) !== null) return path;
  }
  return null;
}
