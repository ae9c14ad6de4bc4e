"""Expressions of ARM templates, what is refused, and files in which any value may be nonsense."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from app.document.canonical import dump
from app.document.load import parse
from app.document.problems import DocumentError
from app.formats import File, importer_of, read_files
from app.gallery import template
from tests.formats import as_azure, as_terraform
from tests.formats.imports import FOLDER, Item, from_data, said


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


JUNK: tuple[Any, ...] = (
    None,
    True,
    -1,
    1.5,
    "",
    "x",
    "/a/b",
    [],
    {},
    [[]],
    [None],
    {"id": 3},
    [{"name": 1}],
    "[concat(",
    "[f()]",
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from places(inner, (*path, key))


INTENT = json.dumps(as_azure.template(template("vwan-routing-intent")))
SERVER = json.dumps(as_azure.template(template("branch-to-branch")))
FILES = ("group-export.json", "resource-graph.json", "bicep-build.json")
TEXTS = [
    *((FOLDER / name).read_text() for name in FILES),
    INTENT,
    SERVER,
    json.dumps(as_terraform.state()),
    json.dumps(as_terraform.plan()),
]


@pytest.mark.parametrize("text", TEXTS, ids=["export", "graph", "bicep", "intent", "server", "state", "plan"])
def test_any_value_may_be_nonsense(text: str) -> None:
    """A file with one or several values of another kind is read or refused, never a crash."""
    choose = random.Random(7)
    every = list(places(json.loads(text)))
    for _ in range(150):
        data = json.loads(text)
        for path in choose.sample(every, choose.choice((1, 3, 20))):
            holder = data
            try:
                for step in path[:-1]:
                    holder = holder[step]
                holder[path[-1]] = deepcopy(choose.choice(JUNK))
            except (KeyError, IndexError, TypeError):
                continue
        try:
            imported = from_data(data)
        except DocumentError:
            continue
        assert parse(dump(imported.design)) == imported.design
