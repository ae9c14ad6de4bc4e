"""What handlers ask for by type: services, settings, the design behind the token, the version in If-Match."""

import re
from typing import Annotated, Literal

from fastapi import Depends, Header, Path, Query, Request

from app.errors import BadRequest, VersionRequired
from app.services.compute import Compute
from app.services.designs import Designs, Opened
from app.services.live import Live
from app.settings import Settings

_ETAG = re.compile(r'"(\d{1,9})"')


def _designs(request: Request) -> Designs:
    designs: Designs = request.app.state.designs
    return designs


def _compute(request: Request) -> Compute:
    compute: Compute = request.app.state.compute
    return compute


def _live(request: Request) -> Live:
    live: Live = request.app.state.live
    return live


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


DesignsDep = Annotated[Designs, Depends(_designs)]
ComputeDep = Annotated[Compute, Depends(_compute)]
LiveDep = Annotated[Live, Depends(_live)]
SettingsDep = Annotated[Settings, Depends(_settings)]

Token = Annotated[str, Path(description="The token of a view or edit link", max_length=200)]
Number = Annotated[int, Path(description="Number of a revision", ge=1, le=2**31 - 1)]
Down = Annotated[
    list[str], Query(description="What is down in the what-if, as LIST/NAME; may be repeated", default_factory=list)
]


def _look(
    theme: Annotated[Literal["light", "dark"], Query(description="Palette of a picture")] = "light",
    transparent: Annotated[bool, Query(description="A picture without background")] = False,
    scale: Annotated[float, Query(ge=0.1, le=8, description="Pixels of PNG for each unit of the drawing")] = 1,
    paper: Annotated[Literal["", "a4", "a3"], Query(description="Sheets that a PDF is divided into")] = "",
    copy: Annotated[bool, Query(description="Put the design into the picture, to open it again")] = True,
    only: Annotated[
        list[str] | None, Query(max_length=500, description="Document paths of the only things to show; repeatable")
    ] = None,
) -> dict[str, str]:
    flags = {"transparent": str(transparent).lower(), "copy": str(copy).lower()}
    return {"theme": theme, **flags, "scale": str(scale), "paper": paper, "only": "\n".join(only or ())}


Look = Annotated[dict[str, str], Depends(_look)]


def source(
    token: Token,
    designs: DesignsDep,
    revision: Annotated[int | None, Query(ge=1, le=2**31 - 1, description="Ask an earlier revision")] = None,
) -> Opened:
    """The design that a question is about."""
    return designs.open(token) if revision is None else designs.open_revision(token, revision)


SourceDep = Annotated[Opened, Depends(source)]


def if_match(
    value: Annotated[str | None, Header(alias="If-Match", description='ETag of the version, such as "3"')] = None,
) -> int | None:
    """The version that a write starts from, where it says so."""
    if value is None:
        return None
    match = _ETAG.fullmatch(value.strip())
    if match is None:
        raise BadRequest('If-Match is not the ETag of one version, such as "3".', code="bad-if-match")
    return int(match[1])


def required_version(version: Annotated[int | None, Depends(if_match)]) -> int:
    """The version that a write starts from."""
    if version is None:
        raise VersionRequired
    return version


OptionalVersion = Annotated[int | None, Depends(if_match)]
RequiredVersion = Annotated[int, Depends(required_version)]


def etag(version: int) -> str:
    """The ETag of a version."""
    return f'"{version}"'
