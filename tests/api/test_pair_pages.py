"""The pages that show one requirement with a hub of one's own and with Virtual WAN."""

import pytest
from fastapi.testclient import TestClient

from app.gallery import gallery
from app.gallery.pairs import PAIRS, Pair, pair_of


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_both_designs_are_asked_the_same(client: TestClient, pair: Pair) -> None:
    page = client.get(f"/side-by-side/{pair.name}")
    assert page.status_code == 200
    for line in pair.lines:
        assert line.words in page.text
    entries = {entry.name: entry for entry in gallery()}
    for one, other in ((pair.classic, pair.virtual_wan), (pair.virtual_wan, pair.classic)):
        assert f"/gallery/{one}.svg" in page.text
        assert f"/new?template={one}" in page.text
        assert other in entries[one].related
        assert pair_of(one) is pair


def test_what_both_answer(client: TestClient) -> None:
    page = client.get("/side-by-side/expressroute-first-vpn-backup").text
    for answer in ("erc-ams-001 secondary", "10.20.0.5", "10.100.0.13"):
        assert answer in page
    workers = client.get("/side-by-side/home-workers-to-the-office").text
    assert workers.count("documentation says that it is not offered") == 1
    assert workers.count("<li>172.16.0.0/16</li>") == 2
    assert workers.count('class="only" title="Only on this side">10.100.0.0/23') == 2


def test_other_names_are_not_found(client: TestClient) -> None:
    assert client.get("/side-by-side/nothing").status_code == 404
    assert client.get("/side-by-side/Not_a_name").status_code == 422


def test_the_gallery_leads_there(client: TestClient) -> None:
    home = client.get("/").text
    for pair in PAIRS:
        assert home.count(f'href="/side-by-side/{pair.name}"') == 3
