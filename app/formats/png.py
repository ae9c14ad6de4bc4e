"""The copy of a design inside a PNG picture, in a text chunk. The pixels are made by the browser and never read."""

import zlib
from collections.abc import Iterator

from app.document.limits import MAX_BYTES
from app.document.load import parse
from app.document.problems import DocumentError, Problem
from app.document.schema import Topology

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"routecanvas"
_BROKEN = "Export it again with a copy of the design, or open the design itself."


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
