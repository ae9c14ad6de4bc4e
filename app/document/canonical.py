"""One spelling for every design: defaults left out, order of lists kept; digests for caches and compare-and-set."""

import hashlib
import json
from typing import Any

from app.document.schema import Topology


def dump(topology: Topology) -> dict[str, Any]:
    """The document in camelCase, without what equals its default."""
    written: dict[str, Any] = topology.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"schemaVersion": topology.schema_version, "name": topology.name, **written}


def canonical_bytes(topology: Topology) -> bytes:
    """The document as compact UTF-8 JSON with sorted keys; equal designs give equal bytes."""
    return _compact(dump(topology))


def digest(topology: Topology) -> str:
    """The SHA-256 of the whole document."""
    return hashlib.sha256(canonical_bytes(topology)).hexdigest()


def routing_digest(topology: Topology) -> str:
    """The SHA-256 of what routes depend on: the title and the drawing left out."""
    written = dump(topology)
    written.pop("canvas", None)
    written.pop("name")
    return hashlib.sha256(_compact(written)).hexdigest()


def _compact(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
