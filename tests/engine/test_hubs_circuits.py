"""Circuits on hubs: preference, bow-tie circuits, Global Reach, classic hubs beside them (VW-30 to VW-66)."""

import pytest

from app.engine import Result
from tests.builders import hops, learned
from tests.hub_builders import Wan, hub_table, of_prefix

TABLE = "h1/defaultRouteTable"


def spokes(preference: str) -> Wan:
    """Two hubs with a spoke each."""
    wan = Wan().hub("h1", "10.100.0.0/23", preference).hub("h2", "10.200.0.0/23", preference)
    return wan.spoke("a", "10.101.0.0/24", "h1").spoke("b", "10.201.0.0/24", "h2")


@pytest.mark.parametrize(
    ("preference", "remote_spoke", "remote_prefix"),
    [
        ("ExpressRoute", "ExpressRouteGateway h1-er 12076-12076", "12076-12076"),
        ("VpnGateway", "ExpressRouteGateway h1-er 12076-12076", "12076-12076"),
        ("ASPath", "Remote Hub h2 65520-65520", "12076-12076-12076"),
    ],
)
def test_vw_33_vw_60_vw_61_one_circuit_on_two_hubs(preference: str, remote_spoke: str, remote_prefix: str) -> None:
    result = spokes(preference).circuit_on("er", "h1", "h2").compute()
    assert of_prefix(result, TABLE, "10.201.0.0/24") == {remote_spoke}
    assert of_prefix(result, TABLE, "10.200.0.0/23") == {f"ExpressRouteGateway h1-er {remote_prefix}"}
    assert of_prefix(result, TABLE, "10.101.0.0/24") == {"Virtual Network Connection to-a"}
    router = hops(result, "a/work", "10.201.0.0/24") == {"10.100.0.68"}
    assert router is (preference == "ASPath")


def reach(preference: str, joined: bool) -> Result:
    """T-9: a circuit on each hub, each with a provider and one network behind it."""
    wan = spokes(preference)
    for hub, other, asn, network in (("h1", "h2", 65001, "10.1.0.0/16"), ("h2", "h1", 65002, "10.2.0.0/16")):
        wan.add("sites", f"provider-{hub}", asn=asn, addressSpace=[], transit=True)
        wan.add("sites", f"dc-{hub}", asn=asn + 99, addressSpace=[network])
        wan.add("siteLinks", f"link-{hub}", sites=[f"provider-{hub}", f"dc-{hub}"])
        wan.circuit_on(
            f"er-{hub}", hub, prefixes=[network], asn=asn, site=f"provider-{hub}",
            globalReach=[f"er-{other}"] if joined else [],
        )  # fmt: skip
    return wan.compute()


@pytest.mark.parametrize(
    ("preference", "joined", "spoke", "hub", "far"),
    [
        ("ExpressRoute", True, "12076-12076-12076-12076", "12076-12076-12076-12076", "12076-12076-12076-65002-65101"),
        ("ASPath", False, "65520-65520", None, "65520-65520-12076-65002-65101"),
        ("ASPath", True, "65520-65520", "12076-12076-12076-12076", "12076-12076-12076-65002-65101"),
    ],
)
def test_vw_62_vw_63_global_reach(preference: str, joined: bool, spoke: str, hub: str | None, far: str) -> None:
    result = reach(preference, joined)

    def kind(path: str) -> str:
        return f"Remote Hub h2 {path}" if path.startswith("65520") else f"ExpressRouteGateway h1-er {path}"

    assert of_prefix(result, TABLE, "10.1.0.0/16") == {"ExpressRouteGateway h1-er 12076-65001-65100"}
    assert of_prefix(result, TABLE, "10.201.0.0/24") == {kind(spoke)}
    assert of_prefix(result, TABLE, "10.200.0.0/23") == ({kind(hub)} if hub else set())
    assert of_prefix(result, TABLE, "10.2.0.0/16") == {kind(far)}


@pytest.mark.parametrize(
    ("preference", "winner"),
    [
        ("ExpressRoute", "ExpressRouteGateway h1-er 12076-65020"),
        ("VpnGateway", "VPN_S2S_Gateway h1-vpn 65010"),
        ("ASPath", "VPN_S2S_Gateway h1-vpn 65010"),
    ],
)
def test_vw_30_one_prefix_over_circuit_and_vpn(preference: str, winner: str) -> None:
    wan = spokes(preference).circuit_on("er", "h1", prefixes=["10.50.0.0/16"])
    wan.site("office", "h1", 65010, "10.50.0.0/16")
    result = wan.compute()
    assert of_prefix(result, TABLE, "10.50.0.0/16") == {winner}
    far = "65520-65520-" + winner.split()[-1]
    assert of_prefix(result, "h2/defaultRouteTable", "10.50.0.0/16") == {f"Remote Hub h1 {far}"}
    lost = wan.compute("connections/er-h1-er") if "Express" in winner else wan.compute("connections/to-lng-office")
    assert of_prefix(lost, TABLE, "10.50.0.0/16") != {winner}


def test_vw_30_vw_31_local_before_remote_at_any_length_except_with_aspath() -> None:
    for preference, winner in (
        ("ExpressRoute", "ExpressRouteGateway h1-er 12076-65020-65020-65020-65020"),
        ("VpnGateway", "ExpressRouteGateway h1-er 12076-65020-65020-65020-65020"),
        ("ASPath", "Remote Hub h2 65520-65520-65011"),
    ):
        wan = spokes(preference).circuit_on("er", "h1", prefixes=["10.50.0.0/16"], asPathPrepend=3)
        result = wan.site("office", "h2", 65011, "10.50.0.0/16").compute()
        assert of_prefix(result, TABLE, "10.50.0.0/16") == {winner}


def test_vw_30_a_branch_of_the_own_gateway_wins_over_a_shorter_path_from_another_hub() -> None:
    wan = spokes("ExpressRoute").site("near", "h1", 65010, "10.50.0.0/16").site("far", "h2", 65011, "10.50.0.0/16")
    next(b for b in wan.document["localNetworkGateways"] if b["name"] == "lng-near")["asPathPrepend"] = 5
    assert of_prefix(wan.compute(), TABLE, "10.50.0.0/16") == {f"VPN_S2S_Gateway h1-vpn {'-'.join(['65010'] * 6)}"}


def test_vw_32_remote_circuits_come_last_when_there_are_several_remote_hubs() -> None:
    wan = spokes("ASPath").hub("h3", "10.30.0.0/23", "ASPath")
    wan.circuit_on("er", "h2", prefixes=["10.50.0.0/16"])
    wan.site("office", "h3", 65011, "10.50.0.0/16")
    next(b for b in wan.document["localNetworkGateways"])["asPathPrepend"] = 4
    path = "-".join(["65011"] * 5)
    assert of_prefix(wan.compute(), TABLE, "10.50.0.0/16") == {f"Remote Hub h3 65520-65520-{path}"}


@pytest.mark.parametrize("consent", [True, False])
def test_vw_65_hub_and_classic_network_on_one_circuit(consent: bool) -> None:
    wan = Wan().hub("h1", "10.3.0.0/23").spoke("a", "10.4.0.0/24", "h1")
    wan.vnet("classic", "10.1.0.0/16", subnets={"GatewaySubnet": "10.1.0.0/27", "work": "10.1.1.0/24"})
    wan.er("gw", "classic", allowVirtualWanTraffic=consent, allowRemoteVnetTraffic=consent)
    wan.circuit_on("er", "h1")
    wan.change("virtualNetworkGateways", "h1-er", allowNonVirtualWanTraffic=consent)
    wan.add("connections", "er-gw", connectionType="ExpressRoute", virtualNetworkGateway="gw", expressRouteCircuit="er")
    result = wan.compute()
    assert of_prefix(result, TABLE, "10.1.0.0/16") == ({"ExpressRouteGateway h1-er 12076-12076"} if consent else set())
    assert ("10.4.0.0/24" in learned(result, "gw")) is consent


def test_vw_66_a_default_route_does_not_reach_another_wan_over_the_circuit() -> None:
    wan = Wan().add("virtualWans", "other").hub("h1", "10.8.0.0/23").hub("h2", "10.9.0.0/23")
    wan.change("virtualHubs", "h2", virtualWan="other", routingIntent={"internetTraffic": "fw", "privateTraffic": "fw"})
    wan.add("azureFirewalls", "fw", virtualHub="h2").circuit_on("er", "h1", "h2")
    for hub in ("h1", "h2"):
        wan.change("connections", f"er-{hub}-er", enableInternetSecurity=True)
    result = wan.compute()
    assert learned(result, "er")["0.0.0.0/0"] == {"65515"}
    assert hub_table(result, TABLE) == {"10.9.0.0/23 ExpressRouteGateway h1-er 12076-12076"}


def test_two_hubs_that_want_each_others_detour_settle_in_turns() -> None:
    """VW-33: a VNet of a third hub, offered to each of two hubs by the other over circuits that one provider joins."""
    wan = spokes("ExpressRoute").hub("h3", "10.30.0.0/23").spoke("c", "10.31.0.0/24", "h3")
    wan.add("sites", "provider", asn=133937, addressSpace=[], transit=True)
    result = (
        wan.circuit_on("one", "h1", site="provider", asn=133937)
        .circuit_on("two", "h2", site="provider", asn=133937)
        .compute()
    )
    kinds = {next(iter(of_prefix(result, f"{h}/defaultRouteTable", "10.31.0.0/24"))).split()[0] for h in ("h1", "h2")}
    assert kinds == {"Remote", "ExpressRouteGateway"}
    assert result.outcome.unstable == ()
    assert "virtualHubs/h1" in result.outcome.undecided


def test_t_7_what_a_customer_edge_hears_of_two_hubs_with_peers() -> None:
    wan = Wan().hub("h1", "10.10.0.0/23").hub("h2", "10.11.0.0/23")
    wan.spoke("v1", "10.0.0.0/24", "h1").spoke("v2", "10.0.2.0/24", "h2")
    behind = {"10.0.102.0/26": [65102]}
    wan.nva("csr1", "10.0.0.10", 65001, "h1", "v1", "10.0.0.0/26", "10.0.3.0/24")
    wan.nva("csr2", "10.0.2.10", 65002, "h2", "v2", "10.0.2.0/26", "10.0.102.0/26", asPaths=behind)
    wan.add("sites", "dc", asn=65021, addressSpace=["10.2.13.0/25"])
    wan.circuit_on("er", "h1", prefixes=["10.2.13.0/25"], asn=65021, site="dc")
    result = wan.site("b1", "h1", 65010, "192.168.1.0/24").site("b2", "h2", 65011, "192.168.2.0/24").compute()
    assert learned(result, "dc") == {
        prefix: {"12076"}
        for prefix in (
            "10.0.0.0/24", "10.0.2.0/24", "10.0.2.0/26", "10.0.3.0/24", "10.0.102.0/26", "10.10.0.0/23",
            "192.168.1.0/24", "192.168.2.0/24",
        )
    }  # fmt: skip
    assert learned(result, "csr1")["10.0.102.0/26"] == {"65515-65520-65520-65002-65102"}


def test_t_12_branches_and_statics_do_not_take_the_detour() -> None:
    wan = Wan().hub("h1", "192.168.1.0/24", statics={"defaultRouteTable": {"10.2.0.0/17 10.4.0.0/16": "to-a"}})
    wan.hub("h2", "192.168.2.0/24", statics={"defaultRouteTable": {"10.2.0.0/16": "to-c"}})
    wan.spoke("a", "10.1.0.0/24", "h1").spoke("b", "10.2.0.0/24", "h1").spoke("c", "10.3.0.0/24", "h2")
    wan.circuit_on("one", "h1", "h2").circuit_on("two", "h1", "h2")
    result = wan.site("s1", "h1", 65510, "10.100.0.0/16").site("s2", "h2", 65509, "10.200.0.0/16").compute()
    assert hub_table(result, TABLE) == {
        "10.2.0.0/17 Virtual Network Connection to-a", "10.4.0.0/16 Virtual Network Connection to-a",
        "10.1.0.0/24 Virtual Network Connection to-a", "10.2.0.0/24 Virtual Network Connection to-b",
        "10.3.0.0/24 ExpressRouteGateway h1-er 12076-12076", "192.168.2.0/24 ExpressRouteGateway h1-er 12076-12076",
        "10.100.0.0/16 VPN_S2S_Gateway h1-vpn 65510", "10.200.0.0/16 Remote Hub h2 65520-65520-65509",
    }  # fmt: skip
