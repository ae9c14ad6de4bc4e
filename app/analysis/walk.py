"""All packets to one address: what each place on their way does with them, asked once for many. Decides no route."""

from typing import TYPE_CHECKING

from app.analysis.flows import Leg, Ways, joined, object_of
from app.engine.forwarding import Exit, Packet, Place, Step, Verdict
from app.engine.rows import Row

if TYPE_CHECKING:
    from app.analysis.walks import Flows, Sender

MOST_HOPS = 64
EVERYTHING = -1
NOTHING = frozenset[str]()
INTERNET, PEERED, TUNNELLED = (frozenset({kind}) for kind in ("internet", "peering", "vpn"))
KINDS = {
    "edge": frozenset({"expressroute"}),
    "hub": frozenset({"virtualwan"}),
    "firewall": frozenset({"firewall"}),
    "appliance": frozenset({"appliance"}),
}
NOWHERE = frozenset[Place]()
PEERINGS = frozenset({"VNetPeering", "VNetGlobalPeering", "ConnectedGroup"})


class Walk:
    """All packets to one address from senders that no step tells apart; every place is asked once."""

    def __init__(self, flows: "Flows", packet: Packet, earlier: "Walk | None" = None, stale: int = 0) -> None:
        """Legs of an earlier walk that arrive and depend on nothing stale are taken over."""
        self.flows, self.packet = flows, packet
        self._earlier, self._stale = earlier._legs if earlier else {}, stale
        self._legs: dict[Place, Leg | None] = {}
        self._starts: dict[tuple[str, str, Sender], Leg] = {}
        self._depth = 0

    def start(self, place: Place, sender: "Sender") -> Leg:
        """The way from a sender's own place; only this step may tell one sender from another."""
        if place.kind != "subnet":
            return self.follow(place)
        key = (place.key, place.holder, sender)
        leg = self._starts.get(key)
        if leg is None:
            packet = Packet(sender.address, self.packet.target)
            leg = self._starts[key] = self._leg(place, self.flows.step(place, packet))
        return leg

    def follow(self, place: Place) -> Leg:
        """The way from a place on; a place that is still open was passed before."""
        if place in self._legs:
            return self._legs[place] or self._loop(place)
        known = self._earlier.get(place)
        if known is not None and known.verdict is Verdict.REACHED and not known.depends & self._stale:
            self._legs[place] = known
            return known
        if self._depth >= MOST_HOPS:
            return self._loop(place)
        self._legs[place] = None
        self._depth += 1
        leg = self._leg(place, self.flows.step(place, self.packet))
        self._depth -= 1
        self._legs[place] = leg
        return leg

    def _loop(self, place: Place) -> Leg:
        """Whether it stays one hangs on every place between."""
        why = (place.holder or place.key, "B-07", "The packet was here before: a loop.")
        return Leg(Verdict.LOOP, why=why, depends=EVERYTHING)

    def _leg(self, place: Place, step: Step) -> Leg:
        asked, ways = self.flows.asked(place), self.flows.ways_of(place, step.row, self.packet.target)
        if len(step.exits) == 1:
            return self._one(place, step, step.exits[0], asked, ways)
        return joined([self._one(place, step, way, asked, ways) for way in step.exits])

    def _one(self, place: Place, step: Step, way: Exit, asked: int, ways: Ways | None) -> Leg:
        at, via, kinds = step.at, way.via, _kinds(place, step.row, way)
        if via:
            asked |= self.flows.bits.of_path(via)
        if way.place is None:
            why = None if way.verdict is Verdict.REACHED else (at, way.rule, way.sentence)
            ends = frozenset((way.back,)) if way.back else NOWHERE
            if way.back is not None and way.back.kind != "subnet":
                asked |= self.flows.asked(way.back)
            stops = (at, way.end.at) if way.end and way.end.at != at else (at,)
            uses, objects = self._passed(NOTHING, NOTHING, at, via)
            return Leg(way.verdict or Verdict.UNKNOWN, stops, uses, objects, kinds, ways, asked, ends, why)
        rest = self.follow(way.place)
        relayed = way.place.kind == "subnet" and way.place.holder == at
        uses, objects = self._passed(rest.uses, rest.objects, at, via)
        return Leg(
            rest.verdict,
            rest.stops if relayed else (at, *rest.stops),
            uses,
            objects,
            rest.kinds if kinds <= rest.kinds else rest.kinds | kinds,
            rest.ways if rest.ways is not None else ways,
            rest.depends | asked,
            rest.ends,
            rest.why,
        )

    def _passed(
        self, uses: frozenset[str], objects: frozenset[str], at: str, via: str | None
    ) -> tuple[frozenset[str], frozenset[str]]:
        """What is used, and the objects among it, with what a step passes."""
        passed, here, over = self.flows.passed, object_of(at), object_of(via)
        return passed(uses, at, via), passed(objects, here, over) if here or over else objects


def _kinds(place: Place, row: Row | None, way: Exit) -> frozenset[str]:
    """What a step says of the kind of a way."""
    found = NOTHING if place.own else KINDS.get(place.kind, NOTHING)
    if way.end is not None and way.end.at == "internet":
        found |= INTERNET
    if row is not None:
        return found | PEERED if row.next_hop_type in PEERINGS else found
    return found | TUNNELLED if _tunnelled(place, way) else found


def _tunnelled(place: Place, way: Exit) -> bool:
    """True if the step crosses a VPN tunnel."""
    onward = way.place.kind if way.place else ""
    if place.kind == "gateway":
        return place.own or onward in ("site", "appliance") or way.rule in ("D-40", "D-43", "D-50")
    return onward == "gateway" and place.kind in ("site", "appliance")
