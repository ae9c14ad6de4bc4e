"""Findings on the screen: marks, jumps, fixes with undo, dismissals, and the attempts at conditional web access."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from app.gallery import template
from tests.browser.conftest import choose, open_editor, picture, wait_saved

Make = Callable[[object], dict[str, str]]


def drawer(page: Page, address: str) -> Locator:
    """Open a design and its findings."""
    open_editor(page, address)
    page.locator("#findings-button").click()
    expect(page.locator("#findings-list")).to_be_visible()
    return page.locator("#findings")


def of_rule(page: Page, rule: str) -> Locator:
    """The findings of one rule, dismissed or not."""
    return page.locator(f'.finding[data-rule="{rule}"]')


def two_mistakes() -> dict[str, object]:
    """A design with two refusals at one peering, and a warning, an advice and a note elsewhere."""
    document = template("web-access-3-own-gateways")
    for network in document["virtualNetworks"]:
        for peering in network["peerings"] if "vdi" in network["name"] else ():
            peering["useRemoteGateways"] = True
    route = {"name": "out", "addressPrefix": "198.18.0.0/24", "nextHopType": "VirtualAppliance"}
    document["routeTables"] = [
        {"name": "rt", "location": "westeurope", "routes": [{**route, "nextHopIpAddress": "10.99.0.4"}]}
    ]
    document["virtualNetworks"][0]["subnets"][1]["routeTable"] = "rt"
    return document


def test_gravest_first_filter_marks_and_jumps(page: Page, design: Make) -> None:
    found = drawer(page, design(two_mistakes())["edit"])
    kinds = found.locator("section").evaluate_all("all => all.map(one => one.dataset.kind)")
    assert kinds == ["refused", "warned", "advice", "note"]
    expect(page.locator("#findings-count")).to_have_text("2 refused, 3 more")
    found.get_by_role("button", name="Warning 1").click()
    expect(found.locator(".finding:visible")).to_have_count(1)
    expect(of_rule(page, "H-45")).to_be_visible()
    found.get_by_role("button", name="All 5").click()
    expect(found.locator(".finding:visible")).to_have_count(5)
    mark = page.locator(".badge.refused")
    expect(mark).to_have_text("2")
    mark.click()
    expect(found.locator(".finding.shown")).to_have_count(2)
    of_rule(page, "RC-COST").get_by_role("button", name="vnet-vdi-weu-001").click()
    expect(page.locator("#side-head")).to_contain_text("vnet-vdi-weu-001")
    picture(page, "findings-two-mistakes")


def test_dismissed_with_a_reason_and_brought_back(page: Page, design: Make) -> None:
    links = design("web-access-4-vpn-in-hub")
    drawer(page, links["edit"])
    of_rule(page, "RC-LEAK").get_by_role("button", name="Dismiss").click()
    page.get_by_label("Reason").fill("The proxy serves everybody. Agreed on Monday.")
    page.get_by_role("dialog").get_by_role("button", name="Dismiss").click()
    wait_saved(page)
    expect(page.locator("#findings-count")).to_have_text("No findings")
    expect(page.locator(".badge")).to_have_count(0)
    expect(page.locator("#findings")).to_contain_text("Nothing but what was dismissed")
    page.reload()
    page.locator("#findings-button").click()
    page.get_by_text("1 dismissed").click()
    expect(of_rule(page, "RC-LEAK")).to_contain_text("Agreed on Monday")
    of_rule(page, "RC-LEAK").get_by_role("button", name="Bring back").click()
    wait_saved(page)
    expect(page.locator("#findings-count")).to_have_text("1 warning")
    open_editor(page, links["view"])
    page.locator("#findings-button").click()
    expect(of_rule(page, "RC-LEAK")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Dismiss|Exempt"))).to_have_count(0)


def test_a_good_design_has_nothing_to_say(page: Page, design: Make) -> None:
    found = drawer(page, design("branch-to-branch")["edit"])
    expect(found).to_contain_text("Nothing to say")
    expect(page.locator("#findings-count")).to_have_text("No findings")
    expect(found.locator(".finding-filter")).to_have_count(0)


def test_first_attempt_is_refused_in_azures_words(page: Page, design: Make) -> None:
    drawer(page, design("web-access-1-dedicated-vnet")["edit"])
    message = of_rule(page, "H-07").locator(".message")
    expect(message).to_have_text(
        re.compile(
            r"^Failed to add virtual network peering 'peer-vdi-001-to-proxy-001'\. Error: Peering \S+ cannot have "
            r"UseRemoteGateways flag set to true, because another peering \S+ already has UseRemoteGateways flag set "
            r"to true\.$"
        )
    )
    of_rule(page, "H-07").get_by_role("button", name="Copy Azure's message").click()
    expect(page.locator(".toast").last).to_contain_text("copied")
    assert page.evaluate("navigator.clipboard.readText()") == message.text_content()


def test_second_attempt_is_refused_and_the_fix_loses_the_office(page: Page, design: Make) -> None:
    drawer(page, design("web-access-2-vpn-in-spoke")["edit"])
    refusal = of_rule(page, "H-08")
    expect(refusal).to_contain_text('disables "Use the remote virtual network\'s gateway"')
    expect(page.locator("#findings-count")).to_contain_text("1 refused")
    refusal.locator("[data-fix]").click()
    page.get_by_role("dialog").get_by_role("button", name="Fix", exact=True).click()
    wait_saved(page)
    expect(of_rule(page, "H-08")).to_have_count(0)
    choose(page, "snet-tenant")
    expect(page.locator("#routes")).to_contain_text("128.0.0.0/1")
    expect(page.locator("#routes")).not_to_contain_text("172.16.0.0/16")


def test_third_attempt_passes_with_its_price(page: Page, design: Make) -> None:
    drawer(page, design("web-access-3-own-gateways")["edit"])
    expect(page.locator('section[data-kind="refused"], section[data-kind="limit"]')).to_have_count(0)
    expect(of_rule(page, "RC-COST")).to_contain_text(
        "every further network that wants the same costs two more gateways"
    )
    choose(page, "snet-tenant")
    expect(page.locator("#routes")).to_contain_text("172.16.0.0/16")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_fourth_attempt_leaks_and_the_fix_mends_it(
    new_context: Callable[..., BrowserContext], design: Make, theme: str
) -> None:
    page = new_context(theme, 1280, 800).new_page()
    drawer(page, design("web-access-4-vpn-in-hub")["edit"])
    leak = of_rule(page, "RC-LEAK")
    expect(leak).to_contain_text("6 of 6 subnets in 4 networks")
    picture(page, f"findings-leak-{theme}")
    leak.locator("[data-fix]").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("rt-exempt")
    kept = dialog.locator("li", has_text="snet-tenant").get_by_role("checkbox")
    expect(kept).to_be_checked()
    kept.uncheck()
    picture(page, f"findings-fix-{theme}")
    dialog.get_by_role("button", name="Fix", exact=True).click()
    wait_saved(page)
    expect(page.locator("#findings-count")).to_have_text("1 finding")
    expect(of_rule(page, "RC-LEAK")).to_contain_text("1 of 6 subnets in 1 network (vnet-vdi-weu-001/snet-tenant)")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    wait_saved(page)
    expect(page.locator("#findings-count")).to_have_text("1 warning")
    of_rule(page, "RC-LEAK").locator("[data-fix]").click()
    page.get_by_role("dialog").get_by_role("button", name="Fix", exact=True).click()
    wait_saved(page)
    expect(of_rule(page, "RC-LEAK")).to_have_count(0)
    page.get_by_role("button", name="Undo").first.click()
    wait_saved(page)
    expect(of_rule(page, "RC-LEAK")).to_contain_text("6 of 6 subnets")


def test_the_rule_of_a_finding_opens(page: Page, design: Make) -> None:
    drawer(page, design("web-access-1-dedicated-vnet")["edit"])
    with page.context.expect_page() as opened:
        of_rule(page, "H-07").get_by_role("link", name="H-07").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Second remote gateway")


def test_rules_are_found_by_azures_words_and_their_evidence_opens(page: Page) -> None:
    page.goto("/rules")
    page.get_by_label("Search the rules").fill("already has UseRemoteGateways flag")
    expect(page.locator("#rule-count")).to_contain_text("2 of")
    page.get_by_role("button", name="Limit").click()
    expect(page.locator("#no-rule")).to_be_visible()
    page.reload()
    expect(page.locator("#no-rule")).to_be_visible()
    page.get_by_role("button", name="All", exact=True).click()
    picture(page, "rules-search")
    page.get_by_role("link", name="H-07").click()
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator("#cases + p")).to_contain_text("1 published case")
    picture(page, "rules-one")
    page.get_by_role("link", name="Two remote gateways").click()
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    expect(page.locator("#findings-count")).to_contain_text("refused")


def test_the_drawing_stays_in_sight_beside_the_drawer(new_context: Callable[..., BrowserContext], design: Make) -> None:
    page = new_context("light", 1280, 800).new_page()
    drawer(page, design("default-route-loop")["edit"])
    legend, marks = page.locator("#legend").bounding_box(), page.locator(".badge")
    expect(marks.first).to_be_visible()
    page.wait_for_timeout(500)
    assert legend
    for mark in marks.all():
        box = mark.bounding_box()
        assert box
        assert box["y"] + box["height"] < legend["y"]
