"""The design while it is put together: names given, ids resolved to names, properties read, remarks kept.

Knows how values of Azure are read, not which ones make up a design.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.document.prefixes import address_flaw
from app.formats.azure.expressions import Unknown
from app.formats.azure.ids import Ident, Resource, item_name, parse_id
from app.formats.azure.mapping import WORDS, Fields
from app.formats.base import Kind, Remark

Item = dict[str, Any]
SUBNETS = "subnets"


class Skip(Exception):
    """This thing cannot be taken over; the message says why."""


@dataclass(slots=True)
class Draft:
    """Lists of items, who is called what in them, and what there is to say."""

    lists: dict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))
    remarks: list[Remark] = field(default_factory=list)
    public_addresses: dict[Any, str] = field(default_factory=dict)
    _names: dict[tuple[str, tuple[Any, ...]], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    _taken: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def remark(self, kind: Kind, resource: Resource, reason: str, name: str = "") -> None:
        """Say something of a resource, or of what is inside it."""
        full = "/".join(filter(None, ("/".join(resource.ident.names), name)))
        self.remarks.append(Remark(kind, resource.type, full, reason, resource.file))

    def unique(self, list_name: str, wanted: str) -> str:
        """A name that the list does not have yet, of characters that the format takes."""
        clean = re.sub(r"[^A-Za-z0-9._-]+", "-", wanted)[:80] or "unnamed"
        name, number = clean, 2
        while name.lower() in self._taken[list_name]:
            name, number = f"{clean[:76]}-{number}", number + 1
        self._taken[list_name].add(name.lower())
        return name

    def give(self, list_name: str, ident: Ident, wanted: str = "") -> str:
        """Give a resource its name in a list."""
        name = self.unique(list_name, wanted or ident.names[-1])
        self.alias(list_name, ident, name)
        return name

    def alias(self, list_name: str, ident: Ident, name: str) -> None:
        """Let an id lead to a name."""
        self._names[list_name, ident.key].append((ident.scope, name))

    def name_of(self, list_name: str, ident: Ident | None) -> str | None:
        """The name that a resource, or the nearest parent of it, has in a list."""
        while ident is not None:
            known = self._names.get((list_name, ident.key), [])
            for fits in (_exact, _open):
                for scope, name in known:
                    if fits(scope, ident.scope):
                        return name
            if known and len({name for _, name in known}) == 1 and _guessed(known[0][0]) and _guessed(ident.scope):
                return known[0][1]
            ident = ident.parent
        return None

    def reference(self, list_name: str, value: object) -> str:
        """The name that an id leads to; Skip says what is missing."""
        if isinstance(value, Unknown):
            raise Skip(str(value))
        ident = parse_id(value)
        name = self.name_of(list_name, ident)
        if name is None:
            what = f"{WORDS.get(list_name, 'thing')} {ident.names[-1] if ident else value}"
            raise Skip(f"the {what} is in none of the files")
        return name

    def subnet(self, value: object) -> str:
        """`hub/web` for the id of a subnet."""
        ident = parse_id(value)
        network = self.reference("virtualNetworks", value)
        if ident is None or not ident.type.endswith("/subnets"):
            raise Skip("it stands in no subnet")
        for subnet in self.item("virtualNetworks", network).get("subnets", ()):
            if subnet["name"].lower() == ident.names[-1].lower():
                return f"{network}/{subnet['name']}"
        raise Skip(f"the subnet {ident.names[-1]} is in none of the files")

    def item(self, list_name: str, name: str) -> Item:
        """The item of this name, or an empty one."""
        return next((each for each in self.lists[list_name] if each["name"] == name), {})

    def read(self, resource: Resource, body: Mapping[str, Any], fields: Fields, inside: str = "") -> Item:
        """The properties of one thing; Skip when a needed one is missing."""
        item: Item = {}
        for ours, path, how in fields:
            needed = how.endswith("!")
            try:
                value = self._value(picked(body, path), how.removesuffix("!"))
            except Skip as skip:
                if needed:
                    raise
                self.remark("note", resource, f"{ours} is left out: {skip}.", inside)
                continue
            if value is None and needed:
                raise Skip(f"{ours} is missing")
            if value is not None:
                item[ours] = value
        return item

    def _value(self, values: list[Any], how: str) -> Any:
        unknown = next((each for each in values if isinstance(each, Unknown)), None)
        if unknown is not None:
            raise Skip(str(unknown))
        kind, _, more = how.partition(":")
        if kind in ("texts", "firsts", "lasts"):
            return _many(kind, values) or None
        value = values[0] if values else None
        if value is None or value == "":
            return None
        if kind == "ref":
            return self.reference(more, value)
        if kind == "choice":
            return _choice(str(value), more.split(","))
        if kind == "flag":
            return value if isinstance(value, bool) else str(value).lower() == "true"
        if kind == "number":
            return int(value) if str(value).isdigit() else None
        if kind == "last":
            ident = parse_id(value)
            return ident.names[-1] if ident else None
        return str(value) if isinstance(value, (str, int)) else None


def _many(kind: str, values: list[Any]) -> list[str]:
    if kind == "lasts":
        return [ident.names[-1] for value in values if (ident := parse_id(value))]
    if kind == "firsts":
        return [str(value[0]) for value in values if isinstance(value, list) and value]
    spread = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return list(dict.fromkeys(str(one) for one in spread if one))


def _choice(value: str, allowed: list[str]) -> str:
    for each in allowed:
        if each.lower() == value.lower():
            return each
    raise Skip(f"{value[:40]!r} is none of {', '.join(allowed)}")


def picked(body: Any, path: str) -> list[Any]:
    """The values at a path; of alternatives the first that has any."""
    for way in path.split("|"):
        found = [value for value in _walk(body, way.split(".")) if value is not None and value != []]
        if found:
            return found
    return []


def _walk(value: Any, steps: list[str]) -> Iterator[Any]:
    if isinstance(value, Unknown) or not steps:
        yield value
    elif isinstance(value, dict):
        inner = value.get(steps[0].removesuffix("[]"))
        if steps[0].endswith("[]") and not isinstance(inner, Unknown):
            for each in inner if isinstance(inner, list) else ():
                yield from _walk(each, steps[1:])
        else:
            yield from _walk(inner, steps[1:])


def one(body: Any, path: str) -> Any:
    """The first value at a path that is known, or None."""
    return next((value for value in picked(body, path) if not isinstance(value, Unknown)), None)


def objects(body: Any, key: str) -> Iterator[Item]:
    """The objects of a list inside a resource."""
    listed = body.get(key) if isinstance(body, dict) else None
    yield from (each for each in (listed if isinstance(listed, list) else ()) if isinstance(each, dict))


def named(body: Any, key: str) -> Iterator[tuple[str, Item]]:
    """The named things of a list inside a resource."""
    yield from ((name, each) for each in objects(body, key) if (name := item_name(each)))


def addresses(values: Iterable[Any]) -> list[str]:
    """The addresses among some values, which Azure may join with commas."""
    split = [part.strip() for value in values if isinstance(value, str) for part in value.split(",")]
    return [part for part in split if part and address_flaw(part) is None]


def _guessed(scope: str) -> bool:
    return not scope or scope.startswith("?")


def _exact(one: str, other: str) -> bool:
    return one == other


def _open(one: str, other: str) -> bool:
    return not one or not other or _guessed(one) != _guessed(other)
