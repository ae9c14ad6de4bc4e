"""Finds flows: the way there and back for every pair of groups, by the engine's own steps, each taken once for many.

Makes no sentences; `app.engine.trace` tells one packet's story.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from app.analysis.bits import Bits
from app.analysis.endpoints import (
    Endpoints,
    Group,
    Member,
    address_of,
    name_of,
    pairs_of,
    representatives,
    start_of,
)
from app.analysis.flows import Flow, Ways, joined
from app.analysis.walk import Walk
from app.analysis.ways import told_apart
from app.collector import collection_paused
from app.engine import Result
from app.engine.feed import Feed, GatewayRoute
from app.engine.forwarding import Address, Packet, Place, Step
from app.engine.forwarding_atlas import Atlas, Coverage
from app.engine.forwarding_ends import value_inside
from app.engine.preference import Choice
from app.engine.prefix import BadPrefix, Prefix
from app.engine.rows import Row
from app.engine.trace import STEPS, atlas_of

LISTS = {"firewall": "azureFirewalls/", "appliance": "networkVirtualAppliances/"}


@dataclass(frozen=True, slots=True, eq=False)
class Sender:
    """What steps look at in a source: the feeds that have its address, and its VNet if that one forwards packets."""

    address: Address
    feeds: frozenset[str]
    home: str | None


class First(NamedTuple):
    """The endpoint that speaks for a group where no owner is in both; `place` is where its packets start, if any do."""

    owner: str
    member: Member
    name: Prefix | str
    side: Sender
    place: Place | None


class Flows:
    """The flows of one computed result, found when asked for."""

    def __init__(self, result: Result, bits: Bits | None = None, endpoints: Endpoints | None = None) -> None:
        self.result = result
        self.atlas: Atlas = atlas_of(result)
        self.bits = bits or Bits()
        self.endpoints = endpoints or Endpoints(self.atlas)
        self.groups: tuple[Group, ...] = self.endpoints.groups
        self._flows: dict[tuple[object, ...], Flow | None] = {}
        self._sides: dict[tuple[str, Prefix | str], Sender] = {}
        self._walks: dict[tuple[Sender, frozenset[str], str | None], Walk] = {}
        self._steps: dict[tuple[Place, Address], Step] = {}
        self._passed: dict[tuple[frozenset[str], str | None, str | None], frozenset[str]] = {}
        self._senders: dict[Address, Sender] = {}
        self.feeds = self._all_feeds()
        self._ways: dict[int, tuple[object, Ways]] = {}
        self._covered: dict[int, frozenset[int]] = {}
        self._atoms: dict[int, list[tuple[str, Coverage, list[Member]]]] = {}
        self._cells: list[tuple[int, int, bool, int, Flow | None, int]] | None = None
        self._addresses: dict[tuple[str, Prefix | str], Address] = {}
        self._asked: dict[tuple[str, str], int] = {}

    def asked(self, place: Place) -> int:
        """The bits of a place: its link, router or device, or its VNet with the feed that this one has."""
        key = (place.kind, place.key)
        if key not in self._asked:
            if place.kind == "subnet":
                name = place.key.partition("/")[0]
                feed = self.result.feeds[name]
                bits = self.bits.of(f"virtualNetworks/{name}") | (self.bits.of(f"feed:{feed.name}") if feed else 0)
            else:
                bits = self.bits.of_path(LISTS.get(place.kind, "") + place.key)
                for other in self._asked_with(place):
                    bits |= self.bits.of(other)
            self._asked[key] = bits
        return self._asked[key]

    def _asked_with(self, place: Place) -> Iterator[str]:
        """RI-06: the hub by whose routes a firewall in it forwards; the sites that are one device with an appliance."""
        if place.kind == "firewall":
            hub = self.result.network.hubs.get(self.result.network.firewalls[place.key].virtual_hub or "")
            yield from (hub.path,) if hub else ()
        elif place.kind == "appliance":
            device = self.result.fabric.owner(f"networkVirtualAppliances/{place.key}")
            yield from (device, *self.atlas.halves.get(device, ()))

    def _all_feeds(self) -> dict[str, Feed]:
        return {feed.name: feed for feed in self.result.feeds.values() if feed is not None}

    @cached_property
    def next_hops(self) -> list[Address]:
        """The addresses that user routes name."""
        found = []
        for text in {h for t in self.result.network.route_tables.values() for r in t.routes for h in r.next_hop_ips}:
            with suppress(BadPrefix):
                found.append(Address.of(text))
        return found

    @cached_property
    def overlays(self) -> list[tuple[str, str, tuple[Prefix, ...]]]:
        """RS-60: what appliances list of VNets, so that peerings decide whether a tunnel is inferred: (VNet, appliance,
        prefixes)."""
        spaces = sorted(
            (p.version, p.value) for v in self.result.network.virtual_networks.values() for p in v.address_space
        )

        def meets(prefix: Prefix) -> bool:
            inside = bisect_left(spaces, (prefix.version, prefix.value)) < bisect_right(
                spaces, (prefix.version, prefix.last)
            )
            return inside or bool(self.atlas.vnets_with(Address("", prefix.value, prefix.version)))

        found = ((a, tuple(filter(meets, a.advertised))) for a in self.result.network.appliances.values())
        return [(a.subnet.partition("/")[0], a.path, prefixes) for a, prefixes in found if prefixes]

    def classes_of(self, index: int) -> frozenset[int]:
        """The classes of prefixes that cover a group's addresses."""
        if index not in self._covered:
            found: set[int] = set()
            for owner, members in self.groups[index].owners.items():
                found.update(number for _, number in self.covering(owner, members[0]))
                if self.groups[index].kind == "subnet":
                    break
            self._covered[index] = frozenset(found)
        return self._covered[index]

    def point(self, owner: str, member: Member) -> tuple[int, int]:
        """The address that stands for an endpoint, as (value, version)."""
        if isinstance(member, Prefix):
            return value_inside(member), member.version
        address = self.address(owner, member)
        return address.value, address.version

    def covering(self, owner: str, member: Member) -> Coverage:
        """The classes of prefixes around an endpoint, as (length, class)."""
        return self.atlas.classes.around(*self.point(owner, member))

    def atoms(self, index: int) -> list[tuple[str, Coverage, list[Member]]]:
        """The members of a group by owner and by the classes around them."""
        if index not in self._atoms:
            found: dict[tuple[str, Coverage], list[Member]] = {}
            for owner, members in self.groups[index].owners.items():
                for member in members:
                    found.setdefault((owner, self.covering(owner, member)), []).append(member)
            self._atoms[index] = [(*key, members) for key, members in found.items()]
        return self._atoms[index]

    def groups_in(self, prefix: Prefix) -> set[int]:
        """The groups with members in a prefix."""
        first = bisect_left(self._members, (prefix.version, prefix.value, -1))
        last = bisect_right(self._members, (prefix.version, prefix.last, len(self.groups)))
        return {index for _, _, index in self._members[first:last]}

    @cached_property
    def _members(self) -> list[tuple[int, int, int]]:
        """All members as (version, address, group), by address."""
        points = (
            (*self.point(owner, member), index)
            for index, group in enumerate(self.groups)
            for owner, members in group.owners.items()
            for member in members
        )
        return sorted((version, value, index) for value, version, index in points)

    def cells(self) -> list[tuple[int, int, bool, int, Flow | None, int]]:
        """Every pair of groups with its flow and the bits that this one depends on."""
        if self._cells is None:
            self._cells = []
            known: dict[Hashable, Flow | None] = {}
            likeness = self.endpoints.likeness
            for i, j, together, pairs in self.pairs():
                key = (i, likeness(self.groups[i], self.groups[j]) or -j, together)
                flow = known.get(key)
                if flow is None:
                    flow = known[key] = self.flow(i, j, together)
                self._cells.append((i, j, together, pairs, flow, flow.depends if flow else 0))
        return self._cells

    def pairs(self) -> Iterator[tuple[int, int, bool, int]]:
        """Every pair of groups that makes sense."""
        return pairs_of(self.groups)

    def flow(self, i: int, j: int, together: bool) -> Flow | None:
        """The flow from group to group, between endpoints of one owner or of different ones; None if there is none."""
        one, other = self._firsts[i], self._firsts[j]
        if together or one.owner == other.owner or one.member is other.member:
            pair = representatives(self.groups[i], self.groups[j], together=together)
            return self.told(self.groups[i], *pair) if pair else None
        key = (one.owner, one.name, other.owner, other.name)
        if key not in self._flows and one.place is not None:
            self._flows[key] = self._way(one.place, one.side, other.side)
        return self._flows[key]

    @cached_property
    def _firsts(self) -> list[First]:
        """The first endpoint of each group."""
        found = []
        for group in self.groups:
            owner, (member, *_) = group.first
            place = start_of(group, owner, member) if group.sends else None
            found.append(First(owner, member, name_of(member), self.side(owner, member), place))
        return found

    def told(self, group: Group, source: tuple[str, Member], target: tuple[str, Member]) -> Flow | None:
        """`between`, found once."""
        key = (source[0], name_of(source[1]), target[0], name_of(target[1]))
        if key not in self._flows:
            self._flows[key] = self.between(group, source, target)
        return self._flows[key]

    def between(self, group: Group, source: tuple[str, Member], target: tuple[str, Member]) -> Flow | None:
        """The flow between two endpoints, the first one of the group; None across address families."""
        return self._way(start_of(group, *source), self.side(*source), self.side(*target))

    def _way(self, place: Place, sender: Sender, receiver: Sender) -> Flow | None:
        if sender.address.version != receiver.address.version:
            return None
        there = self.walk(sender, receiver).start(place, sender)
        if not there.ends:
            return Flow(there, None)
        answer = self.walk(receiver, sender)
        if len(there.ends) == 1:
            return Flow(there, answer.start(next(iter(there.ends)), receiver))
        return Flow(there, joined([answer.start(place, receiver) for place in there.ends]))

    def address(self, owner: str, member: Member) -> Address:
        """An address that stands for an endpoint."""
        key = (owner, name_of(member))
        if key not in self._addresses:
            self._addresses[key] = address_of(self.atlas, owner, member)
        return self._addresses[key]

    def side(self, owner: str, member: Member) -> Sender:
        """An endpoint as one that packets come from or go to."""
        key = (owner, name_of(member))
        found = self._sides.get(key)
        if found is None:
            found = self._sides[key] = self.sender(self.address(owner, member))
        return found

    def walk(self, sender: Sender, receiver: Sender) -> Walk:
        """The walk that a sender shares with those that no step tells from it."""
        key = (receiver, sender.feeds, sender.home)
        walk = self._walks.get(key)
        if walk is None:
            packet = Packet(sender.address, receiver.address)
            walk = self._walks[key] = Walk(self, packet, *self.known(sender, receiver.address))
        return walk

    def step(self, place: Place, packet: Packet) -> Step:
        """What a place does with a packet; only subnets look at where it comes from."""
        if place.kind == "subnet":
            return STEPS[place.kind](self.atlas, place, packet)
        key = (place, packet.target)
        if key not in self._steps:
            self._steps[key] = STEPS[place.kind](self.atlas, place, packet)
        return self._steps[key]

    def passed(self, paths: frozenset[str], at: str | None, via: str | None) -> frozenset[str]:
        """Paths with those that a step passes, the same object for the same ones."""
        key = (paths, at, via)
        found = self._passed.get(key)
        if found is None:
            found = self._passed[key] = paths.union([path for path in (at, via) if path])
        return found

    def known(self, sender: Sender, target: Address) -> tuple[Walk | None, int]:
        """A walk of other flows of which legs may be taken over, and the bits that their legs must not depend on."""
        return None, 0

    def walked(self, sender: Sender, target: Address) -> Walk | None:
        """The walk of senders like that one, if it was made."""
        return self._walks.get((self.sender(target), sender.feeds, sender.home))

    def forget(self) -> None:
        """Drops the walks."""
        self._walks.clear()
        self._steps.clear()

    def sender(self, address: Address) -> Sender:
        """What steps may look at in a packet's source."""
        if address not in self._senders:
            value, version = address.value, address.version
            feeds = frozenset(name for name, feed in self._asking_feeds.items() if feed.routes.covers(value, version))
            homes, inside = self.endpoints.asking.keys(), self.atlas.names_with(value, version)
            home = next((name for name in inside if name in homes and name in self.endpoints.special), None)
            self._senders[address] = Sender(address, feeds, home)
        return self._senders[address]

    @cached_property
    def _asking_feeds(self) -> dict[str, Feed]:
        """A-13: the feeds by which networks know a sender whose packets another one forwards."""
        asked = (self.result.feeds[remote] for remotes in self.endpoints.asking.values() for remote in remotes)
        return {feed.name: feed for feed in asked if feed is not None}

    def ways_of(self, place: Place, row: Row | None, target: Address) -> Ways | None:
        """How many ways the table that decided here held, where one did: by connection, and by link or tunnel."""
        held: GatewayRoute | Choice | None = None
        if place.kind == "subnet":
            if row is not None and row.path is not None and row.prefix is not None:
                feed = self.atlas.tables[place.key, place.holder.startswith("privateEndpoints/")][2].feed
                held = feed.routes.get(row.prefix) if feed is not None else None
        elif place.kind == "hub" or (place.kind == "site" and place.own):
            found = self.atlas.best(place.key, target)
            held = found[1] if found is not None else None
        if held is None:
            return None
        if id(held) not in self._ways:
            self._ways[id(held)] = held, _count(held)
        return self._ways[id(held)][1]


def _count(held: GatewayRoute | Choice) -> Ways:
    if isinstance(held, GatewayRoute):
        connections, links = told_apart((*held.paths, *(path for path, _ in held.lost)))
    else:
        connections, links = told_apart(held.candidates)
    return len(connections), len(links)


def flows_of(result: Result) -> Flows:
    """The flows of a result, shared by all who ask about them."""
    flows = result.beside.get(Flows)
    if not isinstance(flows, Flows):
        with collection_paused():
            flows = result.beside[Flows] = Flows(result)
    return flows
