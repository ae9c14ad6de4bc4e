"""Comparing in the browser: with Azure's tables, other states, other designs; the matrix, and the edit to blame."""

import json
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.analysis.questions import ask
from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from app.gallery import template
from tests.browser.conftest import open_editor, picture

AT = "vnet-apps-weu-001/snet-web"
CIRCUIT = "expressRouteCircuits/erc-ams-001"
PARIS = {"name": "paris", "kind": "reachable", "from": AT, "to": "sites/hq-paris"}

Maker = Callable[[object], dict[str, str]]


def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(template("er-primary-vpn-backup")))
    return document


def _without_peering(document: dict[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = json.loads(json.dumps(document))
    changed["virtualNetworks"][1]["peerings"] = []
    return changed


def _put(server: str, link: str, document: dict[str, Any]) -> None:
    headers = {"Content-Type": "application/json", "If-Match": '"1"'}
    body = json.dumps({"document": document}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{server}/api/v1/designs/{link[3:]}", body, headers, method="PUT"))


def _as_az_prints(document: dict[str, Any]) -> str:
    """The effective routes as JSON; of the addresses that Azure picks any will do."""
    rows = ask(compute(lower(parse(document))), "routes", at=AT)["tables"][0]["routes"]
    for row in rows:
        picked = enumerate(row["nextHopIpAddress"])
        row["nextHopIpAddress"] = [f"10.2.146.{12 + i}" if hop.startswith("@") else hop for i, hop in picked]
        row["addressPrefix"] = [row["addressPrefix"]]
    return json.dumps({"nextLink": None, "value": rows})


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_table_of_azure_is_held_against_the_design(
    new_context: Callable[..., BrowserContext], design: Maker, theme: str
) -> None:
    page = new_context(theme).new_page()
    open_editor(page, f"{design(_document())['edit']}?at={AT}")
    page.get_by_role("button", name="Against Azure …").click()
    expect(page.get_by_label("Table of the design").locator("option:checked")).to_have_text(AT)
    page.get_by_label("What it printed").fill(_as_az_prints(_document()))
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_text("✓ Agrees")).to_be_visible()
    page.get_by_label("What it printed").fill(_as_az_prints(_without_peering(_document())))
    page.get_by_role("button", name="Compare", exact=True).click()
    row = page.locator(".differences tr", has_text="172.16.0.0/16")
    expect(row).to_contain_text("only in the design")
    expect(row).to_contain_text("Azure shows no gateway route here")
    picture(page, f"reality-{theme}")
    page.get_by_label("What it printed").fill("hello")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("no table in this text")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_design_beside_what_it_was(
    new_context: Callable[..., BrowserContext], design: Maker, server: str, theme: str
) -> None:
    page = new_context(theme).new_page()
    link = design(_document())["edit"]
    _put(server, link, _without_peering(_document()))
    page.goto(f"{link}/compare")
    expect(page.locator(".compare-sum")).to_contain_text("flows lost")
    expect(page.locator(".written")).to_contain_text("peer-apps-001-to-hub-001")
    page.locator(".behaviour li").first.hover()
    expect(page.locator("#picture-before g.lit").first).to_be_attached()
    assert page.locator(".behaviour li:visible").count() <= 10
    page.locator(".written li").first.hover()
    expect(page.locator("#picture-before g.lit[data-kind=peering]")).to_be_attached()
    picture(page, f"compare-{theme}")
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.get_by_text("Copied as Markdown")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("### Routing changes")
    page.get_by_label("State before").select_option("")
    expect(page.locator(".compare-sum")).to_contain_text("Every flow keeps its way")


def test_a_what_if_another_design_and_a_file(page: Page, design: Maker, tmp_path: Any) -> None:
    link = design(_document())["edit"]
    open_editor(page, f"{link}?down={CIRCUIT}")
    page.locator("#whatif-bar").get_by_role("link", name="Compare").click()
    expect(page.locator(".compare-sum")).to_contain_text("flows moved")
    page.get_by_label("erc-ams-001 failed").click()
    expect(page.locator(".compare-sum")).to_contain_text("Every flow keeps its way")
    other = design(_without_peering(_document()))["view"]
    page.get_by_label("Link of another design").fill(other)
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator(".compare-sum")).to_contain_text("flows lost")
    file = tmp_path / "before.json"
    file.write_text(json.dumps(_document()))
    page.locator("#compare-file").set_input_files(file)
    expect(page.get_by_text("Compared with before.json")).to_be_visible()
    expect(page.locator(".compare-sum")).to_contain_text("Every flow keeps its way")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_matrix_opens_traces(new_context: Callable[..., BrowserContext], design: Maker, theme: str) -> None:
    page = new_context(theme, 1280, 800).new_page()
    open_editor(page, design(_document())["edit"])
    page.get_by_role("tab", name="Matrix").click()
    grid = page.get_by_role("application", name="From each row to each column")
    grid.focus()
    for key in ("ArrowLeft", "ArrowDown", "Enter", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator(".matrix-status")).to_contain_text(f"{AT} → hq-paris: ExpressRoute")
    picture(page, f"matrix-{theme}")
    page.keyboard.press("Enter")
    expect(page.locator("#trace-result")).to_contain_text("Reached")
    expect(page.locator("#side-head")).to_contain_text("snet-web")
    with page.expect_download() as download:
        page.locator("#drawer-matrix").get_by_role("link", name="CSV").click()
    assert download.value.path().read_text().startswith("From,To,Where")


def test_a_hundred_networks_stay_usable(page: Page, design: Maker) -> None:
    subnet = {"name": "web"}
    networks = [
        {
            "name": f"spoke-{n:03}",
            "addressSpace": [f"10.{n}.0.0/16"],
            "subnets": [{**subnet, "addressPrefixes": [f"10.{n}.1.0/24"]}],
        }
        for n in range(120)
    ]
    open_editor(page, design({"schemaVersion": 1, "name": "many", "virtualNetworks": networks})["edit"])
    page.get_by_role("tab", name="Matrix").click()
    grid = page.locator(".matrix-grid")
    expect(grid).to_be_visible()
    width, height = grid.evaluate("(element) => [element.scrollWidth, element.scrollHeight]")
    assert min(width, height) > 120 * 20
    assert grid.locator("canvas").evaluate("(canvas) => canvas.width") < width
    page.get_by_label("Only rows and columns with this in their name").fill("spoke-117")
    grid.focus()
    expect(page.locator(".matrix-status")).to_contain_text("spoke-117 → spoke-117")
    assert grid.evaluate("(element) => element.scrollHeight <= element.clientHeight")


def test_a_broken_intent_leads_to_the_edit(page: Page, design: Maker, server: str) -> None:
    document = {**_document(), "intents": [PARIS]}
    link = design(document)["edit"]
    _put(server, link, _without_peering(document))
    open_editor(page, link)
    page.get_by_role("tab", name="Intents").click()
    page.locator("#drawer-intents").get_by_role("button", name="Which edit?").click()
    expect(page.get_by_role("dialog")).to_contain_text("broken since")
    expect(page.get_by_role("dialog")).to_contain_text("broken sincenow")
    picture(page, "blame")
    page.get_by_role("link", name="Compare before and after").click()
    expect(page.locator(".compare-sum")).to_contain_text("flows lost")
