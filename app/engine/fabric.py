"""Who speaks BGP with whom: the builder, and the speakers of sites, gateways and Route Servers.

What is down in the what-if is simply not there. Circuits, tunnels, appliances and hubs join in modules of their own.
"""

from collections.abc import Iterable

from app.engine.bgp import AZURE_ASN, Fabric, Origination, Session, Speaker
from app.engine.fabric_appliances import ApplianceFabric
from app.engine.fabric_circuits import CircuitFabric
from app.engine.fabric_tunnels import TunnelFabric
from app.engine.homes import Home, find_homes
from app.engine.hub_tables import home_of
from app.engine.hubs import HubFabric
from app.engine.lpm import PrefixTable
from app.engine.network import Appliance, Gateway, Network, RouteMapRule
from app.engine.prefix import BadPrefix, parse_address


class FabricBuilder:
    """Collects speakers, sessions and originations of one network under one what-if."""

    def __init__(self, network: Network, down: frozenset[str]) -> None:
        self.network = network
        self.down = down
        self.homes: dict[str, Home] = find_homes(network, down)
        self.speakers: dict[str, Speaker] = {}
        self.sessions: dict[str, Session] = {}
        self.originations: list[Origination] = []
        self.aliases: dict[str, str] = {}
        self.maps: dict[str, tuple[RouteMapRule, ...]] = {}
        self._instances: dict[str, list[Speaker]] = {}
        self.appliances = ApplianceFabric(self)

    def build(self) -> Fabric:
        """The whole fabric."""
        self._sites()
        self._gateways()
        self._route_servers()
        CircuitFabric(self).build()
        TunnelFabric(self).build()
        self.appliances.build()
        HubFabric(self).build()
        outgoing: dict[str, list[Session]] = {}
        for session in sorted(self.sessions.values(), key=lambda s: s.id):
            outgoing.setdefault(session.source, []).append(session)
        sessions = {k: tuple(v) for k, v in outgoing.items()}
        self.originations = [self._started(o, sessions.get(o.speaker, ())) for o in self.originations]
        return Fabric(self.speakers, self.sessions, tuple(self.originations), sessions, self.aliases, self.maps)

    def _started(self, listed: Origination, outgoing: tuple[Session, ...]) -> Origination:
        """RS-52: a device with one neighbour has nothing to pass on; what it lists there starts with it."""
        neighbours = {self.speakers[session.target].owner for session in outgoing}
        return listed._replace(passed_on=False) if listed.passed_on and len(neighbours) == 1 else listed

    def up(self, *paths: str) -> bool:
        """True if none of the document paths is down."""
        return self.down.isdisjoint(paths)

    def add_speaker(self, speaker: Speaker) -> Speaker:
        """Adds a speaker once and remembers it as an instance of its owner."""
        if speaker.id not in self.speakers:
            self.speakers[speaker.id] = speaker
            self._instances.setdefault(speaker.owner, []).append(speaker)
        return self.speakers[speaker.id]

    def instances(self, owner: str) -> list[Speaker]:
        """The speakers of a resource that are up."""
        return self._instances.get(owner, [])

    def appliance(self, appliance: Appliance) -> Speaker | None:
        """The speaker of an appliance with an ASN, or None if it is down or speaks no BGP."""
        return self.appliances.speaker(appliance)

    def local_preference(self, customer: Speaker, name: str) -> int:
        """E-31: what a site's router prefers routes over a circuit or connection with."""
        site = self.network.sites.get(customer.owner.removeprefix("sites/"))
        return site.local_preference.get(name, 100) if site else 100

    def add_session(self, session: Session) -> None:
        """Adds one direction of a session."""
        self.sessions[session.id] = session

    def pair(self, one: Speaker, other: Speaker, via: str, forth: str, back: str, **both: object) -> None:
        """Adds both directions of a plain session between two speakers."""
        for source, target, policy in ((one, other, forth), (other, one, back)):
            session = Session(
                id=f"{source.id}>{target.id}#{via}",
                source=source.id,
                target=target.id,
                via=via,
                announce=policy,
                ibgp=source.asn == target.asn,
                next_hop=source.address,
                peer=target.address,
            )
            self.add_session(session._replace(**both))  # type: ignore[arg-type]

    def _sites(self) -> None:
        for site in self.network.sites.values():
            if not self.up(site.path):
                continue
            speaker = self.add_speaker(
                Speaker(site.path, site.path, "site", site.asn or 0, f"@{site.path}", None, "router")
            )
            self.originations.append(Origination(speaker.id, None, "site", site.address_space, site.path))
        for link in self.network.site_links.values():
            ends = [self.speakers[f"sites/{s}"] for s in link.sites if f"sites/{s}" in self.speakers]
            if self.up(link.path):
                for i, one in enumerate(ends):
                    for other in ends[i + 1 :]:
                        self.pair(one, other, link.path, "site", "site", next_hop_self=True)

    def _gateways(self) -> None:
        for gateway in self.network.gateways.values():
            if not self.up(gateway.path):
                continue
            kind = "vpn" if gateway.is_vpn else "expressroute"
            for index, address in enumerate(gateway.addresses):
                path = f"{gateway.path}/instances/{index}"
                if self.up(path) or not gateway.active_active:
                    home = home_of(gateway.virtual_hub) if gateway.virtual_hub else gateway.virtual_network
                    order = f"hub-{kind}" if gateway.virtual_hub else kind
                    self.add_speaker(Speaker(path, gateway.path, kind, gateway.asn, address, home, order))
            self._originate_home(gateway.path, gateway.virtual_network)
            if gateway.client_pool:
                for speaker in self.instances(gateway.path):
                    self.originations.append(Origination(speaker.id, None, "p2s", gateway.client_pool, gateway.path))
        for gateway in self.network.gateways.values():
            if gateway.is_vpn:
                self._twins(gateway)
        for vnet in self.homes:
            self._coexistence(vnet)

    def _originate_home(self, owner: str, vnet: str | None) -> None:
        home = self.homes.get(vnet or "")
        if home is None:
            return
        summary = self.network.virtual_networks[home.virtual_network].summarized_gateway_prefixes
        for speaker in self.instances(owner):
            prefixes = tuple(p for p in home.prefixes if p.version == 4 or speaker.kind != "vpn")
            path = f"virtualNetworks/{home.virtual_network}"
            self.originations.append(Origination(speaker.id, None, "vnet", prefixes, path))
            if summary is not None and speaker.kind in ("vpn", "expressroute"):
                self.originations.append(Origination(speaker.id, None, "summary", summary, path))

    def _twins(self, gateway: Gateway) -> None:
        pair = self.instances(gateway.path)
        if len(pair) == 2 and self.inside_open(gateway.virtual_network, pair[0].address, pair[1].address):
            self.pair(pair[0], pair[1], gateway.path, "vpn-twin", "vpn-twin")

    def _coexistence(self, vnet: str) -> None:
        """F-12, RS-18: without a Route Server the two gateways of a VNet speak iBGP with each other."""
        if any(r.virtual_network == vnet and r.branch_to_branch for r in self.network.route_servers.values()):
            return
        here = [s for g in self.network.gateways.values() if g.virtual_network == vnet for s in self.instances(g.path)]
        for er in (s for s in here if s.kind == "expressroute"):
            for vpn in (s for s in here if s.kind == "vpn"):
                if self.inside_open(vnet, er.address, vpn.address):
                    self.pair(vpn, er, vpn.owner, "vpn-inside", "gateway-vpn", ibgp=True)
                    back = f"{er.id}>{vpn.id}#{vpn.owner}"
                    self.sessions[back] = self.sessions[back]._replace(weight=32769)

    def inside_open(self, vnet: str | None, *addresses: str) -> bool:
        """B-42, F-04: False if the GatewaySubnet's route table sends the speakers' own traffic to what drops it."""
        home = self.network.virtual_networks.get(vnet or "")
        subnet = home.subnet("GatewaySubnet") if home else None
        table = self.network.route_tables.get(subnet.route_table or "") if subnet else None
        if table is None:
            return True
        routes = PrefixTable((r.prefix, r) for r in table.routes if r.prefix is not None)
        for text in addresses:
            try:
                found = routes.lookup(*parse_address(text))
            except BadPrefix:
                continue
            if found and found[1].next_hop_type == "VirtualAppliance" and not self._forwards(found[1].next_hop_ips):
                return False
        return True

    def _forwards(self, next_hops: Iterable[str]) -> bool:
        """False if an address is known to belong to something that does not forward; an unknown one gets the doubt."""
        wanted = set(next_hops)
        if any(m.address in wanted for m in self.network.machines.values()):
            return False
        return not any(
            wanted & {*a.addresses, a.frontend or ""} and (a.drops or not a.ip_forwarding or not self.up(a.path))
            for a in self.network.appliances.values()
        )

    def _route_servers(self) -> None:
        for server in self.network.route_servers.values():
            if not self.up(server.path):
                continue
            for index, address in enumerate(server.addresses):
                path = f"{server.path}/instances/{index}"
                if self.up(path):
                    order = f"routeserver:{server.preference}"
                    self.add_speaker(
                        Speaker(path, server.path, "routeserver", AZURE_ASN, address, server.virtual_network, order)
                    )
            self._originate_home(server.path, server.virtual_network)
            if server.branch_to_branch:
                self._route_server_gateways(server.path, server.virtual_network)

    def _route_server_gateways(self, owner: str, vnet: str) -> None:
        """RS-18, RS-19, RS-21: with branch-to-branch the Route Server speaks with every gateway instance of its VNet,
        but not with an active-standby VPN gateway, beside which it cannot exist."""
        for gateway in self.network.gateways.values():
            if gateway.virtual_network != vnet or not gateway.active_active:
                continue
            for speaker in self.instances(gateway.path):
                for server in self.instances(owner):
                    if self.inside_open(vnet, speaker.address, server.address):
                        forth = "vpn-inside" if gateway.is_vpn else "gateway-inside"
                        keep = speaker.asn != server.asn
                        self.pair(speaker, server, owner, forth, "routeserver-gateway", next_hop_self=keep)
                        out = f"{speaker.id}>{server.id}#{owner}"
                        self.sessions[out] = self.sessions[out]._replace(next_hop_self=gateway.is_vpn)
