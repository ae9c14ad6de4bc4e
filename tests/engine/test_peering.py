"""Peerings and gateway transit, one test per rule (C-10 to C-43)."""

import pytest

from tests.builders import HUB, Design, advertised, hub_and_spoke, row, table

BRANCH = "172.20.0.0/16"


def test_c_10_peerings_are_not_transitive() -> None:
    shown = table(hub_and_spoke(2).compute(), "spoke1/work")
    assert not [s for s in shown if "10.2.0.0/16" in s]


@pytest.mark.parametrize(("hub_side", "spoke_side"), [(True, True), (True, False), (False, False)])
def test_c_11_gateway_transit_needs_both_halves(hub_side: bool, spoke_side: bool) -> None:
    design = hub_and_spoke(0, ["VpnActive"]).vnet("spoke", "10.1.0.0/16")
    design.half("hub", "spoke", allowGatewayTransit=hub_side).half("spoke", "hub", useRemoteGateways=spoke_side)
    result = design.branch("b", BRANCH).branch("c", asn=65010).compute()
    both = hub_side and spoke_side
    assert (row(result, "spoke/work", BRANCH) == row(result, "hub/work", BRANCH)) is both
    assert ("10.1.0.0/16" in advertised(result, "vpngw", peer="c")) is both


def test_c_11_transit_brings_the_next_hops_that_the_hub_lists() -> None:
    result = hub_and_spoke(1, ["VpnActive"]).branch("b", BRANCH).compute()
    expected = f"VirtualNetworkGateway Active {BRANCH} VirtualNetworkGateway 10.0.0.4,10.0.0.5"
    assert row(result, "spoke1/work", BRANCH) == row(result, "hub/work", BRANCH) == expected


def test_c_11_a_downed_peering_ends_the_transit_on_both_sides() -> None:
    result = hub_and_spoke(1, ["Vpn"]).branch("b", asn=65010).compute("virtualNetworks/hub/peerings/hub-to-spoke1")
    assert [s for s in table(result, "spoke1/work") if "10.0.0.0/16" in s] == []
    assert "10.1.0.0/16" not in advertised(result, "vpngw")


def test_c_14_a_network_with_a_gateway_of_its_own_uses_no_other() -> None:
    design = hub_and_spoke(1, ["Vpn"]).branch("b", BRANCH)
    design.subnet("spoke1/work", addressPrefixes=["10.1.1.0/24"])
    design.document["virtualNetworks"][1]["subnets"].append(
        {"name": "GatewaySubnet", "addressPrefixes": ["10.1.0.0/27"]}
    )
    result = design.vpn("own", "spoke1").compute()
    assert row(result, "spoke1/work", BRANCH) == ""
    assert "10.1.0.0/16" not in advertised(result, "vpngw")


def test_c_18_transit_works_over_global_peering() -> None:
    design = hub_and_spoke(1, ["Vpn"]).branch("b", BRANCH)
    design.change("virtualNetworks", "hub", location="westeurope").change(
        "virtualNetworks", "spoke1", location="eastus"
    )
    result = design.compute()
    assert row(result, "spoke1/work", "10.0.0.0/16") == "Default Active 10.0.0.0/16 VNetGlobalPeering"
    assert row(result, "spoke1/work", BRANCH).startswith("VirtualNetworkGateway Active")


def test_c_19_peered_hubs_exchange_their_own_prefixes_only() -> None:
    design = hub_and_spoke(1, ["Vpn"]).branch("b", BRANCH)
    design.vnet("hub2", "10.100.0.0/16", subnets={"GatewaySubnet": "10.100.0.0/27", "work": "10.100.1.0/24"})
    result = design.vpn("vpngw2", "hub2").peer("hub", "hub2").compute()
    shown = [s for s in table(result, "hub2/work") if "Internet" not in s]
    assert shown == ["Default Active 10.100.0.0/16 VnetLocal", "Default Active 10.0.0.0/16 VNetPeering"]


def subnet_peering() -> Design:
    """A hub and a spoke with two subnets, of which one takes part."""
    design = Design().vnet("hub", "10.0.0.0/16", subnets=HUB).vpn().branch("b", BRANCH).branch("c", asn=65010)
    design.vnet("spoke", "10.1.0.0/16", subnets={"in": "10.1.1.0/24", "out": "10.1.2.0/24"})
    shared = {"peerCompleteVnets": False}
    near, far = ["work", "GatewaySubnet"], ["in"]
    design.half("hub", "spoke", localSubnetNames=near, remoteSubnetNames=far, allowGatewayTransit=True, **shared)
    return design.half("spoke", "hub", localSubnetNames=far, remoteSubnetNames=near, useRemoteGateways=True, **shared)


def test_c_40_a_16_subnet_peering_lists_the_peered_subnets_only() -> None:
    shown = table(subnet_peering().compute(), "hub/work")
    assert "Default Active 10.1.1.0/24 VNetPeering" in shown
    assert not [s for s in shown if "10.1.0.0/16" in s or "10.1.2.0/24" in s]


def test_c_42_every_local_subnet_lists_them_also_one_that_takes_no_part() -> None:
    result = subnet_peering().compute()
    assert table(result, "spoke/out") == table(result, "spoke/in")
    assert "Default Active 10.0.1.0/24 VNetPeering" in table(result, "spoke/out")


def test_c_43_gateways_announce_only_the_subnets_that_take_part() -> None:
    announced = advertised(subnet_peering().compute(), "vpngw", peer="c")
    assert "10.1.1.0/24" in announced
    assert not {"10.1.0.0/16", "10.1.2.0/24"} & announced.keys()


@pytest.mark.parametrize("peered", [False, True])
def test_i_01_a_mesh_lists_its_members_unless_they_are_peered(peered: bool) -> None:
    design = (
        Design().vnet("a", "10.1.0.0/16").vnet("b", "10.2.0.0/16").add("connectedGroups", "mesh", members=["a", "b"])
    )
    if peered:
        design.peer("a", "b")
    kind = "VNetPeering" if peered else "ConnectedGroup"
    assert row(design.compute(), "a/work", "10.2.0.0/16") == f"Default Active 10.2.0.0/16 {kind}"
