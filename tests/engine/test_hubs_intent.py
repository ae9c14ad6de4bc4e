"""Routing intent: aggregates in the tables, specifics in the firewall's own (RI-01 to RI-18, VW-72)."""

from typing import Any

import pytest

from app.analysis.questions import ask
from app.engine import Result
from tests.builders import hops, learned, row, table
from tests.hub_builders import Wan, hub_table, of_prefix

BOTH = {"privateTraffic": "fw", "internetTraffic": "fw"}
AGGREGATES = {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"}


def secured(first: dict[str, str], second: dict[str, str] | None = None, **default: Any) -> Wan:
    """T-8: two hubs with a firewall, two spokes and a branch each, ExpressRoute on the first."""
    wan = Wan()
    for hub, prefix, intent in (("h1", "10.10.0.0/23", first), ("h2", "10.11.0.0/23", second)):
        policies = {k: f"{v}-{hub}" for k, v in (intent or {}).items()}
        more: dict[str, Any] = {"routingIntent": policies} if policies else {}
        wan.hub(hub, prefix, statics=default if hub == "h1" else {}, **more)
        address = prefix.replace("0.0/23", "0.132")
        wan.add("azureFirewalls", f"fw-{hub}", virtualHub=hub, privateIpAddress=address)
    for number, hub in ((1, "h1"), (2, "h1"), (3, "h2"), (4, "h2")):
        wan.spoke(f"v{number}", f"10.0.{number}.0/24", hub, enableInternetSecurity=True)
    wan.site("branch1", "h1", 65010, "192.168.1.0/24").site("branch2", "h2", 65011, "192.168.2.0/24")
    return wan.circuit_on("er", "h1", prefixes=["10.1.34.0/25"])


@pytest.fixture(scope="module")
def both() -> Result:
    return secured(BOTH, BOTH).compute()


def test_ri_06_the_table_holds_aggregates_the_firewall_specifics(both: Result) -> None:
    assert hub_table(both, "h1/defaultRouteTable") == {f"{p} Azure Firewall fw-h1" for p in (*AGGREGATES, "0.0.0.0/0")}
    assert hub_table(both, "h1/fw-h1") == {
        "10.0.1.0/24 Virtual Network Connection to-v1", "10.0.2.0/24 Virtual Network Connection to-v2",
        "10.0.3.0/24 Remote Hub h2 65520-65520", "10.0.4.0/24 Remote Hub h2 65520-65520",
        "192.168.1.0/24 VPN_S2S_Gateway h1-vpn 65010", "192.168.2.0/24 Remote Hub h2 65520-65520-65011",
        "10.1.34.0/25 ExpressRouteGateway h1-er 12076-65020", "0.0.0.0/0 Internet Internet",
    }  # fmt: skip


def test_ri_07_spokes_show_aggregates_at_the_firewall(both: Result) -> None:
    expected = {
        f"VirtualNetworkGateway Active {p} VirtualNetworkGateway 10.10.0.132" for p in (*AGGREGATES, "0.0.0.0/0")
    }
    assert set(table(both, "v1/work")) == expected | {
        "Default Active 10.0.1.0/24 VnetLocal",
        "Default Active 10.10.0.0/23 VNetPeering",
    }
    assert hops(both, "v3/work", "10.0.0.0/8") == {"10.11.0.132"}


def test_ri_09_branches_receive_specifics_and_the_default_route(both: Result) -> None:
    assert set(learned(both, "branch2")) == {
        "10.11.0.0/23", *(f"10.0.{n}.0/24" for n in (1, 2, 3, 4)), "192.168.1.0/24", "10.1.34.0/25", "0.0.0.0/0",
    }  # fmt: skip


def test_ri_10_the_edge_receives_paths_through_the_hubs(both: Result) -> None:
    assert learned(both, "er") == {
        "0.0.0.0/0": {"65515"}, "10.0.1.0/24": {"65515"}, "10.0.2.0/24": {"65515"}, "10.10.0.0/23": {"65515"},
        "10.0.3.0/24": {"65515-65520-65520"}, "10.0.4.0/24": {"65515-65520-65520"},
        "192.168.1.0/24": {"65515-65010"}, "192.168.2.0/24": {"65515-65520-65520-65011"}, "10.1.34.0/25": {"65020"},
    }  # fmt: skip


def test_ri_03_ri_04_the_configured_table_and_who_propagates() -> None:
    result = secured(BOTH).compute()
    shown = ask(result, "hubtable", at="h1/defaultRouteTable")
    assert [(r["name"], len(r["destinations"])) for r in shown["routes"]] == [
        ("_policy_PrivateTraffic", 3),
        ("_policy_PublicTraffic", 1),
    ]
    assert shown["propagatingConnections"] == []
    assert len(shown["associatedConnections"]) == 4
    other = ask(result, "hubtable", at="h2/defaultRouteTable")
    assert len(other["propagatingConnections"]) == len(other["associatedConnections"]) == 3


def test_ri_05_more_private_prefixes_join_the_table_and_stay_off_the_branches() -> None:
    result = secured(BOTH, BOTH, defaultRouteTable={"8.8.8.8/32 10.0.0.0/8": "fw-h1"}).compute()
    assert of_prefix(result, "h1/defaultRouteTable", "8.8.8.8/32") == {"Azure Firewall fw-h1"}
    assert hops(result, "v1/work", "8.8.8.8/32") == {"10.10.0.132"}
    assert "8.8.8.8/32" not in learned(result, "branch1")


def test_ri_07_with_an_internet_policy_alone_specifics_stay_in_the_table() -> None:
    result = secured({"internetTraffic": "fw"}).compute()
    assert hops(result, "v1/work", "0.0.0.0/0") == {"10.10.0.132"}
    assert hops(result, "v1/work", "10.0.3.0/24") == {"10.10.0.68"}
    assert of_prefix(result, "h2/defaultRouteTable", "0.0.0.0/0") == set()


def test_ri_12_a_hub_without_intent_still_hears_the_spokes_of_one_with_it() -> None:
    result = secured(BOTH).compute()
    assert of_prefix(result, "h2/defaultRouteTable", "10.0.1.0/24") == {"Remote Hub h1 65520-65520"}
    assert of_prefix(result, "h1/fw-h1", "10.0.3.0/24") == {"Remote Hub h2 65520-65520"}


def test_vw_72_forced_tunnelling_takes_the_default_route_from_a_branch() -> None:
    wan = secured({"privateTraffic": "fw"}, defaultRouteTable={"0.0.0.0/0": "fw-h1"})
    result = wan.site("exit", "h1", 65099, "0.0.0.0/0").compute()
    assert hops(result, "v1/work", "0.0.0.0/0") == {"10.10.0.132"}
    assert of_prefix(result, "h1/fw-h1", "0.0.0.0/0") == {"VPN_S2S_Gateway h1-vpn 65099"}


def test_vw_26_a_connection_without_internet_security_keeps_its_own_way_out() -> None:
    wan = secured(BOTH, BOTH).change("hubVirtualNetworkConnections", "to-v1", enableInternetSecurity=False)
    wan.change("connections", "to-lng-branch1", enableInternetSecurity=False)
    result = wan.compute()
    assert row(result, "v1/work", "0.0.0.0/0") == "Default Active 0.0.0.0/0 Internet"
    assert "0.0.0.0/0" not in learned(result, "branch1")


def test_vw_34_remote_hubs_with_intent_come_first() -> None:
    wan = Wan()
    for number, intent in ((1, True), (2, False), (3, True)):
        policy: dict[str, Any] = {"routingIntent": {"privateTraffic": f"fw{number}"}} if intent else {}
        wan.hub(f"h{number}", f"10.1{number}.0.0/23", **policy)
        wan.add("azureFirewalls", f"fw{number}", virtualHub=f"h{number}", privateIpAddress=f"10.1{number}.0.132")
    wan.site("near", "h2", 65010, "10.50.0.0/16").site("far", "h3", 65011, "10.50.0.0/16")
    next(b for b in wan.document["localNetworkGateways"] if b["name"] == "lng-far")["asPathPrepend"] = 1
    assert of_prefix(wan.compute(), "h1/fw1", "10.50.0.0/16") == {"Remote Hub h3 65520-65520-65011-65011"}
