"""The drawing in a frame of another page: allowed where the operator says so, fresh, and gone with its link."""

import http.server
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import choose, open_editor, picture, wait_saved
from tests.browser.test_sharing import call, rename, token

Make = Callable[..., BrowserContext]
New = Callable[[object], dict[str, str]]


@pytest.fixture
def wiki(server: str) -> Iterator[Callable[[str], str]]:
    """The address of somebody else's page with a frame of ours, on an origin that the server allows."""
    pages: dict[str, str] = {}

    class Wiki(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nothing to say."""

    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Wiki)
    threading.Thread(target=site.serve_forever, daemon=True).start()

    def written(link: str) -> str:
        path = f"/{len(pages)}"
        pages[path] = f'<h1>Wiki</h1><iframe src="{server}{link}" width="900" height="520"></iframe>'
        return f"http://localhost:{site.server_port}{path}"

    yield written
    site.shutdown()


def test_a_frame_shows_every_save_and_the_end_of_its_link(
    new_context: Make, design: New, wiki: Callable[[str], str]
) -> None:
    links = design("er-primary-vpn-backup")
    errors: list[str] = []
    reader, anna = new_context().new_page(), new_context().new_page()
    reader.on("pageerror", lambda error: errors.append(str(error)))
    reader.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    reader.goto(wiki(links["view"].replace("/d/", "/embed/")))
    frame = reader.frame_locator("iframe")
    expect(frame.locator("body[data-ready=true]")).to_be_attached()
    expect(frame.locator("#viewer-name")).to_have_text("ExpressRoute first, VPN as backup")
    layers = frame.get_by_role("group", name="Lines that are shown")
    layers.get_by_role("button", name="Peering").click()

    open_editor(anna, links["edit"])
    rename(anna, "with less")
    expect(frame.locator("#viewer-name")).to_have_text("with less")
    choose(anna, "con-hq-vpn")
    anna.keyboard.press("Delete")
    wait_saved(anna)
    expect(layers.get_by_role("button", name="VPN")).to_have_count(0)
    expect(layers.get_by_role("button", name="ExpressRoute")).to_have_attribute("aria-pressed", "true")
    expect(layers.get_by_role("button", name="Peering")).to_have_attribute("aria-pressed", "false")
    anna.get_by_role("button", name="Undo").first.click()
    expect(layers.get_by_role("button", name="VPN")).to_be_visible()
    picture(reader, "frame")
    assert errors == []

    anna.on("dialog", lambda dialog: dialog.accept())
    anna.get_by_role("button", name="Share", exact=True).click()
    anna.get_by_role("region", name="View link").get_by_role("button", name="Reset").click()
    expect(frame.get_by_role("alert")).to_contain_text("This link has ended")
    expect(frame.locator("canvas")).to_have_count(0)
    picture(reader, "frame-ended")


def test_the_part_that_is_looked_at_stays_when_others_save(new_context: Make, design: New, server: str) -> None:
    links = design("er-primary-vpn-backup")
    page = new_context(width=640, height=400).new_page()
    open_editor(page, links["view"].replace("/d/", "/embed/"))
    zoom = page.locator("#zoom-level")
    fitted = zoom.inner_text()
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Zoom in").click()
    expect(zoom).not_to_have_text(fitted)
    looked_at = zoom.inner_text()
    path = token(links["edit"])
    before = call(server, "GET", path)
    document = before["document"]
    added = [{"name": f"v{n}", "location": "westeurope", "addressSpace": [f"10.10{n}.0.0/16"]} for n in range(9)]
    grown = {**document, "name": "grown", "virtualNetworks": [*document["virtualNetworks"], *added]}
    call(server, "PUT", path, {"document": grown}, before["version"])
    expect(page.locator("#viewer-name")).to_have_text("grown")
    assert zoom.inner_text() == looked_at
    page.get_by_role("button", name="Fit", exact=True).click()
    whole = zoom.inner_text()
    call(server, "PUT", path, {"document": {**document, "name": "as before"}}, before["version"] + 1)
    expect(page.locator("#viewer-name")).to_have_text("as before")
    expect(zoom).not_to_have_text(whole)
