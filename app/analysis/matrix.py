"""Everything to everything: what kind of way leads from each network and site to each other one. As JSON and CSV.

Answers for groups that routing treats alike; a cell is a letter for the kind, so that ten thousand subnets stay small.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

from app.analysis import wording
from app.analysis.endpoints import Group, Member
from app.analysis.flows import Flow
from app.analysis.walks import Flows, flows_of
from app.collector import collection_paused
from app.engine import Result
from app.engine.network import Subnet

Json = dict[str, Any]
LETTERS = {
    "direct": "=",
    "peering": "p",
    "expressroute": "e",
    "vpn": "v",
    "appliance": "a",
    "firewall": "f",
    "virtualwan": "w",
    "internet": "i",
    "dropped": "x",
    "loop": "o",
    "unknown": "?",
}
NOTHING = "."
MOST_PREFIXES = 50


def matrix(result: Result) -> Json:
    """The matrix of one result.

    `groups` are the rows and columns, `rows[i][j]` the letter of the way from group i to group j in another network,
    `inside[i][j]` in the same one; `cells` has the details of the ways that differ, `pairs` counts endpoints by kind.
    """
    with collection_paused():
        return _matrix(flows_of(result))


def _matrix(flows: Flows) -> Json:
    size = len(flows.groups)
    rows = [[NOTHING] * size for _ in range(size)]
    inside: dict[str, str] = {}
    pairs: Counter[str] = Counter()
    cells: dict[tuple[object, ...], Json] = {}
    asymmetric: list[list[int]] = []
    for i, j, together, count, flow, _ in flows.cells():
        if flow is None:
            continue
        pairs[flow.kind] += count
        if together:
            inside[f"{i},{j}"] = LETTERS[flow.kind]
        else:
            rows[i][j] = LETTERS[flow.kind]
        if flow.asymmetric:
            asymmetric.append([i, j])
        if (kind := (flow.kind, flow.route)) not in cells:
            cells[kind] = _cell(flow, i, j)
    return {
        "legend": {letter: kind for kind, letter in LETTERS.items()},
        "groups": [_group_json(group) for group in flows.groups],
        "rows": ["".join(row) for row in rows],
        "inside": inside,
        "asymmetric": asymmetric,
        "pairs": dict(pairs),
        "examples": list(cells.values()),
    }


def _cell(flow: Flow, i: int, j: int) -> Json:
    return {"from": i, "to": j, "way": wording.way(flow), "uses": sorted(flow.there.uses)}


def _group_json(group: Group) -> Json:
    """A row or column; `owners` are its networks, sites or pools, `trace` is what the trace question is asked with."""
    with_owners = [(group, group.owners)]
    return {
        "kind": group.kind,
        "label": wording.label(with_owners),
        "count": group.size,
        "sends": group.sends,
        "receives": group.receives,
        "networks": len(group.owners),
        "places": wording.places(with_owners),
        "owners": [_owner_json(owner, members) for owner, members in group.owners.items()],
        "trace": next(iter(group.names())),
    }


def _owner_json(owner: str, members: tuple[Member, ...]) -> Json:
    """A network with all of its subnets, a site with the first of its prefixes."""
    shown = members if isinstance(members[0], Subnet) else members[:MOST_PREFIXES]
    names = [m.name if isinstance(m, Subnet) else str(m) for m in shown if m]
    return {"owner": owner, "count": len(members), "names": names}


def matrix_csv(result: Result) -> str:
    """One line for each pair of groups: who, to whom, kind, way, whether it works in both directions."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("From", "To", "Where", "Pairs", "Kind", "Way", "Works", "Asymmetric"))
    writer.writerows(_lines(flows_of(result)))
    return text.getvalue()


def _lines(flows: Flows) -> Iterator[tuple[object, ...]]:
    for i, j, together, count, flow, _ in flows.cells():
        if flow is not None:
            one, other = (wording.label([(g, g.owners)]) for g in (flows.groups[i], flows.groups[j]))
            where = "same network" if together else "another network"
            works, asymmetric = ("yes" if flag else "no" for flag in (flow.works, flow.asymmetric))
            yield one, other, where, count, flow.kind, wording.way(flow), works, asymmetric
