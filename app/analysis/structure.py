"""Changes of a document as people read them: one line for what was done to one thing, or alike to several of a kind.

Knows how paths and names are spelled, and nothing of what a change does.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.document.paths import join, split

Json = dict[str, Any]
NESTED = frozenset(
    ("subnets", "peerings", "routes", "natRules", "staticRoutes", "routeTables", "bgpPeers", "routeMaps", "rules")
)
ORDER = ("added", "removed", "changed")
_SPELLED = {"express route": "ExpressRoute", "wan": "WAN", "bgp": "BGP", "nat": "NAT", "azure": "Azure", "asn": "ASN"}
_MOST_FACTS = 4


def summary(changes: Iterable[Json]) -> list[Json]:
    """The changes of `difference` by thing: change, kind, names, paths, facts with field, before and after, words."""
    things: dict[str, Json] = {}
    for each in changes:
        for path, change, facts in _things(split(each["path"]), each["before"], each["after"]):
            thing = things.setdefault(path, {"path": path, "change": change, "facts": []})
            thing["facts"] += facts
    return _folded(things.values())


def _things(steps: tuple[str, ...], before: object, after: object) -> Iterator[tuple[str, str, list[Json]]]:
    """(path of the thing, what was done to it, the fields concerned)."""
    whole = after if before is None else before
    missing = before is None or after is None
    if missing and isinstance(whole, list) and whole and all(isinstance(i, dict) and "name" in i for i in whole):
        for item in whole:
            yield from _things(
                (*steps, item["name"]), item if after is None else None, item if before is None else None
            )
        return
    thing = _thing(steps)
    field = steps[len(thing) :]
    if field or not missing or not isinstance(whole, dict):
        yield join(thing), "changed", [{"field": _field(field or steps), "before": before, "after": after}]
    else:
        yield join(thing), "added" if before is None else "removed", list(_about(whole, added=before is None))


def _thing(steps: tuple[str, ...]) -> tuple[str, ...]:
    """The part of a path that names a thing."""
    if len(steps) < 2 or steps[0] == "dismissals":
        return ()
    end = 2
    while len(steps) >= end + 2 and steps[end] in NESTED:
        end += 2
    return steps[:end]


def _field(steps: tuple[str, ...]) -> str:
    """The field in words; the word of a list of words is its value, not part of its name."""
    return " ".join(spelled(step) for step in steps if re.fullmatch(r"[a-zA-Z]+", step)) or steps[-1]


def _about(item: Mapping[str, object], *, added: bool) -> Iterator[Json]:
    for key, value in list(item.items())[: _MOST_FACTS + 1]:
        if key != "name":
            sides = (None, value) if added else (value, None)
            yield {"field": spelled(key), "before": sides[0], "after": sides[1]}


def _folded(things: Iterable[Json]) -> list[Json]:
    """Things of a kind to which the same was done as one line."""
    lines: dict[object, Json] = {}
    for thing in things:
        steps = split(thing["path"])
        kind = kind_of(steps)
        said = words(thing["facts"]) if thing["change"] == "changed" else ""
        line = lines.setdefault(
            (thing["change"], kind, said),
            {"change": thing["change"], "kind": kind, "names": [], "paths": [], "facts": thing["facts"]},
        )
        line["names"].append(" / ".join(steps[1::2]))
        line["paths"].append(thing["path"])
    said_of = ({**line, "words": _words(line)} for line in lines.values())
    return sorted(said_of, key=lambda line: ORDER.index(line["change"]))


def kind_of(steps: tuple[str, ...]) -> str:
    """What a thing is: `virtualNetworkGateways` -> `virtual network gateway`."""
    return spelled(steps[-2]).removesuffix("s") if len(steps) > 1 else "design"


def spelled(name: str) -> str:
    """A property's name as words."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    for plain, proper in _SPELLED.items():
        text = re.sub(rf"\b{plain}", proper, text)
    return text


def words(facts: Iterable[Json]) -> str:
    """Fields with what they were and what they are; words of one list together."""
    sides: dict[str, tuple[list[str], list[str]]] = {}
    for fact in facts:
        before, after = sides.setdefault(fact["field"], ([], []))
        before += [shown(fact["before"])] if fact["before"] is not None else []
        after += [shown(fact["after"])] if fact["after"] is not None else []
    return "; ".join(f"{field} {_turned(*both)}" for field, both in sides.items())


def _turned(before: list[str], after: list[str]) -> str:
    return " → ".join(", ".join(side) if side else "not set" for side in (before, after))


def shown(value: object) -> str:
    """A value in few words."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list):
        named = [str(each.get("name", "")) if isinstance(each, dict) else shown(each) for each in value]
        more = len(named) - _MOST_FACTS
        return ", ".join(named[:_MOST_FACTS]) + (f" and {more} more" if more > 0 else "")
    if isinstance(value, dict):
        return ", ".join(f"{spelled(key)} {shown(inner)}" for key, inner in value.items())
    return str(value)


def _words(line: Json) -> str:
    """A line without its sign: `2 subnets hub / web, hub / api: route table not set → rt-web`."""
    names = line["names"]
    many = f"{len(names)} {line['kind']}s" if len(names) > 1 else line["kind"]
    listed = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    if line["change"] == "changed":
        return f"{many} {listed}".rstrip() + f": {words(line['facts'])}"
    said = "; ".join(f"{fact['field']} {shown(_either(fact))}" for fact in line["facts"]) if len(names) == 1 else ""
    return f"{many} {listed}" + (f" ({said})" if said else "")


def _either(fact: Json) -> object:
    return fact["before"] if fact["after"] is None else fact["after"]
