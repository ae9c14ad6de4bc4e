"""Taking designs out and bringing them in: pictures that open again, drops, the report of an import, refusals."""

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.document.canonical import dump
from app.formats import read
from tests.browser.conftest import choose, open_editor, picture, wait_saved

EXPORTS = Path(__file__).resolve().parents[1] / "formats" / "azure"
HUB_AND_SPOKE = ["group-export.json", "az-vnet-list.json", "az-circuit-list.json"]
Design = Callable[[object], dict[str, str]]
DROP = """async ([name, base64]) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  for (const type of ["dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


def drop(page: Page, name: str, content: bytes) -> None:
    page.evaluate(DROP, [name, base64.b64encode(content).decode()])


def open_export(page: Page, label: str) -> None:
    page.get_by_role("button", name="Export", exact=True).click()
    page.get_by_role("radio", name=label).check(force=True)


def downloaded(page: Page, label: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Download {label}").click()
    return Path(waiting.value.path()).read_bytes()


def choose_files(page: Page, names: list[str]) -> None:
    with page.expect_file_chooser() as waiting:
        page.get_by_role("button", name="Open files …").click()
    waiting.value.set_files([EXPORTS / name for name in names])


def opened_document(page: Page) -> Any:
    return json.loads(page.locator("#boot").text_content() or "")["document"]


@pytest.mark.parametrize("label", ["PNG", "SVG"])
def test_a_picture_opens_again(page: Page, design: Design, label: str) -> None:
    open_editor(page, design("er-primary-vpn-backup")["edit"])
    original = opened_document(page)
    open_export(page, label)
    content = downloaded(page, label)
    assert dump(read(content)) == original
    page.goto("/")
    drop(page, "whatever.bin", content)
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    assert opened_document(page) == original


def test_a_picture_without_copy_is_refused_with_a_reason(page: Page, design: Design) -> None:
    open_editor(page, design("er-primary-vpn-backup")["edit"])
    open_export(page, "PNG")
    page.get_by_label("Include a copy of the design").uncheck()
    content = downloaded(page, "PNG")
    page.keyboard.press("Escape")
    drop(page, "picture.png", content)
    expect(page.get_by_role("alert")).to_contain_text("carries no copy of a design")


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 1024)])
def test_the_dialog(new_context: Callable[..., BrowserContext], design: Design, theme: str, width: int) -> None:
    page = new_context(theme, width, 800).new_page()
    open_editor(page, f"{design('er-vpn-coexistence')['edit']}?at=vnet-apps-weu-001/snet-web")
    page.get_by_role("button", name="Export", exact=True).click()
    shown = page.locator(".export-preview img")
    expect(shown).to_have_attribute("src", re.compile(f"theme={theme}"))
    picture(page, f"export-{theme}-{width}")
    page.get_by_label("Selection only").check()
    expect(shown).to_have_attribute("src", re.compile("only=virtualNetworks"))
    expect(page.get_by_label("Include a copy of the design")).to_be_disabled()
    page.get_by_role("radio", name="Markdown").check(force=True)
    expect(page.locator(".export-preview pre")).to_contain_text("## Address plan")
    expect(page.get_by_role("button", name="Copy picture")).to_be_hidden()
    picture(page, f"export-report-{theme}")


def test_every_other_format_is_downloaded(page: Page, design: Design) -> None:
    open_editor(page, design("er-vpn-coexistence")["edit"])
    open_export(page, "PDF")
    assert downloaded(page, "PDF").startswith(b"%PDF-")
    page.get_by_role("group", name="Page").get_by_role("button", name="A4").click()
    assert b"/MediaBox [0 0 841.89 595.28]" in downloaded(page, "PDF")
    for label, start in (("draw.io", b"<mxfile"), ("Mermaid", b"---"), ("CSV", b"Subnet,"), ("JSON", b"{")):
        page.get_by_role("radio", name=label).check(force=True)
        assert downloaded(page, label).startswith(start)


def test_the_picture_is_copied(page: Page, design: Design) -> None:
    open_editor(page, design("empty")["edit"])
    page.get_by_role("button", name="Export", exact=True).click()
    page.get_by_role("button", name="Copy picture").click()
    expect(page.locator("#toasts")).to_contain_text("Picture copied")
    types = page.evaluate("navigator.clipboard.read().then((items) => items[0].types)")
    assert types == ["image/png"]


def test_exports_of_azure_open_with_a_report(page: Page) -> None:
    page.goto("/")
    choose_files(page, HUB_AND_SPOKE)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("listitem").filter(has_text="virtual networks")).to_have_text("4 virtual networks")
    expect(dialog.get_by_role("row", name="virtualNetworkTaps tap")).to_be_visible()
    expect(dialog.get_by_text("give the site erc-ams its prefixes")).to_be_visible()
    picture(page, "import-report")
    page.get_by_role("button", name="Open as a new design").click()
    expect(page.locator("body[data-ready=true]")).to_be_attached()
    choose(page, "vnet-spoke-a")
    picture(page, "import-opened")
    expect(page.locator("#outline").get_by_text("vpngw", exact=True)).to_be_visible()


def test_a_dropped_file_replaces_the_design_and_undo_brings_it_back(page: Page, design: Design) -> None:
    open_editor(page, design("er-primary-vpn-backup")["edit"])
    drop(page, "vnets.txt", (EXPORTS / "az-vnet-list.json").read_bytes())
    page.get_by_role("button", name="Replace this design").click()
    page.get_by_role("tab", name="Outline").click()
    expect(page.locator("#outline").get_by_text("vnet-data", exact=True)).to_be_visible()
    wait_saved(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#outline").get_by_text("vnet-hub-weu-001", exact=True)).to_be_visible()


def test_a_view_link_opens_files_as_new_designs_only(page: Page, design: Design) -> None:
    open_editor(page, design("er-primary-vpn-backup")["view"])
    drop(page, "x", json.dumps({"schemaVersion": 1, "name": "other", "sites": [{"name": "hq"}]}).encode())
    expect(page.get_by_role("button", name="Open as a new design")).to_be_visible()
    expect(page.get_by_role("button", name="Replace this design")).to_have_count(0)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not a design", "in no known format"),
        (b"resource v 'Microsoft.Network/virtualNetworks@2023-11-01' = {}", "az bicep build"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", "breaks off"),
        (b"[" * 10_000_000, "more than 8 MiB"),
        (b'{"a": ' + b"[" * 3000, "nested too deeply"),
        (b'{"schemaVersion": 1, "virtualNetworks": [{"name": "x", "addressSpace": ["10.0.0.0/99"]}]}', "10.0.0.0/99"),
    ],
    ids=["text", "bicep", "broken picture", "10 MB", "deep", "wrong design"],
)
def test_files_that_cannot_be_opened(page: Page, content: bytes, words: str) -> None:
    page.goto("/")
    drop(page, "file", content)
    expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible()
    expect(page).to_have_url(page.url)
