"""What behaves differently between two results: which flows are lost, gained or moved, in as few lines as possible.

Knows nothing of why the two differ; structure is compared by `app.document.merge`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.analysis import wording
from app.analysis.endpoints import Group, Member, name_of, pairs_of, representatives
from app.analysis.flows import Flow
from app.analysis.walks import Flows, flows_of
from app.engine import Result

Json = dict[str, Any]

CHANGES = ("lost", "asymmetric", "moved", "lastWay", "gained", "restored")
_SHOWN = ("expressRouteCircuits/", "azureFirewalls/", "networkVirtualAppliances/", "virtualHubs/")


@dataclass(frozen=True, slots=True)
class Shared:
    """Endpoints that share a group before and a group after: the two groups, and the endpoints as both know them."""

    before: Group
    after: Group
    group: Group
    later: Group


@dataclass(slots=True)
class Line:
    """One difference: who, to whom, from what to what."""

    change: str
    was: Flow | None
    now: Flow | None
    pairs: int
    sources: list[Group]
    targets: list[Group]
    both: bool = False


@dataclass(slots=True)
class Difference:
    """All differences in behaviour: lines worst first, pairs by change, and what a drawing shows.

    `internet` if a flow now leaves to the Internet instead.
    """

    lines: list[Line] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    carrying: set[str] = field(default_factory=set)
    internet: bool = False


def shared_groups(before: Flows, after: Flows) -> list[Shared]:
    """The endpoints that both results have, those that share a group in both together."""
    places: dict[object, tuple[int, Member]] = {}
    for index, group in enumerate(after.groups):
        for owner, members in group.owners.items():
            places.update(((group.sends, group.kind, owner, name_of(m)), (index, m)) for m in members)
    found: list[Shared] = []
    for group in before.groups:
        parts: dict[int, tuple[dict[str, list[Member]], dict[str, list[Member]]]] = {}
        for owner, members in group.owners.items():
            for member in members:
                other = places.get((group.sends, group.kind, owner, name_of(member)))
                if other is not None:
                    for side, each in zip(parts.setdefault(other[0], ({}, {})), (member, other[1]), strict=True):
                        side.setdefault(owner, []).append(each)
        for index, (now, later) in parts.items():
            other_group = after.groups[index]
            found.append(Shared(group, other_group, _part(group, now), _part(other_group, later)))
    return found


def _part(group: Group, owners: Mapping[str, list[Member]]) -> Group:
    return Group(group.kind, {owner: tuple(members) for owner, members in owners.items()}, group.place)


def change_of(was: Flow | None, now: Flow | None) -> str | None:
    """The word for what became of a flow, None if nothing that matters."""
    if was is now or was is None or now is None:
        return None
    if was.works != now.works:
        return "lost" if was.works else "gained"
    if not was.works:
        return None
    if now.asymmetric and not was.asymmetric:
        return "asymmetric"
    if was.route != now.route:
        return "moved"
    had, has = was.there.ways, now.there.ways
    if had is None or has is None:
        return None
    if any(one > 1 >= other for one, other in zip(had, has, strict=True)):
        return "lastWay"
    return "restored" if any(other > 1 >= one for one, other in zip(had, has, strict=True)) else None


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of groups before and after; equal `source` or `target` numbers are the same group."""

    source: int
    target: int
    pairs: int
    was: Flow | None
    now: Flow | None


def compare(before: Flows, after: Flows) -> Difference:
    """The differences in behaviour between two results over the endpoints that both have."""
    common = shared_groups(before, after)
    cells = list(_cells(before, after, common))
    difference = gathered([each.group for each in common], cells)
    still: set[frozenset[str]] = {c.now.there.uses for c in cells if c.now is not None and c.now.works}
    difference.carrying = set().union(*still)
    return difference


def _cells(before: Flows, after: Flows, common: list[Shared]) -> Iterator[Cell]:
    """Every pair of groups with the flow of the same two endpoints before and after."""
    for i, j, together, pairs in pairs_of([each.group for each in common]):
        one, other = common[i], common[j]
        was = representatives(one.group, other.group, together=together)
        now = representatives(one.later, other.later, together=together)
        if was and now:
            yield Cell(i, j, pairs, before.told(one.before, *was), after.told(one.after, *now))


def gathered(groups: list[Group], cells: Iterable[Cell]) -> Difference:
    """The cells that differ as lines."""
    found: dict[tuple[object, ...], dict[int, dict[int, Cell]]] = {}
    difference = Difference()
    for cell in cells:
        was, now = cell.was, cell.now
        change = change_of(was, now)
        if change is None or was is None or now is None:
            continue
        difference.counts[change] += cell.pairs
        if change in ("lost", "moved"):
            difference.before |= was.there.uses
        if change in ("moved", "gained"):
            difference.after |= now.there.uses
            difference.internet |= now.kind == "internet"
        row = found.setdefault((change, _sketch(was), _sketch(now)), {}).setdefault(cell.source, {})
        known = row.get(cell.target)
        row[cell.target] = replace(cell, pairs=cell.pairs + known.pairs) if known else cell
    lines = sorted(_lines(groups, found), key=lambda line: (CHANGES.index(line.change), -line.pairs))
    difference.lines = list(_folded(lines))
    return difference


def _folded(lines: Iterable[Line]) -> Iterator[Line]:
    """A line and the same line in the other direction are one."""
    seen: dict[tuple[object, ...], Line] = {}
    for line in lines:
        here, far = frozenset(_places(line.sources)), frozenset(_places(line.targets))
        mirror = seen.get((line.change, far, here))
        if mirror is not None:
            mirror.both = True
        else:
            seen.setdefault((line.change, here, far), line)
            yield line


def _places(groups: Iterable[Group]) -> Iterator[object]:
    """What stands for a side: subnets by their group, the others by their owners."""
    for group in groups:
        yield from (group,) if group.kind == "subnet" else group.owners


def _sketch(flow: Flow) -> tuple[object, ...]:
    """What lines are told apart by: the kind, circuits, firewalls, appliances and hubs, not single tunnels."""
    if not flow.works:
        return (flow.kind,)
    return (flow.kind, *sorted(p for p in flow.there.uses if p.startswith(_SHOWN)))


def _lines(groups: list[Group], found: Mapping[tuple[object, ...], dict[int, dict[int, Cell]]]) -> Iterator[Line]:
    """Senders with the same receivers share a line."""
    for (change, *_), rows in found.items():
        by_targets: dict[tuple[int, ...], list[int]] = {}
        for i, cells in rows.items():
            by_targets.setdefault(tuple(sorted(cells)), []).append(i)
        for targets, sources in by_targets.items():
            first = rows[sources[0]][targets[0]]
            pairs = sum(rows[i][j].pairs for i in sources for j in targets)
            yield Line(
                str(change), first.was, first.now, pairs, [groups[i] for i in sources], [groups[j] for j in targets]
            )


def side_json(groups: Iterable[Group]) -> Json:
    """One side of a line."""
    with_owners = [(group, group.owners) for group in groups]
    return {
        "label": wording.label(with_owners),
        "count": sum(group.size for group, _ in with_owners),
        "places": wording.places(with_owners),
    }


def line_json(line: Line) -> Json:
    """One line for programs and people."""
    sources, targets = side_json(line.sources), side_json(line.targets)
    was, now = wording.way(line.was), wording.way(line.now)
    return {
        "change": line.change,
        "sentence": sentence(line, sources["label"], targets["label"], was, now),
        "pairs": line.pairs,
        "bothWays": line.both,
        "from": sources,
        "to": targets,
        "was": wording.flow_json(line.was),
        "now": wording.flow_json(line.now),
    }


def sentence(line: Line, sources: str, targets: str, was: str, now: str) -> str:
    """A line as people read it."""
    arrow = "↔" if line.both else "→"
    words = {
        "lost": f"lost; was {was}, now {now}",
        "gained": f"now reached over {now}; was {was}",
        "moved": f"over {now} instead of {was}",
        "asymmetric": f"a stateful device sees one direction only; was {was}, now {now}",
        "lastWay": f"only one way is left, {now}",
        "restored": f"more than one way again, {now}",
    }
    return f"{sources} {arrow} {targets}: {words[line.change]}."


def difference_json(difference: Difference) -> Json:
    """All lines, the pairs by change, and what a drawing paints: lost and moved document paths."""
    lost = difference.before - difference.carrying
    return {
        "counts": {change: difference.counts[change] for change in CHANGES},
        "lines": [line_json(line) for line in difference.lines],
        "paint": {
            "lost": sorted(lost),
            "moved": sorted(difference.after),
            "internet": difference.internet,
        },
    }


def changes(before: Result, after: Result) -> Json:
    """The differences in behaviour between two results."""
    return difference_json(compare(flows_of(before), flows_of(after)))
