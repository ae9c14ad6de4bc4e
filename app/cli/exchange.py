"""`export` and `import`: picks the format by name or by the file's extension. Knows no format itself."""

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from app.cli.errors import InputError
from app.cli.questions import question
from app.cli.reading import STANDARD_INPUT, compute_design, documents_of, read_bytes, read_design, write_bytes
from app.document.canonical import canonical_bytes
from app.formats import EXPORTERS, IMPORTERS, exporter, importer
from app.formats import read as read_any


def export(options: Namespace) -> int:
    """Write a design, or what is known about it, in another format."""
    chosen = exporter(options.format or options.output)
    if chosen is None:
        raise _unknown(options.format or options.output, (each.name for each in EXPORTERS))
    design = read_design(options.design)
    result = compute_design(design, options.down)

    def answers(name: str, /, **parameters: str) -> dict[str, Any]:
        return question(result, name, **parameters)

    write_bytes(options.output, chosen.function(design, answers))
    return 0


def import_design(options: Namespace) -> int:
    """Make a design of a file in another format, told by --format or by its content."""
    chosen = importer(options.format) if options.format else None
    if options.format and chosen is None:
        raise _unknown(options.format, (each.name for each in IMPORTERS))
    content = read_bytes(options.file)
    with documents_of("The file" if options.file == STANDARD_INPUT else options.file):
        design = chosen.function(content) if chosen else read_any(content)
    write_bytes(options.output, canonical_bytes(design) + b"\n")
    return 0


def _unknown(wanted: str, names: Iterable[str]) -> InputError:
    reason = "Standard output has no extension." if wanted == STANDARD_INPUT else f"There is no format for {wanted!r}."
    return InputError(f"{reason} Use --format with one of: {', '.join(sorted(names))}.")
