"""Dragging boxes: lining up with neighbours, the grid, Escape, and Virtual WANs that follow their hubs."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import open_editor, picture
from tests.browser.hand import Design, box_of, drag, grip_of, networks, places_of, stored_design


def _held(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag without letting go."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 5, start[1] + 5, steps=2)
    page.mouse.move(*end, steps=5)
    page.wait_for_timeout(100)


def test_boxes_line_up_with_their_neighbours(page: Page, design: Design) -> None:
    document = networks("a", "b")
    document["canvas"]["positions"] = {"virtualNetworks/a": [7, 0], "virtualNetworks/b": [360, 303]}
    links = design(document)
    open_editor(page, links["edit"])
    page.mouse.click(*grip_of(page, "b"))
    start = grip_of(page, "b")
    _held(page, start, (start[0] - 349, start[1] + 44))
    expect(page.locator(".guides path")).to_have_count(3)
    picture(page, "dragging-guides")
    page.mouse.up()
    expect(page.locator(".guides path")).to_have_count(0)
    places = places_of(stored_design(page, links))
    assert places["b"] == [7, 340]
    page.keyboard.press("Control+z")
    assert places_of(stored_design(page, links))["b"] == [360, 303]


def test_alt_lets_no_neighbour_attract(page: Page, design: Design) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    page.mouse.click(*grip_of(page, "b"))
    start = grip_of(page, "b")
    page.keyboard.down("Alt")
    _held(page, start, (start[0] - 357, start[1] + 203))
    expect(page.locator(".guides path")).to_have_count(0)
    page.mouse.up()
    page.keyboard.up("Alt")
    assert places_of(stored_design(page, links))["b"] == [3, 203]


def test_escape_puts_a_dragged_box_back(page: Page, design: Design) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    page.mouse.click(*grip_of(page, "a"))
    before = box_of(page, "virtualNetworks/a")
    start = grip_of(page, "a")
    _held(page, start, (start[0] + 60, start[1] + 200))
    assert box_of(page, "virtualNetworks/a")[1] > before[1] + 150
    page.keyboard.press("Escape")
    page.mouse.move(start[0] + 90, start[1] + 240)
    page.mouse.up()
    assert box_of(page, "virtualNetworks/a") == before
    assert stored_design(page, links)["canvas"] == networks("a", "b")["canvas"]
    expect(page.locator("#side-head h2")).to_have_text("a")


def test_a_virtual_wan_follows_its_hubs(page: Page, design: Design) -> None:
    links = design("vwan-routing-intent")
    open_editor(page, links["edit"])
    hub, wan = "virtualHubs/vhub-neu-001", "virtualWans/vwan-001"
    x, y, width, _ = box_of(page, hub)
    frame = box_of(page, wan)
    drag(page, (x + width / 4, y + 8), (x + width / 4, y + 68))
    assert box_of(page, wan)[3] > frame[3] + 40
    x, y, width, _ = box_of(page, wan)
    drag(page, (x + width / 4, y + 8), (x + width / 4 + 40, y + 8))
    places = stored_design(page, links)["canvas"]["positions"]
    assert places[hub][0] == places["virtualHubs/vhub-weu-001"][0]
    assert wan not in places
