"""System routes, one test per rule: own space, peerings, the dated drop rows, endpoints, order, IPv6 (A-01 to A-63)."""

import pytest

from app.analysis.labels import address_label
from app.analysis.questions import ask
from tests.builders import Design, drops, hub_and_spoke, line, row, table

NOW = 21


def alone(*space: str) -> Design:
    return Design().vnet("hub", *(space or ("10.0.0.0/16",)))


def bgp(*prefixes: str) -> Design:
    """A hub with one branch that announces the prefixes."""
    return hub_and_spoke(1, ["Vpn"]).branch("b", asn=65010, peer="192.168.255.1", advertised=prefixes)


def test_a_01_one_local_row_for_each_prefix_of_the_space_and_none_for_subnets() -> None:
    subnets = {"a": "10.11.0.0/24", "b": "10.11.1.0/24"}
    result = Design().vnet("hub", "10.11.0.0/20", "10.11.16.0/20", subnets=subnets).compute()
    expected = ["Default Active 10.11.0.0/20 VnetLocal", "Default Active 10.11.16.0/20 VnetLocal"]
    assert table(result, "hub/b")[:-1] == expected


def test_a_03_a_default_route_to_the_internet() -> None:
    assert table(alone().compute(), "hub/work")[-1] == "Default Active 0.0.0.0/0 Internet"


@pytest.mark.parametrize(
    ("rule", "as_of", "count", "first", "missing"),
    [
        ("A-05", None, 21, "10.0.0.0/8", "25.48.0.0/12"),
        ("A-06", "2023", 17, "10.0.0.0/8", "25.176.0.0/13"),
        ("A-07", "2022", 15, "10.0.0.0/8", "172.16.0.0/12"),
        ("A-07", "2020", 3, "10.0.0.0/8", "172.16.0.0/12"),
    ],
)
def test_a_05_the_drop_rows_are_dated(rule: str, as_of: str | None, count: int, first: str, missing: str) -> None:
    design = alone("11.0.0.0/16")
    if as_of:
        design.document["dropRowsAsOf"] = as_of
    shown = drops(design.compute(), "hub/work")
    assert len(shown) == count, rule
    assert shown[0] == first
    assert missing not in shown


def test_a_09_drop_rows_go_from_short_to_long() -> None:
    lengths = [int(p.partition("/")[2]) for p in drops(alone().compute(), "hub/work")]
    assert lengths == sorted(lengths)


@pytest.mark.parametrize(
    ("near", "far", "kind"),
    [
        ("westeurope", "westeurope", "VNetPeering"),
        ("westeurope", "eastus", "VNetGlobalPeering"),
        (None, "eastus", "VNetPeering"),
    ],
)
def test_a_10_a_peering_row_for_each_remote_prefix(near: str | None, far: str, kind: str) -> None:
    design = Design().vnet("hub", "10.0.0.0/16", location=near)
    design.vnet("spoke", "10.1.0.0/16", "10.9.0.0/24", location=far).peer("hub", "spoke")
    shown = table(design.compute(), "hub/work")
    assert f"Default Active 10.1.0.0/16 {kind}" in shown
    assert f"Default Active 10.9.0.0/24 {kind}" in shown


@pytest.mark.parametrize("state", ["Initiated", "Disconnected"])
def test_a_11_only_connected_peerings_count(state: str) -> None:
    design = Design().vnet("hub", "10.0.0.0/16").vnet("spoke", "10.1.0.0/16")
    design.half("hub", "spoke").half("spoke", "hub", peeringState=state)
    assert row(design.compute(), "hub/work", "10.1.0.0/16") == ""


def test_a_11_half_a_peering_is_no_peering() -> None:
    design = Design().vnet("hub", "10.0.0.0/16").vnet("spoke", "10.1.0.0/16").half("hub", "spoke")
    assert row(design.compute(), "hub/work", "10.1.0.0/16") == ""


@pytest.mark.parametrize("flag", ["allowVirtualNetworkAccess", "allowForwardedTraffic"])
def test_a_12_a_13_access_flags_change_no_table(flag: str) -> None:
    tables = []
    for value in (True, False):
        design = Design().vnet("hub", "10.0.0.0/16").vnet("spoke", "10.1.0.0/16").peer("hub", "spoke", **{flag: value})
        tables.append(table(design.compute(), "hub/work"))
    assert tables[0] == tables[1]
    assert "Default Active 10.1.0.0/16 VNetPeering" in tables[0]


def test_a_14_a_peering_beats_what_the_gateway_knows() -> None:
    shown = row(bgp("10.1.0.0/16").compute(), "hub/work", "10.1.0.0/16")
    assert shown == "Default Active 10.1.0.0/16 VNetPeering"


def test_a_20_an_equal_prefix_takes_the_place_of_the_drop_row() -> None:
    result = alone("10.0.0.0/8").compute()
    assert row(result, "hub/work", "10.0.0.0/8") == "Default Active 10.0.0.0/8 VnetLocal"
    assert len(drops(result, "hub/work")) == NOW - 1


def test_a_20b_a_larger_space_removes_the_drop_row_and_a_smaller_one_leaves_it() -> None:
    assert "172.16.0.0/12" not in drops(alone("172.0.0.0/10").compute(), "hub/work")
    assert "10.0.0.0/8" in drops(alone("10.0.0.0/16").compute(), "hub/work")


@pytest.mark.parametrize(
    ("route", "left"),
    [
        ("0.0.0.0/0 VirtualAppliance 10.0.0.4", 0),
        ("10.0.0.0/8 VirtualAppliance 10.0.0.4", NOW - 1),
        ("172.16.0.0/12 Internet", NOW - 1),
        ("10.0.0.0/7 VirtualAppliance 10.0.0.4", NOW - 1),
        ("10.10.0.0/16 VirtualAppliance 10.0.0.4", NOW),
        ("10.0.0.0/8 None", NOW),
    ],
)
def test_a_21_user_routes_that_cover_drop_rows_remove_them(route: str, left: int) -> None:
    shown = drops(alone().route_table("rt", route, at=["hub/work"]).compute(), "hub/work")
    assert len(shown) == left


@pytest.mark.parametrize(("prefix", "left"), [("0.0.0.0/0", 0), ("10.0.0.0/8", NOW - 1), ("10.200.0.0/16", NOW)])
def test_a_21_gateway_routes_that_cover_drop_rows_remove_them(prefix: str, left: int) -> None:
    assert len(drops(bgp(prefix).compute(), "hub/work")) == left


def test_a_22_a_learned_default_hides_the_internet_row_and_a_user_one_marks_it_invalid() -> None:
    assert row(bgp("0.0.0.0/0").compute(), "hub/work", "0.0.0.0/0").startswith("VirtualNetworkGateway Active")
    shown = row(alone().route_table("rt", "0.0.0.0/0 None", at=["hub/work"]).compute(), "hub/work", "0.0.0.0/0")
    assert shown == "Default Invalid 0.0.0.0/0 Internet; User Active 0.0.0.0/0 None"


def test_a_23_a_user_default_over_a_learned_one_leaves_the_learned_one_invalid() -> None:
    design = bgp("0.0.0.0/0").route_table("rt", "0.0.0.0/0 Internet", at=["hub/work"])
    result = design.compute()
    shown = row(result, "hub/work", "0.0.0.0/0").split("; ")
    assert [s.rsplit(" ", 1)[0] if "Gateway" in s else s for s in shown] == [
        "VirtualNetworkGateway Invalid 0.0.0.0/0 VirtualNetworkGateway",
        "User Active 0.0.0.0/0 Internet",
    ]
    assert drops(result, "hub/work") == []


def test_a_24_the_internet_comes_back_when_a_learned_default_is_withdrawn() -> None:
    result = bgp("0.0.0.0/0").compute("connections/to-b")
    assert row(result, "hub/work", "0.0.0.0/0") == "Default Active 0.0.0.0/0 Internet"
    assert len(drops(result, "hub/work")) == NOW


def test_a_25_no_drop_row_is_ever_invalid() -> None:
    design = bgp("10.0.0.0/8").route_table("rt", "192.168.0.0/16 None", "100.64.0.0/10 Internet", at=["hub/work"])
    rows = design.compute().table_at("hub/work").rows()
    assert {r.state for r in rows if r.source == "Default" and r.next_hop_type == "None"} == {"Active"}


def test_a_30_gateway_routes_inside_own_or_peered_space_are_not_listed() -> None:
    shown = table(bgp("10.0.9.0/24", "10.1.2.0/24", "10.1.0.0/16").compute(), "hub/work")
    assert not [s for s in shown if s.startswith("VirtualNetworkGateway") and "192.168" not in s]


def test_a_31_the_same_gateway_route_shows_in_one_spoke_and_is_hidden_in_another() -> None:
    design = bgp("172.20.1.0/24").vnet("far", "172.20.0.0/16").vnet("spoke2", "10.2.0.0/16")
    design.peer("hub", "spoke2", transit=True).peer("spoke2", "far")
    result = design.compute()
    assert "172.20.1.0/24" in row(result, "spoke1/work", "172.20.1.0/24")
    assert row(result, "spoke2/work", "172.20.1.0/24") == ""


def test_a_32_a_shorter_gateway_route_is_listed_and_loses_by_length_only() -> None:
    result = bgp("10.0.0.0/12").compute()
    assert row(result, "hub/work", "10.0.0.0/12").startswith("VirtualNetworkGateway Active")
    assert line(result.table_at("hub/work").lookup("10.1.0.9")) == "Default Active 10.1.0.0/16 VNetPeering"
    assert line(result.table_at("hub/work").lookup("10.5.0.9")).startswith("VirtualNetworkGateway Active 10.0.0.0/12")


def test_a_40_a_service_endpoint_is_one_row_on_its_own_subnet() -> None:
    subnets = {"with": {"addressPrefixes": ["10.0.1.0/24"], "serviceEndpoints": ["Storage"]}, "without": "10.0.2.0/24"}
    result = Design().vnet("hub", "10.0.0.0/16", subnets=subnets).compute()
    types = {at: [r.next_hop_type for r in result.table_at(at).rows()] for at in ("hub/with", "hub/without")}
    assert types["hub/with"].count("VirtualNetworkServiceEndpoint") == 1
    assert "VirtualNetworkServiceEndpoint" not in types["hub/without"]


def endpoint(policies: str | None = None, *routes: str) -> Design:
    """A private endpoint in a spoke, and user routes in the hub."""
    design = Design().vnet("hub", "10.0.0.0/16").vnet("spoke", "10.1.0.0/16").peer("hub", "spoke")
    design.vnet("second", "10.2.0.0/16").peer("spoke", "second").vnet("third", "10.3.0.0/16").peer("second", "third")
    design.add("privateEndpoints", "pe", subnet="spoke/work", privateIpAddress="10.1.0.9")
    if policies:
        design.subnet("spoke/work", privateEndpointNetworkPolicies=policies)
    return design.route_table("rt", *routes, at=["hub/work"])


def test_a_42_a_private_endpoint_shows_in_its_network_and_one_peering_further() -> None:
    result = endpoint().compute()
    shown = {at: row(result, f"{at}/work", "10.1.0.9/32") for at in ("spoke", "hub", "second", "third")}
    near = "Default Active 10.1.0.9/32 InterfaceEndpoint"
    assert shown == {"spoke": near, "hub": near, "second": near, "third": ""}


@pytest.mark.parametrize(
    ("rule", "policies", "route", "state"),
    [
        ("A-43", None, "10.1.0.0/16", "Active"),
        ("A-43", None, "10.1.0.9/32", "Invalid"),
        ("A-43", "NetworkSecurityGroupEnabled", "10.1.0.0/16", "Active"),
        ("A-44", "Enabled", "10.1.0.0/16", "Invalid"),
        ("A-44", "RouteTableEnabled", "10.1.0.0/24", "Invalid"),
        ("A-44", "Enabled", "10.0.0.0/8", "Active"),
        ("A-44", "Enabled", "0.0.0.0/0", "Active"),
    ],
)
def test_a_43_a_44_what_invalidates_a_private_endpoint(rule: str, policies: str | None, route: str, state: str) -> None:
    result = endpoint(policies, f"{route} VirtualAppliance 10.0.0.4").compute()
    assert f"Default {state} 10.1.0.9/32 InterfaceEndpoint" in row(result, "hub/work", "10.1.0.9/32"), rule


def test_a_46_a_52_rows_in_azures_order() -> None:
    design = bgp("172.20.0.0/16").vnet("far", "10.8.0.0/16", location="eastus").vnet("near", "10.9.0.0/16")
    design.change("virtualNetworks", "hub", location="westeurope").peer("hub", "far").peer("hub", "near")
    design.subnet("hub/work", serviceEndpoints=["Storage"])
    design.add("privateEndpoints", "pe", subnet="near/work", privateIpAddress="10.9.0.9")
    design.route_table("rt", "8.8.8.8/32 Internet", at=["hub/work"])
    rows = list(design.compute().table_at("hub/work").rows())
    order = [
        ("Default", "VnetLocal"),
        ("Default", "VNetPeering"),
        ("VirtualNetworkGateway", "VirtualNetworkGateway"),
        ("Default", "Internet"),
        ("Default", "None"),
        ("User", "Internet"),
        ("Default", "VirtualNetworkServiceEndpoint"),
        ("Default", "VNetGlobalPeering"),
        ("Default", "InterfaceEndpoint"),
    ]
    assert list(dict.fromkeys((r.source, r.next_hop_type) for r in rows)) == order


def test_a_53_several_next_hops_are_one_row() -> None:
    design = hub_and_spoke(0, ["VpnActive"]).branch("b", "192.168.0.0/16")
    rows = [r for r in design.compute().table_at("hub/work").rows() if r.address_prefix == "192.168.0.0/16"]
    assert [sorted(r.next_hop_ips) for r in rows] == [["10.0.0.4", "10.0.0.5"]]


def test_a_60_ipv6_rows_follow_the_ipv4_rows() -> None:
    design = Design().vnet("hub", "10.0.0.0/16", "fd00:db8::/56").vnet("spoke", "10.1.0.0/16", "fd00:db8:1::/56")
    shown = [r.address_prefix for r in design.peer("hub", "spoke").compute().table_at("hub/work").rows()]
    assert shown[-3:] == ["fd00:db8::/56", "fd00:db8:1::/56", "::/0"]
    assert not [p for p in shown[:-3] if ":" in p]


def test_a_61_ipv6_over_expressroute_has_the_edge_as_next_hop() -> None:
    design = Design().vnet(
        "hub",
        "10.0.0.0/16",
        "fd00:db8::/56",
        subnets={"work": "10.0.1.0/24", "GatewaySubnet": {"addressPrefixes": ["10.0.0.0/27", "fd00:db8:0:1::/64"]}},
    )
    result = design.er().circuit("er1", "192.168.0.0/16", "fd00:db8:20::/56").compute()
    shown = {p: row(result, "hub/work", p).rpartition(" ")[2] for p in ("192.168.0.0/16", "fd00:db8:20::/56")}
    assert set(shown.values()) == {"@expressRouteCircuits/er1/primary,@expressRouteCircuits/er1/secondary"}


def test_i_12_a_gateway_without_ipv6_in_its_subnet_learns_none() -> None:
    design = Design().vnet(
        "hub", "10.0.0.0/16", "fd00:db8::/56", subnets={"work": "10.0.1.0/24", "GatewaySubnet": "10.0.0.0/27"}
    )
    result = design.er().circuit("er1", "192.168.0.0/16", "fd00:db8:20::/56").compute()
    assert row(result, "hub/work", "192.168.0.0/16") != ""
    assert row(result, "hub/work", "fd00:db8:20::/56") == ""


@pytest.mark.parametrize(("in_use", "speaks"), [("fd00:db8::4", True), ("fd00:db9::4", False)])
def test_i_14_an_address_in_use_shows_that_ipv6_prefixes_of_subnets_are_left_out(in_use: str, speaks: bool) -> None:
    design = Design().vnet(
        "hub", "10.0.0.0/16", "fd00:db8::/56", subnets={"work": "10.0.1.0/24", "GatewaySubnet": "10.0.0.0/27"}
    )
    design.er().vpn(active=True).circuit("er1", "192.168.0.0/16", "fd00:db8:20::/56")
    result = design.add("virtualMachines", "m", subnet="hub/work", privateIpAddress=in_use).compute()
    assert bool(row(result, "hub/work", "fd00:db8:20::/56")) is speaks
    told = [r for r in ask(result, "learned", at="vpngw")["routes"] if r["network"] == "fd00:db8::/56"]
    names = {"@virtualNetworkGateways/ergw/ipv6/0", "@virtualNetworkGateways/ergw/ipv6/1"}
    assert {r["nextHop"] for r in told} == (names if speaks else set())
    assert address_label("@virtualNetworkGateways/ergw/ipv6/1") == "ergw (IPv6 address, instance 2)"


def test_a_62_user_routes_are_per_family() -> None:
    design = Design().vnet("hub", "10.0.0.0/16", "fd00:db8::/56")
    result = design.route_table("rt", "::/0 VirtualAppliance fd00:db8::4", at=["hub/work"]).compute()
    assert row(result, "hub/work", "0.0.0.0/0") == "Default Active 0.0.0.0/0 Internet"
    expected = "Default Invalid ::/0 Internet; User Active ::/0 VirtualAppliance fd00:db8::4"
    assert row(result, "hub/work", "::/0") == expected
    assert len(drops(result, "hub/work")) == NOW


def test_a_63_vpn_gateways_carry_no_ipv6_and_there_are_no_ipv6_drop_rows() -> None:
    design = Design().vnet(
        "hub", "10.0.0.0/16", "fd00:db8::/56", subnets={"work": "10.0.1.0/24", "GatewaySubnet": "10.0.0.0/27"}
    )
    rows = list(design.vpn().branch("b", "192.168.0.0/16").compute().table_at("hub/work").rows())
    assert not [r for r in rows if ":" in r.address_prefix and r.next_hop_type in ("None", "VirtualNetworkGateway")]
