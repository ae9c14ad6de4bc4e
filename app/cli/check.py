"""`check`: what Azure would refuse, then what it accepts and breaks. Decides the exit code only, no finding."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from app.analysis.report import report
from app.cli.printing import picked, print_json
from app.cli.reading import compute_design, read_design, write_bytes
from app.cli.sarif import sarif

FAILING_KINDS = frozenset({"refused", "limit", "warned"})
COLUMNS = {"Kind": "kind", "Rule": "rule", "Path": "path", "Code": "code", "Finding": "sentence"}

Finding = dict[str, Any]


def check(options: Namespace) -> int:
    """All findings of a design; 1 when Azure refuses it or it breaks, unless that was dismissed."""
    design = read_design(options.design)
    result = compute_design(design, options.down)
    findings: list[Finding] = report(design, result)["findings"]
    if options.junit:
        write_bytes(options.junit, _junit(options.design, findings))
    if options.sarif:
        write_bytes(options.sarif, sarif(options.design, findings))
    if options.output == "json":
        print_json({"findings": findings})
    elif shown := [finding for finding in findings if not finding["dismissed"]]:
        print(picked(COLUMNS, shown))
    else:
        print("No findings.")
    if options.output != "json" and (dismissed := sum(bool(finding["dismissed"]) for finding in findings)):
        print(f"{dismissed} dismissed in the design.")
    return 1 if any(map(_fails, findings)) else 0


def _fails(finding: Finding) -> bool:
    return finding["kind"] in FAILING_KINDS and not finding["dismissed"]


def _junit(design: str, findings: Sequence[Finding]) -> bytes:
    """One test case per finding; one passing case when there is none."""
    failures = sum(map(_fails, findings))
    suite = ElementTree.Element(
        "testsuite", name="routecanvas check", tests=str(max(len(findings), 1)), failures=str(failures)
    )
    for finding in findings:
        case = ElementTree.SubElement(suite, "testcase", classname=finding["rule"], name=finding["path"] or design)
        words = finding["sentence"]
        if finding["dismissed"]:
            ElementTree.SubElement(case, "skipped", message=f"{words} Dismissed: {finding['dismissed']}")
        elif _fails(finding):
            ElementTree.SubElement(case, "failure", type=finding["kind"], message=words).text = (
                finding.get("message") or words
            )
        else:
            ElementTree.SubElement(case, "system-out").text = words
    if not findings:
        ElementTree.SubElement(suite, "testcase", classname="check", name=design)
    report: bytes = ElementTree.tostring(suite, encoding="utf-8", xml_declaration=True)
    return report
