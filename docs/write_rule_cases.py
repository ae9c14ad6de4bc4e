"""Writes app/evidence/cases.json, the golden cases that agree by each rule: run it after changing rules or cases."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.analysis.cases import case_files, read_case
from app.analysis.golden import answer_case
from app.analysis.verify import verify
from app.document.load import parse
from app.document.refusals import refusal_for
from app.evidence import CASES

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"


def cited(answer: Any) -> Iterator[str]:
    """Every rule that an answer names, at any depth."""
    if isinstance(answer, dict):
        if isinstance(answer.get("rule"), str):
            yield answer["rule"]
        for value in answer.values():
            yield from cited(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from cited(value)


def explaining(case: dict[str, Any], observation: dict[str, Any], answer: Any) -> Iterator[str]:
    """The rules behind an answer; an answer to a deployment holds Azure's words only."""
    yield from cited(answer)
    if observation["kind"] == "rejected":
        finding = refusal_for(parse(case["topology"]), observation.get("change"))
        yield from (finding.rule,) if finding else ()


def content() -> str:
    """The file: each case once, and the cases of each rule by name."""
    cases: dict[str, dict[str, str]] = {}
    rules: dict[str, set[str]] = {}
    for path in case_files([GOLDEN]):
        case = read_case(path)
        answers = answer_case(case)
        for verdict, observation, answer in zip(verify(case, answers), case["observations"], answers, strict=True):
            for rule in explaining(case, observation, answer) if verdict.agrees else ():
                rules.setdefault(rule, set()).add(case["id"])
                cases[case["id"]] = {"title": case["title"], "url": case["source"]["url"]}
    data = {"cases": dict(sorted(cases.items())), "rules": {rule: sorted(rules[rule]) for rule in sorted(rules)}}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    CASES.write_text(content(), encoding="utf-8")
