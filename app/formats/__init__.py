"""The registries of formats, one module each. A new format is a line here; nothing else names them."""

from app.document.problems import DocumentError, Problem
from app.document.schema import Topology
from app.formats import document, drawio, mermaid, picture, report, table
from app.formats.base import Answers, Exporter, Importer

EXPORTERS: tuple[Exporter, ...] = (
    Exporter("json", "Design (JSON)", ".json", "application/json", document.write),
    Exporter("svg", "Picture (SVG)", ".svg", "image/svg+xml", picture.write_light),
    Exporter("svg-dark", "Picture, dark (SVG)", ".dark.svg", "image/svg+xml", picture.write_dark),
    Exporter("csv", "Effective routes (CSV)", ".csv", "text/csv; charset=utf-8", table.write, routed=True),
    Exporter("md", "Report (Markdown)", ".md", "text/markdown; charset=utf-8", report.write, routed=True),
    Exporter("drawio", "draw.io", ".drawio", "application/vnd.jgraph.mxfile", drawio.write),
    Exporter("mermaid", "Mermaid", ".mmd", "text/vnd.mermaid; charset=utf-8", mermaid.write),
)

IMPORTERS: tuple[Importer, ...] = (
    Importer("json", "Design (JSON)", ".json", "application/json", document.sniff, document.read),
    Importer("svg", "Picture with a copy (SVG)", ".svg", "image/svg+xml", picture.sniff, picture.read),
)


def exporter(name: str) -> Exporter | None:
    """The exporter of this name or suffix, with or without the dot; of a file's name by its longest suffix."""
    for each in sorted(EXPORTERS, key=lambda each: -len(each.suffix)):
        if name in (each.name, each.suffix, each.suffix.lstrip(".")) or name.endswith(each.suffix):
            return each
    return None


def importer(name: str) -> Importer | None:
    """The importer of this name or suffix, with or without the dot, or of a file's name."""
    for each in IMPORTERS:
        if name in (each.name, each.suffix, each.suffix.lstrip(".")) or name.endswith(each.suffix):
            return each
    return None


def read(content: bytes) -> Topology:
    """The design in a file of any known format, told by its content; raises DocumentError."""
    for each in IMPORTERS:
        if each.sniff(content):
            return each.function(content)
    known = ", ".join(each.title for each in IMPORTERS)
    raise DocumentError([Problem("", "unknown-format", "This file is in no known format.", f"Known are: {known}.")])


__all__ = ["EXPORTERS", "IMPORTERS", "Answers", "Exporter", "Importer", "exporter", "importer", "read"]
