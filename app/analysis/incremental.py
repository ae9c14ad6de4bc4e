"""A result for more failures, made from the result without them: only what they touch is worked out again.

What comes out equals a computation from nothing; what changed is kept beside it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from functools import cached_property

from app.analysis.ways import told_apart
from app.engine import Result
from app.engine.bgp import Origination, PathAttributes, PrefixClass
from app.engine.classes import Catalogue, carried_over, catalogue
from app.engine.feed import Feed, GatewayRoute, GatewayRoutes, Numbering
from app.engine.lpm import PrefixTable
from app.engine.network import Network, VirtualNetwork
from app.engine.preference import Choice
from app.engine.prefix import Prefix, contains, order
from app.engine.propagate import propagate
from app.engine.system import SystemTable
from app.engine.whatif import spelled_out

Changed = dict[str, set[int]]
Torn = dict[int, set[int]]
NOTHING = GatewayRoutes({}, Numbering.single(()))


class Derived(Result):
    """The routing with more failed than in `base`.

    `changed` has for each speaker the classes of `base` that it sees changed, `felt` those by which packets go
    elsewhere or have other ways left, `whole` the speakers that came or went or lost a session, `gone` the prefixes
    that alone are missing at the speakers `lost_at`, `networks_touched` the VNets whose system routes may differ.
    """

    def __init__(self, base: Result, down: frozenset[str]) -> None:
        self.base = base
        self.networks_touched = _networks_touched(base.network, down)
        self.changed: Changed = {}
        self.felt: Changed = {}
        self.whole: set[str] = set()
        self.gone: frozenset[Prefix] = frozenset()
        self.lost_at: set[str] = set()
        super().__init__(base.network, base.down | spelled_out(base.network, down))
        self._users = base._users
        speakers, before = self.fabric.speakers, base.fabric.speakers
        seen = (speakers.get(i) or before[i] for i in (*self.whole, *self.changed, *self.lost_at))
        self.homes_touched = {speaker.home for speaker in seen if speaker.home is not None}

    def _route(self) -> None:
        """Takes over the classes and the propagation of the base as far as they are the same."""
        base, now, before = self.base, self.fabric, self.base.fabric
        quiet = now.speakers == before.speakers and now.sessions == before.sessions and now.maps == before.maps
        same = now.originations == before.originations and self.homes == base.homes and now.maps == before.maps
        if quiet and same:
            self.book, self.outcome = base.book, base.outcome
            return
        fewer = None if same or not quiet else _without(self, base)
        if fewer is not None:
            self.book, self.gone, classes = fewer
            self.outcome, late = base.outcome, base.outcome.ribs.late
            self.lost_at = {i for i in now.speakers if i in late or classes & base.outcome.ribs[i].choices.keys()}
            return
        self.book = base.book if same else self._carried(base) or catalogue(self.network, self.homes, self.fabric)
        self.outcome = propagate(self.scene, self.fabric, self.book)
        self.whole = _whole(self, base)
        pairs, torn = _relation(self.book, base.book)
        self.changed, self.felt = _changed(self, base, pairs, torn)

    def _carried(self, base: Result) -> Catalogue | None:
        """The classes of the base, if no home has other prefixes than before and the announcements allow it."""
        if self.fabric.maps != base.fabric.maps or any(base.homes.get(n) != home for n, home in self.homes.items()):
            return None
        return carried_over(base.book, base.fabric, self.fabric)

    @cached_property
    def classes(self) -> PrefixTable[int]:
        """The classes of the base as far as they are the same."""
        if self.book.class_of is self.base.book.class_of:
            return self.base.classes
        return self.base.classes.without(self.gone) if self.gone else super().classes

    def feed(self, vnet: VirtualNetwork) -> Feed | None:
        """The feed of the base where none of its routers saw a change."""
        earlier = self.base.feeds[vnet.name]
        if vnet.name in self.networks_touched or earlier is None:
            return super().feed(vnet)
        if _home_of(earlier) not in self.homes_touched:
            return earlier
        return self.feed_of(earlier.name) if earlier.name in self.homes else super().feed(vnet)

    def feed_of(self, home: str) -> Feed:
        """The feed of the base without the prefixes that alone are missing."""
        if self.gone and home not in self._feeds:
            feed = self.base.feed_of(home)
            touched = feed.routes.chosen.keys() & {self.base.book.class_of[prefix] for prefix in self.gone}
            self._feeds[home] = feed.numbered(self.numbering) if touched else feed
        return super().feed_of(home)

    def feeds_felt(self, feeds: Mapping[str, Feed]) -> Changed:
        """By feed of the base the classes that it routes otherwise now, as far as packets can feel it.

        The prefixes that alone are missing are left out.
        """
        now = {feed.name: feed for feed in self.feeds.values() if feed is not None}
        found: Changed = {}
        for name, feed in feeds.items():
            later = now.get(name)
            if later is not feed:
                found[name] = self.routed_otherwise(feed, later)
        return found

    def routed_otherwise(self, one: Feed | None, other: Feed | None) -> set[int]:
        """The classes of the base that two feeds route otherwise, as far as packets can feel it."""
        before, after = one.routes if one else NOTHING, other.routes if other else NOTHING
        known: dict[tuple[int, int], bool] = {}
        numbers: set[int] = set()
        for prefix in self._tellers(one, other) or {*before, *after} - self.gone:
            was, now = before.get(prefix), after.get(prefix)
            key = (id(was), id(now))
            if key not in known:
                known[key] = _feels_route(was, now)
            if known[key]:
                numbers.add(self.base.book.class_of[prefix])
        return numbers

    def _tellers(self, one: Feed | None, other: Feed | None) -> list[Prefix]:
        """A prefix for each class where feeds route all prefixes of a class alike: those of gateways and the like."""
        numbered_alike = self.book.classes is self.base.book.classes or self.gone
        if not numbered_alike or not all(f and f.name in self.base.homes for f in (one, other)):
            return []
        return [cls.prefixes[0] for cls in self.book.classes]

    def system(self, vnet: VirtualNetwork) -> SystemTable:
        """The system routes of the base where no peering or connection of the VNet is touched."""
        return super().system(vnet) if vnet.name in self.networks_touched else self.base.system(vnet)


def _home_of(feed: Feed) -> str:
    return "/".join(feed.name.split("/")[:2]) if feed.name.startswith("virtualHubs/") else feed.name


def _networks_touched(network: Network, down: frozenset[str]) -> set[str]:
    """The VNets whose peerings, hub connections or meshes are among what fails."""
    touched: set[str] = set()
    for path in down:
        steps = path.split("/")
        if len(steps) == 4 and steps[2] == "peerings":
            vnet = network.virtual_networks[steps[1]]
            touched.update((vnet.name, *(half.remote for half in vnet.peerings if half.path == path)))
    for connection in network.hub_connections.values():
        if not down.isdisjoint((connection.path, f"virtualHubs/{connection.hub}")):
            touched.add(connection.virtual_network)
    for group in network.connected_groups.values():
        if group.path in down:
            touched.update(group.members)
    return touched


def _without(now: Derived, base: Result) -> tuple[Catalogue, frozenset[Prefix], set[int]] | None:
    """The catalogue of the base without the prefixes that nobody announces any more, these, and the classes they left.

    None if more differs: an announcement in anything but its prefixes, or what lies inside which VNet.
    """
    gone: set[Prefix] = set()
    if len(now.fabric.originations) != len(base.fabric.originations) or now.homes.keys() != base.homes.keys():
        return None
    for one, other in zip(now.fabric.originations, base.fabric.originations, strict=True):
        if one is other or one == other:
            continue
        if not _narrower(one, other):
            return None
        gone.update(set(other.prefixes) - set(one.prefixes))
    touched = {base.book.class_of[p] for p in gone}
    whole = {n for n in touched if gone.issuperset(base.book.classes[n].prefixes)}
    still = any(not gone.isdisjoint(o.prefixes) for o in now.fabric.originations)
    if whole or still or any(inner not in gone for prefix in gone for inner in _within(base.in_order, prefix)):
        return None
    classes = list(base.book.classes)
    for number in touched:
        left = tuple(p for p in classes[number].prefixes if p not in gone)
        classes[number] = replace(classes[number], prefixes=left)
    class_of = dict(base.book.class_of)
    for prefix in gone:
        del class_of[prefix]
    return replace(base.book, classes=tuple(classes), class_of=class_of), frozenset(gone), touched


def _within(in_order: list[Prefix], prefix: Prefix) -> Iterator[Prefix]:
    """The prefixes that equal one or lie inside it, of those in order."""
    for index in range(bisect_left(in_order, order(prefix), key=order), len(in_order)):
        if not contains(prefix, in_order[index]):
            return
        yield in_order[index]


def _narrower(one: Origination, other: Origination) -> bool:
    return set(one.prefixes) <= set(other.prefixes) and one._replace(prefixes=()) == other._replace(prefixes=())


def _whole(now: Derived, base: Result) -> set[str]:
    """Speakers that are new or gone, and those that only listen and have a session that is."""
    speakers, before = now.fabric.speakers, base.fabric.speakers
    silent = {*base.outcome.ribs.late, *now.outcome.ribs.late}
    found = {i for i in speakers.keys() | before.keys() if speakers.get(i) != before.get(i)}
    sessions, earlier = now.fabric.sessions, base.fabric.sessions
    for name in sessions.keys() | earlier.keys():
        if sessions.get(name) != earlier.get(name):
            target = (sessions.get(name) or earlier[name]).target
            if target in silent:
                found.add(target)
    return found


def _changed(now: Derived, base: Result, pairs: list[tuple[int, int]], torn: Torn) -> tuple[Changed, Changed]:
    """By speaker the classes of the base whose choice is another, and those of them that packets can feel.

    Those that only listen see what they are told, and that is what others chose as best.
    """
    silent = {*base.outcome.ribs.late, *now.outcome.ribs.late}
    changed, felt, best = Changed(), Changed(), Changed()
    active = {i for i in base.fabric.speakers if i in now.fabric.speakers and i not in silent}
    for speaker in active:
        one, other = now.outcome.ribs[speaker].choices, base.outcome.ribs[speaker].choices
        differ = [(f, a, b) for n, f in pairs if (a := one.get(n)) is not (b := other.get(f)) and a != b]
        gone = {f for f, pieces in torn.items() if f in other or not pieces.isdisjoint(one)}
        if differ or gone:
            changed[speaker] = gone.union(f for f, _, _ in differ)
            felt[speaker] = gone.union(f for f, a, b in differ if _feels(a, b))
            best[speaker] = gone.union(f for f, a, b in differ if a is None or b is None or a.best != b.best)
    retagged = {f for n, f in pairs if _tags(now.book.classes[n]) != _tags(base.book.classes[f])}
    for session in base.fabric.sessions.values():
        if session.target not in silent:
            continue
        told = retagged & (base.book.limited.get(session.id, {}).keys() | _choices(base, session.source))
        told |= best.get(session.source, set())
        if told and (key := session.outbound_map or session.inbound_map):
            told |= base.book.rewrites[key].keys()
        if told or session.source in changed:
            changed.setdefault(session.target, set()).update(changed.get(session.source, ()), told)
            felt.setdefault(session.target, set()).update(told)
    return changed, felt


def _tags(cls: PrefixClass) -> tuple[frozenset[str], frozenset[str]]:
    return cls.inside, cls.marks


def _choices(result: Result, speaker: str) -> Set[int]:
    """The classes that a speaker which takes part in the rounds has a choice for."""
    ribs = result.outcome.ribs
    return set() if speaker in ribs.late else ribs[speaker].choices.keys()


def _feels(one: Choice | None, other: Choice | None) -> bool:
    """True if packets go elsewhere, or if other ways are left to them."""
    if one is None or other is None or one.shared != other.shared:
        return True
    return told_apart(one.candidates) != told_apart(other.candidates)


def _feels_route(one: GatewayRoute | None, other: GatewayRoute | None) -> bool:
    if one is None or other is None:
        return one is not other
    same = one.next_hops == other.next_hops and one.paths == other.paths and one.kind == other.kind
    return not same or told_apart(_all_paths(one)) != told_apart(_all_paths(other))


def _all_paths(route: GatewayRoute) -> Iterator[PathAttributes]:
    yield from route.paths
    yield from (path for path, _ in route.lost)


def _relation(now: Catalogue, before: Catalogue) -> tuple[list[tuple[int, int]], Torn]:
    """The classes with the same prefixes in both catalogues; those of the earlier one that are not like that, each with
    the classes that have its prefixes now.
    """
    if now.classes is before.classes:
        return [(c.id, c.id) for c in now.classes], {}
    pairs, torn = [], {cls.id: set[int]() for cls in before.classes}
    for cls in now.classes:
        formers = {before.class_of.get(prefix, -1) for prefix in cls.prefixes}
        former = formers.pop() if len(formers) == 1 else -1
        if former >= 0 and len(before.classes[former].prefixes) == len(cls.prefixes):
            pairs.append((cls.id, former))
            del torn[former]
            continue
        for each in {former, *formers} - {-1}:
            torn[each].add(cls.id)
    return pairs, torn
