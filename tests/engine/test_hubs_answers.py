"""Answers about hubs: tables under routing intent, paths on premises, client pools, places that are not there."""

from typing import Any

import pytest

from app.analysis.hub_tables import path_on_premises
from app.analysis.questions import ask
from app.engine import UnknownPlace
from tests.builders import hops, learned
from tests.hub_builders import Wan, of_prefix

PORTAL = [
    ("private_traffic", "192.168.0.0/16 172.16.0.0/12 40.0.0.0/24"),
    ("to_internet", "0.0.0.0/0"),
    ("more", "10.0.0.0/8 50.0.0.0/24"),
]
TYPED = [("one", "10.0.0.0/8"), ("two", "192.168.0.0/16 10.0.0.0/24"), ("three", "40.0.0.0/24")]


@pytest.mark.parametrize(
    ("before", "left"),
    [
        (PORTAL, [("private_traffic", ["40.0.0.0/24", "50.0.0.0/24"])]),
        (TYPED, [("two", ["10.0.0.0/24"]), ("three", ["40.0.0.0/24"])]),
    ],
)
def test_ri_04_ri_05_routing_intent_rewrites_the_statics(
    before: list[tuple[str, str]], left: list[tuple[str, list[str]]]
) -> None:
    wan = Wan().hub("h1", "10.10.0.0/23", routingIntent={"internetTraffic": "fw", "privateTraffic": "fw"})
    wan.add("azureFirewalls", "fw", virtualHub="h1")
    routes = [{"name": name, "destinations": prefixes.split(), "nextHop": "fw"} for name, prefixes in before]
    wan.change(
        "virtualHubs", "h1", routeTables=[{"name": "defaultRouteTable", "labels": ["default"], "routes": routes}]
    )
    shown = ask(wan.compute(), "hubtable", at="h1/defaultRouteTable")["routes"]
    assert [r["name"] for r in shown[:2]] == ["_policy_PrivateTraffic", "_policy_PublicTraffic"]
    assert [(r["name"], r["destinations"]) for r in shown[2:]] == left


@pytest.mark.parametrize(
    ("vendor", "added", "seen"),
    [
        ("Juniper", (65113, 1234, 65111), "12076 1234 65111"),
        ("Juniper", (65113, 65111), "12076"),
        ("Cisco", (65113, 1234), "12076 65515 65113 1234"),
        ("Cisco", (65113,), "12076"),
    ],
)
def test_rs_56_what_an_edge_leaves_of_numbers_put_in_front(vendor: str, added: tuple[int, ...], seen: str) -> None:
    result = Wan().hub("h1", "10.10.0.0/23").circuit_on("er", "h1", mseeVendor=vendor).compute()
    assert path_on_premises(result, "er", added) == seen


def test_vw_10_client_pools_are_branches() -> None:
    wan = Wan().hub("h1", "10.10.0.0/23").hub("h2", "10.11.0.0/23").spoke("a", "10.0.1.0/24", "h1")
    wan.site("office", "h1", 65010, "192.168.1.0/24").spoke("c", "10.0.3.0/24", "h2")
    pool: dict[str, Any] = {"vpnClientAddressPool": ["172.16.0.0/24"]}
    result = wan.change("virtualNetworkGateways", "h1-vpn", vpnClientConfiguration=pool).compute()
    assert of_prefix(result, "h1/defaultRouteTable", "172.16.0.0/24") == {"VPN_P2S_Gateway h1-vpn"}
    assert of_prefix(result, "h2/defaultRouteTable", "172.16.0.0/24") == {"Remote Hub h1 65520-65520"}
    assert len(hops(result, "a/work", "172.16.0.0/24")) == 2
    assert learned(result, "office")["172.16.0.0/24"] == {"65515"}


def test_vw_13_clients_of_a_hub_are_given_what_its_branches_learn() -> None:
    wan = Wan().hub("h1", "10.10.0.0/23").spoke("a", "10.0.1.0/24", "h1").site("office", "h1", 65010, "192.168.1.0/24")
    wan.circuit_on("er", "h1", prefixes=["10.50.0.0/16"])
    pool: dict[str, Any] = {"vpnClientAddressPool": ["172.16.0.0/24"]}
    result = wan.change("virtualNetworkGateways", "h1-vpn", vpnClientConfiguration=pool).compute()
    given = {r["network"] for r in ask(result, "client", at="h1-vpn")["routes"]}
    assert given >= {"10.0.1.0/24", "10.10.0.0/23", "10.50.0.0/16", "192.168.1.0/24"}
    assert "172.16.0.0/24" not in given
    found = ask(result, "trace", **{"from": "172.16.0.9", "to": "10.50.0.9"})
    assert (found["verdict"], found["notes"]) == ("reached", [])
    back = [hop["label"] for hop in found["return"]]
    assert any(label.endswith(" instance 1") for label in back)


def test_rows_say_where_they_came_from_and_what_they_beat() -> None:
    wan = (
        Wan()
        .hub("h1", "10.10.0.0/23")
        .spoke("a", "10.0.1.0/24", "h1")
        .circuit_on("er", "h1", prefixes=["10.50.0.0/16"])
    )
    result = wan.site("office", "h1", 65010, "10.50.0.0/16").compute()
    rows = {r["addressPrefixes"][0]: r for r in ask(result, "hubroutes", at="h1/defaultRouteTable")["routes"]}
    assert rows["10.0.1.0/24"]["originPath"] == "hubVirtualNetworkConnections/to-a"
    assert rows["10.0.1.0/24"]["path"] == ["hubVirtualNetworkConnections/to-a", "virtualHubs/h1"]
    beaten = rows["10.50.0.0/16"]["losers"]
    assert {(r["nextHopType"], r["rule"]) for r in beaten} == {("VPN_S2S_Gateway", "VW-30")}


@pytest.mark.parametrize("place", ["h1", "h1/nothing", "h9/defaultRouteTable", "h1/defaultRouteTable/x"])
def test_places_that_are_not_there(place: str) -> None:
    result = Wan().hub("h1", "10.10.0.0/23").compute()
    for question in ("hubroutes", "hubtable"):
        with pytest.raises(UnknownPlace):
            ask(result, question, at=place)
