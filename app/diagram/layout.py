"""Where every box goes: premises left, hubs in the middle, spokes right; boxes placed by hand stay where they are.

A position is the top left corner of an outermost box (network, virtual hub, site, circuit, pool); what is inside a
container is always arranged by the layout. The same document gives the same places.
"""

from collections.abc import Mapping, Sequence
from statistics import median

from app.diagram.arrangement import FRAME_HEADER, FRAME_PAD, Arrangement
from app.diagram.boxes import Box, Interior, bounds
from app.diagram.elements import Elements
from app.diagram.graph import outermost
from app.diagram.theme import sizes


def layout(elements: Elements, positions: Mapping[str, tuple[float, float]]) -> dict[str, Box]:
    """The box of every node."""
    interior = Interior(elements.nodes)
    owner = outermost(elements)
    insides = {
        node.id: interior.place(node)
        for node in elements.nodes
        if owner[node.id] == node.id and node.kind != "virtual-wan"
    }
    own = {name: inside[name] for name, inside in insides.items()}
    corners = _with_positions(Arrangement(elements, own).corners(), positions, own)
    placed = {name: box.moved(*corners[block]) for block, inside in insides.items() for name, box in inside.items()}
    for node in elements.nodes:
        if node.kind == "virtual-wan":
            held = [placed[child.id] for child in elements.nodes if child.parent == node.id]
            placed[node.id] = _frame(held) if held else _empty_frame(placed, positions.get(node.id))
    return placed


def _frame(held: Sequence[Box]) -> Box:
    around = bounds(held)
    return Box(
        around.x - FRAME_PAD,
        around.y - FRAME_HEADER,
        around.width + 2 * FRAME_PAD,
        around.height + FRAME_HEADER + FRAME_PAD,
    )


def _empty_frame(placed: Mapping[str, Box], place: tuple[float, float] | None) -> Box:
    below = max((box.bottom for box in placed.values()), default=-sizes()["bandGap"]) + sizes()["bandGap"]
    x, y = place or (0, below)
    return Box(x, y, sizes()["containerMinWidth"], FRAME_HEADER + FRAME_PAD)


def _drift(corners: Mapping[str, tuple[float, float]], fixed: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """How far the drawing as a whole stands from its automatic place, when most boxes are kept and can tell."""
    if len(fixed) * 2 <= len(corners):
        return 0, 0
    ways = [(place[0] - corners[name][0], place[1] - corners[name][1]) for name, place in fixed.items()]
    return median(way[0] for way in ways), median(way[1] for way in ways)


def _with_positions(
    corners: dict[str, tuple[float, float]], positions: Mapping[str, tuple[float, float]], own: Mapping[str, Box]
) -> dict[str, tuple[float, float]]:
    """Places that are given are kept; every other box moves down until it is free of them."""
    fixed = {name: positions[name] for name in corners if name in positions}
    if not fixed:
        return corners
    dx, dy = _drift(corners, fixed)
    taken = [own[name].moved(*corner) for name, corner in fixed.items()]
    result = dict(fixed)
    for name, corner in corners.items():
        if name in fixed:
            continue
        box = own[name].moved(corner[0] + dx, corner[1] + dy)
        while blocking := [other for other in taken if box.overlaps(other, sizes()["gap"])]:
            box = Box(box.x, max(other.bottom for other in blocking) + sizes()["rowGap"], box.width, box.height)
        taken.append(box)
        result[name] = (box.x, box.y)
    return result
