"""draw.io files as draw.io reads them: known parents, children inside them, neighbours apart, lines between boxes."""

import xml.etree.ElementTree as ET
from collections import defaultdict

import pytest

from app.document.load import parse
from app.formats import drawio
from app.formats.base import PLAIN
from app.gallery import gallery, template
from tests.formats.test_formats import answers, many_networks

Box = tuple[float, float, float, float]
DESIGNS = {entry.name: parse(template(entry.name)) for entry in gallery()} | {"a hundred": many_networks(100)}
TOLERANCE = 0.5


def cells(name: str) -> tuple[dict[str, ET.Element], dict[str, Box]]:
    """Every cell by id, and the boxes with places relative to their parents."""
    root = ET.fromstring(drawio.write(DESIGNS[name], answers, PLAIN)).find(".//root")
    assert root is not None
    found: dict[str, ET.Element] = {}
    boxes: dict[str, Box] = {}
    for entry in root:
        cell = entry if entry.tag == "mxCell" else entry.find("mxCell")
        assert cell is not None
        identifier = entry.get("id", "")
        assert identifier not in found, "ids are given once"
        found[identifier] = cell
        shape = cell.find("mxGeometry")
        if cell.get("vertex") == "1":
            assert shape is not None
            x, y, width, height = (float(shape.get(side, 0)) for side in ("x", "y", "width", "height"))
            boxes[identifier] = x, y, width, height
    return found, boxes


@pytest.mark.parametrize("name", DESIGNS)
def test_boxes_stand_inside_their_parents_and_apart_from_each_other(name: str) -> None:
    found, boxes = cells(name)
    siblings: dict[str, list[str]] = defaultdict(list)
    for identifier, (x, y, width, height) in boxes.items():
        parent = found[identifier].get("parent", "")
        assert parent in found
        assert width > 0
        assert height > 0
        siblings[parent].append(identifier)
        if parent in boxes:
            assert "container=1" in found[parent].get("style", "")
            assert x >= 0
            assert y >= 0
            assert x + width <= boxes[parent][2] + TOLERANCE
            assert y + height <= boxes[parent][3] + TOLERANCE
    for inside in siblings.values():
        for at, one in enumerate(inside):
            for other in inside[at + 1 :]:
                assert not overlap(boxes[one], boxes[other]), (one, other)


def overlap(one: Box, other: Box) -> bool:
    (x, y, width, height), (left, top, wide, high) = one, other
    apart = x + width <= left + TOLERANCE or left + wide <= x + TOLERANCE
    return not (apart or y + height <= top + TOLERANCE or top + high <= y + TOLERANCE)


@pytest.mark.parametrize("name", DESIGNS)
def test_lines_join_boxes_that_are_there(name: str) -> None:
    found, boxes = cells(name)
    lines = [cell for cell in found.values() if cell.get("edge") == "1"]
    assert lines or name == "empty"
    for line in lines:
        assert line.get("source") in boxes
        assert line.get("target") in boxes
        assert line.get("parent") == "1"
