"""Boxes that a line should not run through, found quickly by place."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from app.diagram.boxes import Box

CELL = 256.0
SAMPLES = 16
Point = tuple[float, float]


class Obstacles:
    """The outermost boxes in a grid of cells; without() leaves the two ends of a line out."""

    def __init__(self, boxes: Mapping[str, Box]) -> None:
        self._boxes = dict(boxes)
        self._cells: dict[tuple[int, int], list[str]] = defaultdict(list)
        self._left_out: Collection[str] = ()
        for name, box in boxes.items():
            for column in range(int(box.x // CELL), int(box.right // CELL) + 1):
                for row in range(int(box.y // CELL), int(box.bottom // CELL) + 1):
                    self._cells[column, row].append(name)

    def without(self, names: Collection[str]) -> "Obstacles":
        """A view that does not see these boxes."""
        view = object.__new__(Obstacles)
        view._boxes, view._cells, view._left_out = self._boxes, self._cells, names
        return view

    def hit(self, points: Sequence[Point]) -> bool:
        """Whether a chain of cubic pieces runs through a box."""
        for number in range(0, len(points) - 3, 3):
            a, b, c, d = points[number : number + 4]
            for step in range(SAMPLES + 1):
                share = step / SAMPLES
                rest = 1 - share
                weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
                x = weights[0] * a[0] + weights[1] * b[0] + weights[2] * c[0] + weights[3] * d[0]
                y = weights[0] * a[1] + weights[1] * b[1] + weights[2] * c[1] + weights[3] * d[1]
                if self._at(x, y) is not None:
                    return True
        return False

    def hit_box(self, box: Box) -> bool:
        """Whether a box covers some of this one."""
        return any(box.overlaps(other) for name, other in self._boxes.items() if name not in self._left_out)

    def row(self, x: float, y: float) -> tuple[float, float]:
        """Top and bottom of what stands in the row of a point: of the box there and its neighbours beside it."""
        here = self._any_at(x, y)
        if here is None:
            return y, y
        top, bottom = here.y, here.bottom
        beside = [box for box in self._boxes.values() if box.y < here.bottom and here.y < box.bottom]
        near = [box for box in beside if box.height <= 1.5 * here.height]
        return min([top, *(box.y for box in near)]), max([bottom, *(box.bottom for box in near)])

    def first(self, x1: float, x2: float, y1: float, y2: float) -> float | None:
        """Where the first box begins on the way from x1 to x2, among those between the two heights."""
        low, high = min(y1, y2), max(y1, y2)
        between = [
            box
            for name, box in self._boxes.items()
            if name not in self._left_out
            and box.y <= high
            and box.bottom >= low
            and min(x1, x2) <= box.x
            and box.right <= max(x1, x2)
        ]
        if not between:
            return None
        return min(box.x for box in between) if x1 < x2 else max(box.right for box in between)

    def _at(self, x: float, y: float) -> Box | None:
        for name in self._cells.get((int(x // CELL), int(y // CELL)), ()):
            box = self._boxes[name]
            if name not in self._left_out and box.x < x < box.right and box.y < y < box.bottom:
                return box
        return None

    def _any_at(self, x: float, y: float) -> Box | None:
        for name in self._cells.get((int(x // CELL), int(y // CELL)), ()):
            box = self._boxes[name]
            if box.x <= x <= box.right and box.y <= y <= box.bottom:
                return box
        return None
