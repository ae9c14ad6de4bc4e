"""The picture: well formed, self-contained, escaped, the same every time; lines and their labels keep clear."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

from app.diagram.curves import curves
from app.diagram.elements import elements
from app.diagram.graph import outermost
from app.diagram.layout import layout
from app.diagram.svg import svg
from app.document.load import parse
from app.document.schema import Topology
from tests.diagram.designs import GALLERY, drawn_design, hub_and_spoke, random_design

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("theme_name", ["light", "dark"])
@pytest.mark.parametrize("name", GALLERY)
def test_gallery_pictures(name: str, theme_name: str) -> None:
    text = svg(drawn_design(name), theme_name=theme_name)
    assert text == svg(drawn_design(name), theme_name=theme_name)
    root = ET.fromstring(text)
    assert {child.tag for child in root.iter()} <= {
        SVG + tag for tag in ("svg", "title", "defs", "g", "rect", "path", "circle", "text", "use", "metadata")
    }
    ids = {child.get("id") for child in root.iter()}
    for use in root.iter(f"{SVG}use"):
        reference = use.get("href") or ""
        assert reference.startswith("#")
        assert reference[1:] in ids
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_every_element_is_a_group_with_its_path() -> None:
    document = drawn_design("vwan-routing-intent")
    drawn = elements(document)
    paths = [group.get("data-path") for group in ET.fromstring(svg(document)).iter(f"{SVG}g") if group.get("data-path")]
    assert sorted(filter(None, paths)) == sorted([node.id for node in drawn.nodes] + [edge.id for edge in drawn.edges])


def test_texts_are_escaped() -> None:
    document = parse({"schemaVersion": 1, "name": "<script>alert('x')</script> & \"more\""})
    text = svg(document, copy=True)
    assert "<script" not in text
    assert ET.fromstring(text).findtext(f"{SVG}title") == document.name


def test_marks_are_drawn_on_what_holds_the_path() -> None:
    document = drawn_design("web-access-1-dedicated-vnet")
    plain = svg(document)
    assert svg(document, marks=["virtualNetworks/vnet-vdi-weu-001/peerings/none/of/these"]).count("<circle") == (
        plain.count("<circle") + 1
    )
    assert svg(document, marks=["routeTables/unknown"]) == plain


@pytest.mark.parametrize("name", GALLERY)
def test_labels_cover_neither_boxes_nor_each_other(name: str) -> None:
    drawn = elements(drawn_design(name))
    boxes = layout(drawn, {})
    owner = outermost(drawn)
    chips = {key: line.chip for key, line in curves(drawn, boxes).items() if line.chip}
    blocks = [boxes[node.id] for node in drawn.nodes if owner[node.id] == node.id and node.kind != "virtual-wan"]
    for key, chip in chips.items():
        assert not any(chip.overlaps(block) for block in blocks), key
        assert not any(chip.overlaps(other) for name, other in chips.items() if name != key), key


@settings(max_examples=30, deadline=None)
@given(random_design())
def test_random_designs_are_well_formed(document: Topology) -> None:
    ET.fromstring(svg(document, bare=True))


def test_a_thousand_networks() -> None:
    assert svg(parse(hub_and_spoke(10, 99))).count('data-kind="virtual-network"') == 1000
