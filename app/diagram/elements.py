"""Which boxes and lines a document is drawn with. Every id is a document path; must not know sizes, places or colours.

The canvas draws from `static/js/canvas/project.js`, the twin of this module: `tests/contract/project` holds both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from app.diagram.edges import Edge, edges_of
from app.diagram.folding import fold
from app.document.schema import Subnet, Topology, VirtualHub, VirtualNetworkGateway

Level = Literal["subnet", "vnet"]


@dataclass(frozen=True, slots=True)
class Node:
    """A box: containers hold the nodes that name them as parent; the sublabel is an address or the type in words."""

    id: str
    kind: str
    parent: str | None
    label: str
    sublabel: str = ""
    badges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elements:
    """Everything that is drawn, parents before their children."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def elements(document: Topology, level: Level = "subnet") -> Elements:
    """The projection of a document; at level "vnet" subnets, machines and private endpoints are left out."""
    subnets = {vnet.name: frozenset(subnet.name for subnet in vnet.subnets) for vnet in document.virtual_networks}
    projection = _Projection(document, level, subnets)
    nodes = (
        *projection.sites(),
        *projection.circuits(),
        *projection.virtual_networks(),
        *projection.virtual_wans(),
        *projection.inside(),
    )
    known = {node.id for node in nodes}
    edges = tuple(edge for edge in edges_of(document) if edge.source in known and edge.target in known)
    return Elements(*fold(nodes, edges, document.canvas.collapsed if document.canvas else ()))


def element_level(document: Topology) -> Level:
    """Subnets are drawn up to a few hundred of them, whole networks beyond."""
    return "subnet" if sum(len(vnet.subnets) for vnet in document.virtual_networks) <= 400 else "vnet"


def summary(prefixes: Iterable[str]) -> str:
    """The first prefix and how many more there are."""
    listed = list(prefixes)
    return "" if not listed else listed[0] if len(listed) == 1 else f"{listed[0]} +{len(listed) - 1}"


@dataclass(frozen=True, slots=True)
class _Projection:
    document: Topology
    level: Level
    subnets: Mapping[str, frozenset[str]]

    def sites(self) -> Iterable[Node]:
        for site in self.document.sites:
            number = f"AS {site.asn}" if site.asn is not None else ""
            sublabel = " · ".join(filter(None, (summary(site.address_space), number)))
            yield Node(f"sites/{site.name}", "site", None, site.name, sublabel, ("transit",) if site.transit else ())
        for local in self.document.local_network_gateways:
            if local.site is None:
                path = f"localNetworkGateways/{local.name}"
                yield Node(path, "local-network-gateway", None, local.name, summary(local.address_space))
        for gateway in self.document.virtual_network_gateways:
            if gateway.vpn_client_configuration is not None:
                path = f"virtualNetworkGateways/{gateway.name}/vpnClientConfiguration"
                pool = summary(gateway.vpn_client_configuration.vpn_client_address_pool)
                yield Node(path, "p2s-pool", None, "Point-to-site clients", pool)

    def circuits(self) -> Iterable[Node]:
        for circuit in self.document.express_route_circuits:
            yield Node(
                f"expressRouteCircuits/{circuit.name}", "circuit", None, circuit.name, circuit.peering_location or ""
            )

    def virtual_networks(self) -> Iterable[Node]:
        places = {vnet.location for vnet in self.document.virtual_networks}
        places |= {hub.location for hub in self.document.virtual_hubs}
        groups = [(group.name, frozenset(group.members)) for group in self.document.connected_groups]
        for vnet in self.document.virtual_networks:
            path = f"virtualNetworks/{vnet.name}"
            badges = [vnet.location] if vnet.location and len(places) > 1 else []
            badges += [name for name, members in groups if vnet.name in members]
            yield Node(path, "virtual-network", None, vnet.name, summary(vnet.address_space), tuple(badges))
            if self.level == "subnet":
                yield from (_subnet_node(path, subnet) for subnet in vnet.subnets)

    def virtual_wans(self) -> Iterable[Node]:
        for wan in self.document.virtual_wans:
            badges = () if wan.allow_branch_to_branch_traffic else ("branch-to-branch off",)
            yield Node(f"virtualWans/{wan.name}", "virtual-wan", None, wan.name, wan.type, badges)
        names = {wan.name for wan in self.document.virtual_wans}
        for hub in self.document.virtual_hubs:
            parent = f"virtualWans/{hub.virtual_wan}" if hub.virtual_wan in names else None
            yield Node(f"virtualHubs/{hub.name}", "virtual-hub", parent, hub.name, hub.address_prefix, _hub_badges(hub))

    def inside(self) -> Iterable[Node]:
        yield from self._gateways()
        for server in self.document.route_servers:
            parent = self._subnet(server.virtual_network, "RouteServerSubnet")
            badges = ("branch-to-branch",) if server.allow_branch_to_branch_traffic else ()
            yield Node(f"routeServers/{server.name}", "route-server", parent, server.name, "Route Server", badges)
        for firewall in self.document.azure_firewalls:
            parent = (
                f"virtualHubs/{firewall.virtual_hub}"
                if firewall.virtual_hub
                else self._subnet(firewall.virtual_network, "AzureFirewallSubnet")
            )
            address = firewall.private_ip_address or "Azure Firewall"
            yield Node(f"azureFirewalls/{firewall.name}", "firewall", parent, firewall.name, address)
        for appliance in self.document.network_virtual_appliances:
            parent = self._subnet(*appliance.subnet.split("/", 1)) if appliance.subnet else None
            badges = (f"AS {appliance.asn}",) if appliance.asn is not None else ()
            path = f"networkVirtualAppliances/{appliance.name}"
            yield Node(path, "nva", parent, appliance.name, summary(appliance.private_ip_addresses), badges)
        if self.level == "subnet":
            yield from self._machines()

    def _gateways(self) -> Iterable[Node]:
        for gateway in self.document.virtual_network_gateways:
            vpn = gateway.gateway_type == "Vpn"
            parent = (
                f"virtualHubs/{gateway.virtual_hub}"
                if gateway.virtual_hub
                else self._subnet(gateway.virtual_network, "GatewaySubnet")
            )
            kind = "vpn-gateway" if vpn else "expressroute-gateway"
            yield Node(f"virtualNetworkGateways/{gateway.name}", kind, parent, gateway.name, _gateway_words(gateway))

    def _machines(self) -> Iterable[Node]:
        for machine in self.document.virtual_machines:
            parent = self._subnet(*machine.subnet.split("/", 1))
            path = f"virtualMachines/{machine.name}"
            yield Node(path, "vm", parent, machine.name, machine.private_ip_address or "")
        for endpoint in self.document.private_endpoints:
            parent = self._subnet(*endpoint.subnet.split("/", 1))
            path = f"privateEndpoints/{endpoint.name}"
            yield Node(path, "private-endpoint", parent, endpoint.name, endpoint.private_ip_address or "")

    def _subnet(self, vnet_name: str | None, subnet_name: str) -> str | None:
        """Where a thing of this subnet is drawn: the subnet, else its network, else nowhere inside."""
        if vnet_name is None or vnet_name not in self.subnets:
            return None
        path = f"virtualNetworks/{vnet_name}"
        drawn = self.level == "subnet" and subnet_name in self.subnets[vnet_name]
        return f"{path}/subnets/{subnet_name}" if drawn else path


def _subnet_node(parent: str, subnet: Subnet) -> Node:
    badges = tuple(filter(None, (subnet.route_table, *subnet.service_endpoints)))
    return Node(
        f"{parent}/subnets/{subnet.name}", "subnet", parent, subnet.name, summary(subnet.address_prefixes), badges
    )


def _hub_badges(hub: VirtualHub) -> tuple[str, ...]:
    intent = hub.routing_intent
    if intent is None:
        return ()
    kinds = [
        word
        for word, target in (("private", intent.private_traffic), ("internet", intent.internet_traffic))
        if target is not None
    ]
    return ("routing intent" if len(kinds) == 2 else f"{kinds[0]} intent",) if kinds else ()


def _gateway_words(gateway: VirtualNetworkGateway) -> str:
    if gateway.gateway_type != "Vpn":
        return "ExpressRoute gateway"
    if gateway.virtual_hub:
        return "VPN gateway"
    return "VPN · active-active" if gateway.active_active else "VPN · active-standby"
