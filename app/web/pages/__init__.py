"""The pages and fragments that a person sees."""

from fastapi import APIRouter

from app.web.pages import assets, editor, findings, home, hubs, panels
from app.web.pages.home import error_page

router = APIRouter(include_in_schema=False)
for part in (findings.router, hubs.router, panels.router, assets.router, home.router, editor.router):
    router.include_router(part)

__all__ = ["error_page", "router"]
