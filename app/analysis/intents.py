"""Sentences of a design that must hold: whether each does, and the row that breaks it. Suggests those that hold now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.analysis import wording
from app.analysis.endpoints import Group, Member, representatives, start_of
from app.analysis.flows import Flow
from app.analysis.incremental import Derived
from app.analysis.route_tables import row_json
from app.analysis.selection import pairs, select
from app.analysis.sweep import Sweep
from app.analysis.walks import Flows
from app.analysis.what_if import FlowsAfter
from app.document.schema import Intent
from app.engine import Result, UnknownPlace
from app.engine.forwarding import Packet
from app.engine.network import Subnet
from app.engine.trace import Walk

Json = dict[str, Any]
BY = {"ExpressRoute": "expressroute", "VPN": "vpn", "Internet": "internet", "VirtualWan": "virtualwan"}
OUTSIDE = frozenset({"site", "peering", "hubconnection", "hub"})


@dataclass(frozen=True, slots=True)
class Case:
    """One pair of endpoints that stands for those an intent speaks of."""

    group: Group
    source: tuple[str, Member]
    target: tuple[str, Member]
    flow: Flow


@dataclass(frozen=True, slots=True)
class Broken:
    """What breaks an intent: a case, and why in words; `down` is what had to fail for it."""

    case: Case
    sentence: str
    at: str = ""
    rule: str = ""
    down: tuple[str, ...] = ()


class Intents:
    """Checks intents against one result."""

    def __init__(self, result: Result) -> None:
        self.sweep = Sweep(result)
        self.flows = self.sweep.flows
        self._after: list[tuple[tuple[str, ...], FlowsAfter]] | None = None

    def check(self, intent: Intent) -> Json:
        """Whether an intent holds, and if not the row and rule that break it."""
        try:
            cases = list(self._cases(intent))
            broken = next(iter(CHECKS[intent.kind](self, intent, cases)), None)
        except UnknownPlace as error:
            return {
                **_told(intent),
                "holds": False,
                "why": _why(f"Nothing sends from {error.place!r}."),
            }
        if not cases:
            return {**_told(intent), "holds": False, "why": _why("Nothing in the design is meant by this.")}
        return {**_told(intent), "holds": broken is None, "why": self._because(intent, broken) if broken else None}

    def _cases(self, intent: Intent) -> Iterator[Case]:
        sources = select(self.flows, intent.from_, sends=True)
        targets = select(self.flows, intent.to, sends=False)
        for one, other, together in pairs(sources, targets):
            found = representatives(one, other, together=together)
            if found is not None and (flow := self.flows.between(one, *found)) is not None:
                yield Case(one, *found, flow)

    def after(self) -> list[tuple[tuple[str, ...], FlowsAfter]]:
        """The flows after each single failure that an intent has to survive."""
        if self._after is None:
            alike = (each[-1] for each in self.sweep.classes() if each[-1].kind not in OUTSIDE)
            made = ((f.down, Derived(self.sweep.result, frozenset(f.down))) for f in alike)
            self._after = [(down, FlowsAfter(self.flows, derived)) for down, derived in made]
        return self._after

    def _because(self, intent: Intent, broken: Broken) -> Json:
        """The words for what breaks an intent, with the last row that the packet met, or its answer if that counts."""
        flows = next((f for down, f in self._after or () if broken.down == down), self.flows)
        case = broken.case
        names = {"from": _name(*case.source), "to": _name(*case.target)}
        row = _last_row(flows, case, answer=intent.kind not in ("leavesBy", "notReachable"))
        return _why(broken.sentence, broken.at, broken.rule) | names | {"row": row, "down": list(broken.down)}


def _why(sentence: str, at: str = "", rule: str = "") -> Json:
    return {"sentence": sentence, "at": at, "rule": rule, "from": "", "to": "", "row": None, "down": []}


def _told(intent: Intent) -> Json:
    written = {"name": intent.name, "kind": intent.kind, "from": intent.from_, "to": intent.to}
    return {"intent": written | ({"by": intent.by} if intent.by else {}), "sentence": told(intent)}


def told(intent: Intent) -> str:
    """An intent as people say it."""
    words = {
        "reachable": f"{intent.from_} reaches {intent.to}",
        "notReachable": f"{intent.from_} does not reach {intent.to}",
        "leavesBy": f"{intent.from_} leaves by {intent.by} to {intent.to}",
        "sameReturnPath": f"{intent.to} answers {intent.from_} over the same path",
        "survivesAnySingleFailure": f"{intent.from_} still reaches {intent.to} after any single failure",
    }
    return words[intent.kind]


def _name(owner: str, member: Member) -> str:
    return member.at if isinstance(member, Subnet) else str(member) if member else owner


def _last_row(flows: Flows, case: Case, *, answer: bool) -> Json | None:
    """The row of the last table that decided on the way there or, if the packet arrives, on that of its answer."""
    source, target = flows.address(*case.source), flows.address(*case.target)
    way = Walk(flows.atlas, Packet(source, target)).follow(start_of(case.group, *case.source))
    if way.back is not None and answer:
        way = Walk(flows.atlas, Packet(target, source)).follow(way.back)
    rows = [(hop.at, hop.row) for hop in way.hops if hop.row is not None]
    return {"at": rows[-1][0], **row_json(flows.result, rows[-1][1])} if rows else None


def _stopped(case: Case, flow: Flow, down: tuple[str, ...] = ()) -> Broken:
    at, rule, sentence = flow.why or ("", "", "The packet does not arrive.")
    return Broken(case, sentence, at, rule, down)


def _reachable(_: Intents, intent: Intent, cases: list[Case]) -> Iterator[Broken]:
    return (_stopped(case, case.flow) for case in cases if not case.flow.works)


def _not_reachable(_: Intents, intent: Intent, cases: list[Case]) -> Iterator[Broken]:
    for case in cases:
        if case.flow.works:
            yield Broken(case, f"It is reached over {wording.way(case.flow)}.", case.flow.there.stops[-1])


def _leaves_by(_: Intents, intent: Intent, cases: list[Case]) -> Iterator[Broken]:
    for case in cases:
        leg, by = case.flow.there, intent.by or ""
        if not case.flow.works:
            yield _stopped(case, case.flow)
        elif by not in leg.uses and BY.get(by, by) not in leg.kinds:
            yield Broken(case, f"It leaves by {wording.way(case.flow)}.", leg.stops[0])


def _same_return(_: Intents, intent: Intent, cases: list[Case]) -> Iterator[Broken]:
    for case in cases:
        flow = case.flow
        if not flow.works:
            yield _stopped(case, flow)
        elif flow.back is not None and (apart := sorted(_seen(flow.back.objects ^ flow.there.objects))):
            words = f"Only one direction passes {wording.some(map(wording.name_of, apart))}."
            yield Broken(case, words, apart[0], "G-03" if flow.asymmetric else "")


def _seen(paths: Iterable[str]) -> Iterator[str]:
    """E-22: without gateways, which an ExpressRoute packet passes in one direction only."""
    return (path for path in paths if not path.startswith("virtualNetworkGateways/"))


def _survives(intents: Intents, intent: Intent, cases: list[Case]) -> Iterator[Broken]:
    yield from _reachable(intents, intent, cases)
    for down, flows in intents.after():
        for case in cases:
            flow = flows.between_again(case.group, case.source, case.target, case.flow)
            if not flow.works:
                yield _stopped(case, flow, down)


CHECKS: Mapping[str, Callable[[Intents, Intent, list[Case]], Iterator[Broken]]] = {
    "reachable": _reachable,
    "notReachable": _not_reachable,
    "leavesBy": _leaves_by,
    "sameReturnPath": _same_return,
    "survivesAnySingleFailure": _survives,
}


def check_intents(intents: tuple[Intent, ...], result: Result) -> Json:
    """All intents of a design, each with whether it holds and what breaks it."""
    checker = Intents(result) if intents else None
    return {"intents": [checker.check(intent) for intent in intents] if checker else []}
