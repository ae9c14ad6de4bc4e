"""Intents hold or name the row that breaks them; suggestions hold; a broken one fails the check."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.analysis.intents import check_intents
from app.analysis.report import report
from app.analysis.suggestions import suggestions
from app.document.load import parse
from app.document.lower import lower
from app.document.problems import DocumentError
from app.engine import compute

GALLERY = Path(__file__).resolve().parents[2] / "app" / "gallery"
BACKUP = json.loads((GALLERY / "er-primary-vpn-backup.json").read_bytes())
APPS, SITE = "vnet-apps-weu-001", "sites/hq-paris"


def checked(*down: str, **intent: str) -> Any:
    design = parse(BACKUP | {"intents": [{"name": "it", "from": APPS, "to": SITE, **intent}]})
    return check_intents(design.intents, compute(lower(design), down))["intents"][0]


@pytest.mark.parametrize(
    ("down", "intent", "holds"),
    [
        ((), {"kind": "reachable"}, True),
        ((), {"kind": "reachable", "from": f"{APPS}/snet-web", "to": "172.16.5.0/24"}, True),
        ((), {"kind": "notReachable"}, False),
        ((), {"kind": "notReachable", "from": APPS, "to": "vnet-data-weu-001"}, True),
        ((), {"kind": "leavesBy", "by": "ExpressRoute"}, True),
        ((), {"kind": "leavesBy", "by": "expressRouteCircuits/erc-ams-001"}, True),
        ((), {"kind": "leavesBy", "by": "VPN"}, False),
        (("connections/con-hq-er",), {"kind": "leavesBy", "by": "VPN"}, True),
        ((), {"kind": "sameReturnPath"}, True),
        ((), {"kind": "survivesAnySingleFailure"}, True),
        (("connections/con-hq-er",), {"kind": "survivesAnySingleFailure"}, False),
        ((), {"kind": "leavesBy", "to": "internet", "by": "Internet"}, True),
    ],
)
def test_intents(down: tuple[str, ...], intent: dict[str, str], holds: bool) -> None:
    answer = checked(*down, **intent)
    assert answer["holds"] is holds, answer
    assert (answer["why"] is None) is holds


def test_the_row_and_the_failure_that_break_an_intent_are_named() -> None:
    why = checked("connections/con-hq-er", kind="survivesAnySingleFailure")["why"]
    assert why["down"] == ["virtualNetworkGateways/vpng-hub-weu-001"]
    assert why["row"]["addressPrefix"]
    assert why["sentence"]


def test_the_row_of_a_wrong_way_is_the_one_by_which_the_packet_leaves() -> None:
    row = checked("connections/con-hq-er", kind="leavesBy", by="ExpressRoute")["why"]["row"]
    assert (row["at"], row["addressPrefix"]) == (f"virtualNetworks/{APPS}/subnets/snet-web", "172.16.0.0/16")
    assert row["nextHopType"] == "VirtualNetworkGateway"


def test_a_broken_intent_is_a_finding() -> None:
    design = parse(BACKUP | {"intents": [{"name": "never", "kind": "notReachable", "from": APPS, "to": SITE}]})
    found = report(design, compute(lower(design)))["findings"]
    assert [f["path"] for f in found if f["rule"] == "RC-INTENT"] == ["intents/never"]


@pytest.mark.parametrize("path", sorted(p for p in GALLERY.glob("*.json") if p.stem != "index"), ids=lambda p: p.stem)
def test_suggestions_hold_and_can_be_written(path: Path) -> None:
    document = json.loads(path.read_bytes())
    result = compute(lower(parse(document)))
    design = parse(document | {"intents": suggestions(result)["intents"]})
    broken = [a for a in check_intents(design.intents, result)["intents"] if not a["holds"]]
    assert not broken


@pytest.mark.parametrize(
    "intent",
    [
        {"kind": "reachable", "from": "nowhere", "to": SITE},
        {"kind": "reachable", "from": APPS, "to": "10.0.0.0/99"},
        {"kind": "leavesBy", "from": APPS, "to": SITE},
        {"kind": "leavesBy", "from": APPS, "to": SITE, "by": "pigeon"},
        {"kind": "reachable", "from": APPS, "to": SITE, "by": "VPN"},
        {"kind": "reachable", "from": "internet", "to": APPS},
    ],
)
def test_intents_that_name_nothing_are_refused(intent: dict[str, str]) -> None:
    with pytest.raises(DocumentError) as refused:
        parse(BACKUP | {"intents": [{"name": "it", **intent}]})
    assert all(problem.path.startswith("intents/it/") for problem in refused.value.problems)
