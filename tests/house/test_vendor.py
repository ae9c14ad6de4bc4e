"""The vendored browser libraries are the locked ones, byte for byte."""

import json
from typing import Any

import pytest

from app.vendor import CDN, LIBRARIES, ROOT, VENDOR, integrity, refresh

MANIFEST: list[dict[str, Any]] = json.loads((VENDOR / "manifest.json").read_text())["libraries"]
LOCK = json.loads((ROOT / "package-lock.json").read_text())["packages"]


@pytest.mark.parametrize("entry", MANIFEST, ids=[entry["package"] for entry in MANIFEST])
def test_hash_version_and_address(entry: dict[str, Any]) -> None:
    assert integrity((VENDOR / entry["file"]).read_bytes()) == entry["integrity"]
    locked = LOCK[f"node_modules/{entry['package']}"]
    assert locked["version"] == entry["version"]
    assert entry["cdn"].startswith(f"{CDN}/{entry['package']}@{entry['version']}/")


def test_every_library_has_its_licence() -> None:
    texts = (VENDOR / "LICENSES.txt").read_text()
    assert {entry["package"] for entry in MANIFEST} == {library.package for library in LIBRARIES}
    for entry in MANIFEST:
        assert f"{entry['package']} {entry['version']}" in texts


def test_folder_holds_nothing_else() -> None:
    known = {entry["file"] for entry in MANIFEST} | {"manifest.json", "LICENSES.txt"}
    assert {path.name for path in VENDOR.iterdir()} == known


def test_refreshing_changes_nothing(tmp_path: Any) -> None:
    if not (ROOT / "node_modules" / "cytoscape").is_dir():
        pytest.skip("node_modules is not installed")
    refresh(target=tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (VENDOR / path.name).read_bytes()
