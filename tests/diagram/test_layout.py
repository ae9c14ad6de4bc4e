"""Boxes never overlap, children stay inside, hand-made places are kept, the same document gives the same places."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.diagram.boxes import Box
from app.diagram.elements import Elements, element_level, elements
from app.diagram.graph import outermost
from app.diagram.layout import layout
from app.diagram.measure import fitted, text_width
from app.document.load import parse
from app.document.schema import Topology
from tests.diagram.designs import GALLERY, drawn_design, hub_and_spoke, random_design


def arranged(document: Topology) -> tuple[Elements, dict[str, Box]]:
    drawn = elements(document, element_level(document))
    return drawn, layout(drawn, document.canvas.positions if document.canvas else {})


def check(drawn: Elements, boxes: dict[str, Box]) -> None:
    assert boxes.keys() == {node.id for node in drawn.nodes}
    siblings: dict[str | None, list[str]] = {}
    for node in drawn.nodes:
        siblings.setdefault(node.parent, []).append(node.id)
        if node.parent is not None:
            assert boxes[node.parent].holds(boxes[node.id]), node.id
    for names in siblings.values():
        ordered = sorted(names, key=lambda name: boxes[name].y)
        for number, name in enumerate(ordered):
            for other in ordered[number + 1 :]:
                if boxes[other].y >= boxes[name].bottom:
                    break
                assert not boxes[name].overlaps(boxes[other]), (name, other)


@pytest.mark.parametrize("name", GALLERY)
def test_gallery_designs(name: str) -> None:
    check(*arranged(drawn_design(name)))


@pytest.mark.parametrize(("hubs", "spokes"), [(1, 0), (1, 5), (1, 6), (1, 999), (40, 24), (7, 3), (100, 9)])
def test_generated_designs(hubs: int, spokes: int) -> None:
    check(*arranged(parse(hub_and_spoke(hubs, spokes))))


@settings(max_examples=60, deadline=None)
@given(random_design())
def test_random_designs(document: Topology) -> None:
    drawn, boxes = arranged(document)
    check(drawn, boxes)
    assert layout(drawn, {}) == boxes


@settings(max_examples=40, deadline=None)
@given(random_design(), st.data())
def test_hand_made_places_are_kept_and_avoided(document: Topology, data: st.DataObject) -> None:
    drawn = elements(document)
    owner = outermost(drawn)
    blocks = [node.id for node in drawn.nodes if owner[node.id] == node.id and node.kind != "virtual-wan"]
    if not blocks:
        return
    moved = data.draw(st.lists(st.sampled_from(blocks), unique=True, max_size=3))
    positions = {name: (number * 2000.0 + 37, 5.0) for number, name in enumerate(moved)}
    boxes = layout(drawn, positions)
    for name, corner in positions.items():
        assert (boxes[name].x, boxes[name].y) == corner
    for one, other in combinations(blocks, 2):
        assert not boxes[one].overlaps(boxes[other]), (one, other)


def test_hubs_stand_between_premises_and_spokes() -> None:
    _, boxes = arranged(drawn_design("er-vpn-coexistence"))
    hub = boxes["virtualNetworks/vnet-hub-weu-001"]
    site, circuit = boxes["sites/hq-paris"], boxes["expressRouteCircuits/erc-ams-001"]
    assert site.bottom < circuit.y
    assert max(site.right, circuit.right) < hub.x
    assert hub.right < boxes["virtualNetworks/vnet-apps-weu-001"].x


def test_long_names_are_cut() -> None:
    shown = fitted("n" * 80, 100, 12)
    assert shown.endswith("…")
    assert text_width(shown, 12) <= 100


def test_the_rest_follows_a_drawing_that_was_moved_as_a_whole() -> None:
    document = parse(hub_and_spoke(1, 5))
    drawn, boxes = arranged(document)
    *kept, last = [name for name, owner in outermost(drawn).items() if name == owner]
    moved = {name: (boxes[name].x + 500, boxes[name].y - 300) for name in kept}
    assert layout(drawn, moved)[last] == boxes[last].moved(500, -300)
    assert layout(drawn, {kept[0]: (5000.0, 5000.0)})[last] == boxes[last]
