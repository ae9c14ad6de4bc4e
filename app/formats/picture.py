"""The drawing as SVG with a copy of the design inside, and that copy read back."""

import re
from dataclasses import replace
from html import unescape

from app.diagram.svg import svg
from app.document.load import parse
from app.document.problems import DocumentError, Problem
from app.document.schema import Topology
from app.formats.base import PLAIN, Answers, Options

_COPY = re.compile(rb'<document xmlns="urn:routecanvas:document">([^<]*)</document>')


def write(document: Topology, _: Answers, options: Options = PLAIN) -> bytes:
    """The drawing; one of a part of the design never carries the whole of it."""
    return drawing(document, options, copy=options.copy and not options.only).encode()


def write_dark(document: Topology, answers: Answers, options: Options = PLAIN) -> bytes:
    """The dark drawing."""
    return write(document, answers, replace(options, theme="dark"))


def drawing(document: Topology, options: Options, *, copy: bool) -> str:
    """The drawing as text."""
    return svg(
        document,
        theme_name=options.theme,
        copy=copy,
        transparent=options.transparent,
        only=options.only,
    )


def sniff(content: bytes) -> bool:
    """Whether this looks like an SVG file."""
    return b"<svg" in content[:1024]


def read(content: bytes) -> Topology:
    """The design that a drawing of ours carries. The file is searched, never parsed as XML."""
    found = _COPY.search(content)
    if found is None:
        hint = "Export it again with the copy of the design, or import the JSON document."
        raise DocumentError([Problem("", "no-copy", "The drawing carries no copy of a design.", hint)])
    return parse(unescape(found[1].decode("utf-8", errors="replace")))
