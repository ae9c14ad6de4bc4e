"""`export` and `import`: picks the format by name or by the file's extension. Knows no format itself."""

from argparse import Namespace
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, Protocol, TypeVar

from app.cli.errors import InputError
from app.cli.questions import question
from app.cli.reading import compute_design, documents_of, read_bytes, read_design, write_bytes
from app.document.canonical import canonical_bytes
from app.formats import EXPORTERS, IMPORTERS


class Format(Protocol):
    """What picking a format needs to know of it."""

    @property
    def name(self) -> str: ...
    @property
    def suffix(self) -> str: ...


F = TypeVar("F", bound=Format)


def export(options: Namespace) -> int:
    """Write a design, or what is known about it, in another format."""
    exporter = _chosen(EXPORTERS, options.format, options.output)
    design = read_design(options.design)
    result = compute_design(design, options.down)

    def answers(name: str, **parameters: str) -> dict[str, Any]:
        return question(result, name, **parameters)

    write_bytes(options.output, exporter.function(design, answers))
    return 0


def import_design(options: Namespace) -> int:
    """Make a design of a file in another format."""
    importer = _chosen(IMPORTERS, options.format, options.file)
    with documents_of(options.file):
        design = importer.function(read_bytes(options.file))
    write_bytes(options.output, canonical_bytes(design) + b"\n")
    return 0


def _chosen(formats: Iterable[F], name: str | None, file: str) -> F:
    formats = tuple(formats)
    wanted = name or PurePath(file).suffix.lstrip(".")
    for each in formats:
        if wanted in (each.name, each.suffix.lstrip(".")):
            return each
    known = ", ".join(sorted(each.name for each in formats))
    reason = f"There is no format {wanted!r}." if wanted else "The format is not known from a file name."
    raise InputError(f"{reason} Use --format with one of: {known}.")
