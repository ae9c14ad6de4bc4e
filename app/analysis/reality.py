"""Holds a table of the design against what az printed of the real one: agreement, or the rows that differ and why.

Knows neither where the text comes from nor what causes a difference.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.analysis.agreement import as_numbers, is_open_address, normal_prefix, same_hops, values
from app.analysis.bgp_tables import advertised, find, learned
from app.analysis.causes import Causes
from app.analysis.hub_tables import hub_routes
from app.analysis.labels import address_label
from app.analysis.pasted import Unreadable, read
from app.analysis.route_tables import table_json
from app.engine import Result, UnknownPlace

Json = dict[str, Any]
Row = dict[str, Any]
SHOWN = (
    "source",
    "state",
    "addressPrefix",
    "nextHopType",
    "nextHopIpAddress",
    "network",
    "nextHop",
    "nextHops",
    "asPath",
    "origin",
)
WANTED = {
    "effective": "These are effective routes of a subnet: hold them against one.",
    "hub": "These are effective routes of a Virtual WAN hub: hold them against a table or the firewall of one.",
    "bgp": "These are routes of a router: hold them against a gateway, Route Server or circuit.",
}
KEYS = {"effective": ("source", "addressPrefix"), "hub": ("addressPrefix",), "bgp": ("network",)}


def reality(result: Result, at: str, text: str, peer: str = "", table: str = "") -> Json:
    """The comparison of the design's table at a place with pasted text; raises Unreadable, UnknownPlace.

    `table` says advertised where the text is what a router announces; learned otherwise.
    """
    kind, azure = read(text)
    if kind != _kind_of(result, at):
        raise Unreadable(WANTED[kind])
    propagates = True
    if kind == "effective":
        vnet, subnet = result.find_subnet(at)
        found = table_json(result, subnet.at, result.table(vnet, subnet))
        question, design, propagates = "routes", found["routes"], not found["disableBgpRoutePropagation"]
        design = [{**row, "addressPrefix": normal_prefix(row["addressPrefix"])} for row in design]
    elif kind == "hub":
        question = "hubroutes"
        design = [{**row, "addressPrefix": row["addressPrefixes"][0]} for row in hub_routes(result, at)["routes"]]
    else:
        question = "advertised" if table == "advertised" else "learned"
        ask = advertised if question == "advertised" else learned
        design = ask(result, at, peer or None)["routes"]
    keys = KEYS[kind]
    causes = Causes(result, azure, design, propagates)
    printed = not text.lstrip().startswith(("{", "["))
    taken = _taken(result) if kind == "effective" else frozenset[str]()
    differences = list(_differences(_by(keys, azure), _by(keys, design), causes, Hops(taken, printed)))
    wrong = {tuple((d["azure"] or {}).get(k) for k in keys) for d in differences if d["azure"]}
    return {
        "at": at,
        "question": question,
        "agrees": not differences,
        "rows": len(azure),
        "matching": sum(tuple(row.get(k) for k in keys) not in wrong for row in azure),
        "differences": differences,
    }


def _kind_of(result: Result, at: str) -> str:
    """Which kind of table a place has: subnets effective routes, hubs theirs, routers what BGP says."""
    try:
        result.find_subnet(at)
    except UnknownPlace:
        if at.removeprefix("virtualHubs/").partition("/")[0] in result.network.hubs:
            return "hub"
        find(result, at)
        return "bgp"
    return "effective"


@dataclass(frozen=True, slots=True)
class Hops:
    """How next hops are held against each other.

    `taken` are addresses of which the design knows the owner, so that none stands for one that Azure picks;
    `first_only`: of several, tables of az name only the first.
    """

    taken: frozenset[str]
    first_only: bool

    def same(self, azure: list[str], design: list[str]) -> bool:
        """Whether they may be the same."""
        if any(hop in self.taken and hop not in design for hop in azure):
            return False
        if self.first_only and len(azure) == 1 < len(design):
            return azure[0] in design or any(map(is_open_address, design))
        return same_hops(azure, design)


def _taken(result: Result) -> frozenset[str]:
    """The addresses that the design gives to gateways, appliances and firewalls."""
    network = result.network
    found = {speaker.address for speaker in result.fabric.speakers.values()}
    found.update(text for gateway in network.gateways.values() for text in gateway.public_ips)
    found.update(text for a in network.appliances.values() for text in (*a.addresses, a.frontend or ""))
    found.update(firewall.address for firewall in network.firewalls.values())
    return frozenset(found)


def _by(keys: tuple[str, ...], rows: Iterable[Row]) -> dict[tuple[object, ...], list[Row]]:
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row.get(key) for key in keys), []).append(row)
    return found


def _differences(
    azure: dict[tuple[object, ...], list[Row]],
    design: dict[tuple[object, ...], list[Row]],
    causes: Causes,
    hops: Hops,
) -> Iterable[Json]:
    for key, rows in azure.items():
        if key not in design:
            yield from (_difference("onlyInAzure", row, None, causes) for row in _distinct(rows))
        elif not _same(rows, design[key], hops):
            yield _difference("differs", rows[0], design[key][0], causes)
    for key, rows in design.items():
        if key not in azure:
            yield from (_difference("onlyInDesign", None, row, causes) for row in _distinct(rows))


def _distinct(rows: list[Row]) -> Iterable[Row]:
    """Each row once; the instances of a gateway say the same."""
    return {str(_shown(row)): row for row in rows}.values()


def _same(azure: list[Row], design: list[Row], hops: Hops) -> bool:
    """Whether two lists of rows of one prefix say the same; order and instances do not count."""
    if "nextHops" in azure[0]:
        return {_hub_row(row, azure[0]) for row in azure} == {_hub_row(row, azure[0]) for row in design}
    if "asPath" in azure[0] or "network" in azure[0]:
        return {as_numbers(r.get("asPath")) for r in azure} <= {as_numbers(r.get("asPath")) for r in design}
    one, other = azure[0], design[0]
    alike = all(one.get(k) in (None, "", other.get(k)) for k in ("state", "nextHopType"))
    return alike and hops.same(values(one.get("nextHopIpAddress")), values(other.get("nextHopIpAddress")))


def _hub_row(row: Row, printed: Row) -> tuple[object, ...]:
    """What a row of a hub says in the columns that were printed; names in any case, as Azure takes them."""
    hops = frozenset(str(hop).lower() for hop in row["nextHops"]) if printed["nextHops"] else None
    return row.get("nextHopType"), hops, as_numbers(row.get("asPath")) if "asPath" in printed else None


def _difference(kind: str, azure: Row | None, design: Row | None, causes: Causes) -> Json:
    row = azure or design or {}
    return {
        "kind": kind,
        "addressPrefix": row.get("addressPrefix") or row.get("network"),
        "azure": _shown(azure),
        "design": _shown(design),
        "cause": causes.of(azure, design),
    }


def _shown(row: Row | None) -> Row | None:
    return {key: _worded(row[key]) for key in SHOWN if key in row} if row is not None else None


def _worded(value: object) -> object:
    if isinstance(value, list):
        return [_worded(each) for each in value]
    return address_label(value) if isinstance(value, str) else value
