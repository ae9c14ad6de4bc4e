"""A table too long to be drawn as a whole: more of it on request, and the row for an address from anywhere in it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from app.gallery import template
from tests.browser.conftest import open_editor, picture

MANY = [f"172.{16 + number // 256}.{number % 256}.0/24" for number in range(700)]


def test_the_rest_of_a_long_table_is_found(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    document = template("er-primary-vpn-backup")
    document["expressRouteCircuits"][0]["advertisedPrefixes"] = MANY
    open_editor(page, design(document)["edit"] + "?at=vnet-apps-weu-001/snet-web")
    rows = page.locator("tr.route:not([data-folded])")
    more = page.locator("[data-rows]")
    expect(more).to_have_text("204 more rows: show 204")
    expect(rows).to_have_count(500)

    field = page.get_by_label("Which route for an address")
    field.press_sequentially("172.18.187.9")
    expect(page.locator("tr.match")).to_have_attribute("data-prefix", "172.18.187.0/24")
    expect(page.locator("#route-answer")).to_have_text("172.18.187.9 takes 172.18.187.0/24.")
    expect(field).to_be_focused()
    picture(page, "long-table-one-address")
    field.fill("")
    expect(rows).to_have_count(500)

    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("menuitem", name="As az prints it")).to_contain_text("Only the rows that are shown")
    page.keyboard.press("Escape")
    more.click()
    expect(rows).to_have_count(704)
    expect(more).to_have_count(0)
    field.fill("172.18.1.1")
    expect(page.locator("tr.match")).to_have_attribute("data-prefix", "172.18.1.0/24")
