"""The hand on the canvas: where boxes are, dragging them, and what the server has of the design afterwards."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import wait_saved

Design = Callable[[object], dict[str, str]]
Box = tuple[float, float, float, float]


def networks(*names: str, step: int = 360) -> dict[str, Any]:
    """Networks in a row, each with a subnet."""
    return {
        "schemaVersion": 1,
        "virtualNetworks": [
            {
                "name": name,
                "addressSpace": [f"10.{number}.0.0/16"],
                "subnets": [{"name": "web", "addressPrefixes": [f"10.{number}.0.0/24"]}],
            }
            for number, name in enumerate(names)
        ],
        "canvas": {"positions": {f"virtualNetworks/{name}": [step * n, 0] for n, name in enumerate(names)}},
    }


def stored_design(page: Page, links: dict[str, str]) -> dict[str, Any]:
    """The design as the server has it, once it has what the page shows."""
    wait_saved(page)
    document: dict[str, Any] = json.loads(page.request.get(links["edit"] + ".json").text())
    return document


def places_of(document: dict[str, Any]) -> dict[str, list[float]]:
    return {path.partition("/")[2]: place for path, place in document["canvas"]["positions"].items()}


def box_of(page: Page, path: str) -> Box:
    """Where a box is on the screen, as the canvas itself says."""
    found = page.evaluate(
        """path => {
          const cy = document.getElementById("canvas")._cyreg.cy;
          const box = cy.getElementById(path).renderedBoundingBox({includeLabels: false});
          const frame = document.getElementById("canvas").getBoundingClientRect();
          return [frame.x + box.x1, frame.y + box.y1, box.w, box.h];
        }""",
        path,
    )
    return (found[0], found[1], found[2], found[3])


def grip_of(page: Page, name: str) -> tuple[float, float]:
    """A point on the header of a network."""
    x, y, width, _ = box_of(page, f"virtualNetworks/{name}")
    return (x + width / 4, y + 8)


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 5, start[1] + 5, steps=2)
    page.mouse.move(*end, steps=5)
    page.mouse.up()


def band(page: Page, *names: str) -> None:
    """Draw a rubber band around these networks."""
    boxes = [box_of(page, f"virtualNetworks/{name}") for name in names]
    left, top = min(box[0] for box in boxes) - 12, min(box[1] for box in boxes) - 12
    right, bottom = max(box[0] + box[2] for box in boxes) + 12, max(box[1] + box[3] for box in boxes) + 12
    drag(page, (left, top), (right, bottom))
