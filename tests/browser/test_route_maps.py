"""Route maps of a hub on the screen: several conditions and actions, their order, undo, what becomes of routes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import choose, open_editor, picture, wait_saved
from tests.browser.test_sharing import call, token

Make = Callable[..., BrowserContext]
New = Callable[[object], dict[str, str]]
HUB = "vhub-weu-001"


def stored_rules(page: Page, server: str, link: str) -> list[dict[str, object]]:
    wait_saved(page)
    hubs = call(server, "GET", token(link))["document"]["virtualHubs"]
    rules: list[dict[str, object]] = next(hub for hub in hubs if hub["name"] == HUB)["routeMaps"][0]["rules"]
    return rules


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    page.get_by_label(label, exact=True).press("Tab")


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 1024)])
def test_several_conditions_and_actions(new_context: Make, design: New, server: str, theme: str, width: int) -> None:
    page = new_context(theme, width, 800).new_page()
    link = design("vwan-er-primary-vpn-backup")["edit"]
    open_editor(page, f"{link}?at=virtualHubs/{HUB}")
    page.locator("#side").get_by_role("tab", name="Route tables").click()
    page.get_by_role("button", name="Route map", exact=True).click()
    page.get_by_role("button", name="Rule", exact=True).click()
    fill(page, "Condition values of rule-001", "172.16.0.0/12")
    page.get_by_role("button", name="Add condition to rule-001").click()
    page.get_by_label("Condition 2 of rule-001", exact=True).select_option(label="AS path lacks")
    fill(page, "Condition values 2 of rule-001", "64999")
    page.get_by_label("Action of rule-001", exact=True).select_option(label="prepend AS path")
    fill(page, "Action values of rule-001", "64500 64500")
    page.get_by_role("button", name="Add action to rule-001").click()
    page.get_by_label("Action 2 of rule-001", exact=True).select_option(label="add community")
    fill(page, "Action values 2 of rule-001", "65000:1")
    expect(page.locator(".map-rule-note")).to_contain_text("routes are worked out without them")
    assert stored_rules(page, server, link) == [
        {
            "name": "rule-001",
            "matchCriteria": [
                {"matchCondition": "Contains", "routePrefix": ["172.16.0.0/12"]},
                {"matchCondition": "NotContains", "asPath": ["64999"]},
            ],
            "actions": [
                {"type": "Add", "parameters": [{"asPath": ["64500", "64500"]}]},
                {"type": "Add", "parameters": [{"community": ["65000:1"]}]},
            ],
            "nextStepIfMatched": "Terminate",
        }
    ]
    page.get_by_role("button", name="Rule", exact=True).click()
    page.get_by_role("button", name="Move rule-002 up").click()
    assert [rule["name"] for rule in stored_rules(page, server, link)] == ["rule-002", "rule-001"]
    page.locator(".route-maps-head").scroll_into_view_if_needed()
    picture(page, f"route-map-{theme}")
    page.get_by_role("button", name="Remove condition 2 of rule-001").click()
    expect(page.get_by_label("Condition 2 of rule-001", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_label("Condition values 2 of rule-001", exact=True)).to_have_value("64999")


def test_both_conditions_must_hold_for_the_circuit_to_lengthen_its_path(page: Page, design: New) -> None:
    open_editor(page, f"{design('vwan-er-primary-vpn-backup')['edit']}?at=virtualHubs/{HUB}")
    page.locator("#side").get_by_role("tab", name="Route tables").click()
    page.get_by_role("button", name="Route map", exact=True).click()
    page.get_by_role("button", name="Rule", exact=True).click()
    fill(page, "Condition values of rule-001", "172.16.0.0/12")
    page.get_by_role("button", name="Add condition to rule-001").click()
    fill(page, "Condition values 2 of rule-001", "64999")
    page.get_by_label("Action of rule-001", exact=True).select_option(label="prepend AS path")
    fill(page, "Action values of rule-001", "64500 64500")
    choose(page, "con-hq-er")
    page.get_by_label("Route map inbound").select_option("rm-001")
    wait_saved(page)
    choose(page, HUB)
    page.locator("#side").get_by_role("tab", name="Effective routes").click()
    row = page.locator("#routes tr.route", has_text="172.16.0.0/16")
    expect(row).to_contain_text("12076 65020")
    expect(row).not_to_contain_text("64500")
    page.locator("#side").get_by_role("tab", name="Route tables").click()
    fill(page, "Condition values 2 of rule-001", "65020")
    wait_saved(page)
    page.locator("#side").get_by_role("tab", name="Effective routes").click()
    expect(page.locator("#routes tr.route", has_text="172.16.0.0/16")).to_contain_text("64500 64500")
