"""The five minutes of a newcomer: open an example, read routes, add and peer a network, watch, undo, share, export."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import choose, open_editor, picture, prefixes, wait_saved

SITES = {"172.16.0.0/16", "192.168.100.0/24"}


def _drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 12, start[1] + 12, steps=3)
    page.mouse.move(*end, steps=8)
    page.mouse.up()


def _connect(page: Page, start: str, end: str) -> None:
    choose(page, start)
    page.keyboard.press("c")
    page.get_by_role("dialog").get_by_role("combobox").fill(end)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_five_minutes(new_context: Callable[..., BrowserContext], theme: str) -> None:
    page = new_context(theme).new_page()
    page.goto("/")
    picture(page, f"gallery-{theme}")
    page.get_by_role("link", name="ExpressRoute and VPN in one hub").click()
    page.wait_for_url("**/d/*")
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    picture(page, f"journey-1-opened-{theme}")
    _read_every_subnet(page, theme)
    _add_and_peer(page)
    _use_the_remote_gateway(page, theme)
    _undo_and_redo(page)
    view_link = _share_and_export(page, theme)
    viewer = new_context(theme).new_page()
    open_editor(viewer, view_link)
    expect(viewer.locator("#save-state")).to_have_text("View only")
    choose(viewer, "snet-workload-001")
    expect(viewer.locator("#routes")).to_contain_text("172.16.0.0/16")
    expect(viewer.locator('[data-kind="virtual-network"]')).to_be_disabled()
    picture(viewer, f"journey-6-viewer-{theme}")


def _read_every_subnet(page: Page, theme: str) -> None:
    choose(page, "snet-web")
    expect(page.locator("#routes")).to_be_visible()
    assert set(prefixes(page)) >= {"10.21.0.0/16", "10.20.0.0/22", "0.0.0.0/0", *SITES}
    for subnet in ("GatewaySubnet", "snet-shared", "snet-sql"):
        choose(page, subnet)
        expect(page.locator("#side-head h2")).to_have_text(subnet)
        expect(page.locator("tr.route").first).to_be_visible()
    page.locator("tr.route", has_text="172.16.0.0/16").first.click()
    expect(page.locator(".why:visible")).to_contain_text("Why 172.16.0.0/16")
    picture(page, f"journey-2-routes-{theme}")


def _add_and_peer(page: Page) -> None:
    page.get_by_role("tab", name="Add").click()
    item = page.locator('[data-kind="virtual-network"]').bounding_box()
    stage = page.locator("#stage").bounding_box()
    assert item
    assert stage
    _drag(page, (item["x"] + 40, item["y"] + 12), (stage["x"] + stage["width"] * 0.55, stage["y"] + 60))
    expect(page.locator("#side-head h2")).to_have_text("vnet-spoke-001")
    wait_saved(page)
    _connect(page, "vnet-spoke-001", "vnet-hub-weu-001")
    expect(page.get_by_label("Use the other network's gateways").first).to_be_visible()
    wait_saved(page)
    choose(page, "snet-workload-001")
    expect(page.locator("#routes")).to_contain_text("VNetPeering")
    assert not SITES & set(prefixes(page))


def _use_the_remote_gateway(page: Page, theme: str) -> None:
    choose(page, "peer-spoke-to-hub-weu")
    page.get_by_label("Use the other network's gateways").first.check()
    wait_saved(page)
    choose(page, "snet-workload-001")
    expect(page.locator("#routes")).to_contain_text("172.16.0.0/16")
    assert set(prefixes(page)) >= SITES
    picture(page, f"journey-3-remote-gateway-{theme}")


def _undo_and_redo(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").first.click()
    wait_saved(page)
    choose(page, "snet-workload-001")
    expect(page.locator("#routes")).not_to_contain_text("172.16.0.0/16")
    page.get_by_role("button", name="Redo").click()
    wait_saved(page)
    choose(page, "snet-workload-001")
    expect(page.locator("#routes")).to_contain_text("172.16.0.0/16")


def _share_and_export(page: Page, theme: str) -> str:
    page.get_by_role("button", name="Share", exact=True).click()
    view_link = page.get_by_label("Can view").input_value()
    picture(page, f"journey-4-share-{theme}")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Export").click()
    picture(page, f"journey-5-export-{theme}")
    page.get_by_role("radio", name="SVG").check(force=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download SVG").click()
    assert b"vnet-spoke-001" in download.value.path().read_bytes()
    page.get_by_role("radio", name="PNG").check(force=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download PNG").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    return view_link


def test_connect_by_dragging_the_handle(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    networks = [
        {"name": name, "addressSpace": [f"10.{number}.0.0/16"]} for number, name in enumerate(("vnet-a", "vnet-b"), 1)
    ]
    positions = {"virtualNetworks/vnet-a": [0, 0], "virtualNetworks/vnet-b": [360, 0]}
    links = design({"schemaVersion": 1, "virtualNetworks": networks, "canvas": {"positions": positions}})
    open_editor(page, links["edit"])
    stage = page.locator("#stage").bounding_box()
    assert stage
    middle = (stage["x"] + stage["width"] / 2, stage["y"] + stage["height"] / 2)
    page.mouse.move(middle[0] - 180, middle[1])
    handle = page.locator(".handle").bounding_box()
    assert handle
    start = (handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(middle[0] + 150, middle[1], steps=6)
    expect(page.locator(".connect-tip")).to_contain_text("Peer")
    picture(page, "connecting")
    page.mouse.up()
    wait_saved(page)
    document = json.loads(page.request.get(links["edit"] + ".json").text())
    assert [len(network["peerings"]) for network in document["virtualNetworks"]] == [1, 1]


def test_what_if_on_the_canvas_and_in_the_address(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    links = design("er-vpn-coexistence")
    open_editor(page, links["edit"] + "?at=vnet-apps-weu-001/snet-web&down=expressRouteCircuits/erc-ams-001")
    expect(page.locator("#whatif-bar")).to_be_visible()
    expect(page.locator("tr.route.lost")).to_contain_text("172.16.0.0/16")
    picture(page, "what-if")
    page.locator("#downs").get_by_role("button", name="up again").click()
    expect(page.locator("tr.route.lost")).to_have_count(0)
    assert "down=" not in page.url
    page.locator('[data-verb="mode-whatif"]').click()
    expect(page.locator("#whatif-bar")).to_be_hidden()


def test_two_people_in_one_design(
    new_context: Callable[..., BrowserContext], design: Callable[[object], dict[str, str]]
) -> None:
    """A stale save is merged; what both changed is asked about."""
    links = design("er-vpn-coexistence")
    mine, theirs = new_context().new_page(), new_context().new_page()
    for person in (mine, theirs):
        open_editor(person, links["edit"] + "?at=sites/hq-paris&tab=properties")
    theirs.get_by_label("AS number").fill("65111")
    theirs.get_by_label("AS number").blur()
    wait_saved(theirs)
    mine.get_by_label("Passes traffic on").check()
    wait_saved(mine)
    expect(mine.get_by_label("AS number")).to_have_value("65111")
    expect(theirs.get_by_label("Passes traffic on")).to_be_checked()
    mine.context.set_offline(True)
    mine.get_by_label("AS number").fill("65333")
    mine.get_by_label("AS number").blur()
    expect(mine.locator("#save-state")).to_contain_text("Offline")
    theirs.get_by_label("AS number").fill("65222")
    theirs.get_by_label("AS number").blur()
    wait_saved(theirs)
    mine.context.set_offline(False)
    dialog = mine.get_by_role("dialog")
    expect(dialog).to_contain_text("65222")
    expect(dialog).to_contain_text("65333")
    picture(mine, "conflict")
    dialog.get_by_text("Mine").click()
    dialog.get_by_role("button", name="Save").click()
    wait_saved(mine)
    document = json.loads(mine.request.get(links["edit"] + ".json").text())
    assert next(site for site in document["sites"] if site["name"] == "hq-paris")["asn"] == 65333


def test_remove_find_and_reset_by_keyboard(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    links = design("er-vpn-coexistence")
    open_editor(page, links["edit"])
    page.keyboard.press("Control+k")
    page.keyboard.type("10.23.1.7")
    page.keyboard.press("Enter")
    expect(page.locator("#side-head h2")).to_have_text("snet-sql")
    page.keyboard.press("Control+k")
    page.keyboard.type("vnet-data")
    page.keyboard.press("Enter")
    expect(page.locator("#side-head h2")).to_have_text("vnet-data-weu-001")
    page.keyboard.press("Delete")
    expect(page.locator(".toast")).to_contain_text("vnet-data-weu-001 removed")
    wait_saved(page)
    document = json.loads(page.request.get(links["edit"] + ".json").text())
    assert "vnet-data-weu-001" not in json.dumps(document)
    page.keyboard.press("Control+z")
    wait_saved(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Undo")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Share", exact=True).click()
    page.on("dialog", lambda dialog: dialog.accept())
    old = page.get_by_label("Can view").input_value()
    page.get_by_role("button", name="Reset").first.click()
    expect(page.get_by_label("Can view")).not_to_have_value(old)
    assert page.request.get(old).status == 404
