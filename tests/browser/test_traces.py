"""Traces in the panel and on the canvas: one direction past a firewall, and traces of client pools from the matrix."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import open_editor, picture

Design = Callable[[object], dict[str, str]]
MARKED = "([id, name]) => document.getElementById('canvas')._cyreg.cy.getElementById(id).hasClass(name)"


@pytest.mark.parametrize(
    ("name", "words", "look", "painted"),
    [
        ("firewall-one-direction", "Reached, but a stateful device sees one direction only", "doubtful", True),
        ("firewall-both-directions", "Reached", "reached", False),
    ],
)
def test_one_direction_past_a_firewall_is_no_clean_arrival(
    page: Page, design: Design, name: str, words: str, look: str, painted: bool
) -> None:
    open_editor(page, design(name)["edit"] + "?at=vnet-apps-weu-001/snet-web&tab=trace")
    page.get_by_label("From here to").fill("172.16.0.10")
    page.keyboard.press("Enter")
    verdict = page.locator("#trace-result .verdict")
    expect(verdict.locator("b")).to_have_text(words)
    expect(verdict).to_have_class(re.compile(rf"\b{look}\b"))
    page.wait_for_timeout(200)
    assert page.evaluate(MARKED, ["azureFirewalls/afw-hub-weu-001", "one-sided"]) is painted
    picture(page, f"trace-{name}")
    page.get_by_role("tab", name="Properties").click()
    expect(page.locator("#trace-result")).to_have_count(0)
    assert page.evaluate(MARKED, ["azureFirewalls/afw-hub-weu-001", "one-sided"]) is False


def _walk(page: Page, key: str, wanted: str) -> None:
    """Move the matrix' cursor until its status line says this."""
    status = page.locator(".matrix-status")
    for _ in range(30):
        if re.search(wanted, status.inner_text()):
            return
        page.keyboard.press(key)
    raise AssertionError(f"the matrix has no {wanted}")


@pytest.mark.parametrize("name", ["p2s-classic", "p2s-virtual-wan"])
def test_the_matrix_opens_traces_from_and_to_client_pools(page: Page, design: Design, name: str) -> None:
    open_editor(page, design(name)["edit"])
    page.get_by_role("tab", name="Matrix").click()
    page.locator(".matrix-grid").focus()
    verdict = page.locator("#trace-result .verdict")

    _walk(page, "ArrowDown", "^clients of .* → ")
    page.keyboard.press("Enter")
    expect(verdict).to_contain_text("clients of")
    expect(page.get_by_role("tab", name="Trace")).to_have_attribute("aria-selected", "true")

    page.locator(".matrix-grid").focus()
    _walk(page, "ArrowUp", "^vnet-.* → ")
    _walk(page, "ArrowRight", " → clients of ")
    page.keyboard.press("Enter")
    expect(verdict).not_to_contain_text("clients of")
    expect(verdict).to_contain_text("Reached")
