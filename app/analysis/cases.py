"""Golden cases as files: finding them, reading them, and what of an observation is the question.

Knows neither the model nor how answers are compared.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

QUESTION_KEYS = frozenset(
    {
        "id", "kind", "at", "whatIf", "peer", "from", "to", "os", "nic", "devicePath", "instance", "change",
        "fromAddress", "protocol", "routeMapPrepend", "resourceType",
    }
)  # fmt: skip


class BadCase(ValueError):
    """A file is not a golden case."""


def case_files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The given files, and every JSON file of the given folders that holds a case, in a stable order."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*.json") if p.parent != path or _looks_like_case(p))
        else:
            yield path


def read_case(path: Path) -> dict[str, Any]:
    """The case in a file."""
    try:
        case = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise BadCase(f"{path} cannot be read as JSON: {error}") from error
    if not isinstance(case, dict) or not {"id", "topology", "observations"} <= case.keys():
        raise BadCase(f"{path} is not a golden case: it needs id, topology and observations")
    return case


def question_of(case: Mapping[str, Any]) -> dict[str, Any]:
    """The case without anything that Azure answered."""
    observations = [{k: v for k, v in o.items() if k in QUESTION_KEYS} for o in case["observations"]]
    return {"id": case["id"], "topology": case["topology"], "observations": observations}


def _looks_like_case(path: Path) -> bool:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and "observations" in content
