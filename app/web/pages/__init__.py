"""The pages and fragments that a person sees."""

from fastapi import APIRouter

from app.web.pages import assets, compare, editor, embed, findings, home, hubs, pairs, panels, rules
from app.web.pages.home import error_page

router = APIRouter(include_in_schema=False)
for part in (compare, findings, hubs, panels, pairs, assets, home, rules, editor, embed):
    router.include_router(part.router)

__all__ = ["error_page", "router"]
