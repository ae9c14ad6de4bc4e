"""Checks the text of a design while somebody writes it: the document in it, or every problem with its place."""

from typing import Any

from fastapi import APIRouter

from app.document.canonical import dump
from app.errors import InvalidValue
from app.services.content import topology_of
from app.web.api.designs import Model
from app.web.bodies import RawBody, declared, envelope
from app.web.problems import responses

router = APIRouter(tags=["answers"])

_TEXT = {
    "type": "object",
    "required": ["content"],
    "properties": {"content": {"type": "string", "description": "The text of a topology document"}},
    "additionalProperties": False,
}


class ValidOut(Model):
    """The document that the text holds, as it would be kept."""

    document: dict[str, Any]


@router.post("/validate", responses=responses(403, 415), openapi_extra=declared(_TEXT))
def validate(body: RawBody) -> ValidOut:
    """The document in a text, or all of its problems with path, code and hint. Nothing is kept."""
    content = envelope(body, frozenset({"content"})).get("content")
    if not isinstance(content, str):
        raise InvalidValue("content is not a text.", path="content")
    return ValidOut(document=dump(topology_of(content)))
