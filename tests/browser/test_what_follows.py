"""What the what-if screens say beside the usual: the Internet, an empty design, sweeps that stop and go on."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from app.gallery import template
from tests.browser.conftest import open_editor, picture

Maker = Callable[[object], dict[str, str]]
CIRCUIT = "expressRouteCircuits/erc-ams-001"
TINTED = "() => document.getElementById('canvas')._cyreg.cy.$('node.exposed').map(one => one.id()).sort()"


def _drawer(page: Page, name: str) -> None:
    page.locator("#drawer-tabs").get_by_role("tab", name=name).click()


def test_what_now_leaves_over_the_internet_is_counted_and_tinted(page: Page, design: Maker) -> None:
    document = template("er-primary-vpn-backup")
    document["expressRouteCircuits"][0]["advertisedPrefixes"] = ["172.16.0.0/16", "0.0.0.0/0"]
    open_editor(page, design(document)["edit"] + f"?down={CIRCUIT}")
    found = page.locator("#whatif-found")
    expect(found).to_contain_text("! 4 flows over the Internet")
    assert page.evaluate(TINTED) == [
        "virtualNetworks/vnet-apps-weu-001/subnets/snet-api",
        "virtualNetworks/vnet-apps-weu-001/subnets/snet-web",
        "virtualNetworks/vnet-data-weu-001/subnets/snet-sql",
        "virtualNetworks/vnet-hub-weu-001/subnets/snet-shared",
    ]
    found.get_by_role("button", name="Which").click()
    expect(found.locator("li", has_text="↔ hq-paris")).to_contain_text("4 flows each way")
    picture(page, "what-if-internet")
    page.get_by_role("button", name="All back").click()
    expect(found).to_be_hidden()
    assert page.evaluate(TINTED) == []


def test_failures_beside_a_failure_are_tried_anew_when_it_is_back(page: Page, design: Maker) -> None:
    open_editor(page, design("er-primary-vpn-backup")["edit"] + f"?down={CIRCUIT}&down=sites/gone")
    expect(page.locator("#toasts")).to_contain_text("Not in this design any more, so it cannot fail: gone.")
    _drawer(page, "Failures")
    tried = page.locator("#drawer-failures").get_by_role("status")
    expect(tried).to_contain_text("13 single failures tried beside erc-ams-001")
    page.get_by_role("button", name="All back").click()
    expect(tried).to_contain_text("14 single failures tried: 3 cut flows")


def test_what_is_taken_out_or_renamed_is_down_no_more(page: Page, design: Maker) -> None:
    hub = "virtualNetworks/vnet-hub-weu-001"
    failed = [f"{CIRCUIT}/links/primary", f"{hub}/peerings/peer-hub-001-to-apps-001"]
    query = "&".join(f"down={path}" for path in [*failed, f"{hub}/peerings/gone"])
    open_editor(page, f"{design('er-primary-vpn-backup')['edit']}?{query}")
    expect(page.locator("#toasts")).to_contain_text("it cannot fail: gone.")
    expect(page.locator("#downs .down-chip")).to_have_count(2)
    page.get_by_role("tab", name="Outline").click()
    page.locator(f'#outline [data-path="{CIRCUIT}"]').press("Delete")
    expect(page.locator("#downs")).to_have_text("peer-hub-001-to-apps-001")
    expect(page.locator("#whatif-found")).to_contain_text("8 flows lost")
    assert CIRCUIT not in page.url


def test_a_design_with_nothing_in_it(page: Page, design: Maker) -> None:
    open_editor(page, design("empty")["edit"])
    _drawer(page, "Failures")
    failures = page.locator("#drawer-failures")
    expect(failures.get_by_role("status")).to_have_text("There is nothing in this design that could fail.")
    for name in ("Try pairs", "Go on"):
        expect(failures.get_by_role("button", name=name)).to_have_count(0)
    _drawer(page, "Intents")
    page.get_by_role("button", name="Suggest").click()
    expect(page.locator("#toasts")).to_contain_text("Nothing to suggest yet")


def test_pairs_stop_and_go_on_where_they_stopped(page: Page, design: Maker) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        start = route.request.url.partition("start=")[2].partition("&")[0]
        asked.append(start)
        if len(asked) == 2:
            return
        following = {"0": 1000, "1000": None}[start]
        part = {"failures": [], "tried": 1000, "harmless": 1000, "classes": 2000, "next": following}
        route.fulfill(body=json.dumps(part), content_type="application/json")

    open_editor(page, design("er-primary-vpn-backup")["edit"])
    _drawer(page, "Failures")
    drawer = page.locator("#drawer-failures")
    page.route("**/sweep?*pairs=true*", answer)
    drawer.get_by_role("button", name="Try pairs").click()
    expect(drawer.get_by_role("status")).to_have_text("1,000 of 2,000 pairs tried …")
    drawer.get_by_role("button", name="Stop").click()
    expect(drawer.get_by_role("status")).to_contain_text("Stopped after 1,000 of 2,000.")
    drawer.get_by_role("button", name="Go on").click()
    expect(drawer.get_by_role("status")).to_contain_text("2,000 pairs tried: 0 cut more than both alone.")
    assert asked == ["0", "1000", "1000"]


def test_broken_intents_come_first_and_name_what_azure_picks(page: Page, design: Maker) -> None:
    ends = {"from": "vnet-apps-weu-001", "to": "sites/hq-paris"}
    document = template("er-primary-vpn-backup")
    document["intents"] = [
        {"name": "kept", "kind": "reachable", **ends},
        {"name": "broken", "kind": "leavesBy", "by": "VPN", **ends},
    ]
    open_editor(page, design(document)["edit"])
    _drawer(page, "Intents")
    first = page.locator("#drawer-intents .intent").first
    expect(first).to_contain_text("leaves by VPN")
    expect(first).to_contain_text("erc-ams-001 primary, erc-ams-001 secondary")
    expect(first).not_to_contain_text("@")


def test_a_stopped_firewall_drops_and_the_copied_table_is_that_of_now(page: Page, design: Maker) -> None:
    link = design("firewall-both-directions")["edit"]
    open_editor(page, f"{link}?at=vnet-apps-weu-001/snet-web&down=azureFirewalls/afw-hub-weu-001")
    row = page.locator('tr.route[data-prefix="0.0.0.0/0"].dropped')
    expect(row).to_contain_text("None")
    expect(row.locator(".was")).to_contain_text("VirtualAppliance")
    expect(page.locator(".compared")).to_contain_text("× 1 dropped")
    picture(page, "what-if-firewall-stopped")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("menuitem", name="CSV").click()
    expect(page.locator("#toasts")).to_contain_text("CSV copied")
    assert "User,Active,0.0.0.0/0,None,10.20.0.68" in page.evaluate("navigator.clipboard.readText()").splitlines()


def test_the_keyboard_stays_in_the_strip(page: Page, design: Maker) -> None:
    open_editor(page, design("er-primary-vpn-backup")["edit"] + f"?down={CIRCUIT}")
    strip = page.get_by_role("region", name="What if")
    which = strip.get_by_role("button", name="Which")
    which.focus()
    page.keyboard.press("Enter")
    expect(strip.get_by_role("button", name="Less")).to_be_focused()
    strip.get_by_role("button", name="how it fails").focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitemradio", name="Prefix limit exceeded").press("Enter")
    expect(strip.get_by_role("button", name="primary link is down")).to_be_focused()
    strip.get_by_role("button", name="primary link: up again").press("Enter")
    expect(strip).to_be_focused()
    page.keyboard.press("Tab")
    expect(strip.get_by_role("button", name="secondary link is down")).to_be_focused()
