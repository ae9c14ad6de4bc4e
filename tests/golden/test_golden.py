"""Every golden observation agrees with Azure, or is listed as open with a reason and still differs."""

from typing import Any

import pytest

from tests.golden.open_cases import FOLDER, cases, open_observations, verdicts

OPEN = open_observations()
CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    broken, closed = [], []
    for verdict in verdicts(case):
        listed = (verdict.case, verdict.observation) in OPEN
        if not listed and not verdict.agrees:
            broken += [f"{verdict.observation}: {difference}" for difference in verdict.differences]
        if listed and verdict.agrees:
            closed.append(verdict.observation)
    assert not broken, "\n".join(["these agreed before:", *broken])
    assert not closed, f"these agree now, take them out of tests/golden/open.json (make golden-open): {closed}"


def test_open_list_names_observations_that_exist() -> None:
    existing = {(case["id"], observation["id"]) for case in CASES for observation in case["observations"]}
    assert not sorted(set(OPEN) - existing)


def test_open_list_gives_a_reason_for_each() -> None:
    assert not [key for key, reason in OPEN.items() if not reason.strip()]


def test_case_and_observation_names_are_unique() -> None:
    names = [(case["id"], observation["id"]) for case in CASES for observation in case["observations"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", ["nicEffectiveRoutes", "gatewayLearnedRoutes"])
def test_classic_tables_agree_to_four_fifths(kind: str) -> None:
    classic = {path.stem for path in (FOLDER / "classic").glob("*.json")}
    wanted = [(c["id"], o["id"]) for c in CASES for o in c["observations"] if o["kind"] == kind and c["id"] in classic]
    agreeing = [key for key in wanted if key not in OPEN]
    assert len(agreeing) >= 0.8 * len(wanted), f"{len(agreeing)} of {len(wanted)}"
