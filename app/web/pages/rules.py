"""The rules as pages: a list to search, one page per rule with its evidence, and that evidence as picture and file."""

from functools import lru_cache
from itertools import groupby
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import HTMLResponse, JSONResponse

from app.diagram.svg import svg
from app.document.load import parse
from app.engine.rulebook import RULES, Rule
from app.errors import NotFound
from app.evidence import cases_of, has_evidence, read
from app.web.pages.findings import KINDS
from app.web.pages.render import page

router = APIRouter(prefix="/rules", include_in_schema=False)

Identifier = Annotated[str, Path(max_length=40)]
Which = Literal["triggers", "near-miss"]
CONFIDENCE: Final = {
    "documented": "written in Microsoft's documentation",
    "observed": "seen in what real Azure answered",
    "documented+observed": "written in Microsoft's documentation and seen in what real Azure answered",
    "inferred": "concluded from other rules; nobody has published what Azure answers",
    "disputed": "sources contradict each other",
    "unknown": "nobody has published what Azure does",
}
MOST_CASES: Final = 12
HOUR: Final = {"Cache-Control": "public, max-age=3600"}


@router.get("")
def rules(request: Request) -> HTMLResponse:
    """Every rule."""
    chapters = [(subject, list(found)) for subject, found in groupby(RULES.values(), key=lambda each: each.subject)]
    return page(
        request, "rules.html", section="rules", chapters=chapters, count=len(RULES), kinds=KINDS, confidences=CONFIDENCE
    )


@router.get("/{identifier}")
def rule(request: Request, identifier: Identifier) -> HTMLResponse:
    """One rule: what it says, how sure it is, where it comes from, and what shows it."""
    found = _known(identifier)
    cases = cases_of(identifier)
    return page(
        request,
        "rule.html",
        section="rules",
        rule=found,
        kind=KINDS.get(found.kind or ""),
        words=CONFIDENCE[found.confidence],
        also=[other for other in RULES.values() if other.found_as == identifier],
        finder=RULES.get(found.found_as or ""),
        evidence=[_side(identifier, "triggers"), _side(identifier, "near-miss")] if has_evidence(identifier) else [],
        cases=cases[:MOST_CASES],
        more=cases[MOST_CASES:],
    )


@router.get("/{identifier}/{which}.svg")
def picture(identifier: Identifier, which: Which, theme: Literal["light", "dark"] = "light") -> Response:
    """The picture of a rule's evidence."""
    _document(identifier, which)
    return Response(_drawn(identifier, which, theme), media_type="image/svg+xml", headers=HOUR)


@router.get("/{identifier}/{which}.json")
def document(identifier: Identifier, which: Which) -> Response:
    """The document of a rule's evidence."""
    return JSONResponse(_document(identifier, which), headers=HOUR)


@router.get("/{identifier}/{which}")
def copy(request: Request, identifier: Identifier, which: Which) -> HTMLResponse:
    """A page whose script makes a design of a rule's evidence."""
    _document(identifier, which)
    return page(request, "new.html", wanted="", document=f"/rules/{identifier}/{which}.json")


def _known(identifier: str) -> Rule:
    found = RULES.get(identifier)
    if found is None:
        raise NotFound(f"There is no rule {identifier}.", hint="The page of all rules lists them.")
    return found


def _document(identifier: str, which: Which) -> dict[str, Any]:
    if identifier not in RULES or not has_evidence(identifier):
        raise NotFound(f"There is no evidence for {identifier}.", hint="The page of all rules lists them.")
    return {**read(identifier, which)["document"], "name": f"{identifier}-{which}"}


def _side(identifier: str, which: Which) -> dict[str, Any]:
    data = read(identifier, which)
    return {
        "which": which,
        "title": data["title"],
        "drawn": not data.get("many"),
        "sentences": [each["sentence"] for each in data.get("finds", ())],
    }


@lru_cache(maxsize=128)
def _drawn(identifier: str, which: Which, theme: str) -> str:
    return svg(parse(read(identifier, which)["document"]), theme_name=theme, bare=True)
