"""User-defined routes, one test per rule: next hop types, selection, display, propagation (B-03 to B-31)."""

import pytest

from app.analysis.questions import ask
from tests.builders import Design, drops, hub_and_spoke, line, row, table


def branch(*routes: str, **properties: object) -> Design:
    """Hub and two spokes with a branch behind a VPN gateway, and user routes on the first spoke."""
    design = hub_and_spoke(2, ["Vpn"]).branch(
        "b", "192.168.0.0/16", asn=65010, peer="192.168.255.1", advertised=["172.20.0.0/16"]
    )
    return design.appliance("fw", "10.0.3.4", asn=None).route_table("rt", *routes, at=["spoke1/work"], **properties)


def test_b_03_equal_cost_appliances_show_as_one_appliance_row() -> None:
    design = Design().vnet("hub", "10.0.0.0/16")
    ecmp = {
        "addressPrefix": "0.0.0.0/0",
        "nextHopType": "VirtualApplianceEcmp",
        "nextHopIpAddresses": ["10.0.0.4", "10.0.0.5"],
    }
    design.route_table("rt", at=["hub/work"]).change("routeTables", "rt", routes=[{"name": "r", **ecmp}])
    assert "User Active 0.0.0.0/0 VirtualAppliance 10.0.0.4,10.0.0.5" in table(design.compute(), "hub/work")


def test_b_08_a_stopped_appliance_leaves_the_address_and_turns_the_type_to_none() -> None:
    design = branch("172.16.0.0/12 VirtualAppliance 10.0.3.4")
    before, after = design.compute(), design.compute("networkVirtualAppliances/fw")
    assert row(before, "spoke1/work", "172.16.0.0/12") == "User Active 172.16.0.0/12 VirtualAppliance 10.0.3.4"
    assert row(after, "spoke1/work", "172.16.0.0/12") == "User Active 172.16.0.0/12 None 10.0.3.4"


@pytest.mark.parametrize(
    ("prefix", "kind"), [("10.1.4.0/24", "VnetLocal"), ("10.0.0.0/16", "None"), ("172.31.0.0/24", "None")]
)
def test_b_09_vnetlocal_outside_the_own_network_is_none(prefix: str, kind: str) -> None:
    assert f"User Active {prefix} {kind}" in table(branch(f"{prefix} VnetLocal").compute(), "spoke1/work")


def test_b_10_a_user_route_to_the_gateway_has_no_address() -> None:
    shown = row(branch("10.200.0.0/16 VirtualNetworkGateway").compute(), "spoke1/work", "10.200.0.0/16")
    assert shown == "User Active 10.200.0.0/16 VirtualNetworkGateway"


@pytest.mark.parametrize(
    ("route", "to", "expected"),
    [
        ("172.20.0.0/16 VirtualAppliance 10.0.3.4", "172.20.0.9", "User Active 172.20.0.0/16"),
        ("172.20.1.0/24 VirtualAppliance 10.0.3.4", "172.20.0.9", "VirtualNetworkGateway Active 172.20.0.0/16"),
        ("172.16.0.0/12 VirtualAppliance 10.0.3.4", "172.20.0.9", "VirtualNetworkGateway Active 172.20.0.0/16"),
        ("10.0.0.0/16 VirtualAppliance 10.0.3.4", "10.0.1.4", "User Active 10.0.0.0/16"),
        ("0.0.0.0/0 VirtualAppliance 10.0.3.4", "10.0.1.4", "Default Active 10.0.0.0/16 VNetPeering"),
        ("0.0.0.0/0 VirtualAppliance 10.0.3.4", "8.8.8.8", "User Active 0.0.0.0/0"),
    ],
)
def test_b_20_longest_prefix_then_user_then_gateway_then_system(route: str, to: str, expected: str) -> None:
    assert line(branch(route).compute().table_at("spoke1/work").lookup(to)).startswith(expected)


def test_b_21_a_longer_user_route_beats_a_peering() -> None:
    result = branch("10.0.3.0/24 None").compute()
    assert line(result.table_at("spoke1/work").lookup("10.0.3.9")) == "User Active 10.0.3.0/24 None"


@pytest.mark.parametrize(
    ("prefix", "loser"),
    [
        ("10.0.0.0/16", "Default Invalid 10.0.0.0/16 VNetPeering"),
        ("10.1.0.0/16", "Default Invalid 10.1.0.0/16 VnetLocal"),
        ("0.0.0.0/0", "Default Invalid 0.0.0.0/0 Internet"),
        ("172.20.0.0/16", "VirtualNetworkGateway Invalid 172.20.0.0/16"),
    ],
)
def test_b_22_the_loser_of_the_same_prefix_stays_invalid_and_is_explained(prefix: str, loser: str) -> None:
    result = branch(f"{prefix} VirtualAppliance 10.0.3.4").compute()
    shown = row(result, "spoke1/work", prefix)
    assert shown.startswith(loser)
    assert shown.endswith(f"; User Active {prefix} VirtualAppliance 10.0.3.4")
    winner = next(r for r in ask(result, "routes", at="spoke1/work")["tables"][0]["routes"] if r["source"] == "User")
    assert [(x["rule"], x["listed"], x["addressPrefix"]) for x in winner["losers"]] == [("B-22", True, prefix)]


@pytest.mark.parametrize("prefix", ["10.0.0.0/24", "10.0.0.0/12", "172.20.0.0/17"])
def test_b_23_a_longer_or_shorter_user_route_changes_no_other_row(prefix: str) -> None:
    with_it = table(branch(f"{prefix} None").compute(), "spoke1/work")
    assert [s for s in with_it if not s.startswith("User")] == table(branch().compute(), "spoke1/work")


def test_b_24_the_own_prefix_may_go_to_an_appliance_and_a_longer_vnetlocal_brings_a_subnet_back() -> None:
    routes = ("10.1.0.0/16 VirtualAppliance 10.0.3.4", "10.1.0.0/24 VnetLocal")
    found = branch(*routes).compute().table_at("spoke1/work")
    assert line(found.lookup("10.1.9.9")) == "User Active 10.1.0.0/16 VirtualAppliance 10.0.3.4"
    assert line(found.lookup("10.1.0.9")) == "User Active 10.1.0.0/24 VnetLocal"


@pytest.mark.parametrize("prefix", ["0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/15"])
def test_b_25_a_supernet_does_not_touch_peerings(prefix: str) -> None:
    result = branch(f"{prefix} VirtualAppliance 10.0.3.4").compute()
    assert row(result, "spoke1/work", "10.0.0.0/16") == "Default Active 10.0.0.0/16 VNetPeering"


def test_b_30_propagation_off_removes_every_gateway_row_and_nothing_else() -> None:
    design = branch(disableBgpRoutePropagation=True)
    design.change("virtualNetworkGateways", "vpngw", vpnClientConfiguration={"vpnClientAddressPool": ["172.30.0.0/24"]})
    result = design.compute()
    gone = [s for s in table(result, "spoke2/work") if s.startswith("VirtualNetworkGateway")]
    kept = [s for s in table(result, "spoke2/work") if s not in gone]
    assert {s.split()[2] for s in gone} == {"192.168.0.0/16", "192.168.255.1/32", "172.20.0.0/16", "172.30.0.0/24"}
    assert table(result, "spoke1/work") == [s.replace("10.2.0.0", "10.1.0.0") for s in kept]
    assert ask(result, "routes", at="spoke1/work")["tables"][0]["disableBgpRoutePropagation"] is True


def test_b_31_propagation_does_not_change_what_is_announced() -> None:
    announced = [
        ask(branch(disableBgpRoutePropagation=off).compute(), "advertised", at="vpngw") for off in (False, True)
    ]
    assert announced[0] == announced[1]
    assert "10.1.0.0/16" in [r["network"] for r in announced[1]["routes"]]


def test_b_33_propagation_off_brings_back_the_internet_behind_a_learned_default() -> None:
    design = hub_and_spoke(2, ["Vpn"]).branch("b", asn=65010, advertised=["0.0.0.0/0"])
    result = design.route_table("rt", at=["spoke1/work"], disableBgpRoutePropagation=True).compute()
    assert row(result, "spoke1/work", "0.0.0.0/0") == "Default Active 0.0.0.0/0 Internet"
    assert drops(result, "spoke1/work")
    assert drops(result, "spoke2/work") == []


def test_b_42_a_gatewaysubnet_table_that_eats_bgp_removes_the_gateways_sessions() -> None:
    design = hub_and_spoke(1, ["Vpn", "ExpressRoute"]).circuit("er1", "192.168.0.0/16").branch("b", "172.20.0.0/16")
    design.appliance("fw", "10.0.3.4", asn=None, drops=True)
    assert row(design.compute(), "hub/work", "172.20.0.0/16") != ""
    design.route_table("gw", "10.0.0.0/16 VirtualAppliance 10.0.3.4", at=["hub/GatewaySubnet"])
    assert row(design.compute(), "hub/work", "172.20.0.0/16") == ""
    design.document["routeTables"][-1]["routes"].append(
        {"name": "own", "addressPrefix": "10.0.0.0/27", "nextHopType": "VnetLocal"}
    )
    assert row(design.compute(), "hub/work", "172.20.0.0/16") != ""
