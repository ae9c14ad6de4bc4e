"""What becomes of a thing by where it is dropped, what may not be connected, and the minimap."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import open_editor
from tests.browser.hand import Design, box_of, drag, grip_of, networks, stored_design


def _drop(page: Page, kind: str, path: str) -> None:
    """Drag a kind from the palette to the middle of a box."""
    item = page.locator(f'.palette-item[data-kind="{kind}"]')
    item.scroll_into_view_if_needed()
    spot = item.bounding_box()
    assert spot is not None
    x, y, width, height = box_of(page, path)
    drag(page, (spot["x"] + 60, spot["y"] + 10), (x + width / 2, y + height / 2))
    page.wait_for_timeout(300)


def test_what_a_network_does_with_what_is_dropped_on_it(page: Page, design: Design) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    for kind in ("subnet", "expressroute-gateway", "route-server", "firewall"):
        _drop(page, kind, "virtualNetworks/b")
    _drop(page, "route-table", "virtualNetworks/b/subnets/web")
    _drop(page, "private-endpoint", "virtualNetworks/b/subnets/snet-workload-001")
    stored = stored_design(page, links)
    first, second = stored["virtualNetworks"]
    assert [each["name"] for each in first["subnets"]] == ["web"]
    prefixes = {each["name"]: each["addressPrefixes"][0] for each in second["subnets"]}
    assert list(prefixes) == ["web", "snet-workload-001", "GatewaySubnet", "RouteServerSubnet", "AzureFirewallSubnet"]
    assert all(prefix.startswith("10.1.") for prefix in prefixes.values())
    assert len(set(prefixes.values())) == len(prefixes)
    (table,) = stored["routeTables"]
    assert second["subnets"][0]["routeTable"] == table["name"]
    (gateway,) = stored["virtualNetworkGateways"]
    assert gateway["virtualNetwork"] == "b"
    (endpoint,) = stored["privateEndpoints"]
    assert endpoint["subnet"] == "b/snet-workload-001"
    assert endpoint["privateIpAddress"] == prefixes["snet-workload-001"].replace(".0/24", ".4")


def test_what_belongs_to_a_site_and_to_a_virtual_wan(page: Page, design: Design) -> None:
    document: dict[str, Any] = networks("a") | {
        "sites": [{"name": "hq", "asn": 65010, "addressSpace": ["172.16.0.0/16"]}],
        "virtualWans": [{"name": "wan"}],
    }
    document["canvas"]["positions"] |= {"sites/hq": [0, 240], "virtualWans/wan": [0, 400]}
    links = design(document)
    open_editor(page, links["edit"])
    _drop(page, "circuit", "sites/hq")
    wan = box_of(page, "virtualWans/wan")
    _drop(page, "virtual-hub", "virtualWans/wan")
    stored = stored_design(page, links)
    assert stored["expressRouteCircuits"][0]["site"] == "hq"
    assert stored["virtualHubs"][0]["virtualWan"] == "wan"
    hub, around = box_of(page, "virtualHubs/vhub-001"), box_of(page, "virtualWans/wan")
    assert around[0] < hub[0] < around[0] + around[2]
    assert abs(around[1] - wan[1]) < 120


def test_what_may_not_be_connected_says_why(page: Page, design: Design) -> None:
    document = networks("a", "b")
    document["virtualNetworks"][1]["addressSpace"] = ["10.0.0.0/16"]
    document["virtualNetworks"][1]["subnets"] = []
    links = design(document)
    open_editor(page, links["edit"])
    page.mouse.move(*grip_of(page, "a"))
    handle = page.locator(".handle").bounding_box()
    assert handle is not None
    page.mouse.move(handle["x"] + 10, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(*grip_of(page, "b"), steps=4)
    expect(page.locator(".connect-tip")).to_contain_text("overlap")
    page.mouse.up()
    assert not any(each.get("peerings") for each in stored_design(page, links)["virtualNetworks"])


def test_the_minimap_comes_when_something_lies_outside_and_pans(page: Page, design: Design) -> None:
    open_editor(page, design(networks("a", "b", step=1600))["edit"])
    minimap = page.locator("#minimap")
    expect(minimap).to_be_hidden()
    page.keyboard.press("Control+0")
    expect(minimap).to_be_visible()
    spot = minimap.bounding_box()
    assert spot is not None
    middle = spot["y"] + spot["height"] / 2
    page.mouse.click(spot["x"] + spot["width"] - 12, middle)
    right = box_of(page, "virtualNetworks/b")
    page.mouse.click(spot["x"] + 12, middle)
    assert box_of(page, "virtualNetworks/b")[0] > right[0] + 800
    page.keyboard.press("m")
    expect(minimap).to_be_hidden()
    page.keyboard.press("m")
    expect(minimap).to_be_visible()


def test_clients_are_drawn_beside_the_gateway_that_they_were_dropped_on(page: Page, design: Design) -> None:
    document: dict[str, Any] = networks("a", "b")
    gateway = {"name": "vpngw", "gatewayType": "Vpn", "vpnType": "RouteBased", "sku": "VpnGw1AZ", "virtualNetwork": "b"}
    document["virtualNetworks"][1]["subnets"].append({"name": "GatewaySubnet", "addressPrefixes": ["10.1.255.0/27"]})
    links = design(document | {"virtualNetworkGateways": [gateway]})
    open_editor(page, links["edit"])
    _drop(page, "p2s-pool", "virtualNetworkGateways/vpngw")
    assert stored_design(page, links)["virtualNetworkGateways"][0]["vpnClientConfiguration"]
    clients = box_of(page, "virtualNetworkGateways/vpngw/vpnClientConfiguration")
    network = box_of(page, "virtualNetworks/b")
    assert clients[0] >= network[0] + network[2] or clients[1] >= network[1] + network[3]
    assert abs(clients[0] - network[0]) < 400
    assert abs(clients[1] - network[1]) < 400
