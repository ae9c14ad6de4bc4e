"""Request bodies: read strictly, once, without a second JSON parser. Knows the envelope, not the document in it."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Request

from app.document.problems import DocumentError
from app.document.text import read_json
from app.errors import BadRequest, InvalidValue
from app.services.content import refusal


async def raw_body(request: Request) -> bytes:
    """The bytes of the body; their number is limited before this."""
    return await request.body()


RawBody = Annotated[bytes, Depends(raw_body)]


def envelope(body: bytes, known: frozenset[str]) -> dict[str, object]:
    """The JSON object around a document; an empty body is an empty object."""
    if not body.strip():
        return {}
    try:
        data = read_json(body)
    except DocumentError as error:
        problem = refusal(error)
        raise BadRequest(problem.detail, code="not-json", hint=problem.own_hint, problems=problem.problems) from error
    unknown = sorted(set(data) - known)
    if unknown:
        name = unknown[0][:80]
        raise InvalidValue(f"The request has an unknown property {name!r}.", code="unknown-property", path=name)
    return data


def document_in(data: Mapping[str, object], name: str = "document") -> Mapping[str, object]:
    """The document in the envelope."""
    document = data.get(name)
    if not isinstance(document, dict):
        raise InvalidValue(f"{name} is not a JSON object.", path=name, hint=f'Send {{"{name}": {{…}}}}.')
    return document


def declared(schema: dict[str, Any], *, required: bool = True) -> dict[str, Any]:
    """The declaration of a body that a handler reads by itself."""
    return {"requestBody": {"required": required, "content": {"application/json": {"schema": schema}}}}


DOCUMENT = {"$ref": "#/components/schemas/Topology"}
