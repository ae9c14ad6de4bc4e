"""The page that shows two designs side by side, and the revision that broke an intent, over HTTP."""

import json
from typing import Any

from fastapi.testclient import TestClient

from app.gallery import template


def _links(client: TestClient, document: dict[str, Any]) -> dict[str, str]:
    links: dict[str, str] = client.post("/api/v1/designs", json={"document": document}).json()["links"]
    return links


def _save(client: TestClient, token: str, document: dict[str, Any], version: int) -> None:
    answer = client.put(f"/api/v1/designs/{token}", json={"document": document}, headers={"If-Match": f'"{version}"'})
    assert answer.status_code == 200, answer.text


def _without_peering(document: dict[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = json.loads(json.dumps(document))
    changed["virtualNetworks"][1]["peerings"] = []
    return changed


def test_now_beside_the_state_before(client: TestClient) -> None:
    before = dict(template("er-primary-vpn-backup"))
    link = _links(client, before)["edit"]
    _save(client, link[3:], _without_peering(before), 1)
    page = client.get(f"{link}/compare")
    assert page.status_code == 200, page.text
    assert "flows lost" in page.text
    assert "peer-apps-001-to-hub-001" in page.text
    assert page.text.count("<svg xmlns") == 2


def test_another_design_and_a_what_if(client: TestClient) -> None:
    one = _links(client, dict(template("er-primary-vpn-backup")))["edit"]
    other = _links(client, _without_peering(dict(template("er-primary-vpn-backup"))))["view"]
    page = client.get(f"{one}/compare", params={"other": f"http://testserver{other}?at=hub/web"})
    assert "flows lost" in page.text
    page = client.get(f"{one}/compare", params={"down": "expressRouteCircuits/erc-ams-001"})
    assert "flows moved" in page.text
    assert "nothing is written differently" in page.text


def test_what_failed_is_named_as_in_the_editor(client: TestClient) -> None:
    link = _links(client, dict(template("er-primary-vpn-backup")))["edit"]
    circuit, gateway = "expressRouteCircuits/erc-ams-001", "virtualNetworkGateways/vpng-hub-weu-001"
    hub = "virtualNetworks/vnet-hub-weu-001"
    for path, words in [
        (circuit, "erc-ams-001 failed"),
        (f"{circuit}/links/primary", "erc-ams-001 primary link failed"),
        (f"{circuit}/provisioning", "erc-ams-001 provisioning failed"),
        (f"{gateway}/instances/0", "vpng-hub-weu-001 instance 1 failed"),
        ("connections/con-hq-vpn/tunnels/1", "con-hq-vpn tunnel 2 failed"),
        (f"{hub}/peerings/peer-hub-001-to-apps-001", "peer-hub-001-to-apps-001 failed"),
    ]:
        page = client.get(f"{link}/compare", params={"down": path}).text
        assert f"checked> {words}</label>" in page, path
        assert f"Now with {words}</span>" in page, path


def test_what_cannot_be_compared_is_said_on_the_page(client: TestClient) -> None:
    link = _links(client, dict(template("empty")))["edit"]
    for query in ({"from": "999"}, {"other": "nothing-of-that-name"}, {"down": "sites/nowhere"}):
        page = client.get(f"{link}/compare", params=query)
        assert page.status_code == 200, query
        assert 'role="alert"' in page.text, query


def test_a_file_is_compared_and_not_kept(client: TestClient) -> None:
    before = dict(template("er-primary-vpn-backup"))
    link = _links(client, before)["edit"]
    page = client.post(f"{link}/compare", json={"document": _without_peering(before)})
    assert page.status_code == 200, page.text
    assert "flows lost" in page.text
    assert client.post(f"{link}/compare", json={"document": {"nmae": 1}}).status_code == 422


def test_the_revision_that_broke_an_intent(client: TestClient) -> None:
    paris = {"name": "paris", "kind": "reachable", "from": "vnet-apps-weu-001/snet-web", "to": "sites/hq-paris"}
    before = {**template("er-primary-vpn-backup"), "intents": [paris]}
    token = _links(client, before)["edit"][3:]
    _save(client, token, _without_peering(before), 1)
    answer = client.get(f"/api/v1/designs/{token}/broken-by", params={"intent": "paris"}).json()
    assert answer["lastHeld"]["number"] == 1
    assert answer["brokenBy"]["number"] is None
    assert client.get(f"/api/v1/designs/{token}/broken-by", params={"intent": "london"}).status_code == 404
