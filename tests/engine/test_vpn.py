"""VPN gateways: addresses, static and BGP routes, instances, transit, clients; one test per rule (D-02 to D-55)."""

import pytest

from app.analysis.questions import ask
from app.engine.prefix import parse
from tests.builders import Design, advertised, hops, hub_and_spoke, learned, row

SITE = "172.20.0.0/16"
PEER = "192.168.255.1"
INSTANCES = {"10.0.0.4", "10.0.0.5"}


def bgp(*prefixes: str, kind: str = "VpnActive", **more: object) -> Design:
    """A hub and a spoke with a branch over BGP."""
    design = hub_and_spoke(1, [kind])
    return design.branch("b", asn=65010, peer=PEER, advertised=prefixes or (SITE,), **more)  # type: ignore[arg-type]


def two_hubs(*, enable_bgp: bool = True, active: bool = True) -> Design:
    """Two hubs, each with a spoke, joined by a VNet-to-VNet tunnel."""
    design = hub_and_spoke(1, ["VpnActive" if active else "Vpn"])
    design.vnet("far", "10.100.0.0/16", subnets={"GatewaySubnet": "10.100.0.0/27", "work": "10.100.1.0/24"})
    design.vnet("far1", "10.101.0.0/16").peer("far", "far1", transit=True)
    design.vpn("fargw", "far", active=active, bgpSettings={"asn": 65100})
    both = {"connectionType": "Vnet2Vnet", "enableBgp": enable_bgp}
    design.add("connections", "there", virtualNetworkGateway="vpngw", remoteGateway="fargw", **both)
    return design.add("connections", "back", virtualNetworkGateway="fargw", remoteGateway="vpngw", **both)


@pytest.mark.parametrize("given", ["203.0.113.7", None])
def test_d_02_an_active_standby_gateway_shows_its_public_address(given: str | None) -> None:
    design = bgp(kind="Vpn")
    if given:
        design.change("virtualNetworkGateways", "vpngw", publicIpAddresses=[given])
    expected = {given or "@virtualNetworkGateways/vpngw/publicIp/0"}
    assert hops(design.compute(), "hub/work", SITE) == hops(design.compute(), "spoke1/work", SITE) == expected


def test_d_03_d_04_an_active_active_gateway_shows_its_instances() -> None:
    assert hops(bgp().compute(), "hub/work", SITE) == INSTANCES


def test_d_05_only_instances_with_a_best_path_are_listed() -> None:
    design = bgp(asPathPrependByTunnel={"10.0.0.4": 2, "10.0.0.5": 3})
    assert hops(design.compute(), "hub/work", SITE) == {"10.0.0.4"}
    assert hops(design.compute("connections/to-b/tunnels/10.0.0.4"), "hub/work", SITE) == {"10.0.0.5"}


def test_d_07_the_twin_passes_on_what_its_tunnel_brings() -> None:
    design = bgp(connection={"tunnels": ["10.0.0.4"]})
    answer = ask(design.compute(), "learned", at="vpngw")["routes"]
    held = {(r["localAddress"], r["origin"], r["nextHop"]) for r in answer if r["network"] == SITE}
    assert held == {("10.0.0.4", "EBgp", PEER), ("10.0.0.5", "IBgp", "10.0.0.4")}


def test_d_07_a_gatewaysubnet_table_that_drops_breaks_the_twins() -> None:
    design = bgp(connection={"tunnels": ["10.0.0.4"]}).appliance("fw", "10.0.3.4", asn=None, drops=True)
    design.route_table("gw", "10.0.0.0/16 VirtualAppliance 10.0.3.4", at=["hub/GatewaySubnet"])
    answer = ask(design.compute(), "learned", at="vpngw")["routes"]
    assert {r["localAddress"] for r in answer if r["network"] == SITE} == {"10.0.0.4"}


def test_d_10_static_prefixes_are_gateway_routes_here_and_in_spokes() -> None:
    result = hub_and_spoke(1, ["VpnActive"]).branch("b", SITE, "192.168.7.0/24").compute()
    for at in ("hub/work", "spoke1/work"):
        assert hops(result, at, SITE) == hops(result, at, "192.168.7.0/24") == INSTANCES


def test_d_11_static_prefixes_are_own_routes_of_the_gateway() -> None:
    answer = ask(hub_and_spoke(0, ["VpnActive"]).branch("b", SITE).compute(), "learned", at="vpngw")["routes"]
    held = {(r["origin"], r["asPath"], r["weight"], r["nextHop"]) for r in answer if r["network"] == SITE}
    assert ("Network", "", 32768, None) in held
    assert {origin for origin, *_ in held} == {"Network", "IBgp"}


def test_d_12_static_prefixes_reach_an_expressroute_gateway_without_bgp() -> None:
    design = hub_and_spoke(0, ["VpnActive", "ExpressRoute"]).branch("b", SITE)
    answer = ask(design.compute(), "learned", at="ergw")["routes"]
    assert {(r["origin"], r["asPath"]) for r in answer if r["network"] == SITE} == {("IBgp", "")}


def test_d_23_the_peers_host_route_is_listed_and_travels_along_bgp() -> None:
    design = two_hubs().branch("b", asn=65010, peer=PEER, advertised=[SITE])
    result = design.compute()
    assert hops(result, "hub/work", f"{PEER}/32") == hops(result, "spoke1/work", f"{PEER}/32") == INSTANCES
    assert hops(result, "far/work", f"{PEER}/32") == {"10.100.0.4", "10.100.0.5"}
    assert hops(result, "far/work", "10.0.0.4/32") == {"10.100.0.4", "10.100.0.5"}


@pytest.mark.parametrize("down", [(), ("connections/to-b/tunnels/10.0.0.5",)])
def test_d_23_an_instance_without_a_session_holds_the_peers_host_route(down: tuple[str, ...]) -> None:
    tunnels = sorted(INSTANCES) if down else ["10.0.0.4"]
    design = hub_and_spoke(0, ["VpnActive"])
    design.branch("b", asn=65010, peer=PEER, advertised=[SITE], connection={"tunnels": tunnels})
    routes = ask(design.compute(*down), "learned", at="vpngw")["routes"]
    own = {r["localAddress"] for r in routes if r["network"] == f"{PEER}/32" and r["origin"] == "Network"}
    told = {r["localAddress"] for r in routes if r["network"] == SITE and r["origin"] == "EBgp"}
    assert (own, told) == (INSTANCES, {"10.0.0.4"})


@pytest.mark.parametrize("beside", ["ExpressRoute", "RouteServer"])
def test_d_24_beside_expressroute_or_route_server_host_routes_are_not_listed(beside: str) -> None:
    design = bgp().change("virtualNetworkGateways", "vpngw", bgpSettings={"bgpPeeringAddresses": sorted(INSTANCES)})
    design = design.er() if beside == "ExpressRoute" else design.route_server(branches=True)
    result = design.compute()
    assert hops(result, "hub/work", SITE) == INSTANCES
    assert row(result, "hub/work", f"{PEER}/32") == ""


def test_d_26_each_peer_gets_networks_statics_of_others_and_other_branches() -> None:
    design = (
        bgp().branch("static", "192.168.7.0/24").branch("c", "192.168.8.0/24", asn=65011, advertised=["172.21.0.0/16"])
    )
    to_b, to_c = (advertised(design.compute(), "vpngw", peer=peer) for peer in ("b", "c"))
    assert to_b == {
        "10.0.0.0/16": {"65515"},
        "10.1.0.0/16": {"65515"},
        "192.168.7.0/24": {"65515"},
        "192.168.8.0/24": {"65515"},
        "172.21.0.0/16": {"65515-65011"},
    }
    assert to_c.keys() == {"10.0.0.0/16", "10.1.0.0/16", "192.168.7.0/24", SITE, f"{PEER}/32"}


def test_d_27_a_default_is_programmed_and_never_passed_on_but_its_halves_are() -> None:
    design = bgp("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1").branch("c", asn=65011)
    result = design.compute()
    assert row(result, "hub/work", "0.0.0.0/0").startswith("VirtualNetworkGateway Active")
    assert advertised(result, "vpngw", peer="c").keys() & {"0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1"} == {
        "0.0.0.0/1",
        "128.0.0.0/1",
    }


def test_d_13_the_two_halves_leave_the_internet_row_and_win_by_length() -> None:
    result = hub_and_spoke(0, ["Vpn"]).branch("b", "0.0.0.0/1", "128.0.0.0/1").compute()
    assert row(result, "hub/work", "0.0.0.0/0") == "Default Active 0.0.0.0/0 Internet"
    found = result.table_at("hub/work").lookup("8.8.8.8")
    assert found is not None
    assert found.address_prefix == "0.0.0.0/1"


@pytest.mark.parametrize(
    ("prefix", "held"),
    [
        ("10.0.0.0/16", False),
        ("10.0.9.0/24", False),
        ("10.1.0.0/16", False),
        ("10.1.9.0/24", False),
        ("10.0.0.0/8", True),
    ],
)
def test_d_28_prefixes_inside_the_network_are_ignored_and_supersets_accepted(prefix: str, held: bool) -> None:
    paths = learned(bgp(prefix).compute(), "vpngw").get(prefix, set())
    assert ("65010" in paths) is held


def test_d_28_a_prefix_of_a_peer_without_transit_is_learned_and_hidden() -> None:
    design = bgp("10.50.0.0/16").vnet("plain", "10.50.0.0/16").peer("hub", "plain")
    result = design.compute()
    assert learned(result, "vpngw")["10.50.0.0/16"] == {"65010"}
    assert row(result, "hub/work", "10.50.0.0/16") == "Default Active 10.50.0.0/16 VNetPeering"


def test_d_29_the_shorter_path_wins_and_equal_ones_share() -> None:
    design = bgp(kind="Vpn").branch("c", asn=65011, peer="192.168.255.2", advertised=[SITE], asPathPrepend=1)
    result = design.compute()
    found = next(r for r in ask(result, "routes", at="hub/work")["tables"][0]["routes"] if r["addressPrefix"] == SITE)
    assert found["origin"] == "connections/to-b"
    assert [x["rule"] for x in found["losers"]] == ["D-29"]
    assert learned(result, "vpngw")[SITE] == {"65010", "65011-65011"}
    design.change("localNetworkGateways", "c", asPathPrepend=0)
    feed = design.compute().table_at("hub/work").feed
    assert feed is not None
    assert len(feed.routes[parse(SITE)].paths) == 2


def test_d_31_a_gateway_refuses_a_path_with_its_own_number() -> None:
    design = two_hubs().change("virtualNetworkGateways", "fargw", bgpSettings={"asn": 65515})
    assert row(design.compute(), "hub/work", "10.100.0.0/16") == ""


def test_d_32_each_instance_lists_itself_as_unknown() -> None:
    rows = ask(bgp().compute(), "peers", at="vpngw")["peers"]
    assert {(r["localAddress"], r["neighbor"]) for r in rows if r["state"] == "Unknown"} == {(a, a) for a in INSTANCES}


def test_d_34_nothing_goes_back_to_where_it_came_from() -> None:
    design = bgp().branch("c", asn=65011, peer="192.168.255.2", advertised=["172.21.0.0/16"])
    to_b = advertised(design.compute(), "vpngw", peer="b")
    assert SITE not in to_b
    assert f"{PEER}/32" not in to_b
    assert to_b["192.168.255.2/32"] == {"65515"}


def test_d_35_losing_a_tunnel_switches_to_the_longer_path() -> None:
    design = bgp().branch("c", asn=65011, advertised=[SITE], asPathPrepend=2)
    for down, path in (((), "65010"), (("connections/to-b",), "65011-65011-65011")):
        routes = ask(design.compute(*down), "learned", at="vpngw")["routes"]
        assert {r["asPath"] for r in routes if r["network"] == SITE and r["best"]} == {path}


def test_d_40_two_tunnels_with_bgp_give_transit_between_sites() -> None:
    design = bgp().branch("c", asn=65011, advertised=["172.21.0.0/16"])
    assert advertised(design.compute(), "vpngw", peer="c")[SITE] == {"65515-65010"}


def test_d_42_two_static_branches_propagate_nothing() -> None:
    result = hub_and_spoke(0, ["Vpn"]).branch("b", SITE).branch("c", "172.21.0.0/16").compute()
    assert advertised(result, "vpngw") == {}


@pytest.mark.parametrize("enable_bgp", [True, False])
def test_d_43_vnet_to_vnet_carries_the_networks_and_their_spokes(enable_bgp: bool) -> None:
    result = two_hubs(enable_bgp=enable_bgp).compute()
    assert hops(result, "hub/work", "10.100.0.0/16") == INSTANCES
    assert hops(result, "hub/work", "10.101.0.0/16") == INSTANCES
    assert hops(result, "far1/work", "10.0.0.0/16") == {"10.100.0.4", "10.100.0.5"}
    assert ("10.100.0.4/32" in learned(result, "vpngw")) is enable_bgp


def test_d_43_one_direction_down_takes_both() -> None:
    assert row(two_hubs().compute("connections/back"), "hub/work", "10.100.0.0/16") == ""


def clients(*, active: bool = True) -> Design:
    design = hub_and_spoke(1, ["VpnActive" if active else "Vpn"])
    pool = {"vpnClientAddressPool": ["172.30.0.0/24"]}
    return design.change("virtualNetworkGateways", "vpngw", vpnClientConfiguration=pool, customRoutes=["0.0.0.0/1"])


def test_d_50_the_client_pool_is_a_gateway_route() -> None:
    result = clients().compute()
    assert hops(result, "hub/work", "172.30.0.0/24") == hops(result, "spoke1/work", "172.30.0.0/24") == INSTANCES
    (route,) = [
        r for r in ask(result, "routes", at="hub/work")["tables"][0]["routes"] if r["addressPrefix"] == "172.30.0.0/24"
    ]
    assert [u["rule"] for u in route["unknown"]] == ["L-01"]


@pytest.mark.parametrize(("os", "site"), [("windows", False), ("linux", True)])
def test_d_53_d_55_what_clients_are_given(os: str, site: bool) -> None:
    design = clients().branch("b", SITE).vnet("plain", "10.60.0.0/16").peer("hub", "plain")
    given = {r["network"] for r in ask(design.compute(), "client", at="vpngw", os=os)["routes"]}
    assert given == {"10.0.0.0/16", "10.1.0.0/16", "172.30.0.0/24", "0.0.0.0/1"} | ({SITE} if site else set())


@pytest.mark.parametrize(
    ("down", "left"),
    [
        ("connections/to-b/tunnels/10.0.0.4", {"10.0.0.5"}),
        ("connections/to-b/tunnels/10.0.0.5", {"10.0.0.4"}),
        ("virtualNetworkGateways/vpngw/instances/0", {"10.0.0.5"}),
        ("connections/to-b", set()),
        ("virtualNetworkGateways/vpngw", set()),
    ],
)
def test_d_05_what_is_down_takes_its_next_hops_along(down: str, left: set[str]) -> None:
    assert hops(bgp().compute(down), "hub/work", SITE) == left
