"""Everything there is to say about a design: Azure's refusals, what it accepts and breaks, and the cures."""

from collections.abc import Iterator
from typing import Any

from app.analysis.cures import cure
from app.analysis.findings import Finding, found_in
from app.analysis.findings.finding import GRAVITY
from app.analysis.intents import check_intents
from app.document.refusals import refusals
from app.document.schema import Topology
from app.engine import Result


def all_findings(design: Topology, result: Result) -> tuple[Finding, ...]:
    """Refusals and findings, each once, the gravest first."""
    refused = (Finding(f.rule, f.kind, f.path, f.sentence, (), f.code, f.message) for f in refusals(design))
    every = dict.fromkeys((*refused, *found_in(result, design), *_broken_intents(design, result)))
    return tuple(sorted(every, key=lambda finding: GRAVITY.index(finding.kind)))


def _broken_intents(design: Topology, result: Result) -> Iterator[Finding]:
    for checked in check_intents(design.intents, result)["intents"]:
        if not checked["holds"]:
            why = checked["why"]
            after = f" After {', '.join(why['down'])} failed:" if why["down"] else ""
            sentence = f"Not so: {checked['sentence']}.{after} {why['sentence']}"
            places = tuple(filter(None, (why["at"], *why["down"])))
            yield Finding("RC-INTENT", "warned", f"intents/{checked['intent']['name']}", sentence, places)


def report(design: Topology, result: Result) -> dict[str, Any]:
    """All findings as every face of the product shows them: the cure where there is one, why it was dismissed."""
    return {"findings": [_json(design, finding) for finding in all_findings(design, result)]}


def _json(design: Topology, finding: Finding) -> dict[str, Any]:
    mend = cure(design, finding)
    reason = design.dismissals.get(finding.path, {}).get(finding.rule)
    return {**finding.as_json(mend.as_json() if mend else None), "dismissed": reason}
