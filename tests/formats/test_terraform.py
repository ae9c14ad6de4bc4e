"""Imports of Terraform: deployed state, a state file and a plan say the same network; its source is told from them."""

import json
from collections.abc import Callable

import pytest

from app.document.canonical import dump
from app.document.problems import DocumentError
from app.formats import File, read_files
from tests.formats import as_terraform
from tests.formats.imports import Item, from_data, item, routes, said

FORMS: tuple[Callable[[], Item], ...] = (as_terraform.state, as_terraform.state_file, as_terraform.plan)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_the_network_is_whole(form: Callable[[], Item]) -> None:
    imported = from_data(form())
    assert said(imported, "left out") == []
    counts = {key: len(value) for key, value in dump(imported.design).items() if isinstance(value, list)}
    assert counts == {
        "virtualNetworks": 3,
        "routeTables": 1,
        "virtualNetworkGateways": 1,
        "localNetworkGateways": 1,
        "connections": 1,
        "sites": 1,
    }
    assert item(imported, "virtualNetworks/vnet-spoke-data/subnets/snet-data")["routeTable"] == "rt-spokes"
    assert item(imported, "virtualNetworks/vnet-hub/peerings/to-data")["remoteVirtualNetwork"] == "vnet-spoke-data"
    assert item(imported, "routeTables/rt-spokes")["disableBgpRoutePropagation"] is True
    assert item(imported, "connections/con-branch") == {
        "name": "con-branch",
        "connectionType": "IPsec",
        "virtualNetworkGateway": "vgw-hub",
        "localNetworkGateway": "lng-branch",
        "enableBgp": True,
        "routingWeight": 10,
    }
    gateway = item(imported, "virtualNetworkGateways/vgw-hub")
    assert gateway["vpnClientConfiguration"] == {"vpnClientAddressPool": ["172.20.0.0/24"]}
    assert "secret" not in json.dumps(dump(imported.design))
    assert [name for name, _ in said(imported, "not needed")] == ["azurerm_log_analytics_workspace." + (
        "x" if form is as_terraform.state_file else "log"
    )]  # fmt: skip


def test_all_forms_have_the_same_routes() -> None:
    one, *others = [routes(dump(from_data(form()).design)) for form in FORMS]
    shown = {
        row["addressPrefix"]: row["nextHopType"] for row in one["vnet-spoke-app/snet-app"] if row["state"] == "Active"
    }
    assert shown["10.0.0.0/22"] == "VNetPeering"
    assert shown["0.0.0.0/0"] == "VirtualAppliance"
    for other in others:
        assert other == one


def test_a_plan_says_what_it_does_not_know() -> None:
    plan = as_terraform.plan()
    del plan["configuration"]
    imported = from_data(plan)
    assert "snet-app" in json.dumps(dump(imported.design))
    left = dict(said(imported, "left out"))
    assert "remoteVirtualNetwork is missing" in left["vnet-hub/to-app"]
    assert left["con-branch"] == "virtualNetworkGateway is missing." or "missing" in left["con-branch"]


VIRTUAL_WAN = {
    "azurerm_virtual_wan": ("virtualWans/wan", {"name": "wan", "type": "Standard"}),
    "azurerm_virtual_hub": (
        "virtualHubs/hub",
        {
            "name": "hub",
            "address_prefix": "10.100.0.0/23",
            "virtual_wan_id": "virtualWans/wan",
            "location": "westeurope",
        },
    ),
    "azurerm_virtual_network": ("virtualNetworks/spoke", {"name": "spoke", "address_space": ["10.1.0.0/16"]}),
    "azurerm_firewall": (
        "azureFirewalls/fw",
        {"name": "fw", "virtual_hub": [{"virtual_hub_id": "virtualHubs/hub", "private_ip_address": "10.100.0.132"}]},
    ),
    "azurerm_virtual_hub_connection": (
        "virtualHubs/hub/hubVirtualNetworkConnections/c",
        {
            "name": "c",
            "remote_virtual_network_id": "virtualNetworks/spoke",
            "internet_security_enabled": True,
            "routing": [
                {
                    "associated_route_table_id": "virtualHubs/hub/hubRouteTables/custom",
                    "propagated_route_table": [{"labels": ["default"], "route_table_ids": []}],
                    "static_vnet_route": [
                        {"name": "s", "address_prefixes": ["10.50.0.0/16"], "next_hop_ip_address": "10.1.0.4"}
                    ],
                }
            ],
        },
    ),
    "azurerm_virtual_hub_route_table": ("virtualHubs/hub/hubRouteTables/custom", {"name": "custom", "labels": ["x"]}),
    "azurerm_virtual_hub_route_table_route": (
        "virtualHubs/hub/hubRouteTables/custom/routes/r",
        {
            "name": "r",
            "route_table_id": "virtualHubs/hub/hubRouteTables/custom",
            "destinations": ["10.50.0.0/16"],
            "destinations_type": "CIDR",
            "next_hop": "virtualHubs/hub/hubVirtualNetworkConnections/c",
        },
    ),
    "azurerm_express_route_circuit": (
        "expressRouteCircuits/er",
        {"name": "er", "peering_location": "Amsterdam", "sku": [{"tier": "Premium", "family": "MeteredData"}]},
    ),
    "azurerm_express_route_circuit_peering": (
        "expressRouteCircuits/er/peerings/AzurePrivatePeering",
        {"peering_type": "AzurePrivatePeering", "peer_asn": 65020},
    ),
    "azurerm_express_route_gateway": (
        "expressRouteGateways/ergw",
        {"name": "ergw", "virtual_hub_id": "virtualHubs/hub"},
    ),
    "azurerm_express_route_connection": (
        "expressRouteGateways/ergw/expressRouteConnections/er",
        {
            "name": "er",
            "express_route_circuit_peering_id": "expressRouteCircuits/er/peerings/AzurePrivatePeering",
            "routing_weight": 5,
        },
    ),
}


def _full(value: object) -> object:
    """Short ids become whole ones."""
    if (
        isinstance(value, str)
        and value.split("/")[0].endswith(("s", "Firewalls"))
        and "/" in value
        and "." not in value
    ):
        return f"{as_terraform.GROUP}/{value}"
    if isinstance(value, list):
        return [_full(each) for each in value]
    return {key: _full(each) for key, each in value.items()} if isinstance(value, dict) else value


def test_virtual_wan() -> None:
    listed = [
        {"address": f"{kind}.x", "type": kind, "values": {**_full(values), "id": _full(ident)}}
        for kind, (ident, values) in VIRTUAL_WAN.items()
    ]
    state = {"format_version": "1.0", "terraform_version": "1.9", "values": {"root_module": {"resources": listed}}}
    imported = from_data(state)
    assert said(imported, "left out") == []
    link = item(imported, "hubVirtualNetworkConnections/c")
    assert link["routingConfiguration"]["associatedRouteTable"] == "custom"
    assert link["routingConfiguration"]["staticRoutes"][0]["nextHopIpAddress"] == "10.1.0.4"
    assert item(imported, "virtualHubs/hub/routeTables/custom/routes/r")["nextHop"] == "c"
    assert item(imported, "azureFirewalls/fw")["privateIpAddress"] == "10.100.0.132"
    assert item(imported, "connections/er")["routingWeight"] == 5
    assert item(imported, "expressRouteCircuits/er")["peerASN"] == 65020


@pytest.mark.parametrize(
    ("content", "code", "hint"),
    [
        ("resource v 'Microsoft.Network/virtualNetworks@2023-11-01' = {\n", "bicep", "az bicep build"),
        ("targetScope = 'subscription'\nmodule hub 'hub.bicep' = {\n  name: 'hub'\n}", "bicep", "az bicep build"),
        ('resource "azurerm_virtual_network" "hub" {\n  name = "x"\n}\n', "terraform-source", "terraform show -json"),
        ('terraform {\n  required_version = ">= 1.5"\n}', "terraform-source", "terraform show -json"),
        ('<mxfile host="app.diagrams.net"><diagram/></mxfile>', "drawio", "export draw.io"),
        ("PK\x03\x04 anything", "archive", "in it"),
        ("hello", "unknown-format", "Known are"),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)  # fmt: skip
def test_files_that_need_another_step_say_which(content: str, code: str, hint: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_files([File("main.bicep", content.encode())])
    problem = caught.value.problems[0]
    assert problem.code == code
    assert hint in problem.hint
