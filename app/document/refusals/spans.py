"""Prefixes as ranges of numbers, and which of many overlap. Knows nothing of what the prefixes are for."""

import ipaddress
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple


class Span(NamedTuple):
    """The addresses of a prefix; spans of CIDR prefixes lie apart or inside each other, never across."""

    version: int
    first: int
    last: int

    def overlaps(self, other: "Span") -> bool:
        """Whether an address is in both."""
        return self.version == other.version and self.first <= other.last and other.first <= self.last

    def holds(self, other: "Span") -> bool:
        """Whether the other lies inside this one."""
        return self.version == other.version and self.first <= other.first and other.last <= self.last


class Clash(NamedTuple):
    """Two owners with overlapping prefixes, the earlier owner first."""

    owner: str
    prefix: str
    other: str
    other_prefix: str


@lru_cache(100_000)
def span(prefix: str) -> Span:
    """The addresses of a checked prefix."""
    network = ipaddress.ip_network(prefix)
    return Span(network.version, int(network.network_address), int(network.broadcast_address))


def length(prefix: str) -> int:
    """The number behind the slash."""
    return int(prefix.partition("/")[2])


def overlaps(one: Iterable[str], other: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs of prefixes that share addresses."""
    others = [(prefix, span(prefix)) for prefix in other]
    return [(a, b) for a in one for b, b_span in others if span(a).overlaps(b_span)]


def covered(prefix: str, by: Iterable[str]) -> bool:
    """Whether one of the prefixes holds all of the prefix."""
    inner = span(prefix)
    return any(span(outer).holds(inner) for outer in by)


def clashes(owned: Iterable[tuple[str, str]]) -> Iterator[Clash]:
    """Each pair of owners with overlapping prefixes, once; owners count as given, the earlier first."""
    listed = list(owned)
    place: dict[str, int] = {}
    for owner, _ in listed:
        place.setdefault(owner, len(place))
    ordered = sorted(((span(prefix), owner, prefix) for owner, prefix in listed), key=_outermost_first)
    around: list[tuple[Span, str, str]] = []
    seen: set[tuple[str, str]] = set()
    for entry in ordered:
        here, owner, prefix = entry
        while around and not around[-1][0].overlaps(here):
            around.pop()
        for _, other, other_prefix in around:
            ends = sorted(((owner, prefix), (other, other_prefix)), key=lambda end: place[end[0]])
            pair = (ends[0][0], ends[1][0])
            if owner != other and pair not in seen:
                seen.add(pair)
                yield Clash(*ends[0], *ends[1])
        around.append(entry)


def _outermost_first(entry: tuple[Span, str, str]) -> tuple[int, int, int]:
    return entry[0].version, entry[0].first, -entry[0].last
