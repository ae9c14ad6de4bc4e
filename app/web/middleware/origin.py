"""Refuses writes that another site's page could have sent. Decides by what browsers say, without cookies."""

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import Forbidden
from app.web.problems import Problem, of_refusal

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOrigin:
    """Lets writes through that come from our own pages or from no browser, and only as JSON."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on."""
        problem = _problem(scope) if scope["type"] == "http" and scope["method"] not in _SAFE else None
        if problem is None:
            await self._app(scope, receive, send)
        else:
            await problem.response()(scope, receive, send)


def _problem(scope: Scope) -> Problem | None:
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    if not _same_origin(headers):
        return of_refusal(
            Forbidden(
                "The request comes from a page of another site.",
                code="cross-site",
                hint="Writes are accepted from RouteCanvas's own pages and from programs.",
            )
        )
    body = headers.get(b"content-length", "0") != "0" or b"transfer-encoding" in headers
    media_type = headers.get(b"content-type", "").split(";")[0].strip().lower()
    if (body or media_type) and media_type != "application/json":
        return Problem(
            415,
            "not-json-type",
            "The body is not JSON",
            f"Content-Type is {media_type[:80] or 'missing'!r}.",
            "Send Content-Type: application/json.",
        )
    return None


def _same_origin(headers: dict[bytes, str]) -> bool:
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get(b"origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == headers.get(b"host", "")
    except ValueError:
        return False
