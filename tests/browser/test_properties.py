"""Rare properties are edited in the panel, each edit can be undone, and a refusal stands at its field."""

import json
from collections.abc import Callable
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from tests.browser.conftest import open_editor, picture, wait_saved

Links = dict[str, str]


def _open(page: Page, links: Links, at: str) -> None:
    open_editor(page, f"{links['edit']}?at={at}&tab=properties")
    expect(page.locator("#field-name")).to_be_visible()


def _more(page: Page) -> None:
    page.locator("details.more > summary").first.click()


def _fill(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")


def _saved(page: Page, links: Links, listed: str, name: str) -> dict[str, Any]:
    wait_saved(page)
    address = page.url.partition("/d/")[0] + "/api/v1/designs/" + links["edit"].rpartition("/")[2]
    with urlopen(address) as answer:
        items = json.load(answer)["document"][listed]
    return next(item for item in items if item["name"] == name)


def test_the_links_of_a_circuit(page: Page, design: Callable[[object], Links]) -> None:
    links = design("er-vpn-coexistence")
    _open(page, links, "expressRouteCircuits/erc-ams-001")
    _fill(page, "Primary link", "192.168.15.16/30")
    _more(page)
    _fill(page, "Primary announces", "172.16.0.0/16\n172.16.1.0/24")
    page.get_by_role("button", name="Add to AS path by prefix").click()
    page.get_by_label("AS path by prefix: Prefix", exact=True).fill("172.16.1.0/24")
    _fill(page, "AS path by prefix: AS path", "65030 65031")
    picture(page, "properties-circuit")
    circuit = _saved(page, links, "expressRouteCircuits", "erc-ams-001")
    assert circuit["primaryPeerAddressPrefix"] == "192.168.15.16/30"
    assert circuit["advertisedPrefixesByLink"] == {"primary": ["172.16.0.0/16", "172.16.1.0/24"]}
    assert circuit["asPathByPrefix"] == {"172.16.1.0/24": [65030, 65031]}
    page.get_by_role("button", name="Remove 172.16.1.0/24 from as path by prefix").click()
    assert "asPathByPrefix" not in _saved(page, links, "expressRouteCircuits", "erc-ams-001")
    page.get_by_role("button", name="Undo").first.click()
    assert "asPathByPrefix" in _saved(page, links, "expressRouteCircuits", "erc-ams-001")


def test_a_refusal_stands_at_its_field_until_it_is_mended(page: Page, design: Callable[[object], Links]) -> None:
    links = design("er-vpn-coexistence")
    _open(page, links, "expressRouteCircuits/erc-ams-001")
    _fill(page, "Primary link", "192.168.15.17/30")
    refused = page.locator('[data-at="expressRouteCircuits/erc-ams-001/primaryPeerAddressPrefix"]')
    expect(refused).to_contain_text("Write 192.168.15.16/30.")
    expect(page.get_by_label("Primary link", exact=True)).to_have_attribute("aria-invalid", "true")
    picture(page, "properties-refused")
    _fill(page, "Primary link", "192.168.15.16/30")
    wait_saved(page)
    expect(page.locator("#properties .error")).to_have_count(0)
    _fill(page, "Secondary link", "nonsense")
    expect(page.locator("#properties .error")).to_be_visible()
    page.get_by_role("button", name="Undo").first.click()
    wait_saved(page)
    page.reload()
    expect(page.get_by_label("Secondary link", exact=True)).to_have_value("")
    expect(page.locator("#save-state")).to_have_text("Saved")


def test_a_nat_rule_and_the_connection_that_uses_it(page: Page, design: Callable[[object], Links]) -> None:
    links = design("er-vpn-coexistence")
    _open(page, links, "virtualNetworkGateways/vpng-hub-weu-001")
    _more(page)
    page.get_by_role("button", name="NAT rule", exact=True).click()
    _fill(page, "Internal prefixes", "10.20.0.0/24")
    _fill(page, "External prefixes", "203.0.113.0/24")
    _fill(page, "Name", "to-lyon")
    gateway = _saved(page, links, "virtualNetworkGateways", "vpng-hub-weu-001")
    (rule,) = gateway["natRules"]
    assert rule["name"] == "to-lyon"
    assert rule["internalMappings"] == [{"addressSpace": "10.20.0.0/24"}]
    page.goto(page.url)
    (name,) = (c["name"] for c in _connections(page, links) if c["connectionType"] == "IPsec")
    _open(page, links, f"connections/{name}")
    _more(page)
    page.get_by_label("to-lyon", exact=True).check()
    assert _saved(page, links, "connections", name)["egressNatRules"] == ["to-lyon"]


def _connections(page: Page, links: Links) -> list[dict[str, Any]]:
    address = page.url.partition("/d/")[0] + "/api/v1/designs/" + links["edit"].rpartition("/")[2]
    with urlopen(address) as answer:
        found: list[dict[str, Any]] = json.load(answer)["document"]["connections"]
    return found
