"""The projection of documents, held to the fixtures that the canvas's twin is held to as well."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from app.diagram.elements import Elements, element_level, elements
from app.diagram.layout import layout
from app.document.load import parse

CASES = sorted((Path(__file__).parents[1] / "contract" / "project").glob("*.json"), key=lambda path: path.stem)


def plain(drawn: Elements) -> dict[str, Any]:
    return json.loads(json.dumps(dataclasses.asdict(drawn)))  # type: ignore[no-any-return]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_projection_meets_the_contract(case: Path) -> None:
    contract = json.loads(case.read_bytes())
    assert plain(elements(parse(contract["document"]), contract["level"])) == contract["elements"]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_places_meet_the_contract(case: Path) -> None:
    contract = json.loads(case.read_bytes())
    boxes = layout(elements(parse(contract["document"]), contract["level"]), {})
    plain_boxes = {name: [box.x, box.y, box.width, box.height] for name, box in boxes.items()}
    assert plain_boxes == {name: pytest.approx(box) for name, box in contract["boxes"].items()}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_parents_come_first_and_ids_are_unique(case: Path) -> None:
    drawn = elements(parse(json.loads(case.read_bytes())["document"]))
    seen: set[str] = set()
    for node in drawn.nodes:
        assert node.parent is None or node.parent in seen
        seen.add(node.id)
    assert len(seen) == len(drawn.nodes)
    edge_ids = [edge.id for edge in drawn.edges]
    assert len(set(edge_ids)) == len(edge_ids)
    assert not seen & set(edge_ids)
    assert {end for edge in drawn.edges for end in (edge.source, edge.target)} <= seen


def test_large_documents_are_drawn_without_subnets() -> None:
    subnets = [{"name": f"s{number}", "addressPrefixes": [f"10.0.{number}.0/26"]} for number in range(200)]
    networks = [{"name": name, "addressSpace": ["10.0.0.0/16"], "subnets": subnets} for name in "abc"]
    assert element_level(parse({"schemaVersion": 1, "virtualNetworks": networks})) == "vnet"
    assert element_level(parse({"schemaVersion": 1, "virtualNetworks": networks[:2]})) == "subnet"
