"""The files of the screen over HTTP: packed, told apart by their hash, read again when they change."""

import gzip
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.web.files import Files, version
from tests.api.conftest import API

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


def test_below_the_version_of_the_folder_a_file_may_be_kept_for_good(files: TestClient, folder: Path) -> None:
    now = version(folder)
    kept = files.get(f"/static/{now}/sub/dot.png")
    assert (kept.status_code, kept.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
    assert "cache-control" not in files.get("/static/sub/dot.png").headers
    (folder / "a.js").write_bytes(SCRIPT + b"// longer")
    assert version(folder) != now
    assert "cache-control" not in files.get("/static/~0123456789ab/a.js").headers
    assert "cache-control" not in files.get(f"/static/{now}/a.js").headers
    assert "cache-control" in files.get(f"/static/{version(folder)}/a.js").headers


def test_a_version_is_the_same_wherever_the_files_are(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    assert version(copy) == version(folder)
    (copy / "a.js").rename(copy / "b.js")
    assert version(copy) != version(folder)


@pytest.mark.parametrize(
    "path",
    [
        "~0123456789ab/b.js",
        "~0123456789ab/../../secret.txt",
        "~x",
        "b.js",
        "",
        "sub",
        "../secret.txt",
        "..%2Fsecret.txt",
        "%2e%2e/secret.txt",
        "a.js/x",
    ],
)
def test_nothing_else_is_served(files: TestClient, path: str) -> None:
    answer = files.get(f"/static/{path}")
    assert answer.status_code == 404
    assert b"secret" not in answer.content


def test_files_are_read_only(files: TestClient) -> None:
    assert files.post("/static/a.js").status_code == 405
    assert files.head("/static/a.js").status_code == 200


@pytest.mark.parametrize("path", ["/", "/rules", "/new", "/open", "/nothing-here", "editor"])
def test_pages_name_their_scripts_and_sheets_below_the_version(client: TestClient, design: Any, path: str) -> None:
    address = design.edit.replace(f"{API}/designs", "/d") if path == "editor" else path
    page = client.get(address, headers={"Accept": "text/html"}).text
    named = [place for place in re.findall(r'(?:href|src)="(/static/[^"#]+)"', page) if place.endswith((".js", ".css"))]
    assert len(named) >= (100 if path == "editor" else 3)
    for place in named:
        answer = client.get(place)
        assert answer.status_code == 200, place
        assert "immutable" in answer.headers["cache-control"], place
