"""Which speakers program a VNet, and the gateway routes that its subnets are given.

One component programs a VNet: the Route Server where branch-to-branch joins everything in it, else the ExpressRoute
gateway, else the VPN gateway; a Route Server without branch-to-branch programs beside the gateway.
"""

from app.engine.bgp import Fabric, PathAttributes, PrefixClass, Speaker
from app.engine.classes import Catalogue
from app.engine.feed import Feed, GatewayRoute, GatewayRoutes, Numbering
from app.engine.network import Network
from app.engine.preference import Choice, choose
from app.engine.propagate import Propagation, router_ids


class Programmer:
    """Turns the RIBs of a propagation into feeds."""

    def __init__(
        self, network: Network, fabric: Fabric, book: Catalogue, outcome: Propagation, numbering: Numbering
    ) -> None:
        """`numbering` has the classes of the book."""
        self.network, self.fabric, self.book, self.outcome = network, fabric, book, outcome
        self._numbering = numbering
        self._ids = router_ids(fabric)

    def feed(self, vnet: str) -> Feed:
        """The gateway routes that the gateways and Route Server of a VNet program."""
        programmers, order = self._programmers(vnet)
        chosen: dict[int, GatewayRoute] = {}
        for cls in self.book.classes if programmers else ():
            offers = [
                (speaker, choice)
                for speaker in programmers
                if (choice := self.outcome.ribs[speaker.id].choices.get(cls.id)) and _programmed(choice)
            ]
            if offers and not cls.is_link_local:
                chosen[cls.id] = self._route(cls, offers, order)
        return Feed(vnet, GatewayRoutes(chosen, self._numbering))

    def _programmers(self, vnet: str) -> tuple[list[Speaker], str]:
        """F-12, RS-18: who programs the VNet, and in which order rival offers are judged."""
        here = [s for s in self.fabric.speakers.values() if s.home == vnet]
        servers = [s for s in here if s.kind == "routeserver"][:1]
        order = servers[0].order if servers else "routeserver:ExpressRoute"
        joined = any(r.virtual_network == vnet and r.branch_to_branch for r in self.network.route_servers.values())
        if servers and joined:
            return servers, order
        er = [s for s in here if s.kind == "expressroute"][:1]
        vpn = [s for s in here if s.kind == "vpn"][-1:]
        return (er or vpn) + servers, order

    def _route(self, cls: PrefixClass, offers: list[tuple[Speaker, Choice]], order: str) -> GatewayRoute:
        shared = [(speaker, path) for speaker, choice in offers for path in choice.shared]
        lost = tuple(pair for _, choice in offers for pair in choice.lost)
        if len(offers) > 1:
            verdict = choose([path for _, path in shared], order, self._ids)
            kept = {id(path) for path in verdict.shared}
            lost = verdict.lost + lost
            shared = [(speaker, path) for speaker, path in shared if id(path) in kept]
        hops: list[str] = []
        for speaker, path in shared:
            hop = self._next_hop(speaker, path)
            if hop not in hops:
                hops.append(hop)
        first = shared[0]
        rules, unknown = self._reasons(cls, first[0], first[1], bool(lost))
        return GatewayRoute(tuple(hops), first[1].kind, tuple(p for _, p in shared), lost, first[0], rules, unknown)

    def _next_hop(self, programmer: Speaker, path: PathAttributes) -> str:
        """D-02, D-03, E-20, RS-39: the address that the VNet's subnets are given for a path."""
        if programmer.kind == "vpn" and path.origin != "IBgp":
            gateway = self.network.gateways[programmer.owner.partition("/")[2]]
            return programmer.address if gateway.active_active else gateway.public_ips[0]
        hop = path.next_hop or programmer.address
        if hop.startswith("@expressRouteCircuits/"):
            _, name, link = hop.split("/")[:3]
            return self.network.circuits[name].underlay.get(link, hop)
        return hop

    def _reasons(
        self, cls: PrefixClass, programmer: Speaker, path: PathAttributes, rivals: bool
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        rules: list[str] = []
        unknown: list[str] = []
        origin = {"static": "D-10", "peerhost": "D-23", "p2s": "D-50", "expressroute": "E-20", "appliance": "RS-39"}
        rules.append(origin.get(path.kind, "D-40"))
        if path.kind == "p2s":
            unknown.append("L-01")
        if programmer.kind == "vpn":
            gateway = self.network.gateways[programmer.owner.partition("/")[2]]
            rules.append("D-03" if gateway.active_active else "D-02")
        elif path.kind in ("vpn", "static", "p2s"):
            rules.append("F-14" if programmer.kind == "expressroute" else "RS-48")
            unknown += self._standby_beside(path)
        if programmer.kind == "routeserver" and path.kind == "expressroute":
            unknown.append("L-13")
        if cls.is_default:
            rules.append("A-22")
        return tuple(rules), tuple(unknown)

    def _standby_beside(self, path: PathAttributes) -> list[str]:
        source = self.fabric.speakers.get(path.source or "")
        gateway = self.network.gateways.get(source.owner.partition("/")[2]) if source and source.kind == "vpn" else None
        return ["L-02"] if gateway is not None and not gateway.active_active else []


def _programmed(choice: Choice) -> bool:
    return choice.best.kind not in ("vnet", "summary")
