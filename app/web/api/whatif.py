"""What follows from failures, and how the design compares with another or with what az printed of the real one."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response

from app.errors import InvalidValue
from app.services import blame
from app.web.api.designs import Model
from app.web.api.questions import ask, json_answers, sent
from app.web.bodies import RawBody, declared, envelope
from app.web.deps import ComputeDep, DesignsDep, Down, SourceDep, Token
from app.web.problems import responses

router = APIRouter(prefix="/designs/{token}", tags=["what-if"])

_TABLE = {
    "description": "The matrix",
    "content": {"application/json": {"schema": {"type": "object"}}, "text/csv": {"schema": {"type": "string"}}},
}
_PASTED = {
    "type": "object",
    "required": ["at", "text"],
    "properties": {
        "at": {"type": "string", "minLength": 1, "maxLength": 300, "description": "A subnet, a router, or HUB/TABLE"},
        "text": {"type": "string", "minLength": 1, "description": "What az printed, with -o json or -o table"},
        "peer": {"type": "string", "maxLength": 300, "description": "Only what this peer told or is told"},
        "table": {"enum": ["", "learned", "advertised"], "description": "Which table of a router the text is"},
    },
    "additionalProperties": False,
}
Name = Annotated[str, Query(min_length=1, max_length=200, description="The name of an intent of the design")]
Start = Annotated[int, Query(ge=0, le=1_000_000, description="The number of the first failure to try: next of before")]
Pairs = Annotated[bool, Query(description="Two failures at once, of which those worse than both alone are told")]
Seconds = Annotated[float, Query(gt=0, le=20, description="Stop after about so long and say where to go on")]


class StateOut(Model):
    """A kept state of the design; that of now has no number."""

    number: int | None
    label: str | None
    createdAt: str


class BrokenByOut(Model):
    """Whether an intent holds, and if not which state broke it; `lastHeld` is null where no kept one held."""

    intent: str
    sentence: str
    holds: bool
    lastHeld: StateOut | None
    brokenBy: StateOut | None
    why: dict[str, Any] | None
    tried: int


@router.get("/changes", response_class=Response, responses=json_answers)
def changes(opened: SourceDep, compute: ComputeDep, down: Down) -> Response:
    """Which flows are lost, moved or gained against everything up, and what a drawing paints."""
    return ask(compute, opened, down, "changes")


@router.get("/sweep", response_class=Response, responses=json_answers)
def sweep(
    opened: SourceDep, compute: ComputeDep, down: Down, start: Start = 0, seconds: Seconds = 5, pairs: Pairs = False
) -> Response:
    """Every single failure on top of what is down; ask again from `next` until it is null."""
    both = "1" if pairs else None
    return ask(compute, opened, down, "sweep", start=str(start), seconds=str(seconds), pairs=both)


@router.get("/intents", response_class=Response, responses=json_answers)
def intents(opened: SourceDep, compute: ComputeDep, down: Down) -> Response:
    """Whether each intent of the design holds, and the row that breaks it."""
    return ask(compute, opened, down, "intents")


@router.get("/broken-by", responses=responses())
def broken_by(token: Token, designs: DesignsDep, compute: ComputeDep, intent: Name) -> BrokenByOut:
    """Since which revision an intent does not hold: the last one that held and the one after it."""
    return BrokenByOut.model_validate(blame.broken_by(designs, compute, token, intent))


@router.get("/suggestions", response_class=Response, responses=json_answers)
def suggestions(opened: SourceDep, compute: ComputeDep, down: Down) -> Response:
    """Intents that hold now."""
    return ask(compute, opened, down, "suggestions")


@router.get("/matrix", response_class=Response, responses=responses() | {200: _TABLE})
def matrix(
    opened: SourceDep, compute: ComputeDep, down: Down, form: Annotated[Literal["json", "csv"], Query()] = "json"
) -> Response:
    """What kind of way leads from everything to everything."""
    if form == "json":
        return ask(compute, opened, down, "matrix")
    table = sent(compute.answer(opened.document, down, "matrix.csv", {}, opened.routing_digest))
    table.headers["Content-Disposition"] = 'attachment; filename="matrix.csv"'
    return table


@router.get("/diff/{other}", response_class=Response, responses=json_answers)
def diff(
    opened: SourceDep,
    designs: DesignsDep,
    compute: ComputeDep,
    other: Annotated[str, Path(max_length=200, description="The token of the design to compare with; may be the same")],
    other_revision: Annotated[
        int | None, Query(ge=1, le=2**31 - 1, description="An earlier revision of the other design")
    ] = None,
) -> Response:
    """What this design, or an earlier revision of it, and another one have and do differently."""
    after = designs.open(other) if other_revision is None else designs.open_revision(other, other_revision)
    return sent(compute.difference(opened.document, after.document))


@router.post(
    "/reality",
    response_class=Response,
    responses=json_answers | responses(403, 415),
    openapi_extra=declared(_PASTED),
)
def reality(opened: SourceDep, body: RawBody, compute: ComputeDep, down: Down) -> Response:
    """A table of the design held against what az printed: agreement, or the rows that differ and the likely cause."""
    data = envelope(body, frozenset({"at", "text", "peer", "table"}))
    asked: dict[str, str] = {}
    for name in ("at", "text", "peer", "table"):
        value = data.get(name, "")
        if not isinstance(value, str) or (name in ("at", "text") and not value):
            raise InvalidValue(f"{name} is not a text.", path=name)
        asked[name] = value
    if asked["table"] not in ("", "learned", "advertised"):
        raise InvalidValue("table is neither learned nor advertised.", path="table")
    return sent(compute.reality(opened.document, **asked, down=down))
