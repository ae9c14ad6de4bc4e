"""The application in this process, over a database of its own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.settings import Settings
from app.web.app import create_app

API = "/api/v1"


class Design:
    """A design made for one test, by its two tokens."""

    def __init__(self, client: TestClient, links: dict[str, str]) -> None:
        self.client = client
        self.view = f"{API}/designs/{links['view'].removeprefix('/d/')}"
        self.edit = f"{API}/designs/{links['edit'].removeprefix('/d/')}"

    def put(self, document: Any, version: int | None = None, **more: Any) -> Any:
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        return self.client.put(self.edit, json={"document": document, **more}, headers=headers)


@pytest.fixture
def document() -> dict[str, Any]:
    return {
        "schemaVersion": 1,
        "name": "test",
        "virtualNetworks": [
            {
                "name": "hub",
                "location": "westeurope",
                "addressSpace": ["10.0.0.0/16"],
                "subnets": [{"name": "web", "addressPrefixes": ["10.0.1.0/24"]}],
            }
        ],
        "sites": [{"name": "hq", "addressSpace": ["192.168.0.0/16"]}],
    }


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder = tmp_path_factory.mktemp("api")
    return create_app(
        Settings(database_url=f"sqlite:///{folder / 'test.db'}", workers=1, rate_create=0, rate_save=0, rate_compute=0)
    )


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def design(client: TestClient, document: dict[str, Any]) -> Design:
    answer = client.post(f"{API}/designs", json={"document": document})
    assert answer.status_code == 201
    return Design(client, answer.json()["links"])


@pytest.fixture(scope="session")
def fuzzed(client: TestClient) -> Callable[[], str]:
    """The edit token of a design that lives; a new one whenever a fuzzer has deleted the last."""
    tokens: list[str] = []

    def token() -> str:
        if not tokens or client.get(f"{API}/designs/{tokens[-1]}").status_code != 200:
            links = client.post(f"{API}/designs", json={"template": "er-vpn-coexistence"}).json()["links"]
            tokens.append(links["edit"].removeprefix("/d/"))
        return tokens[-1]

    return token
