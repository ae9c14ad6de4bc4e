"""Looking without changing: the locked canvas, and what somebody hides for themselves."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import choose, open_editor, picture
from tests.browser.hand import Design, box_of, drag, grip_of, networks, places_of, stored_design


def _drawn(page: Page) -> set[str]:
    """The names of everything on the canvas."""
    ids: list[str] = page.evaluate("document.getElementById('canvas')._cyreg.cy.elements().map(one => one.id())")
    return {each.rpartition("/")[2] for each in ids}


@pytest.mark.parametrize("key", ["Alt+r", "Control+l"])
def test_a_locked_canvas_can_be_asked_but_not_changed(page: Page, design: Design, key: str) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    page.keyboard.press(key)
    expect(page.locator("#lock-bar")).to_contain_text("nothing here can be changed")
    expect(page.locator(".palette-item").first).to_be_disabled()
    page.mouse.click(*grip_of(page, "a"))
    expect(page.locator("#side-head h2")).to_have_text("a")
    before = box_of(page, "virtualNetworks/a")
    x, y = grip_of(page, "a")
    drag(page, (x, y), (x, y + 120))
    assert box_of(page, "virtualNetworks/a") == before
    page.mouse.click(*grip_of(page, "a"))
    page.keyboard.press("Delete")
    expect(page.locator(".toast", has_text="The canvas is locked")).to_be_visible()
    assert [each["name"] for each in stored_design(page, links)["virtualNetworks"]] == ["a", "b"]
    page.reload()
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    page.locator("#lock-bar").get_by_role("button", name="Unlock").click()
    expect(page.locator("#lock-bar")).to_be_hidden()
    drag(page, (x, y), (x, y + 120))
    assert places_of(stored_design(page, links))["a"] == [0, 120]


def test_hidden_things_are_hidden_for_one_viewer_only(
    new_context: Callable[..., BrowserContext], design: Design
) -> None:
    links = design("dual-hub")
    page, other = new_context(width=1280, height=800).new_page(), new_context().new_page()
    open_editor(page, links["edit"])
    before = stored_design(page, links)
    page.keyboard.press("Control+Shift+l")
    menu = page.get_by_role("menu", name="Show and hide")
    for words in ("BGP session", "Machines and endpoints", "northeurope"):
        menu.get_by_role("menuitemcheckbox", name=words).click()
        expect(menu.get_by_role("menuitemcheckbox", name=words)).to_have_attribute("aria-checked", "false")
    picture(page, "show-and-hide")
    page.keyboard.press("Escape")
    drawn = _drawn(page)
    assert {"vnet-hub-weu-001", "hq-dublin"} <= drawn
    assert not drawn & {"vm-web-001", "vnet-hub-neu-001", "ergw-hub-neu-001", "vnet-batch-neu-001"}
    expect(page.locator("#show-button")).to_have_text("3 hidden")
    page.reload()
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    assert _drawn(page) == drawn
    assert stored_design(page, links) == before
    open_editor(other, links["view"])
    assert {"vm-web-001", "vnet-hub-neu-001"} <= _drawn(other)
    choose(page, "vnet-batch-neu-001")
    expect(page.locator(".toast", has_text="Shown again: northeurope")).to_be_visible()
    assert "vnet-hub-neu-001" in _drawn(page)
    page.keyboard.press("Control+Shift+l")
    menu.get_by_role("menuitem", name="Show everything").click()
    expect(page.locator("#show-button")).to_have_text("Show")
    assert _drawn(page) == _drawn(other)


def test_the_legend_switches_lines_and_moves_keep_hidden_boxes(page: Page, design: Design) -> None:
    links = design("dual-hub")
    open_editor(page, links["edit"])
    entry = page.locator("#legend").get_by_role("button", name="Peering")
    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "false")
    assert not [each for each in _drawn(page) if each.startswith("peer")]
    page.keyboard.press("Control+Shift+l")
    page.get_by_role("menuitemcheckbox", name="northeurope").click()
    page.keyboard.press("Escape")
    x, y, width, _ = box_of(page, "virtualNetworks/vnet-apps-weu-001")
    drag(page, (x + width / 2, y + 8), (x + width / 2, y + 88))
    assert "vnet-hub-neu-001" in places_of(stored_design(page, links))


def test_a_reader_hides_what_they_like_and_has_no_lock(page: Page, design: Design) -> None:
    links = design("dual-hub")
    open_editor(page, links["view"])
    page.keyboard.press("Alt+r")
    expect(page.locator("#lock-bar")).to_be_hidden()
    expect(page.get_by_role("button", name="Lock the canvas")).to_have_count(0)
    before = box_of(page, "virtualNetworks/vnet-apps-weu-001")
    x, y, width, _ = before
    drag(page, (x + width / 4, y + 8), (x + width / 4, y + 88))
    assert box_of(page, "virtualNetworks/vnet-apps-weu-001") == before
    page.locator("#show-button").click()
    page.get_by_role("menuitemcheckbox", name="On-premises").click()
    page.keyboard.press("Escape")
    assert not _drawn(page) & {"hq-paris", "hq-dublin", "erc-ams-001"}
