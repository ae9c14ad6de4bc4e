"""What the browser needs to draw: the theme as CSS variables, and theme, icons and connection table as one JSON."""

import hashlib
import json
from functools import cache
from typing import Any

from fastapi import APIRouter, Header, Request, Response

from app.diagram.theme import icon, variable
from app.document.connect import as_json
from app.settings import PROJECT

router = APIRouter(include_in_schema=False)


@cache
def _theme() -> dict[str, Any]:
    theme: dict[str, Any] = json.loads((PROJECT / "static" / "theme.json").read_bytes())
    return theme


@cache
def theme_css() -> str:
    """Each palette as CSS variables, and for each meaning the two that a chip takes its colours from."""
    theme = _theme()
    blocks = []
    for name, colours in theme["palettes"].items():
        lines = "".join(f"{variable(key)}:{value};" for key, value in colours.items())
        selector = ":root" if name == "light" else f':root[data-theme="{name}"]'
        blocks.append(f"{selector}{{{lines}}}")
    meanings = {**theme["meanings"], **{key: style["meaning"] for key, style in theme["edges"].items()}}
    for meaning, colour in meanings.items():
        blocks.append(f".m-{meaning}{{--chip:var(--{colour});--chip-soft:var(--{colour}-soft)}}")
    return "\n".join(blocks) + "\n"


@cache
def drawing_json() -> bytes:
    """Theme, the insides of all icons in both palettes, and what may be connected to what."""
    theme = _theme()
    icons = {name: {kind: icon(kind, name) for kind in theme["nodes"]} for name in theme["palettes"]}
    manifest = json.loads((PROJECT / "static" / "vendor" / "manifest.json").read_bytes())
    drawing = {"theme": theme, "icons": icons, "connectable": as_json(), "libraries": manifest["libraries"]}
    return json.dumps(drawing, ensure_ascii=False).encode()


def _cached(body: bytes, media_type: str, known: str | None) -> Response:
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if known == etag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


@router.get("/theme.css")
def theme(request: Request, if_none_match: str | None = Header(default=None)) -> Response:
    """The theme's colours for style sheets."""
    return _cached(theme_css().encode(), "text/css", if_none_match)


@router.get("/drawing.json")
def drawing(if_none_match: str | None = Header(default=None)) -> Response:
    """What the canvas draws with."""
    return _cached(drawing_json(), "application/json", if_none_match)
