"""A document held against what az printed of the real network. Runs in the worker only."""

import json
from typing import Any

from app.analysis.pasted import Unreadable
from app.analysis.reality import reality
from app.document.lower import lower
from app.engine import UnknownPlace, compute
from app.errors import InvalidValue
from app.errors import UnknownPlace as NoSuchPlace
from app.services.content import topology_of


def held(body: bytes) -> dict[str, Any]:
    """`[document, {at, text, peer, table}]` as agreement or the rows that differ."""
    document, asked = json.loads(body)
    result = compute(lower(topology_of(document)))
    try:
        return reality(result, asked["at"], asked["text"], asked["peer"], asked["table"])
    except Unreadable as error:
        raise InvalidValue(str(error), code="not-a-table", path="text") from error
    except UnknownPlace as error:
        raise NoSuchPlace(f"The design has no {error.place[:200]!r}.", path="at") from error
