"""What routers hold, announce and speak with: learned and advertised tables, peers. As gateways and circuits
print them.
"""

from collections.abc import Iterator
from typing import Any

from app.engine import Result, UnknownPlace
from app.engine.bgp import PathAttributes, PrefixClass, Session, Speaker
from app.engine.hub_tables import table_path
from app.engine.prefix import LINK_LOCAL, BadPrefix, Prefix, contains, host, nth_address

LISTS = (
    "virtualNetworkGateways",
    "routeServers",
    "expressRouteCircuits",
    "networkVirtualAppliances",
    "sites",
    "virtualHubs",
)
COLUMNS = ["network", "nextHop", "sourcePeer", "origin", "asPath", "weight"]


def find(result: Result, at: str) -> str:
    """The document path of the router that a name or path means; raises UnknownPlace."""
    network = result.network
    branch = f"localNetworkGateways/{at.removeprefix('localNetworkGateways/')}"
    for connection in network.vpn_connections.values():
        remote = connection.remote_site
        if remote is not None and remote.path == branch and at not in network.sites and at not in network.gateways:
            return f"sites/{remote.site}" if remote.site in network.sites else remote.path
    by_list = (
        network.gateways, network.route_servers, network.circuits, network.appliances, network.sites, network.hubs,
    )  # fmt: skip
    for prefix, items in zip(LISTS, by_list, strict=True):
        name = at.removeprefix(f"{prefix}/")
        if name in items:
            return f"{prefix}/{name}"
    table = table_path(at.removeprefix("virtualHubs/").replace("/routeTables/", "/"))
    if any(t.path == table for hub in network.hubs.values() for t in hub.tables):
        return table
    raise UnknownPlace(at)


def _path_text(path: PathAttributes) -> str:
    return "-".join(map(str, path.as_path))


def _next_hop(result: Result, home: str | None, prefix: Prefix, address: str | None) -> str | None:
    """An instance of a gateway is the next hop of IPv6 by its address of that family, which has the same host part."""
    vnet = result.network.virtual_networks.get(home or "")
    subnet = vnet.subnet("GatewaySubnet") if vnet and prefix.version == 6 else None
    if subnet is None or address is None or address.startswith("@"):
        return address
    if vnet is not None and vnet.unlisted_ipv6:
        return _unlisted_address(result, vnet.name, address)
    near = [p for p in subnet.prefixes if contains(p, host(address))]
    twins = [p for p in subnet.prefixes if p.version == 6]
    return nth_address(twins[0], host(address).value - near[0].value) if near and twins else address


def _unlisted_address(result: Result, vnet: str, address: str) -> str:
    """I-14: the IPv6 address of the gateway instance that has this IPv4 address, by name."""
    for gateway in result.network.gateways.values():
        if gateway.virtual_network == vnet and address in gateway.addresses:
            return f"@{gateway.path}/ipv6/{gateway.addresses.index(address)}"
    return address


def _row(
    result: Result, cls: PrefixClass, path: PathAttributes, speaker: Speaker, best: bool
) -> Iterator[dict[str, Any]]:
    """One JSON row for each prefix of a class."""
    own = path.source is None
    session = result.fabric.sessions.get(path.session or "")
    peer = speaker.address if own else session.next_hop if session and session.next_hop_self else None
    if peer is None:
        peer = result.fabric.speakers[path.source or ""].address
    for prefix in cls.prefixes:
        yield {
            "network": str(prefix),
            "nextHop": None if own else _next_hop(result, speaker.home, prefix, path.next_hop),
            "localAddress": speaker.address,
            "sourcePeer": peer,
            "origin": path.origin,
            "asPath": _path_text(path),
            "weight": path.weight,
            "best": best,
            "kind": path.kind,
            "path": list(path.trail),
        }


def learned(result: Result, at: str, peer: str | None = None, link: str | None = None) -> dict[str, Any]:
    """What a router holds; `peer` limits it to what one peer told, `link` to one edge of a circuit."""
    owner = find(result, at)
    rows: list[dict[str, Any]] = []
    for speaker in _speakers(result, owner, link):
        hidden = _connected(result, speaker)
        for cls, path, best in result.candidates(speaker):
            if path.source is None and path.kind == "site":
                continue
            if peer is None or _from_peer(result, path, peer):
                rows += (r for r in _row(result, cls, path, speaker, best) if r["network"] not in hidden)
    if peer is None and owner.startswith(("networkVirtualAppliances/", "sites/")):
        rows = _own_announcements(result, owner) + rows
    return {"at": at, "kind": owner.partition("/")[0], "columns": COLUMNS, "routes": rows}


def _speakers(result: Result, owner: str, link: str | None) -> list[Speaker]:
    speakers = result.instances(owner)
    return [s for s in speakers if link is None or s.id.endswith(f"/links/{link}")]


def _connected(result: Result, speaker: Speaker) -> set[str]:
    """E-07: an edge's own link network is connected there, so its BGP table does not list it; a provider's link-local
    one it lists.
    """
    circuit = result.network.circuits.get(speaker.owner.partition("/")[2]) if speaker.kind == "edge" else None
    prefix = circuit.peering.get(speaker.id.rpartition("/")[2]) if circuit else None
    return {str(prefix)} if prefix and not contains(LINK_LOCAL, prefix) else set()


def _from_peer(result: Result, path: PathAttributes, peer: str) -> bool:
    """True if the peer of that name or address told the path; an appliance means the session entered with it, since
    one device may be entered as several appliances.
    """
    source = result.fabric.speakers.get(path.source or "")
    if source is None:
        return False
    session = result.fabric.sessions[path.session or ""]
    if peer in result.network.appliances and session.via.startswith("networkVirtualAppliances/"):
        return session.via == f"networkVirtualAppliances/{peer}"
    return peer in (
        session.via,
        session.via.partition("/")[2],
        source.address,
        source.owner,
        source.owner.partition("/")[2],
    )


def _own_announcements(result: Result, owner: str) -> list[dict[str, Any]]:
    """What a site or appliance announces on single sessions, as routes of its own."""
    owner = result.fabric.owner(owner)
    seen: set[str] = set()
    rows = []
    held = {
        p
        for s in result.instances(owner)
        for n in result.outcome.ribs[s.id].choices
        for p in result.book.classes[n].prefixes
    }
    for origination in result.fabric.originations:
        if origination.session is not None and origination.speaker == owner:
            for prefix in origination.prefixes:
                if prefix not in held and str(prefix) not in seen:
                    seen.add(str(prefix))
                    rows.append(
                        {
                            "network": str(prefix), "nextHop": None, "localAddress": None, "sourcePeer": None,
                            "origin": "Network", "asPath": "", "weight": 32768, "best": True, "kind": "site",
                            "path": [owner],
                        }
                    )  # fmt: skip
    return rows


def advertised(result: Result, at: str, peer: str | None = None) -> dict[str, Any]:
    """What a router announces, to all peers or to the one of that name or address."""
    owner = find(result, at)
    rows: list[dict[str, Any]] = []
    for speaker in result.instances(owner):
        for session in result.fabric.outgoing.get(speaker.id, ()):
            if peer is None or _is_peer(result, session, peer):
                rows += _announced_rows(result, speaker, session)
    return {"at": at, "kind": owner.partition("/")[0], "columns": COLUMNS, "routes": rows}


def _is_peer(result: Result, session: Session, peer: str) -> bool:
    target = result.fabric.speakers[session.target]
    if session.via == f"networkVirtualAppliances/{peer}":
        return True
    if peer in (session.peer, target.owner, target.owner.partition("/")[2]):
        return True
    return session.peer.startswith("@expressRouteCircuits/") and (
        peer == "*" or _in_gateway_subnet(result, session, peer)
    )


def _in_gateway_subnet(result: Result, session: Session, peer: str) -> bool:
    vnet = result.network.virtual_networks.get(result.fabric.speakers[session.source].home or "")
    subnet = vnet.subnet("GatewaySubnet") if vnet else None
    try:
        return subnet is not None and any(contains(p, host(peer)) for p in subnet.prefixes)
    except BadPrefix:
        return False


def _announced_rows(result: Result, speaker: Speaker, session: Session) -> Iterator[dict[str, Any]]:
    for cls, path in result.announcements(session.id):
        for prefix in cls.prefixes:
            yield {
                "network": str(prefix),
                "nextHop": _next_hop(result, speaker.home, prefix, path.next_hop),
                "localAddress": speaker.address,
                "sourcePeer": None,
                "origin": "Igp",
                "asPath": _path_text(path),
                "weight": 0,
                "peer": session.peer,
                "kind": path.kind,
                "path": list(path.trail),
            }


def peers(result: Result, at: str) -> dict[str, Any]:
    """The BGP neighbours of a router, as `list-bgp-peer-status` prints them (D-32)."""
    owner = find(result, at)
    instances = result.instances(owner)
    rows: list[dict[str, Any]] = []
    for speaker in instances:
        if speaker.kind == "vpn" and len(instances) > 1:
            rows.append(_peer_row(speaker, speaker.address, speaker.asn, "Unknown", 0))
        for session in sorted(result.fabric.sessions.values(), key=lambda s: s.id):
            if session.target == speaker.id:
                source = result.fabric.speakers[session.source]
                address = session.next_hop if session.announce in ("site", "tunnel") else source.address
                held = result.outcome.ribs[speaker.id].candidates.values()
                count = sum(session.id in paths for paths in held)
                rows.append(_peer_row(speaker, address, session.own_asn or source.asn, "Connected", count))
    return {"at": at, "peers": rows}


def _peer_row(speaker: Speaker, neighbor: str, asn: int, state: str, received: int) -> dict[str, Any]:
    return {
        "localAddress": speaker.address, "neighbor": neighbor, "asn": asn, "state": state, "routesReceived": received,
    }  # fmt: skip
