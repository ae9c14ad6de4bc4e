"""The drawing as PNG, painted from its SVG, and the copy of a design in a text chunk of one. Pixels are never read."""

import json
import re
import zlib
from collections.abc import Iterator
from functools import cache

from app.diagram.theme import theme
from app.document.canonical import dump
from app.document.limits import MAX_BYTES
from app.document.load import parse
from app.document.problems import DocumentError, Problem
from app.document.schema import Topology
from app.formats import picture
from app.formats.base import PLAIN, Answers, Options

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"routecanvas"
MOST_PIXELS = 64_000_000
_BROKEN = "Export it again with a copy of the design, or open the design itself."
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
_END = 12  # bytes of the last chunk


def write(document: Topology, _: Answers, options: Options = PLAIN) -> bytes:
    """The drawing, `scale` pixels for each of its units."""
    text = picture.drawing(document, options, copy=False)
    size = _SIZE.search(text)
    width, height = (round(float(each) * options.scale) for each in size.groups()) if size else (0, 0)
    if width * height > MOST_PIXELS:
        hint = "Choose a smaller scale, or SVG."
        raise DocumentError([Problem("", "too-large", f"The picture would be {width} × {height} pixels.", hint)])
    if not _letters():
        hint = "Install one, such as the package fonts-dejavu-core, or export SVG."
        raise DocumentError([Problem("", "no-fonts", "This machine has no font to paint letters with.", hint)])
    painted = _paint(text, options.scale)
    if not options.copy or options.only:
        return painted
    copy = zlib.compress(json.dumps(dump(document), ensure_ascii=False).encode(), 9)
    return painted[:-_END] + _chunk(b"iTXt", KEYWORD + b"\0\1\0\0\0" + copy) + painted[-_END:]


def _paint(drawing: str, scale: float) -> bytes:
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=drawing, zoom=scale))


@cache
def _letters() -> bool:
    """Whether each family of the drawing has a font here; letters without one would be left out in silence."""
    empty = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">%s</svg>'
    blank = _paint(empty % "", 1)
    return all(
        _paint(empty % f"<text y='14' font-family='{family}'>M</text>", 1) != blank for family in theme().fonts.values()
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def sniff(content: bytes) -> bool:
    """Whether this is a PNG file."""
    return content.startswith(SIGNATURE)


def read(content: bytes) -> Topology:
    """The design that a PNG of ours carries."""
    for kind, data in _chunks(content):
        keyword, _, rest = data.partition(b"\0")
        if keyword == KEYWORD and kind in (b"tEXt", b"zTXt", b"iTXt"):
            return parse(_text(kind, rest))
    raise _refusal("no-copy", "The picture carries no copy of a design.")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and data of each chunk; raises where the file breaks off or was changed."""
    at = len(SIGNATURE)
    while at < len(content):
        size = int.from_bytes(content[at : at + 4])
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        check = content[at + 8 + size : at + 12 + size]
        if len(check) < 4:
            raise _refusal("broken-png", "The picture breaks off: a part of the file is missing.")
        if kind[:1].islower() and zlib.crc32(kind + data) != int.from_bytes(check):
            raise _refusal("broken-png", "The picture was damaged: a checksum is wrong.")
        yield kind, data
        at += 12 + size


def _text(kind: bytes, rest: bytes) -> bytes:
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return _inflated(rest[1:])
    compressed, rest = rest[:1] == b"\1", rest[2:]
    _language, _, rest = rest.partition(b"\0")
    _translated, _, rest = rest.partition(b"\0")
    return _inflated(rest) if compressed else rest


def _inflated(data: bytes) -> bytes:
    """At most as much as a design may have."""
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(data, MAX_BYTES + 1)
    except zlib.error as error:
        raise _refusal("broken-png", "The copy in the picture was damaged.") from error
    if len(text) > MAX_BYTES:
        raise _refusal("too-large", f"The copy in the picture has more than {MAX_BYTES:,} bytes.")
    if not inflater.eof:
        raise _refusal("broken-png", "The copy in the picture breaks off.")
    return text


def _refusal(code: str, message: str) -> DocumentError:
    return DocumentError([Problem("", code, message, _BROKEN)])
