"""The outline as the keyboard's canvas: several rows at once, names that do not fit, the width of the column."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import open_editor, wait_saved

Design = Callable[[object], dict[str, str]]
LONG = "vnet-connectivity-landing-zone-westeurope-production-001"


def _networks(*names: str) -> dict[str, object]:
    networks = [
        {"name": name, "addressSpace": [f"10.{index}.0.0/16"], "subnets": []} for index, name in enumerate(names, 1)
    ]
    return {"schemaVersion": 1, "name": "rows", "virtualNetworks": networks}


def _open(page: Page, design: Design, *names: str) -> None:
    open_editor(page, design(_networks(*names))["edit"])
    page.keyboard.press("Control+Shift+o")
    page.keyboard.press("Home")


def _row(page: Page, name: str) -> Locator:
    return page.locator(f'#outline [data-path="virtualNetworks/{name}"]')


def _selected(page: Page) -> list[str]:
    return page.locator('#outline [aria-selected="true"] .name').all_inner_texts()


def _document(page: Page) -> dict[str, Any]:
    wait_saved(page)
    document: dict[str, Any] = json.loads(page.request.get(page.url.partition("?")[0] + ".json").text())
    return document


def _names(page: Page) -> list[str]:
    return [network["name"] for network in _document(page).get("virtualNetworks", [])]


def test_rows_are_selected_together_by_keys(page: Page, design: Design) -> None:
    _open(page, design, "a", "b", "c", "d")
    expect(page.locator("#outline")).to_have_attribute("aria-multiselectable", "true")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    assert _selected(page) == ["a", "b", "c"]
    expect(page.locator("#selection-bar")).to_contain_text("3 selected")
    page.keyboard.press("Shift+ArrowUp")
    assert _selected(page) == ["a", "b"]
    page.keyboard.press("Control+ArrowDown")
    page.keyboard.press("Control+ArrowDown")
    page.keyboard.press("Control+ ")
    assert _selected(page) == ["a", "b", "d"]
    expect(_row(page, "d")).to_be_focused()
    page.keyboard.press("Control+ ")
    assert _selected(page) == ["a", "b"]
    expect(_row(page, "d")).to_be_focused()


def test_the_mouse_adds_rows_and_the_canvas_has_the_same_selection(page: Page, design: Design) -> None:
    _open(page, design, "a", "b", "c", "d")
    _row(page, "a").click()
    _row(page, "c").click(modifiers=["Control"])
    assert _selected(page) == ["a", "c"]
    expect(page.locator("#selection-bar")).to_contain_text("2 selected")
    _row(page, "d").click(modifiers=["Shift"])
    assert _selected(page) == ["c", "d"]
    page.keyboard.press("Control+a")
    assert _selected(page) == ["a", "b", "c", "d"]
    page.keyboard.press("Escape")
    assert _selected(page) == []


def test_verbs_mean_every_selected_row(page: Page, design: Design) -> None:
    _open(page, design, "hub", "one", "two", "three")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("c")
    page.keyboard.type("hub")
    page.keyboard.press("Enter")
    expect(page.locator(".toast").last).to_contain_text("2 of 2 connected to hub")
    peered = {network["name"] for network in _document(page)["virtualNetworks"] if network.get("peerings")}
    assert peered == {"hub", "one", "two"}

    page.keyboard.press("c")
    expect(page.locator(".finder [role=option] span:not(.more)")).to_have_text(["three"])
    page.keyboard.press("Escape")
    page.keyboard.press("Control+d")
    assert len(_names(page)) == 6
    page.keyboard.press("Control+z")
    assert _names(page) == ["hub", "one", "two", "three"]

    _row(page, "one").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Delete")
    assert "two" not in _names(page)


def test_removing_rows_leaves_the_focus_beside_them(page: Page, design: Design) -> None:
    _open(page, design, "a", "b", "c", "d")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Delete")
    expect(_row(page, "d")).to_be_focused()
    page.keyboard.press("Delete")
    expect(_row(page, "a")).to_be_focused()
    assert _names(page) == ["a"]


def test_an_unselected_row_is_meant_alone(page: Page, design: Design) -> None:
    _open(page, design, "a", "b", "c")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Delete")
    assert _names(page) == ["a", "b"]


def test_the_menu_of_a_row(page: Page, design: Design) -> None:
    _open(page, design, "a", "b")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+F10")
    menu = page.get_by_role("menu")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(_row(page, "b")).to_be_focused()
    _row(page, "a").click(button="right")
    menu.get_by_role("menuitem", name="Remove").click()
    assert _names(page) == ["b"]


def _cut(row: Locator) -> bool:
    cut: bool = row.locator(".name").evaluate("element => element.scrollWidth > element.clientWidth")
    return cut


def test_a_long_name_is_shown_in_full(page: Page, design: Design) -> None:
    _open(page, design, LONG, "b")
    row = _row(page, LONG)
    expect(row).to_be_focused()
    assert not _cut(row)
    page.keyboard.press("ArrowDown")
    assert _cut(row)
    assert LONG in (row.get_attribute("title") or "")

    grip = page.get_by_role("separator", name="Width of palette and outline")
    before = page.locator("#left").bounding_box()
    grip.focus()
    for _ in range(16):
        page.keyboard.press("ArrowRight")
    assert not _cut(row)
    assert int(grip.get_attribute("aria-valuenow") or 0) > (before or {"width": 999})["width"]
    page.reload()
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    page.get_by_role("tab", name="Outline").click()
    assert not _cut(row)
    grip.dblclick()
    assert page.locator("#left").bounding_box() == before
