"""Designs: create, read, replace, fork, delete."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Response
from pydantic import BaseModel, ConfigDict

from app.errors import InvalidValue
from app.services.designs import Created, Opened
from app.web.bodies import DOCUMENT, RawBody, declared, document_in, envelope
from app.web.deps import DesignsDep, OptionalVersion, RequiredVersion, Token, etag
from app.web.problems import responses

router = APIRouter(prefix="/designs", tags=["designs"])

_NEW = {
    "oneOf": [
        {
            "type": "object",
            "required": ["document"],
            "properties": {"document": DOCUMENT},
            "additionalProperties": False,
        },
        {
            "type": "object",
            "required": ["template"],
            "properties": {"template": {"type": "string"}},
            "additionalProperties": False,
        },
    ]
}
_REPLACE = {
    "type": "object",
    "required": ["document"],
    "properties": {
        "document": DOCUMENT,
        "base": {
            "type": "object",
            "description": "The document that the change started from; used when the save turns out to be stale",
        },
        "decided": {
            "type": "object",
            "additionalProperties": {"type": "string", "enum": ["mine", "theirs"]},
            "description": "Whose value stays, by the path of each conflict that an earlier try was refused with",
        },
    },
    "additionalProperties": False,
}
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "The version is the one already known"}}
_FORK = {
    "type": "object",
    "properties": {"revision": {"type": ["integer", "null"], "minimum": 1, "maximum": 2**31 - 1}},
    "additionalProperties": False,
}


class Model(BaseModel):
    """Common settings of the answers."""

    model_config = ConfigDict(frozen=True)


class Links(Model):
    """Paths of the two links of a design."""

    view: str
    edit: str


class CreatedOut(Model):
    """A new design."""

    version: int
    links: Links


class DesignOut(Model):
    """A design as one link shows it."""

    version: int
    access: Literal["view", "edit"]
    name: str
    digest: str
    updatedAt: str
    document: dict[str, Any]


class SavedOut(Model):
    """The result of a save; the document is sent back when it holds the changes of others too."""

    version: int
    digest: str
    merged: bool
    document: dict[str, Any] | None = None


def created(response: Response, new: Created) -> CreatedOut:
    """The answer to whatever makes a design."""
    response.headers["ETag"] = etag(new.version)
    response.headers["Location"] = new.edit
    return CreatedOut(version=new.version, links=Links(view=new.view, edit=new.edit))


def shown(opened: Opened) -> Response:
    """A design, or an earlier state of it; the document goes out as it is kept, without being read."""
    head = {
        "version": opened.version,
        "access": opened.access,
        "name": opened.name,
        "digest": opened.digest,
        "updatedAt": opened.updated_at.isoformat(),
    }
    if opened.number is not None:
        head["number"] = opened.number
    body = json.dumps(head, ensure_ascii=False).encode()
    return Response(
        body[:-1] + b', "document": ' + opened.document + b"}",
        media_type="application/json",
        headers={"ETag": etag(opened.version)} if opened.number is None else None,
    )


@router.post("", status_code=201, responses=responses(403, 415, 507), openapi_extra=declared(_NEW))
def create(body: RawBody, designs: DesignsDep, response: Response) -> CreatedOut:
    """Keep a new design, from a document or from a template of the gallery."""
    data = envelope(body, frozenset({"document", "template"}))
    if len(data) != 1:
        raise InvalidValue("Send either a document or a template.", hint='For example {"template": "empty"}.')
    if "document" in data:
        return created(response, designs.create(document_in(data)))
    name = data["template"]
    if not isinstance(name, str):
        raise InvalidValue("template is not a name.", path="template")
    return created(response, designs.create_from_template(name))


@router.get("/{token}", response_model=DesignOut, responses=responses() | _UNCHANGED)
def read(
    token: Token,
    designs: DesignsDep,
    known: Annotated[str | None, Header(alias="If-None-Match")] = None,
) -> Response:
    """The design behind a link."""
    opened = designs.open(token)
    if known is not None and known.strip() == etag(opened.version):
        return Response(status_code=304, headers={"ETag": etag(opened.version)})
    return shown(opened)


@router.put("/{token}", responses=responses(403, 409, 412, 415, 428, 507), openapi_extra=declared(_REPLACE))
def replace(token: Token, body: RawBody, designs: DesignsDep, response: Response, version: RequiredVersion) -> SavedOut:
    """Replace the document. A stale save is merged where both sides changed different things."""
    data = envelope(body, frozenset({"document", "base", "decided"}))
    base = document_in(data, "base") if data.get("base") is not None else None
    saved = designs.save(token, document_in(data), version, base, _decided(data))
    response.headers["ETag"] = etag(saved.version)
    return SavedOut(
        version=saved.version,
        digest=saved.content.digest,
        merged=saved.merged,
        document=saved.data() if saved.merged else None,
    )


def _decided(data: Mapping[str, object]) -> dict[str, str]:
    decided = data.get("decided", {})
    if not isinstance(decided, dict) or not all(side in ("mine", "theirs") for side in decided.values()):
        raise InvalidValue("decided does not say mine or theirs for each path.", path="decided")
    return decided


@router.delete("/{token}", status_code=204, responses=responses(403, 412, 507))
def delete(token: Token, designs: DesignsDep, version: OptionalVersion) -> None:
    """Delete the design with all of its revisions and links."""
    designs.delete(token, version)


@router.post(
    "/{token}/fork",
    status_code=201,
    responses=responses(403, 415, 507),
    openapi_extra=declared(_FORK, required=False),
)
def fork(token: Token, body: RawBody, designs: DesignsDep, response: Response) -> CreatedOut:
    """A copy of the design, or of one of its revisions, with links of its own."""
    return created(response, designs.fork(token, whole_number(envelope(body, frozenset({"revision"})), "revision")))


def whole_number(data: dict[str, object], name: str) -> int | None:
    """An optional number of the envelope."""
    value = data.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < 2**31:
        raise InvalidValue(f"{name} is not a positive whole number.", path=name)
    return value
