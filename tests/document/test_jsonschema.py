"""The published JSON Schema is current and accepts what parse accepts."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from app.document.jsonschema import PUBLISHED, json_schema, rendered

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*/*.json"))
VALIDATOR = jsonschema_rs.validator_for(json_schema())


def test_published_file_is_current() -> None:
    assert (ROOT / PUBLISHED).read_text(encoding="utf-8") == rendered()


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_topology_is_valid(path: Path) -> None:
    VALIDATOR.validate(json.loads(path.read_text())["topology"])


@pytest.mark.parametrize("document", [{"virtualNetwork": []}, {"sites": [{"name": "a b"}]}, {"schemaVersion": 2}])
def test_malformed_document_is_invalid(document: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid(document)
