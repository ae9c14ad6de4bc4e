"""Pasted tables over HTTP."""

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
