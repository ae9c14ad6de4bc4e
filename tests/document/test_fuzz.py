"""Whatever the document holds, the answer is a topology or a list of problems, and the refusals of a topology."""

import json
import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.document.load import parse
from app.document.problems import DocumentError, Problem
from app.document.refusals import refusals

GOLDEN = [
    json.loads(path.read_text())["topology"] for path in sorted((Path(__file__).parents[1] / "golden").glob("*/*.json"))
]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["hub", "10.0.0.0/8"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "subnets", "routes", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


def problems_of(source: dict[str, object] | str | bytes) -> tuple[Problem, ...]:
    try:
        parse(source)
    except DocumentError as error:
        return error.problems or (Problem("", "", "", ""),)
    return ()


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(GOLDEN), st.integers(0, 2**32), st.lists(JSON, min_size=1, max_size=3))
def test_a_mutated_design_is_read_or_explained(golden: dict[str, object], seed: int, values: list[object]) -> None:
    document = json.loads(json.dumps(golden))
    chance = random.Random(seed)
    for value in values:
        _put_somewhere(document, value, chance)
    problems = problems_of(document)
    assert all(problem.code and problem.message for problem in problems)
    if not problems:
        refusals(parse(document))


@given(st.text() | st.binary())
def test_any_text_is_read_or_explained(source: str | bytes) -> None:
    assert len(problems_of(source)) <= 1


def _put_somewhere(document: object, value: object, chance: random.Random) -> None:
    """Replace one value of the document, at a random depth."""
    here = document
    while True:
        steps = list(here) if isinstance(here, dict) else list(range(len(here))) if isinstance(here, list) else []
        if not steps:
            return
        step = chance.choice(steps)
        inner = here[step]  # type: ignore[index]
        if not isinstance(inner, (dict, list)) or not inner or chance.random() < 0.2:
            here[step] = value  # type: ignore[index]
            return
        here = inner
