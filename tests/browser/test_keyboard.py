"""The five minutes of a newcomer without a mouse: gallery, outline, finder and keys; the focus is never lost."""

import json
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import open_editor, wait_saved

Design = Callable[[object], dict[str, str]]
FOCUSED = """() => {
  const place = document.activeElement;
  if (place === document.body) return ["", false];
  const shown = place.matches("input[type=file]") ? place.nextElementSibling : place;
  const named = place.ariaLabel || place.labels?.[0]?.innerText || place.innerText || place.title || "no name";
  const ring = getComputedStyle(shown).outlineStyle === "solid";
  return [named + place.outerHTML.slice(0, 80), ring && named !== "no name"];
}"""
AT = "?at=vnet-apps-weu-001/snet-web"


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


def _ringed(place: Locator) -> None:
    """What has the focus shows it."""
    expect(place).to_be_focused()
    outline = place.evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline == "solid", f"no ring around {place}"


def test_the_first_tab_skips_to_the_content(page: Page, design: Design) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    _ringed(page.get_by_role("link", name="Skip to the content"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    _ringed(page.get_by_role("link", name="Empty design").first)

    open_editor(page, design("er-vpn-coexistence")["edit"] + AT)
    page.keyboard.press("Tab")
    skip = page.get_by_role("button", name="Skip to the outline")
    _ringed(skip)
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    _ringed(page.locator('#outline [data-path="virtualNetworks/vnet-apps-weu-001/subnets/snet-web"]'))
    expect(skip).not_to_be_in_viewport()


def test_all_that_tab_reaches_shows_the_focus_and_has_a_name(page: Page, design: Design) -> None:
    for address in ("/", "/rules/H-07", "/compare", design("er-vpn-coexistence")["edit"] + AT):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        reached = 0
        for _ in range(90):
            page.keyboard.press("Tab")
            name, ring = page.evaluate(FOCUSED)
            if name == "":
                break
            reached += 1
            assert ring, f"{name} at {address}"
        assert reached > 4, address


def test_f6_goes_round_the_parts_of_the_page(page: Page, design: Design) -> None:
    open_editor(page, design("er-vpn-coexistence")["edit"] + AT)
    page.keyboard.press("Control+Shift+o")
    for place in ("#stage", "#side-body", "#drawer-tab-findings", "#title"):
        page.keyboard.press("F6")
        _ringed(page.locator(place))
    page.keyboard.press("F6")
    expect(page.locator("#outline [tabindex='0']")).to_be_focused()


def test_closed_dialogs_give_the_focus_back(page: Page, design: Design) -> None:
    open_editor(page, design("er-vpn-coexistence")["edit"] + AT)
    page.keyboard.press("Control+Shift+o")
    row = page.locator('#outline [data-path="virtualNetworks/vnet-apps-weu-001/subnets/snet-web"]')
    for key in ("F2", "c", "Control+k", "?", "Shift+F10", "Control+s", "j"):
        page.keyboard.press(key)
        expect(row).not_to_be_focused()
        page.keyboard.press("Escape")
        _ringed(row)
    page.keyboard.press("F2")
    page.keyboard.type("snet-front")
    page.keyboard.press("Enter")
    _ringed(page.locator('#outline [data-path="virtualNetworks/vnet-apps-weu-001/subnets/snet-front"]'))
    for name in ("Share", "Export", "Versions"):
        button = page.get_by_role("button", name=name, exact=True)
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        _ringed(button)


def test_what_takes_itself_away_leaves_the_focus_near(page: Page, design: Design) -> None:
    open_editor(page, design("er-vpn-coexistence")["edit"] + "?at=vnet-data-weu-001/snet-sql&tab=properties")
    page.get_by_role("button", name="Remove snet-sql").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#side-body")).to_be_focused()

    undo = page.get_by_role("button", name="Undo", exact=True).first
    undo.focus()
    page.keyboard.press("Enter")
    expect(undo).to_be_disabled()
    _ringed(page.get_by_role("button", name="Redo", exact=True))

    page.keyboard.press("Control+a")
    page.locator("#selection-bar").get_by_role("button", name="Remove").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#selection-bar")).to_be_hidden()
    expect(page.locator("#stage")).to_be_focused()


def test_a_field_keeps_the_focus_over_enter_and_escape(page: Page, design: Design) -> None:
    open_editor(page, design("er-vpn-coexistence")["edit"] + "?at=sites/hq-paris&tab=properties")
    field = page.get_by_role("textbox", name="AS number")
    field.fill("65021")
    page.keyboard.press("Enter")
    wait_saved(page)
    expect(field).to_be_focused()
    expect(field).to_have_value("65021")
    field.fill("1")
    page.keyboard.press("Escape")
    expect(field).to_have_value("65021")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#side-body")).to_be_focused()
    expect(page.locator("#side-head h2")).to_have_text("hq-paris")


def test_enter_adds_what_is_called_so(page: Page, design: Design) -> None:
    open_editor(page, design("empty")["edit"])
    for words, made in (("virt", "vnet-hub-001"), ("site", "site-001"), ("vpn", "vgw-hub-001")):
        page.keyboard.press("/")
        page.keyboard.press("Control+a")
        page.keyboard.type(words)
        expect(page.locator("#palette kbd")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.locator("#side-head h2")).to_have_text(made)
        page.keyboard.press("Escape")
    assert [each["name"] for each in _document(page)["sites"]] == ["site-001"]


def test_escape_goes_from_the_inside_out(page: Page, design: Design) -> None:
    open_editor(page, design("er-vpn-coexistence")["edit"] + AT)
    tab = page.get_by_role("tab", name="Failures")
    tab.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#drawer-failures")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#drawer-failures")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#drawer-failures")).to_be_hidden()
    expect(tab).to_be_focused()
    expect(page.locator("#side-head h2")).to_have_text("snet-web")
    page.keyboard.press("Escape")
    expect(page.locator("#side-head h2")).not_to_have_text("snet-web")
