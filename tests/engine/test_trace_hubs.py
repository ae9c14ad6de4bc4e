"""The walk of a packet through Virtual WAN hubs: the router, the firewall, other hubs, a connection's statics."""

from app.document.load import parse
from app.document.lower import lower
from app.engine import compute
from app.engine.trace import Trace, trace
from tests.builders import Design

PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]


def two_hubs(*, intent: bool = False) -> Design:
    """Hubs `h1` and `h2` with a firewall each; VNets `a` and `b` on the first, `c` on the second, `d` behind `b`."""
    design = Design().add("virtualWans", "wan")
    for index, hub in enumerate(("h1", "h2")):
        policy = {"routingIntent": {"privateTraffic": f"fw-{hub}", "internetTraffic": f"fw-{hub}"}} if intent else {}
        tables = [
            {"name": "defaultRouteTable", "labels": ["default"], "routes": []},
            {
                "name": "secured",
                "labels": [],
                "routes": [{"name": "all", "destinations": PRIVATE, "nextHop": f"fw-{hub}"}],
            },
        ]
        tables = tables[:1] if intent else tables
        prefix = f"10.10{index}.0.0/23"
        design.add("virtualHubs", hub, virtualWan="wan", addressPrefix=prefix, routeTables=tables, **policy)
        design.add("azureFirewalls", f"fw-{hub}", virtualHub=hub, privateIpAddress=f"10.10{index}.0.132")
    for index, (vnet, hub) in enumerate((("a", "h1"), ("b", "h1"), ("c", "h2"))):
        design.vnet(vnet, f"10.{index + 1}.0.0/16")
        design.add("hubVirtualNetworkConnections", f"to-{vnet}", virtualHub=hub, remoteVirtualNetwork=vnet)
    return design.vnet("d", "10.4.0.0/16").peer("b", "d", allowVirtualNetworkAccess=True, allowForwardedTraffic=True)


def walked(design: Design, source: str, target: str, *down: str) -> Trace:
    return trace(compute(lower(parse(design.document)), down), source, target)


def stops(found: Trace) -> list[str]:
    return [hop.at for hop in found.forward.hops]


def routing(table: str) -> dict[str, object]:
    return {"associatedRouteTable": table, "propagatedRouteTables": {"names": ["defaultRouteTable"], "labels": []}}


def test_through_the_routers_of_both_hubs() -> None:
    found = walked(two_hubs(), "a/work", "10.3.0.4")
    assert stops(found)[1:3] == ["virtualHubs/h1", "virtualHubs/h2"]
    assert found.forward.hops[0].via == "hubVirtualNetworkConnections/to-a"
    assert (found.reachable, found.asymmetric) == (True, False)


def test_routing_intent_leads_through_both_firewalls() -> None:
    found = walked(two_hubs(intent=True), "a/work", "10.3.0.4")
    assert stops(found)[1:3] == ["azureFirewalls/fw-h1", "azureFirewalls/fw-h2"]
    assert found.reachable
    assert stops(walked(two_hubs(intent=True), "a/work", "8.8.8.8"))[1:] == ["azureFirewalls/fw-h1", "internet"]
    assert walked(two_hubs(intent=True), "a/work", "10.3.0.4", "azureFirewalls/fw-h2").verdict == "dropped"


def test_a_firewall_on_one_half_drops_the_answer() -> None:
    design = two_hubs().change("hubVirtualNetworkConnections", "to-b", routingConfiguration=routing("secured"))
    there, back = walked(design, "a/work", "10.2.0.4"), walked(design, "b/work", "10.1.0.4")
    assert (there.verdict, there.reachable, there.asymmetric) == ("reached", False, True)
    assert back.reachable


def test_a_static_route_of_a_connection_goes_to_its_next_hop() -> None:
    statics = [{"name": "d", "addressPrefixes": ["10.4.0.0/16"], "nextHopIpAddress": "10.2.0.9"}]
    design = two_hubs()
    design.change(
        "hubVirtualNetworkConnections",
        "to-b",
        routingConfiguration={"staticRoutes": statics, "propagateStaticRoutes": True},
    )
    assert walked(design, "a/work", "10.4.0.4").verdict == "unknown"
    design.add("networkVirtualAppliances", "nva", subnet="b/work", privateIpAddresses=["10.2.0.9"])
    found = walked(design, "a/work", "10.4.0.4")
    assert stops(found)[1:] == ["virtualHubs/h1", "networkVirtualAppliances/nva", "virtualNetworks/d/subnets/work"]


def test_addresses_of_a_hub_and_of_nobody() -> None:
    assert walked(two_hubs(), "a/work", "10.100.0.70").verdict == "reached"
    assert walked(two_hubs(), "a/work", "10.9.0.4").verdict == "dropped"
    assert walked(two_hubs(), "a/work", "10.3.0.4", "virtualHubs/h2").verdict == "dropped"
