"""What-ifs: each name that may be down takes along what needs it, and nothing else (F-20, L-11, E-22)."""

import pytest

from app.analysis.questions import ask
from tests.builders import Design, hops, hub_and_spoke, learned, row

SITE = "172.20.0.0/16"
OUTER = "172.30.0.0/16"


def vpn() -> Design:
    return hub_and_spoke(0, ["VpnActive"]).branch("b", "192.168.1.0/24", asn=65010, advertised=[SITE])


@pytest.mark.parametrize("tunnel", ["10.0.0.4", "0"])
def test_a_tunnel_goes_by_address_or_number(tunnel: str) -> None:
    assert hops(vpn().compute(f"connections/to-b/tunnels/{tunnel}"), "hub/work", SITE) == {"10.0.0.5"}


def test_l_11_static_prefixes_stay_when_a_tunnel_is_down() -> None:
    result = vpn().compute("connections/to-b/tunnels/0", "connections/to-b/tunnels/1")
    assert hops(result, "hub/work", SITE) == set()
    assert hops(result, "hub/work", "192.168.1.0/24") == {"10.0.0.4", "10.0.0.5"}


@pytest.mark.parametrize("down", ["connections/to-b", "localNetworkGateways/b", "virtualNetworkGateways/vpngw"])
def test_a_branch_goes_with_its_connection(down: str) -> None:
    result = vpn().compute(down)
    assert hops(result, "hub/work", SITE) == hops(result, "hub/work", "192.168.1.0/24") == set()


def test_a_standby_gateway_has_an_instance_to_take_over() -> None:
    design = hub_and_spoke(0, ["Vpn"]).branch("b", asn=65010, advertised=[SITE])
    assert hops(design.compute("virtualNetworkGateways/vpngw/instances/0"), "hub/work", SITE)


@pytest.mark.parametrize(
    ("down", "left"),
    [
        ("routeServers/rs/bgpPeers/nva1", {"10.0.3.5"}),
        ("networkVirtualAppliances/nva2", {"10.0.3.4"}),
        ("routeServers/rs", set()),
        ("routeServers/rs/instances/1", {"10.0.3.4", "10.0.3.5"}),
    ],
)
def test_route_servers_and_their_peers(down: str, left: set[str]) -> None:
    design = hub_and_spoke(0).appliance("nva1", "10.0.3.4", OUTER).appliance("nva2", "10.0.3.5", OUTER, asn=65002)
    assert hops(design.route_server("nva1", "nva2").compute(down), "hub/work", OUTER) == left


def test_a_private_endpoint_that_is_down_is_not_listed() -> None:
    design = hub_and_spoke(0).add("privateEndpoints", "pe", subnet="hub/work", privateIpAddress="10.0.1.9")
    assert row(design.compute("privateEndpoints/pe"), "hub/work", "10.0.1.9/32") == ""


def one_circuit() -> Design:
    """Two networks that meet over one circuit."""
    design = Design()
    for number in (1, 2):
        subnets = {"GatewaySubnet": f"10.{number}.0.0/27", "work": f"10.{number}.1.0/24"}
        design.vnet(f"net{number}", f"10.{number}.0.0/16", subnets=subnets)
        design.er(f"ergw{number}", f"net{number}", allowRemoteVnetTraffic=True)
    return design.circuit("er1", SITE, gateways=["ergw1", "ergw2"])


@pytest.mark.parametrize(
    ("down", "left"),
    [
        ((), {"primary", "secondary"}),
        (("expressRouteCircuits/er1/links/primary",), {"secondary"}),
        (("expressRouteCircuits/er1",), set()),
        (("connections/er1-ergw1",), set()),
    ],
)
def test_a_circuit_that_is_down_carries_nothing_between_networks_either(down: tuple[str, ...], left: set[str]) -> None:
    result = one_circuit().compute(*down)
    for prefix in (SITE, "10.2.0.0/16"):
        assert hops(result, "net1/work", prefix) == {f"@expressRouteCircuits/er1/{link}" for link in left}


def test_the_edge_of_a_link_that_is_down_still_speaks_with_the_gateway() -> None:
    result = one_circuit().compute("expressRouteCircuits/er1/links/primary")
    edges = [p for p in ask(result, "peers", at="ergw1")["peers"] if p["asn"] == 12076]
    assert {(p["neighbor"].rpartition("/")[2], p["routesReceived"] > 0) for p in edges} == {
        ("primary", False),
        ("secondary", True),
    }
    assert learned(result, "er1", link="primary").keys() == {"10.1.0.0/16", "10.2.0.0/16"}


def test_nothing_down_is_the_design_itself() -> None:
    one, other = vpn().compute(), vpn().compute("sites/nobody")
    assert ask(one, "routes") == ask(other, "routes")


def test_f_23_a_circuit_whose_provisioning_failed_keeps_its_rows_and_loses_its_packets() -> None:
    result = one_circuit().compute("expressRouteCircuits/er1/provisioning")
    assert hops(result, "net1/work", SITE) == {f"@expressRouteCircuits/er1/{link}" for link in ("primary", "secondary")}
    answer = ask(result, "trace", **{"from": "net1/work", "to": "172.20.0.9"})
    assert answer["verdict"] == "dropped"
    assert answer["forward"][-1]["rule"] == "F-23"
