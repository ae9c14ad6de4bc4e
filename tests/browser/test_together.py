"""Two people in one design: the same field, one deletes what the other edits, pages offline; portable links."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.formats import read
from tests.browser.conftest import choose, open_editor, picture, wait_saved
from tests.browser.test_sharing import call, rename, token

Make = Callable[..., BrowserContext]
New = Callable[[object], dict[str, str]]
Come = Callable[[str], Page]


def offline(page: Page) -> None:
    page.context.set_offline(True)


def online(page: Page) -> None:
    page.context.set_offline(False)


def properties(page: Page, name: str) -> None:
    choose(page, name)
    tab = page.locator("#side").get_by_role("tab", name="Properties")
    expect(page.locator("#side-head")).to_contain_text(name)
    if tab.count():
        tab.click()


def networks(server: str, link: str) -> dict[str, Any]:
    document = call(server, "GET", token(link))["document"]
    return {network["name"]: network for network in document["virtualNetworks"]}


def test_the_same_field_shows_both_values_and_the_choice_reaches_both(people: Come, design: New, server: str) -> None:
    link = design("er-primary-vpn-backup")["edit"]
    anna, ben = people(link), people(link)
    for page in (anna, ben):
        properties(page, "snet-sql")
    offline(ben)
    prefix = "Prefixes"
    ben.get_by_role("textbox", name=prefix).fill("10.23.2.0/24")
    ben.get_by_role("textbox", name=prefix).press("Tab")
    expect(ben.locator("#save-state")).to_contain_text("Offline")
    anna.get_by_role("textbox", name=prefix).fill("10.23.9.0/24")
    anna.get_by_role("textbox", name=prefix).press("Tab")
    wait_saved(anna)
    online(ben)
    dialog = ben.get_by_role("dialog")
    for value in ("10.23.2.0/24", "10.23.9.0/24", "10.23.1.0/24", "vnet-data-weu-001"):
        expect(dialog).to_contain_text(value)
    picture(ben, "together-same-field")
    dialog.get_by_text("Mine").click()
    dialog.get_by_role("button", name="Save").click()
    wait_saved(ben)
    expect(anna.get_by_role("textbox", name=prefix)).to_have_value("10.23.2.0/24")
    assert networks(server, link)["vnet-data-weu-001"]["subnets"][0]["addressPrefixes"] == ["10.23.2.0/24"]


@pytest.mark.parametrize("side", ["Mine", "Theirs"])
def test_what_one_deletes_and_the_other_edits_is_decided(people: Come, design: New, server: str, side: str) -> None:
    link = design("er-primary-vpn-backup")["edit"]
    anna, ben = people(link), people(link)
    offline(ben)
    choose(ben, "vnet-data-weu-001")
    ben.keyboard.press("Delete")
    expect(ben.locator("#save-state")).to_contain_text("Offline")
    properties(anna, "vnet-data-weu-001")
    anna.get_by_role("textbox", name="Address space").fill("10.23.0.0/16 10.24.0.0/16")
    anna.get_by_role("textbox", name="Address space").press("Tab")
    wait_saved(anna)
    online(ben)
    dialog = ben.get_by_role("dialog")
    expect(dialog).to_contain_text("(removed)")
    expect(dialog).to_contain_text("addressSpace: 10.23.0.0/16, 10.24.0.0/16")
    picture(ben, "together-deleted")
    dialog.get_by_text(side, exact=True).first.click()
    if dialog.get_by_role("button", name=f"All {side.lower()}").count():
        dialog.get_by_role("button", name=f"All {side.lower()}").click()
    dialog.get_by_role("button", name="Save").click()
    wait_saved(ben)
    assert ("vnet-data-weu-001" in networks(server, link)) is (side == "Theirs")
    for page in (anna, ben):
        page.get_by_role("tab", name="Outline").click()
        expect(page.locator("#outline").get_by_text("vnet-data-weu-001", exact=True)).to_have_count(
            int(side == "Theirs")
        )


def test_what_was_drawn_offline_comes_back_after_the_page_was_closed(
    new_context: Make, design: New, server: str
) -> None:
    link = design("er-primary-vpn-backup")["edit"]
    context = new_context()
    page = context.new_page()
    open_editor(page, link)
    context.set_offline(True)
    rename(page, "drawn on the train")
    expect(page.locator("#save-state")).to_contain_text("Offline")
    page.close()
    context.set_offline(False)
    before = call(server, "GET", token(link))
    other = {**before["document"], "sites": [*before["document"]["sites"], {"name": "new-site"}]}
    call(server, "PUT", token(link), {"document": other}, before["version"])
    again = context.new_page()
    open_editor(again, link)
    expect(again.locator("#title")).to_have_value("drawn on the train")
    wait_saved(again)
    stored = call(server, "GET", token(link))["document"]
    assert stored["name"] == "drawn on the train"
    assert "new-site" in [site["name"] for site in stored["sites"]]


def _many(count: int) -> dict[str, Any]:
    networks = [
        {
            "name": f"vnet-{(n * 2654435761) % 99991:05}-{n}",
            "location": "westeurope",
            "addressSpace": [f"{10 + n // 250}.{n % 250}.0.0/16"],
            "subnets": [
                {"name": f"s{(n * 48271) % 7919}", "addressPrefixes": [f"{10 + n // 250}.{n % 250}.{n * 7 % 250}.0/24"]}
            ],
        }
        for n in range(count)
    ]
    return {"schemaVersion": 1, "name": "many", "virtualNetworks": networks}


def test_a_design_too_large_for_an_address_is_given_as_a_file(page: Page, design: New) -> None:
    document = _many(900)
    open_editor(page, design(document)["edit"])
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_text("Portable link").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("would need an address of")
    expect(dialog.get_by_role("textbox", name="Portable link")).to_have_count(0)
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name="Download the file").click()
    assert waiting.value.suggested_filename == "many.json"
    assert len(read(Path(waiting.value.path()).read_bytes()).virtual_networks) == 900


def test_a_portable_link_at_the_limit_opens_elsewhere(people: Come, new_context: Make, design: New) -> None:
    document = _many(140)
    anna = people(design(document)["edit"])
    anna.get_by_role("button", name="Share", exact=True).click()
    anna.get_by_text("Portable link").click()
    address = anna.get_by_role("textbox", name="Portable link").input_value()
    assert 2_000 < len(address) <= 8_000
    elsewhere = new_context("dark").new_page()
    sent: list[str] = []
    elsewhere.on("request", lambda request: sent.append(request.url))
    elsewhere.goto(address)
    expect(elsewhere.locator("body[data-ready=true]")).to_be_attached()
    expect(elsewhere.get_by_role("heading", name="many")).to_be_visible()
    fragment = address.split("#")[1]
    assert not any(fragment[:40] in url for url in sent[1:]), "what is behind the # must not be sent"
    elsewhere.get_by_role("button", name="Keep and edit").click()
    elsewhere.wait_for_url("**/d/*")
    kept = json.loads(elsewhere.locator("#boot").text_content() or "")["document"]
    assert kept["virtualNetworks"] == document["virtualNetworks"]


@pytest.mark.parametrize("fragment", ["", "%%%", "AAAA", "q1YqSy0qzszPU7JSMlTSUVDKS8xNVbJSqlXKL0pJBbIMlGoB"])
def test_addresses_that_hold_no_design_say_so(page: Page, fragment: str) -> None:
    page.goto(f"/open#{fragment}")
    expect(page.get_by_role("alert")).not_to_be_empty()
    expect(page.get_by_role("button", name="Keep and edit")).to_be_hidden()
