"""Imports of what Azure's tools write: an exported hub and spoke, lists of az, Resource Graph, the gallery."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.analysis.questions import ask
from app.document.canonical import dump
from app.document.load import parse
from app.document.lower import lower
from app.document.problems import DocumentError
from app.engine import compute
from app.formats import File, Imported, importer_of, read_files
from app.gallery import gallery, template
from tests.formats import as_azure

FOLDER = Path(__file__).parent / "azure"
HUB_AND_SPOKE = ("group-export.json", "az-vnet-list.json", "az-circuit-list.json")
Item = dict[str, Any]


def opened(*names: str) -> Imported:
    return read_files([File(name, (FOLDER / name).read_bytes()) for name in names])


def from_data(data: object, name: str = "x.json") -> Imported:
    return read_files([File(name, json.dumps(data).encode())])


def said(imported: Imported, kind: str) -> list[tuple[str, str]]:
    return [(each.name, each.reason) for each in imported.remarks if each.kind == kind]


def item(imported: Imported, path: str) -> Item:
    found: Any = dump(imported.design)
    for step in path.split("/"):
        found = next(each for each in found if each["name"] == step) if isinstance(found, list) else found[step]
    result: Item = found
    return result


def routes(document: Item) -> Item:
    tables = ask(compute(lower(parse(document))), "routes")["tables"]
    keys = ("source", "state", "addressPrefix", "nextHopType", "nextHopIpAddress")
    return {table["at"]: [{key: row[key] for key in keys} for row in table["routes"]] for table in tables}


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


class TestExpressions:
    """Templates that people write use more than exports do."""

    def network(self, name: Any, prefix: Any = "10.0.0.0/16", **more: Any) -> Item:
        return {
            "type": "Microsoft.Network/virtualNetworks",
            "name": name,
            "properties": {"addressSpace": {"addressPrefixes": [prefix]}},
            **more,
        }

    def template(self, *resources: Item, **more: Any) -> Item:
        return {"$schema": "deploymentTemplate.json#", "resources": list(resources), **more}

    @pytest.mark.parametrize(
        ("expression", "name"),
        [
            ("[concat('a', '-', 'b')]", "a-b"),
            ("[format('{0}-{1}', variables('base'), 2)]", "core-2"),
            ("[toLower(concat(parameters('prefix'), '-', 'HUB'))]", "net-hub"),
            ("[if(equals(parameters('prefix'), 'net'), 'yes', 'no')]", "yes"),
            ("[variables('names')[1]]", "second"),
            ("[variables('object').inner.name]", "deep"),
            ("[replace(parameters('prefix'), 'n', 'j')]", "jet"),
            ("[last(split('a/b/c', '/'))]", "c"),
            ("plain", "plain"),
        ],
    )
    def test_names(self, expression: str, name: str) -> None:
        data = self.template(
            self.network(expression),
            parameters={"prefix": {"type": "string", "defaultValue": "net"}},
            variables={"base": "core", "names": ["first", "second"], "object": {"inner": {"name": "deep"}}},
        )
        assert from_data(data).design.virtual_networks[0].name == name

    def test_copies_conditions_and_children(self) -> None:
        subnet = {"type": "subnets", "name": "web", "properties": {"addressPrefix": "10.0.1.0/24"}}
        data = self.template(
            self.network(
                "[concat('spoke', copyIndex(1))]",
                "[format('10.{0}.0.0/16', copyIndex())]",
                copy={"name": "spokes", "count": 3},
            ),
            self.network("never", condition="[equals(1, 2)]"),
            self.network("hub", resources=[subnet]),
        )
        networks = from_data(data).design.virtual_networks
        assert [network.name for network in networks] == ["spoke1", "spoke2", "spoke3", "hub"]
        assert networks[2].address_space == ("10.2.0.0/16",)
        assert networks[3].subnets[0].name == "web"

    def test_nested_template_and_file_of_parameters(self) -> None:
        inner = self.template(self.network("[parameters('who')]"), parameters={"who": {"type": "string"}})
        deployment = {
            "type": "Microsoft.Resources/deployments",
            "name": "inner",
            "properties": {
                "expressionEvaluationOptions": {"scope": "inner"},
                "parameters": {"who": {"value": "[parameters('name')]"}},
                "template": inner,
            },
        }
        outer = self.template(deployment, parameters={"name": {"type": "string"}})
        values = {"$schema": "deploymentParameters.json#", "parameters": {"name": {"value": "given"}}}
        files = [File("a.json", json.dumps(outer).encode()), File("b.json", json.dumps(values).encode())]
        assert read_files(files).design.virtual_networks[0].name == "given"

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("[reference('x').name]", "reference() is only known to a deployment"),
            ("[parameters('secret')]", "the parameter secret has no value"),
            ("[concat('a', ]", "is not understood"),
            ("[variables('loop')]", "needs itself"),
            ("[variables('v20')]", "too long"),
            ("[" + "concat(" * 100 + "'a'" + ")" * 100 + "]", "too deeply"),
        ],
    )
    def test_what_is_not_known_is_said(self, name: str, reason: str) -> None:
        doubled = {f"v{n}": f"[concat(variables('v{n - 1}'), variables('v{n - 1}'))]" for n in range(1, 21)}
        data = self.template(
            self.network("kept"),
            self.network(name),
            parameters={"secret": {"type": "securestring"}},
            variables={"loop": "[variables('loop')]", "v0": "a" * 10, **doubled},
        )
        imported = from_data(data)
        assert [network.name for network in imported.design.virtual_networks] == ["kept"]
        assert reason in said(imported, "left out")[0][1]

    def test_an_unknown_value_of_a_route_leaves_the_route_out(self) -> None:
        route = {"addressPrefix": "[listKeys('x')]", "nextHopType": "Internet"}
        table = {
            "type": "Microsoft.Network/routeTables",
            "name": "rt",
            "properties": {"routes": [{"name": "odd", "properties": route}]},
        }
        imported = from_data(self.template(table))
        assert imported.design.route_tables[0].routes == ()
        assert said(imported, "left out")[0][0] == "rt/odd"


class TestNothingHalf:
    """The result is valid, or there is none."""

    def test_what_the_checks_refuse_is_left_out_with_what_needs_it(self) -> None:
        data = as_azure.template(template("er-vpn-coexistence"))
        for resource in data["resources"]:
            if resource["type"].endswith("virtualNetworks"):
                resource["properties"]["addressSpace"]["addressPrefixes"] = ["10.0.0.0/99"]
        imported = from_data(data)
        assert imported.design.virtual_networks == ()
        assert imported.design.connections == ()
        assert any("10.0.0.0/99" in reason for _, reason in said(imported, "left out"))
        assert parse(dump(imported.design)) == imported.design

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b'[{"id": "/providers/Microsoft.Network/networkSecurityGroups/x"}]', "nothing-understood"),
            (b'{"note": "microsoft."}', "no-resources"),
            (b'{"microsoft.": ' + b"[" * 200 + b"]" * 200 + b"}", "too-deep"),
            (b'{"microsoft.": ' + b"[" * 200_000, "too-deep"),
            (b'{"microsoft.": [1,]}', "not-json"),
            (b"microsoft." + b" " * 9_000_000, "unknown-format"),
            (b'["microsoft.", "' + b" " * 9_000_000 + b'"]', "too-large"),
        ],
    )
    def test_refusals(self, content: bytes, code: str) -> None:
        with pytest.raises(DocumentError) as caught:
            read_files([File("x", content)])
        assert [problem.code for problem in caught.value.problems] == [code]

    def test_designs_are_not_mixed_with_exports(self) -> None:
        design = File("design.json", json.dumps(template("empty")).encode())
        with pytest.raises(DocumentError, match="do not make one design"):
            read_files([design, File("export.json", (FOLDER / "group-export.json").read_bytes())])

    def test_two_networks_of_one_name_are_both_kept(self) -> None:
        rows = [
            {
                "id": f"/subscriptions/s/resourceGroups/{group}/providers/Microsoft.Network/virtualNetworks/vnet",
                "addressSpace": {"addressPrefixes": [f"10.{number}.0.0/16"]},
            }
            for number, group in enumerate(("a", "b"))
        ]
        imported = from_data(rows)
        assert [network.name for network in imported.design.virtual_networks] == ["vnet", "vnet-2"]
        assert said(imported, "note") == [("vnet", "it is called vnet-2 here.")]

    def test_utf_16_of_windows_powershell(self) -> None:
        text = (FOLDER / "az-vnet-list.json").read_text()
        content = text.encode("utf-16")
        assert importer_of(content).name == "azure"
        assert read_files([File("x", content)]).design.virtual_networks[0].name == "vnet-data"
