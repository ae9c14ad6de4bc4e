"""Difference of two documents and the three-way merge, with the items of lists matched by name.

Works on plain JSON documents and knows no resource; a document that it merges is checked by parse afterwards.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.document.paths import join

Json = object


class _Missing:
    """The value of what is not there."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: MISSING before means added, MISSING after means removed."""

    path: str
    before: Json
    after: Json


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both sides changed the same thing differently; the merged document holds mine there."""

    path: str
    base: Json
    mine: Json
    theirs: Json

    def as_json(self) -> dict[str, Json]:
        """The conflict for a program; what is missing on a side is left out."""
        sides = {"base": self.base, "mine": self.mine, "theirs": self.theirs}
        return {"path": self.path, **{side: value for side, value in sides.items() if value is not MISSING}}


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged document, with mine wherever both sides disagree, and the list of those places."""

    document: dict[str, Json]
    conflicts: tuple[Conflict, ...]


class _Choice:
    """Picks a side in each conflict and keeps those that nobody has settled."""

    def __init__(self, decided: Mapping[str, str]) -> None:
        self._decided = decided
        self.open: list[Conflict] = []

    def between(self, conflict: Conflict) -> Json:
        """The value that stays."""
        side = self._decided.get(conflict.path)
        if side is None:
            self.open.append(conflict)
        return conflict.theirs if side == "theirs" else conflict.mine


def diff(a: Mapping[str, Json], b: Mapping[str, Json]) -> tuple[Change, ...]:
    """What changes a into b; nothing exactly where both are equal."""
    return tuple(_differences((), a, b))


def merge(
    base: Mapping[str, Json],
    mine: Mapping[str, Json],
    theirs: Mapping[str, Json],
    decided: Mapping[str, str] | None = None,
) -> Merged:
    """Both sides' edits of base in one document; decided says of settled conflicts whose value stays."""
    choice = _Choice(decided or {})
    merged = _merged((), base, mine, theirs, choice)
    if not isinstance(merged, dict):
        raise TypeError("only JSON objects can be merged")
    return Merged(merged, tuple(sorted(choice.open, key=lambda conflict: conflict.path)))


def _differences(steps: tuple[str, ...], a: Json, b: Json) -> Iterator[Change]:
    if _same(a, b):
        return
    keyed = _keyed(a, b)
    if keyed is None:
        yield Change(join(steps), a, b)
        return
    before, after = keyed
    for key in dict.fromkeys((*before, *after)):
        yield from _differences((*steps, key), before.get(key, MISSING), after.get(key, MISSING))
    common = [key for key in before if key in after]
    if isinstance(a, list) and common != [key for key in after if key in before]:
        yield Change(join(steps), list(before), list(after))


def _merged(steps: tuple[str, ...], base: Json, mine: Json, theirs: Json, choice: _Choice) -> Json:
    if _same(mine, theirs) or _same(base, theirs):
        return mine
    if _same(base, mine):
        return theirs
    removed = mine is MISSING or theirs is MISSING
    keyed = None if removed else _keyed(base, mine, theirs)
    if keyed is None:
        return choice.between(Conflict(join(steps), base, mine, theirs))
    old, left, right = keyed
    if isinstance(mine, list) and _both_replaced(old, left, right):
        return choice.between(Conflict(join(steps), base, mine, theirs))
    merged = {}
    for key in _order(old, left, right):
        before, ours, other = old.get(key, MISSING), left.get(key, MISSING), right.get(key, MISSING)
        value = _merged((*steps, key), before, ours, other, choice)
        if value is not MISSING:
            merged[key] = value
    return list(merged.values()) if isinstance(mine, list) else merged


def _same(a: Json, b: Json) -> bool:
    """Equality of JSON values: true is not 1, and the order of an object's keys does not count."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_same(value, b[key]) for key, value in a.items())
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_same, a, b))
    return a is b or (isinstance(a, bool) == isinstance(b, bool) and a == b)


def _keyed(*values: Json) -> tuple[Mapping[str, Json], ...] | None:
    """The values as mappings where all are objects, lists of named items or lists of different words, else None."""
    present = [value for value in values if value is not MISSING]
    for reading in (_as_object, _as_named, _as_words) if len(present) > 1 else ():
        read = [{} if value is MISSING else reading(value) for value in values]
        whole = tuple(mapping for mapping in read if mapping is not None)
        if len(whole) == len(values):
            return whole
    return None


def _as_object(value: Json) -> Mapping[str, Json] | None:
    return value if isinstance(value, dict) else None


def _as_named(value: Json) -> Mapping[str, Json] | None:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return None
    named = {item["name"]: item for item in value if isinstance(item.get("name"), str)}
    return named if len(named) == len(value) else None


def _as_words(value: Json) -> Mapping[str, Json] | None:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return None
    words = {item: item for item in value}
    return words if len(words) == len(value) else None


def _both_replaced(old: Mapping[str, Json], left: Mapping[str, Json], right: Mapping[str, Json]) -> bool:
    """Whether both put other words in the place of the same one: the prefix of a subnet, not two prefixes for it."""
    if not all(isinstance(word, str) for word in (*old.values(), *left.values(), *right.values())):
        return False
    fresh, others = left.keys() - old.keys(), right.keys() - old.keys()
    gone = (old.keys() - left.keys()) & (old.keys() - right.keys())
    return bool(gone and fresh - others and others - fresh)


def _order(base: Mapping[str, Json], mine: Mapping[str, Json], theirs: Mapping[str, Json]) -> Sequence[str]:
    """All keys: in the order of the side that moved something, the other's new ones after their neighbours."""
    kept = [key for key in base if key in mine]
    moved = kept != [key for key in mine if key in base]
    first, second = (mine, theirs) if moved else (theirs, mine)
    order = list(first)
    after: str | None = None
    for key in second:
        if key not in first:
            order.insert(order.index(after) + 1 if after is not None else 0, key)
        after = key
    return order
