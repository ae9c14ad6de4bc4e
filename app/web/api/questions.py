"""Questions about a kept design: routes, tables of routers, traces, findings, exports. Answers pass through unread."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response

from app.services.compute import Compute
from app.services.designs import Opened
from app.services.worker import Answer
from app.web.deps import ComputeDep, Down, Look, SourceDep
from app.web.problems import responses

_ANSWER = {"description": "The answer", "content": {"application/json": {"schema": {"type": "object"}}}}
_FILE = {"description": "The file", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}

router = APIRouter(prefix="/designs/{token}", tags=["answers"])
json_answers = responses() | {200: _ANSWER}

At = Annotated[str, Query(min_length=1, max_length=300, description="A place by name or document path")]
Subnet = Annotated[str | None, Query(min_length=1, max_length=300, description="A subnet as VNET/SUBNET; absent: all")]
Peer = Annotated[str | None, Query(min_length=1, max_length=300, description="Only what this peer told or is told")]
To = Annotated[str, Query(min_length=1, max_length=300, description="An address")]
From = Annotated[str, Query(alias="from", min_length=1, max_length=300, description="A subnet, a site or an address")]
Extension = Annotated[
    str, Path(pattern="^[a-z0-9][a-z0-9.-]{0,15}$", description="Extension of the format, such as svg")
]


def ask(compute: Compute, opened: Opened, down: list[str], question: str, **params: str | None) -> Response:
    """One question about one design, with what is down."""
    asked = {name: value for name, value in params.items() if value is not None}
    return sent(compute.answer(opened.document, down, question, asked, opened.routing_digest))


def sent(answer: Answer) -> Response:
    """An answer as it goes over the wire."""
    return Response(answer.body, media_type=answer.media_type)


@router.get("/routes", response_class=Response, responses=json_answers)
def routes(opened: SourceDep, compute: ComputeDep, down: Down, at: Subnet = None) -> Response:
    """Effective routes of one subnet or of all."""
    return ask(compute, opened, down, "routes", at=at)


@router.get("/learned", response_class=Response, responses=json_answers)
def learned(opened: SourceDep, compute: ComputeDep, down: Down, at: At, peer: Peer = None) -> Response:
    """What a gateway, Route Server, circuit, hub table, appliance or site has learned."""
    return ask(compute, opened, down, "learned", at=at, peer=peer)


@router.get("/advertised", response_class=Response, responses=json_answers)
def advertised(opened: SourceDep, compute: ComputeDep, down: Down, at: At, peer: Peer = None) -> Response:
    """What it announces, by peer."""
    return ask(compute, opened, down, "advertised", at=at, peer=peer)


@router.get("/peers", response_class=Response, responses=json_answers)
def peers(opened: SourceDep, compute: ComputeDep, down: Down, at: At) -> Response:
    """Whom it speaks BGP with."""
    return ask(compute, opened, down, "peers", at=at)


@router.get("/client", response_class=Response, responses=json_answers)
def client(
    opened: SourceDep,
    compute: ComputeDep,
    down: Down,
    at: At,
    os: Literal["windows", "macos", "linux"] = "windows",
) -> Response:
    """Which routes a point-to-site client receives."""
    return ask(compute, opened, down, "client", at=at, os=os)


@router.get("/trace", response_class=Response, responses=json_answers)
def trace(opened: SourceDep, compute: ComputeDep, down: Down, origin: From, to: To) -> Response:
    """The way of a packet and of its answer, with the row that decided each hop."""
    return ask(compute, opened, down, "trace", **{"from": origin, "to": to})


@router.get("/nexthop", response_class=Response, responses=json_answers)
def nexthop(opened: SourceDep, compute: ComputeDep, down: Down, at: At, to: To) -> Response:
    """The row that a subnet uses for one address."""
    return ask(compute, opened, down, "nexthop", at=at, to=to)


@router.get("/places", response_class=Response, responses=json_answers)
def places(opened: SourceDep, compute: ComputeDep, down: Down) -> Response:
    """Everything that can be asked."""
    return ask(compute, opened, down, "places")


@router.get("/findings", response_class=Response, responses=json_answers)
def findings(opened: SourceDep, compute: ComputeDep, down: Down) -> Response:
    """What Azure would refuse, then what it accepts and breaks."""
    return ask(compute, opened, down, "findings")


@router.get("/export.{extension}", response_class=Response, responses=responses() | {200: _FILE})
def export(opened: SourceDep, compute: ComputeDep, down: Down, extension: Extension, look: Look) -> Response:
    """The design as a file of another format."""
    file = compute.export(opened.document, extension, down, look)
    exported = sent(file)
    exported.headers["Content-Disposition"] = f'attachment; filename="{file_name(opened.name)}{file.suffix}"'
    return exported


def file_name(name: str) -> str:
    """The design's name as the name of a file everywhere."""
    return "".join(each if each.isascii() and (each.isalnum() or each in "-_.") else "-" for each in name) or "design"
