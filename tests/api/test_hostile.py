"""Bodies made to hurt: each is refused with a problem, quickly, and never answered with a 5xx."""

import json
import time
from typing import Any

import pytest
from fastapi.testclient import TestClient

API = "/api/v1"


def wrapped(document: str | bytes) -> bytes:
    """A body with this text in the place of the document."""
    return b'{"document": ' + (document.encode() if isinstance(document, str) else document) + b"}"


def network(**more: Any) -> str:
    return json.dumps({"schemaVersion": 1, "name": "x", "virtualNetworks": [{"name": "a", **more}]})


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "blank": b"   ",
    "not json": b"nonsense",
    "cut off": b'{"document": {"schemaVersion": 1',
    "trailing comma": wrapped('{"schemaVersion": 1,}'),
    "comment": wrapped("{} // x"),
    "two values": b"{} {}",
    "null": b"null",
    "list": b"[]",
    "number": b"1e999",
    "nan": wrapped('{"schemaVersion": NaN}'),
    "infinity": wrapped('{"schemaVersion": -Infinity}'),
    "huge float": wrapped('{"schemaVersion": 1e999}'),
    "huge integer": wrapped('{"schemaVersion": ' + "9" * 5000 + "}"),
    "lone surrogate": wrapped('{"schemaVersion": 1, "name": "\\ud800"}'),
    "lone surrogate key": wrapped('{"schemaVersion": 1, "name": "x", "\\udfff": 1}'),
    "not utf-8": wrapped(b'{"name": "\xff\xfe"}'),
    "utf-16": '{"document": {}}'.encode("utf-16"),
    "nul": wrapped('{"schemaVersion": 1, "name": "a\\u0000b"}'),
    "duplicate keys": wrapped('{"schemaVersion": 1, "name": "a", "name": "b"}'),
    "duplicate document": b'{"document": {}, "document": {}}',
    "deep lists": wrapped("[" * 100_000 + "]" * 100_000),
    "deep objects": wrapped('{"a":' * 50_000 + "1" + "}" * 50_000),
    "deep inside": wrapped('{"schemaVersion": 1, "name": "x", "sites": ' + "[" * 40 + "]" * 40 + "}"),
    "many empty objects": wrapped('{"sites": [' + ",".join(["{}"] * 400_000) + "]}"),
    "many unknown keys": wrapped("{" + ",".join(f'"k{n}":0' for n in range(100_000)) + "}"),
    "many equal keys": wrapped("{" + ",".join(['"k":0'] * 100_000) + "}"),
    "unknown property": wrapped('{"schemaVersion": 1, "name": "x", "__proto__": {}}'),
    "newer schema": wrapped('{"schemaVersion": 99, "name": "x"}'),
    "version as text": wrapped('{"schemaVersion": "1", "name": "x"}'),
    "name as list": wrapped('{"schemaVersion": 1, "name": ["x"]}'),
    "name with markup": wrapped(network(location="x", addressSpace=[]).replace('"a"', '"<script>"')),
    "path as name": wrapped(network().replace('"a"', '"../../etc"')),
    "long name": wrapped(network().replace('"a"', '"' + "a" * 100_000 + '"')),
    "prefix as number": wrapped(network(addressSpace=[167772160])),
    "prefix out of range": wrapped(network(addressSpace=["10.0.0.0/33"])),
    "prefix with text": wrapped(network(addressSpace=["10.0.0.0/8; DROP TABLE design"])),
    "prefix with zone": wrapped(network(addressSpace=["fe80::1%eth0/64"])),
    "dangling reference": wrapped('{"schemaVersion": 1, "name": "x", "routeServers": [{"name": "r", '
                                  '"virtualNetwork": "nope"}]}'),
    "canvas of nonsense": wrapped('{"schemaVersion": 1, "name": "x", "canvas": {"positions": {"a": ["x", null]}}}'),
    "more in the envelope": b'{"document": {}, "admin": true}',
    "document as text": b'{"document": "{}"}',
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("target", ["create", "replace", "evaluate", "import"])
def test_hostile_bodies_are_refused(client: TestClient, design: Any, target: str, name: str) -> None:
    headers = {"Content-Type": "application/json", "If-Match": '"1"'}
    method, url = {
        "create": ("POST", f"{API}/designs"),
        "replace": ("PUT", design.edit),
        "evaluate": ("POST", f"{API}/evaluate"),
        "import": ("POST", f"{API}/import"),
    }[target]
    started = time.process_time()
    answer = client.request(method, url, content=HOSTILE[name], headers=headers)
    assert 400 <= answer.status_code < 500, (name, answer.status_code, answer.text[:500])
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"]
    assert len(answer.content) < 2**20
    assert time.process_time() - started < 5
    assert client.get(design.view).json()["version"] == 1


@pytest.mark.parametrize("name", ["__proto__", "constructor", "toString", "null", "..", "0"])
def test_strange_names_are_plain_names(client: TestClient, document: Any, name: str) -> None:
    document["virtualNetworks"][0]["name"] = name
    created = client.post(f"{API}/designs", json={"document": document})
    assert created.status_code == 201, created.text
    url = f"{API}/designs/{created.json()['links']['view'].removeprefix('/d/')}"
    assert client.get(f"{url}/routes", params={"at": f"{name}/web"}).status_code == 200


@pytest.mark.parametrize("token", ["%00", "%ff", "a" * 300, "..%2f..", "'%20OR%201=1", "%F0%9F%92%A9"])
def test_strange_tokens_open_nothing(client: TestClient, token: str) -> None:
    for rest in ("", "/routes", "/revisions", "/export.svg"):
        answer = client.get(f"{API}/designs/{token}{rest}")
        assert answer.status_code in (404, 422)
