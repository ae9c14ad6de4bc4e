"""Puts the web application together: services, routes, middleware, OpenAPI. Decides the order, no behaviour."""

import gc
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app import __version__
from app.document.jsonschema import json_schema
from app.services.compute import Compute
from app.services.designs import Designs
from app.services.live import Live
from app.settings import PROJECT, Settings, settings
from app.storage.database import Database
from app.storage.migrate import upgrade
from app.web import api, problems
from app.web.files import Files
from app.web.middleware.headers import Headers, RequestLog
from app.web.middleware.limits import BodyLimit, RateLimit
from app.web.middleware.origin import SameOrigin

_ABOUT = """Draw an Azure network and read the effective routes of every subnet.

A design is reached by its links only: whoever has the edit link may change it, whoever has the view link may read it.
"""


def create_app(chosen: Settings | None = None) -> FastAPI:
    """The application with these settings; its lifespan migrates the database and runs the workers."""
    configured = chosen or settings()
    app = FastAPI(title="RouteCanvas", version=__version__, description=_ABOUT, lifespan=_lifespan, docs_url=None,
                  redoc_url=None, openapi_url="/api/v1/openapi.json")  # fmt: skip
    app.state.settings = configured
    app.state.live = Live(configured.listeners)
    app.include_router(api.router)
    app.add_api_route("/healthz", healthz, include_in_schema=False)
    static = PROJECT / "static"
    if static.is_dir():
        app.mount("/static", Files(static), name="static")
    pages = getattr(import_module("app.web.pages"), "router", None) if find_spec("app.web.pages") else None
    if pages is not None:
        app.include_router(pages)
    problems.install(app)
    _surround(app, configured)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


async def healthz() -> dict[str, str]:
    """Whether the server answers; asks nothing else."""
    return {"status": "ok", "version": __version__}


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    configured: Settings = app.state.settings
    database = Database(configured.database_url)
    upgrade(database)
    app.state.designs = Designs(database, configured, changed=app.state.live.changed)
    app.state.compute = Compute(configured)
    app.state.compute.start()
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        app.state.compute.stop()
        database.close()


def _surround(app: FastAPI, configured: Settings) -> None:
    """Middleware; the last one added is the outermost."""
    rates = {"create": configured.rate_create, "save": configured.rate_save, "compute": configured.rate_compute}
    app.add_middleware(BodyLimit, limit=configured.body_limit)
    app.add_middleware(SameOrigin)
    app.add_middleware(RateLimit, per_minute=rates)
    app.add_middleware(RequestLog)
    app.add_middleware(Headers, embed_origins=configured.embed_origins)


def _openapi(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas["Problem"] = problems.SCHEMA
        schemas |= _topology()
        app.openapi_schema = document
    return app.openapi_schema


def _topology() -> dict[str, Any]:
    """The document's schema with its definitions moved to where OpenAPI wants them."""
    text = json.dumps(json_schema()).replace("#/$defs/", "#/components/schemas/")
    schema: dict[str, Any] = json.loads(text)
    schema.pop("$schema", None)
    definitions: dict[str, Any] = schema.pop("$defs", {})
    return definitions | {"Topology": schema}
