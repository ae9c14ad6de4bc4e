"""Rectangles, and how large each node is with what stands inside it; must not know where a container goes."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.diagram.elements import Node
from app.diagram.measure import text_width
from app.diagram.theme import shape, sizes

SUBNETS_IN_A_COLUMN = 8


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in drawing coordinates, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, x: float, y: float) -> "Box":
        """The same rectangle shifted by x and y."""
        return Box(self.x + x, self.y + y, self.width, self.height)

    def overlaps(self, other: "Box", margin: float = 0) -> bool:
        """Whether the two share an area once each keeps this distance."""
        return (
            self.x < other.right + margin
            and other.x < self.right + margin
            and self.y < other.bottom + margin
            and other.y < self.bottom + margin
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other rectangle lies inside."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom


def bounds(boxes: Sequence[Box]) -> Box:
    """The smallest rectangle around at least one box."""
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


def snapped(value: float, step: float | None = None) -> float:
    """The value rounded up to the step, by default the grid's."""
    step = step or sizes()["grid"]
    return math.ceil(value / step) * step


class Interior:
    """Sizes of all nodes and the places of nested ones within their outermost container (frames hold nothing here)."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._children: dict[str, list[Node]] = defaultdict(list)
        self._nodes = {node.id: node for node in nodes}
        for node in nodes:
            if node.parent is not None:
                self._children[node.parent].append(node)
        self._widths: dict[str, float] = {}

    def place(self, node: Node) -> Mapping[str, Box]:
        """The node at the origin and all that it holds."""
        placed: dict[str, Box] = {}
        self._place(node, 0, 0, self._width(node), placed)
        return placed

    def _place(self, node: Node, x: float, y: float, width: float, placed: dict[str, Box]) -> float:
        """Place a node with its children and return its height; the parent enters the mapping before them."""
        tokens = sizes()
        placed[node.id] = Box(x, y, width, 0)
        children = self._children[node.id]
        if shape(node.kind) not in ("container", "subnet"):
            height = tokens[shape(node.kind)]
        elif not children:
            height = self._header(node) + (tokens["gap"] if shape(node.kind) == "container" else 0)
        else:
            height = self._place_children(node, x, y, width, placed)
        placed[node.id] = Box(x, y, width, height)
        return height

    def _place_children(self, node: Node, x: float, y: float, width: float, placed: dict[str, Box]) -> float:
        tokens = sizes()
        inset, gap, top = tokens["inset"], tokens["gap"], self._header(node)
        children = self._children[node.id]
        columns = self._columns(node)
        column_width = (width - 2 * inset - (columns - 1) * gap) / columns
        lowest = 0.0
        for column in range(columns):
            below = y + top
            for child in children[column::columns]:
                left = x + inset + column * (column_width + gap)
                below += self._place(child, left, below, column_width, placed) + gap
            lowest = max(lowest, below - gap)
        return lowest + inset - y

    def _columns(self, node: Node) -> int:
        return max(1, math.ceil(len(self._children[node.id]) / SUBNETS_IN_A_COLUMN))

    def _header(self, node: Node) -> float:
        tokens = sizes()
        if shape(node.kind) == "container":
            return tokens["containerHeader"]
        return tokens["subnetHeader"] + (tokens["subnetBadgeLine"] if node.badges else 0)

    def _width(self, node: Node) -> float:
        """What the texts of a node and its children ask for, within the theme's limits."""
        if node.id not in self._widths:
            wanted = snapped(self._wanted(node))
            kind = shape(node.kind)
            if kind == "container":
                most = sizes()["containerMaxWidth"] * self._columns(node)
                wanted = snapped(wanted, sizes()["containerStep"])
                wanted = min(max(wanted, sizes()["containerMinWidth"]), most)
            elif kind in ("site", "pill"):
                wanted = min(max(wanted, sizes()["siteMinWidth"]), sizes()["containerMaxWidth"])
            self._widths[node.id] = wanted
        return self._widths[node.id]

    def _wanted(self, node: Node) -> float:
        tokens = sizes()
        own = _text_wanted(node)
        children = self._children[node.id]
        if not children:
            return own
        columns = self._columns(node)
        widest = max(self._width(child) for child in children)
        return max(own, widest * columns + tokens["gap"] * (columns - 1) + 2 * tokens["inset"])


def _text_wanted(node: Node) -> float:
    tokens = sizes()
    pad, gap, icon, size, small = (tokens[key] for key in ("containerPad", "gap", "icon", "text", "smallText"))
    kind = shape(node.kind)
    label = text_width(node.label, size, bold=kind not in ("subnet", "row"))
    address = text_width(node.sublabel, small, mono=True)
    badges = text_width(" · ".join(node.badges), small)
    second = second_line(node)
    if kind == "pill":
        return pad + icon + gap + label + (gap + text_width(second, small) if second else 0) + pad
    if kind == "site":
        return pad * 2 + max(icon + gap + label, text_width(second, small, mono=True))
    if kind == "tile":
        return pad * 2 + icon + gap + max(label, text_width(second, small))
    if kind == "container":
        return pad * 2 + icon + gap + max(label, address + (gap + badges if badges else 0))
    symbol = 0 if kind == "subnet" else icon + gap
    return max(pad * 2 + symbol + label + gap * 2 + address, pad * 2 + badges)


def second_line(node: Node) -> str:
    """The words under or beside the name of a box without header."""
    return " · ".join(filter(None, (node.sublabel, *node.badges)))
