"""The rulebook: every rule that the code cites exists, says one thing, and names a public source."""

import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

from app.engine.rulebook import CHAPTERS, RULES, Rule, rule
from app.engine.rulebook.model import CONFIDENCES, KINDS, chapter
from app.engine.rulebook.sources import SOURCES
from app.evidence import CASES

ROOT = Path(__file__).resolve().parents[2]
CITED = re.compile(r"(?<![\w-])(?:(?:[A-IKL]|RS|CX|VW|RI|ERR|LINT|U)-\d{2,3}[a-z]?|OUT-\d)(?![\w-])")
EVERY = [pytest.param(entry, id=entry.id) for entry in RULES.values()]


def test_every_cited_rule_exists() -> None:
    unknown = {
        f"{source.relative_to(ROOT)}: {cited}"
        for source in (ROOT / "app").rglob("*.py")
        for cited in CITED.findall(source.read_text(encoding="utf-8"))
        if cited not in RULES
    }
    assert not unknown, sorted(unknown)


def test_chapters_and_index_agree() -> None:
    assert [entry.id for entries in CHAPTERS for entry in entries] == list(RULES)
    assert all(identifier == entry.id for identifier, entry in RULES.items())


@pytest.mark.parametrize("entry", EVERY)
def test_rule_is_complete(entry: Rule) -> None:
    assert entry.title
    assert entry.source
    assert entry.url.startswith("https://")
    assert " " not in entry.url
    assert entry.date
    assert entry.subject
    assert entry.confidence in CONFIDENCES
    assert entry.sentence.endswith(".")
    assert len(entry.sentence) <= 320
    assert entry.kind is None or entry.kind in KINDS


def test_no_sentence_or_title_twice() -> None:
    assert not [said for said, times in Counter(entry.sentence for entry in RULES.values()).items() if times > 1]
    assert not [said for said, times in Counter(entry.title for entry in RULES.values()).items() if times > 1]


def test_refusals_carry_a_kind_and_admit_unknown_wording() -> None:
    families = ("H-", "ERR-", "LINT-", "RC-")
    assert all(bool(entry.kind) == entry.id.startswith(families) for entry in RULES.values())
    assert rule("H-42").wording.startswith("NextHopIpAddress")
    assert rule("H-08").message is None
    assert rule("H-08").wording == "wording unknown"


def test_numbering_has_no_gap_in_the_design_advice() -> None:
    assert [entry.id for entry in RULES.values() if entry.id.startswith("LINT-")] == [
        f"LINT-{number:02}" for number in range(1, 79)
    ]


def test_sources_are_public_and_used() -> None:
    cited = {name for entry in RULES.values() for name in entry.source.split("; ")}
    assert {source.name for source in SOURCES.values()} == cited
    assert all(source.url.startswith("https://") for source in SOURCES.values())


def test_unknown_rule_is_an_error() -> None:
    with pytest.raises(KeyError):
        rule("A-99x")


def test_a_malformed_head_is_refused() -> None:
    with pytest.raises(ValueError, match="not the head of a rule"):
        chapter("Anything", "A-01 | rumour | UDR | Title\n  Sentence.\n")


def test_the_page_in_the_documentation_is_current() -> None:
    script = runpy.run_path(str(ROOT / "docs" / "write_routing_rules.py"))
    assert (ROOT / "docs" / "routing-rules.md").read_text(encoding="utf-8") == script["page"]()


def test_the_cases_behind_each_rule_are_current() -> None:
    script = runpy.run_path(str(ROOT / "docs" / "write_rule_cases.py"))
    assert CASES.read_text(encoding="utf-8") == script["content"]()


def test_contradicting_answers_are_all_told() -> None:
    for number in range(1, 8):
        told = RULES[f"X{number}"].positions
        assert len(told) >= 2
        assert {source for each in told for source in each.sources} <= {*RULES[f"X{number}"].sources}
        assert all(each.date and each.sentence.endswith(".") for each in told)
