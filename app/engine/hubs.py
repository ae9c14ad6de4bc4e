"""Virtual WAN hubs in the fabric: one speaker for each hub route table, one for everything that a hub knows.

The core speaker holds every route of its hub: it is what other hubs hear, what the hub's firewall forwards by and,
under private routing intent, what branches are told (RI-06, RI-09). Choices are left to policies and preference orders.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.engine.bgp import AZURE_ASN, HUB_ASN, Origination, Session, Speaker
from app.engine.hub_policy import CLOSED
from app.engine.hub_tables import Propagation, configured_routes, default_table, home_of
from app.engine.network import ErConnection, Gateway, HubConnection, HubPeer, Network, VirtualHub, VpnConnection
from app.engine.prefix import DEFAULT_V4, Prefix
from app.engine.route_maps import run, translation

if TYPE_CHECKING:
    from app.engine.fabric import FabricBuilder

FAR = "/out"


class HubFabric:
    """Adds the hubs' speakers and sessions to a fabric under construction."""

    def __init__(self, builder: "FabricBuilder") -> None:
        self.builder = builder
        self.network: Network = builder.network
        self.up = builder.up
        self.propagation = Propagation(self.network)
        self.hubs = [h for h in self.network.hubs.values() if self.up(h.path)]
        self.cores: dict[str, Speaker] = {}
        self.tables: dict[str, dict[str, Speaker]] = {}

    def build(self) -> None:
        """Adds everything of the network's hubs."""
        for hub in self.hubs:
            self._speakers(hub)
        for hub in self.hubs:
            self._connections(hub)
            self._statics(hub)
            self._gateways(hub)
            for peer in hub.peers:
                self._peer(hub, peer)
            self._inter_hub(hub)

    def _speakers(self, hub: VirtualHub) -> None:
        """VW-01, VW-30, VW-32: every table chooses by the hub's preference; ASPath is stricter beside two hubs."""
        siblings = sum(other.wan == hub.wan for other in self.hubs) - 1
        order = f"hub:{hub.preference}{'+' if hub.preference == 'ASPath' and siblings > 1 else ''}"
        address, home = hub.router_ips[0], home_of(hub.name)
        self.cores[hub.name] = self.builder.add_speaker(
            Speaker(hub.path, hub.path, "hub", AZURE_ASN, address, home, order)
        )
        self.tables[hub.name] = {
            table.path: self.builder.add_speaker(
                Speaker(table.path, table.path, "hub", AZURE_ASN, address, home, order)
            )
            for table in hub.tables
        }

    def branch_table(self, hub: VirtualHub) -> Speaker:
        """VW-13, RI-09: what branches and BGP peers are told from: the default table, or all behind the firewall."""
        return self.cores[hub.name] if hub.private_policy else self.tables[hub.name][default_table(hub).path]

    def _receivers(self, hub: VirtualHub, targets: Iterable[str]) -> list[Speaker]:
        """The hub's own speakers that a connection's routes enter."""
        if hub.private_policy:
            return [self.cores[hub.name]]
        wanted = set(targets)
        return [self.cores[hub.name], *(s for path, s in self.tables[hub.name].items() if path in wanted)]

    def _originate(
        self,
        hub: VirtualHub,
        targets: frozenset[str],
        kind: str,
        prefixes: Iterable[Prefix],
        entry: str,
        tail: tuple[int, ...],
    ) -> None:
        for speaker in self._receivers(hub, targets):
            self.builder.originations.append(
                Origination(speaker.id, None, kind, tuple(prefixes), entry, tail, targets=targets)
            )

    def _connections(self, hub: VirtualHub) -> None:
        """VW-05, VW-21: each VNet's IPv4 prefixes and propagated statics; VNets that propagate alike go together."""
        groups: dict[tuple[frozenset[str], tuple[int, ...]], list[Prefix]] = {}
        for connection in self.network.hub_connections.values():
            vnet = self.network.virtual_networks.get(connection.virtual_network)
            if connection.hub != hub.name or vnet is None or not self.up(connection.path, vnet.path):
                continue
            targets = self.propagation.targets(hub, connection.routing)
            for prefix, tail in self._let_in(hub, connection, (p for p in vnet.address_space if p.version == 4)):
                groups.setdefault((targets, tail), []).append(prefix)
            if connection.routing.propagate_statics:
                known = {*vnet.address_space, DEFAULT_V4}
                statics = [p for prefixes, _ in connection.routing.statics for p in prefixes if p not in known]
                for prefix, tail in self._let_in(hub, connection, dict.fromkeys(statics)):
                    self._originate(hub, targets, "vnetstatic", (prefix,), connection.path, tail)
        for (targets, tail), prefixes in groups.items():
            self._originate(hub, targets, "vnet", dict.fromkeys(prefixes), hub.path, tail)

    def _let_in(
        self, hub: VirtualHub, connection: HubConnection, prefixes: Iterable[Prefix]
    ) -> list[tuple[Prefix, tuple[int, ...]]]:
        """VW-110: a VNet's prefixes after its connection's inbound route map."""
        rules = hub.route_maps.get(connection.routing.inbound_route_map or "", ())
        found = (run(rules, prefix, ()) for prefix in prefixes)
        return list(dict.fromkeys((r.prefix, r.as_path) for r in found if r is not None))

    def _statics(self, hub: VirtualHub) -> None:
        """VW-16, RI-04: table statics stay in their table; an Internet policy is a default route of the hub.

        What is configured stays when the firewall behind it fails; a connection that is gone takes its routes along.
        """
        for table in hub.tables:
            for static in configured_routes(hub, table):
                entry = self.next_hop_path(static.next_hop)
                if entry is not None and (entry.startswith("azureFirewalls/") or self.up(entry)):
                    speaker = self.tables[hub.name][table.path].id
                    self.builder.originations.append(
                        Origination(speaker, None, "hubstatic", static.destinations, entry, next_hop=static.next_hop)
                    )
        if hub.internet_policy:
            entry = self.next_hop_path(hub.internet_policy)
            if entry is not None:
                core = self.cores[hub.name].id
                self.builder.originations.append(
                    Origination(core, None, "hubstatic", (DEFAULT_V4,), entry, next_hop="Internet")
                )

    def next_hop_path(self, name: str) -> str | None:
        """The document path of a static route's next hop: a connection, a firewall, or the Internet (VW-73)."""
        if name in self.network.hub_connections:
            return self.network.hub_connections[name].path
        if name in self.network.firewalls:
            return self.network.firewalls[name].path
        return "internet" if name == "Internet" else None

    def _gateways(self, hub: VirtualHub) -> None:
        for gateway in self.network.gateways.values():
            instances = list(self.builder.instances(gateway.path)) if gateway.virtual_hub == hub.name else []
            if not instances:
                continue
            connections: list[ErConnection | VpnConnection] = [
                c for c in self.network.er_connections.values() if c.gateway == gateway.name
            ]
            connections += [c for c in self.network.vpn_connections.values() if c.gateway == gateway.name]
            routing = connections[0].routing if connections else gateway.routing
            targets = self.propagation.targets(hub, routing)
            for instance in instances:
                self._into_hub(hub, gateway, instance, targets)
                self._out_of_hub(hub, gateway, instance)
            self._branches(hub, gateway, {c.name: c for c in connections})

    def _into_hub(self, hub: VirtualHub, gateway: Gateway, instance: Speaker, targets: frozenset[str]) -> None:
        """VW-10, VW-13: what a gateway learned, into the tables that its connections propagate to."""
        for table in self._receivers(hub, targets):
            self.builder.add_session(
                Session(
                    id=f"{instance.id}>{table.id}#{gateway.path}",
                    source=instance.id,
                    target=table.id,
                    via=gateway.path,
                    announce="hub-in",
                    ibgp=True,
                    next_hop=instance.address,
                    next_hop_self=gateway.is_vpn,
                    peer=table.address,
                    targets=targets,
                )
            )

    def _out_of_hub(self, hub: VirtualHub, gateway: Gateway, instance: Speaker) -> None:
        """VW-42, VW-52: what a gateway tells its branches: the hub's prefix and its table.

        An ExpressRoute gateway never tells circuits what circuits told it, so its two sides are speakers of their own:
        a route that it knows from a circuit does not keep the hub's route for the same prefix from other circuits.
        """
        table = self.branch_table(hub)
        teller = instance
        if not gateway.is_vpn:
            teller = self.builder.add_speaker(instance._replace(id=f"{instance.id}{FAR}"))
            if hub.er_transit and hub.private_policy:
                extra = tuple(p for r in configured_routes(hub, default_table(hub)) for p in r.destinations if p.length)
                self.builder.originations.append(Origination(teller.id, None, "hubprefix", extra, hub.path))
        if hub.address_prefix.value:
            self.builder.originations.append(Origination(teller.id, None, "hubprefix", (hub.address_prefix,), hub.path))
        self.builder.add_session(
            Session(
                id=f"{table.id}>{teller.id}#{gateway.path}",
                source=table.id,
                target=teller.id,
                via=gateway.path,
                announce="hub-gateway",
                ibgp=True,
                next_hop=table.address,
                peer=instance.address,
            )
        )

    def _branches(
        self, hub: VirtualHub, gateway: Gateway, connections: dict[str, ErConnection | VpnConnection]
    ) -> None:
        """VW-110: the gateway's sessions with circuits, sites and other gateways get their connections' maps."""
        own = {speaker.id for speaker in self.builder.instances(gateway.path)}
        wan = self.network.wans.get(hub.wan)
        announce = "hub-branch" if wan is None or wan.branch_to_branch else CLOSED
        for session in list(self.builder.sessions.values()):
            if (session.source in own) == (session.target in own) or not session.via.startswith("connections/"):
                continue
            connection = connections.get(session.via.removeprefix("connections/").partition("/")[0])
            if session.target in own:
                self.builder.sessions[session.id] = session._replace(
                    inbound_map=self._map(hub, gateway, connection, outbound=False)
                )
                continue
            outbound = self._map(hub, gateway, connection, outbound=True)
            if gateway.is_vpn:
                self.builder.sessions[session.id] = session._replace(announce=announce, outbound_map=outbound)
            else:
                del self.builder.sessions[session.id]
                source = f"{session.source}{FAR}"
                self.builder.add_session(
                    session._replace(
                        id=f"{source}>{session.target}#{session.via}",
                        source=source,
                        announce=announce,
                        outbound_map=outbound,
                    )
                )

    def _map(
        self, hub: VirtualHub, gateway: Gateway, connection: ErConnection | VpnConnection | None, *, outbound: bool
    ) -> str | None:
        """The key of the rules that a connection's routes pass: its route map and the gateway's address translation."""
        routing = connection.routing if connection else None
        name = (routing.outbound_route_map if outbound else routing.inbound_route_map) if routing else None
        rules = hub.route_maps.get(name or "", ())
        nat = translation(gateway.nat_rules, connection.name if connection else "", outbound=outbound)
        if not gateway.translate_bgp:
            nat = ()
        if not rules and not nat:
            return None
        key = f"{hub.name}/{name or ''}" + (f"/{connection.name}/{outbound}" if nat and connection else "")
        self.builder.maps[key] = (*rules, *nat) if outbound else (*nat, *rules)
        return key

    def _peer(self, hub: VirtualHub, peer: HubPeer) -> None:
        """VW-14, VW-80, VW-81: an appliance in a connected VNet; it hears the default table and the hub's prefix."""
        connection = self.network.hub_connections.get(peer.connection)
        if connection is None or not self.up(connection.path, peer.path):
            return
        appliance = self.network.appliances.get(peer.appliance or "")
        if appliance is not None and not self.up(appliance.path):
            return
        known = self.builder.appliance(appliance) if appliance is not None else None
        speaker = known or self.builder.add_speaker(
            Speaker(peer.path, peer.path, "appliance", peer.peer_asn, peer.peer_ip, None, "router")
        )
        targets = self.propagation.targets(hub, connection.routing) | {default_table(hub).path}
        prepend = max(peer.as_path_prepend, appliance.as_path_prepend if appliance else 0)
        for table in self._receivers(hub, targets):
            session = Session(
                id=f"{speaker.id}>{table.id}#{peer.path}",
                source=speaker.id,
                target=table.id,
                via=peer.path,
                announce="appliance" if known else "peer-hub",
                ibgp=False,
                next_hop=peer.next_hop_ip or peer.peer_ip,
                enters="appliance",
                own_asn=peer.peer_asn or None,
                prepend=prepend,
                peer=table.address,
                targets=targets,
            )
            self.builder.add_session(session)
            self._listed(peer, session)
        self._told(hub, peer, connection, speaker)

    def _listed(self, peer: HubPeer, session: Session) -> None:
        """What the peer is said to announce, with the AS numbers behind it."""
        appliance = self.network.appliances.get(peer.appliance or "")
        by_tail: dict[tuple[int, ...], list[Prefix]] = {}
        for prefix in peer.advertised or (appliance.advertised if appliance else ()):
            by_tail.setdefault(peer.as_paths.get(prefix, ()), []).append(prefix)
        for tail, prefixes in by_tail.items():
            self.builder.originations.append(
                Origination(session.source, session.id, "appliance", tuple(prefixes), peer.path, tail)
            )

    def _told(self, hub: VirtualHub, peer: HubPeer, connection: HubConnection, speaker: Speaker) -> None:
        table = self.branch_table(hub)
        session = Session(
            id=f"{table.id}>{speaker.id}#{peer.path}",
            source=table.id,
            target=speaker.id,
            via=connection.path,
            announce="hub-peer",
            ibgp=False,
            next_hop=table.address,
            target_asn=peer.peer_asn or None,
            peer=peer.peer_ip,
        )
        self.builder.add_session(session)
        if hub.address_prefix.value:
            self.builder.originations.append(
                Origination(table.id, session.id, "hubprefix", (hub.address_prefix,), hub.path)
            )

    def _inter_hub(self, hub: VirtualHub) -> None:
        """VW-03, VW-34, VW-40: all hubs of a WAN tell each other directly; 65520 stands twice in every such path.

        Weight 0 marks what a hub with private routing intent hears from one without.
        """
        core = self.cores[hub.name]
        for other in self.hubs:
            if not hub.wan or other.wan != hub.wan or other.name == hub.name or self._basic(hub):
                continue
            weight = 0 if other.private_policy and not hub.private_policy else 32768
            for table in (self.cores[other.name], *(() if other.private_policy else self.tables[other.name].values())):
                self.builder.add_session(
                    Session(
                        id=f"{core.id}>{table.id}#{hub.path}",
                        source=core.id,
                        target=table.id,
                        via=hub.path,
                        announce="hub-hub",
                        ibgp=False,
                        next_hop=core.address,
                        own_asn=HUB_ASN,
                        prepend=1,
                        peer=table.address,
                        weight=weight,
                    )
                )

    def _basic(self, hub: VirtualHub) -> bool:
        wan = self.network.wans.get(hub.wan)
        return wan is not None and wan.basic
