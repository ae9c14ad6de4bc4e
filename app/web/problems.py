"""How refusals become HTTP: RFC 9457 problems, their statuses, and their place in the OpenAPI document."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from app import errors

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
MEDIA_TYPE = "application/problem+json"
_STATUS: Mapping[type[errors.Refusal], int] = {
    errors.BadRequest: 400,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.MergeConflict: 409,
    errors.StaleVersion: 412,
    errors.TooLarge: 413,
    errors.BadDocument: 422,
    errors.InvalidValue: 422,
    errors.UnknownPlace: 422,
    errors.AnswerTooLarge: 422,
    errors.VersionRequired: 428,
    errors.TooMany: 429,
    errors.Unavailable: 503,
    errors.StorageFull: 507,
}
_SENTENCE = {
    400: "The request cannot be read",
    403: "The link or the origin does not allow this",
    404: "Nothing is there, or not for this link",
    405: "The method is not known here",
    409: "Both sides changed the same things",
    412: "The version is not the stored one",
    413: "The body is too large",
    415: "The body is not JSON",
    422: "The design or a parameter has problems",
    428: "If-Match is missing",
    429: "Too many requests",
    503: "No answer now; the reason is given",
    507: "No room to save",
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "required": ["type", "title", "status", "code", "detail", "hint", "path", "problems"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable; programs may depend on it"},
        "detail": {"type": "string"},
        "hint": {"type": "string"},
        "path": {"type": "string", "description": "Path into the document or the name of a parameter"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "code", "message", "hint"],
                "properties": {name: {"type": "string"} for name in ("path", "code", "message", "hint")},
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One error as a client sees it."""

    status: int
    code: str
    title: str
    detail: str = ""
    hint: str = ""
    path: str = ""
    problems: tuple[Mapping[str, str], ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The members of the JSON object."""
        return {
            "type": f"urn:routecanvas:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail or self.title,
            "hint": self.hint,
            "path": self.path,
            "problems": [dict(each) for each in self.problems],
            **self.extra,
        }

    def response(self) -> Response:
        """The problem as JSON."""
        body = json.dumps(self.body(), ensure_ascii=False).encode("utf-8", "backslashreplace")
        return Response(body, self.status, dict(self.headers) | {"Cache-Control": "no-store"}, MEDIA_TYPE)


def of_refusal(refusal: errors.Refusal) -> Problem:
    """The problem that a refusal is."""
    status = next((_STATUS[kind] for kind in type(refusal).__mro__ if kind in _STATUS), 400)
    headers = {}
    if isinstance(refusal, errors.TooMany):
        headers["Retry-After"] = str(refusal.retry_after)
    elif status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "1"
    return Problem(
        status,
        refusal.own_code,
        refusal.title,
        refusal.detail,
        refusal.own_hint,
        refusal.path,
        refusal.problems,
        refusal.extra,
        headers,
    )


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The declaration of these errors for the OpenAPI document; those that any request can meet are added."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    declared = sorted({*statuses, 400, 404, 413, 422, 429, 503})
    return {status: {"description": _SENTENCE[status], "content": content} for status in declared}


def install(app: FastAPI) -> None:
    """Answer every error with a problem, or with a page where a person asked for one."""
    app.add_exception_handler(errors.Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def render(request: Request, problem: Problem) -> Response:
    """The problem in the form that the request wants."""
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return problem.response()
    pages = import_module("app.web.pages") if find_spec("app.web.pages") else None
    error_page = getattr(pages, "error_page", None)
    if error_page is None:
        return problem.response()
    page: Response = error_page(request, problem)
    return page


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.Refusal)
    return render(request, of_refusal(error))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    problems = tuple(
        {
            "path": "/".join(str(step) for step in each["loc"][1:]),
            "code": str(each["type"]),
            "message": str(each["msg"]),
            "hint": "",
        }
        for each in error.errors()
    )
    first = problems[0]
    title = "A value of the request cannot be used"
    return render(
        request, Problem(422, "invalid-value", title, first["message"], path=first["path"], problems=problems)
    )


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    code = status.phrase.lower().replace(" ", "-")
    headers = dict(error.headers or {})
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(sorted(_allowed(request)))
    title = _SENTENCE.get(error.status_code, status.phrase)
    return render(request, Problem(error.status_code, code, title, headers=headers))


def _allowed(request: Request) -> set[str]:
    """All methods that the path knows, found by asking every route about each."""
    return {
        method
        for method in _METHODS
        for route in request.app.routes
        if route.matches(dict(request.scope) | {"method": method})[0] is Match.FULL
    }
