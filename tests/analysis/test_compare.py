"""Differences and the matrix say what the trace says, in few lines."""

import json
from pathlib import Path

import pytest

from app.analysis.compare import changes
from app.analysis.difference import difference, markdown
from app.analysis.matrix import matrix, matrix_csv
from app.analysis.walks import Flows
from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from app.engine.trace import trace

ROOT = Path(__file__).resolve().parents[2]
GALLERY = sorted(p for p in (ROOT / "app" / "gallery").glob("*.json") if p.stem != "index")


@pytest.mark.parametrize("path", GALLERY, ids=lambda p: p.stem)
def test_flows_agree_with_the_trace(path: Path) -> None:
    """Every subnet to every other subnet: the shared walk ends as the packet's own trace does."""
    result = compute(lower(parse(path.read_bytes())))
    flows = Flows(result)
    subnets = [
        (group, owner, m)
        for group in flows.groups
        if group.kind == "subnet"
        for owner, ms in group.owners.items()
        for m in ms
    ]
    for group, owner, source in subnets:
        for _, far, target in subnets:
            if source is target:
                continue
            flow = flows.between(group, (owner, source), (far, target))
            assert flow is not None
            to = flows.address(far, target).text
            told = trace(result, flows.address(owner, source).text, to)
            assert flow.there.verdict is told.verdict, (source, to)
            assert flow.works == told.reachable, (source, to)


def test_equal_designs_do_not_differ() -> None:
    design = parse(GALLERY[5].read_bytes())
    answer = difference(design, design)
    assert (answer["structure"], answer["behaviour"]["lines"]) == ([], [])
    assert "the same" in markdown(answer)


def test_a_lost_backup_is_told_in_one_line() -> None:
    before = json.loads((ROOT / "app" / "gallery" / "er-primary-vpn-backup.json").read_bytes())
    after = json.loads(json.dumps(before))
    after["connections"] = [c for c in after["connections"] if c["connectionType"] == "ExpressRoute"]
    for site in after["sites"]:
        site.pop("localPreference", None)
    answer = difference(parse(before), parse(after))
    assert [line["change"] for line in answer["behaviour"]["lines"]] == ["lastWay"]
    assert "Only one way left" in markdown(answer)
    assert any(change["path"].startswith("connections/") for change in answer["structure"])


def test_the_matrix_counts_every_pair_and_is_a_table() -> None:
    result = compute(lower(parse((ROOT / "app" / "gallery" / "er-primary-vpn-backup.json").read_bytes())))
    answer = matrix(result)
    assert {len(row) for row in answer["rows"]} == {len(answer["groups"])}
    assert answer["pairs"]["expressroute"] == 8
    assert matrix_csv(result).splitlines()[0].startswith("From,To")


def test_the_same_done_to_several_things_is_one_line() -> None:
    before = json.loads((ROOT / "app" / "gallery" / "er-primary-vpn-backup.json").read_bytes())
    after = json.loads(json.dumps(before))
    after["routeTables"] = [{"name": "rt-a"}]
    for vnet in after["virtualNetworks"][1:]:
        for subnet in vnet["subnets"]:
            subnet["routeTable"] = "rt-a"
    after["virtualNetworks"].append({"name": "lone", "addressSpace": ["10.99.0.0/16"]})
    told = [(line["change"], line["words"]) for line in difference(parse(before), parse(after))["summary"]]
    assert ("added", "route table rt-a") in told
    assert ("added", "virtual network lone (address space 10.99.0.0/16)") in told
    changed = [words for change, words in told if change == "changed"]
    assert len(changed) == 1
    assert changed[0].startswith("3 subnets vnet-apps-weu-001 / snet-web, ")
    assert changed[0].endswith("route table not set → rt-a")


def test_what_goes_out_to_the_internet_instead_is_painted() -> None:
    network = lower(parse((ROOT / "app" / "gallery" / "web-access-4-vpn-in-hub.json").read_bytes()))

    def painted(failed: str) -> bool:
        return bool(changes(compute(network), compute(network, (failed,)))["paint"]["internet"])

    assert painted("virtualNetworkGateways/vpng-hub-weu-001")
    assert not painted("expressRouteCircuits/erc-ams-001")
