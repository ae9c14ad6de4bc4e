"""Route tables made ready for showing: rows with their words, what is folded away, and what a what-if changed.

Decides what a person sees of a table; never which row wins.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any, TypeVar

from app.analysis.labels import address_label

Row = Mapping[str, Any]
Shown = TypeVar("Shown")
CHANGES = ("lost", "dropped", "moved", "gained")


@dataclass(frozen=True, slots=True)
class Hop:
    """A next hop in words; a place that Azure gives an address is named, not invented."""

    words: str
    token: str | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as it is shown; change is one of CHANGES or empty, was the next hop type and next hops before."""

    row: Row
    hops: tuple[Hop, ...]
    change: str = ""
    was: tuple[str, ...] = ()
    folded: bool = False
    losers: tuple["RowView", ...] = field(default=())

    @property
    def used(self) -> bool:
        """Whether traffic follows this row."""
        return bool(self.row["state"] == "Active" and self.row["nextHopType"] != "None")

    @property
    def invalid(self) -> bool:
        """Whether the row is listed without effect."""
        return bool(self.row["state"] != "Active")


def hop(value: str) -> Hop:
    """One next hop address, or the place that stands for it."""
    if not value.startswith("@"):
        return Hop(value)
    words, _, what = address_label(value).removesuffix(")").partition(" (")
    return Hop(f"{words} {what}", value) if what.startswith("instance") else Hop(words, value, what)


def _hops(row: Row) -> tuple[Hop, ...]:
    value = row.get("nextHopIpAddress") or []
    return tuple(hop(each) for each in ([value] if isinstance(value, str) else value))


def view(row: Row, change: str = "", was: tuple[str, ...] = ()) -> RowView:
    """The row with its losers."""
    losers = tuple(view(loser) for loser in row.get("losers", ()))
    folded = row["source"] == "Default" and row["nextHopType"] == "None" and change != "dropped"
    return RowView(row, _hops(row), change, was, folded, losers)


def table_view(rows: Sequence[Row], before: Sequence[Row] | None = None) -> list[RowView]:
    """The table, compared with the one before the what-if where there is one; lost rows stand where they stood."""
    if before is None:
        return [view(row) for row in rows]
    old, new = {_key(row) for row in before}, {_key(row) for row in rows}
    earlier = {(row["addressPrefix"], row["state"]): row for row in reversed(before)}
    shown = [view(row) if _key(row) in old else _changed(row, earlier) for row in rows]
    moved = {each.row["addressPrefix"] for each in shown if each.change in ("moved", "dropped")}
    for index, row in enumerate(before):
        if _key(row) not in new and row["addressPrefix"] not in moved:
            shown.insert(min(index, len(shown)), view(row, "lost"))
    return shown


def _key(row: Row) -> tuple[Any, ...]:
    return row["source"], row["state"], row["addressPrefix"], row["nextHopType"], tuple(row["nextHopIpAddress"] or ())


def _changed(row: Row, earlier: Mapping[tuple[Any, Any], Row]) -> RowView:
    former = earlier.get((row["addressPrefix"], row["state"]))
    if former is None:
        return view(row, "gained")
    change = "dropped" if row["nextHopType"] == "None" else "moved"
    return view(row, change, (former["nextHopType"], *(each.words for each in _hops(former))))


def covering(rows: Sequence[RowView], address: str) -> list[RowView]:
    """The rows that an address or a prefix could take; all of them as long as it is neither."""
    try:
        wanted = ip_network(address, strict=False)
    except ValueError:
        return list(rows)
    return [row for row in rows if _covers(str(row.row["addressPrefix"]), wanted)]


def _covers(prefix: str, wanted: IPv4Network | IPv6Network) -> bool:
    try:
        own = ip_network(prefix)
    except ValueError:
        return False
    return own.version == wanted.version and own.supernet_of(wanted)  # type: ignore[arg-type]


def first(rows: Sequence[Shown], most: int, changed: Callable[[Shown], bool]) -> list[Shown]:
    """As many rows as a browser draws at once, in their order: what a what-if changed goes before the rest."""
    order = sorted(range(len(rows)), key=lambda index: not changed(rows[index]))
    return [rows[index] for index in sorted(order[:most])]


def look(trace: Mapping[str, Any]) -> str:
    """How a trace is coloured: a packet that arrives is in doubt where its answer or a stateful device may fail it."""
    doubtful = trace["verdict"] == "reached" and (trace["asymmetric"] or not trace["reachable"])
    return "doubtful" if doubtful else str(trace["verdict"])


def changes(rows: Sequence[RowView]) -> dict[str, int]:
    """How many rows the what-if changed in each way."""
    return {name: sum(row.change == name for row in rows) for name in CHANGES}
