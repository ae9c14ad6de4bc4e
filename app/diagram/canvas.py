"""Writes SVG: escaped text, numbers on a tenth, attributes only, so that it also shows under a strict style policy."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from app.diagram.boxes import Box
from app.diagram.measure import fitted
from app.diagram.theme import Theme, icon

Point = tuple[float, float]
NOT_IN_XML = "\x7f\ufffe\uffff"


class Canvas:
    """Collects the elements of one picture."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._parts: list[str] = []
        self._icons: dict[str, str] = {}

    def colour(self, name: str) -> str:
        return self.theme.colours[name]

    def open(self, path: str, kind: str, title: str) -> None:
        """Begin the group of one element of the document."""
        self._parts.append(f"<g data-path={_quoted(path)} data-kind={_quoted(kind)}><title>{clean(title)}</title>")

    def close(self) -> None:
        self._parts.append("</g>")

    def rect(
        self, box: Box, *, fill: str, stroke: str | None = None, radius: float = 0, width: float = 1, dash: str = ""
    ) -> None:
        line = f' stroke="{self.colour(stroke)}" stroke-width="{number(width)}"' if stroke else ""
        line += f' stroke-dasharray="{dash}"' if dash else ""
        corner = f' rx="{number(radius)}"' if radius else ""
        filled = self.colour(fill) if fill != "none" else "none"
        self._parts.append(
            f'<rect x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'
            f'{corner} fill="{filled}"{line}/>'
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float | None = None,
        colour: str = "text",
        weight: int = 400,
        anchor: str = "start",
        mono: bool = False,
        within: float | None = None,
    ) -> None:
        """A line of text on its baseline, cut where it would not fit."""
        size = size or self.theme.sizes["text"]
        shown = text if within is None else fitted(text, within, size, bold=weight > 500, mono=mono)
        attributes = "" if anchor == "start" else f' text-anchor="{anchor}"'
        attributes += "" if weight == 400 else f' font-weight="{weight}"'
        attributes += "" if size == self.theme.sizes["text"] else f' font-size="{number(size)}"'
        attributes += f" font-family={_quoted(self.theme.fonts['mono'])}" if mono else ""
        self._parts.append(
            f'<text x="{number(x)}" y="{number(y)}" fill="{self.colour(colour)}"{attributes}>{clean(shown)}</text>'
        )

    def path(self, points: Iterable[Point], *, colour: str, width: float, dash: str = "") -> None:
        """A chain of cubic pieces."""
        listed = list(points)
        start = f"M{number(listed[0][0])} {number(listed[0][1])}"
        rest = " ".join(f"{number(x)} {number(y)}" for x, y in listed[1:])
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<path d="{start}C{rest}" fill="none" stroke="{self.colour(colour)}" stroke-width="{number(width)}"'
            f' stroke-linecap="round"{dashed}/>'
        )

    def dot(self, point: Point, radius: float, *, fill: str, stroke: str) -> None:
        self._parts.append(
            f'<circle cx="{number(point[0])}" cy="{number(point[1])}" r="{number(radius)}" fill="{self.colour(fill)}"'
            f' stroke="{self.colour(stroke)}" stroke-width="2"/>'
        )

    def rule(self, x1: float, x2: float, y: float) -> None:
        """A thin horizontal line."""
        self._parts.append(f'<path d="M{number(x1)} {number(y)}H{number(x2)}" stroke="{self.colour("line")}"/>')

    def sample(self, x: float, y: float, kind: str) -> None:
        """A line of the legend, 24 wide."""
        if kind == "remote-gateway":
            self.path([(x, y), (x + 8, y), (x + 16, y), (x + 24, y)], colour="peering", width=2.25)
            self.dot((x + 3, y), 3.5, fill="surface", stroke="peering")
            return
        style = self.theme.edges[kind]
        points = [(x, y), (x + 8, y), (x + 16, y), (x + 24, y)]
        self.path(points, colour=style["meaning"], width=self.theme.sizes["edgeWidth"], dash=style["dash"])

    def icon(self, x: float, y: float, kind: str) -> None:
        self._icons.setdefault(kind, icon(kind, self.theme.name))
        self._parts.append(f'<use href="#{self._icon_id(kind)}" x="{number(x)}" y="{number(y)}"/>')

    def chip(self, box: Box, label: str, meaning: str) -> None:
        """A label on a line."""
        self.rect(box, fill="surface", stroke=meaning, radius=box.height / 2)
        x, y = box.centre
        small = self.theme.sizes["smallText"]
        self.text(x, y + 4, label, size=small, colour=meaning, weight=600, anchor="middle")

    def mark(self, point: Point, sign: str = "!", colour: str = "warning") -> None:
        """A sign on a dot, an exclamation mark if nothing else is said."""
        x, y = point
        self.dot(point, 9, fill=colour, stroke="surface")
        self.text(x, y + 4, sign, size=self.theme.sizes["smallText"], colour="surface", weight=700, anchor="middle")

    def document(self, area: Box, title: str, copy: str | None) -> str:
        """The whole file."""
        size = f'width="{number(area.width)}" height="{number(area.height)}"'
        view = f'viewBox="{number(area.x)} {number(area.y)} {number(area.width)} {number(area.height)}"'
        symbols = "".join(f'<g id="{self._icon_id(kind)}">{inside}</g>' for kind, inside in self._icons.items())
        metadata = ""
        if copy is not None:
            metadata = f'<metadata><document xmlns="urn:routecanvas:document">{clean(copy)}</document></metadata>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img"'
            f' font-family={_quoted(self.theme.fonts["sans"])} font-size="{number(self.theme.sizes["text"])}">'
            f"<title>{clean(title)}</title>{metadata}<defs>{symbols}</defs>{chr(10).join(self._parts)}</svg>\n"
        )

    def _icon_id(self, kind: str) -> str:
        return f"rc-{self.theme.name}-{kind}"


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def clean(text: str) -> str:
    """Text for XML: escaped, without the characters that XML does not know."""
    return escape("".join(character for character in text if character >= " " and character not in NOT_IN_XML))


def _quoted(text: str) -> str:
    return quoteattr("".join(character for character in text if character >= " "))
