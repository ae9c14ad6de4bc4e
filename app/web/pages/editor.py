"""The editor's page, the exports beside it, and places for boxes that nobody has placed. Edits come through the API."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import HTMLResponse

from app.diagram.elements import element_level, elements
from app.diagram.graph import outermost
from app.diagram.layout import layout
from app.document.schema import Topology
from app.services.content import topology_of
from app.services.designs import Opened
from app.settings import Settings
from app.web.bodies import RawBody, document_in, envelope
from app.web.deps import ComputeDep, DesignsDep, Down, Look, Number, SettingsDep, Token
from app.web.pages.render import page

router = APIRouter(include_in_schema=False)

Extension = Annotated[str, Path(pattern="^[a-z0-9]{1,12}$")]
_INLINE = ("image/svg+xml", "image/png", "application/json", "text/")


@router.get("/d/{token}.{extension}")
def export(
    token: Token,
    extension: Extension,
    designs: DesignsDep,
    compute: ComputeDep,
    down: Down,
    look: Look,
    download: bool = False,
) -> Response:
    """The design in another format."""
    opened = designs.open(token)
    answer = compute.export(opened.document, extension, down, look)
    disposition = "attachment" if download or not answer.media_type.startswith(_INLINE) else "inline"
    headers = {"Content-Disposition": f'{disposition}; filename="{_file_name(opened.name)}.{extension}"'}
    return Response(answer.body, media_type=answer.media_type, headers=headers)


@router.get("/d/{token}@{number}")
def revision(
    request: Request, token: Token, number: Number, designs: DesignsDep, settings: SettingsDep
) -> HTMLResponse:
    """An earlier state, to look at."""
    return _editor(request, token, designs.open_revision(token, number), settings, editable=False)


@router.get("/d/{token}")
def design(request: Request, token: Token, designs: DesignsDep, settings: SettingsDep) -> HTMLResponse:
    """The design: to edit or to look at, as the token says."""
    opened = designs.open(token)
    return _editor(request, token, opened, settings, editable=opened.access == "edit")


def _editor(request: Request, token: str, opened: Opened, settings: Settings, *, editable: bool) -> HTMLResponse:
    document = opened.data()
    boot: dict[str, Any] = {
        "token": token,
        "version": opened.version,
        "revision": opened.number,
        "access": "edit" if editable else "view",
        "document": document,
        "corners": corners(topology_of(document)),
        "assets": settings.assets,
        "embedOrigins": settings.embed_origins.strip(),
    }
    return page(request, "editor.html", name=opened.name, boot=boot, editable=editable, kept_at=opened.updated_at)


def corners(topology: Topology) -> dict[str, tuple[float, float]]:
    """The top left corner of every outermost box."""
    drawn = elements(topology, element_level(topology))
    boxes = layout(drawn, topology.canvas.positions if topology.canvas else {})
    owner = outermost(drawn)
    return {name: (boxes[name].x, boxes[name].y) for name, block in owner.items() if name == block}


@router.post("/arrange")
def arrange(body: RawBody) -> Response:
    """Places for all boxes of a design that is not kept, as if nobody had moved any but those to keep."""
    asked = envelope(body, frozenset({"document", "keep"}))
    topology, keep = topology_of(document_in(asked)), asked.get("keep")
    if topology.canvas is not None:
        wanted = keep if isinstance(keep, list) else []
        places = {path: place for path, place in topology.canvas.positions.items() if path in wanted}
        canvas = topology.canvas.model_copy(update={"positions": places})
        topology = topology.model_copy(update={"canvas": canvas})
    return Response(json.dumps(corners(topology)), media_type="application/json")


def _file_name(name: str) -> str:
    return "".join(each if each.isascii() and (each.isalnum() or each in "-_.") else "-" for each in name) or "design"
