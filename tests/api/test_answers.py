"""Questions over HTTP, and what the product tells without any design."""

import base64
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.formats import EXPORTERS

API = "/api/v1"


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("routes", "tables"),
        ("routes?at=hub/web", "tables"),
        ("routes?at=hub/web&down=sites/hq", "tables"),
        ("routes?at=hub/web&revision=1", "tables"),
        ("learned?at=hq", "routes"),
        ("advertised?at=hq", "routes"),
        ("peers?at=hq", "peers"),
        ("trace?from=hub/web&to=10.0.1.9", "verdict"),
        ("nexthop?at=hub/web&to=10.0.1.9", "row"),
        ("places", "subnets"),
        ("findings", "findings"),
    ],
)
def test_every_question_is_answered(client: TestClient, design: Any, question: str, key: str) -> None:
    answer = client.get(f"{design.view}/{question}")
    assert answer.status_code == 200, answer.text
    assert key in answer.json()
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("question", "status", "code"),
    [
        ("routes?at=hub/nope", 422, "unknown-place"),
        ("routes?at=", 422, "invalid-value"),
        ("routes?down=sites/nope", 422, "unknown-failure"),
        ("routes?revision=9", 404, "unknown-revision"),
        ("routes?revision=x", 422, "invalid-value"),
        ("learned", 422, "invalid-value"),
        ("learned?at=nope", 422, "unknown-place"),
        ("client?at=hq&os=amiga", 422, "invalid-value"),
        ("nexthop?at=hub/web&to=bogus", 422, "bad-address"),
        ("trace?from=hub/web", 422, "invalid-value"),
        ("trace?from=nope/x&to=10.0.0.1", 422, "unknown-place"),
        ("export.nope", 404, "unknown-format"),
        ("export.N;pe", 422, "invalid-value"),
    ],
)
def test_a_wrong_question_is_refused(client: TestClient, design: Any, question: str, status: int, code: str) -> None:
    answer = client.get(f"{design.view}/{question}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["detail"]


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda each: each.name)
def test_every_format_is_exported(client: TestClient, design: Any, exporter: Any) -> None:
    answer = client.get(f"{design.view}/export.{exporter.suffix.lstrip('.')}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(exporter.media_type.split(";")[0])
    assert answer.headers["content-disposition"] == f'attachment; filename="test{exporter.suffix}"'
    assert answer.content


def test_an_exported_picture_is_imported_again(client: TestClient, design: Any, document: Any) -> None:
    picture = client.get(f"{design.view}/export.svg").text
    assert client.post(f"{API}/import", json={"content": picture}).json() == {"document": document, "remarks": []}
    coded = {"files": [{"name": "picture.svg", "base64": base64.b64encode(picture.encode()).decode()}]}
    assert client.post(f"{API}/import", json=coded).json()["document"] == document
    assert client.post(f"{API}/import", json={"content": "nonsense"}).status_code == 422


def test_files_of_azure_are_imported_together_with_a_report(client: TestClient) -> None:
    network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub"
    tap = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworkTaps/tap"
    subnet = {"id": f"{network}/subnets/web", "addressPrefix": "10.0.1.0/24"}
    files = [
        {
            "name": "vnets.json",
            "content": json.dumps([{"id": network, "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}]),
        },
        {"name": "rest.json", "content": json.dumps([subnet, {"id": tap}])},
    ]
    answer = client.post(f"{API}/import", json={"files": files}).json()
    assert answer["document"]["virtualNetworks"][0]["subnets"][0]["name"] == "web"
    assert [(each["kind"], each["name"], each["file"]) for each in answer["remarks"]] == [
        ("left out", "tap", "rest.json")
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"files": []},
        {"files": [{"name": "x"}]},
        {"files": [{"base64": "not base64!"}]},
        {"files": [{"content": "{}", "base64": ""}]},
        {"files": [{"content": "{}"}] * 41},
        {"files": [{"content": "{}"}], "more": 1},
    ],
)
def test_uploads_that_cannot_be_read(client: TestClient, body: Any) -> None:
    answer = client.post(f"{API}/import", json=body)
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid-value"


def test_a_document_is_evaluated_without_being_kept(client: TestClient, document: Any) -> None:
    answer = client.post(f"{API}/evaluate", json={"document": document, "down": ["sites/hq"]})
    assert answer.status_code == 200, answer.text
    assert [table["at"] for table in answer.json()["tables"]] == ["hub/web"]
    assert answer.json()["down"] == ["sites/hq"]


def test_gallery_table_schema_and_rules(client: TestClient) -> None:
    templates = client.get(f"{API}/templates").json()["templates"]
    assert "er-vpn-coexistence" in [each["name"] for each in templates]
    assert client.get(f"{API}/connectable").json()
    assert "virtualNetworks" in client.get(f"{API}/schema").json()["properties"]
    rules = client.get(f"{API}/rules").json()["rules"]
    assert client.get(f"{API}/rules/{rules[0]['id']}").json() == rules[0]
    assert client.get(f"{API}/rules/NO-1").json()["code"] == "unknown-rule"


def test_every_template_can_be_opened_and_asked(client: TestClient) -> None:
    for each in client.get(f"{API}/templates").json()["templates"]:
        edit = client.post(f"{API}/designs", json={"template": each["name"]}).json()["links"]["edit"]
        answer = client.get(f"{API}/designs/{edit.removeprefix('/d/')}/routes")
        assert answer.status_code == 200, (each["name"], answer.text)


def test_the_openapi_document_declares_every_error(client: TestClient) -> None:
    openapi = client.get(f"{API}/openapi.json").json()
    assert "Topology" in openapi["components"]["schemas"]
    for path, operations in openapi["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], path
            declared = set(operation["responses"])
            assert {"400", "404", "413", "422", "429", "503"} <= declared, (path, method)
            if method != "get":
                assert "403" in declared, (path, method)
            errors = [each for status, each in operation["responses"].items() if status >= "400"]
            assert all(list(each["content"]) == ["application/problem+json"] for each in errors)
    text = json.dumps(openapi)
    assert "HTTPValidationError" not in json.dumps(openapi["paths"])
    assert all(f'"{name}"' in text for name in ("409", "412", "415", "428"))
