"""The drawer of findings: by gravity, with what is dismissed apart. Decides no finding and no cure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from app.errors import Refusal
from app.web.deps import ComputeDep, Down, SourceDep
from app.web.pages.render import fragment

router = APIRouter(prefix="/d/{token}", include_in_schema=False)

Json = Mapping[str, Any]
Version = Annotated[int | None, Query(alias="v")]
KINDS = {
    "refused": ("Refused", "Azure would not deploy this"),
    "limit": ("Limit", "more than Azure takes"),
    "warned": ("Warning", "Azure takes this, and then it breaks or surprises"),
    "advice": ("Advice", "works, but there is a better way or a price"),
    "note": ("Note", "worth knowing"),
}
_MARKED = ("refused", "limit", "warned")


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one gravity."""

    kind: str
    words: str
    meaning: str
    findings: tuple[Json, ...]


def groups(findings: Iterable[Json]) -> list[Group]:
    """The findings by gravity, the gravest first, in each by rule."""
    order = list(KINDS)
    ordered = sorted(findings, key=lambda each: (order.index(each["kind"]), each["rule"]))
    return [Group(kind, *KINDS[kind], tuple(alike)) for kind, alike in groupby(ordered, key=lambda each: each["kind"])]


@router.get("/findings")
def findings(opened: SourceDep, compute: ComputeDep, down: Down, v: Version = None) -> HTMLResponse:
    """What Azure would refuse, then what it accepts and breaks, then what the authors set aside."""
    try:
        found = compute.ask(opened.document, down, "findings", {}, opened.routing_digest)["findings"]
    except Refusal as error:
        return fragment("panels/trouble.html", detail=error.detail, hint=error.own_hint)
    live = [each for each in found if not each["dismissed"]]
    return fragment(
        "panels/findings.html",
        keep=v is not None and v == opened.version,
        groups=groups(live),
        count=len(live),
        dismissed=[each for each in found if each["dismissed"]],
        marked=_MARKED,
    )
