"""No page, panel or dialog has anything that axe calls moderate, serious or critical, in light and in dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import open_editor

Design = Callable[[object], dict[str, str]]
Contexts = Callable[..., BrowserContext]
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WORSE = ("moderate", "serious", "critical")
SUBNET = "?at=vnet-apps-weu-001/snet-web"


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, new_context: Contexts) -> Page:
    """A page of either theme."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed; npm ci brings it")
    return new_context(request.param).new_page()


def _judge(page: Page, where: str, within: str = "html") -> None:
    page.wait_for_timeout(250)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("within => axe.run(within, {resultTypes: ['violations']})", within)["violations"]
    told = [
        f"{each['impact']} {each['id']}: {node['html'][:160]}"
        for each in found
        if each["impact"] in WORSE
        for node in each["nodes"]
    ]
    assert told == [], where


def test_the_pages(page: Page, design: Design) -> None:
    links = design("er-vpn-coexistence")
    token = links["edit"].rpartition("/")[2]
    for address in (
        "/",
        "/rules",
        "/rules/H-07",
        "/rules/X1",
        "/nothing-here",
        "/open",
        "/compare",
        f"/compare?design={token}",
        f"/embed/{links['view'].rpartition('/')[2]}",
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        _judge(page, address)
    page.goto("/")
    page.locator(".pairs a").first.click()
    _judge(page, "side by side")


def test_a_link_that_has_ended(page: Page, design: Design) -> None:
    links = design("empty")
    api = f"/api/v1/designs/{links['edit'].rpartition('/')[2]}/links"
    change = {"access": "view", "reset": True, "expiresAt": None}
    page.goto("/")
    assert page.request.post(api, data=change).ok
    answer = page.goto(links["view"])
    assert answer is not None
    assert answer.status in (404, 410)
    _judge(page, "a link that has ended")


def test_the_editor(page: Page, design: Design) -> None:
    links = design("er-vpn-coexistence")
    open_editor(page, links["view"])
    _judge(page, "the view link")
    open_editor(page, links["edit"] + SUBNET)
    expect(page.locator("#routes")).to_be_visible()
    page.locator("tr.route").nth(2).click()
    _judge(page, "effective routes")
    page.get_by_role("tab", name="Outline").click()
    page.get_by_role("tab", name="Properties").click()
    _judge(page, "outline and properties")
    page.get_by_role("tab", name="Trace").click()
    page.get_by_label("From here to").fill("172.16.0.10")
    page.keyboard.press("Enter")
    expect(page.locator("#trace-result")).to_be_visible()
    _judge(page, "a trace")
    for tab in ("Findings", "Failures", "Intents", "Matrix"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_load_state("networkidle")
        _judge(page, tab)
    page.keyboard.press("Escape")
    page.keyboard.press("w")
    _judge(page, "what-if")
    page.keyboard.press("w")
    page.keyboard.press("j")
    expect(page.get_by_label("The design as JSON")).to_be_visible()
    _judge(page, "the source")


def test_the_dialogs(page: Page, design: Design) -> None:
    open_editor(page, design("er-vpn-coexistence")["edit"] + SUBNET)
    dialog = page.get_by_role("dialog")
    for name in ("Share", "Export", "Versions"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(dialog).to_be_visible()
        _judge(page, name)
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
    page.keyboard.press("Escape")
    for key in ("?", "Control+k", "c", "F2"):
        if key in ("c", "F2"):
            page.keyboard.press("Control+Shift+o")
            page.keyboard.press("Home")
        page.keyboard.press(key)
        expect(dialog).to_be_visible()
        _judge(page, f"the dialog of {key}")
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)


def test_what_floats_over_the_page(page: Page, design: Design) -> None:
    open_editor(page, design("er-vpn-coexistence")["edit"] + "?at=sites/hq-paris&tab=properties")
    page.get_by_role("button", name="Show", exact=True).click()
    _judge(page, "what is shown", ".menu")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Shift+o")
    page.keyboard.press("Shift+F10")
    expect(page.get_by_role("menu")).to_be_visible()
    _judge(page, "the menu of a row", ".menu")
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="Name", exact=True).fill("no name/")
    page.keyboard.press("Enter")
    expect(page.locator(".toast.bad")).to_be_visible()
    _judge(page, "an error")
    page.keyboard.press("Control+k")
    page.keyboard.type("First steps")
    page.keyboard.press("Enter")
    _judge(page, "the tour")
    page.keyboard.press("Escape")
    page.locator("#stage").focus()
    page.keyboard.press("Alt+r")
    expect(page.locator("#lock-bar")).to_be_visible()
    _judge(page, "a locked canvas")


def test_hubs_many_things_and_nothing(page: Page, design: Design) -> None:
    open_editor(page, design("empty")["edit"])
    _judge(page, "an empty design")
    open_editor(page, design("vwan-routing-intent")["edit"])
    _judge(page, "nothing selected")
    page.keyboard.press("Control+a")
    expect(page.locator("#selection-bar")).to_be_visible()
    _judge(page, "many things selected")
    page.get_by_role("tab", name="Outline").click()
    page.locator("#outline [data-path^='virtualHubs/']").first.click()
    _judge(page, "routes of a hub")
    page.get_by_role("tab", name="Route tables").click()
    _judge(page, "route tables of a hub")
