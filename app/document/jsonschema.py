"""The published JSON Schema of the document, made from the models: python -m app.document.jsonschema [FILE]."""

import json
import sys
from pathlib import Path

from app.document.schema import Topology

PUBLISHED = Path("docs/topology.schema.json")


def json_schema() -> dict[str, object]:
    """JSON Schema 2020-12 of a topology document."""
    schema = Topology.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "RouteCanvas topology"}


def rendered() -> str:
    """The text of the published file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else PUBLISHED).write_text(rendered(), encoding="utf-8")
