"""Tables with more rows than a browser draws at once: the first of them, those for an address, and what changed."""

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.gallery import template
from tests.api.conftest import API

AT = "vnet-apps-weu-001/snet-web"
MANY = [f"172.{16 + number // 256}.{number % 256}.0/24" for number in range(700)]


def _document() -> dict[str, Any]:
    """All prefixes over the circuit, the last one over the VPN too."""
    document = template("er-primary-vpn-backup")
    document["expressRouteCircuits"][0]["advertisedPrefixes"] = MANY
    document["localNetworkGateways"][0]["advertisedPrefixes"] = ["172.16.0.0/12", MANY[-1]]
    document["sites"][0]["addressSpace"] = ["172.16.0.0/12"]
    return document


@pytest.fixture
def panels(client: TestClient) -> str:
    made = client.post(f"{API}/designs", json={"document": _document()}, headers={"Sec-Fetch-Site": "same-origin"})
    return f"{made.json()['links']['edit']}/panels"


def _prefixes(text: str) -> list[str]:
    """Of the rows that are not folded away."""
    return re.findall(r'<tr class="route[^"]*" data-prefix="([^"]+)"', text)


def test_a_long_table_shows_its_first_rows_and_says_how_many_follow(client: TestClient, panels: str) -> None:
    text = client.get(f"{panels}/routes?at={AT}").text
    found = [prefix for prefix in _prefixes(text) if prefix in MANY]
    assert 490 < len(found) < 500
    assert "204 more rows: show 204" in text
    assert 'data-rows="1000"' in text
    whole = client.get(f"{panels}/routes?at={AT}&rows=1000").text
    assert set(MANY) < set(_prefixes(whole))
    assert "more rows" not in whole
    assert "20 system drop rows" in text


def test_the_rows_for_an_address_are_found_wherever_they_stand(client: TestClient, panels: str) -> None:
    assert MANY[-1] not in _prefixes(client.get(f"{panels}/routes?at={AT}").text)
    address = MANY[-1].replace(".0/24", ".7")
    text = client.get(f"{panels}/routes?at={AT}&for={address}").text
    assert _prefixes(text) == ["172.16.0.0/12", MANY[-1], "0.0.0.0/0"]
    assert len(_prefixes(client.get(f"{panels}/routes?at={AT}&for=172.1").text)) == 500


def test_what_a_failure_changed_comes_before_the_rest(client: TestClient, panels: str) -> None:
    failed = "down=expressRouteCircuits/erc-ams-001/links/primary"
    text = client.get(f"{panels}/routes?at={AT}&{failed}&rows=3").text
    assert text.count('class="route moved') == 3
    text = client.get(f"{panels}/routes?at={AT}&down=expressRouteCircuits/erc-ams-001&rows=800").text
    assert text.count('class="route moved') == 1
    assert text.count('class="route lost') == 699


def test_what_a_router_learned_is_cut_in_the_same_way(client: TestClient, panels: str) -> None:
    learned = f"{panels}/learned?at=virtualNetworkGateways/ergw-hub-weu-001"
    text = client.get(learned).text
    assert text.count('<tr class="route ') == 500
    assert "more rows: show 500" in text
    lost = client.get(f"{learned}&down=expressRouteCircuits/erc-ams-001&rows=10").text
    assert lost.count('<tr class="route lost') == 10


def test_new_system_drop_rows_stay_folded(client: TestClient) -> None:
    document = template("er-primary-vpn-backup")
    document["expressRouteCircuits"][0]["advertisedPrefixes"] = ["0.0.0.0/0"]
    made = client.post(f"{API}/designs", json={"document": document}, headers={"Sec-Fetch-Site": "same-origin"})
    text = client.get(f"{made.json()['links']['edit']}/panels/routes?at={AT}&down=connections/con-hq-er").text
    assert "21 system drop rows (next hop None), 21 new" in text
    assert text.count("data-folded hidden") == 21
