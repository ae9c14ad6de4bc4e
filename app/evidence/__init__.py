"""Evidence for the rules: documents that trigger a rule or just miss it, and golden cases that a rule answers rightly.

Knows neither checks nor pages. `many` of a document writes what would be hundreds of lines.
"""

import copy
import ipaddress
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.document.refusals import apply_change

FOLDER = Path(__file__).parent
CASES = FOLDER / "cases.json"
FIRST_NET = int(ipaddress.ip_address("11.0.0.0"))


@dataclass(frozen=True, slots=True)
class Case:
    """Something that real Azure answered and that a rule explains."""

    name: str
    title: str
    url: str


def has_evidence(rule: str) -> bool:
    """Whether there are documents for a rule."""
    return (FOLDER / rule / "triggers.json").is_file()


@cache
def _cases() -> Mapping[str, tuple[Case, ...]]:
    data = json.loads(CASES.read_bytes())
    known = {name: Case(name, **about) for name, about in data["cases"].items()}
    return {rule: tuple(known[name] for name in names) for rule, names in data["rules"].items()}


def cases_of(rule: str) -> tuple[Case, ...]:
    """The golden cases with an observation that agrees and whose answer cites the rule."""
    return _cases().get(rule, ())


def read(rule: str, which: str) -> dict[str, Any]:
    """The data of one side of a rule, its document complete."""
    data: dict[str, Any] = json.loads((FOLDER / rule / f"{which}.json").read_text(encoding="utf-8"))
    return {**data, "document": expanded(data)}


def expanded(data: Mapping[str, Any]) -> dict[str, Any]:
    """The document, with each entry of `many` appended to the list at its path as often as it says."""
    document: dict[str, Any] = copy.deepcopy(data["document"])
    for entry in data.get("many", ()):
        items = [_item(entry["item"], number) for number in range(entry["count"])]
        before = _at(document, entry["path"].split("/"))
        document = dict(apply_change(document, {entry["path"]: [*before, *items]}))
    return document


def _item(template: object, number: int) -> Any:
    net = ipaddress.ip_network((FIRST_NET + (number << 8), 24))
    host = ipaddress.ip_network((FIRST_NET + (number << 8), 29))
    text = json.dumps(template).replace("{i}", str(number)).replace("{net}", str(net)).replace("{host}", str(host))
    return json.loads(text)


def _at(here: Any, steps: list[str]) -> list[Any]:
    for step in steps:
        items = {item["name"]: item for item in here} if isinstance(here, list) else here
        here = items.get(step, [])
    return list(here)
