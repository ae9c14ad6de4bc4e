"""Refusals of Virtual WAN hubs: what may be connected, associated, peered and routed."""

from collections.abc import Iterator

from app.document.refusals.finding import Design, Finding, network_id, refused
from app.document.refusals.routeservers import asn_refusal
from app.document.refusals.spans import clashes, overlaps
from app.document.schema import RoutingConfiguration, VirtualHub

DEFAULT_TABLE = "defaultRouteTable"
BUILT_IN = {DEFAULT_TABLE, "noneRouteTable"}
SMALLEST_HUB = 24


def hub_refusals(design: Design) -> Iterator[Finding]:
    """Everything that is wrong with the hubs and what is connected to them."""
    for hub in design.topology.virtual_hubs:
        yield from _prefix(design, hub)
        yield from _destinations(hub)
        yield from _peers(hub)
        yield from _intent(design, hub)
    yield from _networks(design)
    yield from _branches(design)


def _prefix(design: Design, hub: VirtualHub) -> Iterator[Finding]:
    path = f"virtualHubs/{hub.name}/addressPrefix"
    if hub.address_prefix == "*":
        return
    if int(hub.address_prefix.partition("/")[2]) > SMALLEST_HUB:
        yield refused("VW-02", path, f"{hub.name} has {hub.address_prefix}; a hub needs a /24 or larger.")
    for connection in design.topology.hub_virtual_network_connections:
        network = design.networks[connection.remote_virtual_network]
        if connection.virtual_hub == hub.name and overlaps([hub.address_prefix], network.address_space):
            sentence = f"{hub.name} ({hub.address_prefix}) overlaps {network.name}, which is connected to it."
            yield refused("VW-04", path, sentence)


def _destinations(hub: VirtualHub) -> Iterator[Finding]:
    for table in hub.route_tables:
        owner: dict[str, str] = {}
        for route in table.routes:
            for destination in route.destinations:
                first = owner.setdefault(destination, route.name)
                if first != route.name:
                    yield refused(
                        "VW-16",
                        f"virtualHubs/{hub.name}/routeTables/{table.name}/routes/{route.name}",
                        f"{destination} is already a destination of {first} in {table.name}.",
                        code="DuplicateDestinations",
                    )


def _peers(hub: VirtualHub) -> Iterator[Finding]:
    for peer in hub.bgp_peers:
        path = f"virtualHubs/{hub.name}/bgpPeers/{peer.name}"
        if peer.connection is None:
            yield refused(
                "ERR-04",
                path,
                f"{peer.name} names no connection; its virtual network must be connected to {hub.name} first.",
                code="HubBgpConnectionMustReferenceFullyProvisionedHubVirtualNetworkConnection",
            )
        yield from asn_refusal(peer.peer_asn, peer.name, f"{path}/peerAsn", "VW-80")


def _intent(design: Design, hub: VirtualHub) -> Iterator[Finding]:
    intent = hub.routing_intent
    if intent is None or (intent.private_traffic is None and intent.internet_traffic is None):
        return
    for table in hub.route_tables:
        path = f"virtualHubs/{hub.name}/routeTables/{table.name}"
        if table.name not in BUILT_IN:
            yield refused(
                "RI-02", path, f"{hub.name} has routing intent, which does not go with the table {table.name}."
            )
        for route in table.routes:
            if route.next_hop in design.hub_connections:
                sentence = f"{hub.name} has routing intent, which does not go with a static route to {route.next_hop}."
                yield refused("RI-02", f"{path}/routes/{route.name}", sentence)


def _networks(design: Design) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for connection in design.topology.hub_virtual_network_connections:
        path, name = f"hubVirtualNetworkConnections/{connection.name}", connection.remote_virtual_network
        before = first.setdefault(name, connection.name)
        if before != connection.name:
            yield refused("VW-04", path, f"{name} is already connected to a hub by {before}.")
        if design.has_gateway(name):
            sentence = f"{name} has a gateway or Route Server of its own and cannot be connected to a hub."
            yield refused("VW-04", path, sentence)
    yield from _overlapping(design)


def _overlapping(design: Design) -> Iterator[Finding]:
    """Networks connected to hubs of one Virtual WAN must not overlap."""
    for wan in dict.fromkeys(hub.virtual_wan for hub in design.topology.virtual_hubs):
        members = [
            c for c in design.topology.hub_virtual_network_connections if design.hubs[c.virtual_hub].virtual_wan == wan
        ]
        by_network = {c.remote_virtual_network: c for c in members}
        for clash in clashes((n, prefix) for n in by_network for prefix in design.networks[n].address_space):
            later = by_network[clash.other]
            yield refused(
                "ERR-10",
                f"hubVirtualNetworkConnections/{later.name}",
                f"{clash.other} overlaps {clash.owner} ({clash.prefix}), which is already connected.",
                code="VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",
                message=f"Virtual networks {network_id(clash.other)} and {network_id(later.virtual_hub)} cannot be "
                "peered because address space of the first virtual network overlaps with address space of virtual "
                f"network {network_id(clash.owner)} already peered with the second virtual network. Overlapping "
                f"address prefixes: {clash.other_prefix}.",
            )


def _branches(design: Design) -> Iterator[Finding]:
    for connection in design.topology.connections:
        gateway = design.gateways[connection.virtual_network_gateway]
        if gateway.virtual_hub and connection.routing_configuration:
            yield from _branch(
                design, f"connections/{connection.name}", connection.name, gateway.virtual_hub,
                connection.routing_configuration,
            )  # fmt: skip
    for gateway in design.topology.virtual_network_gateways:
        if gateway.virtual_hub and gateway.routing_configuration:
            yield from _branch(
                design, f"virtualNetworkGateways/{gateway.name}", gateway.name, gateway.virtual_hub,
                gateway.routing_configuration,
            )  # fmt: skip


def _branch(design: Design, path: str, name: str, hub: str, routing: RoutingConfiguration) -> Iterator[Finding]:
    table = routing.associated_route_table
    if table.rpartition("/")[2] != DEFAULT_TABLE:
        yield refused(
            "VW-13",
            f"{path}/routingConfiguration/associatedRouteTable",
            f"{name} is a branch and can be associated with {DEFAULT_TABLE} only, not with {table}.",
            code="InvalidAssociatedRouteTable",
            message=f"The specified associated route table '{table}' for connection '{name}' is invalid 'Associated "
            "route table on branches can't be custom route table.'.",
        )
    intent = design.hubs[hub].routing_intent
    propagated = routing.propagated_route_tables
    names = {t.rpartition("/")[2] for t in propagated.names} if propagated else set()
    if intent and names - BUILT_IN:
        yield refused(
            "ERR-11",
            f"{path}/routingConfiguration",
            f"{hub} has routing intent; {name} takes no routing configuration of its own.",
            code="ConnectionRoutingConfigConflictsWithRoutingIntent",
        )
