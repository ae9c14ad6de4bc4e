"""Who sends and who receives: subnets, premises, client pools, the Internet; those treated alike are one group.

Two subnets share a group if no table, filter or route tells them apart. Decides no route.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from app.analysis.branches import Branches
from app.engine.forwarding import Address, Place
from app.engine.forwarding_atlas import Atlas, Coverage
from app.engine.forwarding_ends import INTERNET, inside
from app.engine.homes import peerings_up, twin_of
from app.engine.lpm import PrefixTable
from app.engine.network import Peering, Subnet, VirtualNetwork
from app.engine.prefix import BITS, Prefix, format_address, parse_address

PLATFORM = frozenset({"GatewaySubnet", "RouteServerSubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet"})
SHORTEST = 8
OFFSETS = 260

Member = Subnet | Prefix | str


class Saying(NamedTuple):
    """What a route table says of a prefix, or an appliance that drops what goes there: `table` is None."""

    table: str | None
    what: str
    next_hops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Endpoints that routing treats alike, by owner: a VNet's name, or the document paths of premises.

    `place` is where the packets of those that are not subnets start, None for what only receives; `size` says how many
    endpoints there are, `first` is the first owner with its own.
    """

    kind: str
    owners: Mapping[str, tuple[Member, ...]]
    place: Place | None = None
    size: int = field(init=False)
    first: tuple[str, tuple[Member, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", sum(map(len, self.owners.values())))
        object.__setattr__(self, "first", next(iter(self.owners.items())))

    @property
    def sends(self) -> bool:
        """True if packets start here."""
        return self.kind == "subnet" or self.place is not None

    @property
    def receives(self) -> bool:
        """True if packets end here; premises send as a whole and receive by prefix."""
        return self.kind not in ("site", "appliance")

    def names(self) -> Iterator[str]:
        """What people call the endpoints."""
        for owner, members in self.owners.items():
            for member in members:
                yield member.at if isinstance(member, Subnet) else str(member) if member else owner


class Endpoints:
    """The groups of one computed result."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas, self.network = atlas, atlas.network
        self.special = self._special()
        self.branches = Branches(atlas)
        self._words: dict[Hashable, int] = {}
        self._fates: dict[Coverage, int] = {}
        self._sayings: dict[tuple[Saying, ...], int] = {}
        self._kin: dict[Hashable, int] = {}
        self._said_of: dict[Group, tuple[int, tuple[tuple[int, Saying], ...]]] = {}
        self.groups: tuple[Group, ...] = (*self._subnets(), *self._premises(), *self._clients(), _INTERNET)

    @cached_property
    def user_classes(self) -> PrefixTable[tuple[int, int]]:
        """What the route tables in use and appliances that drop say of a prefix, the same value for the same words."""
        used = {s.route_table for v in self.network.virtual_networks.values() for s in v.subnets}
        said: dict[Prefix, list[Saying]] = {}
        for table in self.network.route_tables.values():
            for route in table.routes if table.name in used else ():
                if route.prefix is not None:
                    said.setdefault(route.prefix, []).append(
                        Saying(table.name, route.next_hop_type, route.next_hop_ips)
                    )
        for appliance in self.network.appliances.values():
            for prefix in appliance.drops_to:
                said.setdefault(prefix, []).append(Saying(None, appliance.path))
        known = self._sayings
        return PrefixTable((p, (p.length, known.setdefault(tuple(words), len(known)))) for p, words in said.items())

    @cached_property
    def asking(self) -> dict[str, list[str]]:
        """A-13: by VNet its peers that look at who sent what it forwards."""
        peers: dict[str, list[str]] = {}
        for vnet in self.network.virtual_networks.values():
            for half in vnet.peerings:
                twin = twin_of(self.network, vnet.name, half)
                if twin is not None and not twin.allow_forwarded_traffic:
                    peers.setdefault(vnet.name, []).append(half.remote)
        return peers

    def coverage(self, value: int, version: int) -> tuple[int, int]:
        """Numbers for the user and for the BGP routes that cover an address, those with one fate being one."""
        said, routed = self.user_classes.around(value, version), self.atlas.classes.around(value, version)
        if routed not in self._fates:
            words = tuple((length, self.branches.word(number)) for length, number in routed)
            self._fates[routed] = self._words.setdefault(words, len(self._words))
        return self._words.setdefault(said, len(self._words)), self._fates[routed]

    def _coverages(self, prefixes: Collection[Prefix]) -> dict[Prefix, tuple[tuple[int, int], Sequence[str]]]:
        """The coverage of many, looked up once for those that the same entries cover, and the VNets that have them."""
        found: dict[Prefix, tuple[tuple[int, int], Sequence[str]]] = {}
        for version in (4, 6):
            chosen = [prefix for prefix in prefixes if prefix.version == version]
            values = [prefix.value for prefix in chosen]
            tables = (self.user_classes, self.atlas.classes)
            around = zip(*(table.columns(values, version) for table in tables), strict=True)
            known: dict[tuple[object, ...], tuple[int, int]] = {}
            spaces = self.atlas.spaces.columns(values, version)
            for prefix, key, networks in zip(chosen, around, spaces, strict=True):
                if key not in known:
                    known[key] = self.coverage(prefix.value, version)
                found[prefix] = known[key], next(filter(None, networks), ())
        return found

    def likeness(self, one: Group, other: Group) -> Hashable:
        """The same for receivers that no table on the way from a sender tells apart; None where nobody knows."""
        known = self._said_of.get(other)
        if known is None:
            return None
        kin, said = known
        if not said:
            return kin
        own, passed = getattr(one.first[1][0], "route_table", None), self._passed_tables
        heard = [(length, each) for length, each in said if each.table == own or each.table in passed]
        return (kin, *heard) if heard else kin

    @cached_property
    def _passed_tables(self) -> set[str | None]:
        """The route tables of subnets in which gateways, firewalls and appliances stand, or have another leg."""
        appliances = self.network.appliances.values()
        near = {a.subnet for a in appliances}
        wide = {a.subnet.partition("/")[0] for a in appliances if self.atlas.default_lists[a.name]}
        subnets = ((vnet.name, s) for vnet in self.network.virtual_networks.values() for s in vnet.subnets)
        return {None, *(s.route_table for vnet, s in subnets if s.name in PLATFORM or s.at in near or vnet in wide)}

    def _said(self, by_owner: Mapping[str, list[Prefix]]) -> tuple[tuple[int, Saying], ...]:
        """What route tables and appliances say of the prefixes of a group."""
        prefix, sayings = next(iter(by_owner.values()))[0], list(self._sayings)
        around = self.user_classes.around(prefix.value, prefix.version)
        return tuple((length, saying) for length, (_, number) in around for saying in sayings[number])

    def networks_with(self, prefix: Prefix) -> tuple[str, ...]:
        """The VNets in whose address space a prefix lies: more than one where networks overlap."""
        return tuple(self.atlas.names_with(prefix.value, prefix.version))

    def _subnets(self) -> list[Group]:
        groups: dict[Hashable, dict[str, list[Member]]] = {}
        special, machines = self.special, {m.subnet for m in self.network.machines.values()}
        appliances = {a.subnet for a in self.network.appliances.values()} - machines
        for vnet in self.network.virtual_networks.values():
            alike: Hashable = None
            by_name = any(not half.complete for half in vnet.peerings)
            for subnet in vnet.subnets:
                if subnet.name in PLATFORM or subnet.at in appliances or not subnet.prefixes:
                    continue
                alike = alike or self._network_key(vnet, named=vnet.name in special)
                prefix = main_prefix(subnet)
                within = self.networks_with(prefix)
                key = (
                    alike,
                    subnet.route_table,
                    bool(subnet.default_outbound_access or subnet.nat_gateway),
                    subnet.name if by_name else "",
                    self.coverage(prefix.value, prefix.version),
                    max((p.length for p in vnet.address_space if p.version == prefix.version), default=0),
                    within if len(within) > 1 else (),
                )
                groups.setdefault(key, {}).setdefault(vnet.name, []).append(subnet)
        return [Group("subnet", {o: tuple(m) for o, m in owners.items()}) for owners in groups.values()]

    def _special(self) -> set[str]:
        """The VNets in which something stands that packets pass."""
        network = self.network
        inside = {a.subnet.partition("/")[0] for a in network.appliances.values()}
        inside |= {e.subnet.partition("/")[0] for e in network.private_endpoints.values()}
        inside |= {f.virtual_network or "" for f in network.firewalls.values()}
        inside |= {g.virtual_network or "" for g in network.gateways.values()}
        inside |= {r.virtual_network for r in network.route_servers.values()}
        hops = {hop for t in network.route_tables.values() for r in t.routes for hop in r.next_hop_ips}
        hops |= {hop for c in network.hub_connections.values() for _, hop in c.routing.statics}
        for hop in hops:
            inside.update(v.name for v in self.atlas.vnets_with(Address.of(hop)))
        return inside

    def _network_key(self, vnet: VirtualNetwork, *, named: bool) -> Hashable:
        if named:
            return vnet.name
        feed = self.atlas.result.feed(vnet)
        connection = self.atlas.result.hubs.by_vnet.get(vnet.name)
        return (
            vnet.location,
            frozenset(self._peering_key(vnet, half) for half in peerings_up(self.network, vnet, self.atlas.down)),
            tuple(g.name for g in self.network.connected_groups.values() if vnet.name in g.members),
            (connection.hub, connection.enable_internet_security, connection.routing) if connection else None,
            feed.name if feed else None,
            tuple((p.length, p.version, self.coverage(p.value, p.version)) for p in vnet.address_space),
        )

    def _peering_key(self, vnet: VirtualNetwork, half: Peering) -> tuple[object, ...]:
        twin = twin_of(self.network, vnet.name, half)
        return (
            half.remote,
            half.allow_virtual_network_access,
            half.allow_forwarded_traffic,
            half.allow_gateway_transit,
            half.use_remote_gateways,
            half.local_subnets,
            half.remote_subnets,
            twin is not None
            and (twin.allow_virtual_network_access, twin.allow_forwarded_traffic, twin.allow_gateway_transit),
        )

    def _premises(self) -> Iterator[Group]:
        """Sites and what appliances announce: as a whole where packets start, by prefix where they end."""
        atlas = self.atlas
        prefixes, first = dict(atlas.premises), dict(atlas.firsts)
        for prefix, owner in self._announced():
            prefixes.setdefault(prefix, []).append(owner)
            first.setdefault(owner, prefix)
        sites: dict[Hashable, dict[str, tuple[Member, ...]]] = {}
        for owner, prefix in first.items():
            name = (atlas.devices.get(owner) or owner).partition("networkVirtualAppliances/")[2]
            if name:
                yield Group("appliance", {owner: (prefix,)}, Place("appliance", name, own=True))
            else:
                sites.setdefault((self.branches.key(owner), prefix.version), {})[owner] = (prefix,)
        for owners_ in sites.values():
            yield Group("site", owners_, Place("site", next(iter(owners_)), own=True))
        alike: dict[tuple[Hashable, tuple[int, int], int, Hashable], dict[str, list[Prefix]]] = {}
        covered = self._coverages(prefixes)
        for prefix, owners in prefixes.items():
            alone = len(owners) == 1
            whose = self.branches.key(owners[0]) if alone else (*owners,)
            coverage, networks = covered[prefix]
            within: Hashable = ()
            if networks:
                within = tuple((vnet, atlas.subnet(vnet, inside(prefix))) for vnet in networks)
            key = whose, coverage, prefix.version, within
            alike.setdefault(key, {}).setdefault(owners[0] if alone else ", ".join(owners), []).append(prefix)
        for (whose, (_, fate), version, around), by_owner in alike.items():
            group = Group("prefix", {owner: tuple(members) for owner, members in by_owner.items()})
            if len(by_owner) == 1:
                number = self._kin.setdefault((*by_owner, whose, fate, version, around), len(self._kin) + 1)
                self._said_of[group] = number, self._said(by_owner)
            yield group

    def _announced(self) -> Iterator[tuple[Prefix, str]]:
        """What appliances announce of which nothing else in the design has an address."""
        for appliance in self.network.appliances.values():
            for prefix in dict.fromkeys(appliance.advertised):
                address = Address("", prefix.value, prefix.version)
                if prefix.length >= SHORTEST and not self.networks_with(prefix) and not self.atlas.sites_with(address):
                    yield prefix, appliance.path

    def _clients(self) -> Iterator[Group]:
        for gateway in self.network.gateways.values():
            if gateway.client_pool:
                yield Group("clients", {gateway.path: gateway.client_pool[:1]}, client_place(self.atlas, gateway.path))


_INTERNET = Group("internet", {"Internet": ("",)})


def client_place(atlas: Atlas, gateway: str) -> Place:
    """Where the packets of a gateway's clients start: its first instance that is up."""
    instances = atlas.result.instances(gateway)
    return Place("gateway", instances[0].id if instances else f"{gateway}/instances/0", own=True)


def name_of(member: Member) -> Prefix | str:
    """What tells a member from the others of its owner."""
    return member.at if isinstance(member, Subnet) else member


def main_prefix(subnet: Subnet) -> Prefix:
    """The prefix by which a subnet is judged: its first IPv4 one."""
    return next((p for p in subnet.prefixes if p.version == 4), subnet.prefixes[0])


def address_of(atlas: Atlas, owner: str, member: Member) -> Address:
    """An address of an endpoint: in a subnet one that nothing has."""
    if isinstance(member, Subnet):
        prefix = main_prefix(member)
        for offset in range(min(4, (1 << (BITS[prefix.version] - prefix.length)) - 1), OFFSETS):
            value = prefix.value + offset
            address = Address(format_address(value, prefix.version), value, prefix.version)
            if not atlas.residents(owner, address):
                break
        return address
    return inside(member) if isinstance(member, Prefix) else Address(INTERNET, *parse_address(INTERNET))


def start_of(group: Group, owner: str, member: Member) -> Place:
    """Where the packets of an endpoint start."""
    if isinstance(member, Subnet):
        return Place("subnet", member.at, member.path, own=True)
    if group.kind == "site":
        return Place("site", owner, own=True)
    if group.place is None:
        raise ValueError("nothing starts here")
    return group.place


def count_pairs(one: Group, other: Group) -> tuple[int, int]:
    """How many pairs of different endpoints two groups make, of different owners and, if all are subnets, of one."""
    within = one.kind == other.kind == "subnet"
    mine, theirs = one.owners, other.owners
    shared = 0
    if within or one.kind != "subnet" != other.kind:
        shared = sum([len(mine[owner]) * len(theirs[owner]) for owner in mine.keys() & theirs.keys()])
    return one.size * other.size - shared, shared - (one.size if one is other else 0) if within else 0


def pairs_of(groups: Sequence[Group]) -> Iterator[tuple[int, int, bool, int]]:
    """Every pair of groups that makes sense: (sender, receiver, of one owner, how many pairs of endpoints)."""
    receivers = [(j, other) for j, other in enumerate(groups) if other.receives]
    for i, one in enumerate(groups):
        for j, other in receivers if one.sends else ():
            apart, together = count_pairs(one, other)
            if apart:
                yield i, j, False, apart
            if together:
                yield i, j, True, together


def representatives(
    one: Group, other: Group, *, together: bool
) -> tuple[tuple[str, Member], tuple[str, Member]] | None:
    """One pair for all: two endpoints of one owner, or of different owners; None if the groups have no such pair."""
    for owner, members in one.owners.items():
        near: Iterable[str] = (owner,) if together else (o for o in other.owners if o != owner)
        for far in near:
            for member in members[:2]:
                for target in other.owners.get(far, ())[:2]:
                    if member is not target:
                        return (owner, member), (far, target)
    return None
