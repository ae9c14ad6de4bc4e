"""The list of golden observations that the model does not reproduce yet, and the tool that brings it up to date.

A reason that a person wrote is kept; one that begins with `not yet:` is written by this tool and renewed by it.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.analysis.cases import case_files, question_of, read_case
from app.analysis.golden import answer_case
from app.analysis.verify import Verdict, verify

FOLDER = Path(__file__).parent
LIST = FOLDER / "open.json"
WRITTEN_BY_TOOL = "not yet:"


def cases() -> tuple[dict[str, Any], ...]:
    """Every golden case."""
    return tuple(read_case(path) for path in case_files([FOLDER]))


def open_observations() -> dict[tuple[str, str], str]:
    """The reason for each open observation, by case and observation."""
    return {(entry["case"], entry["observation"]): entry["reason"] for entry in json.loads(LIST.read_text("utf-8"))}


def verdicts(case: dict[str, Any]) -> tuple[Verdict, ...]:
    """How the model does on a case whose answers it never sees."""
    return verify(case, answer_case(question_of(case)))


def _renewed(known: dict[tuple[str, str], str]) -> Iterator[dict[str, str]]:
    for case in cases():
        for verdict in verdicts(case):
            if verdict.agrees:
                continue
            reason = known.get((verdict.case, verdict.observation), WRITTEN_BY_TOOL)
            if reason.startswith(WRITTEN_BY_TOOL):
                first, more = verdict.differences[0], len(verdict.differences) - 1
                reason = f"{WRITTEN_BY_TOOL} {first}" + (f" (and {more} more)" if more else "")
            yield {"case": verdict.case, "observation": verdict.observation, "reason": reason}


def main() -> int:
    """Write the list again; an observation that agreed before goes back on it with --reopen only."""
    known = open_observations() if LIST.exists() else {}
    entries = sorted(_renewed(known), key=lambda entry: (entry["case"], entry["observation"]))
    broken = [
        f"{e['case']} {e['observation']}: {e['reason']}" for e in entries if (e["case"], e["observation"]) not in known
    ]
    if broken and known and "--reopen" not in sys.argv:
        print("These agreed before:", *broken, sep="\n  ", file=sys.stderr)
        return 1
    lines = ",\n".join("  " + json.dumps(entry, ensure_ascii=False) for entry in entries)
    LIST.write_text(f"[\n{lines}\n]\n" if entries else "[]\n", encoding="utf-8")
    print(f"{len(entries)} observations are open, {len(known)} were")
    return 0


if __name__ == "__main__":
    sys.exit(main())
