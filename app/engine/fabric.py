"""Who speaks BGP with whom: speakers and sessions of circuits, gateways, Route Servers, appliances and sites.

What is down in the what-if is simply not there. Virtual WAN hubs join in `app.engine.hubs`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from app.engine.bgp import AZURE_ASN, MICROSOFT_ASN, Fabric, Origination, Session, Speaker
from app.engine.homes import Home, find_homes, peerings_up
from app.engine.hub_tables import home_of
from app.engine.hubs import HubFabric
from app.engine.lpm import PrefixTable
from app.engine.network import Appliance, Circuit, Gateway, Network, RemoteSite, RouteMapRule, VpnConnection
from app.engine.prefix import BadPrefix, Prefix, host, inside_any, parse_address


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
        self._devices: dict[tuple[str, str, int], str] = {}

    def build(self) -> Fabric:
        """The whole fabric."""
        self._sites()
        self._gateways()
        self._route_servers()
        self._circuits()
        self._tunnels()
        self._appliances()
        HubFabric(self).build()
        outgoing: dict[str, list[Session]] = {}
        for session in sorted(self.sessions.values(), key=lambda s: s.id):
            outgoing.setdefault(session.source, []).append(session)
        sessions = {k: tuple(v) for k, v in outgoing.items()}
        return Fabric(self.speakers, self.sessions, tuple(self.originations), sessions, self.aliases, self.maps)

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
            self.add_session(replace(session, **both))  # type: ignore[arg-type]

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
                    self.sessions[back] = replace(self.sessions[back], weight=32769)

    def inside_open(self, vnet: str | None, *addresses: str) -> bool:
        """B-42, F-04: False if the GatewaySubnet's route table sends the speakers' own traffic to something that drops it."""
        network = self.network
        subnet = network.virtual_networks[vnet].subnet("GatewaySubnet") if vnet in network.virtual_networks else None
        table = network.route_tables.get(subnet.route_table or "") if subnet else None
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
        """RS-18, RS-19: with branch-to-branch the Route Server speaks with every gateway instance of its VNet."""
        for gateway in self.network.gateways.values():
            if gateway.virtual_network != vnet:
                continue
            for speaker in self.instances(gateway.path):
                for server in self.instances(owner):
                    if self.inside_open(vnet, speaker.address, server.address):
                        forth = "vpn-inside" if gateway.is_vpn else "gateway-inside"
                        keep = speaker.asn != server.asn
                        self.pair(speaker, server, owner, forth, "routeserver-gateway", next_hop_self=keep)
                        out = f"{speaker.id}>{server.id}#{owner}"
                        self.sessions[out] = replace(self.sessions[out], next_hop_self=gateway.is_vpn)

    def _circuits(self) -> None:
        for circuit in self.network.circuits.values():
            customer = self._customer(circuit)
            for link in circuit.links:
                edge = self._edge(circuit, link)
                if customer is not None and self.up(circuit.path, f"{circuit.path}/links/{link}"):
                    self._customer_session(circuit, link, customer, edge)
        for connection in self.network.er_connections.values():
            gateway = self.network.gateways[connection.gateway]
            if not self.up(connection.path) or connection.circuit not in self.network.circuits:
                continue
            weight = 32769 + connection.routing_weight
            for edge in self.instances(f"expressRouteCircuits/{connection.circuit}"):
                for speaker in self.instances(gateway.path):
                    self._edge_session(edge, speaker, connection.path, weight)
        self._global_reach()

    def _edge(self, circuit: Circuit, link: str) -> Speaker:
        path = f"{circuit.path}/links/{link}"
        token = f"@{circuit.path}/{link}"
        return self.add_speaker(Speaker(path, circuit.path, "edge", MICROSOFT_ASN, token, None, "edge"))

    def _customer(self, circuit: Circuit) -> Speaker | None:
        if circuit.site is not None:
            return self.speakers.get(f"sites/{circuit.site}")
        owner = f"{circuit.path}/customer"
        return self.add_speaker(Speaker(owner, circuit.path, "site", circuit.peer_asn, f"@{owner}", None, "router"))

    def _customer_session(self, circuit: Circuit, link: str, customer: Speaker, edge: Speaker) -> None:
        self.pair(customer, edge, circuit.path, "site", "edge-site")
        forth, back = f"{customer.id}>{edge.id}#{circuit.path}", f"{edge.id}>{customer.id}#{circuit.path}"
        preference = self._local_preference(customer, circuit.name)
        self.sessions[forth] = replace(
            self.sessions[forth],
            own_asn=circuit.peer_asn,
            prepend=circuit.as_path_prepend,
            enters="expressroute",
            ibgp=False,
        )
        self.sessions[back] = replace(
            self.sessions[back], target_asn=circuit.peer_asn, preference=preference, ibgp=False
        )
        by_tail: dict[tuple[int, ...], list[Prefix]] = {}
        for prefix in circuit.advertised.get(link, ()):
            tail = circuit.as_path_by_prefix.get(prefix, ())
            by_tail.setdefault(tail[1:] if tail[:1] == (circuit.peer_asn,) else tail, []).append(prefix)
        for tail, prefixes in by_tail.items():
            self.originations.append(
                Origination(customer.id, forth, "expressroute", tuple(prefixes), circuit.path, tail)
            )

    def _local_preference(self, customer: Speaker, name: str) -> int:
        site = self.network.sites.get(customer.owner.removeprefix("sites/"))
        return site.local_preference.get(name, 100) if site else 100

    def _edge_session(self, edge: Speaker, gateway: Speaker, via: str, weight: int) -> None:
        self.pair(edge, gateway, via, "edge-gateway", "gateway-edge")
        forth = f"{edge.id}>{gateway.id}#{via}"
        self.sessions[forth] = replace(self.sessions[forth], weight=weight, enters="expressroute")

    def _global_reach(self) -> None:
        circuits = self.network.circuits
        for circuit in circuits.values():
            for other in circuit.global_reach:
                if other not in circuits or not self.up(circuit.path, circuits[other].path):
                    continue
                for one in self.instances(circuit.path):
                    for far in self.instances(circuits[other].path):
                        if one.id.rpartition("/")[2] == far.id.rpartition("/")[2]:
                            self.pair(one, far, circuit.path, "edge-edge", "edge-edge")

    def _tunnels(self) -> None:
        done: set[frozenset[str]] = set()
        for connection in self.network.vpn_connections.values():
            if not self.up(connection.path) or connection.gateway not in self.network.gateways:
                continue
            if connection.remote_site is not None:
                self._branch(connection, connection.remote_site)
            elif connection.remote_gateway in self.network.gateways:
                ends = frozenset((connection.gateway, connection.remote_gateway or ""))
                if ends not in done:
                    done.add(ends)
                    self._between_gateways(connection)

    def tunnel_ends(self, connection: VpnConnection, *, failed: bool = False) -> Iterator[Speaker]:
        """The gateway instances with a tunnel of the connection that is up, or with `failed` also those where it is not:
        what is configured there stays (L-11)."""
        for speaker in self.instances(f"virtualNetworkGateways/{connection.gateway}"):
            if speaker.address in connection.tunnels:
                if failed or self.up(f"{connection.path}/tunnels/{speaker.address}"):
                    yield speaker

    def _branch(self, connection: VpnConnection, remote: RemoteSite) -> None:
        owner = f"sites/{remote.site}" if remote.site in self.network.sites else remote.path
        if owner.startswith("sites/") and owner not in self.speakers:
            return
        asn = remote.asn or 0
        appliance = self._appliance_behind(remote)
        if appliance is not None:
            self.aliases[remote.path] = appliance.id
        router = appliance or self.add_speaker(
            Speaker(owner, owner, "site", asn, remote.peer_address or f"@{owner}", None, "router")
        )
        bgp = connection.enable_bgp and remote.asn is not None
        peer = host(remote.peer_address) if bgp and remote.peer_address else None
        statics = tuple(p for p in remote.statics if p != peer)
        up = list(self.tunnel_ends(connection))
        for speaker in self.tunnel_ends(connection, failed=True):
            if statics:
                self.originations.append(Origination(speaker.id, None, "static", statics, connection.path))
            if peer is not None:
                self.originations.append(Origination(speaker.id, None, "peerhost", (peer,), connection.path))
            if bgp and speaker in up:
                self._branch_session(connection, remote, router, speaker)

    def _appliance_behind(self, remote: RemoteSite) -> Speaker | None:
        """The appliance on which a tunnel ends: the only one with the branch's ASN, unless the branch's address is another."""
        same = [a for a in self.network.appliances.values() if a.asn is not None and a.asn == remote.asn]
        if len({a.addresses for a in same}) != 1:
            return None
        private = any(remote.gateway_ip in a.addresses for a in self.network.appliances.values())
        if private and remote.gateway_ip not in same[0].addresses:
            return None
        return self.appliance(same[0])

    def _branch_session(self, connection: VpnConnection, remote: RemoteSite, router: Speaker, gateway: Speaker) -> None:
        via = f"{connection.path}/tunnels/{gateway.address}"
        token = remote.peer_address or f"@{remote.path}/peer"
        self.pair(router, gateway, via, "tunnel" if router.kind == "appliance" else "site", "vpn-peer", ibgp=False)
        forth, back = f"{router.id}>{gateway.id}#{via}", f"{gateway.id}>{router.id}#{via}"
        prepend = remote.prepend_by_tunnel.get(gateway.address, remote.as_path_prepend)
        self.sessions[forth] = replace(
            self.sessions[forth], next_hop=token, own_asn=remote.asn, prepend=prepend, enters="vpn"
        )
        self.sessions[back] = replace(
            self.sessions[back],
            target_asn=remote.asn,
            peer=token,
            preference=self._local_preference(router, connection.name),
            peer_hosts=frozenset({host(token)} if not token.startswith("@") else ()),
        )
        extra: dict[tuple[int, ...], list[Prefix]] = {}
        for prefix in remote.advertised:
            tail = (remote.asn or 0,) * remote.prepend_by_prefix.get(prefix, 0)
            extra.setdefault(tail, []).append(prefix)
        appliance = self.network.appliances.get(router.owner.partition("/")[2]) if router.kind == "appliance" else None
        for tail, prefixes in extra.items():
            if appliance is not None and not tail:
                self._list(router, forth, "vpn", prefixes, connection.path, appliance.subnet)
            else:
                self.originations.append(Origination(router.id, forth, "vpn", tuple(prefixes), connection.path, tail))

    def _between_gateways(self, connection: VpnConnection) -> None:
        """D-43: one connection resource in each direction; the tunnels of both ends count."""
        twin = next(
            (
                c
                for c in self.network.vpn_connections.values()
                if c.gateway == connection.remote_gateway and c.remote_gateway == connection.gateway
            ),
            None,
        )
        if twin is not None and not self.up(twin.path):
            return
        near = list(self.tunnel_ends(connection))
        far_all = self.instances(f"virtualNetworkGateways/{connection.remote_gateway}")
        far = list(self.tunnel_ends(twin)) if twin else far_all
        if connection.enable_bgp and (twin is None or twin.enable_bgp):
            for one in near:
                for other in far:
                    self._gateway_session(connection.path, one, other)
                    self._gateway_session((twin or connection).path, other, one)
        else:
            self._static_between(connection.path, near, connection.remote_gateway)
            self._static_between((twin or connection).path, far, connection.gateway)

    def _gateway_session(self, via: str, target: Speaker, source: Speaker) -> None:
        peer = frozenset({host(source.address)}) if not source.address.startswith("@") else frozenset()
        if peer:
            self.originations.append(Origination(target.id, None, "peerhost", tuple(peer), via))
        self.add_session(
            Session(
                id=f"{source.id}>{target.id}#{via}",
                source=source.id,
                target=target.id,
                via=via,
                announce="vpn-peer",
                ibgp=False,
                next_hop=source.address,
                peer=target.address,
                enters="vpn",
                peer_hosts=frozenset({host(target.address)}) if not target.address.startswith("@") else frozenset(),
            )
        )

    def _static_between(self, via: str, near: list[Speaker], far: str | None) -> None:
        home = self.homes.get(self.network.gateways[far or ""].virtual_network or "")
        if home is not None:
            prefixes = tuple(p for p in home.prefixes if p.version == 4)
            for speaker in near:
                self.originations.append(Origination(speaker.id, None, "static", prefixes, via))

    def _appliances(self) -> None:
        for server in self.network.route_servers.values():
            reachable = self._vnets_around(server.virtual_network)
            for name in server.peers:
                appliance = self.network.appliances.get(name)
                if appliance is None or appliance.asn is None or appliance.subnet.partition("/")[0] not in reachable:
                    continue
                speaker = self.appliance(appliance)
                for instance in self.instances(server.path) if speaker else ():
                    self.route_server_session(appliance, speaker, instance)  # type: ignore[arg-type]
        for appliance in self.network.appliances.values():
            for other in appliance.overlay:
                self._overlay(appliance, self.network.appliances.get(other))

    def _vnets_around(self, vnet: str) -> set[str]:
        centre = self.network.virtual_networks[vnet]
        return {vnet} | {half.remote for half in peerings_up(self.network, centre, self.down)}

    def appliance(self, appliance: Appliance) -> Speaker | None:
        """The speaker of an appliance with an ASN, or None if it is down or speaks no BGP."""
        if not self.up(appliance.path) or appliance.asn is None:
            return None
        address = appliance.addresses[0] if appliance.addresses else f"@{appliance.path}"
        twin = self._devices.setdefault((appliance.subnet, address, appliance.asn), appliance.path)
        if twin != appliance.path:
            self.aliases[appliance.path] = twin
            return self.speakers.get(twin)
        home = appliance.subnet.partition("/")[0]
        return self.add_speaker(
            Speaker(appliance.path, appliance.path, "appliance", appliance.asn, address, home, "router")
        )

    def route_server_session(self, appliance: Appliance, speaker: Speaker, server: Speaker) -> None:
        """RS-11, RS-39: an appliance speaks with both instances and may name another next hop."""
        via = appliance.path
        self.pair(speaker, server, via, "appliance", "routeserver-appliance", ibgp=False)
        forth = f"{speaker.id}>{server.id}#{via}"
        self.sessions[forth] = replace(
            self.sessions[forth],
            next_hop=appliance.next_hop_ip or speaker.address,
            prepend=appliance.as_path_prepend,
            enters="appliance",
        )
        self.lists(appliance, speaker, forth)

    def lists(self, appliance: Appliance, speaker: Speaker, session: str) -> None:
        """What the appliance announces on a session by configuration."""
        self._list(speaker, session, "appliance", appliance.advertised, appliance.path, appliance.subnet)

    def _list(
        self, speaker: Speaker, session: str, kind: str, prefixes: Iterable[Prefix], entry: str, subnet: str
    ) -> None:
        listed = tuple(prefixes)
        foreign = tuple(p for p in listed if self._foreign(p, subnet))
        own = tuple(p for p in listed if p not in foreign)
        if own:
            self.originations.append(Origination(speaker.id, session, kind, own, entry))
        if foreign:
            self.originations.append(Origination(speaker.id, session, kind, foreign, entry, passed_on=True))

    def _foreign(self, prefix: Prefix, subnet: str) -> bool:
        """True if the prefix that an appliance lists starts elsewhere: a VNet, a site, or a subnet behind another appliance."""
        if prefix in self._starts_elsewhere:
            return True
        home = subnet.partition("/")[0]
        if inside_any(prefix, self.network.virtual_networks[home].address_space):
            return False
        return any(
            inside_any(prefix, self.network.virtual_networks[other].address_space)
            for other in self._listed_by.get(prefix, ())
        )

    @cached_property
    def _listed_by(self) -> dict[Prefix, set[str]]:
        """The VNets of the appliances that list a prefix."""
        listed: dict[Prefix, set[str]] = {}
        for appliance in self.network.appliances.values():
            for prefix in appliance.advertised:
                listed.setdefault(prefix, set()).add(appliance.subnet.partition("/")[0])
        return listed

    @cached_property
    def _starts_elsewhere(self) -> frozenset[Prefix]:
        network = self.network
        starts = {p for v in network.virtual_networks.values() for p in v.address_space}
        starts.update(p for c in network.circuits.values() for prefixes in c.advertised.values() for p in prefixes)
        for connection in network.vpn_connections.values():
            remote = connection.remote_site
            if remote is not None and self._appliance_behind(remote) is None:
                starts.update(remote.advertised)
        return frozenset(starts)

    def _overlay(self, appliance: Appliance, other: Appliance | None) -> None:
        if other is None:
            return
        one, far = self.appliance(appliance), self.appliance(other)
        if one is not None and far is not None and one is not far:
            self.pair(one, far, appliance.path, "appliance", "appliance")
            self.lists(appliance, one, f"{one.id}>{far.id}#{appliance.path}")
            self.lists(other, far, f"{far.id}>{one.id}#{appliance.path}")
