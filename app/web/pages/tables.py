"""Route tables made ready for showing: rows with their words, which are folded away, and what a what-if changed.

Decides what a person sees of a table; never which row wins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.analysis.labels import address_label

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hop:
    """A next hop in words; a place that Azure gives an address is named, not invented."""

    words: str
    token: str | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as it is shown; change is gained, lost, moved or empty, was the next hop type and next hops before."""

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
    folded = row["source"] == "Default" and row["nextHopType"] == "None" and not change
    return RowView(row, _hops(row), change, was, folded, losers)


def table_view(rows: Sequence[Row], before: Sequence[Row] | None = None) -> list[RowView]:
    """The table, compared with the one before the what-if where there is one; lost rows stand where they stood."""
    if before is None:
        return [view(row) for row in rows]
    old = {_key(row): row for row in before}
    new = {_key(row) for row in rows}
    shown = [view(row, *_change(row, old.get(_key(row)), before)) for row in rows]
    moved_from = {_key(row) for row in before if _key(row) not in new and _same_prefix(row, shown)}
    for index, row in enumerate(before):
        if _key(row) not in new and _key(row) not in moved_from:
            shown.insert(min(index, len(shown)), view(row, "lost"))
    return shown


def _key(row: Row) -> tuple[Any, ...]:
    return row["source"], row["state"], row["addressPrefix"], row["nextHopType"], tuple(row["nextHopIpAddress"] or ())


def _same_prefix(row: Row, shown: Sequence[RowView]) -> bool:
    return any(each.change == "moved" and each.row["addressPrefix"] == row["addressPrefix"] for each in shown)


def _change(row: Row, same: Row | None, before: Sequence[Row]) -> tuple[str, tuple[str, ...]]:
    if same is not None:
        return "", ()
    earlier = [
        each for each in before if each["addressPrefix"] == row["addressPrefix"] and each["state"] == row["state"]
    ]
    if not earlier:
        return "gained", ()
    return "moved", (earlier[0]["nextHopType"], *(each.words for each in _hops(earlier[0])))


def look(trace: Mapping[str, Any]) -> str:
    """How a trace is coloured: a packet that arrives is in doubt where its answer or a stateful device may fail it."""
    doubtful = trace["verdict"] == "reached" and (trace["asymmetric"] or not trace["reachable"])
    return "doubtful" if doubtful else str(trace["verdict"])


def changes(rows: Sequence[RowView]) -> dict[str, int]:
    """How many rows the what-if gained, lost and moved."""
    return {name: sum(row.change == name for row in rows) for name in ("lost", "moved", "gained")}
