"""The design's own format, JSON, out and in."""

import json

from app.document.canonical import dump
from app.document.load import parse
from app.document.schema import Topology
from app.formats.base import PLAIN, Answers, Options


def write(document: Topology, _: Answers, __: Options = PLAIN) -> bytes:
    """The canonical document, indented."""
    return (json.dumps(dump(document), indent=2, ensure_ascii=False) + "\n").encode()


def sniff(content: bytes) -> bool:
    """Whether this looks like a JSON object."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read(content: bytes) -> Topology:
    """The design in a JSON document."""
    return parse(content.removeprefix(b"\xef\xbb\xbf"))
