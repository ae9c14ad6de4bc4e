"""Designs over HTTP: versions, rights, merging, revisions, links, and the one shape of every error."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

API = "/api/v1"


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The problem of an answer, after checking its shape."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["code"] == code
    assert body["status"] == status
    assert {"type", "title", "detail", "hint", "path", "problems"} <= body.keys()
    return body


def test_a_document_becomes_a_design_with_two_links(client: TestClient, document: Any) -> None:
    answer = client.post(f"{API}/designs", json={"document": document})
    assert answer.status_code == 201
    body = answer.json()
    assert body["version"] == 1
    assert all(link.startswith("/d/") and len(link) == 35 for link in body["links"].values())
    assert answer.headers["location"] == body["links"]["edit"]
    assert answer.headers["etag"] == '"1"'


def test_a_template_becomes_a_design(client: TestClient) -> None:
    assert client.post(f"{API}/designs", json={"template": "er-vpn-coexistence"}).status_code == 201
    problem(client.post(f"{API}/designs", json={"template": "nope"}), 422, "unknown-template")
    problem(client.post(f"{API}/designs", json={"template": 3}), 422, "invalid-value")


def test_reading_has_an_etag(design: Any, client: TestClient, document: Any) -> None:
    answer = client.get(design.view)
    assert answer.json()["access"] == "view"
    assert answer.json()["document"] == document
    assert answer.headers["etag"] == '"1"'
    assert answer.headers["cache-control"] == "no-store"
    assert client.get(design.view, headers={"If-None-Match": '"1"'}).status_code == 304


def test_a_save_needs_and_moves_the_version(design: Any, document: Any) -> None:
    problem(design.put(document), 428, "version-required")
    saved = design.put(document | {"name": "mine"}, 1)
    assert saved.status_code == 200
    assert (saved.json()["version"], saved.json()["merged"], saved.headers["etag"]) == (2, False, '"2"')


@pytest.mark.parametrize("value", ["*", "1", 'W/"1"', '"x"', '"-1"', '"1", "2"', '"99999999999999"'])
def test_if_match_names_one_version(design: Any, client: TestClient, document: Any, value: str) -> None:
    answer = client.put(design.edit, json={"document": document}, headers={"If-Match": value})
    problem(answer, 400, "bad-if-match")


def test_a_stale_save_is_merged_or_refused(design: Any, document: Any) -> None:
    assert design.put(document | {"name": "theirs"}, 1).status_code == 200
    site = {"sites": [*document["sites"], {"name": "branch"}]}
    merged = design.put(document | site, 1)
    assert (merged.json()["merged"], merged.json()["version"]) == (True, 3)
    assert merged.json()["document"]["name"] == "theirs"
    conflict = problem(design.put(document | {"name": "mine"}, 1), 409, "merge-conflict")
    assert conflict["conflicts"] == [{"path": "name", "base": "test", "mine": "mine", "theirs": "theirs"}]
    assert conflict["version"] == 3
    stale = problem(design.put(document | {"name": "mine"}, 2), 412, "stale-version")
    assert stale["document"]["name"] == "theirs"
    assert design.put(document | {"name": "theirs"} | site, 2, base=document | {"name": "theirs"}).status_code == 200


def test_a_conflict_is_settled_by_its_path(design: Any, document: Any) -> None:
    network = document["virtualNetworks"][0]
    spoke = {"name": "spoke", "location": "westeurope", "addressSpace": ["10.1.0.0/16"]}
    theirs = document | {"name": "theirs", "virtualNetworks": [spoke]}
    mine = document | {"name": "mine", "virtualNetworks": [network | {"location": "northeurope"}]}
    assert design.put(theirs, 1).status_code == 200
    conflicts = problem(design.put(mine, 1), 409, "merge-conflict")["conflicts"]
    assert [each["path"] for each in conflicts] == ["name", "virtualNetworks/hub"]
    assert "theirs" not in conflicts[1]
    half = problem(design.put(mine, 1, decided={"name": "theirs"}), 409, "merge-conflict")
    assert [each["path"] for each in half["conflicts"]] == ["virtualNetworks/hub"]
    saved = design.put(mine, 1, decided={"name": "theirs", "virtualNetworks/hub": "mine"}).json()
    assert saved["document"]["name"] == "theirs"
    assert sorted(each["name"] for each in saved["document"]["virtualNetworks"]) == ["hub", "spoke"]
    problem(design.put(mine, 3, decided={"name": "yours"}), 422, "invalid-value")
    problem(design.put(mine, 3, decided=[]), 422, "invalid-value")


def test_a_view_link_writes_nothing(design: Any, client: TestClient, document: Any) -> None:
    for answer in (
        client.put(design.view, json={"document": document}, headers={"If-Match": '"1"'}),
        client.delete(design.view),
        client.post(f"{design.view}/revisions", json={"label": "x"}),
        client.post(f"{design.view}/revisions/1/restore"),
        client.get(f"{design.view}/links"),
        client.post(f"{design.view}/links", json={"access": "view"}),
    ):
        problem(answer, 403, "view-only")


def test_a_link_that_has_ended_says_so_and_a_deleted_design_is_unknown(design: Any, client: TestClient) -> None:
    unknown = problem(client.get(f"{API}/designs/{'a' * 32}"), 404, "not-found")
    assert client.post(f"{design.edit}/links", json={"access": "view"}).status_code == 200
    ended = problem(client.get(design.view), 404, "link-revoked")
    assert ended["title"] == "This link has ended"
    assert problem(client.get(f"{design.view}/events"), 404, "link-revoked") == ended
    assert client.delete(design.edit).status_code == 204
    assert problem(client.get(design.edit), 404, "not-found") == unknown


def test_a_fork_is_open_to_viewers(design: Any, client: TestClient) -> None:
    answer = client.post(f"{design.view}/fork")
    assert answer.status_code == 201
    assert client.post(f"{design.view}/fork", json={"revision": 1}).status_code == 201
    problem(client.post(f"{design.view}/fork", json={"revision": 9}), 404, "unknown-revision")
    problem(client.post(f"{design.view}/fork", json={"revision": "1"}), 422, "invalid-value")


def test_revisions_are_named_listed_and_restored(design: Any, client: TestClient, document: Any) -> None:
    named = client.post(f"{design.edit}/revisions", json={"label": "agreed"})
    assert (named.status_code, named.json()["number"]) == (201, 2)
    design.put(document | {"name": "later"}, 1)
    listed = client.get(f"{design.view}/revisions").json()["revisions"]
    assert [each["label"] for each in listed] == ["agreed", None]
    assert client.get(f"{design.view}/revisions/2").json()["document"] == document
    restored = client.post(f"{design.edit}/revisions/2/restore", headers={"If-Match": '"2"'})
    assert (restored.json()["version"], restored.json()["document"]) == (3, document)
    problem(client.get(f"{design.view}/revisions/99"), 404, "unknown-revision")
    problem(client.get(f"{design.view}/revisions/x"), 422, "invalid-value")
    problem(client.post(f"{design.edit}/revisions", json={"label": ""}), 422, "invalid-value")


def test_links_are_shown_reset_and_limited(design: Any, client: TestClient) -> None:
    links = client.get(f"{design.edit}/links").json()["links"]
    assert [each["access"] for each in links] == ["view", "edit"]
    assert design.view.endswith(links[0]["link"].removeprefix("/d/"))
    limited = client.post(
        f"{design.edit}/links", json={"access": "view", "reset": False, "expiresAt": "2999-01-01T00:00:00Z"}
    )
    assert limited.json() == links[0] | {"expiresAt": "2999-01-01T00:00:00+00:00"}
    reset = client.post(f"{design.edit}/links", json={"access": "edit"}).json()["link"]
    assert client.get(f"{API}/designs/{reset.removeprefix('/d/')}").json()["access"] == "edit"
    problem(client.get(design.edit), 404, "link-revoked")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "invalid-value"),
        ({"access": "admin"}, "invalid-value"),
        ({"access": "view", "reset": 1}, "invalid-value"),
        ({"access": "view", "expiresAt": "soon"}, "invalid-value"),
        ({"access": "view", "expiresAt": "0001-01-01T00:00:00+23:59"}, "invalid-value"),
        ({"access": "view", "expiresAt": "2001-01-01T00:00:00Z"}, "expiry-in-the-past"),
        ({"access": "view", "more": 1}, "unknown-property"),
    ],
)
def test_a_change_of_a_link_is_checked(design: Any, client: TestClient, change: Any, code: str) -> None:
    problem(client.post(f"{design.edit}/links", json=change), 422, code)


def test_all_problems_of_a_document_come_at_once(client: TestClient, document: Any) -> None:
    document["virtualNetworks"][0]["addresSpace"] = []
    document["sites"].append({"name": "hq"})
    document["connections"] = [{"name": "c", "connectionType": "ExpressRoute", "virtualNetworkGateway": "nope"}]
    body = problem(client.post(f"{API}/designs", json={"document": document}), 422, "invalid-document")
    assert len(body["problems"]) >= 3
    assert all({"path", "code", "message", "hint"} == each.keys() for each in body["problems"])


def test_an_unknown_path_and_a_wrong_method_are_problems(client: TestClient, design: Any) -> None:
    problem(client.get(f"{API}/nope"), 404, "not-found")
    wrong = client.patch(design.edit, json={})
    problem(wrong, 405, "method-not-allowed")
    assert wrong.headers["allow"] == "DELETE, GET, PUT"
