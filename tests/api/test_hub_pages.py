"""The fragments of a selected hub: effective routes with what they beat, and who takes part in its tables."""

from fastapi.testclient import TestClient

from tests.api.conftest import API


def link(client: TestClient, template: str) -> str:
    made = client.post(f"{API}/designs", json={"template": template}, headers={"Sec-Fetch-Site": "same-origin"})
    address: str = made.json()["links"]["edit"]
    return address


def test_effective_routes_of_a_table_and_what_it_beat(client: TestClient) -> None:
    panel = f"{link(client, 'vwan-er-primary-vpn-backup')}/panels/hubroutes?at=vhub-weu-001/defaultRouteTable"
    shown = client.get(panel).text
    assert 'data-prefix="172.16.0.0/16"' in shown
    assert "ExpressRouteGateway" in shown
    assert shown.count('class="loser"') == 1
    moved = client.get(f"{panel}&down=expressRouteCircuits/erc-ams-001").text
    assert '<b aria-hidden="true">→</b> 1 moved' in moved
    assert '<span class="was"><span class="sr-only">was </span><span class="hop">ExpressRouteGateway</span>' in moved
    assert "VPN S2S Gateway" in moved


def test_tables_and_firewalls_of_a_hub_are_offered(client: TestClient) -> None:
    address = link(client, "vwan-routing-intent")
    shown = client.get(f"{address}/panels/hubroutes?at=vhub-weu-001/afw-vhub-weu-001").text
    assert '<option value="vhub-weu-001/afw-vhub-weu-001" selected>' in shown
    assert '<option value="vhub-weu-001/defaultRouteTable">' in shown
    assert "vhub-neu-001/defaultRouteTable" not in shown
    assert "The design has no" in client.get(f"{address}/panels/hubroutes?at=vhub-weu-001/nothing").text


def test_who_takes_part_in_a_table(client: TestClient) -> None:
    answer = client.get(f"{link(client, 'vwan-routing-intent')}/panels/hubtables?at=vhub-weu-001").json()
    (table,) = answer["tables"]
    assert table["routingIntent"]
    assert table["associatedConnections"] == [
        "hubVirtualNetworkConnections/vhc-apps", "hubVirtualNetworkConnections/vhc-data", "connections/con-hq-er",
    ]  # fmt: skip
    assert [route["name"] for route in table["routes"]] == ["_policy_PrivateTraffic", "_policy_PublicTraffic"]
