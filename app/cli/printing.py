"""Tables as `az … -o table` prints them, and JSON. Knows columns and widths, not what they mean."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

HEADER_PADDING = 2
COLUMN_GAP = "  "


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A header, a line of dashes and left-aligned columns."""
    cells = [[_text(value) for value in row] for row in rows]
    widths = [
        max([len(column) + HEADER_PADDING, *(len(row[index]) for row in cells)]) for index, column in enumerate(columns)
    ]
    lines = [columns, ["-" * width for width in widths], *cells]
    return "\n".join(
        COLUMN_GAP.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def picked(columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> str:
    """A table of some properties of JSON objects; `columns` maps headings to properties."""
    return table(list(columns), [[row.get(name) for name in columns.values()] for row in rows])


def print_json(value: object) -> None:
    """JSON for scripts, in one stable form."""
    print(json.dumps(value, indent=2, ensure_ascii=False))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, (list, tuple)):
        words = [str(each) for each in value]
        return (", " if any(" " in word for word in words) else " ").join(words)
    return str(value)
