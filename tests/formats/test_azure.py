"""Imports of what Azure's tools write: an exported hub and spoke, lists of az, Resource Graph, the gallery."""

from typing import Any

import pytest

from app.document.canonical import dump
from app.formats import Imported
from app.gallery import gallery, template
from tests.formats import as_azure
from tests.formats.imports import Item, from_data, item, opened, routes, said

HUB_AND_SPOKE = ("group-export.json", "az-vnet-list.json", "az-circuit-list.json")


class TestHubAndSpoke:
    """A resource group's export beside lists of az for what stands in other groups."""

    @pytest.fixture
    def imported(self) -> Imported:
        return opened(*HUB_AND_SPOKE)

    def test_everything_is_there(self, imported: Imported) -> None:
        counts = {key: len(value) for key, value in dump(imported.design).items() if isinstance(value, list)}
        assert counts == {
            "virtualNetworks": 4,
            "routeTables": 1,
            "virtualNetworkGateways": 2,
            "localNetworkGateways": 2,
            "expressRouteCircuits": 1,
            "connections": 3,
            "sites": 3,
            "routeServers": 1,
            "networkVirtualAppliances": 1,
            "azureFirewalls": 1,
        }

    def test_subnet_peering_and_route(self, imported: Imported) -> None:
        subnet = item(imported, "virtualNetworks/vnet-spoke-a/subnets/snet-app")
        assert subnet["routeTable"] == "rt-spokes"
        assert subnet["serviceEndpoints"] == ["Microsoft.Storage"]
        assert item(imported, "virtualNetworks/vnet-hub/peerings/hub-to-data")["remoteVirtualNetwork"] == "vnet-data"
        assert item(imported, "virtualNetworks/vnet-data/peerings/data-to-hub")["useRemoteGateways"] is True
        assert item(imported, "routeTables/rt-spokes/routes/to-internet")["nextHopIpAddress"] == "10.0.2.4"

    def test_gateways_and_their_far_ends(self, imported: Imported) -> None:
        gateway = item(imported, "virtualNetworkGateways/vpngw")
        assert gateway["bgpSettings"]["bgpPeeringAddresses"] == ["10.0.0.4", "10.0.0.5"]
        assert gateway["vpnClientConfiguration"]["vpnClientAddressPool"] == ["172.20.0.0/24"]
        assert len(gateway["publicIpAddresses"]) == 3
        assert item(imported, "connections/con-er")["expressRouteCircuit"] == "erc-ams"
        assert item(imported, "expressRouteCircuits/erc-ams")["sku"] == "Premium"
        assert item(imported, "sites/lng-shop")["addressSpace"] == ["192.168.50.0/24"]

    def test_a_forwarding_interface_is_the_peer_of_the_route_server(self, imported: Imported) -> None:
        assert item(imported, "routeServers/rs")["bgpPeers"] == ["nva_nic"]
        assert item(imported, "networkVirtualAppliances/nva_nic")["asn"] == 65001

    def test_routes(self, imported: Imported) -> None:
        rows = routes(dump(imported.design))["vnet-spoke-a/snet-app"]
        shown = {row["addressPrefix"]: row["nextHopType"] for row in rows if row["state"] == "Active"}
        assert shown["10.0.0.0/16"] == "VNetPeering"
        assert shown["0.0.0.0/0"] == shown["10.2.0.0/16"] == "VirtualAppliance"
        assert shown["192.168.50.0/24"] == shown["172.20.0.0/24"] == "VirtualNetworkGateway"

    def test_report(self, imported: Imported) -> None:
        assert said(imported, "left out") == [("tap", "designs have nothing of this type.")]
        assert [name for name, _ in said(imported, "note")] == ["lng-branch", "erc-ams"]
        assert {name for name, _ in said(imported, "not needed")} == {"nsg-app", "bas"}

    def test_alone_it_says_what_is_elsewhere(self) -> None:
        missing = dict(said(opened("group-export.json"), "left out"))
        assert "vnet-data is in none of the files" in missing["vnet-hub/hub-to-data"]
        assert missing["con-er"] == "the circuit erc-ams is in none of the files."

    def test_the_order_of_files_changes_nothing_but_the_order(self, imported: Imported) -> None:
        other = opened(*reversed(HUB_AND_SPOKE))
        assert routes(dump(other.design)) == routes(dump(imported.design))
        assert other.design.name == imported.design.name == "group-export"


class TestVirtualWan:
    """Rows of Resource Graph."""

    @pytest.fixture
    def imported(self) -> Imported:
        return opened("resource-graph.json")

    def test_hub_with_table_and_peer(self, imported: Imported) -> None:
        hub = item(imported, "virtualHubs/vhub-we")
        assert hub["hubRoutingPreference"] == "ASPath"
        assert [table["name"] for table in hub["routeTables"]] == ["defaultRouteTable"]
        assert hub["routeTables"][0]["routes"][0]["nextHop"] == "conn-spoke1"
        assert hub["bgpPeers"][0]["connection"] == "conn-spoke1"

    def test_connections(self, imported: Imported) -> None:
        link = item(imported, "hubVirtualNetworkConnections/conn-spoke1")
        assert link["routingConfiguration"]["staticRoutes"][0]["nextHopIpAddress"] == "10.1.0.4"
        assert item(imported, "connections/er")["routingWeight"] == 5

    def test_a_branch_with_two_links_is_one_site(self, imported: Imported) -> None:
        locals_ = dump(imported.design)["localNetworkGateways"]
        assert [(each["name"], each["site"]) for each in locals_] == [
            ("branch-link1", "branch"),
            ("branch-link2", "branch"),
        ]
        assert item(imported, "connections/to-branch-c2")["localNetworkGateway"] == "branch-link2"

    def test_report(self, imported: Imported) -> None:
        assert [name for name, _ in said(imported, "left out")] == ["vhub-we/conn-elsewhere"]
        assert [name for name, _ in said(imported, "not needed")] == ["spoke1/RemoteVnetToHubPeering_1"]
        assert "Microsoft.Network/expressRouteCircuits" in {remark.type for remark in imported.remarks}


@pytest.mark.parametrize("name", [entry.name for entry in gallery() if entry.name != "empty"])
def test_a_design_comes_back_with_the_same_routes(name: str) -> None:
    """What only people know, what premises announce, is put back; everything else comes from the template."""
    document = template(name)
    imported = dump(from_data(as_azure.template(document)).design)
    known = {
        "sites": (),
        "siteLinks": (),
        "localNetworkGateways": ("site", "advertisedPrefixes", "asPathPrepend", "asPathPrependByTunnel"),
        "expressRouteCircuits": ("site", "advertisedPrefixes", "asPathPrepend", "asPathByPrefix"),
        "networkVirtualAppliances": (
            "advertisedPrefixes", "overlay", "nextHopIp", "asPathHandling", "asn", "loadBalancer", "drops",
        ),
        "connections": ("tunnels",),
    }  # fmt: skip
    for list_name, keys in known.items():
        if not keys:
            imported.pop(list_name, None)
            imported |= {list_name: document[list_name]} if list_name in document else {}
            continue
        for original in document.get(list_name, ()):
            copy = next(each for each in imported[list_name] if each["name"] == original["name"])
            for key in keys:
                copy.pop(key, None)
                copy |= {key: original[key]} if key in original else {}
    assert routes(imported) == routes(document)


def rows(*listed: tuple[str, str, Item]) -> list[Item]:
    """Rows as az lists them: everything on one level."""
    return [{"id": f"{GROUP}/{kind}/{name}", "name": name, **more} for kind, name, more in listed]


GROUP = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
NETWORK = (
    "virtualNetworks",
    "hub",
    {
        "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
        "subnets": [{"id": f"{GROUP}/virtualNetworks/hub/subnets/nva", "name": "nva", "addressPrefix": "10.0.3.0/24"}],
    },
)


def card(address: str, owner: str, forwards: bool, **more: Any) -> Item:
    subnet = {"id": f"{GROUP}/virtualNetworks/hub/subnets/nva"}
    machine = {"id": f"/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/{owner}"}
    inside = {"name": "ip", "privateIpAddress": address, "subnet": subnet, **more}
    return {"ipConfigurations": [inside], "enableIpForwarding": forwards, "virtualMachine": machine}


def test_machines_appliances_behind_a_balancer_and_private_endpoints() -> None:
    pool = {"loadBalancerBackendAddressPools": [{"id": f"{GROUP}/loadBalancers/lb/backendAddressPools/all"}]}
    imported = from_data(
        rows(
            NETWORK,
            ("networkInterfaces", "fw-nic", card("10.0.3.4", "fw", True, **pool)),
            ("networkInterfaces", "web-nic", card("10.0.3.9", "web", False)),
            ("networkInterfaces", "pe-nic", card("10.0.3.20", "", False) | {"privateEndpoint": {"id": "x"}}),
            ("loadBalancers", "lb", {"frontendIPConfigurations": [{"name": "f", "privateIPAddress": "10.0.3.100"}]}),
            (
                "privateEndpoints",
                "pe",
                {
                    "subnet": {"id": f"{GROUP}/virtualNetworks/hub/subnets/nva"},
                    "networkInterfaces": [{"id": f"{GROUP}/networkInterfaces/pe-nic"}],
                },
            ),
        )
    )
    appliance = item(imported, "networkVirtualAppliances/fw")
    assert appliance["loadBalancer"]["frontendPrivateIpAddress"] == "10.0.3.100"
    assert item(imported, "virtualMachines/web") == {
        "name": "web",
        "subnet": "hub/nva",
        "privateIpAddress": "10.0.3.9",
    }
    assert item(imported, "privateEndpoints/pe")["privateIpAddress"] == "10.0.3.20"


def test_a_peer_of_a_route_server_is_drawn_where_its_address_is() -> None:
    subnet = {"id": f"{GROUP}/virtualNetworks/hub/subnets/RouteServerSubnet"}
    peer = {"peerIp": "10.0.3.7", "peerAsn": 65007}
    imported = from_data(
        rows(
            NETWORK,
            ("virtualNetworks", "hub/subnets/RouteServerSubnet", {"addressPrefix": "10.0.4.0/26"}),
            ("virtualHubs", "rs", {"virtualRouterIps": ["10.0.4.4", "10.0.4.5"], "virtualWan": None}),
            ("virtualHubs", "rs/bgpConnections/to-sdwan", peer | {"name": "to-sdwan"}),
            ("virtualHubs", "rs/bgpConnections/far", {"peerIp": "172.16.0.1", "peerAsn": 65008, "name": "far"}),
            ("virtualHubs", "other/ipConfigurations/x", {"subnet": subnet, "name": "x"}),
        )
    )
    assert item(imported, "routeServers/rs")["bgpPeers"] == ["to-sdwan"]
    assert item(imported, "networkVirtualAppliances/to-sdwan") == {
        "name": "to-sdwan",
        "subnet": "hub/nva",
        "privateIpAddresses": ["10.0.3.7"],
        "asn": 65007,
    }
    left = dict(said(imported, "left out"))
    assert "no subnet here holds 172.16.0.1" in left["rs/far"]
    assert "other, is in none of the files" in left["other/x"]


def test_route_maps_of_a_hub() -> None:
    rule = {
        "name": "drop-ten",
        "matchCriteria": [
            {"matchCondition": "Contains", "routePrefix": ["10.9.0.0/16"], "asPath": [], "community": []}
        ],
        "actions": [{"type": "Drop", "parameters": []}],
        "nextStepIfMatched": "Terminate",
    }
    imported = from_data(
        rows(
            ("virtualWans", "wan", {"typePropertiesType": "Basic", "type": "Microsoft.Network/virtualWans"}),
            ("virtualHubs", "h", {"addressPrefix": "10.1.0.0/23", "virtualWan": {"id": f"{GROUP}/virtualWans/wan"}}),
            ("virtualHubs", "h/routeMaps/clean", {"rules": [rule], "name": "clean"}),
        )
    )
    found = item(imported, "virtualHubs/h/routeMaps/clean/rules/drop-ten")
    assert found["matchCriteria"] == [{"matchCondition": "Contains", "routePrefix": ["10.9.0.0/16"]}]
    assert found["actions"] == [{"type": "Drop"}]
    assert item(imported, "virtualWans/wan")["type"] == "Basic"
