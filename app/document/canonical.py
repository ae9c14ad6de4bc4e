"""One spelling for every design: defaults left out, properties in the order of the format, order of lists kept."""

import hashlib
import json
from typing import Any

from app.document.schema import Topology


def dump(topology: Topology) -> dict[str, Any]:
    """The document in camelCase, without what equals its default."""
    written: dict[str, Any] = topology.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"schemaVersion": topology.schema_version, "name": topology.name, **written}


def canonical_bytes(topology: Topology) -> bytes:
    """The document as UTF-8 JSON; equal designs give equal bytes."""
    body = topology.model_dump_json(by_alias=True, exclude_defaults=True, exclude={"schema_version", "name"})
    head = json.dumps({"schemaVersion": topology.schema_version, "name": topology.name}, ensure_ascii=False)
    return f"{head[:-1]}{', ' if len(body) > 2 else ''}{body[1:]}".encode()


def digest(topology: Topology) -> str:
    """The SHA-256 of the whole document."""
    return hashlib.sha256(canonical_bytes(topology)).hexdigest()


def routing_digest(topology: Topology) -> str:
    """The SHA-256 of what routes depend on: the title and the drawing left out."""
    written = topology.model_dump_json(by_alias=True, exclude_defaults=True, exclude={"canvas", "name"})
    return hashlib.sha256(written.encode()).hexdigest()
