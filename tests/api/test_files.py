"""The files of the screen over HTTP: packed, told apart by their hash, read again when they change."""

import gzip
import os
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.web.files import Files

SCRIPT = b"export const one = 1;\n" * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "served" / "sub").mkdir(parents=True)
    (tmp_path / "served" / "a.js").write_bytes(SCRIPT)
    (tmp_path / "served" / "sub" / "dot.png").write_bytes(bytes(2000))
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "served"


@pytest.fixture
def files(folder: Path) -> TestClient:
    app = FastAPI()
    app.mount("/static", Files(folder))
    return TestClient(app)


def test_scripts_come_packed_to_those_who_unpack(files: TestClient) -> None:
    packed = files.get("/static/a.js")
    assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert packed.headers["content-type"].startswith("text/javascript")
    assert int(packed.headers["content-length"]) == len(gzip.compress(SCRIPT)) < len(SCRIPT)
    assert packed.content == SCRIPT
    plain = files.get("/static/a.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == SCRIPT


def test_pictures_come_as_they_are(files: TestClient) -> None:
    answer = files.get("/static/sub/dot.png")
    assert (answer.headers["content-type"], answer.content) == ("image/png", bytes(2000))
    assert "content-encoding" not in answer.headers


def test_what_the_browser_has_is_not_sent_again_until_it_changes(files: TestClient, folder: Path) -> None:
    etag = files.get("/static/a.js").headers["etag"]
    known = files.get("/static/a.js", headers={"If-None-Match": etag})
    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", etag)
    (folder / "a.js").write_bytes(b"changed")
    os.utime(folder / "a.js", ns=(1, 1))
    changed = files.get("/static/a.js", headers={"If-None-Match": etag})
    assert (changed.status_code, changed.content) == (200, b"changed")


@pytest.mark.parametrize("path", ["b.js", "", "sub", "../secret.txt", "..%2Fsecret.txt", "%2e%2e/secret.txt", "a.js/x"])
def test_nothing_else_is_served(files: TestClient, path: str) -> None:
    answer = files.get(f"/static/{path}")
    assert answer.status_code == 404
    assert b"secret" not in answer.content


def test_files_are_read_only(files: TestClient) -> None:
    assert files.post("/static/a.js").status_code == 405
    assert files.head("/static/a.js").status_code == 200
