"""The automatic places: bands of premises, hub and spokes below each other. Must not know hand-made positions."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from app.diagram.boxes import Box, snapped
from app.diagram.elements import Elements
from app.diagram.graph import Band, bands
from app.diagram.premises import Premises
from app.diagram.theme import sizes

FRAME_PAD = 20.0
FRAME_HEADER = 40.0
SITE_TO_LINK = 56.0
BESIDE_LABEL = 16.0
ONE_COLUMN_OF_SPOKES = 5
BANDS_IN_A_COLUMN = 6


class Arrangement:
    """The automatic places, from the sizes of the outermost boxes."""

    def __init__(self, elements: Elements, own: Mapping[str, Box]) -> None:
        self._own = own
        self._premises = Premises(elements, own)
        self._bands = bands(elements)
        self._kinds = {node.id: node.kind for node in elements.nodes}
        self._corners: dict[str, tuple[float, float]] = {}

    def corners(self) -> dict[str, tuple[float, float]]:
        x, y, in_column, left = 0.0, 0.0, 0, 0.0
        many = len(self._bands) > BANDS_IN_A_COLUMN
        most = max(BANDS_IN_A_COLUMN, math.ceil(math.sqrt(len(self._bands)) * 2)) if many else len(self._bands)
        for group in self._groups():
            if in_column and in_column + len(group) > most:
                left, y, in_column = x + sizes()["columnGap"] * 2, 0.0, 0
            if group[0].frame:
                y += FRAME_HEADER
            columns = self._columns(group, left)
            for band in group:
                bottom, right = self._place_band(band, columns, y)
                y, x = bottom + sizes()["bandGap"], max(x, right)
            if group[0].frame:
                y += FRAME_PAD
            in_column += len(group)
        return self._corners

    def _groups(self) -> list[list[Band]]:
        """Bands of one frame stay together; without frames all share their columns."""
        groups: list[list[Band]] = []
        for band in self._bands:
            if groups and band.frame and groups[-1][0].frame == band.frame:
                groups[-1].append(band)
            else:
                groups.append([band])
        return groups

    def _columns(self, group: Sequence[Band], left: float) -> tuple[float, float, float, float]:
        """The left edges of sites, links, hubs and spokes, the same for all bands."""
        everything = self._bands
        sites = [self._own[name].width for band in everything for name in band.premises if not self._is_circuit(name)]
        links = [self._own[name].width for band in everything for name in band.premises if self._is_circuit(name)]
        if self._premises.stacked:
            sites, links = [*sites, *links], []
        hubs = [self._own[band.hub].width for band in everything if band.hub]
        frames = FRAME_PAD if any(band.frame for band in everything) else 0
        link = left + (max(sites) + SITE_TO_LINK if sites and links else 0)
        hub = link
        if links:
            hub += max([*links, sizes()["columnGap"]]) + sizes()["columnGap"] + frames
        elif sites:
            hub += max(sites) + max(sizes()["columnGap"], self._premises.label_width + 2 * BESIDE_LABEL) + frames
        spoke = hub + (max(hubs) + sizes()["columnGap"] + frames if hubs else 0)
        return left, link, snapped(hub), snapped(spoke)

    def _is_circuit(self, name: str) -> bool:
        return self._kinds[name] == "circuit"

    def _place_band(self, band: Band, columns: tuple[float, float, float, float], top: float) -> tuple[float, float]:
        site_x, link_x, hub_x, spoke_x = columns
        slots = self._premises.slots(band.premises)
        hub = self._own[band.hub] if band.hub else Box(0, 0, 0, 0)
        left_height = sum(self._premises.height(slot) for slot in slots) + sizes()["rowGap"] * max(0, len(slots) - 1)
        grid = self._grid(band)
        right_height = sum(height for height, _ in grid) + sizes()["rowGap"] * max(0, len(grid) - 1)
        height = max(hub.height, left_height, right_height)
        if band.hub:
            self._corners[band.hub] = (hub_x, snapped(top + (height - hub.height) / 2))
        y = top + (height - left_height) / 2
        for slot in slots:
            self._corners.update(self._premises.place(slot, site_x, link_x, y))
            y += self._premises.height(slot) + sizes()["rowGap"]
        right = self._place_grid(grid, spoke_x, top + (height - right_height) / 2)
        return top + height, max(right, hub_x + hub.width)

    def _grid(self, band: Band) -> list[tuple[float, list[str | None]]]:
        """Rows of spokes with their heights: near ones in as many columns as make a square, far ones behind them."""
        columns: list[list[str]] = []
        for distance in sorted(band.spokes):
            names = band.spokes[distance]
            wide = 1 if len(names) <= ONE_COLUMN_OF_SPOKES else math.ceil(math.sqrt(len(names) / 2))
            columns += [names[number::wide] for number in range(wide)]
        rows = max((len(column) for column in columns), default=0)
        grid: list[tuple[float, list[str | None]]] = []
        for row in range(rows):
            in_row = [column[row] if row < len(column) else None for column in columns]
            grid.append((max(self._own[name].height for name in in_row if name), in_row))
        return grid

    def _place_grid(self, grid: Sequence[tuple[float, Sequence[str | None]]], left: float, top: float) -> float:
        widths: dict[int, float] = defaultdict(float)
        for _, names in grid:
            for column, name in enumerate(names):
                widths[column] = max(widths[column], self._own[name].width if name else 0)
        y = top
        for height, names in grid:
            x = left
            for column, name in enumerate(names):
                if name:
                    self._corners[name] = (x, snapped(y + (height - self._own[name].height) / 2))
                x += widths[column] + sizes()["columnGap"]
            y += height + sizes()["rowGap"]
        return left + sum(widths.values()) + sizes()["columnGap"] * max(0, len(widths) - 1)
