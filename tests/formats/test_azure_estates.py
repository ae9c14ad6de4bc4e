"""Whole estates as az lists them: two secured hubs with routing intent, ids in any case, files that overlap."""

import json
from typing import Any

import pytest

from app.analysis.questions import ask
from app.document.canonical import dump
from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from app.formats import File, Imported, read_files
from tests.formats.imports import FOLDER, Item, from_data, item, opened, routes, said

GROUP = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"


class TestTwoSecuredHubs:
    """Lists of each command of az, pasted into two files."""

    @pytest.fixture
    def imported(self) -> Imported:
        return opened("secured-hubs.json", "secured-hubs-networks.json")

    def test_nothing_is_missing_but_what_is_elsewhere(self, imported: Imported) -> None:
        assert said(imported, "left out") == [
            (
                "vhub-neu/conn-gone",
                "the hub connection is left out: the virtual network vnet-elsewhere is in none of the files.",
            )
        ]
        counts = {key: len(value) for key, value in dump(imported.design).items() if isinstance(value, list)}
        assert counts["virtualHubs"] == counts["azureFirewalls"] == counts["hubVirtualNetworkConnections"] == 2
        assert counts["virtualNetworkGateways"] == counts["connections"] == counts["sites"] == 2

    def test_intent_without_the_routes_that_azure_writes_for_it(self, imported: Imported) -> None:
        hub = item(imported, "virtualHubs/vhub-weu")
        assert hub["routingIntent"] == {"internetTraffic": "afw-vhub-weu", "privateTraffic": "afw-vhub-weu"}
        assert [route["name"] for route in hub["routeTables"][0]["routes"]] == ["private_traffic"]
        assert item(imported, "virtualHubs/vhub-neu/routeTables/defaultRouteTable").get("routes", []) == []

    def test_effective_routes(self, imported: Imported) -> None:
        result = compute(lower(imported.design))
        table = ask(result, "hubroutes", at="vhub-weu/defaultRouteTable")["routes"]
        shown = {row["addressPrefixes"][0]: row["nextHops"] for row in table}
        assert shown["10.0.0.0/8"] == shown["0.0.0.0/0"] == shown["100.64.0.0/16"] == ["afw-vhub-weu"]
        rows = routes(dump(imported.design))["vnet-apps/snet"]
        hops = {row["addressPrefix"]: row["nextHopIpAddress"] for row in rows if row["state"] == "Active"}
        assert hops["0.0.0.0/0"] == hops["10.0.0.0/8"] == ["10.100.0.132"]

    def test_the_branch_is_reached_through_its_link(self, imported: Imported) -> None:
        assert item(imported, "localNetworkGateways/site-cork")["gatewayIpAddress"] == "203.0.113.9"
        assert item(imported, "connections/con-cork")["enableBgp"] is True


def flipped(text: str, how: Any) -> str:
    """The file with every resource id in another case."""

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(each) for key, each in value.items()}
        if isinstance(value, list):
            return [turned(each) for each in value]
        return how(value) if isinstance(value, str) and "/providers/" in value.lower() else value

    return json.dumps(turned(json.loads(text)))


@pytest.mark.parametrize("how", [str.upper, str.lower], ids=["upper", "lower"])
def test_ids_in_any_case_name_the_same_things(how: Any) -> None:
    names = ("secured-hubs.json", "secured-hubs-networks.json")
    plain = opened(*names)
    odd = read_files([File(name, flipped((FOLDER / name).read_text(), how).encode()) for name in names])
    assert routes(dump(odd.design)) == routes(dump(plain.design))
    assert [each.name for each in odd.design.virtual_networks] == ["vnet-apps", "vnet-batch"]
    assert [each.name for each in odd.design.virtual_hubs] == ["vhub-weu", "vhub-neu"]


def network(**more: Any) -> Item:
    return {
        "id": f"{GROUP}/virtualNetworks/hub",
        "name": "hub",
        "type": "Microsoft.Network/virtualNetworks",
        "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
        **more,
    }


def subnet(name: str, prefix: str) -> Item:
    return {"id": f"{GROUP}/virtualNetworks/hub/subnets/{name}", "name": name, "addressPrefix": prefix}


def together(*data: Any) -> Imported:
    return read_files([File(f"{n}.json", json.dumps(each).encode()) for n, each in enumerate(data)])


def test_files_that_overlap_make_each_thing_once() -> None:
    whole = [network(subnets=[subnet("web", "10.0.1.0/24")])]
    subnets = [subnet("web", "10.0.1.0/24"), subnet("db", "10.0.2.0/24")]
    graph = {"data": [{**network(), "properties": {"subnets": [{"id": subnets[1]["id"], "properties": subnets[1]}]}}]}
    for files in ([whole, subnets, graph], [graph, subnets, whole]):
        imported = together(*files)
        assert [n.name for n in imported.design.virtual_networks] == ["hub"]
        assert {s.name: s.address_prefixes for s in imported.design.virtual_networks[0].subnets} == {
            "web": ("10.0.1.0/24",),
            "db": ("10.0.2.0/24",),
        }
        assert imported.remarks == ()


def test_files_that_contradict_each_other_are_told() -> None:
    before = [network(subnets=[subnet("web", "10.0.1.0/24")])]
    after = [network(subnets=[subnet("web", "10.0.9.0/24")])]
    imported = together(before, after)
    assert imported.design.virtual_networks[0].subnets[0].address_prefixes == ("10.0.9.0/24",)
    assert said(imported, "note") == [
        ("hub", "0.json and 1.json say different things of addressPrefix: the later file counts.")
    ]


@pytest.mark.parametrize(
    "written",
    [
        {"subnets": [{"name": "web", "properties": {"addressPrefix": "10.0.1.0/24"}}]},
        {"subnets": [{"name": "web", "properties": {"addressPrefixes": ["10.0.1.0/24"]}}]},
        {"subnets": [{"name": "web", "properties": {"addressPrefix": None, "addressPrefixes": ["10.0.1.0/24"]}}]},
        {"subnets": [{"name": "web", "addressPrefix": "10.0.1.0/24", "addressPrefixes": []}]},
    ],
    ids=["2015", "2023", "both", "az"],
)
@pytest.mark.parametrize("nested", [True, False], ids=["template", "az"])
def test_versions_of_the_interface_say_the_same(written: Item, nested: bool) -> None:
    row = network()
    if nested:
        row = {key: row[key] for key in ("id", "name", "type")} | {
            "properties": {"addressSpace": row["addressSpace"], **written}
        }
    else:
        row |= written
    imported = from_data([row])
    assert imported.design.virtual_networks[0].subnets[0].address_prefixes == ("10.0.1.0/24",)


def test_a_peering_with_a_peer_elsewhere_is_left_out_alone() -> None:
    peering = {
        "name": "to-far",
        "properties": {"remoteVirtualNetwork": {"id": GROUP.replace("/s/", "/other/") + "/virtualNetworks/far"}},
    }
    imported = from_data([network(virtualNetworkPeerings=[peering])])
    assert imported.design.virtual_networks[0].peerings == ()
    assert said(imported, "left out") == [
        ("hub/to-far", "the peering is left out: the virtual network far is in none of the files.")
    ]
    assert parse(dump(imported.design)) == imported.design
