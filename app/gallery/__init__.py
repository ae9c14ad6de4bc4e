"""Designs to start from, one JSON document each, with what each shows. Knows no web page and no engine."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Template:
    """A design of the gallery; related names are its variants."""

    name: str
    title: str
    paragraph: str
    group: str
    order: int
    related: tuple[str, ...]


@cache
def gallery() -> tuple[Template, ...]:
    """All designs in the order in which they are shown."""
    entries = json.loads((files(__name__) / "index.json").read_bytes())
    listed = (Template(**{**entry, "related": tuple(entry["related"])}) for entry in entries)
    return tuple(sorted(listed, key=lambda entry: entry.order))


def template(name: str) -> dict[str, Any]:
    """The document of a design; raises KeyError for a name that the gallery does not have."""
    if not any(entry.name == name for entry in gallery()):
        raise KeyError(name)
    document: dict[str, Any] = json.loads((files(__name__) / f"{name}.json").read_bytes())
    return document
