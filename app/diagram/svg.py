"""The picture of a document: one self-contained SVG, the same bytes every time. Must not know HTTP or routes."""

import json
from collections.abc import Collection, Iterable, Mapping

from app.diagram.annotations import annotation_boxes, draw_annotations
from app.diagram.boxes import Box, bounds
from app.diagram.canvas import Canvas
from app.diagram.curves import Curve, curves
from app.diagram.elements import Elements, Level, element_level, elements
from app.diagram.layout import layout
from app.diagram.lines import draw_line, legend_entries
from app.diagram.measure import text_width
from app.diagram.part import part
from app.diagram.shapes import draw_container, draw_leaf
from app.diagram.theme import shape, sizes, theme
from app.document.canonical import dump
from app.document.schema import Topology

Sign = tuple[str, str]
NO_SIGNS: Mapping[str, Sign] = {}
MARGIN = 32.0
HEADER = 64.0
FOOTER = 56.0


def svg(
    document: Topology,
    *,
    theme_name: str = "light",
    level: Level | None = None,
    copy: bool = False,
    title: str | None = None,
    bare: bool = False,
    marks: Iterable[str] = (),
    transparent: bool = False,
    only: Collection[str] = (),
    signs: Mapping[str, Sign] = NO_SIGNS,
) -> str:
    """The drawing with title and legend; bare leaves both out, copy puts the document inside for opening it again.

    Only shows a part: these document paths, what is inside them and the lines between.

    Marks are document paths, of findings for example: what is drawn for them gets an exclamation mark. Signs say for
    paths which other sign they get, on a halo of its colour.
    """
    drawn = elements(document, level or element_level(document))
    boxes = layout(drawn, document.canvas.positions if document.canvas else {})
    lines = curves(drawn, boxes)
    if only:
        drawn = part(drawn, only)
        boxes = {node.id: boxes[node.id] for node in drawn.nodes}
        lines = {edge.id: lines[edge.id] for edge in drawn.edges}
    added = annotation_boxes(document.canvas, boxes)
    if only:
        added = {path: box for path, box in added.items() if path in only}
    canvas = Canvas(theme(theme_name))
    heading = title if title is not None else document.name
    area = _area({**boxes, **added}, lines)
    if not bare:
        area = _with_frame(area, heading, legend_entries(drawn))
    if not transparent:
        _background(canvas, area)
    draw_annotations(canvas, document.canvas, added)
    _drawing(canvas, drawn, boxes, lines, signs)
    for point in _mark_places(marks, boxes, lines):
        canvas.mark(point)
    _signs(canvas, signs, boxes, lines)
    if not bare:
        _title(canvas, area, heading, _summary(drawn))
        _legend(canvas, area, drawn)
    return canvas.document(area, heading, json.dumps(dump(document), ensure_ascii=False) if copy else None)


def _area(boxes: Mapping[str, Box], lines: Mapping[str, Curve]) -> Box:
    """Everything that is drawn, with a margin."""
    everything = list(boxes.values()) + [line.chip for line in lines.values() if line.chip]
    everything += [Box(x, y, 0, 0) for line in lines.values() for x, y in map(line.at, (0.25, 0.5, 0.75))]
    around = bounds(everything) if everything else Box(0, 0, 320, 80)
    return Box(around.x - MARGIN, around.y - MARGIN, around.width + 2 * MARGIN, around.height + 2 * MARGIN)


def _with_frame(area: Box, heading: str, legend: list[tuple[str, str]]) -> Box:
    wanted = max(
        area.width,
        text_width(heading, sizes()["titleText"], bold=True) + 2 * MARGIN,
        sum(_entry_width(words) for _, words in legend) + 2 * MARGIN,
    )
    left = area.x - (wanted - area.width) / 2
    return Box(left, area.y - HEADER + 16, wanted, area.height + HEADER - 16 + FOOTER - 8)


def _background(canvas: Canvas, area: Box) -> None:
    canvas.rect(area, fill="background")


def _drawing(
    canvas: Canvas,
    drawn: Elements,
    boxes: Mapping[str, Box],
    lines: Mapping[str, Curve],
    signs: Mapping[str, Sign],
) -> None:
    """Frames and containers, then lines, then what stands inside, then the labels of lines."""
    outer = [node for node in drawn.nodes if shape(node.kind) in ("frame", "container", "subnet")]
    for node in sorted(outer, key=lambda node: ("frame", "container", "subnet").index(shape(node.kind))):
        draw_container(canvas, node, boxes[node.id])
    for edge in drawn.edges:
        if edge.id in signs:
            canvas.path(lines[edge.id].points, colour=f"{signs[edge.id][1]}Soft", width=14)
        draw_line(canvas, edge, lines[edge.id])
    for node in drawn.nodes:
        if shape(node.kind) not in ("frame", "container", "subnet"):
            draw_leaf(canvas, node, boxes[node.id])
    for edge in drawn.edges:
        chip = lines[edge.id].chip
        if chip:
            canvas.chip(chip, edge.label, canvas.theme.edges[edge.kind]["meaning"])


def _signs(canvas: Canvas, signs: Mapping[str, Sign], boxes: Mapping[str, Box], lines: Mapping[str, Curve]) -> None:
    """Rings around the boxes, then the signs over everything."""
    for path in filter(boxes.__contains__, signs):
        box = boxes[path]
        around = Box(box.x - 3, box.y - 3, box.width + 6, box.height + 6)
        canvas.rect(around, fill="none", stroke=signs[path][1], radius=11, width=2.5)
    for path, sign in signs.items():
        for point in _mark_places([path], boxes, lines):
            canvas.mark(point, *sign)


def _mark_places(
    marks: Iterable[str], boxes: Mapping[str, Box], lines: Mapping[str, Curve]
) -> list[tuple[float, float]]:
    """Where the marks of these paths go: on the nearest drawn thing that holds the path."""
    places: dict[tuple[float, float], None] = {}
    for path in marks:
        while path and path not in boxes and path not in lines:
            path = path.rpartition("/")[0]
        if path in boxes:
            places[boxes[path].right - 6, boxes[path].y + 6] = None
        elif path:
            chip = lines[path].chip
            places[(chip.right - 2, chip.y) if chip else lines[path].at(0.5)] = None
    return list(places)


def _title(canvas: Canvas, area: Box, heading: str, summary: str) -> None:
    x, y = area.x + MARGIN, area.y + 36
    canvas.text(x, y, heading, size=sizes()["titleText"], weight=650)
    canvas.text(x, y + 20, summary, colour="muted")


def _summary(drawn: Elements) -> str:
    """How much there is of what, in words."""
    counted = (
        (("virtual-hub",), "virtual hub"),
        (("virtual-network",), "virtual network"),
        (("vpn-gateway", "expressroute-gateway"), "gateway"),
        (("circuit",), "circuit"),
        (("site",), "site"),
    )
    parts = []
    for kinds, word in counted:
        count = sum(1 for node in drawn.nodes if node.kind in kinds)
        if count:
            parts.append(f"{count} {word}{'s' if count > 1 else ''}")
    return " · ".join(parts) or "Nothing drawn yet"


def _entry_width(words: str) -> float:
    return 24 + 8 + text_width(words, sizes()["smallText"]) + 24


def _legend(canvas: Canvas, area: Box, drawn: Elements) -> None:
    x, y = area.x + MARGIN, area.bottom - 28
    entries = legend_entries(drawn)
    if entries:
        canvas.rule(area.x + MARGIN, area.right - MARGIN, y - 22)
    for kind, words in entries:
        canvas.sample(x, y, kind)
        canvas.text(x + 32, y + 4, words, size=sizes()["smallText"], colour="muted")
        x += _entry_width(words)
