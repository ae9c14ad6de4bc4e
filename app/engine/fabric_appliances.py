"""Appliances in the fabric: which device is which, with whom it speaks and what it lists."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from app.engine.bgp import Origination, Speaker
from app.engine.homes import peerings_up
from app.engine.lpm import PrefixTable
from app.engine.network import Appliance, Network, RemoteSite
from app.engine.prefix import Prefix

if TYPE_CHECKING:
    from app.engine.fabric import FabricBuilder


class ApplianceFabric:
    """Adds the appliances' speakers and sessions to a fabric under construction."""

    def __init__(self, builder: "FabricBuilder") -> None:
        self.builder = builder
        self.network: Network = builder.network
        self._devices: dict[tuple[str, str, int], str] = {}
        self._known_foreign: dict[tuple[tuple[Prefix, ...], str], frozenset[Prefix]] = {}

    def build(self) -> None:
        """Adds the sessions of appliances with Route Servers and with each other."""
        for server in self.network.route_servers.values():
            reachable = self._vnets_around(server.virtual_network)
            for name in server.peers:
                appliance = self.network.appliances.get(name)
                if appliance is None or appliance.asn is None or appliance.subnet.partition("/")[0] not in reachable:
                    continue
                speaker = self.speaker(appliance)
                up = self.builder.up(f"{server.path}/bgpPeers/{name}")
                for instance in self.builder.instances(server.path) if speaker and up else ():
                    self.route_server_session(appliance, speaker, instance)  # type: ignore[arg-type]
        for appliance in self.network.appliances.values():
            for other in appliance.overlay:
                self._overlay(appliance, self.network.appliances.get(other))

    def _vnets_around(self, vnet: str) -> set[str]:
        centre = self.network.virtual_networks[vnet]
        return {vnet} | {half.remote for half in peerings_up(self.network, centre, self.builder.down)}

    def speaker(self, appliance: Appliance) -> Speaker | None:
        """The speaker of an appliance with an ASN, or None if it is down or speaks no BGP."""
        if not self.builder.up(appliance.path) or appliance.asn is None:
            return None
        address = appliance.addresses[0] if appliance.addresses else f"@{appliance.path}"
        twin = self._devices.setdefault((appliance.subnet, address, appliance.asn), appliance.path)
        if twin != appliance.path:
            self.builder.aliases[appliance.path] = twin
            return self.builder.speakers.get(twin)
        home = appliance.subnet.partition("/")[0]
        return self.builder.add_speaker(
            Speaker(appliance.path, appliance.path, "appliance", appliance.asn, address, home, "router")
        )

    def route_server_session(self, appliance: Appliance, speaker: Speaker, server: Speaker) -> None:
        """RS-11, RS-39: an appliance speaks with both instances and may name another next hop."""
        via = appliance.path
        passes = "appliance-override" if self._overrides(appliance) else "appliance"
        self.builder.pair(speaker, server, via, passes, "routeserver-appliance", ibgp=False)
        forth = f"{speaker.id}>{server.id}#{via}"
        self.builder.sessions[forth] = self.builder.sessions[forth]._replace(
            next_hop=appliance.next_hop_ip or speaker.address,
            prepend=appliance.as_path_prepend,
            enters="appliance",
        )
        self.lists(appliance, speaker, forth)

    def _overrides(self, appliance: Appliance) -> bool:
        """RS-54: an appliance that lists what only a Route Server can have told it overrides 65515, whether or not it
        says so: a Route Server would refuse the path (RS-53), and as-override holds for all that a neighbour is told.

        Documented and observed: RS-DUAL (2021), L-ADT (2023-02), MicroHack scenario 4 (2022).
        """
        foreign = self._foreign(appliance.advertised, appliance.subnet)
        if appliance.as_path_handling != "none" or not foreign:
            return False
        servers = self.network.route_servers.values()
        others = [s.virtual_network for s in servers if appliance.name not in s.peers]
        if not foreign.isdisjoint(p for vnet in others for p in self.network.virtual_networks[vnet].address_space):
            return True
        return len(servers) - len(others) > 1 and not self._has_tunnels(appliance)

    def _has_tunnels(self, appliance: Appliance) -> bool:
        """True if an appliance hears from others than Route Servers."""
        branches = (c.remote_site for c in self.network.vpn_connections.values() if c.remote_site is not None)
        overlays = (name for a in self.network.appliances.values() for name in a.overlay)
        return bool(appliance.overlay) or appliance.name in overlays or appliance.asn in {b.asn for b in branches}

    def lists(self, appliance: Appliance, speaker: Speaker, session: str) -> None:
        """What the appliance announces on a session by configuration."""
        self.list_prefixes(speaker, session, "appliance", appliance.advertised, appliance.path, appliance.subnet)

    def list_prefixes(
        self, speaker: Speaker, session: str, kind: str, prefixes: Iterable[Prefix], entry: str, subnet: str
    ) -> None:
        """RS-54: lists prefixes for a session, those that start elsewhere apart."""
        listed = tuple(prefixes)
        foreign = self._foreign(listed, subnet)
        own, others = (tuple(p for p in listed if (p in foreign) is elsewhere) for elsewhere in (False, True))
        if own:
            self.builder.originations.append(Origination(speaker.id, session, kind, own, entry))
        if others:
            self.builder.originations.append(Origination(speaker.id, session, kind, others, entry, passed_on=True))

    def _foreign(self, prefixes: tuple[Prefix, ...], subnet: str) -> frozenset[Prefix]:
        """What an appliance lists and starts elsewhere: at a VNet, a site or behind another appliance."""
        key = (prefixes, subnet)
        if key not in self._known_foreign:
            home = subnet.partition("/")[0]
            self._known_foreign[key] = frozenset(p for p in prefixes if self._is_foreign(p, home))
        return self._known_foreign[key]

    def _is_foreign(self, prefix: Prefix, home: str) -> bool:
        if prefix in self._starts_elsewhere:
            return True
        around = {name for names in self._spaces.covers(prefix) for name in names}
        return home not in around and not around.isdisjoint(self._listed_by.get(prefix, ()))

    @cached_property
    def _spaces(self) -> PrefixTable[list[str]]:
        """The VNets by address space."""
        names: dict[Prefix, list[str]] = {}
        for vnet in self.network.virtual_networks.values():
            for prefix in vnet.address_space:
                names.setdefault(prefix, []).append(vnet.name)
        return PrefixTable(names.items())

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
            if remote is not None and self.behind(remote) is None:
                starts.update(remote.advertised)
        return frozenset(starts)

    def _overlay(self, appliance: Appliance, other: Appliance | None) -> None:
        if other is None:
            return
        one, far = self.speaker(appliance), self.speaker(other)
        if one is not None and far is not None and one is not far:
            self.builder.pair(one, far, appliance.path, "appliance", "appliance")
            self.lists(appliance, one, f"{one.id}>{far.id}#{appliance.path}")
            self.lists(other, far, f"{far.id}>{one.id}#{appliance.path}")

    def behind(self, remote: RemoteSite) -> Speaker | None:
        """The appliance on which a tunnel ends: the only one with the branch's ASN, unless its address is another's."""
        same = [a for a in self.network.appliances.values() if a.asn is not None and a.asn == remote.asn]
        if len({a.addresses for a in same}) != 1:
            return None
        private = any(remote.gateway_ip in a.addresses for a in self.network.appliances.values())
        if private and remote.gateway_ip not in same[0].addresses:
            return None
        return self.speaker(same[0])
