"""What the paragraphs of the hub designs claim is what the engine answers."""

from typing import Any

import pytest

from app.analysis.questions import ask
from app.document.load import parse
from app.document.lower import lower
from app.engine import Result, compute
from app.gallery import template

OFFICE, BRANCH, POOL = "172.16.0.0/16", "192.168.100.0/24", "172.31.0.0/24"
PRIVATE = {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"}


def computed(name: str, down: tuple[str, ...] = (), **changes: Any) -> Result:
    """The design's result, with properties of its Virtual WAN or hub changed."""
    document = template(name)
    for change, value in changes.items():
        item = document["virtualWans" if change == "allowBranchToBranchTraffic" else "virtualHubs"][0]
        item[change] = value
    return compute(lower(parse(document)), down)


def networks(result: Result, question: str, at: str) -> set[str]:
    return {row["network"] for row in ask(result, question, at=at)["routes"]}


def hops(result: Result, at: str) -> dict[str, list[str]]:
    return {
        row["addressPrefix"]: row["nextHopIpAddress"] for row in ask(result, "routes", at=at)["tables"][0]["routes"]
    }


def chosen(result: Result, prefix: str) -> str:
    rows = ask(result, "hubroutes", at="vhub-weu-001/defaultRouteTable")["routes"]
    return next(str(row["nextHopType"]) for row in rows if row["addressPrefixes"] == [prefix])


def trace(result: Result, start: str, end: str) -> dict[str, Any]:
    return ask(result, "trace", **{"from": start, "to": end})


@pytest.mark.parametrize(
    ("name", "gateway", "client", "office"),
    [
        ("p2s-classic", "vpng-hub-weu-001", False, False),
        ("p2s-route-server", "vpng-hub-weu-001", True, True),
        ("p2s-virtual-wan", "p2sgw-vhub-weu-001", True, True),
    ],
)
def test_home_workers_and_the_office(name: str, gateway: str, client: bool, office: bool) -> None:
    result = computed(name)
    assert (OFFICE in networks(result, "client", gateway)) == client
    assert (POOL in networks(result, "learned", "sites/hq-paris")) == office
    found = trace(result, "172.31.0.10", "172.16.0.10")
    assert (found["return"][-1]["at"] == f"virtualNetworkGateways/{gateway}") == office
    rules = {note["rule"] for note in found["notes"]}
    assert ("D-56" in rules) == (name != "p2s-virtual-wan")
    assert ("D-53" in rules) == (not client)


@pytest.mark.parametrize("name", ["branch-to-branch", "vwan-branch-to-branch"])
def test_office_and_branch_learn_each_other(name: str) -> None:
    result = computed(name)
    assert BRANCH in networks(result, "learned", "expressRouteCircuits/erc-ams-001")
    assert OFFICE in networks(result, "learned", "sites/branch-lyon")
    assert trace(result, "sites/branch-lyon", "172.16.0.10")["verdict"] == "reached"


def test_one_switch_of_the_virtual_wan_parts_them() -> None:
    result = computed("vwan-branch-to-branch", allowBranchToBranchTraffic=False)
    assert BRANCH not in networks(result, "learned", "expressRouteCircuits/erc-ams-001")
    assert OFFICE not in networks(result, "learned", "sites/branch-lyon")


def test_the_vpn_takes_over_in_a_hub_of_ones_own() -> None:
    at = "vnet-apps-weu-001/snet-web"
    assert all("erc-ams-001" in hop for hop in hops(computed("er-primary-vpn-backup"), at)[OFFICE])
    backup = hops(computed("er-primary-vpn-backup", ("expressRouteCircuits/erc-ams-001",)), at)[OFFICE]
    assert backup == ["10.20.0.4", "10.20.0.5"]


@pytest.mark.parametrize(
    ("preference", "kind"),
    [("ExpressRoute", "ExpressRouteGateway"), ("VpnGateway", "VPN_S2S_Gateway"), ("ASPath", "VPN_S2S_Gateway")],
)
def test_the_preference_of_the_hub_decides(preference: str, kind: str) -> None:
    result = computed("vwan-er-primary-vpn-backup", hubRoutingPreference=preference)
    assert chosen(result, OFFICE) == kind
    by_circuit = any("erc-ams-001" in hop for hop in hops(result, "vnet-apps-weu-001/snet-web")[OFFICE])
    assert by_circuit == (preference == "ExpressRoute")
    down = computed("vwan-er-primary-vpn-backup", ("expressRouteCircuits/erc-ams-001",))
    assert chosen(down, OFFICE) == "VPN_S2S_Gateway"


def test_routing_intent_shows_ranges_to_spokes_and_prefixes_to_branches() -> None:
    result = computed("vwan-routing-intent")
    rows = hops(result, "vnet-apps-weu-001/snet-web")
    assert {rows[prefix][0] for prefix in (*PRIVATE, "0.0.0.0/0")} == {"@azureFirewalls/afw-vhub-weu-001/privateIp"}
    told = networks(result, "learned", "sites/branch-cork")
    assert {"10.21.0.0/16", "10.31.0.0/16", OFFICE} <= told
    assert not told & PRIVATE
    way = [hop["at"] for hop in trace(result, "vnet-apps-weu-001/snet-web", "10.31.1.4")["forward"]]
    assert {"azureFirewalls/afw-vhub-weu-001", "azureFirewalls/afw-vhub-neu-001"} <= set(way)
