"""Findings as a SARIF log, which code scanning of GitHub and Azure DevOps shows. Decides nothing."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.engine.rulebook import RULES

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"refused": "error", "limit": "error", "warned": "warning", "advice": "note", "note": "none"}

Finding = Mapping[str, Any]


def sarif(design: str, findings: Sequence[Finding]) -> bytes:
    """One run: the rules that found something, and a result for each finding."""
    cited = list(dict.fromkeys(finding["rule"] for finding in findings))
    driver = {"name": "RouteCanvas", "rules": [_rule(identifier) for identifier in cited]}
    results = [_result(design, cited, finding) for finding in findings]
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, indent=2, ensure_ascii=False).encode() + b"\n"


def _rule(identifier: str) -> dict[str, Any]:
    rule = RULES[identifier]
    return {
        "id": rule.id,
        "name": rule.title,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.sentence},
        "helpUri": rule.url,
        "properties": {"source": rule.source, "date": rule.date, "confidence": rule.confidence},
    }


def _result(design: str, cited: Sequence[str], finding: Finding) -> dict[str, Any]:
    words = [finding["sentence"], finding.get("message")]
    place = {"physicalLocation": {"artifactLocation": {"uri": design}}}
    others = [_logical(path) for path in (finding["path"], *finding.get("places", ())) if path]
    result: dict[str, Any] = {
        "ruleId": finding["rule"],
        "ruleIndex": cited.index(finding["rule"]),
        "level": LEVELS[finding["kind"]],
        "message": {"text": "\n".join(filter(None, words))},
        "locations": [{**place, "logicalLocations": others}],
        "properties": {"kind": finding["kind"], "code": finding.get("code")},
    }
    if reason := finding.get("dismissed"):
        result["suppressions"] = [{"kind": "external", "justification": reason}]
    cure = finding.get("cure")
    return {**result, "properties": {**result["properties"], "cure": cure["label"]}} if cure else result


def _logical(path: str) -> dict[str, str]:
    return {"fullyQualifiedName": path, "name": path.rpartition("/")[2], "kind": "resource"}
