"""The drawing as PDF, in vectors: one page as large as it, or sheets of paper that are printed and put together."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import product
from typing import TYPE_CHECKING

from app.document.schema import Topology
from app.formats import picture
from app.formats.base import PLAIN, Answers, Options

if TYPE_CHECKING:
    from fpdf import FPDF

LARGEST = 14_400.0  # points; what readers of PDF take
PAPERS = {"a4": (595.28, 841.89), "a3": (841.89, 1190.55)}
MARGIN, FOOT = 28.0, 16.0
SMALLEST = 0.45  # of the drawing's own size, at which its letters can still be read
MOST_SHEETS = 6  # to a side
_ENCODING = "windows-1252"
_UNDRAWN = re.compile(r"<title>[^<]*</title>")
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sheets:
    """How a drawing is divided: the paper as it lies, sheets across and down, and the size of the drawing on them."""

    width: float
    height: float
    across: int
    down: int
    scale: float


def sheets(paper: str, width: float, height: float) -> Sheets:
    """As few sheets as leave the letters readable, and on them the drawing as large as it fits."""

    def divided(turned: bool, across: int, down: int) -> Sheets:
        wide, high = PAPERS[paper][:: -1 if turned else 1]
        inside = across * (wide - 2 * MARGIN) / width, down * (high - 2 * MARGIN - FOOT) / height
        return Sheets(wide, high, across, down, min(1.0, *inside))

    sides = range(1, MOST_SHEETS + 1)
    tried = [divided(turned, *count) for turned in (False, True) for count in product(sides, sides)]
    readable = [each for each in tried if each.scale >= SMALLEST] or [max(tried, key=lambda each: each.scale)]
    return min(readable, key=lambda each: (each.across * each.down, -each.scale))


def write(document: Topology, _: Answers, options: Options = PLAIN) -> bytes:
    """The pages; letters that the fonts of every reader do not have become question marks."""
    from fpdf import FPDF

    on_paper = options.paper in PAPERS
    look = replace(options, transparent=True) if on_paper and options.theme == "light" else options
    text = picture.drawing(document, look, copy=False)
    drawn = _UNDRAWN.sub("", text).encode(_ENCODING, "replace").decode(_ENCODING)
    size = _SIZE.search(drawn)
    width, height = (float(size[1]), float(size[2])) if size else (1.0, 1.0)
    shrunk = min(1.0, LARGEST / max(width, height))
    divided = (
        sheets(options.paper, width, height) if on_paper else Sheets(width * shrunk, height * shrunk, 1, 1, shrunk)
    )
    file = FPDF(unit="pt", format=(divided.width, divided.height))
    file.core_fonts_encoding = _ENCODING
    file.set_creation_date(_ALWAYS)
    file.set_title(document.name)
    file.set_margin(0)
    file.set_auto_page_break(False)
    file.set_font("helvetica", size=12)
    if on_paper:
        _divide(file, divided, drawn, document.name, (width, height))
    else:
        file.add_page()
        file.image(BytesIO(drawn.encode()), 0, 0, divided.width)
    return bytes(file.output())


def _divide(file: "FPDF", divided: Sheets, drawn: str, name: str, size: tuple[float, float]) -> None:
    """Each sheet shows its part of the drawing; a line below says which one it is."""
    from fpdf.drawing_primitives import Transform
    from fpdf.svg import SVGObject

    inner = divided.width - 2 * MARGIN, divided.height - 2 * MARGIN - FOOT
    count = divided.across * divided.down
    title = name.encode(_ENCODING, "replace").decode(_ENCODING)
    parsed = SVGObject(drawn)
    for number, (row, column) in enumerate(product(range(divided.down), range(divided.across)), 1):
        file.add_page()
        _, _, lines = parsed.transform_to_rect_viewport(
            scale=1, width=size[0] * divided.scale, height=size[1] * divided.scale, ignore_svg_top_attrs=True
        )
        shift = Transform.translation(MARGIN - column * inner[0], MARGIN - row * inner[1])
        lines.transform = lines.transform @ shift if lines.transform else shift
        with file.rect_clip(MARGIN, MARGIN, *inner), file.drawing_context() as context:
            context.add_item(lines)
        file.set_font("helvetica", size=8)
        file.set_text_color(90)
        place = f", row {row + 1} column {column + 1}" if count > 1 else ""
        file.text(MARGIN, divided.height - MARGIN, f"{title} - sheet {number} of {count}{place}")
