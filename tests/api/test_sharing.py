"""Pages that are shared: the frame, the address that holds a design, dead links, versions to look at."""

import json
import re
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from app.settings import Settings
from app.web.app import create_app

API = "/api/v1"
HTML = {"Accept": "text/html"}


def page_of(address: str, prefix: str) -> str:
    """The page at this prefix for the token of an address of the API."""
    return f"/{prefix}/{address.rsplit('/', 1)[-1]}"


def boot(text: str) -> Any:
    """What the page hands to its script."""
    match = re.search(r'id="boot">(.*?)</script>', text, re.DOTALL)
    assert match
    return json.loads(match[1])


def test_a_frame_shows_the_design_of_a_view_link(design: Any, client: TestClient, document: Any) -> None:
    answer = client.get(page_of(design.view, "embed"), headers=HTML)
    assert answer.status_code == 200
    handed = boot(answer.text)
    assert handed["document"] == document
    assert set(handed["corners"]) == {"virtualNetworks/hub", "sites/hq"}
    assert 'data-verb="share"' not in answer.text


def test_an_edit_link_is_not_put_into_a_frame(design: Any, client: TestClient) -> None:
    token = design.edit.rsplit("/", 1)[-1]
    answer = client.get(f"/embed/{token}", headers=HTML)
    assert answer.status_code == 403
    assert "Use the view link." in answer.text
    assert token not in answer.text


def test_only_the_frame_page_may_be_framed(tmp_path: Path, document: Any) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'x.db'}", embed_origins="https://wiki.example", workers=1)
    with TestClient(create_app(settings)) as client:
        links = client.post(f"{API}/designs", json={"document": document}).json()["links"]
        policies = [
            client.get(path).headers["content-security-policy"]
            for path in (links["view"].replace("/d/", "/embed/"), links["view"], links["edit"], "/open", "/")
        ]
    assert policies[0].endswith("frame-ancestors https://wiki.example")
    assert all(policy.endswith("frame-ancestors 'none'") for policy in policies[1:])


def test_the_page_of_a_portable_design_knows_no_design(client: TestClient) -> None:
    answer = client.get("/open", headers=HTML)
    assert answer.status_code == 200
    assert set(boot(answer.text)) == {"assets"}


def test_dead_links_are_told_on_a_page(design: Any, client: TestClient) -> None:
    address = page_of(design.view, "d")
    assert client.post(f"{design.edit}/links", json={"access": "view"}).status_code == 200
    for path in (address, address.replace("/d/", "/embed/"), f"{address}@1"):
        answer = client.get(path, headers=HTML)
        assert answer.status_code == 404
        assert "This link has ended" in answer.text
        assert "Ask whoever gave it to you" in answer.text


def test_a_version_is_a_page_that_leads_back(design: Any, client: TestClient, document: Any) -> None:
    design.put(document | {"name": "later"}, 1)
    address = page_of(design.edit, "d")
    text = client.get(f"{address}@1", headers=HTML).text
    assert (boot(text)["document"]["name"], boot(text)["access"], boot(text)["revision"]) == ("test", "view", 1)
    assert f'href="{address}"' in text
    assert client.get(f"{address}@9", headers=HTML).status_code == 404


def test_events_of_a_full_server_are_refused(design: Any, app: Any, client: TestClient) -> None:
    live, most = app.state.live, app.state.live._most
    live._most = 0
    try:
        answer = client.get(f"{design.view}/events")
    finally:
        live._most = most
    assert (answer.status_code, answer.json()["code"]) == (503, "too-many-listeners")


def test_the_text_of_a_design_is_checked(client: TestClient, document: Any) -> None:
    answer = client.post(f"{API}/validate", json={"content": json.dumps(document | {"sites": [], "routeTables": []})})
    assert answer.status_code == 200
    assert answer.json()["document"] == {key: value for key, value in document.items() if key != "sites"}
    broken = client.post(f"{API}/validate", json={"content": '{\n "schemaVersion": 1,\n "name": }'})
    assert broken.status_code == 422
    assert "line 3, column" in broken.json()["problems"][0]["message"]
    twice = client.post(f"{API}/validate", json={"content": '{"schemaVersion": 1, "name": "a", "name": "b"}'})
    assert [each["code"] for each in twice.json()["problems"]] == ["duplicate-key"]
    assert client.post(f"{API}/validate", json={"content": 1}).status_code == 422
