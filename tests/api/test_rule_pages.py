"""The pages of the rules: every rule has one, with its sources; evidence as picture, file and copy."""

import pytest
from fastapi.testclient import TestClient

from app.engine.rulebook import RULES
from app.evidence import FOLDER

EVIDENT = sorted(folder.parent.name for folder in FOLDER.glob("*/triggers.json"))


def test_every_rule_has_a_page_with_its_sources(client: TestClient) -> None:
    listed = client.get("/rules").text
    for rule in RULES.values():
        answer = client.get(f"/rules/{rule.id}")
        assert answer.status_code == 200
        assert all(f'href="{source.url}"' in answer.text for source in rule.sources)
        assert f'href="/rules/{rule.id}"' in listed


@pytest.mark.parametrize("rule", EVIDENT)
def test_evidence_is_shown_as_file_and_copy(client: TestClient, rule: str) -> None:
    page = client.get(f"/rules/{rule}").text
    for which in ("triggers", "near-miss"):
        assert f'href="/rules/{rule}/{which}"' in page
        assert client.get(f"/rules/{rule}/{which}.json").json()["name"] == f"{rule}-{which}"
        assert f"/rules/{rule}/{which}.json" in client.get(f"/rules/{rule}/{which}").text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_evidence_is_drawn(client: TestClient, theme: str) -> None:
    assert client.get(f"/rules/H-07/triggers.svg?theme={theme}").text.startswith("<svg")


def test_contradictions_are_told_with_dates_on_both_sides(client: TestClient) -> None:
    page = client.get("/rules/X1").text
    assert "2021, 2022 and February 2023" in page
    assert "2022 and July 2026" in page


@pytest.mark.parametrize("path", ["/rules/NO-1", "/rules/NO-1/triggers", "/rules/A-01/triggers.json"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
