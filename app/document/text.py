"""JSON text to a dict, strictly: one value for each key, no NaN, no lone surrogates, no deep nesting."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import NoReturn

from app.document.limits import depth_problem, size_problem
from app.document.problems import DocumentError, Problem


class _NotANumber(ValueError):
    pass


class _Reader:
    """Remembers which objects repeat a key, so that their paths can be found afterwards."""

    def __init__(self) -> None:
        self.repeated: dict[int, list[str]] = {}

    def object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        read = dict(pairs)
        if len(read) != len(pairs):
            counted = Counter(key for key, _ in pairs)
            self.repeated[id(read)] = sorted(key for key, times in counted.items() if times > 1)
        return read


def _constant(word: str) -> NoReturn:
    raise _NotANumber(word)


def read_json(source: bytes | str) -> dict[str, object]:
    """The JSON object that the text holds; raises DocumentError."""
    text = _decoded(source)
    reader = _Reader()
    try:
        document = json.loads(text, object_pairs_hook=reader.object, parse_constant=_constant)
    except _NotANumber as error:
        _refuse("not-a-number", f"{error} is not a JSON number.", "Write a number.")
    except json.JSONDecodeError as error:
        _refuse(
            "not-json",
            f"Not JSON at line {error.lineno}, column {error.colno}: {error.msg}.",
            "Look for a missing quote, comma or bracket just before that place.",
        )
    except RecursionError:
        _refuse("too-deep", "The document is nested too deeply.", "Look for a bracket that is never closed.")
    except ValueError:
        _refuse("bad-number", "The document holds a number with thousands of digits.", "Write a smaller number.")
    if not isinstance(document, dict):
        _refuse("not-an-object", "The document is not a JSON object.", 'Begin with {"schemaVersion": 1, …}.')
    if reader.repeated:
        too_deep = depth_problem(document)
        raise DocumentError([too_deep] if too_deep else _repeated(document, reader.repeated))
    return document


def _decoded(source: bytes | str) -> str:
    comma = b"," if isinstance(source, bytes) else ","
    size = len(source) if isinstance(source, bytes) else len(source.encode("utf-8", "surrogatepass"))
    problem = size_problem(size, source.count(comma))  # type: ignore[arg-type]
    if problem:
        raise DocumentError([problem])
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse("not-utf-8", f"The document is not UTF-8 at byte {error.start:,}.", "Save it as UTF-8.")


def _repeated(document: object, repeated: dict[int, list[str]]) -> Iterator[Problem]:
    stack: list[tuple[tuple[str, ...], object]] = [((), document)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict):
            for key in repeated.get(id(value), ()):
                yield Problem(
                    "/".join((*path, key)),
                    "duplicate-key",
                    f"The key {key!r} is written twice.",
                    "Keep one of the two.",
                )
            stack += (((*path, key), child) for key, child in value.items())
        elif isinstance(value, list):
            stack += (((*path, _step(child, index)), child) for index, child in enumerate(value))


def _step(item: object, index: int) -> str:
    name = item.get("name") if isinstance(item, dict) else None
    return name if isinstance(name, str) and name else str(index)


def _refuse(code: str, message: str, hint: str) -> NoReturn:
    raise DocumentError([Problem("", code, message, hint)])
