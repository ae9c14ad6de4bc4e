"""The gateway routes of a VNet, one for all prefixes that share it, so that ten thousand cost as much as one.

Decides no route.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.engine.bgp import PathAttributes, Speaker
from app.engine.lpm import PrefixTable
from app.engine.preference import Step
from app.engine.prefix import BITS, Prefix


@dataclass(frozen=True, slots=True, eq=False)
class GatewayRoute:
    """What the prefixes of one class share as gateway routes of a VNet: next hops, the paths chosen and those
    they beat.
    """

    next_hops: tuple[str, ...]
    kind: str
    paths: tuple[PathAttributes, ...]
    lost: tuple[tuple[PathAttributes, Step], ...]
    programmer: Speaker
    rules: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """Prefixes by number: the `members` of each, the number of each prefix, and the same by address."""

    members: Sequence[tuple[Prefix, ...]]
    of: Mapping[Prefix, int]
    table: PrefixTable[int]

    @classmethod
    def single(cls, prefixes: Sequence[Prefix]) -> "Numbering":
        """A number for each prefix."""
        of = {prefix: number for number, prefix in enumerate(prefixes)}
        return cls([(prefix,) for prefix in prefixes], of, PrefixTable(of.items()))


@dataclass(frozen=True, slots=True, eq=False)
class GatewayRoutes:
    """The gateway routes of a feed by prefix; `chosen` has them by number of the numbering."""

    chosen: Mapping[int, GatewayRoute]
    numbering: Numbering

    def get(self, prefix: Prefix) -> GatewayRoute | None:
        """The route of exactly this prefix, or None."""
        number = self.numbering.of.get(prefix)
        return None if number is None else self.chosen.get(number)

    def __getitem__(self, prefix: Prefix) -> GatewayRoute:
        return self.chosen[self.numbering.of[prefix]]

    def __contains__(self, prefix: Prefix) -> bool:
        return self.numbering.of.get(prefix) in self.chosen

    def __len__(self) -> int:
        return sum(len(self.numbering.members[number]) for number in self.chosen)

    def __iter__(self) -> Iterator[Prefix]:
        for number in self.chosen:
            yield from self.numbering.members[number]

    def items(self) -> Iterator[tuple[Prefix, GatewayRoute]]:
        """Every prefix with its route."""
        for number, route in self.chosen.items():
            for prefix in self.numbering.members[number]:
                yield prefix, route

    def covering(
        self, value: int, version: int, shortest: int = 0, longest: int = 128
    ) -> Iterator[tuple[Prefix, GatewayRoute]]:
        """The routes whose prefix contains the address, longest first, of lengths `shortest..longest`."""
        for length, number in self.numbering.table.covering(value, version, shortest, longest):
            if (route := self.chosen.get(number)) is not None:
                shift = BITS[version] - length
                yield Prefix(value >> shift << shift, length, version), route

    def covers(self, value: int, version: int) -> bool:
        """True if a route's prefix contains the address."""
        return next(self.covering(value, version), None) is not None


@dataclass(frozen=True, slots=True, eq=False)
class Feed:
    """The gateway routes of a home, shared by every VNet that it feeds; `trails` has those that were told."""

    name: str
    routes: GatewayRoutes
    trails: dict[GatewayRoute, tuple[str, ...]] = field(default_factory=dict)

    def numbered(self, numbering: Numbering) -> "Feed":
        """The feed with fewer prefixes in its numbers."""
        return Feed(self.name, GatewayRoutes(self.routes.chosen, numbering), self.trails)
