"""Documents on their way into storage: parsed, made canonical, digested. Here their problems become a refusal."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.document.canonical import canonical_bytes, dump, routing_digest
from app.document.load import parse
from app.document.problems import DocumentError
from app.document.schema import Topology
from app.errors import BadDocument
from app.formats import File, read_files
from app.storage.records import Content


def topology_of(source: bytes | str | Mapping[str, object]) -> Topology:
    """The design in the source, or a refusal that lists all of its problems."""
    try:
        return parse(source)
    except DocumentError as error:
        raise refusal(error) from error


def imported(files: Sequence[File]) -> dict[str, Any]:
    """The document in files of any known format, and what was not taken over."""
    try:
        found = read_files(files)
    except DocumentError as error:
        raise refusal(error) from error
    return {"document": dump(found.design), "remarks": [asdict(remark) for remark in found.remarks]}


def content_of(source: bytes | str | Mapping[str, object]) -> Content:
    """The design in the source as it is kept."""
    topology = topology_of(source)
    document = canonical_bytes(topology)
    return Content(topology.name, document, hashlib.sha256(document).hexdigest(), routing_digest(topology))


def data_of(content: Content) -> dict[str, Any]:
    """The kept document as plain data."""
    data: dict[str, Any] = json.loads(content.document)
    return data


def refusal(error: DocumentError) -> BadDocument:
    """The problems of a document as a refusal."""
    problems = tuple(
        {"path": each.path, "code": each.code, "message": each.message, "hint": each.hint} for each in error.problems
    )
    first = problems[0] if problems else {"path": "", "message": "", "code": "", "hint": ""}
    more = f" There are {len(problems) - 1} more problems." if len(problems) > 1 else ""
    return BadDocument(first["message"] + more, path=first["path"], hint=first["hint"], problems=problems)
