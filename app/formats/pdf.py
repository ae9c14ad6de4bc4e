"""The drawing as a page of PDF, in vectors, as large as the drawing."""

import re
from datetime import UTC, datetime
from io import BytesIO

from app.document.schema import Topology
from app.formats import picture
from app.formats.base import PLAIN, Answers, Options

LARGEST = 14_400.0  # points; what readers of PDF take
_ENCODING = "windows-1252"
_UNDRAWN = re.compile(r"<title>[^<]*</title>")
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


def write(document: Topology, _: Answers, options: Options = PLAIN) -> bytes:
    """One page; letters that the fonts of every reader do not have become question marks."""
    from fpdf import FPDF

    text = picture.drawing(document, options, copy=False)
    drawn = _UNDRAWN.sub("", text).encode(_ENCODING, "replace").decode(_ENCODING)
    size = _SIZE.search(drawn)
    width, height = (float(size[1]), float(size[2])) if size else (1.0, 1.0)
    shrunk = min(1.0, LARGEST / max(width, height))
    page = FPDF(unit="pt", format=(width * shrunk, height * shrunk))
    page.core_fonts_encoding = _ENCODING
    page.set_creation_date(_ALWAYS)
    page.set_title(document.name)
    page.set_margin(0)
    page.set_auto_page_break(False)
    page.add_page()
    page.set_font("helvetica", size=12)
    page.image(BytesIO(drawn.encode()), 0, 0, width * shrunk)
    return bytes(page.output())
