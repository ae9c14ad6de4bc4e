"""Every single failure tried: what each one cuts, moves, makes asymmetric or leaves without an alternative.

Failures that routing cannot tell apart from another are answered by that one. Results come one by one, so that a caller
can show the first ones early and stop when it likes.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from time import monotonic
from typing import Any

from app.analysis.compare import CHANGES, Difference, gathered, line_json
from app.analysis.endpoints import Group
from app.analysis.failures import KINDS, Failure, failures
from app.analysis.incremental import Derived
from app.analysis.walks import flows_of
from app.analysis.what_if import FlowsAfter
from app.collector import collection_paused
from app.engine import Result

Json = dict[str, Any]
WEIGHTS = {"lost": 1_000_000, "asymmetric": 1_000, "lastWay": 10, "moved": 1}
MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from one failure, or from two at once."""

    failures: tuple[Failure, ...]
    difference: Difference
    alike: tuple[Failure, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The document paths of the failure and of those like it."""
        return (self.failures[0].path, *(failure.path for failure in self.alike))

    @property
    def weight(self) -> int:
        """How bad it is: lost flows count most."""
        return sum(WEIGHTS.get(change, 0) * count for change, count in self.difference.counts.items())

    @property
    def cuts(self) -> bool:
        """True if a flow is lost."""
        return self.difference.counts["lost"] > 0

    @property
    def isolates(self) -> bool:
        """True if the flows lost are only those of what failed itself: of a site, of a spoke whose peering failed."""
        own = {name for failure in self.failures for name in (failure.path, *failure.ends)}
        lost = (line for line in self.difference.lines if line.change == "lost")
        return self.cuts and all(_of_one(own, line.sources) or _of_one(own, line.targets) for line in lost)


def surprise(outcome: Outcome) -> tuple[bool, bool, int]:
    """Sorts outcomes: what cuts others off, what cuts itself off, the rest; in each the worst first."""
    return not outcome.cuts, outcome.isolates, -outcome.weight


def _of_one(own: set[str], side: Iterable[Group]) -> bool:
    owners = {owner for group in side for owner in group.owners}
    return len(owners) == 1 and owners <= own


class Sweep:
    """Failures of one design on top of what is down already."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.flows = flows_of(result)
        self._lost: dict[Failure, int] = {}

    def single(self) -> tuple[Failure, ...]:
        """Every failure of something that is still up."""
        return tuple(f for f in failures(self.result.network) if self.result.down.isdisjoint(f.down))

    def outcome(self, *failed: Failure, alike: tuple[Failure, ...] = ()) -> Outcome:
        """What follows from some failures at once."""
        down = frozenset(path for failure in failed for path in failure.down)
        with collection_paused():
            return Outcome(failed, self._difference(down), alike)

    def _difference(self, down: frozenset[str]) -> Difference:
        """What changes; all that it takes to find out is freed before this returns."""
        with closing(FlowsAfter(self.flows, Derived(self.result, down))) as after:
            return gathered(list(after.groups), after.changed_cells())

    def classes(self) -> list[list[Failure]]:
        """The failures, those together that routing cannot tell apart; those that stand for most come first."""
        profiles: dict[str, list[tuple[int, int]]] = {}
        for index, group in enumerate(self.flows.groups):
            for owner, members in group.owners.items() if group.kind in ("subnet", "site", "prefix") else ():
                profiles.setdefault(owner, []).append((index, len(members)))
        classes: dict[object, list[Failure]] = {}
        for failure in self.single():
            classes.setdefault(self._likeness(failure, profiles), []).append(failure)
        return sorted(classes.values(), key=len, reverse=True)

    def _likeness(self, failure: Failure, profiles: Mapping[str, list[tuple[int, int]]]) -> Hashable:
        """The same for peerings of networks that share all groups, and for sites that do and their tunnels."""
        if failure.kind == "peering":
            return "peering", *(tuple(profiles.get(end, ())) or end for end in failure.ends)
        steps = failure.path.split("/")
        connection = self.result.network.vpn_connections.get(steps[1]) if steps[0] == "connections" else None
        remote = connection.remote_site if connection else None
        owner = self.flows.atlas.router_of(remote) if remote else failure.path
        branches = self.flows.endpoints.branches
        if (key := branches.key(owner)) == owner:
            return failure.down
        tunnel = connection and branches.tunnel(connection)
        return failure.kind, key, tuple(profiles.get(owner, ())), tunnel, *steps[2:]

    def pairs(self) -> list[tuple[Failure, Failure]]:
        """Every pair of failures, of those alike two at most, without a thing and a part of it."""
        some = [failure for alike in self.classes() for failure in alike[-2:]]
        return [(one, other) for one, other in combinations(some, 2) if not _within(one, other)]

    def worse(self, pair: tuple[Failure, Failure]) -> Outcome | None:
        """What follows from both at once, if they cut flows that neither cuts alone."""
        for failure in pair:
            if failure not in self._lost:
                self._lost[failure] = self.outcome(failure).difference.counts["lost"]
        both = self.outcome(*pair)
        return both if both.difference.counts["lost"] > sum(self._lost[failure] for failure in pair) else None

    def run(self, *, pairs: bool = False) -> Iterator[Outcome]:
        """The outcomes of all failures, then of the pairs that are worse than their halves, as they are found."""
        for alike in self.classes():
            yield self.outcome(alike[-1], alike=tuple(alike[:-1]))
        for pair in self.pairs() if pairs else ():
            if (both := self.worse(pair)) is not None:
                yield both


def _within(one: Failure, other: Failure) -> bool:
    return (one.path + "/").startswith(other.path + "/") or (other.path + "/").startswith(one.path + "/")


def outcome_json(outcome: Outcome, most: int = MOST_LINES) -> Json:
    """One outcome for programs and people."""
    counts = outcome.difference.counts
    return {
        "down": [path for failure in outcome.failures for path in failure.down],
        "kind": " + ".join(failure.kind for failure in outcome.failures),
        "alike": [failure.path for failure in outcome.alike],
        "what": [KINDS[failure.kind] for failure in outcome.failures],
        "label": " + ".join(f"{KINDS[failure.kind]} {failure.path}" for failure in outcome.failures),
        "counts": {change: counts[change] for change in CHANGES if change in WEIGHTS},
        "weight": outcome.weight,
        "isolates": outcome.isolates,
        "lines": [line_json(line) for line in outcome.difference.lines[:most]],
        "moreLines": max(0, len(outcome.difference.lines) - most),
    }


def sweep(result: Result, start: str = "0", seconds: str = "", pairs: str = "") -> Json:
    """The sweep from failure class number `start` on, for about so many seconds; `next` is where to go on, or None.

    Without `seconds` all of it. What nobody thinks of comes first within one answer. With `pairs` two failures at once,
    and of these the ones that are worse than both alone.
    """
    running = result.beside.get(Sweep)
    if not isinstance(running, Sweep):
        running = result.beside[Sweep] = Sweep(result)
    steps: Sequence[Callable[[], Outcome | None]] = (
        [partial(running.worse, pair) for pair in running.pairs()]
        if pairs
        else [partial(running.outcome, alike[-1], alike=tuple(alike[:-1])) for alike in running.classes()]
    )
    following, budget = int(start or 0), float(seconds or "inf")
    began, found = monotonic(), list[Outcome]()
    for step in steps[following:]:
        following += 1
        if (outcome := step()) is not None:
            found.append(outcome)
        if monotonic() - began >= budget:
            break
    found.sort(key=surprise)
    left = {"next": following if following < len(steps) else None, "classes": len(steps)}
    answer = {**sweep_json(found), **left}
    return {**answer, "tried": following - int(start or 0)} if pairs else answer


def sweep_json(found: list[Outcome]) -> Json:
    """A finished sweep: failures worst first, single points of failure, and how hot each object is drawn."""
    single = [o for o in found if len(o.failures) == 1]
    most = max((o.difference.counts["lost"] for o in single), default=0) or 1
    return {
        "failures": [outcome_json(o) for o in found],
        "singlePointsOfFailure": [path for o in single if o.cuts for path in o.paths],
        "heat": {path: round(o.difference.counts["lost"] / most, 3) for o in single for path in o.paths},
        "tried": sum(1 + len(o.alike) for o in found),
        "harmless": sum(1 + len(o.alike) for o in found if not o.weight),
    }
