"""What must hold on every screen: markup in names stays text, mistakes are told, pictures of sizes and themes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import choose, open_editor, picture, wait_saved

MARKUP = "<img src=x onerror=document.title='broken'>"


def test_markup_in_a_label_is_only_text(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    network = {"name": "vnet-a", "location": MARKUP, "addressSpace": ["10.0.0.0/16"]}
    network["subnets"] = [{"name": "web", "addressPrefixes": ["10.0.0.0/24"]}]  # type: ignore[assignment]
    links = design({"schemaVersion": 1, "name": MARKUP, "virtualNetworks": [network]})
    open_editor(page, links["edit"])
    choose(page, "vnet-a")
    expect(page.locator("#side-head")).to_contain_text(MARKUP)
    assert page.locator("img[src=x]").count() == 0
    page.get_by_label("Name of the design").fill("</script><script>document.title='broken'</script>")
    page.keyboard.press("Enter")
    wait_saved(page)
    page.reload()
    expect(page.get_by_label("Name of the design")).to_have_value("</script><script>document.title='broken'</script>")
    assert page.title() != "broken"
    page.goto("/")
    expect(page.locator("#own-designs")).to_contain_text("</script>")


@pytest.mark.parametrize(
    ("template", "at"),
    [
        ("er-primary-vpn-backup", "vnet-apps-weu-001/snet-web"),
        ("branch-to-branch", ""),
        ("vwan-routing-intent", ""),
        ("empty", ""),
    ],
)
def test_pictures_of_the_gallery(
    new_context: Callable[..., BrowserContext], design: Callable[[object], dict[str, str]], template: str, at: str
) -> None:
    links = design(template)
    for theme, width, height in (("light", 1280, 800), ("dark", 1920, 1080), ("light", 1024, 768)):
        page = new_context(theme, width, height).new_page()
        open_editor(page, links["edit"] + (f"?at={at}" if at else ""))
        picture(page, f"editor-{template}-{theme}-{width}")


def test_a_bad_value_is_told_and_not_saved(page: Page, design: Callable[[object], dict[str, str]]) -> None:
    links = design("er-vpn-coexistence")
    open_editor(page, links["edit"] + "?at=vnet-apps-weu-001/snet-web&tab=properties")
    page.get_by_label("Prefixes").fill("10.21.1.0/33")
    page.get_by_label("Prefixes").blur()
    expect(page.locator("#save-state")).to_have_text("Not saved")
    expect(page.locator(".toast")).to_be_visible()
    page.get_by_role("button", name="Undo").first.click()
    wait_saved(page)


def test_a_file_that_is_no_design_is_explained(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps({"schemaVersion": 1, "virtualNetworks": [{"name": "a b", "colour": "red"}]}))
    with page.expect_file_chooser() as chooser:
        page.locator("#open-file").click()
    chooser.value.set_files(broken)
    expect(page.get_by_role("dialog")).to_contain_text("This cannot be opened")
    expect(page.get_by_role("dialog")).to_contain_text("colour")
