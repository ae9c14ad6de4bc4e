"""A packet at a router: gateways, Microsoft edges, customer routers and appliances follow what they learned.

Each function is the step of one kind of place. Knows nothing of subnets' tables.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from app.engine.bgp import PathAttributes, Speaker
from app.engine.forwarding import Address, Exit, Hop, Packet, Place, Step, arrived, is_public, lost, onward, unsure
from app.engine.forwarding_atlas import Atlas
from app.engine.forwarding_hubs import at_hub_firewall
from app.engine.forwarding_inferred import outside_of, overlay_to
from app.engine.forwarding_vnet import to_appliance
from app.engine.hub_tables import default_table
from app.engine.lpm import PrefixTable
from app.engine.network import Appliance

T = TypeVar("T")
ExitOfPath = Callable[[Atlas, PathAttributes], Exit | None]


def via_of(atlas: Atlas, path: PathAttributes) -> str | None:
    """The document path of the connection or link over which a path was heard."""
    session = atlas.result.fabric.sessions.get(path.session or "")
    return session.via.partition("/tunnels/")[0] if session else path.entry


def to_premises(atlas: Atlas, owner: str, rule: str, sentence: str, via: str | None) -> Exit:
    """To a site's router, or to the appliance that is the same device."""
    name = (atlas.devices.get(owner) or owner).partition("networkVirtualAppliances/")[2]
    return onward(rule, sentence, Place("appliance", name) if name else Place("site", owner), via)


def _over(atlas: Atlas, path: PathAttributes, made: ExitOfPath) -> Exit | None:
    """The exit for a path, the same one for all paths that came over one session."""
    key = (made, path.source, path.session, path.entry)
    if key not in atlas.exits:
        atlas.exits[key] = made(atlas, path)
    return atlas.exits[key]


def _distinct(exits: Iterable[Exit]) -> tuple[Exit, ...]:
    """Exits to different places; the two instances of one gateway behind an edge count once."""
    kept: dict[object, Exit] = {}
    for way in exits:
        key = way.place.key.partition("/instances/")[0] if way.place and way.place.kind == "gateway" else way.place
        kept.setdefault(key or way, way)
    return tuple(kept.values())


def at_gateway(atlas: Atlas, place: Place, packet: Packet) -> Step:
    """D-40, D-07, B-43: into a tunnel if the instance learned one for the address, its own before its twin's; else the
    GatewaySubnet's table decides."""
    speaker = atlas.result.fabric.speakers.get(place.key)
    if speaker is None:
        return Step(place.key, place.key, (lost("H-45", "The gateway instance is down."),))
    _, name, _, instance, *_ = speaker.id.split("/")
    label = f"{name} instance {int(instance) + 1}"
    found = atlas.best(speaker.id, packet.target) if speaker.kind == "vpn" else None
    shared = found[1].shared if found else ()
    nearest = [p for p in shared if p.origin != "IBgp"] or shared
    exits = [_tunnel(atlas, speaker, path) or _inside(atlas, speaker) for path in nearest]
    if not exits:
        exits = [_default_site(atlas, speaker) or _inside(atlas, speaker)]
    return Step(speaker.owner, label, tuple(dict.fromkeys(exits)))


def _inside(atlas: Atlas, speaker: Speaker) -> Exit:
    """What leaves a gateway towards Azure, the same exit each time."""
    known = atlas.exits.get((_towards_azure, speaker.id))
    if known is None:
        known = atlas.exits[_towards_azure, speaker.id] = _towards_azure(atlas, speaker)
    return known


def _towards_azure(atlas: Atlas, speaker: Speaker) -> Exit:
    """By the GatewaySubnet's table, or by the default table of the gateway's hub (VW-13)."""
    hub = atlas.network.hubs.get((speaker.home or "").removeprefix("virtualHubs/"))
    if hub is not None:
        return onward("VW-13", f"Into the hub {hub.name}.", Place("hub", default_table(hub).path))
    vnet = atlas.network.virtual_networks.get(speaker.home or "")
    subnet = vnet.subnet("GatewaySubnet") if vnet else None
    if subnet is None:
        return unsure("B-43", "The design has no GatewaySubnet for this gateway.")
    return onward(
        "B-43", f"Inside the gateway the table of {subnet.at} decides.", Place("subnet", subnet.at, speaker.owner)
    )


def _tunnel(atlas: Atlas, speaker: Speaker, path: PathAttributes) -> Exit | None:
    """The exit for a path that leads into a tunnel, to the twin or to a client; None for one inside the VNet."""
    if path.source is None:
        return _configured(atlas, speaker, path)
    source, via = atlas.result.fabric.speakers[path.source], via_of(atlas, path)
    if source.kind == "vpn" and source.owner == speaker.owner:
        return onward("D-07", "The tunnel ends on the other instance.", Place("gateway", source.id))
    if source.kind == "vpn":
        return onward(
            "D-40", f"Through the tunnel to {source.owner.partition('/')[2]}.", Place("gateway", source.id), via
        )
    if source.kind in ("site", "appliance"):
        return to_premises(atlas, source.id, "D-40", f"Through the tunnel to {source.owner.partition('/')[2]}.", via)
    return None


def _configured(atlas: Atlas, speaker: Speaker, path: PathAttributes) -> Exit | None:
    """D-10, D-50: prefixes of a local network gateway, of a peer VNet without BGP, or of the client pool."""
    if path.kind == "p2s":
        name = speaker.owner.partition("/")[2]
        end = Hop(speaker.owner, f"{name} client", None, "D-50", "Delivered to the client.")
        return arrived("D-50", "To a point-to-site client.", end, Place("gateway", speaker.id, own=True))
    connection = (
        atlas.network.vpn_connections.get(path.entry.split("/")[1]) if path.entry.startswith("connections/") else None
    )
    if connection is None:
        return None
    if speaker.address not in connection.tunnels or not atlas.up(f"{connection.path}/tunnels/{speaker.address}"):
        return unsure("L-11", f"The tunnel of {connection.name} on this instance is down.")
    if connection.remote_site is not None:
        owner = atlas.router_of(connection.remote_site)
        return to_premises(atlas, owner, "D-10", f"Through the tunnel of {connection.name}.", connection.path)
    for far in atlas.result.instances(f"virtualNetworkGateways/{connection.remote_gateway}"):
        return onward("D-43", f"Through the tunnel of {connection.name}.", Place("gateway", far.id), connection.path)
    return lost("D-43", f"The gateway at the far end of {connection.name} is down.")


def _default_site(atlas: Atlas, speaker: Speaker) -> Exit | None:
    """D-60: with a default site, what the gateway has no route for goes there."""
    gateway = atlas.network.gateways[speaker.owner.partition("/")[2]]
    for connection in atlas.network.vpn_connections.values():
        remote = connection.remote_site
        if connection.gateway == gateway.name and remote is not None and remote.name == gateway.default_site:
            return to_premises(
                atlas, atlas.router_of(remote), "D-60", f"{remote.name} is the default site.", connection.path
            )
    return None


def at_edge(atlas: Atlas, place: Place, packet: Packet) -> Step:
    """E-22, E-50, E-46: a Microsoft edge sends to what told it the prefix: a gateway, before the customer who hands
    Azure's own prefix back; the customer; another circuit's edge."""
    speaker = atlas.result.fabric.speakers.get(place.key)
    path, _, link = place.key.partition("/links/")
    label = f"{path.partition('/')[2]} {link} (Microsoft edge)"
    if speaker is None or not atlas.up(path) or not atlas.up(place.key):
        return Step(path, label, (lost("E-22", "The circuit's link is down."),))
    if not atlas.up(f"{path}/provisioning"):
        return Step(path, label, (lost("F-23", "The circuit's provisioning failed; its routes stay all the same."),))
    found = atlas.best(speaker.id, packet.target)
    if found is None:
        return Step(path, label, (lost("E-40", f"The edge has no route to {packet.target.text}."),))
    speakers = atlas.result.fabric.speakers
    inward = [p for p in found[1].shared if speakers[p.source or ""].kind == "expressroute"]
    return Step(path, label, _distinct(_from_edge(atlas, p, path) for p in inward or found[1].shared))


def _from_edge(atlas: Atlas, path: PathAttributes, circuit: str) -> Exit:
    source = atlas.result.fabric.speakers[path.source or ""]
    if source.kind == "site":
        name = source.owner.removesuffix("/customer").partition("/")[2]
        return to_premises(atlas, source.id, "E-22", f"To the customer's router {name}.", circuit)
    if source.kind == "edge":
        return onward("E-62", "Over Global Reach to the other circuit.", Place("edge", source.id), source.owner)
    return onward(
        "B-43", f"To the gateway {source.owner.partition('/')[2]}.", Place("gateway", source.id), via_of(atlas, path)
    )


def at_site(atlas: Atlas, place: Place, packet: Packet) -> Step:
    """The customer's router: its own prefixes, what it learned, what it lists for Azure, static routes into tunnels."""
    owner = place.key
    label = owner.removesuffix("/customer").partition("/")[2]
    if not atlas.up(owner):
        return Step(owner, label, (lost("H-45", f"{label} is down."),))
    target, found = packet.target, atlas.best(owner, packet.target)
    candidates: list[tuple[int, int, tuple[Exit, ...]]] = []
    if found is not None:
        learned = dict.fromkeys([_over(atlas, path, _from_site) for path in found[1].shared])
        known = tuple(way for way in learned if way is not None)
        own = len(known) < len(learned)
        candidates.append((found[0], 2 if own else 1, () if own else known))
    if (listed := _nearest(atlas.listed.get(owner), target)) is not None:
        candidates.append((listed[0], 0, ()))
    if (static := _nearest(atlas.static_ways.get(owner), target)) is not None:
        length, (speaker, connection) = static
        words = f"{label} routes it into the tunnel of {connection}."
        way = onward("D-41", words, Place("gateway", speaker), f"connections/{connection}")
        candidates.append((length, -1, (way,)))
    if not candidates and is_public(target) and atlas.whereabouts(target) is None:
        words = f"Whether {label} has a way of its own to the Internet, the design does not say."
        return Step(owner, label, (unsure("D-41", words),))
    if not candidates:
        return Step(owner, label, (lost("D-41", f"{label} has no route to {target.text}."),))
    return Step(owner, label, max(candidates, key=lambda c: c[:2])[2] or (_on_premises(owner, label, target),))


def _on_premises(owner: str, label: str, target: Address) -> Exit:
    end = Hop(owner, label, None, "B-20", "Delivered.")
    return arrived("B-20", f"{target.text} is on the premises of {label}.", end, Place("site", owner))


def _nearest(table: PrefixTable[T] | None, target: Address) -> tuple[int, T] | None:
    return table.lookup(target.value, target.version) if table is not None else None


def _from_site(atlas: Atlas, path: PathAttributes) -> Exit | None:
    """The exit for a path that a site learned; None for a prefix of its own."""
    if path.source is None:
        return None
    source, via = atlas.result.fabric.speakers[path.source], via_of(atlas, path)
    name = source.owner.partition("/")[2]
    if source.kind == "edge":
        return onward("E-22", f"Over the circuit {name}.", Place("edge", source.id), source.owner)
    if source.kind == "vpn":
        return onward("D-40", f"Through the tunnel to {name}.", Place("gateway", source.id), via)
    return to_premises(atlas, source.id, "D-40", f"Over the customer's own link to {name}.", via)


def at_appliance(atlas: Atlas, place: Place, packet: Packet) -> Step:
    """G-01, RS-41, RS-60: learned overlays and tunnels come first, else the subnet's table decides."""
    appliance = atlas.network.appliances[place.key]
    path, label = appliance.path, appliance.name
    if not atlas.up(path):
        return Step(path, label, (lost("B-08", f"{label} is down."),))
    if packet.target.text in (*appliance.addresses, appliance.frontend):
        end = Hop(path, label, None, "A-01", "Delivered.")
        return Step(path, label, (arrived("A-01", "The appliance itself.", end, Place("appliance", label, own=True)),))
    if not place.own and appliance.drops:
        return Step(path, label, (lost("G-01", f"{label} drops what it should forward."),))
    refused = next((p for p in appliance.drops_to if not place.own and packet.target.within(p)), None)
    if refused is not None:
        return Step(path, label, (lost("G-01", f"{label} drops what goes to {refused}."),))
    if not place.own and not appliance.ip_forwarding:
        return Step(path, label, (lost("G-01", f"IP forwarding is off on {label}."),))
    device = atlas.result.fabric.owner(path)
    found = [f for f in (atlas.best(s, packet.target) for s in (device, *atlas.halves.get(device, ()))) if f]
    paths = max(found, key=lambda f: f[0])[1].shared if found else ()
    exits = [way for p in paths if (way := _over(atlas, p, _from_appliance))]
    if exits and len(exits) == len(paths):
        return Step(path, label, tuple(dict.fromkeys(exits)))
    return Step(path, label, (_by_interface(atlas, appliance, packet.target, known=bool(paths)),))


def _by_interface(atlas: Atlas, appliance: Appliance, target: Address, *, known: bool) -> Exit:
    """What an appliance does with a packet for which it holds no tunnel; `known` if a router told it the prefix."""
    path, label = appliance.path, appliance.name
    other = None if known else overlay_to(atlas, appliance, target)
    if other is not None:
        words = f"{label} lists what only {other.name} can have told it: taken as a tunnel between the two."
        return to_appliance(atlas, other, "RS-60", words)
    if path in atlas.announcers(target) and atlas.whereabouts(target) is None:
        end = Hop(path, label, None, "RS-39", "Delivered.")
        words = f"{label} announces {target.text}, which nothing else here has."
        return arrived("RS-39", words, end, Place("appliance", label, own=True))
    outside = outside_of(atlas, appliance, target)
    if outside is not None:
        words = f"{outside.at} is taken as the outside interface of {label}."
        return onward("RS-41", words, Place("subnet", outside.at, path))
    return onward("RS-41", f"{label} sends it out through {appliance.subnet}.", Place("subnet", appliance.subnet, path))


def _from_appliance(atlas: Atlas, path: PathAttributes) -> Exit | None:
    """The exit for a path learned over a tunnel or an overlay; None for what leaves by the appliance's interface."""
    source = atlas.result.fabric.speakers.get(path.source or "")
    if source is None:
        return None
    name, via = source.owner.partition("/")[2], via_of(atlas, path)
    if source.kind == "vpn":
        return onward("D-40", f"Through the tunnel to {name}.", Place("gateway", source.id), via)
    if source.kind == "appliance":
        return to_appliance(atlas, atlas.network.appliances[name], "RS-59", f"Through the overlay to {name}.")
    if source.kind == "edge":
        return onward("E-22", f"Over the circuit {name}.", Place("edge", source.id), source.owner)
    return None


def at_firewall(atlas: Atlas, place: Place, packet: Packet) -> Step:
    """B-44: an Azure Firewall forwards by the table of its subnet."""
    firewall = atlas.network.firewalls[place.key]
    if firewall.virtual_hub is not None:
        return at_hub_firewall(atlas, firewall, packet)
    vnet = atlas.network.virtual_networks.get(firewall.virtual_network or "")
    subnet = vnet.subnet("AzureFirewallSubnet") if vnet else None
    if not atlas.up(firewall.path):
        return Step(firewall.path, firewall.name, (lost("H-45", f"{firewall.name} is down."),))
    if subnet is None:
        return Step(firewall.path, firewall.name, (unsure("B-44", "The design has no AzureFirewallSubnet for it."),))
    way = onward("B-44", f"The table of {subnet.at} decides.", Place("subnet", subnet.at, firewall.path))
    return Step(firewall.path, firewall.name, (way,))
