"""Several people and pages: saves that arrive, values that collide, links that end, versions, frames, copies."""

import http.server
import json
import re
import threading
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, open_editor, picture, wait_saved

New = Callable[[object], dict[str, str]]


def call(server: str, method: str, path: str, body: Any = None, version: int | None = None) -> Any:
    """Somebody without a browser."""
    headers = {"Content-Type": "application/json"} | ({} if version is None else {"If-Match": f'"{version}"'})
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{server}/api/v1/designs/{path}", data, headers, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def token(link: str) -> str:
    return link.removeprefix("/d/")


def rename(page: Page, name: str) -> None:
    """Give the design another name."""
    page.locator("#title").fill(name)
    page.locator("#title").press("Enter")


def test_two_editors_and_a_reader_see_each_others_saves(people: Callable[[str], Page], design: New) -> None:
    links = design("er-primary-vpn-backup")
    anna, ben, reader = (people(links[access]) for access in ("edit", "edit", "view"))
    rename(anna, "agreed")
    for page in (ben, reader):
        expect(page.locator("#title")).to_have_value("agreed")
        expect(page.locator("#toasts")).to_contain_text("Somebody else changed")
    choose(ben, "vnet-data-weu-001")
    ben.keyboard.press("Delete")
    expect(anna.locator("#outline")).not_to_contain_text("vnet-data-weu-001")
    expect(reader.locator("#outline")).not_to_contain_text("vnet-data-weu-001")
    anna.get_by_role("button", name="Undo").click()
    wait_saved(anna)
    expect(ben.locator("#title")).to_have_value("ExpressRoute first, VPN as backup")
    expect(ben.locator("#outline")).not_to_contain_text("vnet-data-weu-001")


def test_a_page_in_the_background_catches_up_when_it_is_seen(
    people: Callable[[str], Page], design: New, server: str
) -> None:
    links = design("er-primary-vpn-backup")
    page = people(links["edit"])
    turn = """state => {
      Object.defineProperty(document, "visibilityState", {value: state, configurable: true});
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.evaluate(turn, "hidden")
    path = token(links["edit"])
    before = call(server, "GET", path)
    call(server, "PUT", path, {"document": before["document"] | {"name": "meanwhile"}}, before["version"])
    page.wait_for_timeout(600)
    expect(page.locator("#title")).to_have_value("ExpressRoute first, VPN as backup")
    page.evaluate(turn, "visible")
    expect(page.locator("#title")).to_have_value("meanwhile")
    expect(page.locator("#save-state")).to_have_text("Saved")


def test_what_both_changed_is_decided_by_a_person(people: Callable[[str], Page], design: New, server: str) -> None:
    links = design("er-primary-vpn-backup")
    path = token(links["edit"])
    ben = people(links["edit"])
    ben.context.set_offline(True)
    rename(ben, "as Ben says")
    choose(ben, "vnet-data-weu-001")
    ben.keyboard.press("Delete")
    expect(ben.locator("#save-state")).to_contain_text("Offline")
    before = call(server, "GET", path)
    call(server, "PUT", path, {"document": before["document"] | {"name": "as Anna says"}}, before["version"])
    ben.context.set_offline(False)
    dialog = ben.get_by_role("dialog")
    expect(dialog).to_contain_text("Somebody changed the same thing")
    for value in ("as Ben says", "as Anna says", "Before: ExpressRoute first, VPN as backup"):
        expect(dialog).to_contain_text(value)
    picture(ben, "sharing-conflict")
    ben.keyboard.press("Escape")
    expect(dialog.get_by_role("button", name="Save")).to_be_disabled()
    dialog.get_by_text("Theirs").click()
    dialog.get_by_role("button", name="Save").click()
    wait_saved(ben)
    expect(ben.locator("#title")).to_have_value("as Anna says")
    stored = call(server, "GET", path)["document"]
    assert stored["name"] == "as Anna says"
    assert "vnet-data-weu-001" not in [network["name"] for network in stored["virtualNetworks"]]


def test_changes_that_do_not_fit_together_lose_neither(people: Callable[[str], Page], design: New, server: str) -> None:
    links = design("er-primary-vpn-backup")
    path = token(links["edit"])
    ben = people(links["edit"])
    ben.context.set_offline(True)
    choose(ben, "snet-sql")
    ben.get_by_role("tab", name="Add").click()
    ben.locator("#palette").get_by_role("button", name="Virtual machine").click()
    expect(ben.locator("#save-state")).to_contain_text("Offline")
    before = call(server, "GET", path)
    document = before["document"]
    document["virtualNetworks"][2]["subnets"] = []
    call(server, "PUT", path, {"document": document}, before["version"])
    ben.context.set_offline(False)
    dialog = ben.get_by_role("dialog")
    expect(dialog).to_contain_text("The two changes do not fit together")
    expect(dialog).to_contain_text("virtualMachines/")
    picture(ben, "sharing-misfit")
    dialog.get_by_role("button", name="Take theirs").click()
    wait_saved(ben)
    ben.get_by_role("tab", name="Outline").click()
    expect(ben.locator("#outline")).not_to_contain_text("snet-sql")
    ben.get_by_role("button", name="Undo").first.click()
    expect(ben.locator("#outline")).to_contain_text("snet-sql")
    wait_saved(ben)
    stored = call(server, "GET", path)["document"]
    assert len(stored["virtualMachines"]) == 2


def test_a_replaced_link_ends_an_open_page_and_loses_nothing(
    people: Callable[[str], Page], design: New, server: str
) -> None:
    links = design("er-primary-vpn-backup")
    anna, reader, ben = (people(links[access]) for access in ("edit", "view", "edit"))
    anna.on("dialog", lambda dialog: dialog.accept())
    anna.get_by_role("button", name="Share", exact=True).click()
    view = anna.get_by_role("region", name="View link")
    view.get_by_role("button", name="Reset").click()
    expect(view.locator("input#link-view")).not_to_have_value(re.compile(links["view"]))
    expect(reader.get_by_role("dialog")).to_contain_text("This link has ended")
    picture(reader, "sharing-link-ended")
    reader.reload()
    expect(reader.get_by_role("heading", name="This link has ended")).to_be_visible()

    ben.context.set_offline(True)
    rename(ben, "not saved yet")
    expect(ben.locator("#save-state")).to_contain_text("Offline")
    anna.get_by_role("region", name="Edit link").get_by_role("button", name="Reset").click()
    anna.wait_for_url(lambda address: token(links["edit"]) not in address)
    ben.context.set_offline(False)
    dialog = ben.get_by_role("dialog")
    expect(dialog).to_contain_text("Your last changes are not saved there")
    dialog.get_by_role("button", name="Keep a copy").click()
    ben.wait_for_url(lambda address: token(links["edit"]) not in address)
    expect(ben.locator("#title")).to_have_value("not saved yet")


def test_a_link_that_expires_says_when_it_did(people: Callable[[str], Page], design: New, server: str) -> None:
    links = design("er-primary-vpn-backup")
    anna, reader = (people(links[access]) for access in ("edit", "view"))
    anna.get_by_role("button", name="Share", exact=True).click()
    anna.get_by_label("When the view link ends").select_option("7")
    expect(anna.locator("#toasts")).to_contain_text("The link ends")
    expect(anna.get_by_label("When the view link ends")).to_have_value("kept")
    picture(anna, "sharing-dialog")
    soon = datetime.now(UTC) + timedelta(seconds=2)
    change = {"access": "view", "reset": False, "expiresAt": soon.isoformat()}
    call(server, "POST", f"{token(links['edit'])}/links", change)
    expect(reader.locator("#toasts")).to_contain_text("This link ends")
    expect(reader.get_by_role("dialog")).to_contain_text("This link was good until")
    reader.reload()
    expect(reader.locator("main")).to_contain_text("This link was good until")


def test_a_reader_makes_a_copy(page: Page, design: New, server: str) -> None:
    links = design("er-primary-vpn-backup")
    open_editor(page, links["view"])
    page.get_by_role("button", name="Make a copy").click()
    page.wait_for_url(lambda address: token(links["view"]) not in address)
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    rename(page, "mine")
    wait_saved(page)
    assert call(server, "GET", token(links["view"]))["document"]["name"] == "ExpressRoute first, VPN as backup"


def test_versions_are_kept_opened_and_gone_back_to(page: Page, design: New, server: str) -> None:
    links = design("er-primary-vpn-backup")
    open_editor(page, links["edit"])
    page.keyboard.press("Control+s")
    page.get_by_label("Name of the version").fill("agreed with security")
    page.keyboard.press("Enter")
    versions = page.get_by_role("list", name="Versions")
    expect(versions.get_by_role("listitem")).to_have_count(2)
    picture(page, "sharing-versions")
    page.keyboard.press("Escape")
    rename(page, "later")
    wait_saved(page)
    page.get_by_role("button", name="Versions").click()
    versions.get_by_role("button", name="Go back to version 2").click()
    expect(page.locator("#title")).to_have_value("ExpressRoute first, VPN as backup")
    wait_saved(page)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#title")).to_have_value("later")
    wait_saved(page)
    labels = [each["label"] for each in call(server, "GET", f"{token(links['edit'])}/revisions")["revisions"]]
    assert "Before going back to agreed with security" in labels
    page.get_by_role("button", name="Versions").click()
    versions.get_by_role("link", name="Open version 2").click()
    expect(page.get_by_role("link", name="Back to now")).to_be_visible()
    expect(page.locator("#title")).to_have_value("ExpressRoute first, VPN as backup")
    expect(page.locator("#title")).not_to_be_editable()


def test_the_source_is_checked_and_applied_as_one_edit(people: Callable[[str], Page], design: New) -> None:
    links = design("er-primary-vpn-backup")
    page = people(links["edit"])
    choose(page, "snet-sql")
    page.get_by_role("button", name="Source", exact=True).click()
    source = page.get_by_role("textbox", name="The design as JSON")
    expect(page.locator("#source-lines .current")).to_be_visible()
    text = source.input_value()
    source.fill(text.replace('"10.23.1.0/24"', '"10.23.1.0/33"'))
    problems = page.get_by_role("list", name="Problems of the source")
    expect(problems.get_by_role("listitem")).to_have_count(1)
    expect(problems).to_contain_text("virtualNetworks/vnet-data-weu-001/subnets/snet-sql/addressPrefixes/0 · bad-mask")
    problems.get_by_role("button", name="Line").click()
    selected = "[document.activeElement.selectionStart, document.activeElement.selectionEnd]"
    start, end = page.evaluate(selected)
    assert "10.23.1.0/33" in source.input_value()[start:end]
    expect(page.locator("#source-lines .bad")).to_be_visible()
    picture(page, "sharing-source-problem")
    source.fill(text[:200])
    expect(problems).to_contain_text("Not JSON at line")
    renamed = text.replace("ExpressRoute first, VPN as backup", "written")
    source.fill(renamed.replace("vnet-data-weu-001", "vnet-store-001"))
    expect(page.locator("#source-state")).to_contain_text("to apply")

    other = people(links["edit"])
    choose(other, "snet-api")
    other.keyboard.press("Delete")
    wait_saved(other)
    expect(page.locator("#outline")).not_to_contain_text("snet-api")
    source.press("Control+Enter")
    expect(page.locator("#title")).to_have_value("written")
    for person in (page, other):
        expect(person.locator("#outline")).to_contain_text("vnet-store-001")
        expect(person.locator("#outline")).not_to_contain_text("snet-api")
    assert "snet-api" not in source.input_value()
    wait_saved(page)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#outline")).to_contain_text("vnet-data-weu-001")
    expect(page.locator("#outline")).not_to_contain_text("snet-api")
    expect(source).to_have_value(re.compile("vnet-data-weu-001"))


def test_a_frame_can_be_zoomed_and_its_lines_switched(page: Page, design: New) -> None:
    view = design("er-primary-vpn-backup")["view"]
    query = "?highlight=sites/hq-paris&layers=expressroute&theme=dark&title=Paris"
    open_editor(page, view.replace("/d/", "/embed/") + query)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("#viewer-name")).to_have_text("Paris")
    expect(page.get_by_role("link", name="Open")).to_have_attribute("href", view)
    layers = page.get_by_role("group", name="Lines that are shown")
    expect(layers.get_by_role("button", name="ExpressRoute")).to_have_attribute("aria-pressed", "true")
    peering = layers.get_by_role("button", name="Peering")
    expect(peering).to_have_attribute("aria-pressed", "false")
    peering.click()
    expect(peering).to_have_attribute("aria-pressed", "true")
    before = page.locator("#zoom-level").inner_text()
    page.get_by_role("button", name="Zoom in").click()
    expect(page.locator("#zoom-level")).not_to_have_text(before)
    picture(page, "sharing-embed-dark")
    page.goto(view.replace("/d/", "/embed/") + "?toolbar=0")
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    assert page.locator(".float:visible").count() == 0


def test_no_page_may_frame_it_unless_the_operator_says_so(page: Page, design: New, server: str) -> None:
    address = server + design("empty")["view"].replace("/d/", "/embed/")

    class Wiki(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<iframe src="{address}"></iframe>'.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nothing to say."""

    with http.server.HTTPServer(("127.0.0.1", 0), Wiki) as wiki:
        threading.Thread(target=wiki.serve_forever, daemon=True).start()
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(f"http://127.0.0.1:{wiki.server_port}/")
        page.wait_for_timeout(500)
        wiki.shutdown()
    assert any("frame-ancestors" in text for text in refused)


def test_a_portable_link_is_an_unsaved_copy_until_it_is_kept(page: Page, design: New, server: str) -> None:
    links = design("er-primary-vpn-backup")
    open_editor(page, links["edit"])
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_text("Portable link").click()
    address = page.get_by_role("textbox", name="Portable link").input_value()
    assert address.startswith(f"{server}/open#")
    page.goto(address)
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    expect(page.get_by_role("heading", name="ExpressRoute first, VPN as backup")).to_be_visible()
    expect(page.locator("#open-state")).to_have_text("Not saved")
    picture(page, "sharing-portable")
    page.get_by_role("button", name="Keep and edit").click()
    page.wait_for_url("**/d/*")
    kept = call(server, "GET", page.url.rsplit("/", 1)[-1])
    assert kept["document"] == call(server, "GET", token(links["edit"]))["document"]
    page.goto(address[: len(address) // 2])
    expect(page.get_by_role("alert")).to_contain_text("holds no whole design")
