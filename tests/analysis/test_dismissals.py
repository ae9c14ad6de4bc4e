"""Findings that the design's authors dismissed, with their reason."""

from typing import Any

import pytest

from app.analysis.report import report
from app.document.canonical import dump
from app.document.load import parse
from app.document.lower import lower
from app.document.problems import DocumentError
from app.engine import compute
from app.gallery import template

LEAK = "connections/con-web-proxy"


def _findings(document: dict[str, Any]) -> list[dict[str, Any]]:
    design = parse(document)
    found: list[dict[str, Any]] = report(design, compute(lower(design)))["findings"]
    return found


def test_a_dismissed_finding_carries_its_reason_and_stays() -> None:
    document = template("web-access-4-vpn-in-hub")
    before = _findings(document)
    assert {finding["dismissed"] for finding in before} == {None}
    after = _findings({**document, "dismissals": {LEAK: {"RC-LEAK": "All of them may surf."}}})
    assert [finding["rule"] for finding in after] == [finding["rule"] for finding in before]
    assert [f["dismissed"] for f in after if f["rule"] == "RC-LEAK"] == ["All of them may surf."]


def test_a_dismissal_of_another_rule_or_place_dismisses_nothing() -> None:
    document = template("web-access-4-vpn-in-hub")
    others = {LEAK: {"H-88": "no"}, "connections/gone": {"RC-LEAK": "no"}}
    assert {finding["dismissed"] for finding in _findings({**document, "dismissals": others})} == {None}


def test_dismissals_are_kept_in_the_document() -> None:
    document = {**template("empty"), "dismissals": {LEAK: {"RC-LEAK": "Yes."}}}
    assert dump(parse(document))["dismissals"] == {LEAK: {"RC-LEAK": "Yes."}}
    with pytest.raises(DocumentError):
        parse({**document, "dismissals": {LEAK: {"RC-LEAK": ""}}})
