"""Which lines a document is drawn with: connections, peerings, sessions and links, one line for each pair."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from app.document.schema import Connection, Peering, Topology

HUBS_IN_A_MESH = 6


@dataclass(frozen=True, slots=True)
class Edge:
    """A line; flags tell about peerings, such as `source-gateway`: the target uses the source's gateways."""

    id: str
    kind: str
    source: str
    target: str
    label: str = ""
    flags: tuple[str, ...] = ()


def edges_of(document: Topology) -> Iterable[Edge]:
    """All lines; some may name an end that is not drawn at the chosen level."""
    yield from _site_edges(document)
    yield from _connections(document)
    yield from _peerings(document)
    yield from _meshes(document)
    yield from _hub_edges(document)
    yield from _sessions(document)


def _site_edges(document: Topology) -> Iterable[Edge]:
    joined: set[frozenset[str]] = set()
    for circuit in document.express_route_circuits:
        path = f"expressRouteCircuits/{circuit.name}"
        if circuit.site is not None:
            yield Edge(f"{path}/site", "expressroute", f"sites/{circuit.site}", path)
        for other in circuit.global_reach:
            pair = frozenset((circuit.name, other))
            if pair not in joined:
                joined.add(pair)
                target = f"expressRouteCircuits/{other}"
                yield Edge(f"{path}/globalReach/{other}", "global-reach", path, target, "Global Reach")
    for link in document.site_links:
        path = f"siteLinks/{link.name}"
        for number, name in enumerate(link.sites[1:], start=1):
            edge_id = path if len(link.sites) == 2 else f"{path}/sites/{number}"
            yield Edge(edge_id, "site-link", f"sites/{link.sites[0]}", f"sites/{name}", link.name)
    for gateway in document.virtual_network_gateways:
        if gateway.vpn_client_configuration is not None:
            path = f"virtualNetworkGateways/{gateway.name}"
            pool = f"{path}/vpnClientConfiguration"
            yield Edge(f"{pool}/vpnClientAddressPool", "p2s", pool, path, "P2S")


def _connections(document: Topology) -> Iterable[Edge]:
    sites = {local.name: local.site for local in document.local_network_gateways}
    active_active = {gateway.name for gateway in document.virtual_network_gateways if gateway.active_active}
    joined: set[frozenset[str]] = set()
    for connection in document.connections:
        path = f"connections/{connection.name}"
        name = connection.virtual_network_gateway
        gateway = f"virtualNetworkGateways/{name}"
        if connection.connection_type == "ExpressRoute":
            circuit = f"expressRouteCircuits/{connection.express_route_circuit}"
            label = f"weight {connection.routing_weight}" if connection.routing_weight else ""
            yield Edge(path, "expressroute", circuit, gateway, label)
            continue
        label = _vpn_label(connection, name in active_active)
        if connection.remote_gateway is not None:
            pair = frozenset((name, connection.remote_gateway))
            if pair not in joined:
                joined.add(pair)
                yield Edge(path, "vpn", gateway, f"virtualNetworkGateways/{connection.remote_gateway}", label)
            continue
        local = connection.local_network_gateway or ""
        site = sites.get(local)
        yield Edge(path, "vpn", f"sites/{site}" if site else f"localNetworkGateways/{local}", gateway, label)


def _vpn_label(connection: Connection, active_active: bool) -> str:
    parts = ["VNet-to-VNet" if connection.connection_type == "Vnet2Vnet" else "IPsec"]
    if connection.enable_bgp:
        parts.append("BGP")
    if connection.use_local_azure_ip_address:
        parts.append("private")
    if active_active and len(connection.tunnels or ()) == 1:
        parts.append("1 tunnel")
    return " · ".join(parts)


def _peerings(document: Topology) -> Iterable[Edge]:
    places = {vnet.name: vnet.location for vnet in document.virtual_networks}
    halves = {
        (vnet.name, peering.remote_virtual_network): peering
        for vnet in document.virtual_networks
        for peering in vnet.peerings
    }
    drawn: set[frozenset[str]] = set()
    for vnet in document.virtual_networks:
        for peering in vnet.peerings:
            remote = peering.remote_virtual_network
            if frozenset((vnet.name, remote)) in drawn:
                continue
            drawn.add(frozenset((vnet.name, remote)))
            flags = _peering_flags(peering, halves.get((remote, vnet.name)))
            if places[vnet.name] != places.get(remote, places[vnet.name]):
                flags = (*flags, "global")
            path = f"virtualNetworks/{vnet.name}/peerings/{peering.name}"
            label = "one-sided" if "one-sided" in flags else "disconnected" if "disconnected" in flags else ""
            yield Edge(path, "peering", f"virtualNetworks/{vnet.name}", f"virtualNetworks/{remote}", label, flags)


def _peering_flags(peering: Peering, twin: Peering | None) -> tuple[str, ...]:
    flags = []
    if twin is None:
        flags.append("one-sided")
    if any(half is not None and half.peering_state not in (None, "Connected") for half in (peering, twin)):
        flags.append("disconnected")
    if twin is not None and twin.use_remote_gateways:
        flags.append("source-gateway")
    if peering.use_remote_gateways:
        flags.append("target-gateway")
    return tuple(flags)


def _meshes(document: Topology) -> Iterable[Edge]:
    """Microsoft joins all hubs of a Standard Virtual WAN; of many hubs the lines would hide everything else."""
    for wan in document.virtual_wans:
        hubs = [hub.name for hub in document.virtual_hubs if hub.virtual_wan == wan.name]
        if wan.type == "Standard" and len(hubs) <= HUBS_IN_A_MESH:
            for one, other in combinations(hubs, 2):
                path = f"virtualWans/{wan.name}/hubs/{one}/{other}"
                yield Edge(path, "hub-mesh", f"virtualHubs/{one}", f"virtualHubs/{other}")


def _hub_edges(document: Topology) -> Iterable[Edge]:
    appliances = {
        address: appliance.name
        for appliance in document.network_virtual_appliances
        for address in appliance.private_ip_addresses
    }
    networks = {}
    for connection in document.hub_virtual_network_connections:
        networks[connection.name] = connection.remote_virtual_network
        hub = f"virtualHubs/{connection.virtual_hub}"
        target = f"virtualNetworks/{connection.remote_virtual_network}"
        yield Edge(f"hubVirtualNetworkConnections/{connection.name}", "hub-connection", hub, target)
    for virtual_hub in document.virtual_hubs:
        path = f"virtualHubs/{virtual_hub.name}"
        for peer in virtual_hub.bgp_peers:
            name = appliances.get(peer.peer_ip or "")
            network = networks.get(peer.connection or "")
            target = f"networkVirtualAppliances/{name}" if name else f"virtualNetworks/{network}"
            yield Edge(f"{path}/bgpPeers/{peer.name}", "bgp", path, target, "BGP")


def _sessions(document: Topology) -> Iterable[Edge]:
    for server in document.route_servers:
        path = f"routeServers/{server.name}"
        for peer in server.bgp_peers:
            yield Edge(f"{path}/bgpPeers/{peer}", "bgp", path, f"networkVirtualAppliances/{peer}", "BGP")
    joined: set[frozenset[str]] = set()
    for appliance in document.network_virtual_appliances:
        path = f"networkVirtualAppliances/{appliance.name}"
        for other in appliance.overlay:
            if frozenset((appliance.name, other)) not in joined:
                joined.add(frozenset((appliance.name, other)))
                target = f"networkVirtualAppliances/{other}"
                yield Edge(f"{path}/overlay/{other}", "overlay", path, target, "overlay")
