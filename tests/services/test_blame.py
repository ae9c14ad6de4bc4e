"""The search for the edit that broke an intent: it finds the turn, and asks few states."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.errors import NotFound
from app.services.blame import broken_by, turn
from app.services.compute import Compute
from app.services.designs import Designs
from app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def compute() -> Iterator[Compute]:
    compute = Compute(Settings(workers=1))
    compute.start()
    yield compute
    compute.stop()


@pytest.mark.parametrize("count", [1, 2, 3, 7, 64, 100])
def test_the_turn_is_found_with_few_questions(count: int) -> None:
    for last in range(-1, count - 1):
        asked: list[int] = []

        def holds(index: int, last: int = last, asked: list[int] = asked) -> bool:
            asked.append(index)
            return index <= last

        found = turn(count, holds)
        assert (found.good, found.bad) == (last, last + 1)
        assert len(asked) == len(set(asked))
        assert len(asked) <= 2 * count.bit_length() + 1


def _states() -> Iterator[dict[str, Any]]:
    """A design that keeps its way to the premises for a while, then loses its peering."""
    document = json.loads((ROOT / "app" / "gallery" / "er-primary-vpn-backup.json").read_bytes())
    document["intents"] = [
        {"name": "paris", "kind": "reachable", "from": "vnet-apps-weu-001/snet-web", "to": "sites/hq-paris"}
    ]
    for step in range(6):
        document["name"] = f"step {step}"
        if step >= 3:
            document["virtualNetworks"][1]["peerings"] = []
        yield json.loads(json.dumps(document))


def test_the_revision_that_broke_an_intent_is_named(designs: Designs, compute: Compute) -> None:
    states = list(_states())
    token = designs.create(states[0]).edit[3:]
    for number, state in enumerate(states[1:], start=1):
        designs.name_revision(token, f"state {number - 1}")
        designs.save(token, state, number)
    answer = broken_by(designs, compute, token, "paris")
    assert not answer["holds"]
    assert (answer["lastHeld"]["label"], answer["brokenBy"]["label"]) == ("state 2", "state 3")
    assert answer["why"]["sentence"]
    with pytest.raises(NotFound):
        broken_by(designs, compute, token, "london")


def test_an_intent_that_holds_is_said_to(designs: Designs, compute: Compute) -> None:
    token = designs.create(next(_states())).edit[3:]
    assert broken_by(designs, compute, token, "paris")["holds"]
