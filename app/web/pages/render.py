"""Jinja, autoescaping everything: templates, their filters, and the two shapes of an HTML answer. Knows no design."""

import json
import posixpath
import re
from functools import cache
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from app.settings import PROJECT
from app.web.files import version

_IMPORT = re.compile(r'^(?:import|export|\}).* from "(\.[^"]+)";$', re.MULTILINE)
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
    environment.globals |= {"modules": modules, "libraries": libraries}
    environment.filters["breakable"] = breakable
    environment.filters["upperfirst"] = lambda text: text[:1].upper() + text[1:]
    return environment


@cache
def modules(entry: str) -> tuple[str, ...]:
    """A script and all that it brings along: a browser that is not told finds them one after the other."""
    folder = PROJECT / "static" / "js"
    found, waiting = {entry}, [entry]
    while waiting:
        name = waiting.pop()
        for other in _IMPORT.findall((folder / name).read_text("utf-8")):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), other))
            if path not in found:
                found.add(path)
                waiting.append(path)
    return tuple(sorted(f"js/{name}" for name in found))


@cache
def libraries(assets: str) -> tuple[tuple[str, str], ...]:
    """Address and hash of each locked browser library; those of this server below its static files."""
    entries = json.loads((PROJECT / "static" / "vendor" / "manifest.json").read_bytes())["libraries"]
    local = "vendor/{file}".format_map
    return tuple((each["cdn"] if assets == "cdn" else local(each), each["integrity"]) for each in entries)


def html(template: str, **context: Any) -> str:
    """The template with its context."""
    return _environment().get_template(template).render(**context)


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A whole page."""
    context.setdefault("section", "")
    context["static"] = f"/static/{version(PROJECT / 'static')}"
    return HTMLResponse(html(template, request=request, **context), status, {"Cache-Control": "no-cache"})


def fragment(template: str, *, keep: bool = False, **context: Any) -> HTMLResponse:
    """A part of a page; one that is addressed by version may be kept by the browser."""
    caching = "private, max-age=86400" if keep else "no-store"
    return HTMLResponse(html(template, **context), headers={"Cache-Control": caching})
