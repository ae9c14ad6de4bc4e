"""Failing things in the browser: what moves, what is lost, what comes back, what all failures together show."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import open_editor, picture

AT = "?at=vnet-apps-weu-001/snet-web"
CIRCUIT = "expressRouteCircuits/erc-ams-001"
VPN = "virtualNetworkGateways/vpng-hub-weu-001"


def _fail(page: Page, name: str) -> None:
    """Fail a thing, or bring it back, with the menu on its place in the outline."""
    page.get_by_role("tab", name="Outline").click()
    page.locator("#outline").get_by_text(name, exact=True).first.click(button="right")
    page.get_by_role("menuitem", name=f"{name}").first.click()


def _onprem(page: Page) -> tuple[str, str]:
    """What became of the row of the premises, and its next hop type."""
    row = page.locator('tr.route[data-prefix="172.16.0.0/16"]')
    return " ".join((row.get_attribute("class") or "").split()), row.locator(".chip").inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pull_the_circuit_then_the_vpn_then_put_both_back(
    new_context: Callable[..., BrowserContext], design: Callable[[object], dict[str, str]], theme: str
) -> None:
    page = new_context(theme).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_editor(page, design("er-primary-vpn-backup")["edit"] + AT)
    row = page.locator('tr.route[data-prefix="172.16.0.0/16"]')
    expect(row).to_contain_text("erc-ams-001")
    picture(page, f"what-if-0-all-up-{theme}")

    page.goto(page.url + f"&down={CIRCUIT}")
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    expect(page.locator("#whatif-bar")).to_contain_text("erc-ams-001")
    expect(page.locator("#whatif-found")).to_contain_text("8 flows moved")
    expect(row).to_contain_text("moved")
    expect(row).to_contain_text("10.20.0.4")
    expect(row.locator(".was")).to_contain_text("erc-ams-001 primary")
    picture(page, f"what-if-1-circuit-down-{theme}")
    assert errors == []
