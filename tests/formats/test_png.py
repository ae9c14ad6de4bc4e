"""The copy inside a PNG: found in every kind of text chunk, and refused where it is damaged, cut off or a bomb."""

import json
import zlib

import pytest

from app.document.limits import MAX_BYTES
from app.document.load import parse
from app.document.problems import DocumentError
from app.formats import importer_of, png, read
from app.gallery import template

DESIGN = template("er-vpn-coexistence")
TEXT = json.dumps(DESIGN).encode()


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def picture(*chunks: bytes) -> bytes:
    head = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return png.SIGNATURE + b"".join([head, *chunks, pixels, chunk(b"IEND", b"")])


def international(text: bytes, compressed: bool) -> bytes:
    return b"routecanvas\0" + bytes([compressed, 0]) + b"\0\0" + (zlib.compress(text) if compressed else text)


@pytest.mark.parametrize(
    "copy",
    [
        chunk(b"tEXt", b"routecanvas\0" + TEXT),
        chunk(b"zTXt", b"routecanvas\0\0" + zlib.compress(TEXT)),
        chunk(b"iTXt", international(TEXT, False)),
        chunk(b"iTXt", international(TEXT, True)),
    ],
    ids=["tEXt", "zTXt", "iTXt", "compressed iTXt"],
)
def test_copy_is_read(copy: bytes) -> None:
    content = picture(chunk(b"tEXt", b"Software\0other"), copy)
    assert importer_of(content).name == "png"
    assert read(content) == parse(DESIGN)


def flipped(content: bytes) -> bytes:
    at = content.index(b"routecanvas") + 40
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


COPY = chunk(b"iTXt", international(TEXT, True))
BOMB = zlib.compress(b" " * (MAX_BYTES + 10), 9)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (picture(), "no-copy"),
        (picture(chunk(b"tEXt", b"mxfile\0<mxfile/>")), "no-copy"),
        (png.SIGNATURE, "no-copy"),
        (picture(COPY)[:300], "broken-png"),
        (png.SIGNATURE + b"\xff\xff\xff\xffiTXt", "broken-png"),
        (flipped(picture(COPY)), "broken-png"),
        (picture(chunk(b"zTXt", b"routecanvas\0\0" + zlib.compress(TEXT)[:50])), "broken-png"),
        (picture(chunk(b"zTXt", b"routecanvas\0\0garbage")), "broken-png"),
        (picture(chunk(b"zTXt", b"routecanvas\0\0" + BOMB)), "too-large"),
        (picture(chunk(b"iTXt", b"routecanvas\0\1\0\0\0" + BOMB)), "too-large"),
        (picture(chunk(b"tEXt", b"routecanvas\0" + b"[" * 100_000)), "too-deep"),
        (picture(chunk(b"tEXt", b'routecanvas\0{"virtualNetworks": 1}')), "wrong-type"),
        (picture(chunk(b"iTXt", b"routecanvas")), "not-json"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(len(value)),
)
def test_refusals(content: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(content)
    assert code in [problem.code for problem in caught.value.problems]
