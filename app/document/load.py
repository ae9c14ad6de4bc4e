"""Bytes, text or a mapping in, a Topology or every problem of the document out. Knows the order of the checks only."""

from collections.abc import Mapping

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
