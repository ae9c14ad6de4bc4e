"""Who has which address: machines, appliances, gateways and the rest, per VNet, and what lies on premises.

Knows the network and which speakers are up; decides no route.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.engine.bgp import Speaker
from app.engine.forwarding import Address, Exit
from app.engine.homes import peerings_up, twin_of
from app.engine.hub_tables import associated_table
from app.engine.lpm import PrefixTable
from app.engine.network import Appliance, Peering, RemoteSite, Subnet, VirtualNetwork, VpnConnection
from app.engine.preference import Choice
from app.engine.prefix import BadPrefix, Prefix
from app.engine.result import Result
from app.engine.tables import SubnetTable

DEFAULT_LIKE = 8
T = TypeVar("T")
Coverage = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Resident:
    """Something that has an address in a VNet; `key` is what steps call it by."""

    kind: str
    key: str
    path: str
    label: str
    subnet: str | None


class Atlas:
    """The addresses of one result.

    `spaces` has the VNets by address space, `premises` every prefix on premises with the document paths of who has it,
    `firsts` the first prefix of each of these.
    """

    def __init__(self, result: Result, like: "Atlas | None" = None) -> None:
        """`like` is an atlas of the same network under another what-if, of which the unchanging part is taken over."""
        self.result, self.network, self.down = result, result.network, result.down
        self._subnets: dict[str, PrefixTable[Subnet]] = like._subnets if like else self._subnet_tables()
        self._residents: dict[tuple[str, int, int], list[Resident]] = {}
        self.occupied: set[str] = {a.subnet for a in self.network.appliances.values()}
        self.gateways = {
            text: s.id for g in self.network.gateways.values() for text, s in self._gateway_addresses(g.path)
        }
        self.edges = self._edge_addresses()
        self.hub_addresses: dict[str, str | None] = {
            **{ip: None for hub in self.network.hubs.values() for ip in hub.router_ips},
            **{f.address: f.name for f in self.network.firewalls.values() if f.virtual_hub},
        }
        self.tables: dict[tuple[str, bool], tuple[VirtualNetwork, Subnet, SubnetTable]] = {}
        self.forwarding: dict[tuple[str, Address], list[Exit]] = {}
        self.exits: dict[tuple[object, ...], Exit | None] = {}
        self._fill()
        vnets = ((p, v.name) for v in self.network.virtual_networks.values() for p in v.address_space)
        self.spaces: PrefixTable[list[str]] = like.spaces if like else _grouped(vnets)
        self.firsts: dict[str, Prefix] = like.firsts if like else {}
        self.premises: dict[Prefix, list[str]] = like.premises if like else self._all_premises()
        self._sites: PrefixTable[list[str]] = like._sites if like else PrefixTable(self.premises.items())
        self._announced: PrefixTable[list[str]] = like._announced if like else _grouped(self._lists_of_appliances())
        self.classes = result.classes
        self._around: dict[Address, Coverage] = {}
        self.default_lists: dict[str, tuple[Prefix, ...]] = like.default_lists if like else self._default_lists()
        self.devices: dict[str, str] = {}
        self.halves: dict[str, tuple[str, ...]] = {}
        self._halves_of: dict[str, dict[str, tuple[Peering, Peering | None]]] = {}
        listed: dict[str, dict[Prefix, bool]] = {}
        static_ways: dict[str, dict[Prefix, tuple[str, str]]] = {}
        self._tunnels(listed, static_ways)
        self._listed, self._static_ways = listed, static_ways
        self.listed: dict[str, PrefixTable[bool]] = _tables(listed, (like._listed, like.listed) if like else None)
        self.static_ways: dict[str, PrefixTable[tuple[str, str]]] = _tables(
            static_ways, (like._static_ways, like.static_ways) if like else None
        )

    def _subnet_tables(self) -> dict[str, PrefixTable[Subnet]]:
        return {
            name: PrefixTable((p, s) for s in vnet.subnets for p in s.prefixes)
            for name, vnet in self.network.virtual_networks.items()
        }

    def _lists_of_appliances(self) -> Iterator[tuple[Prefix, str]]:
        for appliance in self.network.appliances.values():
            for prefix in appliance.advertised:
                if prefix.length >= DEFAULT_LIKE:
                    yield prefix, appliance.path

    def _default_lists(self) -> dict[str, tuple[Prefix, ...]]:
        """By appliance the default route that it announces, or the halves of one."""
        return {
            name: tuple(p for p in appliance.advertised if p.length < DEFAULT_LIKE)
            for name, appliance in self.network.appliances.items()
        }

    def _gateway_addresses(self, path: str) -> Iterator[tuple[str, Speaker]]:
        gateway = self.network.gateways[path.partition("/")[2]]
        instances = self.result.instances(path)
        for speaker in instances:
            yield speaker.address, speaker
        for address in gateway.public_ips:
            if instances:
                yield address, instances[0]

    def _edge_addresses(self) -> dict[str, str]:
        edges = {}
        for circuit in self.network.circuits.values():
            for link in circuit.links:
                speaker = f"{circuit.path}/links/{link}"
                edges[f"@{circuit.path}/{link}"] = speaker
                if link in circuit.underlay:
                    edges[circuit.underlay[link]] = speaker
        return edges

    def _fill(self) -> None:
        network = self.network
        for machine in network.machines.values():
            self._put(machine.subnet, machine.address, "machine", machine.name, machine.path)
        for appliance in network.appliances.values():
            for address in (*appliance.addresses, appliance.frontend):
                self._put(appliance.subnet, address, "appliance", appliance.name, appliance.path)
        for firewall in network.firewalls.values():
            if firewall.virtual_network:
                self._put(
                    f"{firewall.virtual_network}/AzureFirewallSubnet",
                    firewall.address,
                    "firewall",
                    firewall.name,
                    firewall.path,
                )
        for endpoint in network.private_endpoints.values():
            if endpoint.prefix is not None:
                self._put(
                    endpoint.subnet, str(endpoint.prefix).partition("/")[0], "endpoint", endpoint.name, endpoint.path
                )
        for speaker in self.result.fabric.speakers.values():
            if speaker.kind in ("vpn", "expressroute") and speaker.home in network.virtual_networks:
                self._put(f"{speaker.home}/GatewaySubnet", speaker.address, "gateway", speaker.id, speaker.owner)
            elif speaker.kind == "routeserver":
                self._put(
                    f"{speaker.home}/RouteServerSubnet", speaker.address, "routeserver", speaker.owner, speaker.owner
                )

    def router_of(self, remote: RemoteSite) -> str:
        """The document path of the device at the far end of a tunnel."""
        owner = f"sites/{remote.site}" if remote.site in self.network.sites else remote.path
        return self.result.fabric.aliases.get(remote.path, owner)

    def _tunnels(
        self, listed: dict[str, dict[Prefix, bool]], static_ways: dict[str, dict[Prefix, tuple[str, str]]]
    ) -> None:
        """D-41: what sites list for Azure, what sites without BGP route into tunnels, which appliance is a site."""
        speakers = self.result.fabric.speakers
        for origination in self.result.fabric.originations:
            if origination.session is not None and speakers[origination.speaker].kind == "site":
                listed.setdefault(origination.speaker, {}).update(dict.fromkeys(origination.prefixes, True))
        by_address = {text: a.path for a in self.network.appliances.values() for text in a.addresses}
        for connection in self.network.vpn_connections.values():
            remote = connection.remote_site
            if remote is None:
                continue
            owner = self.router_of(remote)
            peer = (Address.of(remote.peer_address).host,) if remote.peer_address else ()
            listed.setdefault(owner, {}).update(dict.fromkeys((*remote.statics, *peer), True))
            device = by_address.get(remote.gateway_ip or "")
            if device is not None and owner not in self.network.appliances:
                self.devices[owner] = device
                self.halves[self.result.fabric.owner(device)] = (owner,)
            if not connection.enable_bgp or remote.asn is None:
                ways = static_ways.setdefault(owner, {})
                for prefix, speaker in self._static(connection):
                    ways.setdefault(prefix, (speaker, connection.name))

    def _static(self, connection: VpnConnection) -> Iterator[tuple[Prefix, str]]:
        gateway = self.network.gateways[connection.gateway]
        home = self.result.homes.get(gateway.virtual_network or "")
        for speaker in self.result.instances(gateway.path):
            if speaker.address in connection.tunnels and self.up(f"{connection.path}/tunnels/{speaker.address}"):
                for prefix in home.prefixes if home and self.up(connection.path) else ():
                    yield prefix, speaker.id
                return

    def _put(self, subnet: str, address: str | None, kind: str, key: str, path: str) -> None:
        try:
            found = Address.of(address or "")
        except BadPrefix:
            return
        place = (subnet.partition("/")[0], found.value, found.version)
        resident = Resident(kind, key, path, path.partition("/")[2], subnet)
        self._residents.setdefault(place, []).append(resident)
        self.occupied.add(subnet)

    def residents(self, vnet: str, address: Address) -> list[Resident]:
        """Who has the address in a VNet; several appliances may share a frontend or be one device."""
        return self._residents.get((vnet, address.value, address.version), [])

    def subnet(self, vnet: str, address: Address) -> Subnet | None:
        """The subnet of a VNet that contains the address."""
        found = self._subnets[vnet].lookup(address.value, address.version)
        return found[1] if found else None

    def around(self, address: Address) -> Coverage:
        """The classes of prefixes that contain the address, as (length, class), longest first."""
        found = self._around.get(address)
        if found is None:
            found = self._around[address] = self.classes.around(address.value, address.version)
        return found

    def best(self, speaker: str, target: Address) -> tuple[int, Choice] | None:
        """The longest prefix that a speaker chose a path for, as (length, choice)."""
        rib = self.result.outcome.ribs.get(speaker)
        if rib is None:
            return None
        for length, number in self.around(target):
            if choice := rib.choices.get(number):
                return length, choice
        return None

    def names_with(self, value: int, version: int) -> Sequence[str]:
        """The names of the VNets whose address space contains an address."""
        found = self.spaces.lookup(value, version)
        return found[1] if found else ()

    def vnets_with(self, address: Address) -> list[VirtualNetwork]:
        """The VNets whose address space contains the address."""
        return [self.network.virtual_networks[n] for n in self.names_with(address.value, address.version)]

    def peering(self, vnet: str, remote: str) -> tuple[Peering, Peering | None] | None:
        """The working half from a VNet to another, with its twin."""
        found = self._halves_of.get(vnet)
        if found is None:
            up = peerings_up(self.network, self.network.virtual_networks[vnet], self.down)
            found = self._halves_of[vnet] = {h.remote: (h, twin_of(self.network, vnet, h)) for h in up}
        return found.get(remote)

    def router_for(self, vnet: str) -> tuple[str, str, str] | None:
        """The hub that a VNet is connected to, its connection, and the table that decides for it, as document paths."""
        connection = self.result.hubs.by_vnet.get(vnet)
        if connection is None:
            return None
        return connection.hub, connection.path, associated_table(self.network.hubs[connection.hub], connection).path

    def sites_with(self, address: Address) -> list[str]:
        """The document paths of what on premises has the address, nearest match first."""
        return [path for _, paths in self._sites.around(address.value, address.version) for path in paths]

    def pool_of(self, address: Address) -> str | None:
        """The gateway whose client pool contains the address."""
        return next(
            (g.name for g in self.network.gateways.values() if any(address.within(p) for p in g.client_pool)), None
        )

    def whereabouts(self, address: Address) -> str | None:
        """The document path of what has the address in this design, leaving out what appliances merely announce."""
        for vnet in self.vnets_with(address):
            return vnet.path
        for hub in self.network.hubs.values():
            if address.within(hub.address_prefix):
                return hub.path
        for path in self.sites_with(address):
            return path
        pool = self.pool_of(address)
        return f"virtualNetworkGateways/{pool}" if pool else None

    def announcers(self, address: Address) -> list[str]:
        """The appliances that announce the longest prefix around the address; defaults do not count."""
        found = self._announced.lookup(address.value, address.version)
        return found[1] if found else []

    def appliances_in(self, subnet: str) -> list[Appliance]:
        """The appliances of a subnet, by `VNET/SUBNET`."""
        return [a for a in self.network.appliances.values() if a.subnet == subnet]

    def up(self, path: str) -> bool:
        """False if the object is down in the what-if."""
        return path not in self.down

    def _all_premises(self) -> dict[Prefix, list[str]]:
        found: dict[Prefix, list[str]] = {}
        told: dict[str, list[tuple[Prefix, ...]]] = {}
        for owner, prefixes in self._lists_of_premises():
            before = told.setdefault(owner, [])
            if prefixes in before:
                continue
            before.append(prefixes)
            for prefix in prefixes:
                owners = found.get(prefix)
                if owners is None:
                    if prefix.length < DEFAULT_LIKE:
                        continue
                    owners = found[prefix] = []
                if owner not in owners:
                    owners.append(owner)
                    self.firsts.setdefault(owner, prefix)
        return found

    def _lists_of_premises(self) -> Iterator[tuple[str, tuple[Prefix, ...]]]:
        for site in self.network.sites.values():
            yield site.path, site.address_space
        for connection in self.network.vpn_connections.values():
            remote = connection.remote_site
            if remote is not None:
                owner = f"sites/{remote.site}" if remote.site in self.network.sites else remote.path
                yield owner, (*remote.statics, *remote.advertised)
        for circuit in self.network.circuits.values():
            owner = f"sites/{circuit.site}" if circuit.site else f"{circuit.path}/customer"
            for prefixes in circuit.advertised.values():
                yield owner, prefixes


def _grouped(entries: Iterable[tuple[Prefix, str]]) -> PrefixTable[list[str]]:
    groups: dict[Prefix, list[str]] = {}
    for prefix, name in entries:
        names = groups.setdefault(prefix, [])
        if name not in names:
            names.append(name)
    return PrefixTable(groups.items())


def _tables(
    entries: dict[str, dict[Prefix, T]], like: tuple[dict[str, dict[Prefix, T]], dict[str, PrefixTable[T]]] | None
) -> dict[str, PrefixTable[T]]:
    """A table for each owner; the one of before where its entries are the same."""
    known, tables = like or ({}, {})
    return {o: tables[o] if known.get(o) == found else PrefixTable(found.items()) for o, found in entries.items()}
