"""Everything about a design that is not kept: document and what-if in, answers out."""

from fastapi import APIRouter, Response

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


@router.post(
    "/evaluate",
    response_class=Response,
    responses=json_answers | responses(403, 415),
    openapi_extra=declared(_QUESTION),
)
def evaluate(body: RawBody, compute: ComputeDep) -> Response:
    """Tables of subnets and routers, peers and findings of a document that is not kept."""
    return sent(compute.evaluate(body))
