"""Reads what az printed: effective routes of subnets and hubs, learned or advertised tables, as JSON or as a table.

Knows no routing.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.analysis.agreement import normal_prefix, values

Row = dict[str, Any]
MOST_ROWS = 50_000
EFFECTIVE = {
    "source": "source",
    "state": "state",
    "addressprefix": "addressPrefix",
    "nexthoptype": "nextHopType",
    "nexthopip": "nextHopIpAddress",
    "nexthopipaddress": "nextHopIpAddress",
}
HUB = {
    "addressprefix": "addressPrefix",
    "addressprefixes": "addressPrefix",
    "prefix": "addressPrefix",
    "prefixes": "addressPrefix",
    "nexthoptype": "nextHopType",
    "nexthop": "nextHops",
    "nexthops": "nextHops",
    "aspath": "asPath",
    "routeorigin": "origin",
    "origin": "origin",
}
BGP = {
    "network": "network",
    "nexthop": "nextHop",
    "sourcepeer": "sourcePeer",
    "origin": "origin",
    "aspath": "asPath",
    "path": "asPath",
    "weight": "weight",
    "localaddress": "localAddress",
}


class Unreadable(ValueError):
    """The text is not what az prints for these tables."""


def read(text: str) -> tuple[str, list[Row]]:
    """("effective", "hub" or "bgp", rows); raises Unreadable."""
    rows = list(_json_rows(text) if text.lstrip()[:1] in ("{", "[") else _table_rows(text))
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"These are more than {MOST_ROWS:,} rows.")
    of_hub = any("nexthoptype" in row for row in rows) and not any("source" in row for row in rows)
    kinds = (
        (("hub", HUB, "addressPrefix"),)
        if of_hub
        else (("effective", EFFECTIVE, "addressPrefix"), ("bgp", BGP, "network"))
    )
    for kind, names, wanted in kinds:
        known = [{names[key]: value for key, value in row.items() if key in names} for row in rows]
        kept = [row for row in known if row.get(wanted)]
        if kept:
            return kind, [each for row in kept for each in _one_prefix(row, wanted, kind)]
    raise Unreadable("There are no routes in this text: paste what az printed with -o json or -o table.")


def _one_prefix(row: Row, column: str, kind: str) -> Iterator[Row]:
    """A row for each prefix of a row, with next hops as a list; those of hubs by the last part of their ids."""
    prefixes = [part for prefix in values(row[column]) for part in (str(prefix).split() if kind == "hub" else [prefix])]
    for prefix in prefixes:
        shown = {**row, column: normal_prefix(prefix)}
        if kind == "effective":
            shown["nextHopIpAddress"] = [str(hop) for hop in values(row.get("nextHopIpAddress"))]
        elif kind == "hub":
            hops = [part for hop in values(row.get("nextHops")) for part in str(hop).split()]
            shown["nextHops"] = [_last(hop) for hop in hops]
            shown |= {"origin": _last(str(row["origin"]))} if row.get("origin") else {}
        yield shown


def _last(identifier: str) -> str:
    return identifier.rstrip("/").rpartition("/")[2]


def _plain(name: object) -> str:
    return re.sub(r"[^a-z]", "", str(name).lower())


def _json_rows(text: str) -> Iterator[Row]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"The text is not complete JSON: {error}") from error
    yield from _objects(found, 0)


def _objects(value: object, depth: int) -> Iterator[Row]:
    """The objects that are rows; lists stand under `value`, or under the name of each instance."""
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, Mapping) and depth < 6:
        plain = {_plain(key): item for key, item in value.items()}
        if plain.keys() & {"addressprefix", "addressprefixes", "network"}:
            yield plain
        else:
            for item in value.values():
                if isinstance(item, (list, dict)):
                    yield from _objects(item, depth + 1)


def _table_rows(text: str) -> Iterator[Row]:
    """Columns stand where the line of dashes says."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        if number and re.fullmatch(r"[-\s]+", line):
            spans = [found.span() for found in re.finditer(r"-+", line)]
            edges = [start for start, _ in spans]
            ends = [*edges[1:], None]
            heads = [_plain(lines[number - 1][a:b]) for a, b in zip(edges, ends, strict=True)]
            for row in lines[number + 1 :]:
                cells = (row[a:b].strip() for a, b in zip(edges, ends, strict=True))
                yield dict(zip(heads, cells, strict=True))
            return
    raise Unreadable("There is no table in this text: it needs its heading and the line of dashes.")
