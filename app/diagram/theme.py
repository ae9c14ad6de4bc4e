"""Colours by meaning, sizes, icons and words, read from the files that the canvas reads too; decides no layout."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

STATIC = Path(__file__).resolve().parents[2] / "static"

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Theme:
    """One palette with everything that does not depend on it."""

    name: str
    colours: Mapping[str, str]
    sizes: Mapping[str, float]
    fonts: Mapping[str, str]
    nodes: Mapping[str, Mapping[str, str]]
    edges: Mapping[str, Mapping[str, str]]

    def node_colour(self, kind: str) -> str:
        """The strong colour of a kind of box."""
        return self.colours[self.nodes[kind]["meaning"]]

    def node_tint(self, kind: str) -> str:
        """The quiet fill that goes with it."""
        return self.colours[f"{self.nodes[kind]['meaning']}Soft"]

    def edge_colour(self, kind: str) -> str:
        """The colour of a kind of line."""
        return self.colours[self.edges[kind]["meaning"]]


@cache
def theme(name: str = "light") -> Theme:
    """The palette "light" or "dark", or "page": the colours of the page that a picture stands in."""
    tokens = _tokens()
    colours = _variables(tokens["palettes"]["light"]) if name == "page" else tokens["palettes"][name]
    return Theme(name, colours, tokens["sizes"], tokens["fonts"], tokens["nodes"], tokens["edges"])


def variable(colour: str) -> str:
    """The CSS variable of a colour: `onColour` -> `--on-colour`."""
    return f"--{_CAMEL.sub('-', colour).lower()}"


def _variables(palette: Mapping[str, str]) -> dict[str, str]:
    return {colour: f"var({variable(colour)})" for colour in palette}


@cache
def sizes() -> Mapping[str, float]:
    """The sizes alone, for the layout."""
    return theme().sizes


def shape(kind: str) -> str:
    """How a kind is drawn: container, frame, subnet, tile, row, site or pill."""
    return theme().nodes[kind]["shape"]


@cache
def icon(kind: str, name: str = "light") -> str:
    """The inside of a kind's icon in the palette's colours, on an 18 x 18 grid."""
    text = (STATIC / "icons" / f"{kind}.svg").read_text(encoding="utf-8")
    inside = text[text.index("</title>") + len("</title>") : text.rindex("</svg>")]
    light, chosen = theme(), theme(name)
    inside = inside.replace(light.node_colour(kind), chosen.node_colour(kind))
    return inside.replace("#fff", chosen.colours["onColour"])


@cache
def _tokens() -> dict[str, Any]:
    tokens: dict[str, Any] = json.loads((STATIC / "theme.json").read_bytes())
    return tokens
