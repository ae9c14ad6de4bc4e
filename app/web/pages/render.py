"""Jinja, autoescaping everything: templates, their filters, and the two shapes of an HTML answer. Knows no design."""

import re
from functools import cache
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from app.settings import PROJECT

_LAST_WORD = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]*$)")


def breakable(text: str) -> Markup:
    """The text with a place where a narrow column may break it: VirtualNetworkGateway is one long word otherwise."""
    return Markup("<wbr>").join(escape(part) for part in _LAST_WORD.split(text))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(PROJECT / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["modules"] = modules
    environment.filters["breakable"] = breakable
    environment.filters["upperfirst"] = lambda text: text[:1].upper() + text[1:]
    return environment


@cache
def modules(*others: str) -> tuple[str, ...]:
    """The editor's scripts, named in its page: the browser would find them one after the other otherwise."""
    folder = PROJECT / "static" / "js"
    own = (path.relative_to(folder).as_posix() for path in folder.rglob("*.js"))
    return tuple(sorted(f"/static/js/{name}" for name in own if not name.startswith(others)))


def html(template: str, **context: Any) -> str:
    """The template with its context."""
    return _environment().get_template(template).render(**context)


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A whole page."""
    context.setdefault("section", "")
    return HTMLResponse(html(template, request=request, **context), status, {"Cache-Control": "no-cache"})


def fragment(template: str, *, keep: bool = False, **context: Any) -> HTMLResponse:
    """A part of a page; one that is addressed by version may be kept by the browser."""
    caching = "private, max-age=86400" if keep else "no-store"
    return HTMLResponse(html(template, **context), headers={"Cache-Control": caching})
