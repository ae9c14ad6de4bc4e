"""Route Server and appliances that speak BGP; one test per rule (RS-18 to RS-57)."""

import pytest

from app.analysis.questions import ask
from app.engine.network import RouteServer
from app.engine.policy import without_private
from tests.builders import HUB, Design, advertised, hops, hub_and_spoke, learned, row

SITE = "172.20.0.0/16"
OUTER = "172.30.0.0/16"
INSIDE = "10.0.9.0/24"
VPN = {"10.0.0.4", "10.0.0.5"}


def servers(design: Design, *, branches: bool = True, **more: object) -> Design:
    """A Route Server with one appliance in the hub of a design."""
    return design.appliance("nva1", "10.0.3.4", OUTER).route_server("nva1", branches=branches, **more)  # type: ignore[arg-type]


def vpn(asn: int = 65515) -> Design:
    design = hub_and_spoke(1, ["VpnActive"]).change("virtualNetworkGateways", "vpngw", bgpSettings={"asn": asn})
    return design.branch("b", asn=65010, peer="192.168.255.1", advertised=[SITE])


def test_rs_04_two_instances_at_the_first_free_addresses() -> None:
    peers = ask(servers(hub_and_spoke()).compute(), "peers", at="rs")["peers"]
    assert {p["localAddress"] for p in peers} == {"10.0.0.68", "10.0.0.69"}


def test_rs_05_its_own_addresses_are_never_next_hops() -> None:
    result = servers(vpn()).compute()
    addresses = {ip for r in result.table_at("hub/work").rows() for ip in r.next_hop_ips}
    assert addresses == {"10.0.3.4", *VPN}


def test_rs_05_it_still_programs_networks_when_one_instance_is_down() -> None:
    result = servers(hub_and_spoke(0)).compute("routeServers/rs/instances/0")
    assert hops(result, "hub/work", OUTER) == {"10.0.3.4"}


@pytest.mark.parametrize("branches", [True, False])
def test_rs_18_gateways_take_part_with_branch_to_branch_only(branches: bool) -> None:
    result = servers(vpn(), branches=branches).compute()
    assert (SITE in learned(result, "nva1")) is branches
    assert (OUTER in learned(result, "vpngw")) is branches
    assert (OUTER in advertised(result, "vpngw", peer="b")) is branches
    assert hops(result, "spoke1/work", OUTER) == {"10.0.3.4"}


@pytest.mark.parametrize(
    ("asn", "at_appliance", "at_branch"),
    [(65515, "65515-65010", "65515-65001"), (65100, "65515-65100-65010", "65100-65515-65001")],
)
def test_rs_19_the_gateways_number_decides_the_kind_of_session(asn: int, at_appliance: str, at_branch: str) -> None:
    result = servers(vpn(asn)).compute()
    assert learned(result, "nva1")[SITE] == {at_appliance}
    assert advertised(result, "vpngw", peer="b")[OUTER] == {at_branch}


def test_rs_25_appliances_hear_the_networks_that_use_this_one() -> None:
    design = servers(hub_and_spoke(1), branches=False).vnet("plain", "10.60.0.0/16").peer("hub", "plain")
    design.vnet("user", "10.70.0.0/16").peer("hub", "user", transit=True)
    assert learned(design.compute(), "nva1") == {"10.0.0.0/16": {"65515"}, "10.70.0.0/16": {"65515"}, OUTER: {""}}


def test_rs_27_the_route_servers_own_subnet_is_not_learned() -> None:
    design = hub_and_spoke(0).appliance("nva1", "10.0.3.4", "10.0.0.64/26", OUTER).route_server("nva1")
    assert "10.0.0.64/26" not in learned(design.compute(), "rs")


def test_rs_28_rs_38_prefixes_inside_the_network_are_learned_but_not_programmed() -> None:
    inside = ("10.0.0.0/16", "10.0.9.0/24", "10.1.0.0/16", "10.1.9.0/24")
    design = hub_and_spoke(0).vnet("spoke1", "10.1.0.0/16").peer("hub", "spoke1", transit=True)
    design.appliance("nva1", "10.0.3.4", *inside, "10.0.0.0/8").route_server("nva1")
    result = design.compute()
    assert {"10.0.9.0/24", "10.1.9.0/24"} <= learned(result, "rs").keys()
    for at in ("hub/work", "spoke1/work"):
        assert {p for p in inside if hops(result, at, p)} == set()
        assert hops(result, at, "10.0.0.0/8") == {"10.0.3.4"}


@pytest.mark.parametrize("branches", [True, False])
def test_rs_32_appliances_hear_each_other_with_branch_to_branch_only(branches: bool) -> None:
    design = (
        hub_and_spoke(0).appliance("nva1", "10.0.3.4", OUTER).appliance("nva2", "10.0.3.5", "172.31.0.0/16", asn=65002)
    )
    result = design.route_server("nva1", "nva2", branches=branches).compute()
    assert learned(result, "nva2").get(OUTER) == ({"65515-65001"} if branches else None)


def test_rs_33_the_best_path_only_and_never_back() -> None:
    design = hub_and_spoke(0).appliance("nva1", "10.0.3.4", OUTER)
    design.appliance("nva2", "10.0.3.5", OUTER, asn=65002, asPathPrepend=2)
    result = design.route_server("nva1", "nva2", branches=True).compute()
    assert OUTER not in advertised(result, "rs", peer="nva1")
    assert advertised(result, "rs", peer="nva2")[OUTER] == {"65515-65001"}


@pytest.mark.parametrize("given", ["10.0.3.9", None])
def test_rs_39_the_next_hop_is_what_the_appliance_says(given: str | None) -> None:
    design = hub_and_spoke(0).appliance("nva1", "10.0.3.4", OUTER, nextHopIp=given).route_server("nva1")
    assert hops(design.compute(), "hub/work", OUTER) == {given or "10.0.3.4"}


def test_rs_40_propagation_off_keeps_appliance_routes_out() -> None:
    design = servers(hub_and_spoke(0)).route_table("rt", at=["hub/work"], disableBgpRoutePropagation=True)
    assert row(design.compute(), "hub/work", OUTER) == ""


def test_rs_41_the_appliances_own_subnet_gets_its_own_default() -> None:
    design = hub_and_spoke(0).appliance("nva1", "10.0.3.4", "0.0.0.0/0").route_server("nva1")
    assert hops(design.compute(), "hub/nva", "0.0.0.0/0") == {"10.0.3.4"}
    assert ask(design.compute(), "trace", **{"from": "hub/work", "to": "8.8.8.8"})["verdict"] == "loop"
    design.route_table("rt", "0.0.0.0/0 Internet", at=["hub/nva"])
    assert ask(design.compute(), "trace", **{"from": "hub/work", "to": "8.8.8.8"})["verdict"] == "reached"


def test_rs_42_a_default_from_an_appliance_hides_the_internet_row() -> None:
    design = hub_and_spoke(0).appliance("nva1", "10.0.3.4", "0.0.0.0/0").route_server("nva1")
    expected = "VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.0.3.4"
    assert row(design.compute(), "hub/work", "0.0.0.0/0") == expected


def test_rs_43_rs_44_equal_appliances_share_and_a_shorter_path_replaces() -> None:
    design = hub_and_spoke(0).appliance("nva1", "10.0.3.4", OUTER).appliance("nva2", "10.0.3.5", OUTER, asn=65002)
    design.route_server("nva1", "nva2")
    assert hops(design.compute(), "hub/work", OUTER) == {"10.0.3.4", "10.0.3.5"}
    design.change("networkVirtualAppliances", "nva2", asPathPrepend=1)
    assert hops(design.compute(), "hub/work", OUTER) == {"10.0.3.4"}
    assert hops(design.compute("networkVirtualAppliances/nva1"), "hub/work", OUTER) == {"10.0.3.5"}


@pytest.mark.parametrize(
    ("preference", "prepend", "winner"),
    [
        ("ExpressRoute", 0, "expressroute"),
        ("ExpressRoute", 5, "expressroute"),
        ("VpnGateway", 0, "routeserver"),
        ("VpnGateway", 5, "routeserver"),
        ("ASPath", 0, "routeserver"),
        ("ASPath", 5, "expressroute"),
        ("ASPath", 1, "expressroute"),
    ],
)
def test_rs_51_rs_52_the_three_preferences(preference: str, prepend: int, winner: str) -> None:
    design = hub_and_spoke(0, ["ExpressRoute"]).circuit("er1", OUTER)
    design.appliance("nva1", "10.0.3.4", OUTER, asPathPrepend=prepend)
    result = design.route_server("nva1", branches=True, hubRoutingPreference=preference).compute()
    (found,) = [r for r in ask(result, "routes", at="hub/work")["tables"][0]["routes"] if r["addressPrefix"] == OUTER]
    assert found["kind"] == winner
    assert {x["kind"] for x in found["losers"]} == {"expressroute", "routeserver"} - {winner}


@pytest.mark.parametrize(("prepend", "kinds"), [(0, {"10.0.3.4", *VPN}), (1, VPN)])
def test_rs_51_vpn_and_appliance_are_one_class(prepend: int, kinds: set[str]) -> None:
    design = vpn().appliance("nva1", "10.0.3.4", SITE, asPathPrepend=prepend).route_server("nva1", branches=True)
    assert hops(design.compute(), "hub/work", SITE) == kinds


def two_servers(handling: str) -> Design:
    """Two Route Servers with one appliance between them."""
    design = hub_and_spoke(0)
    design.vnet("hub2", "10.100.0.0/16", subnets={"RouteServerSubnet": "10.100.0.64/26", "work": "10.100.1.0/24"})
    design.peer("hub", "hub2").appliance("nva1", "10.0.3.4", asPathHandling=handling)
    return design.route_server("nva1").route_server("nva1", name="rs2", vnet="hub2")


@pytest.mark.parametrize(("handling", "path"), [("none", None), ("override", "65001-65001"), ("strip", "65001")])
def test_rs_53_rs_54_its_own_number_is_refused_unless_the_appliance_rewrites_it(
    handling: str, path: str | None
) -> None:
    found = learned(two_servers(handling).compute(), "rs2").get("10.0.0.0/16", set())
    assert found == ({path} if path else set())


def test_rs_55_a_path_with_12076_is_not_announced_to_a_circuit() -> None:
    design = hub_and_spoke(0, ["ExpressRoute"]).circuit("er1", SITE).circuit("er2", OUTER, peerASN=65021)
    result = design.route_server(branches=True).compute()
    for circuit in ("er1", "er2"):
        assert advertised(result, "ergw", peer=circuit).keys() == {"10.0.0.0/16"}


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ((65113, 65113, 65113), ()),
        ((1234, 1234, 1234), (1234, 1234, 1234)),
        ((65113, 1234, 65111), (1234, 65111)),
        ((64496, 65001), (64496, 65001)),
        ((65515, 64511), (64511,)),
        ((4200000000, 70000), (70000,)),
    ],
)
def test_rs_56_the_edge_removes_leading_private_numbers(path: tuple[int, ...], left: tuple[int, ...]) -> None:
    assert without_private(path, None) == left


def test_rs_56_private_prepends_are_invisible_on_premises() -> None:
    design = Design().add("sites", "hq", asn=65020, addressSpace=[SITE]).vnet("hub", "10.0.0.0/16", subnets=HUB).er()
    design.circuit("er1", SITE, site="hq").appliance("nva1", "10.0.3.4", OUTER, asPathPrepend=3)
    result = design.route_server("nva1", branches=True).compute()
    assert learned(result, "hq")[OUTER] == {"12076"}


def test_rs_57_the_vpn_gateway_announces_no_default_and_no_prefix_of_its_network() -> None:
    halves = ("0.0.0.0/1", "128.0.0.0/1")
    design = vpn().appliance("nva1", "10.0.3.4", "0.0.0.0/0", *halves, INSIDE).route_server("nva1", branches=True)
    result = design.compute()
    announced = advertised(result, "vpngw", peer="b").keys()
    assert hops(result, "hub/work", "0.0.0.0/0") == {"10.0.3.4"}
    assert announced == {"10.0.0.0/16", "10.1.0.0/16", *halves}


def test_rs_29a_prefixes_inside_the_network_pass_the_expressroute_gateway_only() -> None:
    design = hub_and_spoke(0, ["ExpressRoute", "VpnActive"]).circuit("er1", SITE).appliance("nva1", "10.0.3.4", INSIDE)
    result = design.route_server("nva1", branches=True).compute()
    assert advertised(result, "ergw", peer="er1")[INSIDE] == {"65515-65001"}
    assert INSIDE not in learned(result, "vpngw")


def test_rs_58_a_peered_appliance_speaks_and_one_two_hops_away_does_not() -> None:
    design = (
        hub_and_spoke(0).vnet("near", "10.1.0.0/16").peer("hub", "near").vnet("far", "10.2.0.0/16").peer("near", "far")
    )
    design.appliance("nva1", "10.1.0.4", OUTER, subnet="near/work").appliance(
        "nva2", "10.2.0.4", SITE, subnet="far/work"
    )
    result = design.route_server("nva1", "nva2").compute()
    assert learned(result, "rs").keys() == {"10.0.0.0/16", OUTER}


def test_route_server_addresses_are_the_documents_own() -> None:
    server = servers(hub_and_spoke(0)).compute().network.route_servers["rs"]
    assert isinstance(server, RouteServer)
    assert server.addresses == ("10.0.0.68", "10.0.0.69")


def test_a_table_of_one_peer_holds_what_that_peer_told() -> None:
    result = two_servers("none").change("networkVirtualAppliances", "nva1", advertisedPrefixes=[OUTER]).compute()
    assert learned(result, "nva1", peer="rs2").keys() == {"10.100.0.0/16"}
    assert learned(result, "nva1").keys() == {"10.0.0.0/16", "10.100.0.0/16", OUTER}


def test_one_device_entered_as_two_appliances_has_two_peerings() -> None:
    design = hub_and_spoke(0).appliance("one", "10.0.3.4", SITE).appliance("other", "10.0.3.4", OUTER)
    result = design.route_server("one", "other").compute()
    assert learned(result, "rs", peer="one").keys() == {SITE}
    assert learned(result, "rs", peer="other").keys() == {OUTER}


def test_rs_54_who_lists_what_a_route_server_told_overrides_in_all_it_passes_on() -> None:
    design = two_servers("none").vnet("spoke", "10.60.0.0/16").peer("hub", "spoke", transit=True)
    assert "10.60.0.0/16" not in learned(design.compute(), "rs2")
    listing = design.change("networkVirtualAppliances", "nva1", advertisedPrefixes=["10.0.0.0/16"]).compute()
    assert learned(listing, "rs2")["10.60.0.0/16"] == {"65001-65001"}
    assert learned(listing, "rs")["10.100.0.0/16"] == {"65001-65001"}


def test_rs_54_a_listed_network_of_another_route_server_came_with_65515() -> None:
    design = two_servers("none").change("routeServers", "rs2", bgpPeers=[])
    assert "65001-65001" not in learned(design.compute(), "rs")["10.0.0.0/16"]
    design.change("networkVirtualAppliances", "nva1", advertisedPrefixes=["10.100.0.0/16"])
    assert "65001-65001" in learned(design.compute(), "rs")["10.0.0.0/16"]


def test_rs_54_an_appliance_with_a_tunnel_may_have_heard_it_there() -> None:
    design = two_servers("none").change("networkVirtualAppliances", "nva1", advertisedPrefixes=[SITE], overlay=["far"])
    design.appliance("far", "10.0.3.9", SITE, asn=65009).add("sites", "s", asn=65009, addressSpace=[SITE])
    design.er().circuit("er1", site="s", advertisedPrefixes=[SITE])
    assert "10.0.0.0/16" not in learned(design.compute(), "rs2")
