"""Evidence for every rule with a check: a trigger, a near miss, a source, a page; the gallery is quiet."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from app.analysis.cures import applied, cure
from app.analysis.findings import CHECKS, Finding
from app.analysis.questions import ask
from app.analysis.report import all_findings, report
from app.document import refusals as refusing
from app.document.canonical import dump
from app.document.load import parse
from app.document.lower import lower
from app.document.refusals import refusals
from app.engine import compute
from app.engine.rulebook import RULES
from app.evidence import FOLDER, read
from app.gallery import gallery, template

ROOT = Path(__file__).parents[2]
CITED = re.compile(r'"((?:[A-IKL]|RS|CX|VW|RI|ERR|LINT)-\d{2,3})"')
ONLY_WHEN_ASKED = {"H-91"}  # an answer to a question in Azure, not to a deployment
REFUSED = {
    rule
    for source in Path(refusing.__file__).parent.glob("*.py")
    for rule in CITED.findall(source.read_text(encoding="utf-8"))
} - ONLY_WHEN_ASKED
CHECKED = sorted(REFUSED | {rule for rules, _ in CHECKS for rule in rules} | {"RC-INTENT"})
DEPLOYED = sorted((ROOT / "tests" / "golden").glob("*/*.json"))
DRAWN = sorted((ROOT / "tests" / "document" / "refused").glob("*.json"))
EXPECTED_IN_GALLERY = {
    "er-vpn-coexistence": {"H-88"},
    "er-primary-vpn-backup": {"H-87"},
    "web-access-1-dedicated-vnet": {"H-07"},
    "web-access-2-vpn-in-spoke": {"H-08", "RC-LEAK"},
    "web-access-3-own-gateways": {"RC-COST", "RC-LEAK"},
    "web-access-4-vpn-in-hub": {"RC-LEAK"},
    "web-access-4-exempted": {"RC-LEAK"},
    "web-access-5-second-hub": {"RC-LEAK", "H-86"},
    "branch-to-branch-no-route-server": {"H-88"},
    "branch-to-branch-host-route": {"LINT-36"},
    "branch-to-branch-one-tunnel": {"RC-NO-BACKUP"},
    "branch-to-branch-active-standby": {"ERR-01"},
    "branch-to-branch-own-asn": {"LINT-02"},
    "p2s-route-server": {"X1"},
    "firewall-one-direction": {"G-03"},
    "default-route-loop": {"LINT-08", "LINT-13", "RC-NO-INTERNET"},
    "default-route-cured": {"LINT-13"},
}
BROKEN = {
    "web-access-1-dedicated-vnet",
    "web-access-2-vpn-in-spoke",
    "web-access-4-vpn-in-hub",
    "branch-to-branch-host-route",
    "branch-to-branch-one-tunnel",
    "branch-to-branch-active-standby",
    "branch-to-branch-own-asn",
    "firewall-one-direction",
    "default-route-loop",
}


def found(document: dict[str, Any], down: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """All findings of a document."""
    design = parse(document)
    return all_findings(design, compute(lower(design), down))


@pytest.mark.parametrize("rule", CHECKED)
def test_rule_has_evidence_source_and_page(rule: str) -> None:
    assert (FOLDER / rule / "triggers.json").is_file(), f"app/evidence/{rule}/triggers.json is missing"
    assert (FOLDER / rule / "near-miss.json").is_file(), f"app/evidence/{rule}/near-miss.json is missing"
    assert RULES[rule].source
    assert RULES[rule].url.startswith("https://")
    assert f"{rule}" in (ROOT / "docs" / "routing-rules.md").read_text(encoding="utf-8")


def test_every_rule_about_deployments_is_checked_or_says_why_not() -> None:
    for rule in (each for each in RULES.values() if each.kind and each.id not in CHECKED):
        assert (rule.found_as is None) != (rule.unseen is None), rule.id
        assert rule.found_as is None or rule.found_as in CHECKED, rule.id
    assert not [each for each in CHECKED if RULES[each].found_as or RULES[each].unseen]


def test_no_evidence_without_a_check() -> None:
    assert {folder.parent.name for folder in FOLDER.glob("*/*.json")} <= set(CHECKED)


@pytest.mark.parametrize("rule", CHECKED)
def test_triggers(rule: str) -> None:
    data = read(rule, "triggers")
    mine = [f for f in found(data["document"]) if f.rule == rule]
    assert [{"kind": f.kind, "path": f.path, "sentence": f.sentence} for f in mine] == data["finds"]
    assert mine
    assert all(f.source == RULES[rule].source for f in mine)


@pytest.mark.parametrize("rule", CHECKED)
def test_near_miss(rule: str) -> None:
    assert [f.sentence for f in found(read(rule, "near-miss")["document"]) if f.rule == rule] == []


@pytest.mark.parametrize("rule", CHECKED)
def test_cure_removes_its_finding_and_nothing_new_is_refused(rule: str) -> None:
    document = read(rule, "triggers")["document"]
    design = parse(document)
    before = {(f.rule, f.path) for f in refusals(design)}
    for finding in (f for f in found(document) if f.rule == rule):
        made = cure(design, finding)
        if made is None:
            continue
        cured = applied(dump(design), made)
        assert (finding.rule, finding.path) not in {(f.rule, f.path) for f in found(cured)}, made
        assert {(f.rule, f.path) for f in refusals(parse(cured))} <= before, made


@pytest.mark.parametrize("source", DEPLOYED + DRAWN, ids=lambda source: source.stem)
def test_cures_of_real_designs(source: Path) -> None:
    data = json.loads(source.read_text(encoding="utf-8"))
    document = data.get("topology") or data["document"]
    design = parse(document)
    before = {(f.rule, f.path) for f in refusals(design)}
    for finding in found(document):
        made = cure(design, finding)
        if made is None:
            continue
        cured = applied(dump(design), made)
        assert (finding.rule, finding.path) not in {(f.rule, f.path) for f in found(cured)}, made
        assert {(f.rule, f.path) for f in refusals(parse(cured))} <= before, made


@pytest.mark.parametrize("entry", gallery(), ids=lambda entry: entry.name)
def test_gallery_says_what_its_paragraph_says(entry: Any) -> None:
    findings = found(template(entry.name))
    assert {f.rule for f in findings} == EXPECTED_IN_GALLERY.get(entry.name, set())
    assert any(f.kind in ("refused", "limit", "warned") for f in findings) == (entry.name in BROKEN)


def test_the_four_attempts_at_web_access() -> None:
    leak = next(f for f in found(template("web-access-4-vpn-in-hub")) if f.rule == "RC-LEAK")
    design = parse(template("web-access-4-vpn-in-hub"))
    assert len(leak.places) == 6
    made = cure(design, leak)
    assert made is not None
    assert "RC-LEAK" not in {f.rule for f in found(applied(dump(design), made))}


def test_cure_of_the_uneven_firewall() -> None:
    design = parse(template("firewall-one-direction"))
    half = next(f for f in found(template("firewall-one-direction")) if f.rule == "G-03")
    made = cure(design, half)
    assert made is not None
    assert not found(applied(dump(design), made))


@pytest.mark.parametrize(
    ("networks", "circuits", "taken"),
    [
        (2, 1, "er1 primary is taken to have 172.16.0.0/30, er1 secondary 172.16.0.4/30."),
        (2, 2, "er1 primary is taken to have 172.16.0.0/30, er2 primary 172.16.0.4/30, and er1 secondary and er2 "),
        (1, 1, "er1 primary is taken to have 172.16.0.0/30, and er1 secondary to announce nothing."),
    ],
)
def test_links_that_were_taken_for_granted_are_written_down_and_no_route_changes(
    networks: int, circuits: int, taken: str
) -> None:
    document = copy.deepcopy(read("E-08", "triggers")["document"])
    document["sites"][0]["addressSpace"] = ["172.16.0.0/30", "172.16.0.4/30"][:networks]
    document["expressRouteCircuits"] = [
        {**document["expressRouteCircuits"][0], "name": f"er{number}"} for number in range(1, circuits + 1)
    ]
    design = parse(document)
    finding = next(f for f in found(document) if f.rule == "E-08")
    assert taken in finding.sentence
    made = cure(design, finding)
    assert made is not None
    cured = applied(dump(design), made)
    assert lower(parse(cured)) == lower(design)
    assert "E-08" not in {f.rule for f in found(cured)}


def test_a_circuit_without_links_takes_nothing_for_granted() -> None:
    document = copy.deepcopy(read("E-08", "triggers")["document"])
    document["sites"][0]["addressSpace"] = ["172.16.0.0/30"]
    document["expressRouteCircuits"][0]["devicePaths"] = []
    assert "E-08" not in {f.rule for f in found(document)}


def test_stopped_appliances_are_found_in_a_what_if() -> None:
    document = read("H-45", "near-miss")["document"]
    assert [f.rule for f in found(document, ("networkVirtualAppliances/nva1",))] == ["H-45"]


def test_the_answer_has_what_every_face_needs() -> None:
    design = parse(template("web-access-4-vpn-in-hub"))
    result = compute(lower(design))
    every = report(design, result)["findings"]
    keys = {"rule", "kind", "code", "message", "path", "sentence", "source", "places", "cure", "dismissed"}
    assert all(set(finding) == keys for finding in every)
    assert [f["rule"] for f in ask(result, "findings")["findings"]] == [f["rule"] for f in every]
    assert every[0]["cure"]["changes"][0].keys() == {"path", "value"}
