"""What a newcomer meets first: opening files before the page stands, the tour, messages, the bar at the top."""

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import open_editor, wait_saved

Design = Callable[[object], dict[str, str]]
LONG = "A hub in West Europe with two circuits, forty branches and an inspection VNet"


def _network(name: str) -> dict[str, object]:
    network = {"name": "a", "addressSpace": ["10.1.0.0/16"], "subnets": []}
    return {"schemaVersion": 1, "name": name, "virtualNetworks": [network]}


def test_files_chosen_before_the_script_stands_are_opened(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(_network("mine")))
    held: list[Route] = []
    page.route("**/home.js", lambda route: held.append(route))
    page.goto("/", wait_until="commit")
    with page.expect_file_chooser() as chooser:
        page.locator("#open-file").click()
    chooser.value.set_files(file)
    assert "/d/" not in page.url
    for route in held:
        route.continue_()
    page.wait_for_url("**/d/*")
    expect(page.get_by_label("Name of the design")).to_have_value("mine")


def test_the_empty_design_needs_no_script_of_the_gallery(page: Page) -> None:
    page.route("**/home.js", lambda route: route.abort())
    page.goto("/", wait_until="commit")
    page.get_by_role("link", name="Empty design").first.click()
    page.wait_for_url("**/d/*")
    expect(page.locator("#empty-canvas")).to_be_visible()


def test_what_is_clicked_before_the_editor_stands_is_done(page: Page, design: Design) -> None:
    held: list[Route] = []
    page.route("**/editor.js", lambda route: held.append(route))
    page.goto(design(_network("early"))["edit"], wait_until="commit")
    page.get_by_role("button", name="Export").click()
    page.get_by_role("button", name="What-if").click()
    expect(page.locator("body[data-ready=true]")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.get_by_role("button", name="What-if")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_tour_comes_only_where_nothing_is_drawn(browser: Browser, server: str, design: Design) -> None:
    page = browser.new_context(base_url=server).new_page()
    tour = page.get_by_role("dialog", name="First steps")
    open_editor(page, design(_network("imported"))["edit"])
    expect(tour).to_have_count(0)
    page.keyboard.press("Control+k")
    page.keyboard.type("First steps")
    page.keyboard.press("Enter")
    expect(tour.get_by_role("heading")).to_have_text("Add")
    page.keyboard.press("Escape")
    page.evaluate("localStorage.removeItem('routecanvas.tour')")
    open_editor(page, design("empty")["edit"])
    expect(tour).to_be_visible()
    page.context.close()


def test_errors_stay_until_they_are_dismissed(page: Page, design: Design) -> None:
    page.clock.install()
    open_editor(page, design(_network("messages"))["edit"] + "?at=virtualNetworks/a")
    space = page.get_by_role("textbox", name="Address space")
    space.fill("10.1.0.0/33")
    space.blur()
    page.clock.run_for(2000)
    error = page.locator(".toast.bad")
    expect(error).to_have_attribute("role", "alert")
    page.clock.run_for(60_000)
    expect(error).to_be_visible()
    error.get_by_role("button", name="Dismiss").click()
    expect(error).to_have_count(0)


def test_errors_go_by_escape_and_when_they_have_passed(page: Page, design: Design) -> None:
    open_editor(page, design(_network("messages"))["edit"] + "?at=virtualNetworks/a")
    error = page.locator(".toast.bad")
    name = page.get_by_role("textbox", name="Name", exact=True)
    name.fill("no name/")
    page.keyboard.press("Enter")
    expect(error).to_have_count(1)
    page.locator("#side-body").focus()
    page.keyboard.press("Escape")
    expect(error).to_have_count(0)
    expect(page.locator("#side-head h2")).to_have_text("a")

    name.fill("no name/")
    page.keyboard.press("Enter")
    expect(error).to_have_count(1)
    name.fill("vnet-b")
    page.keyboard.press("Enter")
    expect(page.locator("#side-head h2")).to_have_text("vnet-b")
    expect(error).to_have_count(0)


def test_plain_messages_go_but_not_while_they_are_read(page: Page, design: Design) -> None:
    open_editor(page, design(_network("messages"))["edit"])
    wait_saved(page)
    page.clock.install()
    page.keyboard.press("Alt+Shift+d")
    toast = page.locator(".toast")
    expect(toast).to_contain_text("Theme")
    page.clock.run_for(3000)
    expect(toast).to_be_visible()
    toast.hover()
    page.clock.run_for(20_000)
    expect(toast).to_be_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(3000)
    expect(toast).to_be_visible()
    page.clock.run_for(3000)
    expect(toast).to_have_count(0)


def test_a_long_name_gives_way_to_the_buttons(new_context: Callable[..., BrowserContext], design: Design) -> None:
    page = new_context(width=1024, height=768).new_page()
    open_editor(page, design(_network(LONG))["edit"])
    bar = page.locator("header.top")
    assert bar.evaluate("bar => bar.scrollWidth <= bar.clientWidth")
    switch = page.get_by_role("button", name="What-if").bounding_box()
    assert switch is not None
    assert switch["height"] < 32
    title = page.get_by_label("Name of the design")
    assert title.evaluate("title => title.scrollWidth > title.clientWidth")
    expect(title).to_have_css("text-overflow", "ellipsis")
