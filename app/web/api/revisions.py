"""Earlier states of a design: list, name, look at, go back to."""

from fastapi import APIRouter, Response

from app.errors import InvalidValue
from app.storage.records import RevisionNote
from app.web.api.designs import DesignOut, Model, SavedOut, shown
from app.web.bodies import RawBody, declared, envelope
from app.web.deps import DesignsDep, Number, OptionalVersion, Token, etag
from app.web.problems import responses

router = APIRouter(prefix="/designs/{token}/revisions", tags=["revisions"])

_LABEL = 200
_NAMED = {
    "type": "object",
    "required": ["label"],
    "properties": {"label": {"type": "string", "minLength": 1, "maxLength": _LABEL}},
    "additionalProperties": False,
}


class RevisionOut(Model):
    """One earlier state."""

    number: int
    version: int
    kind: str
    label: str | None
    createdAt: str


class RevisionsOut(Model):
    """The earlier states, newest first."""

    revisions: list[RevisionOut]


class RevisionDesignOut(DesignOut):
    """An earlier state with its document."""

    number: int


def _out(note: RevisionNote) -> RevisionOut:
    return RevisionOut(
        number=note.number,
        version=note.version,
        kind=note.kind,
        label=note.label,
        createdAt=note.created_at.isoformat(),
    )


@router.get("", responses=responses())
def listing(token: Token, designs: DesignsDep) -> RevisionsOut:
    """The earlier states, newest first."""
    return RevisionsOut(revisions=[_out(note) for note in designs.revisions(token)])


@router.post("", status_code=201, responses=responses(403, 415, 507), openapi_extra=declared(_NAMED))
def name(token: Token, body: RawBody, designs: DesignsDep) -> RevisionOut:
    """Keep the state of now under a name."""
    label = envelope(body, frozenset({"label"})).get("label")
    if not isinstance(label, str) or not 0 < len(label) <= _LABEL or not label.isprintable():
        raise InvalidValue(f"label is not a text of 1 to {_LABEL} printable characters.", path="label")
    return _out(designs.name_revision(token, label))


@router.get("/{number}", response_model=RevisionDesignOut, responses=responses())
def read(token: Token, number: Number, designs: DesignsDep) -> Response:
    """One earlier state with its document."""
    return shown(designs.open_revision(token, number))


@router.post("/{number}/restore", responses=responses(403, 412, 507))
def restore(
    token: Token, number: Number, designs: DesignsDep, response: Response, version: OptionalVersion
) -> SavedOut:
    """Make an earlier state the live one, as a new version."""
    saved = designs.restore(token, number, version)
    response.headers["ETag"] = etag(saved.version)
    return SavedOut(version=saved.version, digest=saved.content.digest, merged=False, document=saved.data())
