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
    return {
        "before": svg(before, theme_name="page", bare=True, signs=left),
        "after": svg(after, theme_name="page", bare=True, signs=right),
    }
