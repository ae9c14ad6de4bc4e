"""Templates as `az bicep build` writes them: modules in loops with outputs, copied properties, lambdas."""

import json
import time
from typing import Any

import pytest

from app.document.canonical import dump
from tests.formats.imports import Item, from_data, item, opened, routes, said


def network(name: Any, prefix: Any = "10.0.0.0/16", **more: Any) -> Item:
    return {
        "type": "Microsoft.Network/virtualNetworks",
        "name": name,
        "properties": {"addressSpace": {"addressPrefixes": [prefix]}, **more},
    }


def template(*resources: Item, **more: Any) -> Item:
    return {"$schema": "deploymentTemplate.json#", "resources": list(resources), **more}


def module(name: str, inner: Item, parameters: Item | None = None, **more: Any) -> Item:
    properties = {
        "expressionEvaluationOptions": {"scope": "inner"},
        "parameters": {key: {"value": value} for key, value in (parameters or {}).items()},
        "template": inner,
    }
    return {"type": "Microsoft.Resources/deployments", "name": name, "properties": properties, **more}


def test_a_hub_module_and_a_loop_of_spokes_are_whole() -> None:
    imported = opened("bicep-build.json")
    assert said(imported, "left out") == []
    networks = {network.name: network for network in imported.design.virtual_networks}
    assert list(networks) == ["vnet-hub-prod", "vnet-app-prod", "vnet-data-prod"]
    assert [subnet.address_prefixes for subnet in networks["vnet-hub-prod"].subnets] == [
        ("10.0.0.0/27",),
        ("10.0.0.64/26",),
    ]
    back = item(imported, "virtualNetworks/vnet-hub-prod/peerings/to-data")
    assert back == {"name": "to-data", "remoteVirtualNetwork": "vnet-data-prod", "allowGatewayTransit": True}
    rows = routes(dump(imported.design))["vnet-app-prod/snet-app"]
    shown = {row["addressPrefix"]: row["nextHopType"] for row in rows if row["state"] == "Active"}
    assert shown["10.0.0.0/22"] == "VNetPeering"
    assert shown["0.0.0.0/0"] == "VirtualAppliance"
    assert "10.2.0.0/16" not in shown


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("[cidrSubnet('10.8.0.0/16', 24, 3)]", "10.8.3.0/24"),
        ("[cidrSubnet('fd00::/48', 64, 1)]", "fd00:0:0:1::/64"),
        ("[first(map(createArray(8, 9), lambda('n', format('10.{0}.0.0/16', lambdaVariables('n')))))]", "10.8.0.0/16"),
        (
            "[last(map(createArray('a', 'b'), lambda('x', 'i', format('10.{0}.0.0/16', lambdaVariables('i')))))]",
            "10.1.0.0/16",
        ),
        ("[first(filter(variables('all'), lambda('p', startsWith(lambdaVariables('p'), '10.9'))))]", "10.9.0.0/16"),
        ("[last(flatten(createArray(createArray('x'), variables('all'))))]", "10.9.0.0/16"),
        ("[items(createObject('b', '10.2.0.0/16', 'a', '10.3.0.0/16'))[0].value]", "10.3.0.0/16"),
        ("[toObject(variables('all'), lambda('p', 'only'))['only']]", "10.9.0.0/16"),
        ("[tryGet(createObject('a', '10.7.0.0/16'), 'A')]", "10.7.0.0/16"),
        ("[coalesce(tryGet(createObject('a', 1), 'b'), '10.6.0.0/16')]", "10.6.0.0/16"),
    ],
)  # fmt: skip
def test_functions_of_newer_templates(expression: str, value: str) -> None:
    data = template(network("v", expression), variables={"all": ["10.8.0.0/16", "10.9.0.0/16"]})
    assert from_data(data).design.virtual_networks[0].address_space == (value,)


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("[cidrSubnet('10.8.0.0/16', 24, 256)]", "is not understood"),
        ("[cidrSubnet('10.8.0.0/16', 8, 0)]", "is not understood"),
        ("[lambdaVariables('x')]", "lambdaVariables() is only known"),
        ("[first(map(createArray(1), lambda('a', lambdaVariables('b'))))]", "there is no b here"),
        ("[copyIndex()]", "there is no copy"),
        ("[copyIndex('subnets')]", "there is no copy subnets"),
        ("[uniqueString('x')]", "uniqueString() is only known to a deployment"),
    ],
)
def test_what_they_do_not_say_is_told(expression: str, reason: str) -> None:
    imported = from_data(template(network("kept"), network(expression)))
    assert [each.name for each in imported.design.virtual_networks] == ["kept"]
    assert reason in said(imported, "left out")[0][1]


def test_copies_of_properties_and_variables() -> None:
    subnets = {"name": "subnets", "count": 2, "input": {"name": "[variables('names')[copyIndex('subnets')]]"}}
    subnets["input"]["properties"] = {"addressPrefix": "[format('10.0.{0}.0/24', copyIndex('subnets', 1))]"}
    names = {"name": "names", "count": 2, "input": "[format('snet-{0}', copyIndex('names'))]"}
    data = template(network("v", copy=[subnets]), variables={"copy": [names]})
    found = from_data(data).design.virtual_networks[0].subnets
    assert [(each.name, each.address_prefixes) for each in found] == [
        ("snet-0", ("10.0.1.0/24",)),
        ("snet-1", ("10.0.2.0/24",)),
    ]


def test_outputs_of_modules_in_other_groups_and_of_copies() -> None:
    inner = template(
        network("vnet", "[parameters('prefix')]"),
        parameters={"prefix": {"type": "string"}},
        outputs={"id": {"type": "string", "value": "[resourceId('Microsoft.Network/virtualNetworks', 'vnet')]"}},
    )
    group = "format('/subscriptions/{0}/resourceGroups/{1}', subscription().subscriptionId, 'rg-b')"
    deployment = f"extensionResourceId({group}, 'Microsoft.Resources/deployments', 'b')"
    far = f"[reference({deployment}, '2022-09-01').outputs.id.value]"
    peering = {
        "type": "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
        "name": "vnet/out",
        "properties": {"remoteVirtualNetwork": {"id": "[parameters('far')]"}},
    }
    joined = template(peering, parameters={"far": {"type": "string"}})
    data = template(
        module("a", inner, {"prefix": "10.1.0.0/16"}, resourceGroup="rg-a"),
        module("b", inner, {"prefix": "10.2.0.0/16"}, resourceGroup="rg-b"),
        module("join", joined, {"far": far}, resourceGroup="rg-a"),
    )
    imported = from_data(data, "Main.json")
    assert said(imported, "left out") == []
    one, other = imported.design.virtual_networks
    assert (one.address_space, other.address_space) == (("10.1.0.0/16",), ("10.2.0.0/16",))
    assert (one.name, other.name) == ("vnet", "vnet-2")
    assert [each.remote_virtual_network for each in one.peerings] == ["vnet-2"]


def test_a_value_that_a_module_does_not_get_is_told_with_its_reason() -> None:
    inner = template(network("[parameters('who')]"), parameters={"who": {"type": "string"}})
    data = template(network("kept"), module("m", inner, {"who": "[reference('vm').name]"}))
    assert said(from_data(data), "left out") == [("[parameters('who')]", "reference() is only known to a deployment.")]


def test_modules_that_need_each_other_end() -> None:
    def inner(other: str) -> Item:
        return template(
            network("[parameters('x')]"),
            parameters={"x": {"type": "string"}},
            outputs={"o": {"value": "[parameters('x')]"}},
        )

    data = template(
        network("kept"),
        module("a", inner("b"), {"x": "[reference('b').outputs.o.value]"}),
        module("b", inner("a"), {"x": "[reference('a').outputs.o.value]"}),
    )
    imported = from_data(data)
    assert [each.name for each in imported.design.virtual_networks] == ["kept"]
    assert len(said(imported, "left out")) == 2


def test_existing_resources_are_not_made_and_open_conditions_are_told() -> None:
    resources = {
        "there": {**network("elsewhere"), "existing": True},
        "maybe": {**network("maybe"), "condition": "[parameters('deployIt')]"},
    }
    data = {"$schema": "deploymentTemplate.json#", "languageVersion": "2.0", "resources": resources}
    data["parameters"] = {"deployIt": {"type": "bool"}}
    imported = from_data(data)
    assert [each.name for each in imported.design.virtual_networks] == ["maybe"]
    assert said(imported, "note")[0] == (
        "maybe",
        "whether it is deployed is open: the parameter deployIt has no value; add the file of parameters.",
    )


def test_copies_inside_copies_are_bounded() -> None:
    def deep(level: int) -> Item:
        if level == 0:
            return template(network("[format('v{0}', copyIndex())]"))
        copy = {"name": f"c{level}", "count": 800}
        return template(module(f"[format('m{level}-{{0}}', copyIndex())]", deep(level - 1), copy=copy))

    properties: Any = "10.0.0.0/16"
    for level in range(4):
        properties = {"copy": [{"name": f"p{level}", "count": 800, "input": properties}]}
    started = time.monotonic()
    imported = from_data(
        template(network("kept"), network("wide", copy=[{"name": "x", "count": 1, "input": properties}]))
    )
    assert "kept" in [each.name for each in imported.design.virtual_networks]
    from_data(template(network("kept"), *json.loads(json.dumps(deep(4)))["resources"]))
    assert time.monotonic() - started < 20
