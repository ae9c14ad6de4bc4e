"""The design without the editor around it: in a frame of another page, and out of an address that holds it whole."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from app.errors import Forbidden
from app.services.content import topology_of
from app.web.deps import DesignsDep, SettingsDep, Token
from app.web.pages.editor import corners
from app.web.pages.render import page

router = APIRouter(include_in_schema=False)


@router.get("/embed/{token}")
def embed(request: Request, token: Token, designs: DesignsDep, settings: SettingsDep) -> HTMLResponse:
    """The design to look at, for a frame; what its query says of the looks is read by its script."""
    opened = designs.open(token)
    if opened.access == "edit":
        raise Forbidden(
            "A frame shows its address to every reader of the page, so an edit link does not belong there.",
            code="embed-needs-view-link",
            hint="Use the view link.",
        )
    document = opened.data()
    boot: dict[str, Any] = {
        "token": token,
        "version": opened.version,
        "document": document,
        "corners": corners(topology_of(document)),
        "assets": settings.assets,
    }
    return page(request, "embed.html", name=opened.name, boot=boot)


@router.get("/open")
def portable(request: Request, settings: SettingsDep) -> HTMLResponse:
    """A page for designs that travel behind the # of the address, which no server ever sees."""
    return page(request, "open.html", name="A design in its address", boot={"assets": settings.assets})
