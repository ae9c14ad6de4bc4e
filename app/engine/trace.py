"""A packet's way, hop by hop and back again: `trace(result, from_, to)`.

Every kind of place has its step; the walk follows all ways that share the traffic, finds loops, shows the first way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.engine.forwarding import Address, Hop, Packet, Place, Step, Verdict
from app.engine.forwarding_atlas import Atlas
from app.engine.forwarding_ends import Start, find_start, find_target
from app.engine.forwarding_hubs import at_hub
from app.engine.forwarding_routers import at_appliance, at_edge, at_firewall, at_gateway, at_site
from app.engine.forwarding_vnet import leave_subnet
from app.engine.result import Result

MOST_HOPS = 64

STEPS: Mapping[str, Callable[[Atlas, Place, Packet], Step]] = {
    "subnet": leave_subnet,
    "gateway": at_gateway,
    "edge": at_edge,
    "site": at_site,
    "appliance": at_appliance,
    "firewall": at_firewall,
    "hub": at_hub,
}


@dataclass(frozen=True, slots=True)
class Way:
    """What becomes of a packet in one direction: the hops of the first way, and of all ways how many lose it and where.

    `back` is the place from which the answer starts.
    """

    verdict: Verdict
    hops: tuple[Hop, ...]
    ways: int = 1
    lost: int = 0
    losses: tuple[Hop, ...] = ()
    back: Place | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """Both directions; `verdict` is the forward packet's, `reachable` counts the answer too.

    `one_sided` are the stateful devices that see one direction only.
    """

    source: str
    target: str
    verdict: Verdict
    forward: Way
    back: Way | None
    one_sided: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]

    @property
    def asymmetric(self) -> bool:
        """True if a stateful device sees one direction only."""
        return bool(self.one_sided)

    @property
    def reachable(self) -> bool:
        """True if the packet arrives and so does its answer."""
        return self.verdict is Verdict.REACHED and (self.back is None or self.back.verdict is Verdict.REACHED)


UNSEEN = Way(Verdict.UNKNOWN, ())


def _again(place: Place) -> Way:
    name = place.holder or place.key
    hop = Hop(name, name.partition("/")[2] or name, None, "B-07", "The packet was here before: a loop.")
    return Way(Verdict.LOOP, (hop,), 1, 1, (hop,))


class Walk:
    """One packet on its way; places that it passed before are a loop."""

    def __init__(self, atlas: Atlas, packet: Packet) -> None:
        self.atlas, self.packet = atlas, packet
        self._ways: dict[Place, Way | None] = {}
        self._depth = 0

    def follow(self, place: Place) -> Way:
        """All ways from a place on; a place that is still open was passed before."""
        way = self._ways.get(place, UNSEEN)
        if way is UNSEEN:
            if self._depth >= MOST_HOPS:
                return _again(place)
            self._ways[place] = None
            self._depth += 1
            way = self._ways[place] = self._joined(STEPS[place.kind](self.atlas, place, self.packet))
            self._depth -= 1
        return way or _again(place)

    def _joined(self, step: Step) -> Way:
        ways = [self._one(step, index) for index in range(len(step.exits))]
        if len(ways) == 1:
            return ways[0]
        total, lost = sum(w.ways for w in ways), sum(w.lost for w in ways)
        first = ways[0]
        losses = tuple(dict.fromkeys(hop for w in ways for hop in w.losses))
        verdict = first.verdict
        if 0 < lost < total:
            verdict = Verdict.DROPPED
        elif any(w.verdict is Verdict.UNKNOWN for w in ways):
            verdict = Verdict.UNKNOWN
        return Way(verdict, first.hops, total, lost, losses, next((w.back for w in ways if w.back), None))

    def _one(self, step: Step, index: int) -> Way:
        way = step.exits[index]
        hop = Hop(step.at, step.label, step.row, way.rule, way.sentence, way.via)
        if way.place is not None:
            rest = self.follow(way.place)
            relayed = way.place.kind == "subnet" and way.place.holder == step.at
            if relayed:
                return rest
            return Way(rest.verdict, (hop, *rest.hops), rest.ways, rest.lost, rest.losses, rest.back)
        if way.verdict is Verdict.REACHED:
            further = way.end is not None and (way.end.at, way.end.label) != (step.at, step.label)
            return Way(Verdict.REACHED, (hop, way.end) if way.end and further else (hop,), back=way.back)
        bad = way.verdict is not Verdict.UNKNOWN
        return Way(way.verdict or Verdict.UNKNOWN, (hop,), 1, int(bad), (hop,) if bad else ())


def atlas_of(result: Result, like: Result | None = None) -> Atlas:
    """The addresses of a result, made once; `like` is a result of the same network under another what-if."""
    atlas = result.beside.get(Atlas)
    if not isinstance(atlas, Atlas):
        atlas = result.beside[Atlas] = Atlas(result, atlas_of(like) if like is not None else None)
    return atlas


def trace(result: Result, from_: str, to: str) -> Trace:
    """A packet from a subnet, site, appliance, client pool or address to an address, and its answer.

    Raises UnknownPlace for a source and BadPrefix for a target that nothing here has.
    """
    atlas = atlas_of(result)
    target = find_target(atlas, to)
    start = find_start(atlas, from_, target)
    forward = Walk(atlas, Packet(start.address, target)).follow(start.place)
    back = _answer(atlas, start, target, forward)
    one_sided, notes = _remarks(atlas, forward, back)
    back = _unasked(forward, back) if back is not None else None
    return Trace(from_, to, forward.verdict, forward, back, one_sided, (*notes, *_no_answer(start, forward, back)))


def _no_answer(start: Start, forward: Way, back: Way | None) -> tuple[tuple[str, str], ...]:
    if forward.verdict is not Verdict.REACHED:
        return ()
    if start.address is None:
        return (("B-20", "The sender has no address of this family, so its answer is not followed."),)
    if back is None or back.lost < back.ways:
        return ()
    end = back.hops[-1]
    return ((end.rule, f"The packet arrives, but its answer does not. {end.label}: {end.sentence}"),)


def _answer(atlas: Atlas, start: Start, target: Address, forward: Way) -> Way | None:
    if forward.back is None or start.address is None:
        return None
    return Walk(atlas, Packet(target, start.address)).follow(forward.back)


def _unasked(forward: Way, back: Way) -> Way:
    """G-03: an Azure Firewall drops an answer whose question it has not seen; an appliance may or may not."""
    asked = {hop.at for hop in forward.hops}
    if forward.verdict is Verdict.REACHED and back.verdict is Verdict.REACHED:
        for index, hop in enumerate(back.hops[1:], 1):
            if hop.at.startswith("azureFirewalls/") and hop.at not in asked:
                words = f"{hop.label} has not seen what this answers: a stateful firewall drops it."
                end = Hop(hop.at, hop.label, hop.row, "G-03", words)
                return Way(Verdict.DROPPED, (*back.hops[:index], end), 1, 1, (end,))
    return back


def _stateful(way: Way) -> list[str]:
    passed = (hop.at for hop in way.hops[1:-1])
    return list(dict.fromkeys(p for p in passed if p.startswith(("networkVirtualAppliances/", "azureFirewalls/"))))


def _remarks(atlas: Atlas, forward: Way, back: Way | None) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    notes: list[tuple[str, str]] = []
    for words, way in (("", forward), ("the answer: ", back)):
        if way is not None and 0 < way.lost < way.ways:
            places = "; ".join(f"{hop.label}: {hop.sentence}" for hop in way.losses)
            notes.append(("G-06", f"{words}{way.lost} of {way.ways} paths lose the packet. {places}"))
    one_sided: list[str] = []
    if back is not None and back.verdict is Verdict.REACHED and forward.verdict is Verdict.REACHED:
        there, here = _stateful(forward), _stateful(back)
        for path in there:
            if path not in here:
                one_sided.append(path)
                notes.append(
                    ("G-03", f"{path.partition('/')[2]} sees only the way there; a stateful device drops what follows.")
                )
        for path in here:
            if path not in there:
                one_sided.append(path)
                notes.append(("G-03", f"{path.partition('/')[2]} sees only the answer; a stateful device drops it."))
    if back is not None and _client_over_circuit(atlas, forward):
        notes.append(
            ("D-56", "Clients over ExpressRoute: it works in tests, but the documentation says that it is not offered.")
        )
    return tuple(one_sided), tuple(notes)


def _client_over_circuit(atlas: Atlas, way: Way) -> bool:
    ends = [hop.at for hop in way.hops if hop.rule == "D-50"]
    if way.verdict is Verdict.REACHED:
        ends.append(way.hops[0].at)
    gateways = [atlas.network.gateways.get(end.removeprefix("virtualNetworkGateways/")) for end in ends]
    client = any(gateway is not None and gateway.virtual_hub is None for gateway in gateways)
    return client and any(hop.at.startswith("expressRouteCircuits/") for hop in way.hops)
