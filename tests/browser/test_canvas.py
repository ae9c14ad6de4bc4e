"""Each verb of the canvas, tried as a person would: what the stored design holds afterwards is what counts."""

import re
from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import open_editor
from tests.browser.hand import Design, band, box_of, drag, grip_of, networks, places_of, stored_design


def test_rubber_band_and_group_move(page: Page, design: Design) -> None:
    links = design(networks("a", "b", "c"))
    open_editor(page, links["edit"])
    band(page, "a", "b")
    expect(page.locator("#selection-bar")).to_contain_text("2 selected")
    start = grip_of(page, "a")
    drag(page, start, (start[0] + 3, start[1] + 150))
    places = places_of(stored_design(page, links))
    assert places["a"][1] == places["b"][1] > 100
    assert places["b"][0] - places["a"][0] == 360
    assert places["c"] == [720, 0]
    assert places["a"][1] % 20 == 0
    page.keyboard.press("Control+z")
    assert places_of(stored_design(page, links))["b"] == [360, 0]


def test_shift_adds_arrows_nudge_and_one_undo_takes_it_back(page: Page, design: Design) -> None:
    links = design(networks("a", "b", "c"))
    open_editor(page, links["edit"])
    page.mouse.click(*grip_of(page, "a"))
    page.keyboard.down("Shift")
    page.mouse.click(*grip_of(page, "c"))
    page.keyboard.up("Shift")
    expect(page.locator("#selection-bar")).to_contain_text("2 selected")
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    assert places_of(stored_design(page, links)) == {"a": [2, 20], "b": [360, 0], "c": [722, 20]}
    page.keyboard.press("Control+z")
    assert places_of(stored_design(page, links)) == {"a": [0, 0], "b": [360, 0], "c": [720, 0]}


def test_alt_ignores_the_grid(page: Page, design: Design) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    page.mouse.click(*grip_of(page, "a"))
    start = grip_of(page, "a")
    page.keyboard.down("Alt")
    drag(page, start, (start[0] + 33, start[1] + 47))
    page.keyboard.up("Alt")
    assert places_of(stored_design(page, links))["a"] == [33, 47]


def test_align_and_space_evenly(page: Page, design: Design) -> None:
    document = networks("a", "b", "c")
    document["canvas"]["positions"] |= {"virtualNetworks/b": [400, 60], "virtualNetworks/c": [1000, 120]}
    links = design(document)
    open_editor(page, links["edit"])
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="Align top edges").click()
    page.get_by_role("button", name="Space evenly across").click()
    assert places_of(stored_design(page, links)) == {"a": [0, 0], "b": [500, 0], "c": [1000, 0]}


def test_copies_get_their_own_names_and_prefixes(new_context: Callable[..., BrowserContext], design: Design) -> None:
    document = networks("vnet-hub-001", "vnet-spoke-001")
    document["virtualMachines"] = [{"name": "vm-001", "subnet": "vnet-spoke-001/web", "privateIpAddress": "10.1.0.4"}]
    links, other = design(document), design(networks("vnet-spoke-001"))
    page = new_context().new_page()
    open_editor(page, links["edit"] + "?at=virtualNetworks/vnet-spoke-001")
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    page.keyboard.press("Control+d")
    stored = stored_design(page, links)
    assert [
        (net["name"], net["addressSpace"], net["subnets"][0]["addressPrefixes"])
        for net in stored["virtualNetworks"][2:]
    ] == [
        ("vnet-spoke-002", ["10.2.0.0/16"], ["10.2.0.0/24"]),
        ("vnet-spoke-003", ["10.3.0.0/16"], ["10.3.0.0/24"]),
    ]
    assert [(vm["name"], vm["subnet"], vm["privateIpAddress"]) for vm in stored["virtualMachines"][1:]] == [
        ("vm-002", "vnet-spoke-002/web", "10.2.0.4"),
        ("vm-003", "vnet-spoke-003/web", "10.3.0.4"),
    ]
    open_editor(page, other["edit"])
    page.keyboard.press("Control+v")
    assert [net["name"] for net in stored_design(page, other)["virtualNetworks"]] == [
        "vnet-spoke-001",
        "vnet-spoke-002",
    ]


def test_cut_and_paste_into_another_network(page: Page, design: Design) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"] + "?at=a/web")
    page.keyboard.press("Control+x")
    expect(page.locator(".toast", has_text="web removed")).to_be_visible()
    page.mouse.click(*grip_of(page, "b"))
    expect(page.locator("#side-head h2")).to_have_text("b")
    page.keyboard.press("Control+v")
    first, second = stored_design(page, links)["virtualNetworks"]
    assert first.get("subnets", []) == []
    assert [(each["name"], each["addressPrefixes"]) for each in second["subnets"]] == [
        ("web", ["10.1.0.0/24"]),
        ("web-001", ["10.1.1.0/24"]),
    ]


def test_control_drag_leaves_the_original(page: Page, design: Design) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    start = grip_of(page, "a")
    page.keyboard.down("Control")
    drag(page, start, (start[0], start[1] + 200))
    page.keyboard.up("Control")
    stored = stored_design(page, links)
    assert [net["name"] for net in stored["virtualNetworks"]] == ["a", "b", "a-001"]
    assert places_of(stored)["a"] == [0, 0]
    assert places_of(stored)["a-001"][1] >= 180


def test_spokes_join_the_hub_in_one_edit(page: Page, design: Design) -> None:
    links = design(networks("vnet-hub-001", "a", "b", "c"))
    open_editor(page, links["edit"])
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="Join to vnet-hub-001").click()
    hub, *spokes = stored_design(page, links)["virtualNetworks"]
    assert [each["remoteVirtualNetwork"] for each in hub["peerings"]] == ["a", "b", "c"]
    assert all(each["peerings"][0]["remoteVirtualNetwork"] == "vnet-hub-001" for each in spokes)
    page.keyboard.press("Control+z")
    assert not any(each.get("peerings") for each in stored_design(page, links)["virtualNetworks"])


def test_closed_networks_keep_their_lines_and_open_again(page: Page, design: Design) -> None:
    links = design("er-vpn-coexistence")
    open_editor(page, links["edit"] + "?at=virtualNetworks/vnet-hub-weu-001")
    page.keyboard.press("Control+Home")
    stored = stored_design(page, links)
    assert stored["canvas"]["collapsed"] == ["virtualNetworks/vnet-hub-weu-001"]
    drawn = page.evaluate("document.getElementById('canvas')._cyreg.cy.elements().map(one => one.id())")
    assert "virtualNetworkGateways/ergw-hub-weu-001" not in drawn
    assert {each["name"] for each in stored["connections"]} <= {each.rpartition("/")[2] for each in drawn}
    page.keyboard.press("Control+End")
    page.wait_for_function("() => document.getElementById('canvas')._cyreg.cy.nodes().length > 9")
    assert "collapsed" not in stored_design(page, links).get("canvas", {})


def test_notes_and_frames(page: Page, design: Design) -> None:
    links = design(networks("a", "b"))
    open_editor(page, links["edit"])
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+g")
    page.get_by_label("Stands for").select_option("subscription")
    page.get_by_label("Label").fill("Corp")
    page.get_by_label("Label").blur()
    page.get_by_role("button", name="Note", exact=True).click()
    page.get_by_label("Text").fill("All traffic passes the firewall.")
    page.get_by_label("Text").blur()
    stored = stored_design(page, links)["canvas"]
    members = ["virtualNetworks/a", "virtualNetworks/b"]
    assert stored["frames"] == [{"name": "frame-001", "kind": "subscription", "label": "Corp", "members": members}]
    assert stored["notes"] == [{"name": "note-001", "text": "All traffic passes the firewall."}]
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+1")
    x, y, width, _ = box_of(page, "frames/frame-001")
    drag(page, (x + width / 2, y + 8), (x + width / 2, y + 108))
    places = places_of(stored_design(page, links))
    assert places["a"][1] == places["b"][1] > 40
    assert ">Corp<" in page.request.get(links["edit"] + ".svg").text()


def test_arranging_the_rest_keeps_the_selected_box(page: Page, design: Design) -> None:
    document = networks("a", "b", "c")
    document["canvas"]["positions"] = {f"virtualNetworks/{name}": [900, 700] for name in "abc"}
    links = design(document)
    open_editor(page, links["edit"] + "?at=virtualNetworks/b")
    page.keyboard.press("Control+k")
    page.keyboard.type("Arrange the rest")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)
    canvas = stored_design(page, links)["canvas"]
    assert canvas["positions"]["virtualNetworks/b"] == [900, 700]
    assert canvas["arranged"] == ["virtualNetworks/a", "virtualNetworks/c"]
    assert all(canvas["positions"][path] != [900, 700] for path in canvas["arranged"])


def test_an_address_plan_adds_the_chosen_prefix(page: Page, design: Design) -> None:
    links = design(networks("a"))
    open_editor(page, links["edit"] + "?at=virtualNetworks/a&tab=properties")
    page.get_by_label("Size of the next subnet").select_option("/22")
    page.get_by_role("button", name="Add as subnet").click()
    subnets = stored_design(page, links)["virtualNetworks"][0]["subnets"]
    assert [each["addressPrefixes"] for each in subnets] == [["10.0.0.0/24"], ["10.0.4.0/22"]]


def test_the_tour_is_left_once_and_for_all(browser: Browser, server: str, design: Design) -> None:
    page = browser.new_context(base_url=server).new_page()
    open_editor(page, design("empty")["edit"])
    tour = page.get_by_role("dialog", name="First steps")
    for words in ("Add", "Connect", "Read the routes", "Let something fail"):
        expect(tour.get_by_role("heading")).to_have_text(words)
        tour.get_by_role("button", name=re.compile("Next|Done")).click()
    expect(tour).to_be_hidden()
    page.reload()
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    expect(tour).to_be_hidden()
    page.context.close()
