"""The gallery, the page that makes a copy of one of its designs, and errors as pages."""

from functools import cache
from itertools import groupby
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.responses import HTMLResponse

from app.diagram.svg import svg
from app.document.load import parse
from app.errors import NotFound
from app.gallery import gallery, template
from app.gallery.pairs import PAIRS, pair_of
from app.web.pages.render import page
from app.web.problems import Problem

router = APIRouter(include_in_schema=False)

Name = Annotated[str, Path(pattern="^[a-z0-9-]{1,80}$")]


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """The gallery by problem."""
    shown = [each for each in gallery() if each.group]
    groups = [(group, list(members)) for group, members in groupby(shown, key=lambda each: each.group)]
    return page(request, "home.html", section="gallery", groups=groups, pairs=PAIRS, pair_of=pair_of)


@router.get("/new")
def new(request: Request, name: Annotated[str, Query(alias="template", max_length=80)] = "empty") -> HTMLResponse:
    """A page whose script makes the copy: a link that is followed changes nothing by itself."""
    return page(request, "new.html", wanted=name, document="")


@cache
def thumbnail_svg(name: str, theme: str) -> str:
    """The small picture of a design of the gallery."""
    return svg(parse(template(name)), theme_name=theme, bare=True)


@router.get("/gallery/{name}.svg")
def thumbnail(name: Name, theme: Literal["light", "dark"] = "light") -> Response:
    """The small picture of a design of the gallery."""
    if name not in {each.name for each in gallery()}:
        raise NotFound(f"The gallery has no design called {name}.")
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(thumbnail_svg(name, theme), media_type="image/svg+xml", headers=headers)


def error_page(request: Request, problem: Problem) -> Response:
    """A problem for a person."""
    heading = "There is nothing here" if problem.code == "not-found" else problem.title
    response = page(
        request,
        "error.html",
        problem.status,
        heading=heading,
        detail=problem.detail or problem.title,
        hint=problem.hint,
    )
    response.headers.update(problem.headers)
    return response
