"""What a speaker announces on a session, one function per kind of session, each under the rule that it carries out.

A policy answers the AS path to announce (before the announcer's own ASN) or None. It sees one route at a time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.engine.bgp import AZURE_ASN, HUB_ASN, MICROSOFT_ASN, PathAttributes, PrefixClass, Session, Speaker
from app.engine.hub_policy import BRANCH_KINDS, HUB_POLICIES
from app.engine.network import Network

AsPath = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What policies may look at besides the route itself."""

    network: Network
    speakers: Mapping[str, Speaker]

    def branch_to_branch(self, home: str | None) -> bool:
        """True if a Route Server with branch-to-branch sits in the VNet."""
        return any(rs.virtual_network == home and rs.branch_to_branch for rs in self.network.route_servers.values())


Policy = Callable[[Scene, Session, PrefixClass, PathAttributes], AsPath | None]


def is_private(asn: int) -> bool:
    """True for private ASNs as a Microsoft edge removes them; documentation ASNs are not among them (RS-56)."""
    return 64512 <= asn <= 65534 or 4200000000 <= asn <= 4294967294


def without_private(path: AsPath, vendor: str | None) -> AsPath:
    """RS-56: the edge removes leading private ASNs up to the first public one; a Cisco edge only if all are private."""
    if vendor == "Cisco":
        return () if all(is_private(a) for a in path) else path
    first_public = next((i for i, asn in enumerate(path) if not is_private(asn)), len(path))
    return path[first_public:]


def site_announces(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """D-40: a site passes on what it learned from Azure only if its router gives transit; its WAN gets everything."""
    source = scene.speakers[session.source]
    if scene.speakers[session.target].kind == "site":
        teller = scene.speakers.get(path.source or "")
        far = teller is not None and teller.kind == "site" and not gives_transit(scene, source)
        return None if far else path.as_path
    if path.source is None:
        return None
    return path.as_path if gives_transit(scene, source) else None


def gives_transit(scene: Scene, speaker: Speaker) -> bool:
    """True if a customer's router passes on what it learned from Azure."""
    site = scene.network.sites.get(speaker.owner.removeprefix("sites/"))
    return site is not None and site.transit


def edge_to_gateway(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """E-50, E-51: the edge reflects what one gateway sent to the others on the circuit, 65515 replaced by 12076.

    Both gateways must allow it. A route that came over Global Reach carries two more 12076 (VW-62). Hubs hear of each
    other's spokes this way, not of each other's branches (VW-60).
    """
    source = scene.speakers[path.source] if path.source else None
    target = scene.speakers[session.target]
    if source is None or source.kind == "site":
        return path.as_path
    if source.kind == "edge":
        return (MICROSOFT_ASN, MICROSOFT_ASN, *(MICROSOFT_ASN if a == AZURE_ASN else a for a in path.as_path))
    if source.owner == target.owner or not _hairpin_allowed(scene, source, target):
        return None
    if cls.is_default and _in_hub(scene, target):
        return None
    if path.kind in BRANCH_KINDS and _in_hub(scene, source) and _in_hub(scene, target):
        return None
    if path.kind == "appliance" and scene.branch_to_branch(target.home):
        return None
    return tuple(MICROSOFT_ASN if asn == AZURE_ASN else asn for asn in path.as_path)


def _in_hub(scene: Scene, speaker: Speaker) -> bool:
    return scene.network.gateways[speaker.owner.partition("/")[2]].virtual_hub is not None


def _hairpin_allowed(scene: Scene, source: Speaker, target: Speaker) -> bool:
    """VW-65, E-51: VNet to VNet wants both gateways' consent; VNet to Virtual WAN the matching flag on each side."""
    sender = scene.network.gateways[source.owner.partition("/")[2]]
    receiver = scene.network.gateways[target.owner.partition("/")[2]]
    for one, other in ((sender, receiver), (receiver, sender)):
        if one.virtual_hub is not None:
            allowed = other.virtual_hub is not None or one.allow_non_virtual_wan_traffic
        else:
            allowed = one.allow_remote_vnet_traffic if other.virtual_hub is None else one.allow_virtual_wan_traffic
        if not allowed:
            return False
    return True


def edge_to_site(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """E-06, RS-56: on-premises sees 12076 and what is left of the path once private ASNs are removed."""
    circuit = scene.network.circuits[scene.speakers[session.source].owner.partition("/")[2]]
    source = scene.speakers[path.source] if path.source else None
    if (source is not None and source.kind == "site") or (cls.version == 6 and not circuit.carries_ipv6):
        return None
    return without_private(path.as_path, circuit.msee_vendor)


def edge_to_edge(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """E-62: Global Reach joins two edges by an internal session; the path stays as it is."""
    source = scene.speakers[path.source] if path.source else None
    return None if source is None or source.kind == "edge" else path.as_path


def gateway_to_edge(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """E-40, F-30, RS-55: the VNets that use the gateway, and what a Route Server or hub router hands it; never VPN
    routes taken directly from a VPN gateway, nor a path that holds 12076."""
    source = scene.speakers[path.source] if path.source else None
    if MICROSOFT_ASN in path.as_path or f"summarized:{scene.speakers[session.source].home}" in cls.marks:
        return None
    if source is None:
        return path.as_path if path.kind in ("vnet", "summary") else None
    return path.as_path if source.kind in ("routeserver", "hub") else None


def gateway_to_vpn(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """F-17, I-12: beside a VPN gateway the ExpressRoute gateway tells it the VNet's prefixes, not what it learned."""
    if path.source is not None or path.kind != "vnet":
        return None
    return path.as_path if cls.version == 4 or _speaks_ipv6(scene, scene.speakers[session.source]) else None


def vpn_inside(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """D-12, D-24, F-16: to an ExpressRoute gateway, Route Server or hub router: branch routes, static prefixes, the
    client pool; never peer host routes nor the VNet's own prefixes."""
    if path.kind in ("vnet", "summary", "peerhost"):
        return None
    return path.as_path


def vpn_twin(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """D-07: the instances of a gateway tell each other branch routes, static prefixes, peer host routes and clients."""
    return None if path.kind in ("vnet", "summary", "hubprefix") else path.as_path


def vpn_to_peer(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """D-26, D-27, D-34: everything but a default route, what lies inside the VNet, and the peer's own host address."""
    home = scene.speakers[session.source].home
    if (
        cls.is_default
        and scene.network.gateways[scene.speakers[session.source].owner.partition("/")[2]].virtual_hub is None
    ):
        return None
    if f"summarized:{home}" in cls.marks or cls.version == 6:
        return None
    if path.kind == "peerhost" and session.peer_hosts.issuperset(cls.prefixes):
        return None
    if path.kind == "static" and (session.via == path.entry or session.via.startswith(f"{path.entry}/")):
        return None
    if path.kind not in ("vnet", "summary") and home in cls.inside:
        return None
    return path.as_path


def routeserver_to_gateway(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """RS-29a, RS-36: gateways get appliance routes and each other's branches, nothing kept local; a VPN gateway takes
    nothing inside its VNet, an ExpressRoute gateway does (L-FAB-2ER, 2021-05).
    """
    target = scene.speakers[session.target]
    if path.source is None or path.no_advertise or (target.kind == "vpn" and target.home in cls.inside):
        return None
    return path.as_path


def routeserver_to_appliance(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """RS-25, RS-32: an appliance always gets the VNets; other routes only with branch-to-branch."""
    if path.no_advertise:
        return None
    return path.as_path if path.source is None or scene.branch_to_branch(scene.speakers[session.source].home) else None


def appliance_announces(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """RS-53, RS-54: an appliance passes on what it learned; override and strip decide what becomes of 65515."""
    appliance = scene.network.appliances[scene.speakers[session.source].owner.partition("/")[2]]
    teller = scene.speakers.get(path.source or "")
    if teller is not None and teller.kind == "vpn":
        return None
    if appliance.as_path_handling == "override" or session.announce == "appliance-override":
        return tuple((appliance.asn or 0) if asn == AZURE_ASN else asn for asn in path.as_path)
    if appliance.as_path_handling == "strip":
        return tuple(asn for asn in path.as_path if asn not in (AZURE_ASN, MICROSOFT_ASN, HUB_ASN))
    return path.as_path


def appliance_tunnel(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """D-40: into a tunnel an appliance announces only what its branch lists."""
    return None


def silent(scene: Scene, session: Session, cls: PrefixClass, path: PathAttributes) -> AsPath | None:
    """F-20: a Microsoft edge whose customer is cut off keeps its session with the gateway and announces nothing."""
    return None


POLICIES: Mapping[str, Policy] = {
    "site": site_announces,
    "edge-gateway": edge_to_gateway,
    "edge-site": edge_to_site,
    "edge-edge": edge_to_edge,
    "gateway-edge": gateway_to_edge,
    "gateway-vpn": gateway_to_vpn,
    "gateway-inside": vpn_inside,
    "vpn-inside": vpn_inside,
    "vpn-twin": vpn_twin,
    "vpn-peer": vpn_to_peer,
    "routeserver-gateway": routeserver_to_gateway,
    "routeserver-appliance": routeserver_to_appliance,
    "appliance": appliance_announces,
    "appliance-override": appliance_announces,
    "tunnel": appliance_tunnel,
    "down": silent,
    **HUB_POLICIES,
}


def _speaks_ipv6(scene: Scene, gateway: Speaker) -> bool:
    """I-12, I-14: true if the gateway's subnet is dual-stack; otherwise it speaks no IPv6, as hub gateways never do."""
    vnet = scene.network.virtual_networks.get(gateway.home or "")
    subnet = vnet.subnet("GatewaySubnet") if vnet is not None else None
    if vnet is None or subnet is None:
        return False
    return vnet.unlisted_ipv6 or any(p.version == 6 for p in subnet.prefixes)


def accepts(scene: Scene, session: Session, cls: PrefixClass, as_path: AsPath) -> bool:
    """What a speaker takes in: no loop (D-31, RS-53), nothing inside its VNet (D-28), not its Route Server's own
    subnet.
    """
    target = scene.speakers[session.target]
    source = scene.speakers[session.source]
    if target.kind == "edge":
        if cls.version == 6 and source.kind == "expressroute" and not _speaks_ipv6(scene, source):
            return False
        return source.kind == "site" or MICROSOFT_ASN not in as_path
    if (session.target_asn or target.asn) in as_path:
        return False
    if cls.version == 6 and target.kind == "expressroute" and not _speaks_ipv6(scene, target):
        return False
    if target.kind in ("vpn", "expressroute") and not session.ibgp and target.home in cls.inside:
        return False
    return not (target.kind == "routeserver" and f"routeserver:{target.owner}" in cls.marks)
