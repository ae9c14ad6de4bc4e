"""A finding, and the design as the rules want to see it: everything by name, gateways by the place they stand in.

Holds no rule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from app.document.schema import (
    ExpressRouteCircuit,
    HubVirtualNetworkConnection,
    LocalNetworkGateway,
    Named,
    NetworkVirtualAppliance,
    Peering,
    RouteServer,
    RouteTable,
    Topology,
    VirtualHub,
    VirtualNetwork,
    VirtualNetworkGateway,
)
from app.engine.rulebook import RULES

Kind = Literal["refused", "limit"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What Azure would answer to one thing of the design; code and message are None where nobody published them."""

    rule: str
    kind: Kind
    code: str | None
    message: str | None
    path: str
    sentence: str
    source: str


def refused(
    rule: str, path: str, sentence: str, *, code: str | None = None, message: str | None = None, kind: Kind = "refused"
) -> Finding:
    """A finding of a rule of the rulebook, with the rule's own source."""
    return Finding(rule, kind, code, message, path, sentence, RULES[rule].source)


@dataclass(frozen=True, slots=True)
class Design:
    """A topology, indexed."""

    topology: Topology
    networks: Mapping[str, VirtualNetwork]
    halves: Mapping[tuple[str, str], Peering]
    tables: Mapping[str, RouteTable]
    gateways: Mapping[str, VirtualNetworkGateway]
    branches: Mapping[str, LocalNetworkGateway]
    circuits: Mapping[str, ExpressRouteCircuit]
    appliances: Mapping[str, NetworkVirtualAppliance]
    hubs: Mapping[str, VirtualHub]
    hub_connections: Mapping[str, HubVirtualNetworkConnection]
    gateways_of: Mapping[str, list[VirtualNetworkGateway]]
    route_servers_of: Mapping[str, list[RouteServer]]

    def peering_to(self, network: str, remote: str) -> Peering | None:
        """The half of a pair that belongs to the first network."""
        return self.halves.get((network, remote))

    def has_gateway(self, network: str) -> bool:
        """Whether a peered network could use a gateway or Route Server here."""
        return network in self.gateways_of or network in self.route_servers_of

    def has_subnet(self, network: str, name: str) -> bool:
        """Whether the network has a subnet of that name; a network drawn without subnets is given the benefit."""
        subnets = self.networks[network].subnets
        return not subnets or any(subnet.name == name for subnet in subnets)


def indexed(topology: Topology) -> Design:
    """The design that a topology describes."""
    gateways: dict[str, list[VirtualNetworkGateway]] = {}
    for gateway in topology.virtual_network_gateways:
        if gateway.virtual_network is not None:
            gateways.setdefault(gateway.virtual_network, []).append(gateway)
    servers: dict[str, list[RouteServer]] = {}
    for server in topology.route_servers:
        servers.setdefault(server.virtual_network, []).append(server)
    halves = {(v.name, p.remote_virtual_network): p for v in topology.virtual_networks for p in reversed(v.peerings)}
    return Design(
        topology=topology,
        networks=_named(topology.virtual_networks),
        halves=halves,
        tables=_named(topology.route_tables),
        gateways=_named(topology.virtual_network_gateways),
        branches=_named(topology.local_network_gateways),
        circuits=_named(topology.express_route_circuits),
        appliances=_named(topology.network_virtual_appliances),
        hubs=_named(topology.virtual_hubs),
        hub_connections=_named(topology.hub_virtual_network_connections),
        gateways_of=gateways,
        route_servers_of=servers,
    )


Item = TypeVar("Item", bound=Named)


def _named(items: Iterable[Item]) -> dict[str, Item]:
    return {item.name: item for item in items}


def peering_id(network: str, peering: str) -> str:
    """A peering as Azure's messages name it."""
    return f"virtualNetworks/{network}/virtualNetworkPeerings/{peering}"


def network_id(network: str) -> str:
    """A virtual network as Azure's messages name it."""
    return f"virtualNetworks/{network}"
