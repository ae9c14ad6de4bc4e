"""Bytes, text or a mapping in, a Topology or every problem of the document out. Knows the order of the checks only."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pydantic import ValidationError

from app.document.explain import explain
from app.document.limits import count_problems, depth_problem
from app.document.problems import DocumentError
from app.document.references import reference_problems
from app.document.schema import Topology
from app.document.text import read_json
from app.document.upgrade import upgrade


def parse(source: bytes | str | Mapping[str, object]) -> Topology:
    """The design that the source holds; raises DocumentError with all of its problems."""
    with _no_collection():
        return _parsed(source)


def _parsed(source: bytes | str | Mapping[str, object]) -> Topology:
    document = upgrade(dict(source) if isinstance(source, Mapping) else read_json(source))
    counted = count_problems(document)
    if counted:
        raise DocumentError(counted)
    references = reference_problems(document)
    try:
        topology = Topology.model_validate(document)
    except ValidationError as error:
        too_deep = depth_problem(document)
        raise DocumentError([too_deep] if too_deep else [*explain(error, document), *references]) from None
    if references:
        raise DocumentError(references)
    return topology


@contextmanager
def _no_collection() -> Iterator[None]:
    """Building a large document makes no garbage, only objects; collecting in between doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
