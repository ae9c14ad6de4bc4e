"""The bounded fixed point: speakers announce, take in and choose until nothing changes.

All speakers announce what they chose in the round before, so the order of speakers and sessions changes nothing.
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.engine.bgp import MICROSOFT_ASN, Fabric, Origination, PathAttributes, PrefixClass, Session, Speaker
from app.engine.classes import Catalogue
from app.engine.hub_policy import transit_off
from app.engine.policy import POLICIES, Scene, accepts, gives_transit
from app.engine.preference import Choice, choose
from app.engine.prefix import BadPrefix, parse_address
from app.engine.route_maps import rewritten

MOST_ROUNDS = 64
MOST_TURNS = 64


@dataclass(slots=True)
class Rib:
    """What one speaker holds: candidates by class and session, and the choice among them."""

    candidates: dict[int, dict[str, PathAttributes]] = field(default_factory=dict)
    choices: dict[int, Choice] = field(default_factory=dict)


class Ribs(Mapping[str, Rib]):
    """RIBs by speaker; those of routers that only listen are made when somebody asks for them."""

    def __init__(self, made: dict[str, Rib], late: Collection[str], make: Callable[[str], Rib]) -> None:
        self._made, self._late, self._make = made, late, make

    @property
    def late(self) -> Collection[str]:
        """The routers that only listen."""
        return self._late

    def __getitem__(self, speaker: str) -> Rib:
        rib = self._made.get(speaker)
        if rib is None:
            if speaker not in self._late:
                raise KeyError(speaker)
            rib = self._made[speaker] = self._make(speaker)
        return rib

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._made), **dict.fromkeys(self._late)})

    def __len__(self) -> int:
        return len(self._made.keys() | set(self._late))


@dataclass(frozen=True, slots=True)
class Propagation:
    """The outcome: a RIB for each speaker, and the speakers that kept changing their mind, if any.

    `undecided` are those that came to rest only in turns: Azure may settle in another state.
    """

    ribs: Ribs
    unstable: tuple[str, ...]
    rounds: int
    started: frozenset[tuple[str, int]] = frozenset()
    undecided: tuple[str, ...] = ()


def announced(
    scene: Scene,
    fabric: Fabric,
    book: Catalogue,
    session: Session,
    cls: PrefixClass,
    choice: Choice | None,
    started: Container[tuple[str, int]] = (),
) -> PathAttributes | None:
    """What the session's source announces for a class, as the target would hold it, or None.

    `started` holds the (speaker, class) pairs that a speaker starts by itself although the prefixes come from
    elsewhere.
    """
    own = book.limited.get(session.id, {}).get(cls.id)
    source = fabric.speakers[session.source]
    if own is not None and own.passed_on and (session.source, cls.id) not in started:
        return _passed_on(fabric, session, own, choice)
    if own is not None:
        return _outgoing(session, source, _own_path(own), own.tail)
    if choice is None:
        return None
    path = choice.best
    if path.source is not None and path.source == session.target:
        return None
    if session.ibgp and path.origin == "IBgp" and source.kind not in ("routeserver", "hub"):
        return None
    if source.kind == "edge" and _echo_of(scene, fabric, session, path):
        return None
    as_path = POLICIES[session.announce](scene, session, cls, path)
    return None if as_path is None else _outgoing(session, source, path, as_path)


def told(
    scene: Scene,
    fabric: Fabric,
    book: Catalogue,
    session: Session,
    cls: PrefixClass,
    choices: Mapping[int, Choice],
    started: Container[tuple[str, int]] = (),
) -> PathAttributes | None:
    """`announced`, after the route map or address translation of the session's connection (VW-110)."""
    if session.inbound_map is None and session.outbound_map is None:
        return announced(scene, fabric, book, session, cls, choices.get(cls.id), started)

    def plain(other: PrefixClass) -> PathAttributes | None:
        return announced(scene, fabric, book, session, other, choices.get(other.id), started)

    def kept(path: PathAttributes) -> bool:
        return session.outbound_map is None or not transit_off(session, path)

    return rewritten(fabric.maps, book.rewrites, session, cls, book.classes, plain, kept)


def _echo_of(scene: Scene, fabric: Fabric, session: Session, path: PathAttributes) -> bool:
    """E-46: an edge does not hand a gateway the customer's echo of what that gateway announced, nor of what its circuit
    told the customer.
    """
    if fabric.speakers[path.source or ""].kind != "site" or MICROSOFT_ASN not in path.as_path:
        return False
    crossed = [step for step in path.trail if step.startswith("expressRouteCircuits/")]
    if crossed[-2:] == [fabric.speakers[session.source].owner] * 2:
        return True
    gateway = fabric.speakers[session.target].owner.partition("/")[2]
    connections = scene.network.er_connections
    return any(
        step.startswith("connections/")
        and (connection := connections.get(step.partition("/")[2])) is not None
        and connection.gateway == gateway
        for step in path.trail
    )


def _passed_on(fabric: Fabric, session: Session, own: Origination, choice: Choice | None) -> PathAttributes | None:
    """RS-54: a prefix that a router lists and knows from elsewhere goes out with the path by which it knows it.

    Towards a Route Server or hub 65515 in that path becomes the router's own ASN, as often as a configured prepend
    says; towards a gateway, which would refuse the path for its loop, the router starts the prefix afresh.
    """
    if choice is None or choice.best.source is None:
        return None
    source, target = fabric.speakers[session.source], fabric.speakers[session.target]
    as_path = choice.best.as_path
    if (session.target_asn or target.asn) in as_path:
        if target.kind not in ("routeserver", "hub"):
            return _outgoing(session, source, _own_path(own), own.tail)
        instead = () if session.prepend else (source.asn,)
        as_path = tuple(kept for asn in as_path for kept in (instead if asn == target.asn else (asn,)))
    return _outgoing(session, source, choice.best._replace(kind=own.kind, entry=own.entry), as_path)


def _outgoing(session: Session, source: Speaker, path: PathAttributes, as_path: tuple[int, ...]) -> PathAttributes:
    if not session.ibgp:
        as_path = ((session.own_asn or source.asn),) * (1 + session.prepend) + as_path
    reflects = source.kind == "routeserver" or not session.next_hop_self
    keep_next_hop = session.ibgp and reflects and path.next_hop is not None
    return PathAttributes(
        as_path=as_path,
        next_hop=path.next_hop if keep_next_hop else session.next_hop,
        origin="IBgp" if session.ibgp else "EBgp",
        kind=path.kind if path.kind == "peerhost" else session.enters or path.kind,
        source=session.source,
        session=session.id,
        entry=session.via if session.enters and session.enters != path.kind else path.entry,
        trail=(*path.trail, session.via),
        weight=session.weight,
        preference=session.preference,
        no_advertise=path.no_advertise,
        remote=session.announce == "hub-hub",
        targets=session.targets if session.targets is not None else path.targets,
    )


def _own_path(origination: Origination) -> PathAttributes:
    return PathAttributes(
        as_path=origination.tail,
        next_hop=origination.next_hop,
        origin="Network",
        kind=origination.kind,
        source=None,
        session=None,
        entry=origination.entry,
        trail=(origination.speaker, origination.entry) if origination.session else (origination.entry,),
        no_advertise=origination.no_advertise,
        targets=origination.targets,
    )


def router_ids(fabric: Fabric) -> dict[str, tuple[int, str]]:
    """The last tie-break: the lower address, then the name."""
    ids = {}
    for speaker in fabric.speakers.values():
        try:
            ids[speaker.id] = (parse_address(speaker.address)[0], speaker.id)
        except BadPrefix:
            ids[speaker.id] = (0, speaker.id)
    return ids


def _listeners(scene: Scene, fabric: Fabric, book: Catalogue) -> frozenset[str]:
    """Sites whose announcements do not depend on what they hear: no transit, no WAN of their own, nothing passed on."""
    return frozenset(
        speaker.id
        for speaker in fabric.speakers.values()
        if speaker.kind == "site" and all(_fixed(scene, fabric, book, s) for s in fabric.outgoing.get(speaker.id, ()))
    )


def _fixed(scene: Scene, fabric: Fabric, book: Catalogue, session: Session) -> bool:
    if fabric.speakers[session.target].kind == "site" or gives_transit(scene, fabric.speakers[session.source]):
        return False
    return not any(own.passed_on for own in book.limited.get(session.id, {}).values())


class Hearing:
    """What sessions bring: to those that take part in the rounds, and afterwards to those that only listen."""

    def __init__(self, scene: Scene, fabric: Fabric, book: Catalogue) -> None:
        self.scene, self.fabric, self.book = scene, fabric, book
        self.listeners = _listeners(scene, fabric, book)
        self.active = {speaker: Rib() for speaker in fabric.speakers if speaker not in self.listeners}
        self.ids = router_ids(fabric)
        self.started: set[tuple[str, int]] = set()

    def own(self, speaker: str) -> dict[int, dict[str, PathAttributes]]:
        """What a speaker announces by itself, by class."""
        table = self.book.own.get(speaker, {})
        return {n: {f"own/{i}": _own_path(o) for i, o in enumerate(found)} for n, found in table.items()}

    def listen(self, speaker: str) -> Rib:
        """The RIB of a router that only listens, from what the others chose."""
        rib = Rib(self.own(speaker))
        for session in self._incoming.get(speaker, ()):
            choices = self.active[session.source].choices
            for number in self.concerned(session, {*choices, *self.book.limited.get(session.id, ())}):
                heard = self.heard(session, number, choices)
                if heard is not None:
                    rib.candidates.setdefault(number, {})[session.id] = heard
        order = self.fabric.speakers[speaker].order
        rib.choices.update((n, choose(found.values(), order, self.ids)) for n, found in rib.candidates.items())
        return rib

    @cached_property
    def _incoming(self) -> Mapping[str, list[Session]]:
        incoming: dict[str, list[Session]] = {}
        for session in self.fabric.sessions.values():
            if session.target in self.listeners:
                incoming.setdefault(session.target, []).append(session)
        return incoming

    def concerned(self, session: Session, changed: set[int]) -> set[int]:
        """What a change may change on a session: with a map also the prefixes that the map puts in."""
        if session.source in self.listeners:
            changed = changed & self.book.limited.get(session.id, {}).keys()
        key = session.outbound_map or session.inbound_map
        return changed if key is None else changed | self.book.rewrites[key].keys()

    def heard(self, session: Session, number: int, choices: Mapping[int, Choice]) -> PathAttributes | None:
        """What the target takes in of a class when the source has made these choices."""
        cls = self.book.classes[number]
        path = told(self.scene, self.fabric, self.book, session, cls, choices, self.started)
        if path is None or not accepts(self.scene, session, cls, path.as_path):
            return None
        return path


class Propagator:
    """Runs the rounds over one fabric."""

    def __init__(self, scene: Scene, fabric: Fabric, book: Catalogue) -> None:
        self.fabric, self.book = fabric, book
        self._hearing = Hearing(scene, fabric, book)
        self._active, self._listeners = self._hearing.active, self._hearing.listeners
        self._started = self._hearing.started
        self.ribs = Ribs(self._active, self._listeners, self._hearing.listen)

    def run(self) -> Propagation:
        """Rounds until nothing changes; if they go on for too long, the speakers take turns.

        Two routers that each want the other's route swap for ever when they speak at once. In turns they settle in one
        of the states in which Azure may settle; only what never settles is unstable.
        """
        changed: dict[str, set[int]] = {}
        for speaker in self.book.own.keys() & self._active.keys():
            self._active[speaker].candidates.update(self._hearing.own(speaker))
            changed.setdefault(speaker, set()).update(self.book.own[speaker])
        for session in self.book.limited:
            source = self.fabric.sessions[session].source
            changed.setdefault(source, set()).update(self.book.limited[session])
        limit = min(4 * len(self.fabric.speakers) + 20, MOST_ROUNDS)
        for rounds in range(limit):
            self._decide(changed)
            changed = self._exchange(changed) or self._start_unheard()
            if not changed:
                return Propagation(self.ribs, (), rounds + 1, frozenset(self._started))
        undecided = tuple(sorted(changed))
        unstable = self._take_turns(changed)
        return Propagation(self.ribs, unstable, limit, frozenset(self._started), undecided)

    def _take_turns(self, waiting: dict[str, set[int]]) -> tuple[str, ...]:
        """One speaker at a time, the one that heard something last first; answers those that never come to rest."""
        waiting = {speaker: waiting[speaker] for speaker in sorted(waiting, reverse=True)}
        for _ in range(MOST_TURNS * len(self.fabric.speakers)):
            if not waiting and not (waiting := self._start_unheard()):
                return ()
            speaker, numbers = waiting.popitem()
            self._decide({speaker: numbers})
            for target, touched in sorted(self._exchange({speaker: numbers}).items()):
                waiting[target] = waiting.pop(target, set()) | touched
        self._decide(waiting)
        return tuple(sorted(waiting))

    def _start_unheard(self) -> dict[str, set[int]]:
        """Once all is quiet: what routers list and nobody tells them, they start by themselves."""
        unheard: dict[str, set[int]] = {}
        for session_id, table in self.book.limited.items():
            speaker = self.fabric.sessions[session_id].source
            for number, own in table.items():
                silent = own.passed_on and own.last_resort and number not in self.ribs[speaker].choices
                if silent and (speaker, number) not in self._started:
                    unheard.setdefault(speaker, set()).add(number)
        self._started.update((speaker, number) for speaker, numbers in unheard.items() for number in numbers)
        return unheard

    def _decide(self, changed: Mapping[str, Iterable[int]]) -> None:
        for speaker, numbers in changed.items():
            if speaker in self._listeners:
                continue
            rib, order = self._active[speaker], self.fabric.speakers[speaker].order
            for number in numbers:
                candidates = rib.candidates.get(number)
                if candidates:
                    rib.choices[number] = choose(candidates.values(), order, self._hearing.ids)
                else:
                    rib.choices.pop(number, None)

    def _exchange(self, changed: Mapping[str, set[int]]) -> dict[str, set[int]]:
        touched: dict[str, set[int]] = {}
        for speaker in sorted(changed):
            choices = self._active[speaker].choices if speaker in self._active else {}
            for session in self.fabric.outgoing.get(speaker, ()):
                if session.target in self._listeners:
                    continue
                inbox = self._active[session.target].candidates
                for number in self._hearing.concerned(session, changed[speaker]):
                    heard = self._hearing.heard(session, number, choices)
                    held = inbox.get(number, {}).get(session.id)
                    if heard == held:
                        continue
                    if heard is None:
                        del inbox[number][session.id]
                    else:
                        inbox.setdefault(number, {})[session.id] = heard
                    touched.setdefault(session.target, set()).add(number)
        return touched


def propagate(scene: Scene, fabric: Fabric, book: Catalogue) -> Propagation:
    """Every speaker's RIB once nothing changes any more."""
    return Propagator(scene, fabric, book).run()
