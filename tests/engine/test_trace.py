"""The walk of a packet: tables, peerings, appliances, gateways, edges and sites, there and back."""

from typing import Any

import pytest

from app.analysis.questions import ask
from app.document.load import parse
from app.document.lower import lower
from app.engine import Result, UnknownPlace, compute
from app.engine.prefix import BadPrefix
from app.engine.rulebook import RULES
from app.engine.trace import Trace, trace


def subnet(name: str, prefix: str, table: str | None = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "addressPrefixes": [prefix], "routeTable": table, **more}


def half(remote: str, **flags: Any) -> dict[str, Any]:
    return {
        "name": f"to-{remote}", "remoteVirtualNetwork": remote, "allowVirtualNetworkAccess": True,
        "allowForwardedTraffic": False, **flags,
    }  # fmt: skip


def to(prefix: str, address: str | None, kind: str = "VirtualAppliance") -> dict[str, Any]:
    return {"name": f"r-{prefix.replace('/', '-')}", "addressPrefix": prefix, "nextHopType": kind,
            **({"nextHopIpAddress": address} if address else {})}  # fmt: skip


def hub_and_spokes(**changes: Any) -> dict[str, Any]:
    """Two spokes that send everything to an appliance in a hub with both gateways, a circuit and a branch."""
    spoke = {"allowForwardedTraffic": True, "useRemoteGateways": True}
    document: dict[str, Any] = {
        "schemaVersion": 1,
        "name": "walk",
        "virtualNetworks": [
            {"name": "hub", "addressSpace": ["10.0.0.0/16"],
             "subnets": [subnet("GatewaySubnet", "10.0.0.0/27", "rt-gw"), subnet("nva", "10.0.1.0/24"),
                         subnet("AzureFirewallSubnet", "10.0.2.0/26"), subnet("web", "10.0.3.0/24")],
             "peerings": [half("one", allowGatewayTransit=True), half("two", allowGatewayTransit=True)]},
            {"name": "one", "addressSpace": ["10.1.0.0/16"], "subnets": [subnet("web", "10.1.0.0/24", "rt")],
             "peerings": [half("hub", **spoke)]},
            {"name": "two", "addressSpace": ["10.2.0.0/16"], "subnets": [subnet("web", "10.2.0.0/24", "rt")],
             "peerings": [half("hub", **spoke)]},
        ],
        "routeTables": [
            {"name": "rt", "disableBgpRoutePropagation": True, "routes": [to("0.0.0.0/0", "10.0.1.4")]},
            {"name": "rt-gw", "routes": [to("10.1.0.0/16", "10.0.1.4")]},
        ],
        "networkVirtualAppliances": [{"name": "nva", "subnet": "hub/nva", "privateIpAddresses": ["10.0.1.4"]}],
        "virtualMachines": [{"name": "vm1", "subnet": "one/web", "privateIpAddress": "10.1.0.4"},
                            {"name": "vm2", "subnet": "two/web", "privateIpAddress": "10.2.0.4"}],
        "virtualNetworkGateways": [
            {"name": "ergw", "gatewayType": "ExpressRoute", "virtualNetwork": "hub", "sku": "ErGw1AZ"},
            {"name": "vpngw", "gatewayType": "Vpn", "virtualNetwork": "hub", "sku": "VpnGw1AZ",
             "activeActive": True, "enableBgp": True,
             "bgpSettings": {"asn": 65515, "bgpPeeringAddresses": ["10.0.0.14", "10.0.0.15"]},
             "vpnClientConfiguration": {"vpnClientAddressPool": ["172.16.0.0/24"]}},
        ],
        "expressRouteCircuits": [{"name": "er1", "site": "hq", "peerASN": 65020}],
        "localNetworkGateways": [
            {"name": "lng", "site": "branch", "gatewayIpAddress": "203.0.113.10", "addressSpace": [],
             "bgpSettings": {"asn": 65010, "bgpPeeringAddress": "172.31.0.1"}},
            {"name": "lng-static", "site": "depot", "gatewayIpAddress": "203.0.113.11",
             "addressSpace": ["172.30.0.0/24"]},
        ],
        "connections": [
            {"name": "er", "connectionType": "ExpressRoute", "virtualNetworkGateway": "ergw",
             "expressRouteCircuit": "er1"},
            {"name": "vpn", "connectionType": "IPsec", "virtualNetworkGateway": "vpngw", "localNetworkGateway": "lng",
             "enableBgp": True, "tunnels": ["10.0.0.14"]},
            {"name": "static", "connectionType": "IPsec", "virtualNetworkGateway": "vpngw",
             "localNetworkGateway": "lng-static"},
        ],
        "sites": [{"name": "hq", "asn": 65020, "addressSpace": ["192.168.0.0/16"]},
                  {"name": "branch", "asn": 65010, "addressSpace": ["172.31.0.0/16"]},
                  {"name": "depot", "addressSpace": ["172.30.0.0/24"]}],
    }  # fmt: skip
    return {**document, **changes}


def computed(document: dict[str, Any], *down: str) -> Result:
    return compute(lower(parse(document)), down)


def walked(document: dict[str, Any], source: str, target: str, *down: str) -> Trace:
    found = trace(computed(document, *down), source, target)
    for way in (found.forward, found.back):
        for hop in way.hops if way else ():
            assert hop.rule in RULES
            assert hop.sentence.endswith(".")
    return found


def stops(found: Trace) -> list[str]:
    return [hop.at.partition("/")[2] for hop in found.forward.hops]


def last_rule(found: Trace) -> str:
    return found.forward.hops[-1].rule


def test_spoke_to_spoke_through_an_appliance() -> None:
    found = walked(hub_and_spokes(), "one/web", "10.2.0.4")
    assert stops(found) == ["vm1", "nva", "vm2"]
    assert [hop.via for hop in found.forward.hops] == [
        "virtualNetworks/one/peerings/to-hub", "virtualNetworks/hub/peerings/to-two", None,
    ]  # fmt: skip
    assert found.forward.hops[0].row is not None
    assert found.forward.hops[0].row.address_prefix == "0.0.0.0/0"
    assert (found.verdict, found.reachable, found.asymmetric) == ("reached", True, False)


@pytest.mark.parametrize(("flag", "rule"), [("allowForwardedTraffic", "A-13"), ("allowVirtualNetworkAccess", "A-12")])
def test_a_peering_drops_in_silence(flag: str, rule: str) -> None:
    document = hub_and_spokes()
    document["virtualNetworks"][2]["peerings"][0][flag] = False
    found = walked(document, "one/web", "10.2.0.4")
    assert (found.verdict, last_rule(found)) == ("dropped", rule)
    assert stops(found)[-1] == "nva"


def test_what_the_used_gateway_knows_needs_no_forwarded_traffic_flag() -> None:
    document = hub_and_spokes()
    document["virtualNetworks"][2]["peerings"][0]["allowForwardedTraffic"] = False
    assert walked(document, "hq", "10.2.0.4").verdict == "reached"


def test_subnets_outside_a_subnet_peering_are_cut_off() -> None:
    document = hub_and_spokes()
    names = {"peerCompleteVnets": False, "localSubnetNames": ["nva"], "remoteSubnetNames": ["web"]}
    document["virtualNetworks"][0]["peerings"][0].update(names)
    document["virtualNetworks"][1]["peerings"][0].update(
        peerCompleteVnets=False, localSubnetNames=["web"], remoteSubnetNames=["nva"]
    )
    assert last_rule(walked(document, "hub/web", "10.1.0.4")) == "C-42"
    assert walked(document, "nva", "10.1.0.4").verdict == "reached"


@pytest.mark.parametrize(
    ("change", "verdict", "rule"),
    [
        ({"ipForwarding": False}, "dropped", "G-01"),
        ({"drops": True}, "dropped", "G-01"),
        ({"drops": ["192.0.2.0/24", "10.2.0.0/24"]}, "dropped", "G-01"),
        ({"drops": ["10.2.1.0/24"]}, "reached", "A-10"),
        ({"privateIpAddresses": ["10.0.3.9"], "subnet": "hub/web"}, "unknown", "H-45"),
        ({"privateIpAddresses": ["10.0.1.9"]}, "reached", "A-10"),
    ],
)
def test_what_stands_at_the_next_hop_decides(change: dict[str, Any], verdict: str, rule: str) -> None:
    document = hub_and_spokes()
    document["networkVirtualAppliances"][0].update(change)
    found = walked(document, "one/web", "10.2.0.4")
    assert (found.verdict, last_rule(found)) == (verdict, rule)


def test_a_machine_does_not_forward_and_a_stopped_appliance_neither() -> None:
    document = hub_and_spokes(networkVirtualAppliances=[])
    document["virtualMachines"].append({"name": "vm", "subnet": "hub/nva", "privateIpAddress": "10.0.1.4"})
    assert last_rule(walked(document, "one/web", "10.2.0.4")) == "G-01"
    down = "networkVirtualAppliances/nva"
    assert walked(hub_and_spokes(), "one/web", "10.2.0.4", down).verdict == "dropped"


def test_an_appliance_whose_own_subnet_leads_back_to_it_loops() -> None:
    document = hub_and_spokes()
    document["virtualNetworks"][0]["subnets"][1]["routeTable"] = "rt"
    found = walked(document, "one/web", "8.8.8.8")
    assert (found.verdict, last_rule(found)) == ("loop", "B-07")


def test_expressroute_leaves_past_the_gateway_and_returns_through_it() -> None:
    found = walked(hub_and_spokes(), "one/web", "192.168.0.10")
    assert stops(found) == ["vm1", "nva", "er1", "hq"]
    assert found.back is not None
    assert [hop.at.partition("/")[2] for hop in found.back.hops] == ["hq", "er1", "ergw", "nva", "vm1"]
    assert (found.reachable, found.asymmetric) == (True, False)


def test_one_sided_firewall_is_asymmetric() -> None:
    document = hub_and_spokes()
    document["virtualNetworks"][0]["subnets"][0]["routeTable"] = None
    found = walked(document, "one/web", "192.168.0.10")
    assert (found.asymmetric, found.reachable) == (True, True)
    assert found.one_sided == ("networkVirtualAppliances/nva",)
    assert found.notes[0][0] == "G-03"


def test_an_azure_firewall_drops_answers_that_it_did_not_see_asked() -> None:
    document = hub_and_spokes(azureFirewalls=[{"name": "fw", "virtualNetwork": "hub", "privateIpAddress": "10.0.2.4"}])
    document["routeTables"] = [
        {"name": "rt", "disableBgpRoutePropagation": True, "routes": [to("0.0.0.0/0", "10.0.2.4")]},
        {"name": "rt-gw", "routes": []},
    ]
    asked = walked(document, "one/web", "192.168.0.10")
    answered = walked(document, "hq", "10.1.0.4")
    assert asked.reachable
    assert (answered.verdict, answered.reachable) == ("reached", False)
    assert answered.back is not None
    assert answered.back.hops[-1].rule == "G-03"
    assert answered.notes[-1][1].startswith("The packet arrives, but its answer does not.")


def test_a_tunnel_on_one_instance_costs_the_other_a_hop() -> None:
    document = hub_and_spokes()
    document["connections"][1]["tunnels"] = ["10.0.0.15"]
    document["routeTables"][0]["routes"].append(to("172.31.0.0/16", "10.0.0.14"))
    found = walked(document, "one/web", "172.31.0.9")
    assert [hop.rule for hop in found.forward.hops] == ["B-06", "D-07", "D-40", "B-20"]
    down = walked(document, "hub/web", "172.30.0.9", "connections/static/tunnels/10.0.0.14")
    assert down.verdict == "unknown"


def test_how_a_site_reaches_the_internet_is_unknown_and_a_private_address_is_lost() -> None:
    assert walked(hub_and_spokes(), "depot", "8.8.8.8").verdict == "unknown"
    lost = walked(hub_and_spokes(), "depot", "10.99.0.4")
    assert (lost.verdict, last_rule(lost)) == ("dropped", "D-41")


def test_a_site_without_bgp_routes_azure_into_its_tunnel() -> None:
    found = walked(hub_and_spokes(), "depot", "10.2.0.4")
    assert found.forward.hops[0].rule == "D-41"
    assert found.reachable


def test_point_to_site_clients() -> None:
    for source in ("172.16.0.9", "p2s:172.16.0.9", "172.16.0.0/24", "vpngw"):
        assert walked(hub_and_spokes(), source, "10.0.1.4").reachable
    assert last_rule(walked(hub_and_spokes(), "nva", "172.16.0.9")) == "D-50"


def test_the_internet_needs_a_way_out() -> None:
    document = hub_and_spokes()
    assert walked(document, "hub/web", "8.8.8.8").verdict == "reached"
    document["virtualNetworks"][0]["subnets"][3]["defaultOutboundAccess"] = False
    assert last_rule(walked(document, "hub/web", "*")) == "I-04"
    document["virtualNetworks"][0]["subnets"][3]["natGateway"] = "nat"
    assert walked(document, "hub/web", "*").verdict == "reached"


def test_paths_that_share_the_traffic_all_count() -> None:
    document = hub_and_spokes()
    document["routeTables"][0]["routes"] = [
        {"name": "ecmp", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualApplianceEcmp",
         "nextHopIpAddresses": ["10.0.1.4", "10.0.1.5"]}
    ]  # fmt: skip
    document["networkVirtualAppliances"].append(
        {"name": "deaf", "subnet": "hub/nva", "privateIpAddresses": ["10.0.1.5"], "ipForwarding": False}
    )
    found = walked(document, "one/web", "10.2.0.4")
    assert (found.verdict, found.forward.ways, found.forward.lost) == ("dropped", 2, 1)
    assert found.notes[0][1].startswith("1 of 2 paths lose the packet.")


def test_gateway_addresses_forward_as_next_hops() -> None:
    document = hub_and_spokes()
    document["routeTables"][0]["routes"] = [to("0.0.0.0/0", "10.0.0.4")]
    assert walked(document, "one/web", "10.2.0.4").verdict == "reached"


def test_wrong_ends() -> None:
    result = computed(hub_and_spokes())
    with pytest.raises(UnknownPlace):
        trace(result, "nowhere", "10.2.0.4")
    with pytest.raises(UnknownPlace):
        trace(result, "198.51.100.9", "10.2.0.4")
    with pytest.raises(BadPrefix):
        trace(result, "one/web", "nowhere")


def test_names_and_paths_mean_the_same() -> None:
    result = computed(hub_and_spokes())
    for source in ("one/web", "virtualNetworks/one/subnets/web", "vm1", "virtualMachines/vm1", "10.1.0.4"):
        for target in ("10.2.0.4", "vm2", "two/web"):
            assert [hop.at for hop in trace(result, source, target).forward.hops] == [
                "virtualMachines/vm1", "networkVirtualAppliances/nva", "virtualMachines/vm2",
            ]  # fmt: skip


def test_json() -> None:
    answer = ask(computed(hub_and_spokes()), "trace", **{"from": "one/web", "to": "192.168.0.10"})
    assert {"from", "to", "verdict", "forward", "return", "asymmetric", "notes", "reachable"} <= set(answer)
    assert answer["forward"][0]["row"]["nextHopType"] == "VirtualAppliance"
    assert set(answer["forward"][0]) == {"at", "label", "row", "rule", "sentence", "via"}
