"""A packet inside Azure's VNets: a subnet's table decides, peerings let it pass or not, next hops are looked up.

Knows nothing of what lies behind gateways; those are places that other steps handle.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from app.engine.forwarding import Address, Exit, Hop, Packet, Place, Step, arrived, is_public, lost, onward, unsure
from app.engine.forwarding_atlas import Atlas, Resident
from app.engine.network import Appliance, Subnet, VirtualNetwork
from app.engine.prefix import BadPrefix
from app.engine.result import Result
from app.engine.rows import Row
from app.engine.tables import SubnetTable


class Leaving(NamedTuple):
    """A packet that leaves an interface of a subnet."""

    atlas: Atlas
    vnet: VirtualNetwork
    subnet: Subnet
    table: SubnetTable
    place: Place
    packet: Packet

    @property
    def result(self) -> Result:
        """The computed routing."""
        return self.atlas.result


def leave_subnet(atlas: Atlas, place: Place, packet: Packet) -> Step:
    """B-20: the effective table of the sender's subnet decides."""
    vnet, subnet, table = _table(atlas, place)
    leaving = Leaving(atlas, vnet, subnet, table, place, packet)
    row = table.find(packet.target.value, packet.target.version)
    at = place.holder or subnet.path
    label = subnet.at if at == subnet.path else f"{at.partition('/')[2]} ({subnet.at})"
    if row is None:
        return Step(at, label, (lost("B-20", f"No row of {subnet.at} covers {packet.target.text}."),))
    return Step(at, label, tuple(EXITS[row.next_hop_type](leaving, row)), row)


def _table(atlas: Atlas, place: Place) -> tuple[VirtualNetwork, Subnet, SubnetTable]:
    """The subnet's table. A-43: without network policies a private endpoint does not heed its subnet's route table."""
    endpoint = place.holder.startswith("privateEndpoints/")
    found = atlas.tables.get((place.key, endpoint))
    if found is None:
        vnet, subnet = atlas.result.find_subnet(place.key)
        heeds = not endpoint or subnet.private_endpoint_network_policies in ("Enabled", "RouteTableEnabled")
        table = atlas.result.table(vnet, subnet if heeds else replace(subnet, route_table=None))
        found = atlas.tables[place.key, endpoint] = (vnet, subnet, table)
    return found


def _local(leaving: Leaving, row: Row) -> list[Exit]:
    rule = row.rules[0] if row.source == "Default" else "B-20"
    return [deliver(leaving.atlas, leaving.vnet.name, leaving.packet.target, rule)]


def _peered(leaving: Leaving, row: Row) -> list[Exit]:
    if row.remote is None:
        return [_into_hub(leaving)]
    refused, via = cross(leaving, row.remote)
    return [refused or deliver(leaving.atlas, row.remote, leaving.packet.target, row.rules[0], via)]


def _into_hub(leaving: Leaving) -> Exit:
    """VW-95: an address of the hub itself."""
    router = leaving.atlas.router_for(leaving.vnet.name)
    if router is None:
        return lost("VW-95", "The connection with the hub is down.")
    hub, connection, table = router
    end = Hop(f"virtualHubs/{hub}", hub, None, "VW-95", "Delivered.")
    return arrived("VW-95", f"An address of the hub {hub}.", end, Place("hub", table), connection)


def _endpoint(leaving: Leaving, row: Row) -> list[Exit]:
    endpoint = leaving.atlas.network.private_endpoints[(row.origin or "").partition("/")[2]]
    remote = endpoint.subnet.partition("/")[0]
    refused, via = cross(leaving, remote)
    return [refused or deliver(leaving.atlas, remote, leaving.packet.target, "A-42", via)]


def _appliance(leaving: Leaving, row: Row) -> list[Exit]:
    return [way for text in row.next_hop_ips for way in hand_over(leaving, text)]


def _gateway(leaving: Leaving, row: Row) -> list[Exit]:
    if not row.next_hop_ips:
        return [_user_gateway(leaving)]
    atlas, exits = leaving.atlas, list[Exit]()
    for text in row.next_hop_ips:
        if text in atlas.edges:
            words = f"{row.address_prefix} goes straight to the Microsoft edge."
            exits.append(onward("E-22", words, Place("edge", atlas.edges[text]), row.connection))
        elif text in atlas.gateways:
            exits.append(_to_gateway(leaving, atlas.gateways[text], row.address_prefix))
        elif text in atlas.hub_addresses:
            exits.append(_to_hub(leaving, atlas.hub_addresses[text], row.address_prefix))
        else:
            exits += hand_over(leaving, text)
    return exits


def _to_gateway(leaving: Leaving, speaker_id: str, prefix: str) -> Exit:
    speaker = leaving.result.fabric.speakers[speaker_id]
    gateway = leaving.atlas.network.gateways[speaker.owner.partition("/")[2]]
    rule = "D-03" if gateway.active_active else "D-02"
    return onward(
        rule,
        f"{prefix} goes to the gateway {gateway.name}.",
        Place("gateway", speaker_id),
        _half(leaving, speaker.home),
    )


def _to_hub(leaving: Leaving, firewall: str | None, prefix: str) -> Exit:
    """VW-06, RI-07: to the hub's firewall, or to its router, where the table of the VNet's connection decides."""
    router = leaving.atlas.router_for(leaving.vnet.name)
    if router is None:
        return lost("VW-96", "The connection with the hub is down.")
    hub, connection, table = router
    if firewall is not None:
        return onward("RI-07", f"{prefix} goes to the firewall {firewall}.", Place("firewall", firewall), connection)
    return onward("VW-06", f"{prefix} goes to the router of the hub {hub}.", Place("hub", table), connection)


def _half(leaving: Leaving, remote: str | None) -> str | None:
    """The peering, or the connection with a hub, over which the VNet uses another's gateway."""
    if remote is not None and remote.startswith("virtualHubs/"):
        router = leaving.atlas.router_for(leaving.vnet.name)
        return router[1] if router else None
    halves = leaving.atlas.peering(leaving.vnet.name, remote) if remote is not None else None
    return halves[0].path if halves else None


def _user_gateway(leaving: Leaving) -> Exit:
    """B-10: a user route to the gateway means the VPN gateway of the VNet, or the one it uses across a peering."""
    feed = leaving.result.feed(leaving.vnet)
    gateways = [
        g for g in leaving.atlas.network.gateways.values() if feed is not None and g.virtual_network == feed.name
    ]
    if any(not g.is_vpn for g in gateways):
        return lost("B-10", "A user route to the gateway does not work with an ExpressRoute gateway.")
    for gateway in gateways:
        for speaker in leaving.result.instances(gateway.path):
            return onward(
                "B-10",
                f"To the VPN gateway {gateway.name}.",
                Place("gateway", speaker.id),
                _half(leaving, speaker.home),
            )
    return lost("B-10", "There is no VPN gateway to send to.")


def _internet(leaving: Leaving, row: Row) -> list[Exit]:
    target, holder = leaving.packet.target, leaving.place.holder
    owner = leaving.atlas.whereabouts(target) or next(iter(leaving.atlas.announcers(target)), None)
    if not is_public(target):
        return [lost("A-03", f"{target.text} is a private address; the Internet does not route it.")]
    if owner is not None:
        return [lost("A-03", f"{target.text} belongs to {owner}; the Internet does not lead there.")]
    if holder.startswith("virtualNetworkGateways/"):
        return [lost("D-55", "A gateway does not translate addresses for the Internet.")]
    passes = holder.startswith(("networkVirtualAppliances/", "azureFirewalls/"))
    if not (passes or leaving.subnet.default_outbound_access or leaving.subnet.nat_gateway):
        return [lost("I-04", f"{leaving.subnet.at} has no outbound access of its own.")]
    return [arrived("A-03", "Out to the Internet.", Hop("internet", "Internet", None, "A-03", "The Internet."), None)]


def _dropped(leaving: Leaving, row: Row) -> list[Exit]:
    return [lost(row.rules[-1] if row.rules else "B-20", f"{row.address_prefix} has next hop None.")]


EXITS: Mapping[str, Callable[[Leaving, Row], list[Exit]]] = {
    "VnetLocal": _local,
    "VNetPeering": _peered,
    "VNetGlobalPeering": _peered,
    "ConnectedGroup": _peered,
    "InterfaceEndpoint": _endpoint,
    "VirtualAppliance": _appliance,
    "VirtualNetworkGateway": _gateway,
    "Internet": _internet,
    "None": _dropped,
}


def cross(leaving: Leaving, remote: str) -> tuple[Exit | None, str | None]:
    """A-12, A-13, C-42: the refusal of a peering, or None with the half over which the packet goes."""
    network, vnet, packet = leaving.atlas.network, leaving.vnet, leaving.packet
    if remote == vnet.name:
        return None, None
    halves = leaving.atlas.peering(vnet.name, remote)
    if halves is None:
        group = next((g for g in network.connected_groups.values() if {vnet.name, remote} <= set(g.members)), None)
        return (
            (None, group.path) if group else (lost("C-01", f"{vnet.name} has no working peering with {remote}."), None)
        )
    half, twin = halves
    if twin is None or not (half.allow_virtual_network_access and twin.allow_virtual_network_access):
        return lost("A-12", f"The peering with {remote} does not allow virtual network access."), half.path
    if not half.complete and leaving.subnet.name not in half.local_subnets:
        return lost("C-42", f"{leaving.subnet.at} does not take part in the subnet peering with {remote}."), half.path
    source = packet.source
    if source is None or twin.allow_forwarded_traffic or any(source.within(p) for p in vnet.address_space):
        return None, half.path
    feed = leaving.result.feed(network.virtual_networks[remote]) if twin.use_remote_gateways else None
    if feed is not None and feed.routes.covers(source.value, source.version):
        return None, half.path
    return lost("A-13", f"{remote} does not accept traffic forwarded by {vnet.name} for {source.text}."), half.path


def deliver(atlas: Atlas, vnet: str, target: Address, rule: str, via: str | None = None) -> Exit:
    """The end of the way inside a VNet."""
    residents = atlas.residents(vnet, target)
    if residents:
        resident = next((r for r in residents if atlas.up(r.path)), None)
        if resident is None:
            return lost("H-45", f"{residents[0].label} is down.")
        end = Hop(resident.path, resident.label, None, rule, "Delivered.")
        return arrived(rule, f"Direct to {resident.label}.", end, _home(resident), via)
    subnet = atlas.subnet(vnet, target)
    if subnet is None:
        return lost(rule, f"No subnet of {vnet} contains {target.text}.")
    end = Hop(subnet.path, subnet.at, None, rule, "Delivered.")
    return arrived(rule, f"Direct to {subnet.at}.", end, Place("subnet", subnet.at, subnet.path), via)


def _home(resident: Resident) -> Place:
    if resident.kind in ("machine", "endpoint", "routeserver"):
        return Place("subnet", resident.subnet or "", resident.path, own=True)
    return Place(resident.kind, resident.key, own=True)


def hand_over(leaving: Leaving, text: str) -> list[Exit]:
    """B-06: to the appliance, firewall or load balancer that has a next hop address in the own or a peered VNet."""
    try:
        address = Address.of(text)
    except BadPrefix:
        return [unsure("B-06", f"Where {text} is, the design does not say.")]
    route = leaving.table.system.table.lookup(address.value, address.version)
    if route is None:
        return [lost("B-06", f"The next hop {text} is neither in {leaving.vnet.name} nor in a peered network.")]
    vnet = leaving.vnet.name if route[1].next_hop_type == "VnetLocal" else route[1].remote
    if vnet is None:
        return [lost("B-06", f"The next hop {text} lies in a virtual hub, where user routes do not lead.")]
    refused, via = cross(leaving, vnet)
    if refused is not None:
        return [refused]
    return [way.over(via) for way in at_address(leaving.atlas, vnet, address)]


def at_address(atlas: Atlas, vnet: str, address: Address) -> list[Exit]:
    """To whatever forwards at an address of a VNet."""
    known = atlas.forwarding.get((vnet, address))
    if known is None:
        residents = atlas.residents(vnet, address)
        known = _taken_by(atlas, residents, address) if residents else _unclaimed(atlas, vnet, address)
        atlas.forwarding[vnet, address] = known
    return known


def _taken_by(atlas: Atlas, residents: list[Resident], address: Address) -> list[Exit]:
    resident = residents[0]
    if resident.kind in ("machine", "endpoint"):
        return [lost("G-01", f"{resident.label} at {address.text} does not forward.")]
    if resident.kind == "routeserver":
        return [
            onward(
                "RS-39",
                f"{address.text} is the Route Server {resident.label}.",
                Place("subnet", resident.subnet or "", resident.path),
            )
        ]
    if resident.kind != "appliance":
        return [onward("B-06", f"Next hop {address.text}: {resident.label}.", Place(resident.kind, resident.key))]
    appliances = {atlas.result.fabric.owner(r.path): atlas.network.appliances[r.key] for r in residents}
    direct = [a for a in appliances.values() if address.text in a.addresses]
    if direct:
        return [to_appliance(atlas, a, "B-06", f"Next hop {address.text}: {a.name}.") for a in direct]
    members = [b for a in appliances.values() for b in backends(atlas, a)]
    return _balanced(atlas, members, "G-02", f"{address.text} is the load balancer in front of")


def backends(atlas: Atlas, appliance: Appliance) -> list[Appliance]:
    """The appliances behind a load balancer's frontend: those it names, else the one that carries it."""
    wanted = set(appliance.backends)
    return [a for a in atlas.network.appliances.values() if wanted.intersection(a.addresses)] or [appliance]


def _balanced(atlas: Atlas, members: list[Appliance], rule: str, words: str) -> list[Exit]:
    """G-02: a load balancer's probe leaves out what is down."""
    working = [a for a in members if atlas.up(a.path)]
    if not working:
        return [lost("B-08", f"{words} {', '.join(a.name for a in members)}, and all are down.")]
    return [to_appliance(atlas, a, rule, f"{words} {a.name}.") for a in working]


def to_appliance(atlas: Atlas, appliance: Appliance, rule: str, sentence: str) -> Exit:
    """On to an appliance that runs, or lost at one that does not."""
    if not atlas.up(appliance.path):
        return lost("B-08", f"{appliance.name} is down.")
    return onward(rule, sentence, Place("appliance", appliance.name))


def _unclaimed(atlas: Atlas, vnet: str, address: Address) -> list[Exit]:
    """H-45: nothing in the design has the next hop address; what stands in its subnet tells what it must be."""
    network, subnet = atlas.network, atlas.subnet(vnet, address)
    if subnet is None:
        return [lost("H-45", f"No subnet of {vnet} contains the next hop {address.text}.")]
    if subnet.name == "GatewaySubnet":
        here = [g for g in network.gateways.values() if g.virtual_network == vnet]
        for gateway in sorted(here, key=lambda g: not g.is_vpn):
            for speaker in atlas.result.instances(gateway.path):
                return [
                    onward("B-43", f"{address.text} is an address of {gateway.name}.", Place("gateway", speaker.id))
                ]
    if subnet.name == "AzureFirewallSubnet":
        for firewall in network.firewalls.values():
            if firewall.virtual_network == vnet:
                return [
                    onward(
                        "G-15", f"{address.text} is an address of {firewall.name}.", Place("firewall", firewall.name)
                    )
                ]
    members = atlas.appliances_in(subnet.at)
    if members:
        return _balanced(atlas, members, "G-02", f"Nothing has {address.text}; taken as the load balancer in front of")
    return [unsure("H-45", f"Nothing in the design has the next hop {address.text}.")]
