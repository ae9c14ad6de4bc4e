"""The registries of formats, one module each. A new format is a line here; nothing else names them."""

from collections.abc import Sequence

from app.document.problems import DocumentError, Problem
from app.document.schema import Topology
from app.formats import azure, document, drawio, mermaid, pdf, picture, png, report, table
from app.formats.base import PLAIN, Answers, Exporter, File, Imported, Importer, Options, Remark
from app.formats.foreign import foreign

DRAWN = ("theme", "transparent", "only")
EXPORTERS: tuple[Exporter, ...] = (
    Exporter("json", "Design (JSON)", ".json", "application/json", document.write),
    Exporter("png", "Picture (PNG)", ".png", "image/png", png.write, looks=(*DRAWN, "scale", "copy")),
    Exporter("svg", "Picture (SVG)", ".svg", "image/svg+xml", picture.write, looks=(*DRAWN, "copy")),
    Exporter(
        "svg-dark",
        "Picture, dark (SVG)",
        ".dark.svg",
        "image/svg+xml",
        picture.write_dark,
        looks=("transparent", "only", "copy"),
    ),
    Exporter("pdf", "Picture (PDF)", ".pdf", "application/pdf", pdf.write, looks=(*DRAWN, "paper")),
    Exporter("csv", "Effective routes (CSV)", ".csv", "text/csv; charset=utf-8", table.write, routed=True),
    Exporter("md", "Report (Markdown)", ".md", "text/markdown; charset=utf-8", report.write, routed=True),
    Exporter("drawio", "draw.io", ".drawio", "application/vnd.jgraph.mxfile", drawio.write, looks=("only",)),
    Exporter("mermaid", "Mermaid", ".mmd", "text/vnd.mermaid; charset=utf-8", mermaid.write, looks=("only",)),
)


def _azure(content: bytes) -> Topology:
    return azure.read([File("azure.json", content)]).design


IMPORTERS: tuple[Importer, ...] = (
    Importer("png", "Picture with a copy (PNG)", ".png", "image/png", png.sniff, png.read),
    Importer(
        "azure",
        "Azure (ARM template, az, Resource Graph, Terraform)",
        ".arm.json",
        "application/json",
        azure.sniff,
        _azure,
    ),
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
    """The importer of this name or suffix, with or without the dot, or of a file's name by its longest suffix."""
    for each in sorted(IMPORTERS, key=lambda each: -len(each.suffix)):
        if name in (each.name, each.suffix, each.suffix.lstrip(".")) or name.endswith(each.suffix):
            return each
    return None


def importer_of(content: bytes) -> Importer:
    """The importer that the content tells; raises DocumentError."""
    for each in IMPORTERS:
        if each.sniff(content):
            return each
    told = foreign(content)
    if told:
        raise DocumentError([told])
    known = ", ".join(each.title for each in IMPORTERS)
    raise DocumentError([Problem("", "unknown-format", "This file is in no known format.", f"Known are: {known}.")])


def read(content: bytes) -> Topology:
    """The design in a file of any known format, told by its content; raises DocumentError."""
    return importer_of(content).function(content)


def read_files(files: Sequence[File], chosen: Importer | None = None) -> Imported:
    """The design in a file, or in several of Azure together, and what was not taken over; raises DocumentError."""
    kinds = {(chosen or importer_of(file.content)).name for file in files}
    if kinds == {"azure"}:
        return azure.read(files)
    if len(files) != 1:
        hint = "Open designs and pictures one by one; exports of Azure can be opened together."
        raise DocumentError([Problem("", "several-files", "These files do not make one design.", hint)])
    return Imported((chosen or importer_of(files[0].content)).function(files[0].content))


__all__ = [
    "EXPORTERS",
    "IMPORTERS",
    "PLAIN",
    "Answers",
    "Exporter",
    "File",
    "Imported",
    "Importer",
    "Options",
    "Remark",
    "exporter",
    "importer",
    "importer_of",
    "read",
    "read_files",
]
