"""The keys that people bring from draw.io and Excalidraw, each pressed once with what it must do."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import open_editor
from tests.browser.hand import Design, box_of, drag, grip_of, networks, places_of, stored_design


def _pair() -> dict[str, Any]:
    """Two networks with a peering."""
    document = networks("a", "b")
    for one, other in zip(document["virtualNetworks"], ("b", "a"), strict=True):
        one["peerings"] = [{"name": f"to-{other}", "remoteVirtualNetwork": other}]
    return document


def _selected(page: Page) -> list[str]:
    chosen: list[str] = page.evaluate("document.getElementById('canvas')._cyreg.cy.$(':selected').map(one => one.id())")
    return sorted(chosen)


def _zoom(page: Page) -> float:
    zoom: float = page.evaluate("document.getElementById('canvas')._cyreg.cy.zoom()")
    return zoom


def _pan(page: Page) -> tuple[float, float]:
    pan = page.evaluate("document.getElementById('canvas')._cyreg.cy.pan()")
    return (pan["x"], pan["y"])


def _dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


@pytest.mark.parametrize("redo", ["Control+y", "Control+Shift+z"])
def test_undo_and_redo(page: Page, design: Design, redo: str) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"] + "?at=virtualNetworks/b")
    page.keyboard.press("Delete")
    assert [each["name"] for each in stored_design(page, links)["virtualNetworks"]] == ["a"]
    page.keyboard.press("Control+z")
    assert [each["name"] for each in stored_design(page, links)["virtualNetworks"]] == ["a", "b"]
    page.keyboard.press(redo)
    assert [each["name"] for each in stored_design(page, links)["virtualNetworks"]] == ["a"]


def test_selecting_all_none_boxes_and_lines(page: Page, design: Design) -> None:
    open_editor(page, design(_pair())["edit"])
    boxes, line = ["virtualNetworks/a", "virtualNetworks/b"], ["virtualNetworks/a/peerings/to-b"]
    for key, expected in (
        ("Control+a", boxes),
        ("Control+Shift+a", []),
        ("Control+Shift+e", line),
        ("Control+Shift+i", boxes),
        ("Escape", []),
    ):
        page.keyboard.press(key)
        assert _selected(page) == expected, key


@pytest.mark.parametrize("key", ["Control", "Shift"])
def test_a_click_with_control_or_shift_adds_and_takes_away(page: Page, design: Design, key: str) -> None:
    open_editor(page, design(networks("a", "b"))["edit"])
    page.mouse.click(*grip_of(page, "a"))
    page.keyboard.down(key)
    page.mouse.click(*grip_of(page, "b"))
    page.wait_for_timeout(300)
    assert _selected(page) == ["virtualNetworks/a", "virtualNetworks/b"]
    page.mouse.click(*grip_of(page, "a"))
    page.keyboard.up(key)
    expect(page.locator("#side-head h2")).to_have_text("b")
    assert _selected(page) == ["virtualNetworks/b"]


@pytest.mark.parametrize("key", ["Control+d", "Control+Enter"])
def test_duplicate(page: Page, design: Design, key: str) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    page.mouse.click(*grip_of(page, "b"))
    page.keyboard.press(key)
    stored = stored_design(page, links)
    assert [each["name"] for each in stored["virtualNetworks"]] == ["a", "b", "b-001"]
    assert places_of(stored)["b-001"] == [400, 40]


@pytest.mark.parametrize("key", ["Delete", "Control+Delete", "Backspace"])
def test_removing_takes_the_connections_and_offers_undo(page: Page, design: Design, key: str) -> None:
    links = design(_pair())
    open_editor(page, links["edit"])
    page.mouse.click(*grip_of(page, "b"))
    page.keyboard.press(key)
    (left,) = stored_design(page, links)["virtualNetworks"]
    assert left["name"] == "a"
    assert not left.get("peerings")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    assert stored_design(page, links)["virtualNetworks"] == _pair()["virtualNetworks"]


@pytest.mark.parametrize("way", ["F2", "Enter", "double-click"])
def test_rename(page: Page, design: Design, way: str) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    page.mouse.click(*grip_of(page, "a"))
    if way == "double-click":
        page.wait_for_timeout(400)
        page.mouse.dblclick(*grip_of(page, "a"))
    else:
        page.keyboard.press(way)
    page.get_by_label("New name").fill("vnet-lab")
    page.keyboard.press("Enter")
    expect(_dialog(page)).to_have_count(0)
    assert [each["name"] for each in stored_design(page, links)["virtualNetworks"]] == ["vnet-lab", "b"]


def test_group_and_ungroup(page: Page, design: Design) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+g")
    assert len(stored_design(page, links)["canvas"]["frames"]) == 1
    page.keyboard.press("Control+Shift+u")
    assert not stored_design(page, links)["canvas"].get("frames")


@pytest.mark.parametrize("key", ["Control+k", "Control+f", "Control+/"])
def test_finding_by_name_prefix_and_address(page: Page, design: Design, key: str) -> None:
    open_editor(page, design(networks("hub", "data"))["edit"])
    for words, name in (("dat", "data"), ("10.1.0.0/24", "web"), ("10.0.0.77", "web")):
        page.keyboard.press(key)
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        expect(page.locator("#side-head h2")).to_have_text(name)
    assert _selected(page) == ["virtualNetworks/hub/subnets/web"]


def test_zooming(page: Page, design: Design) -> None:
    open_editor(page, design(networks("a", "b", step=2000))["edit"])
    whole = _zoom(page)
    assert whole < 0.5
    page.keyboard.press("Control+-")
    assert _zoom(page) < whole
    for reset in ("Control+0", "Home"):
        page.keyboard.press("Control+-")
        page.keyboard.press(reset)
        assert _zoom(page) == 1
    page.keyboard.press("Control++")
    assert _zoom(page) > 1
    for fit in ("Shift+1", "Control+Shift+h"):
        page.keyboard.press("Control+=")
        page.keyboard.press(fit)
        assert _zoom(page) == pytest.approx(whole, abs=0.02)
    page.mouse.click(*grip_of(page, "b"))
    page.keyboard.press("Shift+2")
    assert _zoom(page) == 1
    x, y, width, height = box_of(page, "virtualNetworks/b")
    stage = page.locator("#stage").bounding_box()
    assert stage is not None
    assert x + width / 2 == pytest.approx(stage["x"] + stage["width"] / 2, abs=3)
    assert y + height / 2 == pytest.approx(stage["y"] + stage["height"] / 2, abs=3)


def test_panning(page: Page, design: Design) -> None:
    open_editor(page, design(networks("a", "b"))["edit"])
    stage = page.locator("#stage").bounding_box()
    assert stage is not None
    start = (stage["x"] + 40, stage["y"] + 60)

    def panned(button: Any) -> tuple[float, float]:
        before = _pan(page)
        page.mouse.move(*start)
        page.mouse.down(button=button)
        page.mouse.move(start[0] + 30, start[1] + 50, steps=4)
        page.mouse.up(button=button)
        after = _pan(page)
        return (after[0] - before[0], after[1] - before[1])

    assert panned("middle") == pytest.approx((30, 50), abs=8)
    assert panned("right") == pytest.approx((30, 50), abs=8)
    page.wait_for_timeout(100)
    expect(page.get_by_role("menu")).to_have_count(0)
    page.keyboard.down("Space")
    assert panned("left") == pytest.approx((30, 50), abs=8)
    page.keyboard.up("Space")
    assert _selected(page) == []


def test_the_wheel_scrolls_and_zooms(page: Page, design: Design) -> None:
    open_editor(page, design(networks("a", "b"))["edit"])
    stage = page.locator("#stage").bounding_box()
    assert stage is not None
    page.mouse.move(stage["x"] + 200, stage["y"] + 300)
    x, y = _pan(page)
    page.mouse.wheel(0, 60)
    assert _pan(page) == pytest.approx((x, y - 60))
    page.keyboard.down("Shift")
    page.mouse.wheel(0, 40)
    page.keyboard.up("Shift")
    assert _pan(page) == pytest.approx((x - 40, y - 60))
    for key, down, larger in (("Alt", -100, True), ("Control", 100, False)):
        before = _zoom(page)
        page.keyboard.down(key)
        page.mouse.wheel(0, down)
        page.keyboard.up(key)
        page.wait_for_timeout(50)
        assert (_zoom(page) > before) is larger, key


def test_grid_outline_properties_theme_and_help(page: Page, design: Design) -> None:
    open_editor(page, design(networks("a"))["edit"] + "?at=a/web")
    for key, state in (("Control+Shift+g", "off"), ("Control+'", "on")):
        page.keyboard.press(key)
        expect(page.locator("#stage")).to_have_attribute("data-grid", state)
    page.keyboard.press("Control+m")
    expect(page.get_by_role("tab", name="Properties")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Control+Shift+o")
    expect(page.locator("#outline")).to_be_visible()
    page.keyboard.press("Alt+Shift+d")
    expect(page.locator("html")).to_have_attribute("data-theme", re.compile("light|dark"))
    page.keyboard.press("?")
    sheet = _dialog(page)
    for words in (
        "Duplicate",
        "Lock or unlock the canvas",
        "Show and hide",
        "Copy as a picture",
        "Ignore grid and neighbours",
    ):
        expect(sheet).to_contain_text(words)
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)


@pytest.mark.parametrize(("key", "title"), [("Control+s", "Versions"), ("Control+Shift+s", "Export")])
def test_versions_and_export(page: Page, design: Design, key: str, title: str) -> None:
    open_editor(page, design(networks("a"))["edit"])
    page.keyboard.press(key)
    expect(_dialog(page).get_by_role("heading", name=title).first).to_be_visible()


@pytest.mark.parametrize("key", ["Control+Alt+x", "Alt+Shift+c"])
def test_the_picture_is_copied(page: Page, design: Design, key: str) -> None:
    open_editor(page, design(networks("a"))["edit"])
    page.keyboard.press(key)
    expect(page.locator("#toasts")).to_contain_text("Picture copied")
    types = page.evaluate("navigator.clipboard.read().then((items) => items[0].types)")
    assert types == ["image/png"]


def test_double_click_adds_and_right_click_offers_the_verbs(page: Page, design: Design) -> None:
    links = design(networks("a"))
    open_editor(page, links["edit"])
    x, y, width, height = box_of(page, "virtualNetworks/a")
    page.mouse.dblclick(x + width / 2, y + height + 160)
    stored = stored_design(page, links)
    assert [each["name"] for each in stored["virtualNetworks"]] == ["a", "vnet-spoke-001"]
    assert places_of(stored)["vnet-spoke-001"][1] > height + 80
    page.mouse.click(*grip_of(page, "a"), button="right")
    menu = page.get_by_role("menu")
    for words in ("Connect to", "Rename", "Copy", "Duplicate", "Frame", "Collapse", "Zoom to the selection", "Remove"):
        expect(menu.get_by_role("menuitem", name=re.compile(f"^{words}")).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    page.mouse.click(x + width / 2, y + height + 60, button="right")
    for words in ("Add a virtual network", "Add a note", "Paste", "Select everything", "Zoom to fit", "Lock", "Show"):
        expect(menu.get_by_role("menuitem", name=re.compile(f"^{words}")).first).to_be_visible()


def test_escape_ends_a_connection_and_a_drag_from_the_palette(page: Page, design: Design) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    page.mouse.move(*grip_of(page, "a"))
    handle = page.locator(".handle")
    expect(handle).to_be_visible()
    spot = handle.bounding_box()
    assert spot is not None
    page.mouse.move(spot["x"] + 10, spot["y"] + 10)
    page.mouse.down()
    page.mouse.move(*grip_of(page, "b"), steps=4)
    expect(page.locator(".connect-tip")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".connect-tip")).to_be_hidden()
    item = page.locator('.palette-item[data-kind="site"]').bounding_box()
    assert item is not None
    page.mouse.move(item["x"] + 20, item["y"] + 10)
    page.mouse.down()
    x, y, width, height = box_of(page, "virtualNetworks/a")
    page.mouse.move(x + width, y + height + 100, steps=4)
    expect(page.locator(".ghost")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".ghost")).to_have_count(0)
    assert stored_design(page, links) == stored_design(page, links) | networks("a", "b")


def test_a_thing_from_the_palette_goes_where_it_is_dropped(page: Page, design: Design) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    page.keyboard.press("/")
    page.keyboard.type("machine")
    item = page.locator('.palette-item[data-kind="vm"]')
    expect(page.locator(".palette-item")).to_have_count(1)
    spot = item.bounding_box()
    assert spot is not None
    x, y, width, height = box_of(page, "virtualNetworks/b/subnets/web")
    drag(page, (spot["x"] + 20, spot["y"] + 10), (x + width / 2, y + height / 2))
    (machine,) = stored_design(page, links)["virtualMachines"]
    assert (machine["subnet"], machine["privateIpAddress"]) == ("b/web", "10.1.0.4")
