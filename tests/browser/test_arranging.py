"""Where boxes go that nobody placed: new ones find room, and the layout keeps what was placed by hand."""

from itertools import combinations
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import open_editor, picture
from tests.browser.hand import Design, box_of, drag, grip_of, networks, places_of, stored_design

Rectangle = tuple[float, float, float, float]


def _blocks(page: Page) -> dict[str, Rectangle]:
    """The outermost boxes on the screen."""
    paths: list[str] = page.evaluate(
        "document.getElementById('canvas')._cyreg.cy.nodes().map(one => one.id())"
        ".filter(id => /^(virtualNetworks|virtualHubs|sites|expressRouteCircuits|notes)[/][^/]+$/.test(id))"
    )
    return {path: box_of(page, path) for path in paths}


def _apart(one: Rectangle, other: Rectangle) -> bool:
    return (
        one[0] >= other[0] + other[2]
        or other[0] >= one[0] + one[2]
        or one[1] >= other[1] + other[3]
        or other[1] >= one[1] + one[3]
    )


def _none_overlap(boxes: dict[str, Rectangle]) -> bool:
    return all(_apart(one, other) for one, other in combinations(boxes.values(), 2))


def _add(page: Page, kind: str) -> None:
    page.locator(f'.palette-item[data-kind="{kind}"]').click()


def test_boxes_added_by_clicks_stand_in_rows_in_sight(page: Page, design: Design) -> None:
    open_editor(page, design("empty")["edit"])
    for kind in (*["virtual-network"] * 5, "site", "circuit", "virtual-wan", "virtual-hub", "virtual-hub", "note"):
        _add(page, kind)
    page.wait_for_timeout(400)
    boxes = _blocks(page)
    assert len(boxes) == 10
    assert _none_overlap(boxes)
    networks = [box for path, box in boxes.items() if path.startswith("virtualNetworks/")]
    assert 1 < len({round(box[1]) for box in networks}) < 5
    assert 1 < len({round(box[0]) for box in networks}) < 5
    stage = page.locator("#stage").bounding_box()
    page.keyboard.press("Shift+1")
    assert stage is not None
    assert all(
        stage["x"] <= box[0] and box[0] + box[2] <= stage["x"] + stage["width"] for box in _blocks(page).values()
    )
    assert page.evaluate("document.getElementById('canvas')._cyreg.cy.zoom()") > 0.6
    picture(page, "added-by-clicks")


def test_what_is_dropped_on_a_box_stands_beside_it(page: Page, design: Design) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    source = page.locator('.palette-item[data-kind="site"]').bounding_box()
    assert source is not None
    drag(page, (source["x"] + 20, source["y"] + 10), grip_of(page, "a"))
    page.wait_for_timeout(300)
    assert _none_overlap(_blocks(page))
    assert "sites/site-001" not in stored_design(page, links)["canvas"].get("arranged", [])


def _move(page: Page, name: str, by: tuple[float, float]) -> None:
    x, y = grip_of(page, name)
    drag(page, (x, y), (x + by[0], y + by[1]))


def test_the_layout_keeps_what_was_placed_by_hand(page: Page, design: Design) -> None:
    document: dict[str, Any] = networks("vnet-hub-001", "a", "b", "c")
    del document["canvas"]
    links = design(document)
    open_editor(page, links["edit"])
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="Join to vnet-hub-001").click()
    page.keyboard.press("Escape")
    _move(page, "b", (40, 240))
    stored = stored_design(page, links)["canvas"]
    by_hand = stored["positions"]["virtualNetworks/b"]
    assert sorted(stored["arranged"]) == ["virtualNetworks/a", "virtualNetworks/c", "virtualNetworks/vnet-hub-001"]
    page.locator("#arrange-button").click()
    page.get_by_role("menuitem", name="Arrange what was not placed by hand").click()
    page.wait_for_timeout(500)
    stored = stored_design(page, links)["canvas"]
    assert stored["positions"]["virtualNetworks/b"] == by_hand
    assert stored["positions"]["virtualNetworks/a"][0] > stored["positions"]["virtualNetworks/vnet-hub-001"][0] + 200
    assert _none_overlap(_blocks(page))
    page.locator("#arrange-button").click()
    picture(page, "arrange-menu")
    page.get_by_role("menuitem", name="Arrange everything").click()
    page.wait_for_timeout(500)
    after = stored_design(page, links)["canvas"]
    assert after["positions"]["virtualNetworks/b"] != by_hand
    assert "virtualNetworks/b" in after["arranged"]
    page.keyboard.press("Control+z")
    assert stored_design(page, links)["canvas"]["positions"] == stored["positions"]
    page.reload()
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    page.keyboard.press("Shift+1")
    assert _none_overlap(_blocks(page))


def test_an_edit_while_the_layout_is_asked_is_not_lost(page: Page, design: Design) -> None:
    document: dict[str, Any] = networks("a", "b")
    document["canvas"]["positions"] = {f"virtualNetworks/{name}": [500, 500] for name in "ab"}
    links = design(document)
    open_editor(page, links["edit"])
    held: list[Route] = []
    page.route("**/arrange", lambda route: held.append(route) if not held else route.continue_())
    page.keyboard.press("Control+k")
    page.keyboard.type("Arrange everything")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    _add(page, "virtual-network")
    held[0].continue_()
    page.wait_for_timeout(600)
    assert _none_overlap(_blocks(page))
    assert set(places_of(stored_design(page, links))) == {"a", "b", "vnet-spoke-001"}


def test_each_region_is_framed_in_one_edit(page: Page, design: Design) -> None:
    links = design("dual-hub")
    open_editor(page, links["edit"])
    page.keyboard.press("Control+k")
    page.keyboard.type("Frame each region")
    page.keyboard.press("Enter")
    frames = stored_design(page, links)["canvas"]["frames"]
    assert {each["label"]: len(each["members"]) for each in frames} == {"westeurope": 2, "northeurope": 2}
    one, other = (box_of(page, f"frames/{each['name']}") for each in frames)
    assert _apart(one, other)
    picture(page, "regions-framed")
    page.keyboard.press("Control+z")
    assert not stored_design(page, links).get("canvas", {}).get("frames")
