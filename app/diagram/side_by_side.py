"""Two designs as two pictures that show what differs: taken out on the left, new on the right, changed on both.

Takes the changes as they come; decides neither what differs nor what that does.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from app.diagram.svg import Sign, svg
from app.document.schema import Topology

REMOVED: Sign = ("−", "dropped")
ADDED: Sign = ("+", "ok")
CHANGED: Sign = ("≠", "warning")
DOWN: Sign = ("×", "dropped")


def side_by_side(
    before: Topology, after: Topology, lines: Iterable[Mapping[str, Any]], down: Iterable[str]
) -> dict[str, str]:
    """The pictures of both; `lines` are summed-up changes, `down` has failed in the second design."""
    left: dict[str, Sign] = {}
    right: dict[str, Sign] = {}
    for line in lines:
        for path in filter(None, line["paths"]):
            if line["change"] != "added":
                left[path] = REMOVED if line["change"] == "removed" else CHANGED
            if line["change"] != "removed":
                right[path] = ADDED if line["change"] == "added" else CHANGED
    right.update(dict.fromkeys(down, DOWN))
    return {"before": _picture(before, left), "after": _picture(after, right)}


def lines_of_halves(design: Topology) -> dict[str, str]:
    """Both halves of a peering are one line, which stands for the half that is named first."""
    drawn: dict[frozenset[str], str] = {}
    lines: dict[str, str] = {}
    for vnet in design.virtual_networks:
        for half in vnet.peerings:
            path = f"virtualNetworks/{vnet.name}/peerings/{half.name}"
            lines[path] = drawn.setdefault(frozenset((vnet.name, half.remote_virtual_network)), path)
    return lines


def _picture(design: Topology, signs: Mapping[str, Sign]) -> str:
    lines = lines_of_halves(design)
    named = {lines.get(path, path): sign for path, sign in signs.items()}
    return svg(design, theme_name="page", bare=True, signs=named)
