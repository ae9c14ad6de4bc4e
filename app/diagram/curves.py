"""How lines run between boxes and where their labels sit; must not know colours. Lines avoid boxes where they can."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.diagram.boxes import Box
from app.diagram.edges import Edge
from app.diagram.elements import Elements
from app.diagram.graph import outermost
from app.diagram.measure import chip_width
from app.diagram.obstacles import Obstacles
from app.diagram.theme import sizes

Point = tuple[float, float]
_Rank = tuple[int, float]
OUTWARD = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "top": (0.0, -1.0), "bottom": (0.0, 1.0)}
CHIP_PLACES = (0.4, 0.5, 0.3, 0.6, 0.22, 0.7, 0.14, 0.8)
NEARLY_LEVEL = 6.0
BOW_PAD = 32.0


@dataclass(frozen=True, slots=True)
class Curve:
    """A line: its cubic pieces (start, then three points for each piece) and the box of its label."""

    points: tuple[Point, ...]
    chip: Box | None

    @property
    def start(self) -> Point:
        return self.points[0]

    @property
    def end(self) -> Point:
        return self.points[-1]

    def at(self, share: float) -> Point:
        """The point at this share of the pieces."""
        pieces = (len(self.points) - 1) // 3
        number = min(int(share * pieces), pieces - 1)
        return _cubic(self.points[3 * number : 3 * number + 4], share * pieces - number)


@dataclass(frozen=True, slots=True)
class _Plan:
    edge: Edge
    source_side: str
    target_side: str


def curves(elements: Elements, boxes: Mapping[str, Box]) -> dict[str, Curve]:
    """The line of every edge."""
    owner = outermost(elements)
    blocks = {name: boxes[name] for name in dict.fromkeys(owner.values()) if not name.startswith("virtualWans/")}
    obstacles = Obstacles(blocks)
    plans = [_plan(edge, boxes, owner, obstacles) for edge in elements.edges]
    ports = _ports(plans, boxes)
    bows = _bows(
        plans,
        ports,
        {plan.edge.id: [boxes[owner[plan.edge.source]], boxes[owner[plan.edge.target]]] for plan in plans},
    )
    lanes: dict[float, int] = defaultdict(int)
    drawn: dict[str, Curve] = {}
    chips: list[Box] = []
    solid = [box for name, box in blocks.items() if boxes[name] == box]
    for plan in plans:
        start, end = ports[plan.edge.id, "source"], ports[plan.edge.id, "target"]
        if plan.edge.id in bows:
            points = _around(start, end, bows[plan.edge.id])
        else:
            ends = {owner[plan.edge.source], owner[plan.edge.target]}
            points = _points(plan, start, end, obstacles.without(ends), lanes)
        curve = Curve(points, None)
        if plan.edge.label:
            chip = _chip(curve, plan.edge.label, chips, solid if len(solid) <= 200 else ())
            chips.append(chip)
            curve = Curve(points, chip)
        drawn[plan.edge.id] = curve
    return drawn


def _plan(edge: Edge, boxes: Mapping[str, Box], owner: Mapping[str, str], obstacles: Obstacles) -> _Plan:
    """Which sides a line leaves and enters, from where the outermost boxes stand to each other."""
    source, target = boxes[owner[edge.source]], boxes[owner[edge.target]]
    nested = edge.source != owner[edge.source] or edge.target != owner[edge.target]
    if target.x - source.right >= sizes()["gap"]:
        return _Plan(edge, "right", "left")
    if source.x - target.right >= sizes()["gap"]:
        return _Plan(edge, "left", "right")
    upright = source.overlaps(Box(target.x, source.y, target.width, source.height)) and not nested
    if upright and owner[edge.source] != owner[edge.target]:
        upper, lower = sorted((source, target), key=lambda box: box.y)
        between = Box(max(source.x, target.x), upper.bottom, 1, max(0.0, lower.y - upper.bottom))
        if not obstacles.without({owner[edge.source], owner[edge.target]}).hit_box(between):
            return _Plan(edge, "bottom", "top") if source.y < target.y else _Plan(edge, "top", "bottom")
    inside = owner[edge.source] == owner[edge.target]
    side = "left" if inside or edge.kind in ("vpn", "site-link", "global-reach") else "right"
    return _Plan(edge, side, side)


def _ports(plans: Iterable[_Plan], boxes: Mapping[str, Box]) -> dict[tuple[str, str], Point]:
    """The ends of all lines, spread along each side in the order of their other ends."""
    at_side: dict[tuple[str, str], list[tuple[_Rank, str, str]]] = defaultdict(list)
    for plan in plans:
        source, target = boxes[plan.edge.source].centre, boxes[plan.edge.target].centre
        at_side[plan.edge.source, plan.source_side].append((_rank(plan, source, target), plan.edge.id, "source"))
        at_side[plan.edge.target, plan.target_side].append((_rank(plan, target, source), plan.edge.id, "target"))
    ports: dict[tuple[str, str], Point] = {}
    for (name, side), ends in at_side.items():
        box = boxes[name]
        along = 1 if side in ("left", "right") else 0
        length = box.height if along else box.width
        step = min(28.0, (length - 16) / len(ends))
        for number, (_, edge_id, end) in enumerate(sorted(ends, key=lambda item: item[0])):
            offset = (number - (len(ends) - 1) / 2) * step
            x, y = box.centre
            place = {
                "left": (box.x, y + offset),
                "right": (box.right, y + offset),
                "top": (x + offset, box.y),
                "bottom": (x + offset, box.bottom),
            }
            ports[edge_id, end] = place[side]
    return ports


def _rank(plan: _Plan, here: Point, there: Point) -> _Rank:
    """The order along a side: bows upwards, the nearest first; straight ways by their other end; bows downwards."""
    if plan.source_side in ("top", "bottom"):
        return 1, there[0]
    away = there[1] - here[1]
    if plan.source_side != plan.target_side:
        return 1, there[1]
    return (0, -away) if away < 0 else (2, -away)


def _points(plan: _Plan, start: Point, end: Point, obstacles: Obstacles, lanes: dict[float, int]) -> tuple[Point, ...]:
    if plan.source_side in ("left", "right") and abs(start[1] - end[1]) <= NEARLY_LEVEL:
        end = (end[0], start[1])
    points = _smooth(start, end, plan.source_side, plan.target_side)
    if plan.source_side in ("top", "bottom") or not obstacles.hit(points):
        return points
    return _lane(plan, start, end, obstacles, lanes) or points


def _smooth(start: Point, end: Point, source_side: str, target_side: str) -> tuple[Point, ...]:
    reach = max(abs(end[0] - start[0]), abs(end[1] - start[1])) * 0.45
    if source_side in ("left", "right"):
        reach = max(24.0, abs(end[0] - start[0]) * 0.5)
    out, into = OUTWARD[source_side], OUTWARD[target_side]
    return (
        start,
        (start[0] + out[0] * reach, start[1] + out[1] * reach),
        (end[0] + into[0] * reach, end[1] + into[1] * reach),
        end,
    )


def _bows(
    plans: Iterable[_Plan], ports: Mapping[tuple[str, str], Point], ends: Mapping[str, Sequence[Box]]
) -> dict[str, float]:
    """How far out each line runs that leaves and enters on the same side: short ones inside, none on another."""
    bowed = [plan for plan in plans if plan.source_side == plan.target_side]
    spans = {
        plan.edge.id: sorted((ports[plan.edge.id, "source"][1], ports[plan.edge.id, "target"][1])) for plan in bowed
    }
    placed: dict[str, list[tuple[float, float, float, float]]] = {"left": [], "right": []}
    result: dict[str, float] = {}
    for plan in sorted(bowed, key=lambda plan: spans[plan.edge.id][1] - spans[plan.edge.id][0]):
        top, bottom = spans[plan.edge.id]
        out = 1.0 if plan.source_side == "right" else -1.0
        edge = max(box.right * out if out > 0 else box.x * out for box in ends[plan.edge.id])
        half = max(BOW_PAD, chip_width(plan.edge.label) / 2 + 8 if plan.edge.label else 0)
        level = edge + half
        for taken_top, taken_bottom, taken, taken_half in placed[plan.source_side]:
            if taken_top <= bottom and top <= taken_bottom and abs(taken - level) < BOW_PAD * 2:
                level = max(level, taken + max(BOW_PAD, (half + taken_half) / 2))
        placed[plan.source_side].append((top, bottom, level, half))
        result[plan.edge.id] = level * out
    return result


def _around(start: Point, end: Point, bow: float) -> tuple[Point, ...]:
    """A bow beside both boxes: out, along, and in again."""
    middle = (bow, (start[1] + end[1]) / 2)
    sixth = (end[1] - start[1]) / 6
    return (
        start,
        (bow, start[1]),
        (bow, start[1] + sixth),
        middle,
        (bow, end[1] - sixth),
        (bow, end[1]),
        end,
    )


def _lane(
    plan: _Plan, start: Point, end: Point, obstacles: Obstacles, lanes: dict[float, int]
) -> tuple[Point, ...] | None:
    """A way through the gap above or below the target's row."""
    out = 1.0 if plan.source_side == "right" else -1.0
    top, bottom = obstacles.row(end[0] + out, end[1])
    first = obstacles.first(start[0], end[0], start[1], end[1])
    entry = start[0] + out * 64 if first is None else first - out * 16
    for edge_of_row, away in ((top, -1.0), (bottom, 1.0)):
        level = edge_of_row + away * (10 + 6 * (lanes[edge_of_row] % 4))
        middle, last = (entry, level), (end[0] - out * 40, level)
        if (last[0] - entry) * out <= 0:
            continue
        points = (
            *_smooth(start, middle, plan.source_side, plan.target_side),
            (entry + (last[0] - entry) / 3, level),
            (entry + (last[0] - entry) * 2 / 3, level),
            last,
            *_smooth(last, end, plan.source_side, plan.target_side)[1:],
        )
        if not obstacles.hit(points):
            lanes[edge_of_row] += 1
            return points
    return None


def _chip(curve: Curve, label: str, chips: Sequence[Box], solid: Sequence[Box]) -> Box:
    """The label's box on the line, where it covers neither another label nor a box if there is such a place."""
    width = chip_width(label)
    height = sizes()["chip"]
    tried: list[tuple[int, int, Box]] = []
    for share in CHIP_PLACES:
        x, y = curve.at(share)
        box = Box(x - width / 2, y - height / 2, width, height)
        clashes = sum(box.overlaps(other, 2) for other in solid) + 4 * sum(box.overlaps(other, 2) for other in chips)
        if not clashes:
            return box
        tried.append((clashes, len(tried), box))
    return min(tried, key=lambda item: item[:2])[2]


def _cubic(points: Sequence[Point], share: float) -> Point:
    a, b, c, d = points
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, (a, b, c, d), strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, (a, b, c, d), strict=True)),
    )
