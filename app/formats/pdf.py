"""The drawing as a page of PDF, in vectors, as large as the drawing."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from app.document.schema import Topology
from app.formats import picture
from app.formats.base import PLAIN, Answers, Options

_ENCODING = "windows-1252"
_UNDRAWN = re.compile(r"<title>[^<]*</title>")
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


def write(document: Topology, _: Answers, options: Options = PLAIN) -> bytes:
    """One page; letters that the fonts of every reader do not have become question marks."""
    from fpdf import FPDF
    from fpdf.svg import SVGObject

    text = picture.drawing(document, replace(options, copy=False))
    drawn = SVGObject(_UNDRAWN.sub("", text).encode(_ENCODING, "replace").decode(_ENCODING))
    width, height = drawn.width or 1, drawn.height or 1
    page = FPDF(unit="pt", format=(width, height))
    page.core_fonts_encoding = _ENCODING
    page.set_creation_date(_ALWAYS)
    page.set_title(document.name)
    page.set_margin(0)
    page.set_auto_page_break(False)
    page.add_page()
    page.set_font("helvetica", size=12)
    drawn.draw_to_page(page, 0, 0)
    return bytes(page.output())
