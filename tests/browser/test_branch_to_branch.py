"""Transit between branches: with branch-to-branch off the office does not learn the branch, with it on it does."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, open_editor, picture, wait_saved

BRANCH = "192.168.100.0/24"


def _set(page: Page, name: str, label: str, wanted: bool) -> None:
    """Tick or untick a property of a thing and wait until it is saved."""
    choose(page, name)
    page.get_by_role("tab", name="Properties").click()
    page.get_by_label(label, exact=True).set_checked(wanted)
    wait_saved(page)


def _learned(page: Page, name: str) -> None:
    choose(page, name)
    page.get_by_role("tab", name="Learned").click()
    expect(page.locator("#routes")).to_contain_text("10.21.0.0/16")


def test_branch_to_branch(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    open_editor(page, design("branch-to-branch")["edit"])
    _set(page, "rs-hub-weu-001", "Branch-to-branch", False)
    _learned(page, "hq-paris")
    expect(page.locator("#routes")).not_to_contain_text(BRANCH)
    picture(page, "branch-to-branch-1-off")
    choose(page, "rs-hub-weu-001")
    page.get_by_role("tab", name="Peers").click()
    expect(page.locator(".missing li")).to_have_count(2)
    expect(page.locator(".missing")).to_contain_text("Branch-to-branch is off")

    _set(page, "rs-hub-weu-001", "Branch-to-branch", True)
    _learned(page, "hq-paris")
    row = page.locator("tr.route", has_text=BRANCH).first
    row.click()
    way = page.locator(".why:visible .way button")
    assert way.all_inner_texts()[0] == "branch-lyon"
    assert {"con-lyon-vpn", "rs-hub-weu-001", "erc-ams-001"} <= set(way.all_inner_texts())
    picture(page, "branch-to-branch-2-on")

    _set(page, "vpng-hub-weu-001", "Active-active", False)
    page.locator("#findings-button").click()
    refusal = page.locator("#findings .g-refused").first
    expect(refusal).to_contain_text("active-active")
    picture(page, "branch-to-branch-3-refused")
    _learned(page, "hq-paris")
    expect(page.locator("#routes")).not_to_contain_text(BRANCH)
