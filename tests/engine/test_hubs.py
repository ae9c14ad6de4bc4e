"""Virtual WAN hubs: tables, labels, statics, peers, inter-hub announcements, one test per rule (VW-10 to VW-103)."""

import pytest

from app.engine import Result
from tests.builders import advertised, hops, learned, row, table
from tests.hub_builders import Wan, hub_table, of_prefix, routing

RED = routing("red", labels=("red", "default"))
BLUE = routing("blue", labels=("blue", "default"))
EVERYONE = routing(labels=("default", "red", "blue"))


def two_hubs(**hubs: object) -> Wan:
    """Hubs h1 and h2, spokes a and b on the first, c and d on the second."""
    wan = Wan().hub("h1", "10.10.0.0/23", **hubs).hub("h2", "10.11.0.0/23", **hubs)  # type: ignore[arg-type]
    for vnet, prefix, hub in (("a", "10.0.1.0/24", "h1"), ("b", "10.0.2.0/24", "h1"), ("c", "10.0.3.0/24", "h2")):
        wan.spoke(vnet, prefix, hub)
    return wan.spoke("d", "10.0.4.0/24", "h2")


@pytest.fixture(scope="module")
def isolated() -> Result:
    """VW-15, T-5: red and blue VNets on two hubs, branches in every table."""
    tables = {"red": ["red"], "blue": ["blue"]}
    wan = Wan().hub("h1", "10.10.0.0/23", tables=tables).hub("h2", "10.11.0.0/23", tables=tables)
    for number, colour in enumerate((RED, BLUE, BLUE, RED, RED, BLUE), 1):
        wan.spoke(f"v{number}", f"10.0.{number}.0/24", "h1" if number < 4 else "h2", **colour)
    wan.site("branch1", "h1", 65010, "192.168.1.0/24", **EVERYONE)
    return wan.site("branch2", "h2", 65011, "192.168.2.0/24", **EVERYONE).compute()


def test_vw_15_labels_reach_the_tables_of_every_hub(isolated: Result) -> None:
    assert hub_table(isolated, "h1/red") == {
        "192.168.1.0/24 VPN_S2S_Gateway h1-vpn 65010",
        "10.0.1.0/24 Virtual Network Connection to-v1",
        "192.168.2.0/24 Remote Hub h2 65520-65520-65011",
        "10.0.4.0/24 Remote Hub h2 65520-65520",
        "10.0.5.0/24 Remote Hub h2 65520-65520",
    }
    assert {r.split()[0] for r in hub_table(isolated, "h1/blue")} == {
        "192.168.1.0/24", "192.168.2.0/24", "10.0.2.0/24", "10.0.3.0/24", "10.0.6.0/24",
    }  # fmt: skip
    assert len(hub_table(isolated, "h1/defaultRouteTable")) == 8


def test_vw_95_vw_96_a_spoke_learns_its_associated_table(isolated: Result) -> None:
    assert table(isolated, "v1/work")[:2] == [
        "Default Active 10.0.1.0/24 VnetLocal",
        "Default Active 10.10.0.0/23 VNetPeering",
    ]
    assert hops(isolated, "v1/work", "192.168.1.0/24") == {
        "@virtualNetworkGateways/h1-vpn/instances/0",
        "@virtualNetworkGateways/h1-vpn/instances/1",
    }
    for prefix in ("192.168.2.0/24", "10.0.4.0/24", "10.0.5.0/24"):
        assert hops(isolated, "v1/work", prefix) == {"10.10.0.68"}
    assert hops(isolated, "v1/work", "10.0.2.0/24") == set()


def test_vw_15_a_custom_table_named_stays_in_its_hub_and_the_default_table_means_its_label() -> None:
    wan = two_hubs(tables={"t": []}).change(
        "hubVirtualNetworkConnections", "to-a", **routing(names=["t", "defaultRouteTable"], labels=())
    )
    result = wan.compute()
    assert of_prefix(result, "h1/t", "10.0.1.0/24") == {"Virtual Network Connection to-a"}
    assert of_prefix(result, "h2/defaultRouteTable", "10.0.1.0/24") == {"Remote Hub h1 65520-65520"}
    assert hub_table(result, "h2/t") == set()


def test_vw_12_what_propagates_to_none_is_told_to_nobody() -> None:
    none = routing(names=["noneRouteTable"], labels=())
    result = two_hubs().change("hubVirtualNetworkConnections", "to-a", **none).compute()
    for at in ("h1/defaultRouteTable", "h2/defaultRouteTable"):
        assert of_prefix(result, at, "10.0.1.0/24") == set()


def test_vw_16_vw_19_table_statics_win_stay_and_are_told_to_branches() -> None:
    wan = Wan().hub("h1", "10.10.0.0/23", statics={"defaultRouteTable": {"10.0.5.0/24": "to-b"}})
    wan.hub("h2", "10.11.0.0/23").spoke("a", "10.0.1.0/24", "h1").spoke("b", "10.0.2.0/24", "h1")
    result = wan.site("office", "h1", 65010, "192.168.1.0/24").compute()
    assert of_prefix(result, "h1/defaultRouteTable", "10.0.5.0/24") == {"Virtual Network Connection to-b"}
    assert of_prefix(result, "h2/defaultRouteTable", "10.0.5.0/24") == set()
    assert learned(result, "office")["10.0.5.0/24"] == {"65515"}
    assert hops(result, "a/work", "10.0.5.0/24") == {"10.10.0.68"}


@pytest.mark.parametrize("propagated", [True, False])
def test_vw_21_vw_22_connection_statics_travel_if_they_propagate(propagated: bool) -> None:
    statics = [{"name": "s", "addressPrefixes": ["10.0.9.0/24", "0.0.0.0/0"], "nextHopIpAddress": "10.0.1.10"}]
    config = routing(staticRoutes=statics, propagateStaticRoutes=propagated)
    result = two_hubs().change("hubVirtualNetworkConnections", "to-a", **config).compute()
    assert bool(of_prefix(result, "h1/defaultRouteTable", "10.0.9.0/24")) is propagated
    assert of_prefix(result, "h2/defaultRouteTable", "10.0.9.0/24") == (
        {"Remote Hub h1 65520-65520"} if propagated else set()
    )
    assert of_prefix(result, "h1/defaultRouteTable", "0.0.0.0/0") == set()


def test_vw_40_vw_42_vw_81_peers_of_a_hub() -> None:
    wan = two_hubs().nva("nva", "10.0.2.10", 65002, "h1", "b", "10.0.5.0/24")
    wan.nva("far", "10.0.4.10", 65004, "h2", "d", "10.0.7.0/24").site("office", "h1", 65010, "192.168.1.0/24")
    result = wan.compute()
    assert of_prefix(result, "h1/defaultRouteTable", "10.0.5.0/24") == {"HubBgpConnection bgp-nva 65002"}
    assert of_prefix(result, "h1/defaultRouteTable", "10.0.7.0/24") == {"Remote Hub h2 65520-65520-65004"}
    assert learned(result, "nva") == {
        "10.0.1.0/24": {"65515"}, "10.0.2.0/24": {"65515"}, "10.10.0.0/23": {"65515"},
        "10.0.3.0/24": {"65515-65520-65520"}, "10.0.4.0/24": {"65515-65520-65520"},
        "10.0.7.0/24": {"65515-65520-65520-65004"}, "192.168.1.0/24": {"65515-65010"}, "10.0.5.0/24": {""},
    }  # fmt: skip
    assert hops(result, "b/work", "10.0.5.0/24") == {"10.0.2.10"}
    assert hops(result, "a/work", "10.0.5.0/24") == {"10.10.0.68"}
    assert hops(result, "c/work", "10.0.5.0/24") == {"10.11.0.68"}


def test_vw_44_vw_53_narrower_peer_routes_cross_hubs_but_not_to_the_own_circuit() -> None:
    wan = two_hubs().nva("near", "10.0.1.10", 65001, "h1", "a", "10.0.1.0/26")
    wan.nva("far", "10.0.3.10", 65002, "h2", "c", "10.0.3.0/26").circuit_on("er", "h1", prefixes=["10.2.13.0/25"])
    result = wan.compute()
    assert learned(result, "near")["10.0.3.0/26"] == {"65515-65520-65520-65002"}
    told = advertised(result, "h1-er")
    assert "10.0.1.0/26" not in told
    assert told["10.0.3.0/26"] == {"65515-65520-65520-65002"}
    assert learned(result, "far")["10.2.13.0/25"] == {"65515-65520-65520-12076-65020"}
    assert "10.11.0.0/23" not in told


def test_vw_26_vw_70_vw_71_default_routes_stay_in_their_hub_and_ask_for_consent() -> None:
    wan = two_hubs().nva("nva", "10.0.2.10", 65002, "h1", "b", "0.0.0.0/0")
    wan.change("hubVirtualNetworkConnections", "to-a", enableInternetSecurity=True)
    wan.change("hubVirtualNetworkConnections", "to-b", enableInternetSecurity=False)
    result = wan.site("office", "h1", 65010, "192.168.1.0/24").compute()
    assert hops(result, "a/work", "0.0.0.0/0") == {"10.10.0.68"}
    assert row(result, "b/work", "0.0.0.0/0") == "Default Active 0.0.0.0/0 Internet"
    assert of_prefix(result, "h2/defaultRouteTable", "0.0.0.0/0") == set()
    assert "0.0.0.0/0" not in learned(result, "office")


@pytest.mark.parametrize("allowed", [True, False])
def test_vw_50_branches_hear_of_each_other_only_if_the_wan_allows(allowed: bool) -> None:
    wan = Wan(allowBranchToBranchTraffic=allowed).hub("h1", "10.10.0.0/23").spoke("a", "10.0.1.0/24", "h1")
    wan.site("one", "h1", 65010, "192.168.1.0/24").site("two", "h1", 65011, "192.168.2.0/24")
    result = wan.circuit_on("er", "h1", prefixes=["10.2.0.0/16"]).compute()
    told = learned(result, "one")
    assert told["10.0.1.0/24"] == {"65515"}
    assert ("192.168.2.0/24" in told, "10.2.0.0/16" in told) == (allowed, allowed)
    assert ("192.168.1.0/24" in advertised(result, "h1-er")) is allowed
    if allowed:
        assert told["10.2.0.0/16"] == {"65515-12076-65020"}


def test_vw_51_vw_67_circuits_hear_nothing_of_each_other() -> None:
    wan = two_hubs().circuit_on("one", "h1", prefixes=["10.2.0.0/16"]).circuit_on("two", "h1", prefixes=["10.3.0.0/16"])
    result = wan.circuit_on("three", "h2", prefixes=["0.0.0.0/0"]).compute()
    azure = {f"10.0.{n}.0/24" for n in (1, 2, 3, 4)}
    assert set(learned(result, "one")) == azure | {"10.10.0.0/23", "10.2.0.0/16"}
    assert set(learned(result, "two")) == azure | {"10.10.0.0/23", "10.3.0.0/16"}
    assert set(learned(result, "three")) == azure | {"10.11.0.0/23", "0.0.0.0/0"}


def test_vw_102_a_static_to_the_firewall_is_the_spokes_next_hop() -> None:
    wan = Wan().hub("h1", "10.10.0.0/23", tables={"s": []}, statics={"s": {"10.0.0.0/8 0.0.0.0/0": "fw"}})
    wan.add("azureFirewalls", "fw", virtualHub="h1", privateIpAddress="10.10.0.132")
    wan.spoke("a", "10.0.1.0/24", "h1", enableInternetSecurity=True, **routing("s"))
    result = wan.site("office", "h1", 65010, "192.168.1.0/24").compute()
    assert hops(result, "a/work", "10.0.0.0/8") == hops(result, "a/work", "0.0.0.0/0") == {"10.10.0.132"}
    assert hops(result, "a/work", "192.168.1.0/24") == set()
    assert learned(result, "office")["10.0.1.0/24"] == {"65515"}
    assert "10.0.0.0/8" not in learned(result, "office")


def test_what_is_down_is_not_there() -> None:
    wan = two_hubs().site("office", "h1", 65010, "192.168.1.0/24")
    assert of_prefix(wan.compute("hubVirtualNetworkConnections/to-a"), "h1/defaultRouteTable", "10.0.1.0/24") == set()
    assert "10.0.3.0/24" not in learned(wan.compute("virtualHubs/h2"), "office")
    assert "192.168.1.0/24" not in str(hub_table(wan.compute("virtualNetworkGateways/h1-vpn"), "h2/defaultRouteTable"))


def test_vw_82_a_peer_may_name_another_next_hop() -> None:
    wan = two_hubs().nva("nva", "10.0.2.10", 65002, "h1", "b", "10.0.5.0/24")
    wan.change("networkVirtualAppliances", "nva", nextHopIp="10.0.2.100")
    result = wan.compute()
    assert of_prefix(result, "h1/defaultRouteTable", "10.0.5.0/24") == {"HubBgpConnection 10.0.2.100 65002"}
    assert hops(result, "b/work", "10.0.5.0/24") == {"10.0.2.100"}
    assert hops(result, "a/work", "10.0.5.0/24") == {"10.10.0.68"}


def test_tables_are_routers_that_can_be_asked() -> None:
    result = two_hubs().compute()
    assert learned(result, "h2/defaultRouteTable")["10.0.1.0/24"] == {"65520-65520"}
    assert learned(result, "virtualHubs/h2/routeTables/defaultRouteTable") == learned(result, "h2/defaultRouteTable")


def test_vw_03_a_basic_wan_knows_no_transit_between_hubs_or_networks() -> None:
    wan = two_hubs().site("office", "h1", 65010, "192.168.1.0/24").change("virtualWans", "wan", type="Basic")
    result = wan.compute()
    assert len(hops(result, "a/work", "192.168.1.0/24")) == 2
    assert hops(result, "a/work", "10.0.2.0/24") == hops(result, "a/work", "10.0.3.0/24") == set()
    assert set(learned(result, "office")) == {"10.0.1.0/24", "10.0.2.0/24", "10.10.0.0/23"}


def test_vw_83_vw_84_the_networks_of_appliances_that_offer_the_default_route() -> None:
    wan = (
        two_hubs()
        .nva("one", "10.0.2.36", 65002, "h1", "b", "0.0.0.0/0")
        .nva("two", "10.0.2.37", 65002, "h1", "b", "0.0.0.0/0")
    )
    for spoke in ("a", "b"):
        wan.change("hubVirtualNetworkConnections", f"to-{spoke}", enableInternetSecurity=True)
    result = wan.route_table("out", "0.0.0.0/0 Internet", at=["b/work"]).compute()
    assert row(result, "b/work", "0.0.0.0/0").split("; ") == [
        "VirtualNetworkGateway Invalid 0.0.0.0/0 VirtualNetworkGateway 10.0.2.36,10.0.2.37",
        "User Active 0.0.0.0/0 Internet",
    ]
    assert hops(result, "a/work", "0.0.0.0/0") == {"10.10.0.68"}
