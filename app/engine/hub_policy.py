"""What hub tables, the gateways in hubs and the peers of hubs announce, one function per kind of session."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.engine.bgp import MICROSOFT_ASN, PathAttributes, PrefixClass, Session
from app.engine.network import ErConnection, HubConnection, VirtualHub, VpnConnection

if TYPE_CHECKING:
    from app.engine.policy import Scene

AsPath = tuple[int, ...]
Policy = Callable[["Scene", Session, PrefixClass, PathAttributes], AsPath | None]

BRANCH_KINDS = frozenset({"vpn", "static", "p2s", "expressroute"})
CLOSED = "hub-branch-closed"
SPOKE_KINDS = frozenset({"vnet", "vnetstatic", "hubstatic"})


def hub_of(scene: "Scene", speaker: str) -> VirtualHub:
    """The hub that a speaker belongs to."""
    return scene.network.hubs[(scene.speakers[speaker].home or "").removeprefix("virtualHubs/")]


def connection_of(scene: "Scene", session: Session) -> ErConnection | VpnConnection | None:
    """The connection of a hub gateway that a session runs over."""
    name = session.via.removeprefix("connections/").partition("/")[0]
    return scene.network.er_connections.get(name) or scene.network.vpn_connections.get(name)


def takes_default(scene: "Scene", session: Session) -> bool:
    """VW-26, VW-70, U-21: a default route goes to a branch where its connection asks for it; routing intent asks."""
    connection = connection_of(scene, session)
    wanted = connection.enable_internet_security if connection else None
    return hub_of(scene, session.source).internet_policy is not None if wanted is None else wanted


def transit_off(session: Session, path: PathAttributes) -> bool:
    """VW-50: on a session that is closed to transit no branch hears of another."""
    return session.announce == CLOSED and path.kind in BRANCH_KINDS


def narrower(scene: "Scene", session: Session, cls: PrefixClass, path: PathAttributes) -> bool:
    """VW-53: what a peer announces inside a VNet of this hub stays off the branches; the VNet itself does not."""
    return path.kind not in SPOKE_KINDS and scene.speakers[session.source].home in cls.inside


def gateway_into_hub(scene: "Scene", session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """VW-10, VW-61: branch routes enter the hub; under ASPath a detour over one circuit counts one 12076 more."""
    if cls.version == 6 or path.kind in ("vnet", "summary", "peerhost", "hubprefix"):
        return None
    detour = path.as_path[:2] == (MICROSOFT_ASN, MICROSOFT_ASN) and path.as_path[2:3] != (MICROSOFT_ASN,)
    if detour and hub_of(scene, session.source).preference == "ASPath":
        return (MICROSOFT_ASN, *path.as_path)
    return path.as_path


def hub_to_gateway(scene: "Scene", session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """VW-19, VW-51, VW-52: gateways hear what their table holds; ExpressRoute gateways nothing that came over
    ExpressRoute and no static route but a default route.
    """
    if scene.speakers[session.target].kind == "expressroute":
        if path.kind == "expressroute" or MICROSOFT_ASN in path.as_path:
            return None
        return None if path.kind == "hubstatic" and not cls.is_default else path.as_path
    return path.as_path


def hub_to_branch(scene: "Scene", session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """VW-41, VW-52, RI-09: a branch gets the hub's prefix, the table's routes, other branches if the WAN allows."""
    if cls.version == 6 or path.kind == "peerhost" or (cls.is_default and not takes_default(scene, session)):
        return None
    if path.kind == "hubprefix":
        return path.as_path
    if narrower(scene, session, cls, path) or (session.outbound_map is None and transit_off(session, path)):
        return None
    if path.kind == "static" and session.via.startswith(path.entry):
        return None
    return path.as_path


def hub_to_peer(scene: "Scene", session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """VW-81: a BGP peer hears everything in its table; a default route only if its VNet connection takes one."""
    connection: HubConnection | None = scene.network.hub_connections.get(
        session.via.removeprefix("hubVirtualNetworkConnections/")
    )
    if cls.is_default and (connection is None or not connection.enable_internet_security):
        return None
    return path.as_path


def hub_to_hub(scene: "Scene", session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """VW-40, VW-42, VW-43: a hub tells others its own winners where they propagate, never a default route, a
    static route of a table or the prefix of any hub.
    """
    if path.remote or cls.is_default or path.kind == "hubstatic" or path.targets is None or "hubprefix" in cls.marks:
        return None
    target = session.target
    if target in path.targets or any(table.startswith(f"{target}/") for table in path.targets):
        return path.as_path
    return None


def peer_announces(scene: "Scene", session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """VW-80: a peer of which the design knows only what it announces passes nothing on."""
    return None


HUB_POLICIES: Mapping[str, Policy] = {
    "hub-in": gateway_into_hub,
    "hub-gateway": hub_to_gateway,
    "hub-branch": hub_to_branch,
    CLOSED: hub_to_branch,
    "hub-peer": hub_to_peer,
    "hub-hub": hub_to_hub,
    "peer-hub": peer_announces,
}
