"""What is done with a design that is not kept: everything about it, or the document in a file."""

from typing import Any

from fastapi import APIRouter, Response

from app.errors import InvalidValue
from app.services.content import imported
from app.web.api.designs import Model
from app.web.api.questions import json_answers, sent
from app.web.bodies import DOCUMENT, RawBody, declared, envelope
from app.web.deps import ComputeDep
from app.web.problems import responses

router = APIRouter(tags=["answers"])

_NAMES = {"type": "array", "items": {"type": "string"}}
_QUESTION = {
    "type": "object",
    "required": ["document"],
    "properties": {
        "document": DOCUMENT,
        "down": _NAMES | {"description": "What is down in the what-if, as LIST/NAME"},
        "at": _NAMES | {"description": "Subnets whose tables are wanted; absent: all"},
    },
    "additionalProperties": False,
}


_FILE = {
    "type": "object",
    "required": ["content"],
    "properties": {"content": {"type": "string", "description": "The text of a file of any known format"}},
    "additionalProperties": False,
}


class ImportedOut(Model):
    """The document that was in a file."""

    document: dict[str, Any]


@router.post("/import", responses=responses(403, 415), openapi_extra=declared(_FILE))
def import_file(body: RawBody) -> ImportedOut:
    """The document in a file: a design, or a picture that carries its copy. Nothing is kept."""
    content = envelope(body, frozenset({"content"})).get("content")
    if not isinstance(content, str):
        raise InvalidValue("content is not a text.", path="content")
    return ImportedOut(document=imported(content.encode("utf-8", "replace")))


@router.post(
    "/evaluate",
    response_class=Response,
    responses=json_answers | responses(403, 415),
    openapi_extra=declared(_QUESTION),
)
def evaluate(body: RawBody, compute: ComputeDep) -> Response:
    """Tables of subnets and routers, peers and findings of a document that is not kept."""
    return sent(compute.evaluate(body))
