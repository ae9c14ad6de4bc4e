"""A packet in a Virtual WAN hub: the router follows the table of the sender, the firewall everything known.

Knows nothing of subnets' tables; what a path means in a hub's table is asked of the hub's routes.
"""

from app.engine.bgp import PathAttributes
from app.engine.forwarding import Address, Exit, Hop, Packet, Place, Step, arrived, is_public, lost, onward
from app.engine.forwarding_atlas import Atlas
from app.engine.forwarding_vnet import at_address, deliver
from app.engine.hub_routes import CIRCUIT, INTERNET, NETWORK, P2S, PEER, REMOTE, VPN
from app.engine.network import Firewall, HubConnection, VirtualHub
from app.engine.prefix import BITS, Prefix, contains


def at_hub(atlas: Atlas, place: Place, packet: Packet) -> Step:
    """VW-06, VW-11: the hub's router forwards by the table of the connection that the packet came over."""
    hub = atlas.network.hubs[place.key.split("/")[1]]
    label = hub.name if place.key == hub.path else f"{hub.name} ({place.key.rpartition('/')[2]})"
    if not atlas.up(hub.path):
        return Step(hub.path, label, (lost("VW-06", f"{hub.name} is down."),))
    exits = _exits(atlas, hub, place.key, packet.target)
    if not exits:
        words = f"The table has no route to {packet.target.text}."
        exits = (_own_range(hub, place, packet.target) or lost("VW-96", words),)
    return Step(hub.path, label, exits)


def _own_range(hub: VirtualHub, place: Place, target: Address) -> Exit | None:
    if not target.within(hub.address_prefix):
        return None
    end = Hop(hub.path, hub.name, None, "VW-02", "Delivered.")
    return arrived("VW-02", f"An address of the hub {hub.name}.", end, place)


def at_hub_firewall(atlas: Atlas, firewall: Firewall, packet: Packet) -> Step:
    """RI-06, RI-12: a hub's firewall forwards by everything that the hub knows, public addresses to the Internet."""
    hub = atlas.network.hubs[firewall.virtual_hub or ""]
    if not atlas.up(firewall.path) or not atlas.up(hub.path):
        return Step(firewall.path, firewall.name, (lost("H-45", f"{firewall.name} is down."),))
    exits = _exits(atlas, hub, hub.path, packet.target)
    if not exits and is_public(packet.target):
        exits = (_internet(),)
    if not exits:
        words = f"{firewall.name} has no route to {packet.target.text}."
        exits = (_own_range(hub, Place("firewall", firewall.name), packet.target) or lost("RI-06", words),)
    return Step(firewall.path, firewall.name, exits)


def _internet() -> Exit:
    return arrived("VW-70", "Out to the Internet.", Hop("internet", "Internet", None, "VW-70", "The Internet."), None)


def _exits(atlas: Atlas, hub: VirtualHub, speaker: str, target: Address) -> tuple[Exit, ...]:
    found = atlas.best(speaker, target)
    if found is None:
        return ()
    shift = BITS[target.version] - found[0]
    prefix = Prefix(target.value >> shift << shift, found[0], target.version)
    exits = [way for path in found[1].shared for way in _by_path(atlas, hub, prefix, path, target)]
    return tuple(dict.fromkeys(exits))


def _by_path(atlas: Atlas, hub: VirtualHub, prefix: Prefix, path: PathAttributes, target: Address) -> list[Exit]:
    kind, hop, origin = atlas.result.hubs.meaning(hub, prefix, path)
    name = hop.partition("/")[2]
    if kind == NETWORK:
        connection = atlas.network.hub_connections[name]
        return _into_network(atlas, hub, connection, target, statics_only=path.kind != "vnet")
    if kind == PEER:
        return _to_peer(atlas, hub, origin, path)
    if kind == REMOTE:
        return [_to_hub(atlas, atlas.network.hubs[name])]
    if kind in (VPN, P2S):
        return [onward("VW-06", f"To the gateway {name}.", Place("gateway", path.source or ""), hop)]
    if kind == CIRCUIT:
        edge = atlas.edges.get(path.next_hop or "")
        place = Place("edge", edge) if edge else Place("gateway", path.source or "")
        return [onward("VW-06", "To the Microsoft edge.", place, hop)]
    if kind == INTERNET:
        return [_internet()]
    return [onward("VW-16", f"To the firewall {name}.", Place("firewall", name), hop)]


def _to_hub(atlas: Atlas, remote: VirtualHub) -> Exit:
    """RI-12: a hub with a private policy has its own firewall look at what other hubs send."""
    words = f"To the hub {remote.name}."
    if remote.private_policy in atlas.network.firewalls:
        return onward("RI-12", words, Place("firewall", remote.private_policy or ""), remote.path)
    return onward("VW-40", words, Place("hub", remote.path), remote.path)


def _to_peer(atlas: Atlas, hub: VirtualHub, peer_path: str, path: PathAttributes) -> list[Exit]:
    peer = next(p for p in hub.peers if p.path == peer_path)
    connection = atlas.network.hub_connections[peer.connection]
    text = path.next_hop or peer.peer_ip
    return [way.over(connection.path) for way in at_address(atlas, connection.virtual_network, Address.of(text))]


def _into_network(
    atlas: Atlas, hub: VirtualHub, connection: HubConnection, target: Address, *, statics_only: bool
) -> list[Exit]:
    """VW-18, VW-24: a connection's static route takes a packet to its next hop in the VNet; else it is delivered."""
    own = any(target.within(p) for p in atlas.network.virtual_networks[connection.virtual_network].address_space)
    equal_only = connection.routing.override_equal_only or hub.private_policy is not None
    found = [(p, hop) for prefixes, hop in connection.routing.statics for p in prefixes if target.within(p)]
    if own and not statics_only:
        found = [(p, hop) for p, hop in found if p.length and _overrides(atlas, connection, p, equal_only=equal_only)]
    if found:
        _, text = max(found, key=lambda pair: pair[0].length)
        ways = at_address(atlas, connection.virtual_network, Address.of(text))
        return [way.over(connection.path) for way in ways]
    if not own:
        return [lost("VW-18", f"{connection.name} has no static route for {target.text}.")]
    return [deliver(atlas, connection.virtual_network, target, "VW-06", connection.path)]


def _overrides(atlas: Atlas, connection: HubConnection, prefix: Prefix, *, equal_only: bool) -> bool:
    space = atlas.network.virtual_networks[connection.virtual_network].address_space
    return prefix in space if equal_only else any(contains(prefix, p) for p in space)
