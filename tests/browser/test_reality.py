"""Tables that az printed, in the browser: of hubs and their firewalls, and of an outage against the what-if of it."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from app.analysis.questions import ask
from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from app.gallery import template
from tests.browser.conftest import choose, open_editor, picture

Maker = Callable[[object], dict[str, str]]
HUB = "vhub-weu-001"
AT = "vnet-apps-weu-001/snet-web"
OUTAGE = ("expressRouteCircuits/erc-ams-001", "connections/con-hq-vpn")


def _of_hub(at: str) -> list[dict[str, Any]]:
    """As az prints it, with ids."""
    rows = ask(compute(lower(parse(template("vwan-routing-intent")))), "hubroutes", at=at)["routes"]
    kept = ("addressPrefixes", "nextHopType", "asPath")
    return [
        {
            **{name: row[name] for name in kept},
            "nextHops": [f"/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/x/{row['nextHops'][0]}"],
            "routeOrigin": "/subscriptions/s/anything",
        }
        for row in rows
    ]


def compare(page: Page, text: str) -> None:
    page.get_by_label("What it printed").fill(text)
    page.get_by_role("button", name="Compare", exact=True).click()


def test_effective_routes_of_a_hub_and_its_firewall(page: Page, design: Maker) -> None:
    open_editor(page, design("vwan-routing-intent")["edit"])
    choose(page, HUB)
    page.locator("#side").get_by_role("tab", name="Routes").click()
    page.locator("#hub-place").select_option(f"{HUB}/afw-{HUB}")
    expect(page.locator("#routes")).to_contain_text("10.31.0.0/16")
    page.get_by_role("button", name="Against Azure …").click()
    choice = page.get_by_label("Table of the design")
    expect(choice.locator("option:checked")).to_have_text(f"{HUB}, afw-{HUB}, firewall")
    expect(page.locator(".command")).to_contain_text("az network vhub get-effective-routes")
    rows = _of_hub(f"{HUB}/afw-{HUB}")
    compare(page, json.dumps({"value": rows}))
    expect(page.get_by_text("✓ Agrees")).to_be_visible()
    compare(page, json.dumps({"value": [row for row in rows if row["addressPrefixes"] != ["10.31.0.0/16"]]}))
    row = page.locator(".differences tr", has_text="10.31.0.0/16")
    expect(row).to_contain_text("only in the design")
    expect(row).to_contain_text("Remote Hub · vhub-neu-001")
    expect(row).to_contain_text("the other hub does not bring it")
    picture(page, "reality-hub")
    choice.select_option(label=f"{HUB}, defaultRouteTable")
    expect(page.locator(".command")).to_contain_text("--resource-type RouteTable")
    compare(page, json.dumps({"value": _of_hub(f"{HUB}/defaultRouteTable")}))
    expect(page.get_by_text("✓ Agrees")).to_be_visible()


def test_a_table_taken_in_an_outage(page: Page, design: Maker) -> None:
    document = template("er-primary-vpn-backup")
    rows = ask(compute(lower(parse(document)), OUTAGE), "routes", at=AT)["tables"][0]["routes"]
    down = "&".join(f"down={path}" for path in OUTAGE)
    open_editor(page, f"{design(document)['edit']}?at={AT}&{down}")
    page.get_by_role("button", name="Against Azure …").click()
    expect(page.locator("#reality-down")).to_be_checked()
    compare(page, json.dumps({"value": rows}))
    expect(page.get_by_text("✓ Agrees")).to_be_visible()
    page.get_by_label("Taken during this outage").uncheck()
    expect(page.get_by_text("✓ Agrees")).to_have_count(0)
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator(".differences tr", has_text="172.16.0.0/16")).to_contain_text("only in the design")
    picture(page, "reality-outage")
