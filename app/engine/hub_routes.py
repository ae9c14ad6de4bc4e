"""What hub tables hold once routing is done, in Azure's words, and what they give to the VNets associated with them."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.engine.bgp import Fabric, PathAttributes, PrefixClass, Speaker
from app.engine.classes import Catalogue
from app.engine.feed import Feed, GatewayRoute, GatewayRoutes, Numbering
from app.engine.hub_tables import associated_table
from app.engine.network import HubConnection, HubPeer, Network, VirtualHub
from app.engine.preference import Choice, Step
from app.engine.prefix import DEFAULT_V4, Prefix
from app.engine.propagate import Propagation
from app.engine.route_maps import run

NETWORK, VPN, P2S, CIRCUIT, REMOTE, PEER, FIREWALL, INTERNET = (
    "Virtual Network Connection",
    "VPN_S2S_Gateway",
    "VPN_P2S_Gateway",
    "ExpressRouteGateway",
    "Remote Hub",
    "HubBgpConnection",
    "Azure Firewall",
    "Internet",
)
_RULES = {
    NETWORK: ("VW-95", "VW-06"),
    VPN: ("VW-95",),
    P2S: ("VW-95",),
    CIRCUIT: ("VW-95",),
    REMOTE: ("VW-95", "VW-40"),
    PEER: ("VW-83",),
    FIREWALL: ("RI-07",),
    INTERNET: ("VW-73",),
}
_KINDS = {VPN: "vpn", P2S: "p2s", CIRCUIT: "expressroute"}


@dataclass(frozen=True, slots=True)
class HubRoute:
    """One row of a hub table; next hop and origin are document paths."""

    prefix: Prefix
    next_hop_type: str
    next_hop: str
    origin: str
    path: PathAttributes | None
    lost: tuple[tuple[PathAttributes, Step], ...] = ()


class HubRoutes:
    """Reads the RIBs of hub speakers."""

    def __init__(
        self, network: Network, fabric: Fabric, book: Catalogue, outcome: Propagation, down: frozenset[str]
    ) -> None:
        self.network, self.fabric, self.book, self.outcome = network, fabric, book, outcome
        self._feeds: dict[tuple[object, ...], Feed] = {}
        self._connections: dict[tuple[str, Prefix], HubConnection] = {}
        self.by_vnet: dict[str, HubConnection] = {}
        for connection in network.hub_connections.values():
            vnet = network.virtual_networks.get(connection.virtual_network)
            hub = network.hubs.get(connection.hub)
            if vnet is None or hub is None or not down.isdisjoint((connection.path, vnet.path, hub.path)):
                continue
            self.by_vnet.setdefault(vnet.name, connection)
            for prefix in vnet.address_space:
                self._connections.setdefault((hub.name, prefix), connection)

    def table(self, hub: VirtualHub, speaker: str) -> Iterator[HubRoute]:
        """The rows of a table, or of the core, of a hub; several next hops of one prefix are several rows."""
        rib = self.outcome.ribs.get(speaker)
        for number in sorted(rib.choices) if rib is not None else ():
            choice = rib.choices[number]  # type: ignore[union-attr]
            for prefix in self.book.classes[number].prefixes:
                yield from self._rows(hub, prefix, choice)

    def _rows(self, hub: VirtualHub, prefix: Prefix, choice: Choice) -> Iterator[HubRoute]:
        seen = set()
        for path in choice.shared:
            kind, hop, origin = self.meaning(hub, prefix, path)
            if (kind, hop, path.as_path) not in seen:
                seen.add((kind, hop, path.as_path))
                yield HubRoute(prefix, kind, hop, origin, path, choice.lost)

    def firewall(self, hub: VirtualHub) -> Iterator[HubRoute]:
        """RI-06: what the hub's firewall forwards by: all that the hub knows, and the Internet if nothing is 0/0."""
        default = False
        for route in self.table(hub, hub.path):
            default |= route.prefix == DEFAULT_V4
            yield route
        if not default:
            yield HubRoute(DEFAULT_V4, INTERNET, INTERNET, INTERNET, None)

    def meaning(self, hub: VirtualHub, prefix: Prefix, path: PathAttributes) -> tuple[str, str, str]:
        """OUT-5, VW-82: (next hop type, next hop, origin) of a path; a BGP next hop that a peer names is an address."""
        if path.remote:
            return REMOTE, path.source or "", path.source or ""
        if path.source is None:
            return self._own(hub, prefix, path)
        source = self.fabric.speakers[path.source]
        if source.kind == "appliance":
            peer = self.fabric.sessions[path.session or ""].via
            chosen = next((p.next_hop_ip for p in hub.peers if p.path == peer), None)
            return PEER, chosen or peer, peer
        kind = CIRCUIT if source.kind == "expressroute" else P2S if path.kind == "p2s" else VPN
        return kind, source.owner, source.owner

    def _own(self, hub: VirtualHub, prefix: Prefix, path: PathAttributes) -> tuple[str, str, str]:
        if path.kind == "vnet":
            connection = self._connections.get((hub.name, prefix))
            entry = connection.path if connection else path.entry
            return NETWORK, entry, entry
        if path.kind == "vnetstatic":
            return NETWORK, path.entry, path.entry
        table = f"{hub.path}/routeTables/defaultRouteTable" if path.kind == "hubstatic" else path.entry
        if path.next_hop == INTERNET:
            return INTERNET, INTERNET, INTERNET
        firewall = self.network.firewalls.get(path.entry.removeprefix("azureFirewalls/"))
        if firewall is None:
            return NETWORK, path.entry, table
        azure = "azurefirewall" in firewall.resource_type.lower().replace(" ", "")
        return FIREWALL if azure else "SaaS", path.entry, table

    def feed(self, connection: HubConnection) -> Feed:
        """VW-96: what a connected VNet learns: the content of its associated table, 0.0.0.0/0 only if it takes one.

        In a basic Virtual WAN VNets do not hear of each other (VW-03).
        """
        hub = self.network.hubs[connection.hub]
        table = associated_table(hub, connection)
        peers = tuple(p for p in hub.peers if p.connection == connection.name)
        outbound = connection.routing.outbound_route_map
        key = (table.path, connection.enable_internet_security, outbound, connection.name if peers else None)
        if key not in self._feeds:
            self._feeds[key] = self._make_feed(hub, connection, self.fabric.speakers.get(table.path), peers)
        return self._feeds[key]

    def _make_feed(
        self, hub: VirtualHub, connection: HubConnection, table: Speaker | None, peers: tuple[HubPeer, ...]
    ) -> Feed:
        routes: dict[Prefix, GatewayRoute] = {}
        rules = hub.route_maps.get(connection.routing.outbound_route_map or "", ())
        near = {p.path: p.next_hop_ip or p.peer_ip for p in peers}
        basic = hub.wan in self.network.wans and self.network.wans[hub.wan].basic
        choices = self.outcome.ribs[table.id].choices if table is not None else {}
        for number in sorted(choices):
            cls, best = self.book.classes[number], choices[number].best
            if table is None or (cls.is_default and not connection.enable_internet_security):
                continue
            if best.kind in ("vnet", "vnetstatic") and basic:
                continue
            if not rules and best.kind != "vnet":
                route = self._route(hub, table, cls, cls.prefixes[0], choices[number], near)
                routes.update(dict.fromkeys(cls.prefixes, route))
                continue
            made: dict[str, GatewayRoute] = {}
            for prefix in cls.prefixes:
                told = run(rules, prefix, best.as_path)
                if told is not None:
                    entry = self.meaning(hub, prefix, best)[2]
                    if entry not in made:
                        made[entry] = self._route(hub, table, cls, prefix, choices[number], near)
                    routes.setdefault(told.prefix, made[entry])
        gateway_routes = GatewayRoutes(dict(enumerate(routes.values())), Numbering.single(tuple(routes)))
        return Feed(table.id if table is not None else hub.path, gateway_routes)

    def _route(
        self, hub: VirtualHub, table: Speaker, cls: PrefixClass, prefix: Prefix, choice: Choice, near: dict[str, str]
    ) -> GatewayRoute:
        hops: dict[str, None] = {}
        paths = []
        for path in choice.shared:
            kind, hop, origin = self.meaning(hub, prefix, path)
            hops[self._address(hub, kind, origin if kind == PEER else hop, path, near)] = None
            entry = path if path.entry != hub.path else path._replace(entry=origin, trail=(origin, *path.trail))
            paths.append(entry)
        kind = self.meaning(hub, prefix, choice.shared[0])[0]
        rules = ("VW-96", *_RULES.get(kind, ("RI-07",)), *(("VW-70",) if cls.is_default else ()))
        secured = kind == FIREWALL and not (hub.private_policy or hub.internet_policy)
        return GatewayRoute(
            tuple(hops), _KINDS.get(kind, "virtualwan"), tuple(paths), choice.lost, table, rules,
            ("VW-102",) if secured else (),
        )  # fmt: skip

    def _address(self, hub: VirtualHub, kind: str, hop: str, path: PathAttributes, near: dict[str, str]) -> str:
        """VW-06, VW-83, VW-95: the gateway instance, edge, appliance in the VNet or firewall; else the hub router."""
        if kind in (VPN, P2S):
            return self.fabric.speakers[path.source or ""].address
        if kind == CIRCUIT:
            token = path.next_hop or ""
            _, name, link = token.split("/") if token.count("/") == 2 else ("", "", "")
            return self.network.circuits[name].underlay.get(link, token) if name else token
        if hop in near:
            return near[hop]
        firewall = self.network.firewalls.get(hop.removeprefix("azureFirewalls/"))
        if firewall is not None:
            return firewall.address
        return min(hub.router_ips, key=_router_order)


def _router_order(address: str) -> tuple[int, ...]:
    return tuple(int(part) for part in address.split(".")) if address.count(".") == 3 else ()
