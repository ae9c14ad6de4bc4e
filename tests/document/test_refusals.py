"""What Azure refuses: golden refusals, one document for each rule, silence about designs that were deployed."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from app.document.canonical import dump
from app.document.load import parse
from app.document.refusals import apply_change, refusal_for, refusals
from app.engine.rulebook import RULES

HERE = Path(__file__).parent
GOLDEN = {path.stem: json.loads(path.read_text()) for path in sorted((HERE.parent / "golden").glob("*/*.json"))}
REJECTED = [
    (name, observation)
    for name, case in GOLDEN.items()
    for observation in case["observations"]
    if observation["kind"] == "rejected"
]
DEPLOYED = [
    name for name, case in GOLDEN.items() if all(o["kind"] != "rejected" or "change" in o for o in case["observations"])
]
# Deployed in 2021, before AzureBastionSubnet had to be a /26.
OLDER_THAN_THE_RULE = {"ars-vpn-own-asn-default-two-nvas": {"H-32"}, "ars-vpn-own-asn-no-default": {"H-32"}}
REFUSED = sorted((HERE / "refused").glob("*.json"))


@pytest.mark.parametrize(("name", "observation"), REJECTED, ids=[f"{name}-{o['id']}" for name, o in REJECTED])
def test_golden_refusal(name: str, observation: dict[str, object]) -> None:
    change = observation.get("change")
    finding = refusal_for(parse(GOLDEN[name]["topology"]), change if isinstance(change, dict) else None)
    assert finding is not None
    if observation["errorCode"] != "*":
        assert finding.code == observation["errorCode"]
    else:
        assert finding.message is not None
        tail = str(observation["message"]).rpartition("/")[2].partition(" ")[2] or str(observation["message"])
        assert finding.message.endswith(tail)


@pytest.mark.parametrize("name", DEPLOYED)
def test_deployed_designs_are_not_refused(name: str) -> None:
    found = {finding.rule for finding in refusals(parse(GOLDEN[name]["topology"])) if finding.kind == "refused"}
    assert found == OLDER_THAN_THE_RULE.get(name, set())


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_refused_document(path: Path) -> None:
    case = json.loads(path.read_text())
    found = refusals(parse(case["document"]))
    assert [{k: v for k, v in asdict(finding).items() if k != "source"} for finding in found] == case["findings"]
    assert all(finding.source == RULES[finding.rule].source for finding in found)


def test_limits_are_not_refusals() -> None:
    spokes = [{"name": f"s{i}", "peerings": [{"name": "h", "remoteVirtualNetwork": "hub"}]} for i in range(501)]
    hub = {"name": "hub", "peerings": [{"name": f"p{i}", "remoteVirtualNetwork": f"s{i}"} for i in range(501)]}
    found = refusals(parse({"virtualNetworks": [hub, *spokes]}))
    assert [(finding.rule, finding.kind) for finding in found] == [("H-09", "limit")]


def test_subnets_of_a_limited_peering_are_compared_with_the_whole_other_side() -> None:
    def design(local: str) -> dict[str, object]:
        def network(name: str, other: str, octet: int, taking_part: str) -> dict[str, object]:
            subnets = [
                {"name": "own", "addressPrefixes": [f"10.{octet}.0.0/24"]},
                {"name": "same", "addressPrefixes": ["172.16.3.0/24"]},
            ]
            limited = {"peerCompleteVnets": False, "localSubnetNames": [taking_part], "remoteSubnetNames": ["own"]}
            return {
                "name": name,
                "addressSpace": [f"10.{octet}.0.0/16", "172.16.0.0/16"],
                "subnets": subnets,
                "peerings": [{"name": "p", "remoteVirtualNetwork": other, **limited}],
            }

        return {"virtualNetworks": [network("left", "right", 0, local), network("right", "left", 1, "own")]}

    assert refusals(parse(design("own"))) == ()
    assert [finding.rule for finding in refusals(parse(design("same")))] == ["H-01"]


def test_only_what_the_change_causes_is_answered() -> None:
    design = parse({"virtualNetworks": [{"name": "hub", "addressSpace": ["127.0.0.0/8"]}]})
    finding = refusal_for(design, {"virtualNetworks/hub/subnets/web": {"addressPrefixes": ["10.0.0.0/24"]}})
    assert finding is not None
    assert finding.rule == "H-21"


def test_change_adds_merges_and_removes() -> None:
    document: dict[str, object] = {"sites": [{"name": "hq", "asn": 1}, {"name": "branch"}], "name": "d"}
    changed = apply_change(
        document,
        {
            "sites/hq": {"transit": True},
            "sites/branch": None,
            "sites/dr": {"asn": 3},
            "virtualWans": [{"name": "w"}],
            "name": None,
        },
    )
    assert changed == {
        "sites": [{"name": "hq", "asn": 1, "transit": True}, {"name": "dr", "asn": 3}],
        "virtualWans": [{"name": "w"}],
    }
    assert document["name"] == "d"
    assert dump(parse(changed))["sites"][0]["transit"] is True
