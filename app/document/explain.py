"""Errors of the schema as problems: the path by names, a stable code, a sentence, and what was probably meant."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.document.prefixes import Flaw
from app.document.problems import MOST_PROBLEMS, Problem, shown
from app.document.schema.shape import properties_at
from app.document.suggest import nearest

HOPELESS = 5_000
_TYPES = {
    "bool_type": "true or false", "int_type": "a whole number", "string_type": "a text", "float_type": "a number",
    "tuple_type": "a list", "dict_type": "an object", "model_type": "an object", "model_attributes_type": "an object",
    "int_from_float": "a whole number",
}  # fmt: skip


def explain(error: ValidationError, document: Mapping[str, object]) -> list[Problem]:
    """The problems that the validation error means, in the order of the document."""
    if error.error_count() > HOPELESS:
        return [
            Problem(
                "",
                "too-many-problems",
                f"The document has {error.error_count():,} problems.",
                "This does not look like a topology document.",
            )
        ]
    problems: dict[tuple[str, str], Problem] = {}
    for details in error.errors(include_url=False)[:MOST_PROBLEMS]:
        for problem in _problems(details, document):
            problems.setdefault((problem.path, problem.code), problem)
    return list(problems.values())


def _problems(details: ErrorDetails, document: Mapping[str, object]) -> Iterator[Problem]:
    steps, values = _walk(details["loc"], document)
    path = "/".join(steps)
    kind, context = details["type"], details.get("ctx", {})
    if kind == "flaws":
        for flaw in context["flaws"]:
            yield _from_flaw(flaw, path, details["input"])
        return
    if kind == "extra_forbidden":
        yield _unknown(path, str(details["loc"][-1]), properties_at(details["loc"][:-1]))
        return
    if kind == "missing":
        name = str(details["loc"][-1])
        yield Problem(path, "missing-property", f"{name} is missing.", f"Write {name}.")
        return
    yield Problem(path, *_sentence(kind, context, details, values))


def _from_flaw(flaw: Flaw, path: str, value: object) -> Problem:
    step = ""
    if flaw.index is not None:
        step = "/" + (list(value)[flaw.index].replace("/", "~1") if isinstance(value, dict) else str(flaw.index))
    return Problem(path + step, flaw.code, flaw.message, flaw.hint)


def _unknown(path: str, name: str, known: Sequence[str]) -> Problem:
    meant = nearest(name, known)
    listed = f"Known here: {', '.join(known)}." if known else "Remove it."
    hint = f"Did you mean {meant}?" if meant else listed
    return Problem(path, "unknown-property", f"{name} is not a property of the format here.", hint)


def _sentence(
    kind: str, context: Mapping[str, object], details: ErrorDetails, values: list[object]
) -> tuple[str, str, str]:
    value = details["input"]
    said = shown(value)
    if kind in _TYPES:
        return "wrong-type", f"{said} is not {_TYPES[kind]}.", f"Write {_TYPES[kind]}."
    if kind == "literal_error":
        expected = str(context["expected"])
        meant = (
            nearest(value, expected.replace(" or ", ", ").replace("'", "").split(", "))
            if isinstance(value, str)
            else None
        )
        return (
            "bad-value",
            f"{said} is not one of {expected}.",
            f"Did you mean {meant}?" if meant else "Write one of them.",
        )
    if kind == "string_pattern_mismatch":
        return (
            "bad-name",
            f"{said} is not a name: 1 to 80 letters, digits, dots, underscores or hyphens.",
            f"Write {_as_name(value)}.",
        )
    if kind == "string_unicode":
        return "bad-text", "The text holds half of a surrogate pair, which is no character.", "Remove it."
    if kind in {"string_too_long", "string_too_short"}:
        return (
            "bad-length",
            f"{said} has {len(str(value)):,} characters; 1 to 80 are allowed.",
            "Write 1 to 80 characters.",
        )
    if kind in {"greater_than_equal", "less_than_equal", "finite_number"}:
        return "out-of-range", f"{said} is out of range.", f"{details['msg'].replace('Input', 'It')}."
    return "bad-value", f"{said}: {details['msg']}", ""


def _as_name(value: object) -> str:
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in str(value))[:80].strip("-")
    return kept or "a name such as hub"


def _walk(location: tuple[int | str, ...], document: object) -> tuple[list[str], list[object]]:
    """The location as steps of a path: names for items that have one; steps that pydantic adds for unions left out."""
    steps: list[str] = []
    values: list[object] = [document]
    for position, step in enumerate(location):
        here = values[-1]
        if isinstance(step, int) and isinstance(here, (list, tuple)) and step < len(here):
            child = here[step]
            name = child.get("name") if isinstance(child, dict) else None
            same = isinstance(name, str) and sum(1 for i in here if isinstance(i, dict) and i.get("name") == name) == 1
            steps.append(name if isinstance(name, str) and name and same and "/" not in name else str(step))
            values.append(child)
        elif isinstance(here, dict) and (step in here or position == len(location) - 1):
            steps.append(str(step).replace("/", "~1"))
            values.append(here.get(step))
    return steps, values
