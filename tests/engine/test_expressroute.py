"""ExpressRoute alone and beside VPN: weights, links, circuits, hairpin, Global Reach; one test per rule (E, F, I)."""

import pytest

from app.analysis.questions import ask
from tests.builders import HUB, Design, advertised, hops, hub_and_spoke, learned, row

HQ = "172.20.0.0/16"
ER1 = {"@expressRouteCircuits/er1/primary", "@expressRouteCircuits/er1/secondary"}
ER2 = {"@expressRouteCircuits/er2/primary", "@expressRouteCircuits/er2/secondary"}
VPN = {"10.0.0.4", "10.0.0.5"}


def circuit(*prefixes: str, **more: object) -> Design:
    """A hub and a spoke with one circuit."""
    return hub_and_spoke(1, ["ExpressRoute"]).circuit("er1", *(prefixes or (HQ,)), **more)  # type: ignore[arg-type]


def both(**branch: object) -> Design:
    """A hub and a spoke with one circuit and an active-active VPN gateway, whose branch announces the same prefix."""
    design = hub_and_spoke(1).change("virtualNetworks", "hub")
    design = hub_and_spoke(1, ["ExpressRoute"]).vpn(active=True, bgpSettings={"bgpPeeringAddresses": sorted(VPN)})
    design.circuit("er1", HQ, asPathPrepend=3)
    return design.branch("b", asn=65010, peer="192.168.255.1", advertised=[HQ, "172.21.0.0/16"], **branch)  # type: ignore[arg-type]


@pytest.mark.parametrize(("weight", "shown"), [(0, 32769), (10, 32779), (100, 32869)])
def test_e_04_the_gateway_adds_the_connections_weight(weight: int, shown: int) -> None:
    routes = ask(circuit(weight=weight).compute(), "learned", at="ergw")["routes"]
    assert {(r["weight"], r["asPath"], r["origin"]) for r in routes if r["network"] == HQ} == {
        (shown, "12076-65020", "EBgp")
    }
    assert {(r["weight"], r["origin"]) for r in routes if r["network"] == "10.0.0.0/16"} == {(32768, "Network")}


def test_e_05_the_circuit_lists_networks_by_instance_and_the_customers_prefixes() -> None:
    routes = ask(circuit().compute(), "learned", at="er1", link="primary")["routes"]
    assert {(r["nextHop"], r["asPath"]) for r in routes if r["network"] == "10.1.0.0/16"} == {
        ("10.0.0.12", "65515"),
        ("10.0.0.13", "65515"),
    }
    assert {r["asPath"] for r in routes if r["network"] == HQ} == {"65020"}


def test_e_06_on_premises_sees_12076_only() -> None:
    design = Design().add("sites", "hq", asn=65020, addressSpace=[HQ]).vnet("hub", "10.0.0.0/16", subnets=HUB).er()
    result = design.circuit("er1", HQ, site="hq").compute()
    assert learned(result, "hq")["10.0.0.0/16"] == {"12076"}


def test_e_20_e_24_next_hops_are_the_edges_here_and_in_spokes() -> None:
    result = circuit(underlayAddresses={"primary": "10.3.129.36"}).compute()
    expected = {"10.3.129.36", "@expressRouteCircuits/er1/secondary"}
    assert hops(result, "hub/work", HQ) == hops(result, "spoke1/work", HQ) == expected


def test_e_21_one_next_hop_for_each_link_that_brings_the_prefix() -> None:
    one_link = circuit(devicePaths=["primary"]).compute()
    assert hops(one_link, "hub/work", HQ) == {"@expressRouteCircuits/er1/primary"}
    by_link = {"advertisedPrefixesByLink": {"primary": [HQ], "secondary": ["172.22.0.0/16"]}}
    assert hops(circuit(**by_link).compute(), "hub/work", "172.22.0.0/16") == {"@expressRouteCircuits/er1/secondary"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, ER1 | ER2),
        ({"weight": 10}, {}, ER1),
        ({"weight": 10, "asPathPrepend": 5}, {}, ER1),
        ({"asPathPrepend": 1}, {}, ER2),
    ],
)
def test_e_30_weight_before_as_path_then_shared(one: dict[str, int], other: dict[str, int], expected: set[str]) -> None:
    design = circuit(**one).circuit("er2", HQ, **other)
    assert hops(design.compute(), "hub/work", HQ) == expected


def test_e_30_the_longer_prefix_comes_before_any_weight() -> None:
    design = circuit(weight=100).circuit("er2", "172.20.5.0/24")
    found = design.compute().table_at("hub/work").lookup("172.20.5.9")
    assert found is not None
    assert set(found.next_hop_ips) == ER2


def test_e_40_announced_are_the_network_and_the_users_of_its_gateway() -> None:
    design = circuit().vnet("plain", "10.60.0.0/16").peer("hub", "plain")
    design.add("privateEndpoints", "pe", subnet="hub/work", privateIpAddress="10.0.1.9")
    assert advertised(design.compute(), "ergw").keys() == {"10.0.0.0/16", "10.1.0.0/16"}


def test_e_43_a_default_from_on_premises_reaches_every_network() -> None:
    result = circuit("0.0.0.0/0").compute()
    assert row(result, "spoke1/work", "0.0.0.0/0").startswith("VirtualNetworkGateway Active")


def test_e_46_a_customer_router_passes_one_circuit_to_the_other() -> None:
    design = Design().add("sites", "exchange", asn=64512, addressSpace=[HQ], transit=True)
    for hub, number in (("hub", 1), ("hub2", 2)):
        space = f"10.{number}.0.0/16"
        design.vnet(hub, space, subnets={"GatewaySubnet": f"10.{number}.0.0/27", "work": f"10.{number}.1.0/24"})
        design.er(f"ergw{number}", hub).circuit(
            f"er{number}", HQ, gateways=[f"ergw{number}"], site="exchange", peerASN=64512
        )
    paths = learned(design.compute(), "ergw1")["10.2.0.0/16"]
    assert paths == {"12076-64512-12076"}


def one_circuit(near: bool, far: bool) -> Design:
    """Two networks linked to one circuit, each with or without consent to traffic of the other."""
    design = Design()
    for number, allowed in ((1, near), (2, far)):
        subnets = {"GatewaySubnet": f"10.{number}.0.0/27", "work": f"10.{number}.1.0/24"}
        design.vnet(f"net{number}", f"10.{number}.0.0/16", subnets=subnets)
        design.er(f"ergw{number}", f"net{number}", allowRemoteVnetTraffic=allowed)
    return design.circuit("er1", HQ, gateways=["ergw1", "ergw2"])


@pytest.mark.parametrize(("near", "far"), [(True, True), (True, False), (False, True), (False, False)])
def test_e_50_e_51_networks_of_one_circuit_meet_if_both_allow_it(near: bool, far: bool) -> None:
    result = one_circuit(near, far).compute()
    met = near and far
    assert learned(result, "ergw1").get("10.2.0.0/16") == ({"12076-12076"} if met else None)
    assert hops(result, "net1/work", "10.2.0.0/16") == (ER1 if met else set())


def test_e_54_a_peering_wins_over_the_hairpin() -> None:
    result = one_circuit(True, True).peer("net1", "net2").compute()
    assert row(result, "net1/work", "10.2.0.0/16") == "Default Active 10.2.0.0/16 VNetPeering"


def test_e_62_two_circuits_exchange_nothing_without_global_reach() -> None:
    for reach in (False, True):
        design = (
            Design()
            .add("sites", "a", asn=65020, addressSpace=[HQ])
            .add("sites", "b", asn=65021, addressSpace=["172.21.0.0/16"])
        )
        design.vnet("hub", "10.0.0.0/16", subnets=HUB).er()
        design.circuit("er1", HQ, site="a").circuit("er2", "172.21.0.0/16", site="b", peerASN=65021)
        if reach:
            design.change("expressRouteCircuits", "er1", globalReach=["er2"])
            design.change("expressRouteCircuits", "er2", globalReach=["er1"])
        result = design.compute()
        assert ("172.21.0.0/16" in learned(result, "a")) is reach
        assert (HQ in learned(result, "b")) is reach
        assert hops(result, "hub/work", HQ) == ER1


def test_f_10_the_longest_prefix_wins_across_both_gateways() -> None:
    design = both().change("localNetworkGateways", "b", advertisedPrefixes=["172.20.5.0/24"])
    result = design.compute()
    assert hops(result, "hub/work", HQ) == ER1
    assert hops(result, "hub/work", "172.20.5.0/24") == VPN


def test_f_11_f_12_f_13_expressroute_wins_equal_prefixes_and_the_vpn_row_is_absent() -> None:
    result = both().compute()
    found = [r for r in ask(result, "routes", at="hub/work")["tables"][0]["routes"] if r["addressPrefix"] == HQ]
    assert len(found) == 1
    assert set(found[0]["nextHopIpAddress"]) == ER1
    assert {(x["kind"], x["listed"]) for x in found[0]["losers"]} == {("vpn", False)}
    assert learned(result, "ergw")[HQ] == {"12076-65020-65020-65020-65020", "65010"}


def test_f_14_what_only_the_vpn_knows_shows_its_instances() -> None:
    assert hops(both().compute(), "spoke1/work", "172.21.0.0/16") == VPN


def test_f_15_the_instance_with_the_worse_path_tells_nothing() -> None:
    result = both(asPathPrependByTunnel={"10.0.0.4": 1, "10.0.0.5": 2}).compute()
    assert hops(result, "hub/work", "172.21.0.0/16") == {"10.0.0.4"}


def test_f_16_no_host_routes_of_peers_in_coexistence() -> None:
    assert row(both().compute(), "hub/work", "192.168.255.1/32") == ""


def test_f_17_the_vpn_gateway_gets_networks_back_and_nothing_of_the_circuit() -> None:
    routes = ask(both().compute(), "learned", at="vpngw")["routes"]
    assert {(r["origin"], r["weight"]) for r in routes if r["network"] == "10.1.0.0/16"} == {
        ("Network", 32768),
        ("IBgp", 32769),
    }
    assert {r["asPath"] for r in routes if r["network"] == HQ} == {"65010"}


@pytest.mark.parametrize(
    ("rule", "down", "expected"),
    [
        ("F-22", ["expressRouteCircuits/er1/links/primary"], {"@expressRouteCircuits/er1/secondary"}),
        ("F-20", ["expressRouteCircuits/er1/links/primary", "expressRouteCircuits/er1/links/secondary"], VPN),
        ("F-20", ["expressRouteCircuits/er1"], VPN),
        ("F-20", ["connections/er1-ergw"], VPN),
        ("F-20", ["connections/er1-ergw", "connections/to-b/tunnels/10.0.0.4"], {"10.0.0.5"}),
        ("F-20", ["virtualNetworkGateways/ergw"], VPN),
    ],
)
def test_f_20_f_22_failover(rule: str, down: list[str], expected: set[str]) -> None:
    assert hops(both().compute(*down), "hub/work", HQ) == expected, rule


def test_f_30_no_transit_between_circuit_and_tunnel() -> None:
    result = both().compute()
    assert "172.21.0.0/16" not in learned(result, "er1")
    assert HQ not in advertised(result, "vpngw", peer="b")


def test_f_31_a_route_server_with_branch_to_branch_gives_transit() -> None:
    design = (
        both().route_server(branches=True).change("localNetworkGateways", "b", advertisedPrefixes=["172.21.0.0/16"])
    )
    result = design.compute()
    assert "65515-65010" in learned(result, "er1")["172.21.0.0/16"]
    assert learned(result, "vpngw")[HQ] == {"12076-65020-65020-65020-65020"}
    assert advertised(result, "vpngw", peer="b")[HQ] == {"65515-12076-65020-65020-65020-65020"}


def test_f_34_a_default_from_the_circuit_is_not_passed_to_the_tunnel() -> None:
    design = both().route_server(branches=True).change("expressRouteCircuits", "er1", advertisedPrefixes=["0.0.0.0/0"])
    result = design.compute()
    assert row(result, "hub/work", "0.0.0.0/0").startswith("VirtualNetworkGateway Active")
    assert "0.0.0.0/0" not in advertised(result, "vpngw", peer="b")


@pytest.mark.parametrize("kind", ["ExpressRoute", "Vpn"])
def test_i_03_summaries_replace_the_covered_prefixes_and_change_no_table(kind: str) -> None:
    design = hub_and_spoke(1, [kind]).vnet("other", "11.1.0.0/16").peer("hub", "other", transit=True)
    at = "ergw" if kind == "ExpressRoute" else "vpngw"
    design = design.circuit("er1", HQ) if kind == "ExpressRoute" else design.branch("b", asn=65010, advertised=[HQ])
    before = design.compute()
    design.change("virtualNetworks", "hub", summarizedGatewayPrefixes={"addressPrefixes": ["10.0.0.0/8"]})
    after = design.compute()
    assert advertised(before, at).keys() == {"10.0.0.0/16", "10.1.0.0/16", "11.1.0.0/16"}
    assert advertised(after, at).keys() == {"10.0.0.0/8", "11.1.0.0/16"}
    for subnet in ("hub/work", "spoke1/work"):
        tables = [
            [r["addressPrefix"] for r in ask(x, "routes", at=subnet)["tables"][0]["routes"]] for x in (before, after)
        ]
        assert tables[0] == tables[1]


LINKS = ["172.16.0.0/30", "172.16.0.4/30", "172.16.0.8/30", "172.16.0.12/30"]


def exchange(networks: list[str], *, circuits: int = 2, **more: object) -> Design:
    """A hub whose circuits end at one customer's router, which announces networks alone."""
    design = hub_and_spoke(0, ["ExpressRoute"]).add("sites", "exchange", asn=64512, addressSpace=networks)
    for number in range(1, circuits + 1):
        design.circuit(f"er{number}", *networks, site="exchange", peerASN=64512, **more)  # type: ignore[arg-type]
    return design


def shown(design: Design, circuit: str, link: str) -> set[str]:
    """The networks of the customer in the table of one edge."""
    return learned(design.compute(), circuit, link=link).keys() - {"10.0.0.0/16"}


def test_e_07_e_08_an_edge_leaves_out_the_network_of_its_own_link() -> None:
    design = exchange(LINKS)
    for number, circuit, link in ((0, "er1", "primary"), (1, "er1", "secondary"), (3, "er2", "secondary")):
        assert shown(design, circuit, link) == {*LINKS} - {LINKS[number]}
    assert learned(design.compute(), "ergw").keys() == {"10.0.0.0/16", *LINKS}


@pytest.mark.parametrize(("link", "router"), [("primary", "192.0.2.1"), ("secondary", "192.0.2.5")])
def test_e_05_e_44_the_customers_router_has_the_first_address_of_the_link(link: str, router: str) -> None:
    stated = {"primaryPeerAddressPrefix": "192.0.2.0/30", "secondaryPeerAddressPrefix": "192.0.2.4/30"}
    routes = ask(circuit(**stated).compute(), "learned", at="er1", link=link)["routes"]
    assert {r["nextHop"] for r in routes if r["network"] == HQ} == {router}


def test_e_07_link_local_networks_of_a_provider_are_listed() -> None:
    local = ["169.254.0.0/30", "169.254.0.4/30"]
    assert shown(exchange(local, circuits=1), "er1", "primary") == {*local}


def test_e_08_one_network_for_each_circuit_means_that_one_link_is_in_use() -> None:
    result = exchange(["172.16.0.0/30"], circuits=1).compute()
    assert hops(result, "hub/work", "172.16.0.0/30") == {"@expressRouteCircuits/er1/primary"}
    assert learned(result, "er1", link="secondary").keys() == {"10.0.0.0/16"}


def test_e_08_the_one_network_of_a_circuit_is_that_of_its_only_link() -> None:
    result = exchange(["172.16.0.0/30"], circuits=1, devicePaths=["secondary"]).compute()
    assert hops(result, "hub/work", "172.16.0.0/30") == {"@expressRouteCircuits/er1/secondary"}


@pytest.mark.parametrize(
    ("networks", "more"),
    [
        ([*LINKS, HQ], {}),
        (LINKS[:3], {}),
        (LINKS, {"primaryPeerAddressPrefix": "192.0.2.0/30", "secondaryPeerAddressPrefix": "192.0.2.4/30"}),
        (LINKS, {"secondaryPeerAddressPrefix": "192.0.2.4/30"}),
    ],
)
def test_e_08_nothing_is_inferred_from_other_prefixes_or_against_what_is_stated(
    networks: list[str], more: dict[str, str]
) -> None:
    for link in ("primary", "secondary"):
        assert shown(exchange(networks, **more), "er1", link) == {*networks}
