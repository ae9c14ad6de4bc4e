"""The canonical form: stable, complete, and blind to the drawing where routes are concerned."""

import json
from pathlib import Path

import pytest

from app.document.canonical import canonical_bytes, digest, dump, routing_digest
from app.document.load import parse

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/*.json"))
DESIGN = {
    "schemaVersion": 1,
    "name": "one hub",
    "virtualNetworks": [{"name": "hub", "addressSpace": ["10.0.0.0/16"], "peerings": [], "location": None}],
    "sites": [{"name": "hq", "localPreference": {}}],
    "canvas": {"positions": {"sites/hq": [1, 2], "virtualNetworks/hub": [3.5, 4]}},
}


@pytest.mark.parametrize("path", GOLDEN[::5], ids=lambda path: path.stem)
def test_canonical_form_reads_back(path: Path) -> None:
    topology = parse(json.loads(path.read_text())["topology"])
    assert parse(canonical_bytes(topology)) == parse(dump(topology)) == topology
    assert json.loads(canonical_bytes(topology)) == dump(topology)


def test_defaults_are_left_out() -> None:
    assert dump(parse(DESIGN)) == {
        "schemaVersion": 1,
        "name": "one hub",
        "virtualNetworks": [{"name": "hub", "addressSpace": ["10.0.0.0/16"]}],
        "sites": [{"name": "hq"}],
        "canvas": {"positions": {"sites/hq": [1.0, 2.0], "virtualNetworks/hub": [3.5, 4.0]}},
    }


def test_empty_design() -> None:
    assert canonical_bytes(parse({})) == b'{"schemaVersion": 1, "name": "untitled"}'


def test_spelling_does_not_change_the_digest() -> None:
    reordered = {key: DESIGN[key] for key in sorted(DESIGN)}
    reordered["canvas"] = {"positions": {"virtualNetworks/hub": [3.5, 4.0], "sites/hq": [1.0, 2.0]}}
    assert digest(parse(DESIGN)) == digest(parse(reordered))


def test_drawing_and_title_do_not_change_routes() -> None:
    moved = {**DESIGN, "name": "renamed", "canvas": {"positions": {"sites/hq": [9, 9]}}}
    wider = {**DESIGN, "sites": [{"name": "hq", "addressSpace": ["192.168.0.0/16"]}]}
    assert digest(parse(DESIGN)) != digest(parse(moved))
    assert routing_digest(parse(DESIGN)) == routing_digest(parse(moved))
    assert routing_digest(parse(DESIGN)) != routing_digest(parse(wider))
