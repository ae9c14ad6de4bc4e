"""Every router shows its own tables, and a firewall that sees one direction only is said and painted."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, open_editor, picture, prefixes

OFFICE = "172.16.0.0/16"
SPOKE = "10.21.0.0/16"
PAINTED = """() => {
  const drawing = document.getElementById("canvas")._cyreg.cy;
  const ids = (name) => drawing.$("." + name).map((one) => one.id());
  return {lit: ids("lit"), there: ids("there"), back: ids("back")};
}"""


def _show(page: Page, tab: str, text: str) -> None:
    page.get_by_role("tab", name=tab, exact=True).click()
    expect(page.locator("#routes")).to_contain_text(text)


def test_a_gateway_subnet_shows_its_effective_routes(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    open_editor(page, design("er-vpn-coexistence")["edit"])
    choose(page, "GatewaySubnet")
    _show(page, "Effective routes", OFFICE)
    assert {"10.20.0.0/22", SPOKE, OFFICE, "192.168.100.0/24"} <= set(prefixes(page))
    picture(page, "tables-gateway-subnet")


@pytest.mark.parametrize(
    ("name", "tabs"),
    [
        ("vpng-hub-weu-001", {"Learned": "65010", "Advertised": SPOKE, "Peers": "branch-lyon"}),
        ("erc-ams-001", {"Route table": "Instance erc-ams-001 secondary", "Advertised": SPOKE}),
        ("hq-paris", {"Learned": SPOKE, "Advertised": OFFICE}),
        ("branch-lyon", {"Learned": SPOKE, "Advertised": "192.168.100.0/24"}),
    ],
)
def test_routers_show_what_they_learn_and_advertise(
    page: Page, design: Callable[[object], dict[str, str]], name: str, tabs: dict[str, str]
) -> None:
    open_editor(page, design("er-vpn-coexistence")["edit"])
    choose(page, name)
    for tab, text in tabs.items():
        _show(page, tab, text)
    picture(page, f"tables-{name}")


def test_one_peer_alone(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    open_editor(page, design("branch-to-branch")["edit"])
    choose(page, "rs-hub-weu-001")
    _show(page, "Learned", OFFICE)
    page.get_by_label("From").select_option("10.20.0.4")
    expect(page.locator("#routes")).not_to_contain_text(OFFICE)
    expect(page.locator("#routes")).to_contain_text("192.168.100.0/24")


def test_clients_by_operating_system(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    open_editor(page, design("p2s-classic")["edit"])
    choose(page, "vpng-hub-weu-001")
    _show(page, "Clients", SPOKE)
    for system in ("macOS", "Linux", "Windows"):
        page.get_by_label("Client on").select_option(label=system)
        expect(page.locator("#os option:checked")).to_have_text(system)
        expect(page.locator("#routes")).to_have_attribute("data-title", re.compile(system.lower()))
        expect(page.locator("#routes")).to_contain_text(SPOKE)
    picture(page, "tables-clients")


def test_a_firewall_on_one_direction_only(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    open_editor(page, design("firewall-one-direction")["edit"])
    choose(page, "snet-web")
    page.get_by_role("tab", name="Trace").click()
    page.get_by_label("From here to").fill("172.16.0.10")
    page.keyboard.press("Enter")
    result = page.locator("#trace-result")
    expect(result).to_contain_text("a stateful device sees one direction only")
    there, back = (result.locator("ol.hops").nth(number) for number in (0, 1))
    expect(there).to_contain_text("afw-hub-weu-001")
    expect(back).not_to_contain_text("afw-hub-weu-001")
    expect(page.locator(".painted")).to_be_visible()
    painted = page.evaluate(PAINTED)
    assert "azureFirewalls/afw-hub-weu-001" in painted["there"]
    assert {"sites/hq-paris", "expressRouteCircuits/erc-ams-001", "connections/con-hq-er"} <= set(painted["lit"])
    picture(page, "trace-one-direction")
