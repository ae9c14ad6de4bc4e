"""Security headers of every answer, and the one log line of every request. Never logs a path that holds a token."""

import logging
import secrets
import time

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.logs import request_id
from app.web.problems import Problem, render

log = logging.getLogger("app.requests")

_POLICY = (
    "default-src 'none'; script-src 'self' https://cdn.jsdelivr.net; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors "
)
_QUIET = ("/static/", "/healthz")


class Headers:
    """Adds the headers that every answer carries."""

    def __init__(self, app: ASGIApp, embed_origins: str) -> None:
        self._app = app
        self._policy = _POLICY + "'none'"
        self._embed_policy = _POLICY + (embed_origins.strip() or "'none'")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers; what a handler has set itself stays."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        policy = self._embed_policy if path.startswith("/embed/") else self._policy

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", policy)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "no-referrer")
                headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
                headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                headers.setdefault("Cache-Control", "no-cache" if path.startswith("/static/") else "no-store")
                headers["X-Request-Id"] = request_id.get()
            await send(message)

        await self._app(scope, receive, sent)


class RequestLog:
    """Gives a request its id and writes its log line, with the route's pattern in place of the path."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, then log; what nobody expected becomes an answer without its reason, which the log has."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id.set(secrets.token_hex(8))
        started, status = time.perf_counter(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception as error:
            log.error("request failed", exc_info=error)
            if not status:
                problem = Problem(500, "internal", "Something went wrong", hint="The log of the server has the reason.")
                await render(Request(scope), problem)(scope, receive, sent)
        finally:
            if not scope["path"].startswith(_QUIET):
                _write(scope, status, time.perf_counter() - started)


def _write(scope: Scope, status: int, seconds: float) -> None:
    pattern = getattr(scope.get("route"), "path", "") or "unmatched"
    fields = {
        "method": scope["method"],
        "route": pattern,
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
        "client": (scope.get("client") or ("",))[0],
    }
    log.info("%s %s %s", scope["method"], pattern, status, extra=fields)
