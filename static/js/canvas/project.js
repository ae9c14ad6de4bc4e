/**
 * Which boxes and lines a document is drawn with: the twin of `app/diagram/elements.py`, held to the same fixtures
 * (`tests/contract/project`). Every id is a document path; must not know sizes, places or colours.
 *
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {{id: string, kind: string, parent: string | null, label: string, sublabel: string, badges: string[]}} Node
 * @typedef {{id: string, kind: string, source: string, target: string, label: string, flags: string[]}} Edge
 * @typedef {"subnet" | "vnet"} Level
 */
import { edgesOf } from "./edges.js";
import { fold } from "./fold.js";

const LARGE = 400;

/**
 * @param {Topology} document
 * @param {Level} [level]
 * @returns {{nodes: Node[], edges: Edge[]}}
 */
export function elements(document, level = "subnet") {
  const nodes = [
    ...sites(document),
    ...circuits(document),
    ...virtualNetworks(document, level),
    ...virtualWans(document),
    ...gateways(document, level),
    ...routeServers(document, level),
    ...firewalls(document, level),
    ...appliances(document, level),
    ...(level === "subnet" ? hosts(document, level) : []),
  ];
  const known = new Set(nodes.map((node) => node.id));
  const edges = edgesOf(document).filter((edge) => known.has(edge.source) && known.has(edge.target));
  return fold(nodes, edges, document.canvas?.collapsed ?? []);
}

/**
 * Subnets are drawn up to a few hundred of them, whole networks beyond.
 * @param {Topology} document
 * @returns {Level}
 */
export function elementLevel(document) {
  const count = items(document, "virtualNetworks").reduce(
    (sum, network) => sum + (network.subnets ?? []).length,
    0,
  );
  return count <= LARGE ? "subnet" : "vnet";
}

/**
 * @param {Topology} document
 * @param {string} list
 * @returns {Item[]}
 */
const items = (document, list) => document[list] ?? [];

/**
 * The first prefix and how many more there are.
 * @param {string[] | undefined} prefixes
 */
export function summary(prefixes) {
  const listed = prefixes ?? [];
  return listed.length > 1 ? `${listed[0]} +${listed.length - 1}` : (listed[0] ?? "");
}

/**
 * @param {string} id
 * @param {string} kind
 * @param {string | null} parent
 * @param {string} label
 * @param {string} [sublabel]
 * @param {(string | false | null | undefined)[]} [badges]
 * @returns {Node}
 */
function node(id, kind, parent, label, sublabel = "", badges = []) {
  return { id, kind, parent, label, sublabel, badges: /** @type {string[]} */ (badges.filter(Boolean)) };
}

/** @param {unknown} asn */
const asWords = (asn) => (asn === undefined || asn === null ? "" : `AS ${asn}`);

/** @param {Topology} document */
function sites(document) {
  const places = items(document, "sites").map((site) => {
    const sublabel = [summary(site.addressSpace), asWords(site.asn)].filter(Boolean).join(" · ");
    return node(`sites/${site.name}`, "site", null, site.name, sublabel, [site.transit && "transit"]);
  });
  const locals = items(document, "localNetworkGateways")
    .filter((local) => (local.site ?? null) === null)
    .map((local) =>
      node(
        `localNetworkGateways/${local.name}`,
        "local-network-gateway",
        null,
        local.name,
        summary(local.addressSpace),
      ),
    );
  const pools = items(document, "virtualNetworkGateways")
    .filter((gateway) => gateway.vpnClientConfiguration)
    .map((gateway) =>
      node(
        `virtualNetworkGateways/${gateway.name}/vpnClientConfiguration`,
        "p2s-pool",
        null,
        "Point-to-site clients",
        summary(gateway.vpnClientConfiguration.vpnClientAddressPool),
      ),
    );
  return [...places, ...locals, ...pools];
}

/** @param {Topology} document */
function circuits(document) {
  return items(document, "expressRouteCircuits").map((circuit) =>
    node(
      `expressRouteCircuits/${circuit.name}`,
      "circuit",
      null,
      circuit.name,
      circuit.peeringLocation ?? "",
    ),
  );
}

/**
 * @param {Topology} document
 * @param {Level} level
 */
function virtualNetworks(document, level) {
  const located = [...items(document, "virtualNetworks"), ...items(document, "virtualHubs")];
  const several = new Set(located.map((item) => item.location ?? null)).size > 1;
  return items(document, "virtualNetworks").flatMap((network) => {
    const path = `virtualNetworks/${network.name}`;
    const groups = items(document, "connectedGroups").filter((group) =>
      (group.members ?? []).includes(network.name),
    );
    const badges = [several && network.location, ...groups.map((group) => group.name)];
    const box = node(path, "virtual-network", null, network.name, summary(network.addressSpace), badges);
    if (level !== "subnet") return [box];
    return [
      box,
      ...(network.subnets ?? []).map((/** @type {Item} */ subnet) =>
        node(`${path}/subnets/${subnet.name}`, "subnet", path, subnet.name, summary(subnet.addressPrefixes), [
          subnet.routeTable,
          ...(subnet.serviceEndpoints ?? []),
        ]),
      ),
    ];
  });
}

/** @param {Topology} document */
function virtualWans(document) {
  const wans = items(document, "virtualWans");
  const names = new Set(wans.map((wan) => wan.name));
  const frames = wans.map((wan) =>
    node(`virtualWans/${wan.name}`, "virtual-wan", null, wan.name, wan.type ?? "Standard", [
      (wan.allowBranchToBranchTraffic ?? true) ? null : "branch-to-branch off",
    ]),
  );
  const hubs = items(document, "virtualHubs").map((hub) => {
    const parent = names.has(hub.virtualWan) ? `virtualWans/${hub.virtualWan}` : null;
    return node(`virtualHubs/${hub.name}`, "virtual-hub", parent, hub.name, hub.addressPrefix ?? "", [
      intentWords(hub.routingIntent),
    ]);
  });
  return [...frames, ...hubs];
}

/** @param {Item | null | undefined} intent */
function intentWords(intent) {
  const kinds = [intent?.privateTraffic && "private", intent?.internetTraffic && "internet"].filter(Boolean);
  if (kinds.length === 2) return "routing intent";
  return kinds.length === 1 ? `${kinds[0]} intent` : null;
}

/**
 * Where a thing of this subnet is drawn: the subnet, else its network, else nowhere inside.
 * @param {Topology} document
 * @param {Level} level
 * @param {string | null | undefined} networkName
 * @param {string} subnetName
 */
function inSubnet(document, level, networkName, subnetName) {
  const network = items(document, "virtualNetworks").find((one) => one.name === networkName);
  if (!network) return null;
  const path = `virtualNetworks/${network.name}`;
  const drawn =
    level === "subnet" &&
    (network.subnets ?? []).some((/** @type {Item} */ subnet) => subnet.name === subnetName);
  return drawn ? `${path}/subnets/${subnetName}` : path;
}

/** @param {string} place VNET/SUBNET */
function splitPlace(place) {
  const cut = place.indexOf("/");
  return /** @type {const} */ ([place.slice(0, cut), place.slice(cut + 1)]);
}

/** @param {Item} gateway */
function gatewayWords(gateway) {
  if (gateway.gatewayType !== "Vpn") return "ExpressRoute gateway";
  if (gateway.virtualHub) return "VPN gateway";
  return gateway.activeActive ? "VPN · active-active" : "VPN · active-standby";
}

/**
 * @param {Topology} document
 * @param {Level} level
 */
function gateways(document, level) {
  return items(document, "virtualNetworkGateways").map((gateway) => {
    const parent = gateway.virtualHub
      ? `virtualHubs/${gateway.virtualHub}`
      : inSubnet(document, level, gateway.virtualNetwork, "GatewaySubnet");
    const kind = gateway.gatewayType === "Vpn" ? "vpn-gateway" : "expressroute-gateway";
    return node(`virtualNetworkGateways/${gateway.name}`, kind, parent, gateway.name, gatewayWords(gateway));
  });
}

/**
 * @param {Topology} document
 * @param {Level} level
 */
function routeServers(document, level) {
  return items(document, "routeServers").map((server) => {
    const parent = inSubnet(document, level, server.virtualNetwork, "RouteServerSubnet");
    const badges = [server.allowBranchToBranchTraffic && "branch-to-branch"];
    return node(`routeServers/${server.name}`, "route-server", parent, server.name, "Route Server", badges);
  });
}

/**
 * @param {Topology} document
 * @param {Level} level
 */
function firewalls(document, level) {
  return items(document, "azureFirewalls").map((firewall) => {
    const parent = firewall.virtualHub
      ? `virtualHubs/${firewall.virtualHub}`
      : inSubnet(document, level, firewall.virtualNetwork, "AzureFirewallSubnet");
    return node(
      `azureFirewalls/${firewall.name}`,
      "firewall",
      parent,
      firewall.name,
      firewall.privateIpAddress ?? "Azure Firewall",
    );
  });
}

/**
 * @param {Topology} document
 * @param {Level} level
 */
function appliances(document, level) {
  return items(document, "networkVirtualAppliances").map((appliance) => {
    const parent = appliance.subnet ? inSubnet(document, level, ...splitPlace(appliance.subnet)) : null;
    const path = `networkVirtualAppliances/${appliance.name}`;
    return node(path, "nva", parent, appliance.name, summary(appliance.privateIpAddresses), [
      asWords(appliance.asn),
    ]);
  });
}

/**
 * @param {Topology} document
 * @param {Level} level
 */
function hosts(document, level) {
  const machines = items(document, "virtualMachines").map((machine) =>
    node(
      `virtualMachines/${machine.name}`,
      "vm",
      inSubnet(document, level, ...splitPlace(machine.subnet)),
      machine.name,
      machine.privateIpAddress ?? "",
    ),
  );
  const endpoints = items(document, "privateEndpoints").map((endpoint) =>
    node(
      `privateEndpoints/${endpoint.name}`,
      "private-endpoint",
      inSubnet(document, level, ...splitPlace(endpoint.subnet)),
      endpoint.name,
      endpoint.privateIpAddress ?? "",
    ),
  );
  return [...machines, ...endpoints];
}
