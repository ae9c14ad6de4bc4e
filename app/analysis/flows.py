"""What becomes of packets from here to there: a way in each direction, and what two of them have in common or not.

Knows neither how ways are found nor how they are told.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from app.engine.forwarding import Place, Verdict

RANK = ("expressroute", "vpn", "internet", "virtualwan", "firewall", "appliance", "peering", "direct")


REMEMBERED = 10_000
Ways = tuple[int, int]


class Leg(NamedTuple):
    """One direction of a flow.

    `stops` are the document paths of what a packet of the first way passes, `uses` those of all ways,
    `objects` those by which people tell ways apart. `kinds` says what is passed, `ways` how many ways the deciding
    table held, by connection and by link. `depends` has a bit for everything asked on the way; `ends` is where the
    answer starts, `why` what stopped the packet.
    """

    verdict: Verdict
    stops: tuple[str, ...] = ()
    uses: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    ways: Ways | None = None
    depends: int = 0
    ends: frozenset[Place] = frozenset()
    why: tuple[str, str, str] | None = None

    @property
    def kind(self) -> str:
        """What colour shows: the widest network that the flow crosses, or what becomes of it."""
        if self.verdict is not Verdict.REACHED:
            return self.verdict.value
        return _widest(self.kinds)


class Flow:
    """A packet's way there and its answer's way back; `back` is None where nobody can say.

    `works` if the packet arrives and its answer does; G-03: `asymmetric` if a stateful device sees one direction only.
    `kind` is that of the way there; what works in one direction only is dropped. `depends` has the bits of both ways.
    """

    __slots__ = ("asymmetric", "back", "depends", "kind", "there", "works")

    def __init__(self, there: Leg, back: Leg | None) -> None:
        self.there, self.back = there, back
        arrives = there.verdict is Verdict.REACHED
        self.works = arrives and (back is None or (back.verdict is Verdict.REACHED and not self._unasked))
        self.asymmetric = self.works and back is not None and _stateful(there.objects) != _stateful(back.objects)
        self.kind = there.kind if self.works or not arrives else "dropped"
        self.depends = there.depends | back.depends if back is not None else there.depends

    @property
    def _unasked(self) -> bool:
        """G-03: an Azure Firewall drops an answer whose question it has not seen."""
        if self.back is None or "firewall" not in self.back.kinds:
            return False
        return any(p.startswith("azureFirewalls/") and p not in self.there.uses for p in self.back.uses)

    @property
    def route(self) -> tuple[str, tuple[str, ...]]:
        """What tells two working flows apart: the kind and the objects passed there."""
        return self.kind, _sorted(self.there.objects)

    @property
    def why(self) -> tuple[str, str, str] | None:
        """(place, rule, sentence) that stops the flow."""
        if self.there.why is not None or self.back is None:
            return self.there.why
        if self.back.why is None and self._unasked:
            place = min(p for p in self.back.uses if p.startswith("azureFirewalls/") and p not in self.there.uses)
            return place, "G-03", "A stateful firewall drops an answer whose question it has not seen."
        return self.back.why


_STATEFUL = ("networkVirtualAppliances/", "azureFirewalls/")
_UNNAMED = ("virtualNetworks/", "sites/", "localNetworkGateways/", "internet")


def joined(legs: Iterable[Leg]) -> Leg:
    """Several ways that share the traffic as one: it works if all of them do."""
    ways = sorted(legs, key=lambda leg: (leg.verdict is not Verdict.REACHED, leg.stops))
    if len(ways) == 1:
        return ways[0]
    verdicts = {leg.verdict for leg in ways}
    verdict = ways[0].verdict if len(verdicts) == 1 else Verdict.DROPPED
    if Verdict.UNKNOWN in verdicts and Verdict.DROPPED not in verdicts and Verdict.LOOP not in verdicts:
        verdict = Verdict.UNKNOWN
    depends = 0
    for leg in ways:
        depends |= leg.depends
    return Leg(
        verdict,
        ways[0].stops,
        ways[0].uses.union(*[leg.uses for leg in ways]),
        ways[0].objects.union(*[leg.objects for leg in ways]),
        ways[0].kinds.union(*[leg.kinds for leg in ways]),
        next((leg.ways for leg in ways if leg.ways is not None), None),
        depends,
        ways[0].ends.union(*[leg.ends for leg in ways]),
        next((leg.why for leg in ways if leg.why is not None), None),
    )


@lru_cache(REMEMBERED)
def _widest(kinds: frozenset[str]) -> str:
    return next((kind for kind in RANK if kind in kinds), "direct")


@lru_cache(REMEMBERED)
def _stateful(paths: frozenset[str]) -> frozenset[str]:
    return frozenset(path for path in paths if path.startswith(_STATEFUL))


@lru_cache(REMEMBERED)
def _sorted(paths: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(paths))


@lru_cache(REMEMBERED)
def object_of(path: str | None) -> str | None:
    """A document path if it is that of a circuit, connection, gateway, hub or device, else None."""
    return None if path is None or path.startswith(_UNNAMED) or path.endswith("/customer") else path
