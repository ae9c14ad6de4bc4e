"""When two tables say the same: rows by key, next hops that Azure hides or picks, AS paths as numbers.

Knows neither the kinds of observations nor where the tables come from.
"""

import ipaddress
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[Any, ...]
Table: TypeAlias = dict[Key, list[str]]

MASKED = "*"
_PATH_SEPARATORS = re.compile(r"[-\s,]+")
_ORIGIN_CODES = frozenset({"", "i", "e", "?"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One row on which the model and Azure disagree."""

    kind: str
    subject: str
    expected: str = ""
    answered: str = ""

    def __str__(self) -> str:
        if not self.expected and not self.answered:
            return f"{self.kind}: {self.subject}"
        return f"{self.kind}: {self.subject}: Azure {self.expected or '-'}, model {self.answered or '-'}"


def values(value: Any) -> list[Any]:
    """A scalar, a list or nothing, as a list."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def normal_prefix(text: object) -> str:
    """A prefix in its canonical writing; a service tag in lower case."""
    try:
        return str(ipaddress.ip_network(str(text), strict=False))
    except ValueError:
        return str(text).lower()


def first_prefixes(row: Row, *columns: str) -> Iterator[str]:
    """The prefixes of the first of the columns that has any."""
    for column in columns:
        if row.get(column):
            yield from (normal_prefix(value) for value in values(row[column]))
            return


def as_numbers(path: object) -> tuple[str, ...]:
    """An AS path as its numbers, whatever separates them."""
    if path is None:
        return ()
    return tuple(part for part in _PATH_SEPARATORS.split(str(path).strip()) if part not in _ORIGIN_CODES)


def is_open_address(address: object) -> bool:
    """Whether this names an address that Azure picks or that a source hides."""
    return address == MASKED or str(address).startswith("@")


def same_hops(expected: Iterable[object], answered: Iterable[object]) -> bool:
    """Whether the next hops agree: a mask with anything, an `@` name with any one address."""
    want, have = {str(hop) for hop in expected}, {str(hop) for hop in answered}
    if MASKED in want:
        return True
    known = {hop for hop in have if not is_open_address(hop)}
    if known != have:
        return known <= want and len(want) == len(have)
    return want == have


def tabulate(rows: Iterable[Row], keys: Callable[[Row], Iterable[Key]], hop_column: str | None) -> Table:
    """The next hops of all rows with one key, together."""
    table: Table = {}
    for row in rows:
        for key in keys(row):
            hops = table.setdefault(key, [])
            if hop_column:
                hops.extend(str(hop) for hop in values(row.get(hop_column)))
    return table


def compare_tables(
    expected: Table, answered: Table, complete: bool, ignored: Callable[[Key], bool] = lambda key: False
) -> list[Difference]:
    """Rows that miss, that differ in their next hops and, of a complete table, that are too many."""
    differences = []
    for key, hops in expected.items():
        if ignored(key):
            continue
        if key not in answered:
            differences.append(Difference("missing", words(key), ", ".join(hops)))
        elif not same_hops(hops, answered[key]):
            differences.append(Difference("next hop", words(key), ", ".join(hops), ", ".join(answered[key])))
    if complete:
        differences += [
            Difference("unexpected", words(key), "", ", ".join(hops))
            for key, hops in answered.items()
            if key not in expected and not ignored(key)
        ]
    return differences


def words(key: Key) -> str:
    """A key as people read it."""
    parts = [" ".join(part) if isinstance(part, tuple) else str(part) for part in key]
    return " ".join(part for part in parts if part)
