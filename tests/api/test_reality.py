"""Pasted tables over HTTP."""

import json
from typing import Any

from fastapi.testclient import TestClient

TABLE = """
Source    State    Address Prefix    Next Hop Type
--------  -------  ----------------  ---------------
Default   Active   10.0.0.0/16       VnetLocal
"""


def test_a_pasted_table_is_compared(client: TestClient, design: Any) -> None:
    answer = client.post(f"{design.view}/reality", json={"at": "hub/web", "text": TABLE})
    assert answer.status_code == 200, answer.text
    assert answer.json()["question"] == "routes"
    assert {each["kind"] for each in answer.json()["differences"]} == {"onlyInDesign"}


def test_other_texts_and_places_are_refused(client: TestClient, design: Any) -> None:
    for body, code in (
        ({"at": "hub/web", "text": "hello"}, "not-a-table"),
        ({"at": "hub/nope", "text": TABLE}, "unknown-place"),
        ({"at": "hub/web"}, "invalid-value"),
        ({"at": "hub/web", "text": TABLE, "table": "other"}, "invalid-value"),
    ):
        answer = client.post(f"{design.view}/reality", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text


def test_a_what_if_is_held_against_a_table_taken_in_an_outage(client: TestClient) -> None:
    links = client.post("/api/v1/designs", json={"template": "er-primary-vpn-backup"}).json()["links"]
    address = f"/api/v1/designs/{links['view'].removeprefix('/d/')}"
    at, down = "vnet-apps-weu-001/snet-web", ["expressRouteCircuits/erc-ams-001", "connections/con-hq-vpn"]
    rows = client.get(f"{address}/routes", params={"at": at, "down": down}).json()["tables"][0]["routes"]
    body = {"at": at, "text": json.dumps({"value": rows})}
    assert not client.post(f"{address}/reality", json=body).json()["agrees"]
    assert client.post(f"{address}/reality", params={"down": down}, json=body).json()["agrees"]
    wrong = client.post(f"{address}/reality", params={"down": "connections/nope"}, json=body)
    assert wrong.status_code == 422
    assert "'nope'" in wrong.json()["detail"]
