"""Route maps and address translation on sessions: what becomes of one route, and which prefixes a map may bring forth.

A replaced prefix is a class of its own that exists as long as anything contributes to it (VW-110, VW-112, VW-113).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.engine.bgp import HUB_ASN, PathAttributes, PrefixClass, Session
from app.engine.lpm import PrefixTable
from app.engine.network import NatRule, RouteMapRule
from app.engine.prefix import Prefix

AsPath = tuple[int, ...]
Match = tuple[str, str, tuple[Prefix, ...], tuple[int, ...], tuple[str, ...]]
Maps = Mapping[str, tuple[RouteMapRule, ...]]
Rewrites = Mapping[str, Mapping[int, tuple[int, ...]]]
TRANSLATE = "Translate"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A route after a map: its prefix and AS path, and whether the hub now tells it as its own."""

    prefix: Prefix
    as_path: AsPath
    replaced: bool


def run(rules: Iterable[RouteMapRule], prefix: Prefix, as_path: AsPath) -> Rewritten | None:
    """VW-110, VW-115: the rules in order; what no rule touches passes as it is; None means dropped."""
    route = Rewritten(prefix, as_path, False)
    for rule in rules:
        if not all(_matches(match, route) for match in rule.matches):
            continue
        for action in rule.actions:
            changed = _act(action, route)
            if changed is None:
                return None
            route = changed
        if rule.terminate:
            break
    return route


def _matches(match: Match, route: Rewritten) -> bool:
    """No route has communities here; a condition without values meets none, Azure's unknown one meets all."""
    condition, anything, prefixes, numbers, _ = match
    exact = condition.endswith("Equals")
    if prefixes or anything:
        hit = bool(anything) or _prefix_hit(prefixes, route.prefix, exact)
    elif numbers:
        hit = route.as_path == numbers if exact else any(asn in route.as_path for asn in numbers)
    else:
        hit = condition == "Unknown"
    return hit != condition.startswith("Not")


def _prefix_hit(prefixes: tuple[Prefix, ...], prefix: Prefix, exact: bool) -> bool:
    if exact:
        return prefix in prefixes
    return next(PrefixTable((p, p) for p in prefixes).covers(prefix), None) is not None


def _act(
    action: tuple[str, tuple[Prefix, ...], tuple[int, ...], tuple[str, ...]], route: Rewritten
) -> Rewritten | None:
    """VW-112, VW-113: a replaced prefix loses its AS path; numbers are added, taken out, or put in place.

    Added numbers stand behind the pair of 65520 of a remote hub: edges, which strip leading private numbers, show none.
    """
    kind, prefixes, numbers, _ = action
    if kind == "Drop":
        return None
    if kind == TRANSLATE:
        return replace(route, prefix=prefixes[0])
    if kind == "Replace" and prefixes:
        return Rewritten(prefixes[0], (), True)
    if kind == "Replace" and numbers:
        return replace(route, as_path=numbers)
    if kind == "Add":
        crossed = 2 if route.as_path[:2] == (HUB_ASN, HUB_ASN) else 0
        return replace(route, as_path=route.as_path[:crossed] + numbers + route.as_path[crossed:])
    if kind == "Remove":
        return replace(route, as_path=tuple(asn for asn in route.as_path if asn not in numbers))
    return route


def translation(rules: Iterable[NatRule], connection: str, *, outbound: bool) -> tuple[RouteMapRule, ...]:
    """A gateway's one-to-one translations as map rules: Azure's prefixes outwards, the branch's inwards."""
    made: list[RouteMapRule] = []
    for rule in rules:
        egress = rule.mode == "EgressSnat"
        if egress != outbound or (rule.connections and connection not in rule.connections):
            continue
        for inside, outside in zip(rule.internal, rule.external, strict=False):
            match: Match = ("Equals", "", (inside,), (), ())
            made.append(RouteMapRule(rule.name, (match,), ((TRANSLATE, (outside,), (), ()),), False))
    return tuple(made)


class MapMarks:
    """What tells prefixes apart for the maps in use: the prefix conditions that they meet, and the prefixes put in."""

    def __init__(self, maps: Maps) -> None:
        self._maps = maps
        self.made = frozenset(p for rules in maps.values() for rule in rules for p in _made(rule))

    def of(self, prefix: Prefix) -> Iterator[str]:
        """The marks of a prefix."""
        if prefix in self.made:
            yield f"made:{prefix}"
        for key, rules in self._maps.items():
            for i, rule in enumerate(rules):
                for j, (condition, _, prefixes, _, _) in enumerate(rule.matches):
                    if prefixes and _prefix_hit(prefixes, prefix, condition.endswith("Equals")):
                        yield f"map:{key}:{i}:{j}"


def _made(rule: RouteMapRule) -> Iterator[Prefix]:
    for kind, prefixes, _, _ in rule.actions:
        if kind in ("Replace", TRANSLATE) and prefixes:
            yield prefixes[0]


def rewrites(maps: Maps, classes: Iterable[PrefixClass], class_of: Mapping[Prefix, int]) -> Rewrites:
    """For each map: the classes of the prefixes that it puts in, each with the classes that may contribute to it."""
    everything = tuple(classes)
    found: dict[str, dict[int, tuple[int, ...]]] = {}
    for key, rules in maps.items():
        table = found.setdefault(key, {})
        for rule in rules:
            for prefix in _made(rule):
                sources = tuple(c.id for c in everything if _may_match(rule, c.prefixes[0]))
                target = class_of[prefix]
                table[target] = tuple(dict.fromkeys((*table.get(target, ()), *sources)))
    return found


def _may_match(rule: RouteMapRule, prefix: Prefix) -> bool:
    for condition, _, prefixes, _, _ in rule.matches:
        hit = not prefixes or _prefix_hit(prefixes, prefix, condition.endswith("Equals"))
        if prefixes and hit == condition.startswith("Not"):
            return False
    return True


def rewritten(
    maps: Maps,
    table: Rewrites,
    session: Session,
    cls: PrefixClass,
    classes: tuple[PrefixClass, ...],
    plain: Callable[[PrefixClass], PathAttributes | None],
    kept: Callable[[PathAttributes], bool],
) -> PathAttributes | None:
    """What a session with a map announces for a class: itself if the map leaves it, or what was made into it."""
    key = session.outbound_map or session.inbound_map or ""
    head = (1 + session.prepend) if session.outbound_map and not session.ibgp else 0
    offers: list[PathAttributes] = []
    for number in dict.fromkeys((cls.id, *table.get(key, {}).get(cls.id, ()))):
        path = plain(classes[number])
        if path is None:
            continue
        if path.kind == "hubprefix":
            result: Rewritten | None = Rewritten(classes[number].prefixes[0], path.as_path[head:], False)
        else:
            result = run(maps[key], classes[number].prefixes[0], path.as_path[head:])
        stays = number == cls.id and result is not None and result.prefix == classes[number].prefixes[0]
        if result is None or not (stays or result.prefix == cls.prefixes[0]):
            continue
        if result.replaced or kept(path):
            offers.append(path._replace(as_path=path.as_path[:head] + result.as_path))
    return min(offers, key=lambda p: len(p.as_path), default=None)
