"""Imports made in tests, and what is asked of them."""

import json
from pathlib import Path
from typing import Any

from app.analysis.questions import ask
from app.document.canonical import dump
from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from app.formats import File, Imported, read_files

FOLDER = Path(__file__).parent / "azure"
Item = dict[str, Any]


def opened(*names: str) -> Imported:
    return read_files([File(name, (FOLDER / name).read_bytes()) for name in names])


def from_data(data: object, name: str = "x.json") -> Imported:
    return read_files([File(name, json.dumps(data).encode())])


def said(imported: Imported, kind: str) -> list[tuple[str, str]]:
    return [(each.name, each.reason) for each in imported.remarks if each.kind == kind]


def item(imported: Imported, path: str) -> Item:
    found: Any = dump(imported.design)
    for step in path.split("/"):
        found = next(each for each in found if each["name"] == step) if isinstance(found, list) else found[step]
    result: Item = found
    return result


def routes(document: Item) -> Item:
    tables = ask(compute(lower(parse(document))), "routes")["tables"]
    keys = ("source", "state", "addressPrefix", "nextHopType", "nextHopIpAddress")
    return {table["at"]: [{key: row[key] for key in keys} for row in table["routes"]] for table in tables}
