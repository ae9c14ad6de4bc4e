"""Two states of a design, two designs, or a design and its what-if on one page: pictures, behaviour, structure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from app.errors import Refusal
from app.services.compute import Compute
from app.services.content import content_of
from app.services.designs import Designs, Opened
from app.storage.records import RevisionNote
from app.web.bodies import RawBody, document_in, envelope
from app.web.deps import ComputeDep, DesignsDep, Down, Token
from app.web.pages.render import fragment, page

router = APIRouter(prefix="/d/{token}/compare", include_in_schema=False)

MOST_LINES = 10
_LINK = re.compile(r"(?:^|/d/)([A-Za-z0-9_-]{16,})(?:@\d+)?(?:[?#/].*)?$")

Revision = Annotated[int | None, Query(ge=1, le=2**31 - 1)]
Number = Annotated[str, Query(max_length=10, pattern=r"^\d*$")]


@dataclass(frozen=True, slots=True)
class Side:
    """One of both designs: its bytes, what it is called, and where it opens."""

    document: bytes
    words: str
    link: str = ""


@router.get("")
def compare(
    request: Request,
    token: Token,
    designs: DesignsDep,
    compute: ComputeDep,
    down: Down,
    before: Annotated[Number, Query(alias="from")] = "",
    after: Annotated[Number, Query(alias="to")] = "",
    other: Annotated[str, Query(max_length=500)] = "",
) -> HTMLResponse:
    """The page; without anything chosen, the state before the last one beside that of now."""
    opened = designs.open(token)
    notes = designs.revisions(token)
    if not request.query_params:
        before = _previous(opened, notes)
    context: dict[str, Any] = {"trouble": None, "others": ()}
    try:
        far = _token_in(other) if other else token
        context["others"] = designs.revisions(far) if other else notes
        sides = _side(designs, token, before), _side(designs, far, after, named=bool(other))
        context |= _result(compute, *sides, down)
    except Refusal as error:
        context["trouble"] = error
    return page(
        request,
        "compare.html",
        name=opened.name,
        token=token,
        notes=notes,
        chosen={"from": before, "to": after, "other": other, "down": {path: _failed(path) for path in down}},
        **context,
    )


@router.post("")
def with_file(
    token: Token,
    body: RawBody,
    designs: DesignsDep,
    compute: ComputeDep,
    before: Annotated[Number, Query(alias="from")] = "",
) -> HTMLResponse:
    """The result for a design that is sent and not kept."""
    document = document_in(envelope(body, frozenset({"document", "name"})))
    content = content_of(document)
    result = _result(compute, _side(designs, token, before), Side(content.document, content.name), [])
    return fragment("panels/comparison.html", **result)


def _previous(opened: Opened, notes: Iterable[RevisionNote]) -> str:
    """The newest kept state that is older than that of now."""
    return next((str(note.number) for note in notes if note.version < opened.version), "")


def _token_in(link: str) -> str:
    found = _LINK.search(link.strip())
    return found[1] if found else link.strip()


def _side(designs: Designs, token: str, number: str, *, named: bool = False) -> Side:
    if number:
        opened = designs.open_revision(token, int(number))
        words = f"version {number}"
    else:
        opened = designs.open(token)
        words = "now"
    address = f"/d/{token}@{number}" if number else f"/d/{token}"
    return Side(opened.document, f"{opened.name}, {words}" if named else words.capitalize(), address)


def _result(compute: Compute, before: Side, after: Side, down: list[str]) -> dict[str, Any]:
    """What the template shows of a comparison."""
    answer = compute.comparison(before.document, after.document, down)
    lines, counts = answer["behaviour"]["lines"], answer["behaviour"]["counts"]
    groups = [(change, [line for line in lines if line["change"] == change]) for change in counts]
    return {
        "before": before,
        "after": after,
        "down": [_failed(path) for path in down],
        "pictures": answer["pictures"],
        "markdown": answer["markdown"],
        "drawn": partial(_drawn, tuple(answer["halves"].values())),
        "counts": counts,
        "groups": _first([group for group in groups if group[1]]),
        "structure": [(line["change"], line["words"], line["paths"]) for line in answer["summary"]],
    }


_PARTS = {
    "links": "{owner} {name} link failed",
    "instances": "{owner} instance {number} failed",
    "tunnels": "{owner} tunnel {number} failed",
    "bgpPeers": "{owner} session with {name} failed",
    "": "{owner} {name} failed",
}


def _failed(path: str) -> str:
    """What failed, as the editor says it; instances count from one, as in every table."""
    _, owner, *rest = path.split("/", 2)
    part, _, name = rest[0].rpartition("/") if rest else ("", "", "")
    if not name or part not in _PARTS:
        return f"{path.rpartition('/')[2]} failed"
    number = int(name) + 1 if name.isdecimal() else name
    return _PARTS[part].format(owner=owner, name=name, number=number)


def _drawn(halves: tuple[dict[str, str], ...], paths: Iterable[str]) -> str:
    """The paths and, of halves of peerings, the lines that stand for them in either picture."""
    return " ".join(
        dict.fromkeys(line for path in paths for line in (path, *(lines.get(path, path) for lines in halves)))
    )


def _first(groups: list[tuple[str, list[Any]]]) -> list[dict[str, Any]]:
    """The groups with the lines that are shown at once and those that unfold: about ten at once over all groups."""
    room = MOST_LINES
    found = []
    for index, (change, lines) in enumerate(groups):
        shown = max(1, min(len(lines), room - (len(groups) - index - 1)))
        room -= shown
        found.append({"change": change, "lines": lines[:shown], "more": lines[shown:]})
    return found
