"""Pasted tables agree with the model that made them; what was changed in them is found, with a cause."""

import json
from pathlib import Path

import pytest

from app.analysis.pasted import Unreadable, read
from app.analysis.questions import ask
from app.analysis.reality import reality
from app.cli.printing import picked
from app.cli.questions import ROUTE_COLUMNS
from app.document.load import parse
from app.document.lower import lower
from app.engine import Result, UnknownPlace, compute
from tests.builders import Design

ROOT = Path(__file__).resolve().parents[2]
AZ_TABLE = """
Source    State    Address Prefix    Next Hop Type    Next Hop IP
--------  -------  ----------------  ---------------  -------------
Default   Active   10.0.0.0/16       VnetLocal
User      Active   10.9.0.0/16       VirtualAppliance  10.0.0.4
"""
HUB_TABLE = """
Address Prefix    Next Hop Type               Next Hop
----------------  --------------------------  ------------------------------------------------------
10.1.0.0/16       Virtual Network Connection  /subscriptions/s/virtualHubs/h/hubVirtualNetworkConnections/c
"""


@pytest.fixture
def result() -> Result:
    web = [{"name": "web", "addressPrefixes": ["10.0.1.0/24"]}]
    return Design().add("virtualNetworks", "hub", addressSpace=["10.0.0.0/16"], subnets=web).compute()


def as_az_json(result: Result) -> str:
    rows = ask(result, "routes", at="hub/web")["tables"][0]["routes"]
    kept = ("source", "state", "nextHopType", "nextHopIpAddress")
    printed = [{**{k: row[k] for k in kept}, "addressPrefix": [row["addressPrefix"]]} for row in rows]
    return json.dumps({"nextLink": None, "value": printed})


def test_what_the_model_prints_agrees_with_it(result: Result) -> None:
    answer = reality(result, "hub/web", as_az_json(result))
    assert answer["agrees"], answer["differences"]
    assert answer["matching"] == answer["rows"]
    rows = ask(result, "routes", at="hub/web")["tables"][0]["routes"]
    printed = picked(ROUTE_COLUMNS, [{**r, "nextHopIpAddress": " ".join(r["nextHopIpAddress"])} for r in rows])
    assert reality(result, "hub/web", printed)["agrees"]


def test_tables_are_read_by_their_dashes() -> None:
    kind, rows = read(AZ_TABLE)
    assert kind == "effective"
    assert [row["addressPrefix"] for row in rows] == ["10.0.0.0/16", "10.9.0.0/16"]


def test_a_row_that_only_azure_has_is_explained(result: Result) -> None:
    pasted = json.loads(as_az_json(result))
    pasted["value"].append(
        {
            "source": "VirtualNetworkGateway",
            "state": "Active",
            "addressPrefix": ["172.16.0.0/12"],
            "nextHopType": "VirtualNetworkGateway",
            "nextHopIpAddress": ["10.0.0.4"],
        }
    )
    differences = reality(result, "hub/web", json.dumps(pasted))["differences"]
    assert [(d["kind"], d["addressPrefix"]) for d in differences] == [("onlyInAzure", "172.16.0.0/12")]
    assert "gateway" in differences[0]["cause"]


def test_dated_drop_rows_are_told_apart(result: Result) -> None:
    pasted = [
        {"source": "Default", "state": "Active", "addressPrefix": [p], "nextHopType": t, "nextHopIpAddress": []}
        for p, t in (("10.0.0.0/16", "VnetLocal"), ("0.0.0.0/0", "Internet"), ("10.0.0.0/8", "None"),
                     ("100.64.0.0/10", "None"), ("192.168.0.0/16", "None"))
    ]  # fmt: skip
    causes = {d["cause"] for d in reality(result, "hub/web", json.dumps(pasted))["differences"]}
    assert any("2020" in cause for cause in causes)


@pytest.mark.parametrize("text", ["", "hello", "{", "[]", '{"value": 3}'])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


def test_a_table_of_another_kind_of_place_is_refused(result: Result) -> None:
    learned = json.dumps([{"network": "10.9.0.0/16", "nextHop": "10.0.0.4"}])
    with pytest.raises(Unreadable, match="router"):
        reality(result, "hub/web", learned)
    with pytest.raises(Unreadable, match="hub: hold"):
        reality(result, "hub/web", HUB_TABLE)
    with pytest.raises(Unreadable, match="subnet"):
        reality(Design().add("sites", "hq", addressSpace=["10.9.0.0/16"]).compute(), "sites/hq", AZ_TABLE)
    with pytest.raises(UnknownPlace):
        reality(result, "virtualNetworkGateways/gw", AZ_TABLE)


def test_tables_of_az_name_the_first_of_several_next_hops() -> None:
    design = parse((ROOT / "app" / "gallery" / "er-primary-vpn-backup.json").read_bytes())
    result = compute(lower(design))
    rows = ask(result, "routes", at="vnet-apps-weu-001/snet-web")["tables"][0]["routes"]
    hops = {"VirtualNetworkGateway": "10.2.146.12"}
    printed = picked(ROUTE_COLUMNS, [{**row, "nextHopIpAddress": hops.get(row["source"], "")} for row in rows])
    assert reality(result, "vnet-apps-weu-001/snet-web", printed)["agrees"]


def test_what_both_instances_of_a_gateway_say_is_told_once() -> None:
    design = parse((ROOT / "app" / "gallery" / "er-primary-vpn-backup.json").read_bytes())
    row = {"network": "10.99.0.0/16", "nextHop": "10.20.0.4", "asPath": "65020"}
    printed = json.dumps({"value": [{**row, "localAddress": f"10.20.0.{n}"} for n in (12, 13)]})
    answer = reality(compute(lower(design)), "virtualNetworkGateways/ergw-hub-weu-001", printed)
    assert [d["addressPrefix"] for d in answer["differences"] if d["kind"] == "onlyInAzure"] == ["10.99.0.0/16"]


def test_an_address_of_another_does_not_stand_for_one_that_azure_picks() -> None:
    network = lower(parse((ROOT / "app" / "gallery" / "er-primary-vpn-backup.json").read_bytes()))
    result, at = compute(network), "vnet-apps-weu-001/snet-web"
    rows = ask(result, "routes", at=at)["tables"][0]["routes"]
    circuit = next(r for r in rows if r["nextHopIpAddress"] and r["nextHopIpAddress"][0].startswith("@"))
    instances = [s.address for s in result.fabric.speakers.values() if s.kind == "vpn"]

    def held(hops: list[str]) -> list[str]:
        row = {**circuit, "addressPrefix": [circuit["addressPrefix"]], "nextHopIpAddress": hops}
        answer = reality(result, at, json.dumps({"value": [row]}))
        return [d["kind"] for d in answer["differences"] if d["addressPrefix"] == circuit["addressPrefix"]]

    assert held(["172.31.0.1", "172.31.0.5"]) == []
    assert held(instances) == ["differs"]
