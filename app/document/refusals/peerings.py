"""Refusals of virtual network peerings: overlaps, flags that need the other side, states, counts."""

from collections.abc import Iterator

from app.document.refusals.finding import Design, Finding, network_id, peering_id, refused
from app.document.refusals.spans import clashes, overlaps
from app.document.schema import Peering, VirtualNetwork

MOST_PEERINGS = 500
MOST_SUBNETS = 200


def peering_refusals(design: Design) -> Iterator[Finding]:
    """Everything that is wrong with the peerings of each network."""
    for network in design.topology.virtual_networks:
        for peering in network.peerings:
            yield from _overlap(design, network, peering)
            yield from _disconnected(design, network, peering)
            yield from _remote_gateway(design, network, peering)
            yield from _subnet_peering(network, peering)
        yield from _second(network)
        yield from _neighbours(design, network)
        if len(network.peerings) > MOST_PEERINGS:
            yield refused(
                "H-09",
                f"virtualNetworks/{network.name}/peerings",
                f"{network.name} has {len(network.peerings)} peerings; a network may have {MOST_PEERINGS}.",
                kind="limit",
            )


def _path(network: VirtualNetwork, peering: Peering) -> str:
    return f"virtualNetworks/{network.name}/peerings/{peering.name}"


def _overlap(design: Design, network: VirtualNetwork, peering: Peering) -> Iterator[Finding]:
    remote = design.networks[peering.remote_virtual_network]
    twin = design.peering_to(remote.name, network.name)
    if twin and remote.name < network.name:
        return  # said at the other half
    shared = _shared(network, remote, peering, twin)
    if shared:
        listed = ", ".join(prefix for pair in shared for prefix in dict.fromkeys(pair))
        whole = peering.peer_complete_vnets
        yield refused(
            "H-01",
            _path(network, peering),
            f"{network.name} and {remote.name} share addresses ({' and '.join(dict.fromkeys(shared[0]))}"
            f"{'' if whole else ' in a subnet that takes part in the peering'}), so they cannot be peered.",
            code="VnetAddressSpacesOverlap",
            message=f"Cannot create or update peering {peering_id(network.name, peering.name)}. Virtual networks "
            f"{network_id(network.name)} and {network_id(remote.name)} cannot be peered because their address spaces "
            f"overlap. Overlapping address prefixes: {listed}",
        )


def _shared(
    network: VirtualNetwork, remote: VirtualNetwork, peering: Peering, twin: Peering | None
) -> list[tuple[str, str]]:
    """Whole networks are compared by address space; with subnet peering the subnets that take part, with all others."""
    if peering.peer_complete_vnets:
        return overlaps(network.address_space, remote.address_space)
    ours = {*peering.local_subnet_names, *(twin.remote_subnet_names if twin else ())}
    theirs = {*peering.remote_subnet_names, *(twin.local_subnet_names if twin else ())}
    found = overlaps(_prefixes(network, ours), _prefixes(remote, None))
    found += [(a, b) for b, a in overlaps(_prefixes(remote, theirs), _prefixes(network, None))]
    return list(dict.fromkeys(found))


def _prefixes(network: VirtualNetwork, names: set[str] | None) -> list[str]:
    return [p for subnet in network.subnets if names is None or subnet.name in names for p in subnet.address_prefixes]


def _neighbours(design: Design, network: VirtualNetwork) -> Iterator[Finding]:
    """Networks that overlap each other cannot both be peered with this one."""
    whole = {p.remote_virtual_network: p for p in network.peerings if p.peer_complete_vnets}
    owned = ((name, prefix) for name in whole for prefix in design.networks[name].address_space)
    for clash in clashes(owned):
        later = design.peering_to(clash.other, network.name)
        peering = peering_id(clash.other, later.name) if later else peering_id(network.name, whole[clash.other].name)
        yield refused(
            "H-02",
            _path(network, whole[clash.other]),
            f"{clash.other} overlaps {clash.owner} ({clash.prefix}), which {network.name} is already peered with.",
            code="VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",
            message=f"Cannot create or update peering {peering}. Virtual networks {network_id(clash.other)} and "
            f"{network_id(network.name)} cannot be peered because address space of the first virtual network overlaps "
            f"with address space of virtual network {network_id(clash.owner)} already peered with the second virtual "
            f"network. Overlapping address prefixes: {clash.other_prefix}.",
        )


def _second(network: VirtualNetwork) -> Iterator[Finding]:
    seen: dict[str, Peering] = {}
    for peering in network.peerings:
        first = seen.setdefault(peering.remote_virtual_network, peering)
        if first is not peering:
            yield refused(
                "H-03",
                _path(network, peering),
                f"{network.name} already has the peering {first.name} with {peering.remote_virtual_network}.",
                code="AnotherPeeringAlreadyReferencesRemoteVnet",
                message=f"Peering {peering_id(network.name, first.name)} already references remote virtual network "
                f"Id: {network_id(peering.remote_virtual_network)}.",
            )


def _disconnected(design: Design, network: VirtualNetwork, peering: Peering) -> Iterator[Finding]:
    remote = peering.remote_virtual_network
    twin = design.peering_to(remote, network.name)
    if twin and twin.peering_state == "Disconnected" and peering.peering_state != "Disconnected":
        yield refused(
            "H-04",
            _path(network, peering),
            f"The half on {remote} is Disconnected; update or create it again first.",
            code="RemotePeeringIsDisconnected",
            message=f"Cannot create or update peering {peering_id(network.name, peering.name)} because remote peering "
            f"{peering_id(remote, twin.name)} referencing parent virtual network {network_id(network.name)} is in "
            "Disconnected state. Update or re-create the remote peering to get it back to Initiated state. Peering "
            "gets Disconnected when remote vnet or remote peering is deleted and re-created.",
        )


def _remote_gateway(design: Design, network: VirtualNetwork, peering: Peering) -> Iterator[Finding]:
    if not peering.use_remote_gateways:
        return
    remote, path = peering.remote_virtual_network, _path(network, peering)
    here = peering_id(network.name, peering.name)
    if not design.has_gateway(remote):
        yield refused(
            "H-05",
            path,
            f"{remote} has neither a gateway nor a Route Server that {network.name} could use.",
            code="RemoteVnetHasNoGateways",
            message=f"Peering {here} cannot have UseRemoteGateway flag set to true because remote virtual network "
            f"{network_id(remote)} referenced by the peering does not have any gateways.",
        )
    twin = design.peering_to(remote, network.name)
    if twin and not twin.allow_gateway_transit:
        yield refused(
            "H-06",
            path,
            f"{twin.name} on {remote} does not allow gateway transit.",
            message=f"Peering {here} cannot have UseRemoteGateways flag set to true, because corresponding remote "
            f"peering {peering_id(remote, twin.name)} has AllowGatewayTransit flag set to false.",
        )
    first = next(p for p in network.peerings if p.use_remote_gateways)
    if first is not peering:
        yield refused(
            "H-07",
            path,
            f"{network.name} already uses the gateway of {first.remote_virtual_network}.",
            message=f"Failed to add virtual network peering '{peering.name}'. Error: Peering {here} cannot have "
            "UseRemoteGateways flag set to true, because another peering "
            f"{peering_id(network.name, first.name)} already has UseRemoteGateways flag set to true.",
        )
    if design.has_gateway(network.name):
        yield refused(
            "H-08",
            path,
            f"{network.name} has a gateway or Route Server of its own and cannot use the one of {remote}: the portal "
            'disables "Use the remote virtual network\'s gateway".',
        )


def _subnet_peering(network: VirtualNetwork, peering: Peering) -> Iterator[Finding]:
    for side, names in (("local", peering.local_subnet_names), ("remote", peering.remote_subnet_names)):
        if len(names) > MOST_SUBNETS:
            yield refused(
                "H-14",
                _path(network, peering),
                f"{len(names)} {side} subnets take part in the peering; {MOST_SUBNETS} may.",
                kind="limit",
            )
