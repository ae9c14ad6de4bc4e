"""The five minutes of a newcomer without a mouse: gallery, outline, finder and keys."""

import json

from playwright.sync_api import Page, expect

from tests.browser.conftest import wait_saved


def _tab_to(page: Page, words: str) -> None:
    """Press Tab until the element with these words has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if words in (page.evaluate("() => document.activeElement.innerText ?? ''") or ""):
            return
    raise AssertionError(f"Tab never reaches {words!r}")


def _walk_to(page: Page, name: str) -> None:
    """Walk the outline from its top to this row."""
    page.keyboard.press("Control+Shift+o")
    page.keyboard.press("Home")
    for _ in range(60):
        if (page.evaluate("() => document.activeElement.getAttribute('aria-label')") or "").startswith(f"{name}, "):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the outline has no {name}")


def _do(page: Page, words: str) -> None:
    """Something by its name in the finder."""
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def _document(page: Page) -> dict[str, list[dict[str, object]]]:
    wait_saved(page)
    document: dict[str, list[dict[str, object]]] = json.loads(
        page.request.get(page.url.partition("?")[0] + ".json").text()
    )
    return document


def test_five_minutes_without_a_mouse(page: Page) -> None:
    page.goto("/")
    _tab_to(page, "ExpressRoute and VPN in one hub")
    page.keyboard.press("Enter")
    page.wait_for_url("**/d/*")
    expect(page.locator("body[data-ready=true]")).to_be_attached()

    _walk_to(page, "snet-web")
    page.keyboard.press("Enter")
    expect(page.locator("#routes")).to_contain_text("172.16.0.0/16")

    _do(page, "Add a virtual network")
    expect(page.locator("#side-head h2")).to_have_text("vnet-spoke-001")
    page.keyboard.press("c")
    page.keyboard.type("vnet-hub-weu-001")
    page.keyboard.press("Enter")
    peerings = {str(each["name"]): each.get("peerings") for each in _document(page)["virtualNetworks"]}
    assert peerings["vnet-spoke-001"]

    _walk_to(page, "vnet-spoke-001")
    page.keyboard.press("F2")
    page.keyboard.type("vnet-lab-001")
    page.keyboard.press("Enter")
    assert "vnet-lab-001" in json.dumps(_document(page))
    page.keyboard.press("Control+z")
    assert "vnet-lab-001" not in json.dumps(_document(page))

    _walk_to(page, "vnet-data-weu-001")
    page.keyboard.press("Delete")
    assert "vnet-data-weu-001" not in json.dumps(_document(page))

    _do(page, "Share")
    expect(page.get_by_role("dialog")).to_contain_text("Can view")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
