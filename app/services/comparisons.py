"""A document held against another one, or against what az printed of the real network. Runs in the worker only."""

import json
from typing import Any

from pydantic_core import to_json

from app.analysis.difference import difference, markdown
from app.analysis.pasted import Unreadable
from app.analysis.reality import reality
from app.collector import collection_paused
from app.diagram.side_by_side import lines_of_halves, side_by_side
from app.document.lower import lower
from app.document.paths import check_down
from app.document.problems import DocumentError
from app.document.schema import Topology
from app.engine import UnknownPlace, compute
from app.errors import InvalidValue
from app.errors import UnknownPlace as NoSuchPlace
from app.services.content import refusal, topology_of


def compared(body: bytes, *, drawn: bool = False) -> dict[str, Any]:
    """`{before, after, down}` as what differs in structure and behaviour; drawn: also as pictures and as Markdown."""
    asked = json.loads(body)
    before, after = (topology_of(to_json(asked[name])) for name in ("before", "after"))
    down = _failed(after, asked["down"])
    with collection_paused():
        answer = difference(before, after, down)
    if not drawn:
        return answer
    halves = {side: lines_of_halves(design) for side, design in (("before", before), ("after", after))}
    pictures = side_by_side(before, after, answer["summary"], down)
    return {**answer, "pictures": pictures, "halves": halves, "markdown": markdown(answer)}


def held(body: bytes) -> dict[str, Any]:
    """`[document, {at, text, peer, table, down}]` as agreement or the rows that differ."""
    document, asked = json.loads(body)
    design = topology_of(document)
    with collection_paused():
        result = compute(lower(design), _failed(design, asked["down"]))
    try:
        return reality(result, asked["at"], asked["text"], asked["peer"], asked["table"])
    except Unreadable as error:
        raise InvalidValue(str(error), code="not-a-table", path="text") from error
    except UnknownPlace as error:
        raise NoSuchPlace(f"The design has no {error.place[:200]!r}.", path="at") from error


def _failed(design: Topology, down: list[str]) -> tuple[str, ...]:
    try:
        return check_down(design, down)
    except DocumentError as error:
        raise refusal(error) from error
