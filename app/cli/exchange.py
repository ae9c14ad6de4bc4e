"""`export` and `import`: picks the format by name or by the file's extension. Knows no format itself."""

import sys
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from app.cli.errors import InputError
from app.cli.questions import question
from app.cli.reading import STANDARD_INPUT, compute_design, documents_of, read_bytes, read_design, write_bytes
from app.diagram.part import undrawn
from app.document.canonical import canonical_bytes
from app.document.schema import Topology
from app.formats import EXPORTERS, IMPORTERS, Exporter, File, Options, exporter, importer, read_files


def export(options: Namespace) -> int:
    """Write a design, or what is known about it, in another format."""
    chosen = exporter(options.format or options.output)
    if chosen is None:
        raise _unknown(options.format or options.output, (each.name for each in EXPORTERS))
    design = read_design(options.design)
    look = _look(options, chosen, design)
    result = compute_design(design, options.down)

    def answers(name: str, /, **parameters: str) -> dict[str, Any]:
        return question(result, name, **parameters)

    with documents_of("The export"):
        content = chosen.function(design, answers, look)
    write_bytes(options.output, content)
    return 0


def _look(options: Namespace, chosen: Exporter, design: Topology) -> Options:
    """How the picture shall look; raises where the format does not follow it, or the selection is not drawn."""
    wanted = {field.name: getattr(options, field.name) for field in fields(Options) if hasattr(options, field.name)}
    for name in wanted.keys() - set(chosen.looks):
        known = ", ".join(each.name for each in EXPORTERS if name in each.looks)
        raise InputError(f"The format {chosen.name} has no --{'selection' if name == 'only' else name}; {known} have.")
    if missing := undrawn(design, wanted.get("only", ())):
        raise InputError(
            f"The drawing shows nothing that is called {', '.join(missing)}.",
            "Write LIST/NAME as in the document, such as virtualNetworks/hub or virtualNetworks/hub/subnets/web.",
        )
    return Options(**{**wanted, "only": tuple(wanted.get("only", ()))})


def import_design(options: Namespace) -> int:
    """Make a design of files in another format, told by --format or by their content; say what was not understood."""
    chosen = importer(options.format) if options.format else None
    if options.format and chosen is None:
        raise _unknown(options.format, (each.name for each in IMPORTERS))
    files = [File(Path(name).name, read_bytes(name)) for name in options.files]
    with documents_of("The file" if options.files == [STANDARD_INPUT] else ", ".join(options.files)):
        imported = read_files(files, chosen)
    for remark in imported.remarks:
        if remark.kind != "not needed" or options.verbose:
            where = f"{remark.file}: " if len(files) > 1 else ""
            print(f"{where}{remark.kind}: {remark.type} {remark.name}: {remark.reason}", file=sys.stderr)
    write_bytes(options.output, canonical_bytes(imported.design) + b"\n")
    return 0


def _unknown(wanted: str, names: Iterable[str]) -> InputError:
    reason = "Standard output has no extension." if wanted == STANDARD_INPUT else f"There is no format for {wanted!r}."
    return InputError(f"{reason} Use --format with one of: {', '.join(sorted(names))}.")
