"""Addresses inside a document, and the names that a what-if may use."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.load import parse
from app.document.paths import check_down, join, resolve, split
from app.document.problems import DocumentError

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/*.json"))
DESIGN = {
    "virtualNetworks": [
        {"name": "hub", "addressSpace": ["10.0.0.0/16"], "peerings": [{"name": "p", "remoteVirtualNetwork": "dmz"}]},
        {"name": "dmz"},
    ],
    "virtualNetworkGateways": [
        {
            "name": "gw",
            "gatewayType": "Vpn",
            "virtualNetwork": "hub",
            "bgpSettings": {"bgpPeeringAddresses": ["10.0.0.4"]},
        }
    ],
    "localNetworkGateways": [{"name": "lng"}],
    "expressRouteCircuits": [{"name": "er"}],
    "connections": [
        {"name": "c", "connectionType": "IPsec", "virtualNetworkGateway": "gw", "localNetworkGateway": "lng"}
    ],
    "virtualHubs": [
        {
            "name": "vh",
            "addressPrefix": "10.9.0.0/24",
            "bgpPeers": [{"name": "b", "peerIp": "10.1.0.4", "peerAsn": 65001}],
        }
    ],
}


@given(st.lists(st.text(min_size=1), min_size=1))
def test_steps_survive(steps: list[str]) -> None:
    assert split(join(steps)) == tuple(steps)


def test_resolve_by_name_index_and_value() -> None:
    assert resolve(DESIGN, "virtualNetworks/hub/peerings/p/remoteVirtualNetwork") == "dmz"
    assert resolve(DESIGN, "virtualNetworks/0/addressSpace/0") == "10.0.0.0/16"
    assert resolve(DESIGN, "virtualNetworks/hub/addressSpace/10.0.0.0~116") == "10.0.0.0/16"
    assert resolve(DESIGN, "") == DESIGN
    with pytest.raises(KeyError, match="spoke"):
        resolve(DESIGN, "virtualNetworks/spoke")


@pytest.mark.parametrize(
    "name",
    [
        "connections/c",
        "virtualNetworks/hub/peerings/p",
        "expressRouteCircuits/er/links/secondary",
        "connections/c/tunnels/10.0.0.4",
        "connections/c/tunnels/1",
        "virtualNetworkGateways/gw/instances/0",
        "virtualHubs/vh/bgpPeers/b",
    ],
)
def test_what_may_be_down(name: str) -> None:
    assert check_down(parse(DESIGN), [name, name]) == (name,)


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("connections/d", "unknown-place", "Known there: c."),
        ("virtualNetworkGateways/gwe", "unknown-place", "Did you mean gw?"),
        ("expressRouteCircuits/er/links/third", "unknown-place", "Known there: primary, secondary."),
        ("virtualNetworks/hub/peerings/q", "unknown-place", "Known there: p."),
        ("routeServers/rs/bgpPeers/nva", "unknown-place", "Known there: nothing."),
    ],
)
def test_what_names_nothing(name: str, code: str, hint: str) -> None:
    with pytest.raises(DocumentError) as caught:
        check_down(parse(DESIGN), [name])
    assert [(p.path, p.code, p.hint) for p in caught.value.problems] == [(name, code, hint)]


@pytest.mark.parametrize(
    "name", ["", "hub", "virtualNetworks/hub", "virtualNetworks/hub/subnets/web", "canvas/positions"]
)
def test_what_cannot_be_down(name: str) -> None:
    with pytest.raises(DocumentError, match="does not name anything that can be down"):
        check_down(parse(DESIGN), [name])


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_what_ifs_are_known(path: Path) -> None:
    case = json.loads(path.read_text())
    topology = parse(case["topology"])
    for observation in case["observations"]:
        check_down(topology, (observation.get("whatIf") or {}).get("down", []))
