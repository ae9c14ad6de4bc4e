/**
 * Which lines a document is drawn with, one for each pair: the twin of `app/diagram/edges.py`.
 * Some may name an end that is not drawn at the chosen level.
 *
 * @typedef {import("../doc/types.js").Item} Item
 * @typedef {import("../doc/types.js").Topology} Topology
 * @typedef {import("./project.js").Edge} Edge
 */

const HUBS_IN_A_MESH = 6;

/**
 * @param {Topology} document
 * @returns {Edge[]}
 */
export function edgesOf(document) {
  return [
    ...siteEdges(document),
    ...connections(document),
    ...peerings(document),
    ...meshes(document),
    ...hubEdges(document),
    ...sessions(document),
  ];
}

/**
 * @param {Topology} document
 * @param {string} list
 * @returns {Item[]}
 */
const items = (document, list) => document[list] ?? [];

/**
 * @param {string} id
 * @param {string} kind
 * @param {string} source
 * @param {string} target
 * @param {string} [label]
 * @param {string[]} [flags]
 * @returns {Edge}
 */
function edge(id, kind, source, target, label = "", flags = []) {
  return { id, kind, source, target, label, flags };
}

/** Says of each pair whether it is seen for the first time. */
function oncePerPair() {
  const seen = new Set();
  return (/** @type {string} */ one, /** @type {string} */ other) => {
    const pair = [one, other].sort().join("\n");
    return !seen.has(pair) && Boolean(seen.add(pair));
  };
}

/** @param {Topology} document */
function siteEdges(document) {
  const first = oncePerPair();
  const circuits = items(document, "expressRouteCircuits").flatMap((circuit) => {
    const path = `expressRouteCircuits/${circuit.name}`;
    const site =
      (circuit.site ?? null) === null
        ? []
        : [edge(`${path}/site`, "expressroute", `sites/${circuit.site}`, path)];
    const reach = /** @type {string[]} */ (circuit.globalReach ?? [])
      .filter((other) => first(circuit.name, other))
      .map((other) =>
        edge(
          `${path}/globalReach/${other}`,
          "global-reach",
          path,
          `expressRouteCircuits/${other}`,
          "Global Reach",
        ),
      );
    return [...site, ...reach];
  });
  const links = items(document, "siteLinks").flatMap((link) => {
    const path = `siteLinks/${link.name}`;
    const [from, ...others] = /** @type {string[]} */ (link.sites ?? []);
    return others.map((other, index) =>
      edge(
        others.length === 1 ? path : `${path}/sites/${index + 1}`,
        "site-link",
        `sites/${from}`,
        `sites/${other}`,
        link.name,
      ),
    );
  });
  const pools = items(document, "virtualNetworkGateways")
    .filter((gateway) => gateway.vpnClientConfiguration)
    .map((gateway) => {
      const path = `virtualNetworkGateways/${gateway.name}`;
      const pool = `${path}/vpnClientConfiguration`;
      return edge(`${pool}/vpnClientAddressPool`, "p2s", pool, path, "P2S");
    });
  return [...circuits, ...links, ...pools];
}

/** @param {Topology} document */
function connections(document) {
  const sites = new Map(items(document, "localNetworkGateways").map((local) => [local.name, local.site]));
  const active = new Set(
    items(document, "virtualNetworkGateways")
      .filter((gateway) => gateway.activeActive)
      .map((gateway) => gateway.name),
  );
  const first = oncePerPair();
  return items(document, "connections").flatMap((connection) => {
    const path = `connections/${connection.name}`;
    const name = connection.virtualNetworkGateway;
    const gateway = `virtualNetworkGateways/${name}`;
    if (connection.connectionType === "ExpressRoute") {
      const label = connection.routingWeight ? `weight ${connection.routingWeight}` : "";
      return [
        edge(path, "expressroute", `expressRouteCircuits/${connection.expressRouteCircuit}`, gateway, label),
      ];
    }
    const label = vpnLabel(connection, active.has(name));
    if (connection.remoteGateway) {
      const other = `virtualNetworkGateways/${connection.remoteGateway}`;
      return first(name, connection.remoteGateway) ? [edge(path, "vpn", gateway, other, label)] : [];
    }
    const local = connection.localNetworkGateway ?? "";
    const source = sites.get(local) ? `sites/${sites.get(local)}` : `localNetworkGateways/${local}`;
    return [edge(path, "vpn", source, gateway, label)];
  });
}

/**
 * @param {Item} connection
 * @param {boolean} activeActive
 */
function vpnLabel(connection, activeActive) {
  const word = connection.connectionType === "Vnet2Vnet" ? "VNet-to-VNet" : "IPsec";
  const single = activeActive && (connection.tunnels ?? []).length === 1;
  const parts = [
    word,
    connection.enableBgp && "BGP",
    connection.useLocalAzureIpAddress && "private",
    single && "1 tunnel",
  ];
  return parts.filter(Boolean).join(" · ");
}

/** @param {Topology} document */
function peerings(document) {
  const networks = items(document, "virtualNetworks");
  const places = new Map(networks.map((network) => [network.name, network.location ?? null]));
  const halves = new Map(
    networks.flatMap((network) =>
      (network.peerings ?? []).map((/** @type {Item} */ peering) => [
        `${network.name}/${peering.remoteVirtualNetwork}`,
        peering,
      ]),
    ),
  );
  const first = oncePerPair();
  return networks.flatMap((network) =>
    (network.peerings ?? [])
      .filter((/** @type {Item} */ peering) => first(network.name, peering.remoteVirtualNetwork))
      .map((/** @type {Item} */ peering) => {
        const remote = peering.remoteVirtualNetwork;
        const flags = peeringFlags(peering, halves.get(`${remote}/${network.name}`));
        const here = places.get(network.name);
        if (here !== (places.has(remote) ? places.get(remote) : here)) flags.push("global");
        const label = ["one-sided", "disconnected"].find((word) => flags.includes(word)) ?? "";
        const path = `virtualNetworks/${network.name}/peerings/${peering.name}`;
        return edge(
          path,
          "peering",
          `virtualNetworks/${network.name}`,
          `virtualNetworks/${remote}`,
          label,
          flags,
        );
      }),
  );
}

/**
 * @param {Item} peering
 * @param {Item | undefined} twin
 */
function peeringFlags(peering, twin) {
  const disconnected = [peering, twin].some(
    (half) => half && (half.peeringState ?? "Connected") !== "Connected",
  );
  const flags = [
    !twin && "one-sided",
    disconnected && "disconnected",
    twin?.useRemoteGateways && "source-gateway",
    peering.useRemoteGateways && "target-gateway",
  ];
  return /** @type {string[]} */ (flags.filter(Boolean));
}

/**
 * Microsoft joins all hubs of a Standard Virtual WAN; of many hubs the lines would hide everything else.
 * @param {Topology} document
 */
function meshes(document) {
  return items(document, "virtualWans").flatMap((wan) => {
    const hubs = items(document, "virtualHubs").filter((hub) => hub.virtualWan === wan.name);
    if ((wan.type ?? "Standard") !== "Standard" || hubs.length > HUBS_IN_A_MESH) return [];
    return hubs.flatMap((one, index) =>
      hubs
        .slice(index + 1)
        .map((other) =>
          edge(
            `virtualWans/${wan.name}/hubs/${one.name}/${other.name}`,
            "hub-mesh",
            `virtualHubs/${one.name}`,
            `virtualHubs/${other.name}`,
          ),
        ),
    );
  });
}

/** @param {Topology} document */
function hubEdges(document) {
  const appliances = new Map(
    items(document, "networkVirtualAppliances").flatMap((appliance) =>
      (appliance.privateIpAddresses ?? []).map((/** @type {string} */ address) => [address, appliance.name]),
    ),
  );
  const joined = items(document, "hubVirtualNetworkConnections");
  const networks = new Map(joined.map((connection) => [connection.name, connection.remoteVirtualNetwork]));
  const lines = joined.map((connection) =>
    edge(
      `hubVirtualNetworkConnections/${connection.name}`,
      "hub-connection",
      `virtualHubs/${connection.virtualHub}`,
      `virtualNetworks/${connection.remoteVirtualNetwork}`,
    ),
  );
  const sessionsOfHubs = items(document, "virtualHubs").flatMap((hub) =>
    (hub.bgpPeers ?? []).map((/** @type {Item} */ peer) => {
      const path = `virtualHubs/${hub.name}`;
      const name = appliances.get(peer.peerIp ?? "");
      const target = name
        ? `networkVirtualAppliances/${name}`
        : `virtualNetworks/${networks.get(peer.connection ?? "")}`;
      return edge(`${path}/bgpPeers/${peer.name}`, "bgp", path, target, "BGP");
    }),
  );
  return [...lines, ...sessionsOfHubs];
}

/** @param {Topology} document */
function sessions(document) {
  const servers = items(document, "routeServers").flatMap((server) =>
    (server.bgpPeers ?? []).map((/** @type {string} */ peer) =>
      edge(
        `routeServers/${server.name}/bgpPeers/${peer}`,
        "bgp",
        `routeServers/${server.name}`,
        `networkVirtualAppliances/${peer}`,
        "BGP",
      ),
    ),
  );
  const first = oncePerPair();
  const overlays = items(document, "networkVirtualAppliances").flatMap((appliance) =>
    (appliance.overlay ?? [])
      .filter((/** @type {string} */ other) => first(appliance.name, other))
      .map((/** @type {string} */ other) =>
        edge(
          `networkVirtualAppliances/${appliance.name}/overlay/${other}`,
          "overlay",
          `networkVirtualAppliances/${appliance.name}`,
          `networkVirtualAppliances/${other}`,
          "overlay",
        ),
      ),
  );
  return [...servers, ...overlays];
}

/**
 * For each half of a peering that is drawn under its twin's name, the line that stands for both.
 * @param {Topology} document
 * @param {Edge[]} edges
 * @returns {Map<string, string>}
 */
export function twins(document, edges) {
  const lines = edges.filter((edge) => edge.kind === "peering");
  const byEnds = new Map(lines.map((edge) => [`${edge.target} ${edge.source}`, edge.id]));
  const alias = new Map();
  for (const network of document.virtualNetworks ?? []) {
    const path = `virtualNetworks/${network.name}`;
    for (const peering of network.peerings ?? []) {
      const line = byEnds.get(`${path} virtualNetworks/${peering.remoteVirtualNetwork}`);
      if (line) alias.set(`${path}/peerings/${peering.name}`, line);
    }
  }
  return alias;
}
