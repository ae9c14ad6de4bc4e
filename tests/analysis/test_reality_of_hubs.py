"""Effective routes of Virtual WAN hubs as az prints them, held against the design's: agreement, or causes."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.analysis.pasted import read
from app.analysis.questions import ask
from app.analysis.reality import reality
from app.cli.printing import table
from app.document.load import parse
from app.document.lower import lower
from app.engine import Result, UnknownPlace, compute
from app.gallery import template

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "vwan"
SCOPE = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network"
HUB = "vhub-weu-001"
TABLES = {HUB: f"{HUB}/defaultRouteTable", "firewall": f"{HUB}/afw-{HUB}"}


@pytest.fixture(scope="module")
def result() -> Result:
    return compute(lower(parse(template("vwan-routing-intent"))))


def identifier(name: str) -> str:
    return f"{SCOPE}/anything/{name}"


def as_az_json(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """With the ids of resources, in which Azure likes to change the case."""
    value = [
        {
            "addressPrefixes": row["addressPrefixes"],
            "asPath": row["asPath"],
            "nextHopType": row["nextHopType"],
            "nextHops": [identifier(hop).upper() for hop in row["nextHops"]],
            "routeOrigin": identifier(row["origin"]),
        }
        for row in rows
    ]
    return {"value": value}


def rows_of(result: Result, at: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ask(result, "hubroutes", at=at)["routes"]
    return rows


@pytest.mark.parametrize("at", TABLES.values())
def test_what_the_model_prints_agrees_with_it(result: Result, at: str) -> None:
    rows = rows_of(result, at)
    answer = reality(result, at, json.dumps(as_az_json(rows)))
    assert answer["agrees"], answer["differences"]
    assert answer["matching"] == answer["rows"] == len(rows)
    assert reality(result, f"virtualHubs/{at.replace('/', '/routeTables/')}", json.dumps(as_az_json(rows)))["agrees"]


@pytest.mark.parametrize(
    "heads",
    [
        ("Address Prefix", "Next Hop Type", "Next Hop", "Route Origin"),
        ("Prefix", "ASPath", "NextHopType", "NextHop", "Origin"),
        ("Prefix", "NextHopType"),
    ],
    ids=len,
)
def test_tables_of_az_agree_in_the_columns_they_have(result: Result, heads: tuple[str, ...]) -> None:
    columns = {
        "Address Prefix": lambda row: " ".join(row["addressPrefixes"]),
        "Prefix": lambda row: row["addressPrefixes"][0],
        "ASPath": lambda row: row["asPath"],
        "NextHopType": lambda row: row["nextHopType"],
        "Next Hop Type": lambda row: row["nextHopType"],
        "NextHop": lambda row: identifier(row["nextHops"][0]),
        "Next Hop": lambda row: " ".join(map(identifier, row["nextHops"])),
        "Origin": lambda row: identifier(row["origin"]),
        "Route Origin": lambda row: identifier(row["origin"]),
    }
    rows = rows_of(result, TABLES["firewall"])
    printed = table(list(heads), [[columns[head](row) for head in heads] for row in rows])
    answer = reality(result, TABLES["firewall"], printed)
    assert answer["agrees"], answer["differences"]


def test_what_differs_has_a_cause(result: Result) -> None:
    pasted = as_az_json(rows_of(result, TABLES["firewall"]))
    by_prefix = {row["addressPrefixes"][0]: row for row in pasted["value"]}
    pasted["value"].remove(by_prefix["10.23.0.0/16"])
    by_prefix["172.16.0.0/16"]["asPath"] = "12076-65020-65020"
    by_prefix["10.31.0.0/16"] |= {"nextHopType": "VPN_S2S_Gateway", "nextHops": [identifier("vpng")]}
    by_prefix["10.32.0.0/16"]["nextHops"] = [identifier("vhub-other")]
    pasted["value"].append({**by_prefix["10.21.0.0/16"], "addressPrefixes": ["10.99.0.0/16"]})
    answer = reality(result, TABLES["firewall"], json.dumps(pasted))
    told = {row["addressPrefix"]: (row["kind"], row["cause"]) for row in answer["differences"]}
    assert {prefix: kind for prefix, (kind, _) in told.items()} == {
        "10.23.0.0/16": "onlyInDesign",
        "172.16.0.0/16": "differs",
        "10.31.0.0/16": "differs",
        "10.32.0.0/16": "differs",
        "10.99.0.0/16": "onlyInAzure",
    }
    words = {
        "10.23.0.0/16": "does not propagate to this table",
        "172.16.0.0/16": "a prepend",
        "10.31.0.0/16": "routing preference",
        "10.32.0.0/16": "next hop is another",
        "10.99.0.0/16": "missing in the design",
    }
    for prefix, cause in words.items():
        assert cause in told[prefix][1], prefix
    assert answer["matching"] == answer["rows"] - 4


@pytest.mark.parametrize("case", sorted(path.stem for path in GOLDEN.glob("vwan-*.json")))
def test_what_azure_printed_in_the_golden_cases(case: str) -> None:
    """Complete hub tables that the model answers rightly also agree when they are pasted."""
    golden = json.loads((GOLDEN / f"{case}.json").read_text())
    for observation in golden["observations"]:
        rows = observation.get("routes", [])
        plain = all("*" not in (row.get("asPath"), row.get("nextHops")) and row.get("nextHops") for row in rows)
        if observation["kind"] != "hubEffectiveRoutes" or observation.get("complete") is False or not (rows and plain):
            continue
        computed = compute(lower(parse(golden["topology"])), observation.get("whatIf", {}).get("down", ()))
        pasted = [{**row, "routeOrigin": row["nextHops"][0]} for row in rows]
        answer = reality(computed, observation["at"], json.dumps({"value": pasted}))
        assert answer["agrees"], answer["differences"]


def test_rows_with_several_prefixes_are_taken_apart() -> None:
    row = {"addressPrefixes": ["10.0.0.0/8", "172.16.0.0/12"], "nextHopType": "Azure Firewall", "nextHops": ["a/b"]}
    kind, rows = read(json.dumps({"value": [row]}))
    assert kind == "hub"
    assert [(each["addressPrefix"], each["nextHops"]) for each in rows] == [
        ("10.0.0.0/8", ["b"]),
        ("172.16.0.0/12", ["b"]),
    ]


def test_a_table_that_the_hub_does_not_have(result: Result) -> None:
    with pytest.raises(UnknownPlace):
        reality(result, f"{HUB}/nope", json.dumps(as_az_json(rows_of(result, TABLES[HUB]))))
