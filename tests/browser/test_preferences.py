"""What people ask of their system is kept: forced colours, no motion, and text of twice the size on a small window."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import choose, open_editor, picture

Design = Callable[[object], dict[str, str]]
AT = "?at=vnet-apps-weu-001/snet-web"
WIDER = "() => document.documentElement.scrollWidth - innerWidth"


def _background(place: Locator) -> str:
    found: str = place.evaluate("element => getComputedStyle(element).backgroundColor")
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_forced_colours_still_say_what_is_chosen(
    new_context: Callable[..., BrowserContext], design: Design, theme: str
) -> None:
    page = new_context(theme, 1280, 800).new_page()
    page.emulate_media(forced_colors="active", color_scheme="dark" if theme == "dark" else "light")
    open_editor(page, design("er-vpn-coexistence")["edit"] + AT)
    page.get_by_role("tab", name="Outline").click()
    picture(page, f"forced-colours-{theme}")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('mark'), {id: 'probe', textContent: 'x'}))"
    )
    highlight = page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("#probe { forced-color-adjust: none; background: Highlight }");
          document.adoptedStyleSheets.push(sheet);
          return getComputedStyle(document.getElementById("probe")).backgroundColor;
        }"""
    )
    for chosen, other in (
        (page.locator("#outline [aria-selected=true]"), page.locator("#outline [aria-selected=false]").first),
        (page.get_by_role("tab", name="Effective routes"), page.get_by_role("tab", name="Properties")),
        (page.get_by_role("button", name="Design"), page.get_by_role("button", name="What-if")),
    ):
        assert _background(chosen) == highlight
        assert _background(other) != highlight
    lines = page.locator("#legend u")
    colours = lines.evaluate_all("all => all.map(line => getComputedStyle(line).borderTopColor)")
    assert len(set(colours)) == len(colours) > 1


def test_nothing_moves_for_those_who_want_it_calm(page: Page, design: Design) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_editor(page, design("er-vpn-coexistence")["edit"])
    page.evaluate("document.getElementById('canvas')._cyreg.cy.zoom(4)")
    page.get_by_role("tab", name="Outline").click()
    moved = page.evaluate(
        """() => {
          const drawing = document.getElementById("canvas")._cyreg.cy;
          const before = JSON.stringify(drawing.pan());
          document.querySelector('#outline [data-path="sites/branch-lyon"]').click();
          return [JSON.stringify(drawing.pan()) !== before, drawing.animated()];
        }"""
    )
    assert moved == [True, False]
    page.keyboard.press("Alt+Shift+d")
    expect(page.locator(".toast")).to_be_visible()
    assert page.evaluate("document.getAnimations().length") == 0


def test_twice_the_size_fits_a_small_window(new_context: Callable[..., BrowserContext], design: Design) -> None:
    page = new_context(width=640, height=400).new_page()
    links = design("er-vpn-coexistence")
    for address in ("/", "/rules", "/rules/H-07", "/compare", "/nothing-here"):
        page.goto(address)
        assert page.evaluate(WIDER) <= 0, address
    open_editor(page, links["edit"] + AT)
    assert page.evaluate(WIDER) <= 0
    bar = page.locator("header.top")
    assert bar.evaluate("bar => bar.scrollWidth <= bar.clientWidth")
    for name in ("Palette and outline", "What-if", "Export", "Share", "Panel"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    picture(page, "twice-the-size")

    page.get_by_role("button", name="Panel", exact=True).click()
    expect(page.locator("#side-head h2")).to_be_in_viewport()
    page.locator("#side-body").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#side")).to_be_hidden()
    expect(page.get_by_role("button", name="Panel", exact=True)).to_be_focused()

    page.get_by_role("button", name="Palette and outline").click()
    choose(page, "hq-paris")
    expect(page.locator("#left")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#left")).to_be_hidden()
    expect(page.get_by_role("button", name="Palette and outline")).to_be_focused()
