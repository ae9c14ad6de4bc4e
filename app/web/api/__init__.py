"""The JSON interface under /api/v1, one module per resource."""

from fastapi import APIRouter

from app.web.api import catalogue, designs, evaluate, events, links, questions, revisions, source, whatif

router = APIRouter(prefix="/api/v1")
for part in (designs, revisions, links, events, questions, whatif, evaluate, source, catalogue):
    router.include_router(part.router)

__all__ = ["router"]
