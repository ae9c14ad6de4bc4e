"""What follows from failures, over HTTP: changes, the sweep in parts, intents, the matrix, two designs side by side."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

CIRCUIT = {"down": "expressRouteCircuits/erc-ams-001"}


@pytest.fixture
def links(client: TestClient) -> dict[str, str]:
    made = client.post("/api/v1/designs", json={"template": "er-primary-vpn-backup"}).json()["links"]
    return {access: link.rpartition("/")[2] for access, link in made.items()}


def _ask(client: TestClient, links: dict[str, str], question: str, **params: Any) -> Any:
    answer = client.get(f"/api/v1/designs/{links['view']}/{question}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_pulled_circuit_moves_flows(client: TestClient, links: dict[str, str]) -> None:
    found = _ask(client, links, "changes", **CIRCUIT)
    assert found["counts"]["moved"] == 8
    assert "connections/con-hq-vpn" in found["paint"]["moved"]
    assert "expressRouteCircuits/erc-ams-001" in found["paint"]["lost"]


def test_sweep_in_parts_is_the_sweep(client: TestClient, links: dict[str, str]) -> None:
    whole = _ask(client, links, "sweep")
    assert whole["next"] is None
    tried: list[list[str]] = []
    start: int | None = 0
    while start is not None:
        part = _ask(client, links, "sweep", start=start, seconds=0.0001)
        tried += [failure["down"] for failure in part["failures"]]
        start = part["next"]
    assert sorted(tried) == sorted(failure["down"] for failure in whole["failures"])


def test_matrix_as_json_and_csv(client: TestClient, links: dict[str, str]) -> None:
    assert _ask(client, links, "matrix")["pairs"]["expressroute"] == 8
    table = client.get(f"/api/v1/designs/{links['view']}/matrix", params={"form": "csv"})
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.startswith("From,To,")


def test_suggested_intents_hold(client: TestClient, links: dict[str, str]) -> None:
    suggested = _ask(client, links, "suggestions")["intents"]
    address = f"/api/v1/designs/{links['edit']}"
    design = client.get(address).json()["document"] | {"intents": suggested}
    client.put(address, json={"document": design}, headers={"If-Match": '"1"'}).raise_for_status()
    assert all(each["holds"] for each in _ask(client, links, "intents")["intents"])
    broken = [each for each in _ask(client, links, "intents", **CIRCUIT)["intents"] if not each["holds"]]
    assert {each["intent"]["by"] for each in broken} == {"ExpressRoute"}
    assert all(each["why"]["sentence"] for each in broken)


def test_two_designs_side_by_side(client: TestClient, links: dict[str, str]) -> None:
    same = _ask(client, links, f"diff/{links['edit']}")
    assert (same["structure"], same["behaviour"]["lines"]) == ([], [])
    other = client.post("/api/v1/designs", json={"template": "empty"}).json()["links"]["view"].rpartition("/")[2]
    assert _ask(client, links, f"diff/{other}")["structure"]
