"""What is refused before a handler sees it, the headers of every answer, and what never reaches a log."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.logs import JsonFormatter
from app.settings import Settings
from app.web.app import create_app

API = "/api/v1"
JSON = {"Content-Type": "application/json"}


def chunks(size: int) -> Iterator[bytes]:
    """A body that does not announce its length."""
    for _ in range(size // 2**20):
        yield b" " * 2**20


def test_a_large_body_is_refused_by_its_announced_length(client: TestClient) -> None:
    answer = client.post(f"{API}/designs", content=b" " * (8 * 2**20 + 1), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    assert "Content-Security-Policy" in answer.headers


def test_a_large_body_is_refused_while_it_arrives(client: TestClient) -> None:
    answer = client.post(f"{API}/designs", content=chunks(10 * 2**20), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "http://[bad"},
    ],
)
def test_writes_of_other_sites_are_refused(client: TestClient, document: Any, headers: dict[str, str]) -> None:
    answer = client.post(f"{API}/designs", json={"document": document}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross-site")


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}])
def test_writes_of_our_own_pages_and_of_programs_pass(client: TestClient, document: Any, headers: Any) -> None:
    assert client.post(f"{API}/designs", json={"document": document}, headers=headers).status_code == 201


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_accepted(client: TestClient, design: Any, media_type: str) -> None:
    body = json.dumps({"template": "empty"})
    answer = client.post(f"{API}/designs", content=body, headers={"Content-Type": media_type} if media_type else {})
    assert (answer.status_code, answer.json()["code"]) == (415, "not-json-type")
    assert client.post(f"{design.edit}/fork", content=b"", headers=JSON).status_code == 201


@pytest.mark.parametrize("path", ["/healthz", f"{API}/rules", f"{API}/nope", "/", "/embed/x", "/static/theme.json"])
def test_every_answer_has_its_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'; script-src 'self' https://cdn.jsdelivr.net" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"]
    assert len(headers["x-request-id"]) == 16


def test_only_embed_pages_may_be_framed_and_rates_are_limited(tmp_path: Path) -> None:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'x.db'}", embed_origins="https://wiki.example", rate_create=2, workers=1
    )
    with TestClient(create_app(settings)) as client:
        assert "frame-ancestors https://wiki.example" in client.get("/embed/x").headers["content-security-policy"]
        assert "frame-ancestors 'none'" in client.get("/healthz").headers["content-security-policy"]
        codes = [client.post(f"{API}/designs", json={"template": "empty"}).status_code for _ in range(3)]
        assert codes == [201, 201, 429]
        refused = client.post(f"{API}/designs", json={"template": "empty"})
        assert refused.json()["code"] == "too-many-requests"
        assert 1 <= int(refused.headers["retry-after"]) <= 31
        assert client.get(f"{API}/rules").status_code == 200


def test_what_nobody_expected_is_a_problem_without_its_reason(client: TestClient, app: Any) -> None:
    designs, app.state.designs = app.state.designs, object()
    try:
        answer = client.get(f"{API}/designs/{'a' * 32}")
    finally:
        app.state.designs = designs
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "object" not in answer.text
    assert "content-security-policy" in answer.headers


def test_no_token_reaches_a_log(client: TestClient, design: Any) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        page = "/d/" + design.edit.rsplit("/", 1)[-1]
        for path in (design.edit, design.view, f"{design.edit}/routes?at=hub/web", f"{design.edit}/nope", page):
            client.get(path)
        client.post(f"{design.edit}/links", json={"access": "view"})
        logging.getLogger("x").error("failed at http://host%s", page)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert any(line["message"] == "view link reset" for line in lines)
    assert any(line.get("status") == 200 and "{token}" in line["route"] for line in lines)
    for path in (design.edit, design.view):
        assert path.rsplit("/", 1)[-1] not in stream.getvalue()
