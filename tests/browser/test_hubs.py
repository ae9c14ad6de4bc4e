"""A Virtual WAN from the palette: two hubs, spokes, a circuit, an isolated spoke, routing intent and what follows."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import choose, open_editor, picture, prefixes, wait_saved

PRIVATE = {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"}
Links = dict[str, str]


def _add(page: Page, *kinds: str) -> None:
    page.get_by_role("tab", name="Add").click()
    for kind in kinds:
        page.locator(f'.palette-item[data-kind="{kind}"]').click()


def _connect(page: Page, start: str, end: str) -> None:
    choose(page, start)
    page.keyboard.press("c")
    page.get_by_role("combobox", name=f"Connect {start} to").fill(end)
    page.keyboard.press("Enter")


def _document(page: Page, links: Links) -> dict[str, Any]:
    wait_saved(page)
    document: dict[str, Any] = json.loads(page.request.get(links["edit"] + ".json").text())
    return document


def _tab(page: Page, thing: str, tab: str) -> None:
    choose(page, thing)
    page.get_by_role("tab", name=tab, exact=True).click()


def _hub_rows(page: Page, hub: str, place: str = "") -> dict[str, str]:
    """The effective routes of a hub's default table, or of another table or firewall: next hops by prefix."""
    wait_saved(page)
    _tab(page, hub, "Effective routes")
    expect(page.locator("#hub-place")).to_have_value(re.compile(f"^{hub}/"))
    if place:
        page.locator("#hub-place").select_option(place)
        expect(page.locator("#hub-place")).to_have_value(place)
    page.wait_for_timeout(300)
    rows = page.locator("table.hub-routes tr.route")
    return {row.get_attribute("data-prefix") or "": row.locator("td").nth(2).inner_text() for row in rows.all()}


def _spoke_prefixes(page: Page, subnet: str) -> set[str]:
    wait_saved(page)
    page.goto(page.url.split("?")[0] + f"?at={subnet}&tab=routes")
    expect(page.locator("#routes")).to_be_visible()
    return set(prefixes(page))


def _build(page: Page) -> None:
    _add(page, "virtual-wan", "virtual-hub", "virtual-hub")
    for hub in ("vhub-001", "vhub-001", "vhub-002", "vhub-002"):
        _add(page, "virtual-network")
        spoke = page.locator("#side-head h2").inner_text()
        _connect(page, spoke, hub)
        expect(page.locator("#side-head h2")).to_have_text(re.compile("^con-spoke-"))
    _add(page, "site", "circuit")
    _connect(page, "erc-001", "vhub-001")
    expect(page.locator("#side-head h2")).to_have_text("con-erc-001-to-vhub-001")
    page.wait_for_timeout(500)
    page.locator("#arrange-button").click()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_two_hubs_from_the_palette(
    new_context: Callable[..., BrowserContext], design: Callable[[object], Links], theme: str
) -> None:
    page = new_context(theme).new_page()
    links = design("empty")
    open_editor(page, links["edit"])
    _build(page)
    picture(page, f"hubs-1-built-{theme}")
    document = _document(page, links)
    assert [hub["addressPrefix"] for hub in document["virtualHubs"]] == ["10.0.0.0/23", "10.0.2.0/23"]
    assert [one["virtualHub"] for one in document["hubVirtualNetworkConnections"]] == [
        "vhub-001", "vhub-001", "vhub-002", "vhub-002",
    ]  # fmt: skip
    spokes = [network["addressSpace"][0] for network in document["virtualNetworks"]]
    office = document["sites"][0]["addressSpace"][0]

    near = _hub_rows(page, "vhub-001")
    assert set(near) == {*spokes, office}
    picture(page, f"hubs-2-effective-{theme}")
    _isolate(page, theme)
    assert spokes[1] not in _hub_rows(page, "vhub-001")
    assert set(_hub_rows(page, "vhub-001", "vhub-001/rt-001")) == {office}
    assert spokes[1] not in _spoke_prefixes(page, "vnet-spoke-001/snet-workload-001")
    alone = _spoke_prefixes(page, "vnet-spoke-002/snet-workload-001")
    assert office in alone
    assert not alone & {spokes[0], spokes[2], spokes[3]}
    picture(page, f"hubs-3-isolated-{theme}")

    _let_back_in(page)
    assert set(_hub_rows(page, "vhub-001")) == {*spokes, office}
    _secure(page, theme)
    assert set(_hub_rows(page, "vhub-001").values()) == {"afw-001"}
    assert set(_hub_rows(page, "vhub-001")) == {*PRIVATE, "0.0.0.0/0"}
    assert {*spokes[:2], office} <= set(_hub_rows(page, "vhub-001", "vhub-001/afw-001"))
    picture(page, f"hubs-6-firewall-{theme}")
    seen = _spoke_prefixes(page, "vnet-spoke-001/snet-workload-001")
    assert seen >= {*PRIVATE, "0.0.0.0/0"}
    assert not seen & {*spokes[1:], office}
    picture(page, f"hubs-7-spoke-{theme}")


def _isolate(page: Page, theme: str) -> None:
    _tab(page, "vhub-001", "Route tables")
    page.get_by_role("button", name="Route table", exact=True).click()
    page.get_by_label("Table that con-spoke-002 is associated with").select_option("rt-001")
    page.get_by_label("con-spoke-002 propagates to defaultRouteTable").uncheck()
    page.get_by_label("con-erc-001-to-vhub-001 propagates to rt-001").check()
    wait_saved(page)
    picture(page, f"hubs-4-tables-{theme}")


def _let_back_in(page: Page) -> None:
    _tab(page, "vhub-001", "Route tables")
    page.get_by_role("button", name="Remove route table rt-001").click()
    default = page.get_by_label("con-spoke-002 propagates to defaultRouteTable")
    default.check()
    expect(page.get_by_label("Table that con-spoke-002 is associated with")).to_have_value("defaultRouteTable")
    page.get_by_role("button", name="Undo").first.click()
    expect(default).not_to_be_checked()
    page.get_by_role("button", name="Redo").first.click()
    expect(default).to_be_checked()


def _secure(page: Page, theme: str) -> None:
    for hub in ("vhub-001", "vhub-002"):
        _tab(page, hub, "Properties")
        page.get_by_role("radio", name="Both").check(force=True)
        expect(page.get_by_label("Through")).to_have_value(re.compile("^afw-00[12]$"))
    wait_saved(page)
    picture(page, f"hubs-5-intent-{theme}")


def test_everything_that_a_hub_takes(page: Page, design: Callable[[object], Links]) -> None:
    """Gateways, clients and a firewall into the hub, a VPN site, a circuit and an appliance that peers with it."""
    links = design("empty")
    open_editor(page, links["edit"])
    _add(page, "virtual-hub")
    for kind in ("vpn-gateway", "expressroute-gateway", "p2s-pool", "firewall"):
        choose(page, "vhub-001")
        _add(page, kind)
    _add(page, "site", "circuit")
    _connect(page, "erc-001", "ergw-vhub-001")
    _add(page, "site")
    _connect(page, "site-002", "vhub-001")
    _add(page, "virtual-network", "nva")
    _connect(page, "nva-001", "vhub-001")
    expect(page.locator(".toast")).to_contain_text("Connect vnet-spoke-001 to vhub-001 first")
    _connect(page, "vnet-spoke-001", "vhub-001")
    expect(page.locator("#side-head h2")).to_have_text("con-spoke-001")
    _connect(page, "nva-001", "vhub-001")
    _tab(page, "vhub-001", "Properties")
    page.locator("#properties").get_by_role("button", name="bgp-nva-001").click()
    page.get_by_label("Announced prefixes").fill("10.9.0.0/16")
    page.get_by_label("Announced prefixes").blur()
    document = _document(page, links)
    hub, (vpn, er) = document["virtualHubs"][0], document["virtualNetworkGateways"]
    assert {vpn["virtualHub"], er["virtualHub"], document["azureFirewalls"][0]["virtualHub"]} == {hub["name"]}
    assert vpn["vpnClientConfiguration"]["vpnClientAddressPool"]
    assert [one["connectionType"] for one in document["connections"]] == ["ExpressRoute", "IPsec"]
    assert hub["bgpPeers"][0]["connection"] == "con-spoke-001"

    rows = _hub_rows(page, "vhub-001")
    assert rows["10.9.0.0/16"] == "bgp-nva-001"
    assert {"192.168.0.0/24", "192.168.1.0/24", vpn["vpnClientConfiguration"]["vpnClientAddressPool"][0]} <= set(rows)
    picture(page, "hubs-everything")
    page.get_by_role("tab", name="Peers", exact=True).click()
    expect(page.locator("#fragment")).to_contain_text("65001")
    picture(page, "hubs-peers")
    _a_route_map(page)
    _the_switches_of_the_hub(page)


def _a_route_map(page: Page) -> None:
    """What the hub tells the circuit goes through a map that drops one network."""
    _tab(page, "vhub-001", "Route tables")
    page.get_by_role("button", name="Route map", exact=True).click()
    page.get_by_role("button", name="Rule", exact=True).click()
    page.get_by_label("Condition values of rule-001").fill("10.9.0.0/16")
    page.get_by_label("Condition values of rule-001").blur()
    picture(page, "hubs-route-map")
    choose(page, "con-erc-001-to-vhub-001")
    page.get_by_label("Route map outbound").select_option("rm-001")
    wait_saved(page)
    _tab(page, "erc-001", "Route table")
    expect(page.locator("#fragment")).to_contain_text("10.1.0.0/16")
    expect(page.locator("#fragment")).not_to_contain_text("10.9.0.0/16")


def _the_switches_of_the_hub(page: Page) -> None:
    _tab(page, "vhub-001", "Properties")
    page.get_by_label("Routing preference").select_option("ASPath")
    page.get_by_label("Branch-to-branch").uncheck()
    wait_saved(page)
    _tab(page, "erc-001", "Route table")
    expect(page.locator("#fragment")).to_contain_text("10.1.0.0/16")
    expect(page.locator("#fragment")).not_to_contain_text("192.168.1.0/24")


def test_a_network_dragged_to_a_box_in_the_hub_is_connected_to_the_hub(
    page: Page, design: Callable[[object], Links]
) -> None:
    hub, network = "virtualHubs/vhub-001", "virtualNetworks/vnet-spoke-001"
    links = design(
        {
            "schemaVersion": 1,
            "virtualWans": [{"name": "vwan-001"}],
            "virtualHubs": [{"name": "vhub-001", "virtualWan": "vwan-001", "addressPrefix": "10.0.0.0/23"}],
            "virtualNetworks": [{"name": "vnet-spoke-001", "addressSpace": ["10.1.0.0/16"]}],
            "azureFirewalls": [{"name": "afw-001", "virtualHub": "vhub-001"}],
            "canvas": {"positions": {hub: [360, 0], network: [0, 0]}},
        }
    )
    open_editor(page, links["edit"])
    stage = page.locator("#stage").bounding_box()
    assert stage
    page.get_by_role("button", name="Fit").click()
    page.mouse.move(stage["x"] + stage["width"] * 0.25, stage["y"] + stage["height"] / 2)
    handle = page.locator(".handle").bounding_box()
    assert handle
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(stage["x"] + stage["width"] * 0.7, stage["y"] + stage["height"] / 2 + 34, steps=6)
    picture(page, "hubs-drag")
    expect(page.locator(".connect-tip")).to_have_text("Connect: vnet-spoke-001 – vhub-001")
    page.mouse.up()
    expect(page.locator("#side-head h2")).to_have_text("con-spoke-001")
