"""The sweep tries every failure, recomputes only what it touches and finds what a computation from nothing finds."""

import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from app.analysis.compare import compare
from app.analysis.failures import failures
from app.analysis.sweep import Sweep, sweep
from app.analysis.walks import Flows
from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from app.engine.network import Network
from benchmarks.generate import CLASSIC, Classic, design
from tests.engine.designs import designs

ROOT = Path(__file__).resolve().parents[2]
GALLERY = sorted(p for p in (ROOT / "app" / "gallery").glob("*.json") if p.stem != "index")
CASES = sorted((ROOT / "tests" / "golden").glob("*/*.json"))[::6]


def network_of(path: Path) -> Network:
    document = json.loads(path.read_bytes())
    return lower(parse(document.get("topology", document)))


def assert_equals_recomputation(network: Network) -> None:
    swept = Sweep(compute(network))
    for alike in swept.classes():
        found = swept.outcome(alike[-1]).difference.counts
        for failure in {alike[0], alike[-1]}:
            whole = compare(swept.flows, Flows(compute(network, failure.down))).counts
            assert dict(+found) == dict(+whole), failure.down


@pytest.mark.parametrize("path", GALLERY + CASES, ids=lambda p: p.stem)
def test_what_is_recomputed_equals_everything_recomputed(path: Path) -> None:
    assert_equals_recomputation(network_of(path))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(designs())
def test_random_designs_equal_recomputation(document: dict[str, Any]) -> None:
    assert_equals_recomputation(lower(parse(document)))


@pytest.mark.parametrize("size", ["S"])
def test_generated_designs_equal_recomputation(size: str) -> None:
    assert_equals_recomputation(lower(parse(design(size))))


def test_branches_alike_are_answered_by_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    few = Classic(2, 4, 6, branches=3, branch_prefixes=3, route_tables=2, user_routes=2, appliances=1)
    monkeypatch.setitem(CLASSIC, "few", few)
    network = lower(parse(design("few")))
    assert_equals_recomputation(network)
    swept = Sweep(compute(network))
    classes = [alike for alike in swept.classes() if alike[0].kind in ("connection", "tunnel", "site")]
    assert sorted(map(len, classes)) == [1] * 6 + [3] * 8
    for alike in classes:
        assert len({repr(swept.outcome(failure).difference.counts) for failure in alike}) == 1


def test_a_branch_like_no_other_is_tried_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CLASSIC, "few", Classic(1, 2, 4, 3, 3, route_tables=1, user_routes=1))
    document = design("few")
    document["localNetworkGateways"][0]["asPathPrepend"] = 2
    document["localNetworkGateways"][1]["advertisedPrefixes"] += document["localNetworkGateways"][2][
        "advertisedPrefixes"
    ]
    network = lower(parse(document))
    assert_equals_recomputation(network)
    assert {len(alike) for alike in Sweep(compute(network)).classes() if alike[0].kind == "connection"} == {1}


def test_the_first_outcomes_come_without_the_others() -> None:
    swept = Sweep(compute(lower(parse(design("S")))))
    first = list(islice(swept.run(), 2))
    assert [o.failures[0].kind for o in first] == ["peering", "circuit"]
    assert [1 + len(o.alike) for o in first] == [10, 1]


def test_the_circuit_moves_to_the_vpn_and_both_together_cut() -> None:
    result = compute(network_of(ROOT / "app" / "gallery" / "er-primary-vpn-backup.json"))
    answer = sweep(result)
    circuit = next(f for f in answer["failures"] if f["kind"] == "circuit")
    assert circuit["counts"]["lost"] == 0
    assert circuit["counts"]["moved"] > 0
    swept = Sweep(result)
    pair = [f for f in swept.single() if (f.kind in ("circuit", "gateway") and "vpn" in f.path) or f.kind == "circuit"]
    assert swept.outcome(*pair).cuts


def test_every_failure_names_something_that_may_be_down() -> None:
    from app.document.paths import check_down

    for path in GALLERY:
        design_ = parse(path.read_bytes())
        paths = [p for f in failures(lower(design_)) for p in f.down]
        assert check_down(design_, paths) == tuple(dict.fromkeys(paths))


def test_failures_alike_are_answered_once() -> None:
    swept = Sweep(compute(lower(parse(design("S")))))
    classes = [alike for alike in swept.classes() if alike[0].kind == "peering"]
    assert [len(alike) for alike in classes] == [10]


def test_pairs_are_told_that_cut_more_than_both_alone() -> None:
    result = compute(network_of(ROOT / "app" / "gallery" / "er-primary-vpn-backup.json"))
    answer = sweep(result, pairs="1")
    told = {frozenset(outcome["down"]) for outcome in answer["failures"]}
    circuit, gateway = "expressRouteCircuits/erc-ams-001", "virtualNetworkGateways/vpng-hub-weu-001"
    assert {circuit, gateway} in told
    assert {circuit, f"{circuit}/links/primary"} not in told
    assert {circuit, "sites/hq-paris"} not in told
    assert answer["tried"] == answer["classes"] == len(Sweep(result).pairs())


def test_pairs_in_parts_are_the_pairs() -> None:
    result = compute(network_of(ROOT / "app" / "gallery" / "er-primary-vpn-backup.json"))
    found: list[list[str]] = []
    start: int | None = 0
    while start is not None:
        part = sweep(result, start=str(start), seconds="0.0001", pairs="1")
        found += [outcome["down"] for outcome in part["failures"]]
        start = part["next"]
    assert sorted(found) == sorted(outcome["down"] for outcome in sweep(result, pairs="1")["failures"])


def test_what_cuts_others_off_comes_before_what_cuts_itself_off() -> None:
    answer = sweep(compute(network_of(ROOT / "app" / "gallery" / "er-vpn-coexistence.json")))
    cut = [(outcome["kind"], outcome["isolates"]) for outcome in answer["failures"] if outcome["counts"]["lost"]]
    assert cut[0] == ("gateway", False)
    assert {kind for kind, isolates in cut if isolates} == {"peering", "site"}
    assert [isolates for _, isolates in cut] == sorted(isolates for _, isolates in cut)
