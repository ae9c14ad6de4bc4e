"""The places left of a hub: sites and client pools with their circuits, ordered by where they lead.

A site's only circuit stands above or below it, which keeps drawings narrow; where any site has several, all circuits
have a column of their own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.diagram.boxes import Box, snapped
from app.diagram.elements import Elements
from app.diagram.graph import outermost
from app.diagram.measure import chip_width
from app.diagram.theme import sizes

DIRECT = ("vpn", "p2s")
LEADING = ("vpn", "p2s", "expressroute")


@dataclass(frozen=True, slots=True)
class Slot:
    """A site with its links one below the other (a circuit, or None for a line of its own), or a circuit alone."""

    site: str | None
    links: tuple[str | None, ...]


class Premises:
    """Slots of a band, their heights and places."""

    def __init__(self, elements: Elements, own: Mapping[str, Box]) -> None:
        self._own = own
        self._rank = {node.id: number for number, node in enumerate(elements.nodes)}
        self._circuits = {node.id for node in elements.nodes if node.kind == "circuit"}
        self._leads: dict[str, list[tuple[str, int]]] = defaultdict(list)
        block = outermost(elements)
        self._owner: dict[str, str] = {}
        for edge in elements.edges:
            self._leads[block[edge.source]].append((edge.kind, self._rank[edge.target]))
            if edge.kind in DIRECT:
                self._leads[block[edge.target]].append((edge.kind, self._rank[edge.source]))
            if edge.target in self._circuits and edge.kind == "expressroute":
                self._owner.setdefault(edge.target, edge.source)
        owners = list(self._owner.values())
        self.stacked = len(owners) == len(set(owners))
        labels = [edge.label for edge in elements.edges if edge.kind in LEADING and edge.label]
        self.label_width = max((chip_width(label) for label in labels), default=0.0)

    def slots(self, names: Iterable[str]) -> list[Slot]:
        """From top to bottom, so that lines cross as little as they can."""
        listed = list(names)
        sites = [name for name in listed if name not in self._circuits]
        circuits: dict[str | None, list[str]] = defaultdict(list)
        for name in listed:
            if name in self._circuits:
                owner = self._owner.get(name)
                circuits[owner if owner in sites else None].append(name)
        ranked = []
        for name in sites:
            entries: list[tuple[int, str | None]] = [(self._leads_to(circuit), circuit) for circuit in circuits[name]]
            entries += [(rank, None) for kind, rank in self._leads[name] if kind in DIRECT]
            entries.sort(key=lambda entry: entry[0])
            middle = sum(rank for rank, _ in entries) / len(entries) if entries else len(self._rank)
            ranked.append((middle, Slot(name, tuple(link for _, link in entries))))
        ranked += [(self._leads_to(name), Slot(None, (name,))) for name in circuits[None]]
        return [slot for _, slot in sorted(ranked, key=lambda entry: entry[0])]

    def height(self, slot: Slot) -> float:
        """What a slot takes."""
        if slot.site and self.stacked:
            circuits = sum(link is not None for link in slot.links)
            return self._own[slot.site].height + circuits * (sizes()["pill"] + sizes()["linkGap"])
        return max(self._links_height(slot), self._own[slot.site].height if slot.site else 0)

    def place(self, slot: Slot, site_x: float, link_x: float, top: float) -> dict[str, tuple[float, float]]:
        """The corners of a slot's boxes."""
        if slot.site and self.stacked:
            return self._stack(slot, slot.site, site_x, top)
        corners: dict[str, tuple[float, float]] = {}
        middle = snapped(top + self.height(slot) / 2)
        if slot.site:
            corners[slot.site] = (site_x, middle - self._own[slot.site].height / 2)
        y = middle - self._links_height(slot) / 2
        for link in slot.links:
            if link:
                corners[link] = (link_x, y)
            y += sizes()["pill"] + sizes()["linkGap"]
        return corners

    def _stack(self, slot: Slot, site: str, x: float, top: float) -> dict[str, tuple[float, float]]:
        """A site in line with its circuit, which stands on the side where it leads."""
        circuit = next((link for link in slot.links if link), None)
        if circuit is None:
            return {site: (x, top)}
        pill, box = self._own[circuit], self._own[site]
        middle = x + max(pill.width, box.width) / 2
        above = slot.links[0] == circuit and len(slot.links) > 1
        low = top + (pill if above else box).height + sizes()["linkGap"]
        return {
            circuit: (middle - pill.width / 2, top if above else low),
            site: (middle - box.width / 2, low if above else top),
        }

    def _links_height(self, slot: Slot) -> float:
        return len(slot.links) * sizes()["pill"] + max(0, len(slot.links) - 1) * sizes()["linkGap"]

    def _leads_to(self, name: str) -> int:
        return min((rank for _, rank in self._leads[name]), default=len(self._rank))
