"""A real server process with its own database on a free port, and pages in Debian's Chromium that keep pictures."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

ROOT = Path(__file__).resolve().parents[2]
PICTURES = Path(os.environ.get("PICTURES", ROOT / "test-results"))
INSTALLED = shutil.which("chromium-headless-shell") or shutil.which("chromium")
CHROMIUM = os.environ.get("CHROMIUM") or INSTALLED or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=15_000)


def pytest_configure(config: pytest.Config) -> None:
    """Keep the plugin, which empties its folder at the start, away from our pictures."""
    config.option.output = str(PICTURES / "playwright")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running RouteCanvas."""
    folder = tmp_path_factory.mktemp("server")
    port = _free_port()
    environment = os.environ | {
        "ROUTECANVAS_DATABASE_URL": f"sqlite:///{folder / 'designs.db'}",
        "ROUTECANVAS_ASSETS": "local",
        "ROUTECANVAS_WORKERS": "1",
        "ROUTECANVAS_EMBED_ORIGINS": "http://localhost:*",
    }
    command = [sys.executable, "-c", f"from app.web.serve import run; run(port={port})"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address, process, folder / "log")
            yield address
        finally:
            process.terminate()
            process.wait(10)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium on this machine")
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def new_context(browser: Browser, server: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts: other people, other themes, other window sizes."""
    made: list[BrowserContext] = []

    def make(theme: str = "light", width: int = 1440, height: int = 900) -> BrowserContext:
        context = browser.new_context(
            base_url=server,
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.add_init_script("try { localStorage.setItem('routecanvas.tour', 'done') } catch {}")
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def people(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[[str], Page]]:
    """Opens a link as another person; an error in anybody's scripts fails the test."""
    errors: list[str] = []

    def come(link: str) -> Page:
        page = new_context().new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        open_editor(page, link)
        return page

    yield come
    assert errors == []


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Iterator[Page]:
    """One page; an error in its scripts fails the test."""
    page = new_context().new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture
def design(server: str) -> Callable[[object], dict[str, str]]:
    """Makes a design from a template's name or a document and answers its links."""

    def make(source: object) -> dict[str, str]:
        body = {"template": source} if isinstance(source, str) else {"document": source}
        request = urllib.request.Request(
            f"{server}/api/v1/designs", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:
            links: dict[str, str] = json.load(answer)["links"]
            return links

    return make


def open_editor(page: Page, address: str) -> None:
    """Open a design and wait until its canvas stands."""
    page.goto(address)
    expect(page.locator("body[data-ready=true]")).to_be_attached()


def wait_saved(page: Page) -> None:
    """Wait until everything is saved."""
    page.wait_for_timeout(300)
    expect(page.locator("#save-state")).to_have_text("Saved")


def picture(page: Page, name: str) -> None:
    """Keep a screenshot under test-results."""
    PICTURES.mkdir(exist_ok=True)
    page.wait_for_timeout(350)
    page.screenshot(path=PICTURES / f"{name}.png")


def prefixes(page: Page) -> list[str]:
    """The prefixes of the route table that is shown, without the folded ones."""
    return page.locator("tr.route:not([hidden]) .px").all_inner_texts()


def choose(page: Page, name: str) -> None:
    """Select a thing by its name in the outline."""
    page.get_by_role("tab", name="Outline").click()
    page.locator("#outline").get_by_text(re.compile(f"^{re.escape(name)}$")).first.click()
