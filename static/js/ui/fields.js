/**
 * Which properties each kind of thing shows, in which words, and what each means in plain English.
 * Decides the forms; what a value may be is the server's schema, which answers a bad one with a sentence.
 *
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {import("./field.js").Field} Field
 */
import { FRAME_KINDS } from "../doc/drawing.js";
import { setNextHopType } from "../doc/next-hop.js";
import { bool, list, number, ref, refs, select, text, unlessEmpty } from "./field.js";

const LOCATION = text("location", "Region", "Peering across two regions is global peering.");
const PREFERENCE = select(
  "hubRoutingPreference",
  "Routing preference",
  ["ExpressRoute", "VpnGateway", "ASPath"],
  "Which way wins when a prefix comes over several.",
);
const PREPENDS = "How often it repeats its own number to look farther away.";
const VPN = (/** @type {Item} */ item) => item.gatewayType === "Vpn";
const OWN_VPN = (/** @type {Item} */ item) => VPN(item) && !item.virtualHub;
const ER = (/** @type {Item} */ item) => item.gatewayType === "ExpressRoute";
const IPSEC = (/** @type {Item} */ item) => item.connectionType !== "ExpressRoute";

/** NAT writes each prefix as an object. */
const MAPPINGS = {
  read: (/** @type {Item[]} */ mappings) => (mappings ?? []).map((one) => one.addressSpace ?? one),
  write: (/** @type {string[]} */ prefixes) => prefixes.map((addressSpace) => ({ addressSpace })),
};

/** Where a user-defined route may send packets. */
export const NEXT_HOPS = [
  "VirtualAppliance",
  "VirtualApplianceEcmp",
  "VirtualNetworkGateway",
  "VnetLocal",
  "Internet",
  "None",
];

/** The four flags of a peering in plain words. @type {Field[]} */
export const PEERING_FLAGS = [
  bool(
    "allowVirtualNetworkAccess",
    "Allow access to the other network",
    "Off: the rows stay, but packets between the two networks are dropped.",
    { fallback: true },
  ),
  bool(
    "allowForwardedTraffic",
    "Allow forwarded traffic",
    "Off: packets that the other network only passes on, from an appliance for example, are dropped here.",
  ),
  bool(
    "allowGatewayTransit",
    "Let the other network use my gateways",
    "Offers this network's gateways and Route Server to the other side.",
  ),
  bool(
    "useRemoteGateways",
    "Use the other network's gateways",
    "Learns what they learned, and is announced by them. The other side has to allow it.",
  ),
];

/** @type {Record<string, Field[]>} */
export const FIELDS = {
  virtualNetworks: [
    LOCATION,
    list("addressSpace", "Address space", "One prefix per line, IPv4 or IPv6."),
    list(
      "summarizedGatewayPrefixes.addressPrefixes",
      "Summarised for gateways",
      "What its gateways announce in place of the network's own prefixes.",
      { asked: "Summarise for gateways" },
    ),
  ],
  subnets: [
    list("addressPrefixes", "Prefixes"),
    ref("routeTable", "Route table", "routeTables", "User-defined routes for everything in this subnet."),
    list("serviceEndpoints", "Service endpoints", "Such as Microsoft.Storage.", {
      mono: false,
      asked: "Service endpoints",
    }),
    select(
      "privateEndpointNetworkPolicies",
      "Endpoint policies",
      ["Disabled", "Enabled", "RouteTableEnabled", "NetworkSecurityGroupEnabled"],
      "Whether a wider user route may replace a private endpoint's /32.",
      { asked: "Private endpoint policies" },
    ),
    bool("defaultOutboundAccess", "Default outbound access", "Off makes this a private subnet.", {
      fallback: true,
    }),
  ],
  peerings: PEERING_FLAGS,
  routeTables: [
    bool(
      "disableBgpRoutePropagation",
      "Propagate gateway routes",
      "Off: subnets with this table do not see what gateways learned.",
      { invert: true },
    ),
    select(
      "disablePeeringRoute",
      "Suppress peering rows",
      ["None", "All"],
      "All: rows of peered networks are left out.",
    ),
  ],
  routes: [
    text("addressPrefix", "Prefix or service tag", "Such as 0.0.0.0/0 or Storage.WestEurope.", {
      mono: true,
    }),
    select("nextHopType", "Next hop type", NEXT_HOPS, "Where packets for the prefix go.", {
      fallback: undefined,
      edit: setNextHopType,
    }),
    text("nextHopIpAddress", "Next hop address", "The appliance or firewall.", {
      mono: true,
      when: (item) => item.nextHopType === "VirtualAppliance",
    }),
    list("nextHopIpAddresses", "Next hop addresses", "Appliances that share the traffic, one per line.", {
      when: (item) => item.nextHopType === "VirtualApplianceEcmp",
    }),
    bool(
      "hasBgpOverride",
      "Marked as overriding BGP",
      "What Azure reports of a route; it changes nothing here.",
    ),
  ],
  virtualNetworkGateways: [
    text("sku", "SKU"),
    select(
      "vpnType",
      "VPN type",
      ["RouteBased", "PolicyBased"],
      "Next to ExpressRoute only a route-based one works.",
      { when: OWN_VPN },
    ),
    bool("activeActive", "Active-active", "Two instances with a tunnel each; off: one works, one waits.", {
      when: OWN_VPN,
    }),
    bool("enableBgp", "BGP", "Off: only static prefixes of the connections.", { when: VPN }),
    number(
      "bgpSettings.asn",
      "AS number",
      "65515 unless changed; branch-to-branch with ExpressRoute needs 65515.",
      { when: VPN, fallback: 65515 },
    ),
    list(
      "bgpSettings.bgpPeeringAddresses",
      "BGP addresses",
      "One per instance, from the GatewaySubnet. Absent: the answer names the instance.",
      { when: VPN, asked: "BGP addresses" },
    ),
    list(
      "vpnClientConfiguration.vpnClientAddressPool",
      "Client pool",
      "Point-to-site is on when there is a pool.",
      { when: VPN, write: unlessEmpty },
    ),
    list("customRoutes", "Custom client routes", "Extra routes handed to point-to-site clients.", {
      when: (item) => VPN(item) && Boolean(item.vpnClientConfiguration),
    }),
    ref(
      "gatewayDefaultSite",
      "Default site",
      "localNetworkGateways",
      "Sends all Internet traffic to this site (forced tunnelling).",
      { when: OWN_VPN },
    ),
    bool(
      "allowRemoteVnetTraffic",
      "Allow other networks over the circuit",
      "Networks behind the same circuit reach this one through the Microsoft edge.",
      { when: ER, fallback: true },
    ),
    bool(
      "allowVirtualWanTraffic",
      "Allow Virtual WAN over the circuit",
      "The same for hubs of a Virtual WAN.",
      { when: ER, fallback: true },
    ),
  ],
  natRules: [
    select("mode", "Direction", ["EgressSnat", "IngressSnat"], "Egress: Azure's addresses; ingress: theirs."),
    select("type", "Type", ["Static", "Dynamic"], "Static: one to one; dynamic: many behind few."),
    list("internalMappings", "Internal prefixes", "As they are before translation.", MAPPINGS),
    list("externalMappings", "External prefixes", "As the other side sees them.", MAPPINGS),
  ],
  localNetworkGateways: [
    ref("site", "Site", "sites"),
    text("gatewayIpAddress", "Public address", "", { mono: true }),
    list("addressSpace", "Static prefixes", "Reached through the tunnel without BGP."),
    number("bgpSettings.asn", "BGP AS number", "Empty: no BGP with this branch."),
    text("bgpSettings.bgpPeeringAddress", "BGP address", "", {
      mono: true,
      when: (item) => Boolean(item.bgpSettings),
    }),
    list("advertisedPrefixes", "Announced prefixes", "Over BGP; absent: the site's address space.", {
      asked: "Announced prefixes",
    }),
    number("asPathPrepend", "AS path prepends", PREPENDS, { fallback: 0 }),
  ],
  expressRouteCircuits: [
    ref("site", "Site", "sites"),
    text("peeringLocation", "Peering location"),
    select("sku", "SKU", ["Standard", "Premium", "Local"]),
    number("peerASN", "Customer AS number"),
    list(
      "advertisedPrefixes",
      "Announced prefixes",
      "What the customer announces; absent: the site's address space.",
      { asked: "Announced prefixes" },
    ),
    number("asPathPrepend", "AS path prepends", PREPENDS, { fallback: 0 }),
    text(
      "primaryPeerAddressPrefix",
      "Primary link",
      "Its /30 or /126 between the customer's router and Microsoft's edge; the site announces it.",
      { mono: true },
    ),
    text("secondaryPeerAddressPrefix", "Secondary link", "The same for the second link.", { mono: true }),
    refs(
      "globalReach",
      "Global Reach",
      "expressRouteCircuits",
      "Sites of both circuits reach each other through Microsoft's edge.",
    ),
  ],
  connections: [
    number("routingWeight", "Routing weight", "The higher weight wins among connections to one gateway.", {
      fallback: 0,
      when: (item) => item.connectionType === "ExpressRoute",
    }),
    bool("fastPath", "FastPath", "Packets pass by the gateway; the routes stay the same.", {
      when: (item) => item.connectionType === "ExpressRoute",
    }),
    bool("enableBgp", "BGP", "", { when: IPSEC }),
    list("tunnels", "Tunnels from instances", "Gateway instance addresses that have a tunnel; absent: all.", {
      when: IPSEC,
      asked: "Limit the tunnels",
    }),
    bool(
      "useLocalAzureIpAddress",
      "Over private addresses",
      "The tunnel runs over ExpressRoute private peering.",
      { when: IPSEC },
    ),
  ],
  sites: [
    number("asn", "AS number"),
    list("addressSpace", "Address space"),
    bool("transit", "Passes traffic on", "Whether this site's router carries traffic between its own links."),
    bool("readvertises", "Re-announces", "Gives each link what it learned on the others."),
  ],
  siteLinks: [refs("sites", "Sites", "sites")],
  routeServers: [
    bool(
      "allowBranchToBranchTraffic",
      "Branch-to-branch",
      "Exchanges routes between the gateways of this network and the appliances.",
    ),
    PREFERENCE,
    refs("bgpPeers", "BGP peers", "networkVirtualAppliances"),
  ],
  networkVirtualAppliances: [
    ref("subnet", "Subnet", "virtualNetworks.subnets"),
    list("privateIpAddresses", "Addresses"),
    number("asn", "AS number", "Empty: it does not speak BGP."),
    list("advertisedPrefixes", "Announced prefixes"),
    number("asPathPrepend", "AS path prepends", PREPENDS, { fallback: 0 }),
    text("nextHopIp", "Next hop of its routes", "Empty: itself. A load balancer's address otherwise.", {
      mono: true,
    }),
    bool("ipForwarding", "IP forwarding", "Off: it drops what is not addressed to it.", { fallback: true }),
    refs("overlay", "Tunnels to", "networkVirtualAppliances"),
  ],
  azureFirewalls: [text("privateIpAddress", "Private address", "", { mono: true })],
  virtualMachines: [
    ref("subnet", "Subnet", "virtualNetworks.subnets"),
    text("privateIpAddress", "Address", "", { mono: true }),
  ],
  privateEndpoints: [
    ref("subnet", "Subnet", "virtualNetworks.subnets"),
    text("privateIpAddress", "Address", "", { mono: true }),
  ],
  connectedGroups: [refs("members", "Members", "virtualNetworks")],
  notes: [{ field: "text", words: "Text", type: "words" }],
  frames: [
    { field: "kind", words: "Stands for", type: "select", options: FRAME_KINDS, fallback: "group" },
    text("label", "Label", "Such as West Europe or the name of the subscription."),
  ],
  virtualWans: [
    select("type", "Type", ["Standard", "Basic"]),
    bool(
      "allowBranchToBranchTraffic",
      "Branch-to-branch",
      "Sites, circuits and clients reach each other through the hubs.",
      { fallback: true },
    ),
  ],
  virtualHubs: [
    ref("virtualWan", "Virtual WAN", "virtualWans"),
    text("location", "Region", "Hubs of one Virtual WAN reach each other across regions."),
    text("addressPrefix", "Prefix", "The hub's own /23 or larger; it may not overlap any network.", {
      mono: true,
    }),
    PREFERENCE,
  ],
  bgpPeers: [
    ref(
      "connection",
      "Over connection",
      "hubVirtualNetworkConnections",
      "The network that the appliance is in.",
    ),
    text("peerIp", "Appliance address", "", { mono: true }),
    number("peerAsn", "AS number"),
    list("advertisedPrefixes", "Announced prefixes", "Absent: what the appliance announces."),
    number("asPathPrepend", "AS path prepends", PREPENDS, { fallback: 0 }),
  ],
  hubVirtualNetworkConnections: [
    bool(
      "enableInternetSecurity",
      "Takes the default route",
      "Whether 0.0.0.0/0 of the hub reaches this network.",
      { fallback: true },
    ),
    bool(
      "routingConfiguration.propagateStaticRoutes",
      "Static routes propagate",
      "Whether other tables learn the static routes below.",
      { fallback: true, when: (item) => Boolean(item.routingConfiguration?.staticRoutes) },
    ),
    bool(
      "routingConfiguration.bypassNextHopIp",
      "Bypass the next hop inside the network",
      "Static routes do not catch traffic to the network's own addresses.",
      { when: (item) => Boolean(item.routingConfiguration?.staticRoutes) },
    ),
  ],
};
