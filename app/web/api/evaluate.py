"""What is done with a design that is not kept: everything about it, or the document in a file."""

from typing import Any, Literal

from fastapi import APIRouter, Response

from app.services.uploads import MOST_FILES
from app.web.api.designs import Model
from app.web.api.questions import json_answers, sent
from app.web.bodies import DOCUMENT, RawBody, declared
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


_CONTENT = {"content": {"type": "string", "description": "The text of the file"}}
_BASE64 = {"base64": {"type": "string", "description": "The bytes of the file, for pictures"}}
_NAME = {"name": {"type": "string", "maxLength": 200, "description": "The file's name, for the report"}}
_FILES = {
    "oneOf": [
        {"type": "object", "required": ["content"], "properties": _CONTENT, "additionalProperties": False},
        {
            "type": "object",
            "required": ["files"],
            "properties": {
                "files": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": MOST_FILES,
                    "items": {
                        "oneOf": [
                            {
                                "type": "object",
                                "required": [*way],
                                "properties": _NAME | way,
                                "additionalProperties": False,
                            }
                            for way in (_CONTENT, _BASE64)
                        ]
                    },
                }
            },
            "additionalProperties": False,
        },
    ]
}


class RemarkOut(Model):
    """What was not, or not wholly, taken over of a resource."""

    kind: Literal["left out", "note", "not needed"]
    type: str
    name: str
    reason: str
    file: str


class ImportedOut(Model):
    """The document that was in the files."""

    document: dict[str, Any]
    remarks: list[RemarkOut]


@router.post(
    "/import",
    response_model=ImportedOut,
    responses=responses(403, 415),
    openapi_extra=declared(_FILES),
)
def import_files(body: RawBody, compute: ComputeDep) -> Response:
    """The document in a design, in a picture that carries its copy, or in exports of Azure. Nothing is kept."""
    return sent(compute.imported(body))


@router.post(
    "/evaluate",
    response_class=Response,
    responses=json_answers | responses(403, 415),
    openapi_extra=declared(_QUESTION),
)
def evaluate(body: RawBody, compute: ComputeDep) -> Response:
    """Tables of subnets and routers, peers and findings of a document that is not kept."""
    return sent(compute.evaluate(body))
