"""Failing things in the browser: what moves, what is lost, what comes back, what all failures together show."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import open_editor, picture

AT = "?at=vnet-apps-weu-001/snet-web"
CIRCUIT = "expressRouteCircuits/erc-ams-001"
VPN = "virtualNetworkGateways/vpng-hub-weu-001"
MIDDLE = """id => {
  const canvas = document.getElementById("canvas");
  const box = canvas._cyreg.cy.getElementById(id).renderedBoundingBox();
  const frame = canvas.getBoundingClientRect();
  return [frame.x + (box.x1 + box.x2) / 2, frame.y + (box.y1 + box.y2) / 2];
}"""
MARKED = "([id, name]) => document.getElementById('canvas')._cyreg.cy.getElementById(id).hasClass(name)"


def _click(page: Page, element: str) -> None:
    x, y = page.evaluate(MIDDLE, element)
    page.mouse.click(x, y)


def _marked(page: Page, element: str, name: str) -> bool:
    return bool(page.evaluate(MARKED, [element, name]))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pull_the_circuit_then_the_vpn_then_put_both_back(
    new_context: Callable[..., BrowserContext], design: Callable[[object], dict[str, str]], theme: str
) -> None:
    page = new_context(theme).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_editor(page, design("er-primary-vpn-backup")["edit"] + AT)
    row = page.locator('tr.route[data-prefix="172.16.0.0/16"]')
    found = page.locator("#whatif-found")
    expect(row).to_contain_text("erc-ams-001 primary")
    page.get_by_role("button", name="What-if").click()
    picture(page, f"what-if-0-all-up-{theme}")

    _click(page, CIRCUIT)
    expect(found).to_contain_text("8 flows moved")
    expect(row).to_contain_text("moved")
    expect(row).to_contain_text("10.20.0.4")
    expect(row.locator(".was")).to_contain_text("erc-ams-001 primary")
    assert f"down={CIRCUIT}" in page.url
    assert _marked(page, CIRCUIT, "down")
    assert _marked(page, VPN, "moved")
    picture(page, f"what-if-1-circuit-down-{theme}")

    _click(page, VPN)
    expect(found).to_contain_text("8 flows lost")
    expect(row).to_have_class(re.compile("lost"))
    assert _marked(page, "virtualNetworks/vnet-apps-weu-001/subnets/snet-web", "gone")
    picture(page, f"what-if-2-both-down-{theme}")

    _click(page, CIRCUIT)
    expect(found).to_contain_text("last way")
    expect(row).to_contain_text("erc-ams-001 primary")
    _click(page, VPN)
    expect(found).to_be_hidden()
    expect(row).not_to_have_class(re.compile("lost|moved"))
    assert "down=" not in page.url
    picture(page, f"what-if-3-both-back-{theme}")
    assert errors == []


def test_the_outline_fails_things_by_mouse_and_key(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    open_editor(page, design("er-primary-vpn-backup")["edit"] + AT)
    page.get_by_role("tab", name="Outline").click()
    page.get_by_role("button", name="What-if").click()
    twig = page.locator(f'#outline [data-path="{CIRCUIT}"]')
    twig.hover()
    twig.get_by_text("Fail").click()
    expect(page.locator("#downs")).to_contain_text("erc-ams-001")
    expect(twig).to_have_accessible_name("erc-ams-001, ExpressRoute circuit, Amsterdam, down")
    twig.focus()
    page.keyboard.press("x")
    expect(page.locator("#downs")).to_be_empty()


def test_a_circuit_fails_in_several_ways(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    open_editor(page, design("er-primary-vpn-backup")["edit"] + AT + f"&down={CIRCUIT}")
    row = page.locator('tr.route[data-prefix="172.16.0.0/16"]')
    expect(row).to_contain_text("moved")
    for words, shown, hop in [
        ("Primary link down", "erc-ams-001 primary link", "erc-ams-001 secondary"),
        ("Prefix limit exceeded", "erc-ams-001 secondary link", "10.20.0.4"),
        ("Provisioning failed, routes stay", "erc-ams-001 provisioning", "erc-ams-001 primary"),
    ]:
        page.get_by_role("button", name="how it fails").first.click()
        page.get_by_role("menuitemradio", name=words).click()
        expect(page.locator("#downs")).to_contain_text(shown)
        expect(row.locator("td").last).to_contain_text(hop)
    expect(page.locator("#whatif-found")).to_contain_text("8 flows lost")
    expect(page.locator(".compared")).to_contain_text("every row as before. Rows over a circuit whose provisioning")
    page.get_by_role("button", name="All back").click()
    expect(page.locator("#whatif-found")).to_be_hidden()


def test_every_failure_tried_and_one_chosen(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    open_editor(page, design("er-vpn-coexistence")["edit"] + AT)
    page.locator("#drawer-fold").click()
    page.get_by_role("tab", name="Failures").click()
    drawer = page.locator("#drawer-failures")
    expect(drawer.get_by_role("status")).to_contain_text("single failures tried")
    surprises = drawer.get_by_role("region", name="Cuts others off")
    expect(surprises).to_contain_text("erc-ams-001")
    expect(drawer.get_by_role("region", name="Only itself")).to_contain_text("branch-lyon")
    assert _marked(page, CIRCUIT, "heat-2")
    picture(page, "failures")

    surprises.get_by_role("button", name=f"Circuit {CIRCUIT.rpartition('/')[2]}").click()
    expect(page.locator("#whatif-found")).to_contain_text("8 flows lost")
    expect(page.locator("tr.route.lost")).to_contain_text("172.16.0.0/16")
    assert f"down={CIRCUIT}" in page.url
    assert not _marked(page, CIRCUIT, "heat-2")

    surprises.get_by_role("button", name="Circuit erc-ams-001").click()
    expect(page.locator("#whatif-found")).to_be_hidden()
    drawer.get_by_role("button", name="Try pairs").click()
    expect(drawer.get_by_role("status")).to_contain_text("pairs tried")


def test_intents_are_suggested_checked_and_undone(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    open_editor(page, design("er-primary-vpn-backup")["edit"])
    page.locator("#drawer-fold").click()
    page.get_by_role("tab", name="Intents").click()
    drawer = page.locator("#drawer-intents")
    expect(drawer).to_contain_text("Nothing must hold yet")
    drawer.get_by_role("button", name="Suggest").click()
    page.get_by_label("vnet-apps-weu-001 leaves to the Internet directly").uncheck()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(drawer.get_by_role("status")).to_have_text("All 5 hold.")

    drawer.get_by_role("button", name="Add …").click()
    page.get_by_label("From").fill("vnet-apps-weu-001/snet-web")
    page.get_by_label("What must hold").select_option("notReachable")
    page.get_by_label("To", exact=True).fill("sites/nowhere")
    page.get_by_role("button", name="Add", exact=True).last.click()
    expect(page.locator("dialog")).to_be_visible()
    page.get_by_label("To", exact=True).fill("sites/hq-paris")
    page.get_by_role("button", name="Add", exact=True).last.click()
    broken = drawer.locator(".intent", has_text="does not reach")
    expect(broken).to_contain_text("broken")
    expect(broken).to_contain_text("172.16.0.0/16")
    expect(page.get_by_role("tab", name="Intents")).to_contain_text("1 broken")
    picture(page, "intents")

    broken.get_by_role("button", name="Edit:").click()
    page.get_by_label("What must hold").select_option("survivesAnySingleFailure")
    page.get_by_role("button", name="Change", exact=True).click()
    expect(drawer.get_by_role("status")).to_have_text("All 6 hold.")
    page.keyboard.press("Control+z")
    expect(broken).to_contain_text("broken")
    broken.get_by_role("button", name="Remove").click()
    expect(drawer.get_by_role("status")).to_have_text("All 5 hold.")
