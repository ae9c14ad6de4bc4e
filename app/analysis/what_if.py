"""The flows under more failures, made from those without them: a way that nothing touched stays the way it was.

A way is walked again if something that it asked about may answer differently now.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property

from app.analysis.branches import Branches
from app.analysis.compare import Cell
from app.analysis.endpoints import Group, Member, client_place, count_pairs, representatives
from app.analysis.flows import Flow
from app.analysis.incremental import Derived
from app.analysis.walk import Walk
from app.analysis.walks import Flows, Sender
from app.engine.bgp import Speaker
from app.engine.forwarding import Address
from app.engine.forwarding_atlas import Atlas, Coverage
from app.engine.homes import twin_of
from app.engine.lpm import PrefixTable
from app.engine.network import Network, VpnConnection
from app.engine.prefix import Prefix
from app.engine.trace import atlas_of


class Touched:
    """What more failures may answer differently, by the address that a packet goes to."""

    def __init__(self, before: Flows, derived: Derived) -> None:
        self._bits, self._around = before.bits, before.atlas.around
        self._masks: dict[Address, int] = {}
        self._always = 0
        self._by_class: list[tuple[int, set[int]]] = []
        self.spaces: list[tuple[tuple[Prefix, ...], int]] = []
        self._failed(derived.network, derived.down - derived.base.down)
        self._routers(before, derived)
        self._networks(before, derived)
        self._premises(before.atlas, atlas_of(derived))

    def mask(self, address: Address) -> int:
        """The bits that may answer differently for packets to an address."""
        if address not in self._masks:
            numbers = {number for _, number in self._around(address)}
            found = self._always
            for bits, classes in self._by_class:
                if not numbers.isdisjoint(classes):
                    found |= bits
            hits = self.hits(address.value, address.version)
            for number, (_, bits) in enumerate(self.spaces if hits else ()):
                if hits >> number & 1:
                    found |= bits
            self._masks[address] = found
        return self._masks[address]

    def hits(self, value: int, version: int) -> int:
        """Which of the touched spaces have the address, as bits by number."""
        found = 0
        for _, numbers in self._spaces.covering(value, version):
            found |= numbers
        return found

    @cached_property
    def _spaces(self) -> PrefixTable[int]:
        numbers: dict[Prefix, int] = {}
        for number, (prefixes, _) in enumerate(self.spaces):
            for prefix in prefixes:
                numbers[prefix] = numbers.get(prefix, 0) | 1 << number
        return PrefixTable(numbers.items())

    def _failed(self, network: Network, down: frozenset[str]) -> None:
        for path in down:
            self._always |= self._bits.of(path)
            steps = path.split("/")
            if steps[0] == "connections" and (connection := network.vpn_connections.get(steps[1])):
                self._tunnel(connection)
            if len(steps) == 4 and steps[2] == "peerings":
                for half in network.virtual_networks[steps[1]].peerings:
                    twin = twin_of(network, steps[1], half)
                    if half.path == path and twin is not None:
                        self._always |= self._bits.of(twin.path)

    def _tunnel(self, connection: VpnConnection) -> None:
        """L-11: gateways keep what is configured for a tunnel that is down, and sites their static routes."""
        gateways = [f"virtualNetworkGateways/{connection.gateway}"]
        remote = connection.remote_site
        if remote is None:
            gateways.append(f"virtualNetworkGateways/{connection.remote_gateway}")
            self._always |= self._bits.of(gateways[0]) | self._bits.of(gateways[1])
            return
        for owner in (f"sites/{remote.site}", remote.path):
            self._always |= self._bits.of(owner)
        self.spaces.append((remote.statics, self._bits.of(gateways[0])))

    def _routers(self, before: Flows, derived: Derived) -> None:
        of = self._bits.of
        for name in derived.whole:
            self._always |= of(name)
        for name, classes in derived.felt.items():
            self._by_class.append((of(name), classes))
        for name, classes in derived.feeds_felt(before.feeds).items():
            self._by_class.append((of(f"feed:{name}"), classes))
        if derived.gone:
            lost = 0
            for name in derived.lost_at:
                lost |= self._bits_of(before, derived.fabric.speakers[name])
            self.spaces.append((tuple(derived.gone), lost))
        for alias, owner in {**derived.base.fabric.aliases, **derived.fabric.aliases}.items():
            if owner in derived.whole or derived.felt.get(owner):
                self._always |= of(alias)

    def _bits_of(self, before: Flows, speaker: Speaker) -> int:
        """A router and the feeds that it takes part in."""
        bits = self._bits.of(speaker.id)
        for feed in before.feeds:
            if feed == speaker.home or (speaker.home or "-") + "/" in feed + "/":
                bits |= self._bits.of(f"feed:{feed}")
        return bits

    def _premises(self, was: Atlas, now: Atlas) -> None:
        """Sites that list other prefixes for Azure, route others into tunnels, or are another device."""
        pairs: tuple[tuple[Mapping[str, object], Mapping[str, object]], ...] = (
            (was.listed, now.listed),
            (was.static_ways, now.static_ways),
            (was.devices, now.devices),
            (was.halves, now.halves),
        )
        for before, after in pairs:
            for owner in before.keys() | after.keys():
                if before.get(owner) != after.get(owner):
                    self._always |= self._bits.of(owner)

    def _networks(self, before: Flows, derived: Derived) -> None:
        names = derived.networks_touched
        if not names:
            return
        networks = derived.network.virtual_networks
        for vnet, path, prefixes in before.overlays:
            if vnet in names:
                self.spaces.append((prefixes, self._bits.of(path)))
        static = 0
        for owner in before.atlas.static_ways:
            static |= self._bits.of(owner)
        if static:
            self.spaces.append((tuple(p for name in names for p in networks[name].address_space), static))
        for name in names:
            self._network(before, derived, name)

    def _network(self, before: Flows, derived: Derived, name: str) -> None:
        """A network whose peerings or connections failed: what it no longer reaches by them, or by its feed."""
        bit, vnet = self._bits.of(f"virtualNetworks/{name}"), derived.network.virtual_networks[name]
        was, now = derived.base.system(vnet), derived.system(vnet)
        lost = {route.prefix for route in {*was.routes} ^ {*now.routes}}
        for half in vnet.peerings:
            if half.remote in derived.networks_touched:
                lost.update(derived.network.virtual_networks[half.remote].address_space)
        self.spaces.append((tuple(lost), bit))
        feeds = derived.base.feeds[name], derived.feeds[name]
        if feeds[0] is not feeds[1]:
            self._by_class.append((bit, derived.routed_otherwise(*feeds)))
        if was.drops != now.drops or any(hop.within(p) for p in lost for hop in before.next_hops):
            self._always |= bit


class FlowsAfter(Flows):
    """The flows of a derived result; the groups of the earlier ones are split where the failure tells members apart."""

    def __init__(self, before: Flows, derived: Derived) -> None:
        self.before = before
        atlas_of(derived, before.result)
        super().__init__(derived, before.bits, before.endpoints)
        self._addresses = before._addresses
        self.touched = Touched(before, derived)
        self._torn = {n for classes in derived.changed.values() for n in classes}
        self._new_book = derived.book is not derived.base.book
        self._networks = derived.networks_touched
        self._branches = Branches(self.atlas, before.endpoints.branches)
        self._parts = [self._split(i, group) for i, group in enumerate(before.groups)]
        self.groups = tuple(part for parts in self._parts for part in parts)
        self._first = self._numbers()

    def _numbers(self) -> list[int]:
        first, total = [], 0
        for parts in self._parts:
            first.append(total)
            total += len(parts)
        return first

    def _split(self, index: int, group: Group) -> tuple[Group, ...]:
        """The members that are still alike together, those with the one that spoke for all of them first."""
        if group.kind == "clients":
            owner = next(iter(group.owners))
            return (Group("clients", group.owners, client_place(self.atlas, owner)),)
        several = group.kind in ("site", "prefix") and len(group.owners) > 1
        spaced, loses = index in self._spaced, self._loses(index)
        if group.size == 1 or not (spaced or loses or several):
            return (group,)
        alike: dict[object, dict[str, list[Member]]] = {}
        for owner, words, members in self._pieces(index, group, loses=loses):
            home = owner if owner in self._networks else self._branches.key(owner) if several else ""
            for part, hits in self._by_hits(owner, members) if spaced else ((members, 0),):
                alike.setdefault((home, words, hits), {}).setdefault(owner, []).extend(part)
        if len(alike) == 1:
            return (group,)
        parts = ({o: tuple(m) for o, m in owners.items()} for owners in alike.values())
        return tuple(Group(group.kind, owners, group.place) for owners in parts)

    def _pieces(self, index: int, group: Group, *, loses: bool) -> Iterator[tuple[str, Hashable, Iterable[Member]]]:
        """The members of a group by owner and, where it may differ now, by what is said of the classes around them."""
        if not loses:
            yield from ((owner, (), members) for owner, members in group.owners.items())
        elif self.atlas.classes is self.before.atlas.classes:
            yield from ((o, self._words(coverage), members) for o, coverage, members in self.before.atoms(index))
        else:
            for owner, members in group.owners.items():
                for member in members:
                    yield owner, self._words(self.covering(owner, member)), (member,)

    def _words(self, coverage: Coverage) -> Hashable:
        return tuple((length, self._branches.word(number)) for length, number in coverage)

    def _by_hits(self, owner: str, members: Iterable[Member]) -> Iterator[tuple[tuple[Member, ...], int]]:
        for member in members:
            yield (member,), self.touched.hits(*self.point(owner, member))

    @cached_property
    def _spaced(self) -> set[int]:
        """The groups of which members lie in a touched space."""
        return {group for prefixes, _ in self.touched.spaces for p in prefixes for group in self.before.groups_in(p)}

    def _loses(self, index: int) -> bool:
        return self._new_book and not self._torn.isdisjoint(self.before.classes_of(index))

    def changed_cells(self) -> Iterator[Cell]:
        """The pairs of groups whose flow may be another than before, with both."""
        masks = [self._mask(part) for part in self.groups]
        whole = [len(parts) == 1 and not self._moved(parts[0]) for parts in self._parts]
        known: dict[tuple[int, int, int], Flow | None] = {}
        for i, j, together, pairs, was, depends in self.before.cells():
            if whole[i] and whole[j]:
                one, other = self._first[i], self._first[j]
                if depends & (masks[one] | masks[other]):
                    key = (one, id(was), masks[other])
                    now = known.get(key)
                    if now is None:
                        now = known[key] = self.flow(one, other, together)
                    yield Cell(one, other, pairs, was, now)
                continue
            for a, one_part in enumerate(self._parts[i], self._first[i]):
                for b, other_part in enumerate(self._parts[j], self._first[j]):
                    if count := count_pairs(one_part, other_part)[together]:
                        mask = -1 if self._moved(one_part) or self._moved(other_part) else masks[a] | masks[b]
                        yield from self._cell(i, (a, b), together, count, mask)

    def _cell(self, i: int, parts: tuple[int, int], together: bool, count: int, mask: int) -> Iterator[Cell]:
        """The flow between two parts of groups, told by the same endpoints before and after, if it is touched."""
        pair = representatives(self.groups[parts[0]], self.groups[parts[1]], together=together)
        was = self.before.told(self.before.groups[i], *pair) if pair else None
        if pair and (mask == -1 or (was is not None and was.depends & mask)):
            yield Cell(*parts, count, was, self.told(self.groups[parts[0]], *pair))

    def between_again(self, group: Group, source: tuple[str, Member], target: tuple[str, Member], was: Flow) -> Flow:
        """The flow between two endpoints, walked again only if something that it asked may answer differently."""
        mask = self.touched.mask(self.address(*source)) | self.touched.mask(self.address(*target))
        part = Group(group.kind, {source[0]: (source[1],)}, group.place)
        if not (was.depends & mask or self._moved(part) or target[0] in self._networks):
            return was
        if group.kind == "clients":
            part = Group("clients", part.owners, client_place(self.atlas, source[0]))
        return self.between(part, source, target) or was

    def known(self, sender: Sender, target: Address) -> tuple[Walk | None, int]:
        """What untouched legs may be taken from."""
        return self.before.walked(sender, target), self.touched.mask(target)

    def close(self) -> None:
        """Lets go of everything, so that it is freed at once."""
        self.forget()
        self.result.beside.clear()

    def _moved(self, part: Group) -> bool:
        """True for what may start elsewhere now."""
        return part.kind == "clients"

    def _mask(self, part: Group) -> int:
        owner, members = next(iter(part.owners.items()))
        return self.touched.mask(self.address(owner, members[0]))
