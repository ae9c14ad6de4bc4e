"""What a design leaves unsaid about an appliance and its routes give away: a second interface, a tunnel to another."""

from app.engine.forwarding import Address
from app.engine.forwarding_atlas import DEFAULT_LIKE, Atlas
from app.engine.homes import peerings_up
from app.engine.network import Appliance, Subnet, VirtualNetwork

PLATFORM = ("GatewaySubnet", "RouteServerSubnet", "VirtualNetworkApplianceSubnet")


def overlay_to(atlas: Atlas, appliance: Appliance, target: Address) -> Appliance | None:
    """RS-60: the appliance that must be at the far end of a tunnel.

    An appliance that lists a prefix which no router told it, of a VNet that its own network does not reach, knows it
    from an appliance beside that VNet, if that one in turn lists what lies on this side.
    """
    if appliance.path not in atlas.announcers(target):
        return None
    near = appliance.subnet.partition("/")[0]
    around = {near} | {h.remote for h in peerings_up(atlas.network, atlas.network.virtual_networks[near], atlas.down)}
    for vnet in atlas.vnets_with(target):
        far = {vnet.name, _feeder(atlas, vnet)}
        if around.isdisjoint(far):
            for other in atlas.network.appliances.values():
                home = other.subnet.partition("/")[0]
                if home in far and home not in around and atlas.up(other.path) and _lists_side_of(atlas, other, near):
                    return other
    return None


def _feeder(atlas: Atlas, vnet: VirtualNetwork) -> str:
    feed = atlas.result.feed(vnet)
    return feed.name if feed is not None else vnet.name


def _lists_side_of(atlas: Atlas, appliance: Appliance, home: str) -> bool:
    listed = (Address("", p.value, p.version) for p in appliance.advertised if p.length >= DEFAULT_LIKE)
    return any(home in (v.name, _feeder(atlas, v)) for address in listed for v in atlas.vnets_with(address))


def outside_of(atlas: Atlas, appliance: Appliance, target: Address) -> Subnet | None:
    """RS-41: the subnet by which an appliance with a default route reaches the Internet if its own leads back to it.

    It is the subnet of its VNet in which nothing stands and whose route table sends the address to the Internet.
    """
    result = atlas.result
    if not any(target.within(p) for p in atlas.default_lists[appliance.name]):
        return None
    vnet, own = result.find_subnet(appliance.subnet)
    row = result.table(vnet, own).lookup(target.text)
    if row is None or not row.next_hop_ips or not set(row.next_hop_ips) <= set(appliance.addresses):
        return None
    for subnet in vnet.subnets:
        if subnet.route_table is None or subnet.at in atlas.occupied or subnet.name.startswith(("Azure", *PLATFORM)):
            continue
        way = result.table(vnet, subnet).lookup(target.text)
        if way is not None and (way.source, way.next_hop_type) == ("User", "Internet"):
            return subnet
    return None
