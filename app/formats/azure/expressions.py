"""Reads and evaluates the expressions of ARM templates, as far as a file alone tells their values.

What only a deployment knows (reference(), listKeys(), secrets) raises Unknown. Knows no resource type.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST = 20_000
DEEPEST = 40
MOST_PLACES = 100
_TOKENS = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+)|(?P<name>[A-Za-z_][\w.]*)|(?P<sign>[()\[\],.]))"
)

Function = Callable[..., Any]


class Unknown(Exception):
    """The value of an expression that the file does not tell; the message is a reason in words."""


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A property or an element of a value."""

    value: Any
    key: Any


def is_expression(text: str) -> bool:
    """Whether the text is to be evaluated."""
    return text.startswith("[") and text.endswith("]") and not text.startswith("[[")


def evaluated(value: Any, functions: Mapping[str, Function]) -> Any:
    """The value with all expressions inside replaced; one that is not known becomes its Unknown."""
    if isinstance(value, str):
        if not is_expression(value):
            return value[1:] if value.startswith("[[") else value
        try:
            return result(value, functions)
        except Unknown as unknown:
            return unknown
    if isinstance(value, dict):
        return {key: evaluated(each, functions) for key, each in value.items()}
    if isinstance(value, list):
        return [evaluated(each, functions) for each in value]
    return value


def result(text: str, functions: Mapping[str, Function]) -> Any:
    """The value of one expression; raises Unknown."""
    try:
        return _value(_Parser(text[1:-1]).whole(), functions)
    except Unknown:
        raise
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ZeroDivisionError, RecursionError) as error:
        raise Unknown(f"the expression {_short(text)} is not understood") from error


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "..."


def _value(node: Any, functions: Mapping[str, Function]) -> Any:
    if isinstance(node, Call):
        function = functions.get(node.name.lower())
        if function is None:
            raise Unknown(f"{node.name}() is only known to a deployment")
        if node.name.lower() == "if":
            condition, yes, no = node.arguments
            return _value(yes if _value(condition, functions) else no, functions)
        return _bounded(function(*(_value(each, functions) for each in node.arguments)))
    if isinstance(node, Step):
        value, key = _value(node.value, functions), _value(node.key, functions)
        found = _property(value, key) if isinstance(value, dict) else value[key]
        if isinstance(found, Unknown):
            raise found
        return found
    return node


def _property(value: Mapping[str, Any], key: Any) -> Any:
    for name, each in value.items():
        if name.lower() == str(key).lower():
            return each
    raise Unknown(f"there is no property {key}")


def _bounded(value: Any) -> Any:
    if isinstance(value, (str, list, tuple)) and len(value) > MOST:
        raise Unknown("its value is too long")
    return value


class _Parser:
    """A recursive descent over one expression."""

    def __init__(self, text: str) -> None:
        if len(text) > MOST:
            raise Unknown("the expression is too long")
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0

    def whole(self) -> Any:
        node = self._operand()
        if self._at != len(self._tokens):
            raise ValueError
        return node

    def _next(self) -> tuple[str, str]:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _peek(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _operand(self) -> Any:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unknown("the expression is nested too deeply")
        kind, word = self._next()
        node: Any
        if kind == "text":
            node = word[1:-1].replace("''", "'")
        elif kind == "number":
            node = int(word)
        elif kind == "name":
            node = Call(word, tuple(self._arguments()))
        else:
            raise ValueError
        while self._peek() in (".", "["):
            node = self._step(node)
        self._depth -= 1
        return node

    def _step(self, node: Any) -> Step:
        if self._next()[1] == ".":
            kind, word = self._next()
            if kind != "name":
                raise ValueError
            first, *rest = word.split(".")
            step = Step(node, first)
            for name in rest:
                step = Step(step, name)
            return step
        key = self._operand()
        self._expect("]")
        return Step(node, key)

    def _arguments(self) -> Iterator[Any]:
        self._expect("(")
        while self._peek() != ")":
            yield self._operand()
            if self._peek() == ",":
                self._next()
        self._expect(")")

    def _expect(self, sign: str) -> None:
        if self._next() != ("sign", sign):
            raise ValueError


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKENS.match(text, at)
        if match is None or match.lastgroup is None:
            raise ValueError
        at = match.end()
        yield match.lastgroup, match[match.lastgroup]


def resource_id(scope: str, *parts: Any) -> str:
    """`resourceId('Microsoft.Network/virtualNetworks/subnets', 'hub', 'web')` as an id below a scope."""
    words = [str(part) for part in parts]
    at = next(index for index, word in enumerate(words) if "/" in word)
    given, (kind, *names) = words[:at], words[at:]
    provider, *types = kind.split("/")
    if len(types) != len(names):
        raise ValueError
    if len(given) == 2:
        scope = f"/subscriptions/{given[0]}/resourceGroups/{given[1]}"
    elif given:
        scope = f"{scope.split('/resourceGroups/')[0]}/resourceGroups/{given[0]}"
    pairs = "/".join(f"{each}/{name}" for each, name in zip(types, names, strict=True))
    return f"{scope}/providers/{provider}/{pairs}"


def formatted(template: str, *values: Any) -> str:
    """`format('{0}/{1}', …)`."""
    if template.count("{") > MOST_PLACES:
        raise Unknown("its value is too long")
    return re.sub(r"\{(\d+)(?::[^}]*)?\}", lambda found: _text(values[int(found[1])]), template)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) * len(new) > MOST:
        raise Unknown("its value is too long")
    return text.replace(old, new)


def _concat(*parts: Any) -> Any:
    if parts and all(isinstance(part, list) for part in parts):
        return [each for part in parts for each in part]
    return "".join(_text(part) for part in parts)


def _empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _union(*parts: Any) -> Any:
    if all(isinstance(part, dict) for part in parts):
        return {key: value for part in parts for key, value in part.items()}
    return [each for at, part in enumerate(parts) for each in part if all(each not in old for old in parts[:at])]


def _contains(container: Any, wanted: Any) -> bool:
    if isinstance(container, dict):
        return str(wanted).lower() in {key.lower() for key in container}
    return wanted in container


def _equal(left: Any, right: Any) -> bool:
    return left.lower() == right.lower() if isinstance(left, str) and isinstance(right, str) else bool(left == right)


def _numbers(start: int, count: int) -> list[int]:
    if not 0 <= count <= MOST:
        raise Unknown("the range is too long")
    return list(range(start, start + count))


def _first(value: Sequence[Any]) -> Any:
    return value[0]


def _last(value: Sequence[Any]) -> Any:
    return value[-1]


def _pairs(*parts: Any) -> dict[str, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


PURE: Mapping[str, Function] = {
    "if": lambda condition, yes, no: yes if condition else no,
    "concat": _concat,
    "format": formatted,
    "tolower": lambda text: text.lower(),
    "toupper": lambda text: text.upper(),
    "trim": lambda text: text.strip(),
    "replace": _replaced,
    "substring": lambda text, start, length=None: text[start:] if length is None else text[start : start + length],
    "split": lambda text, marks: re.split("|".join(map(re.escape, [marks] if isinstance(marks, str) else marks)), text),
    "join": lambda values, mark: mark.join(map(_text, values)),
    "take": lambda value, count: value[: max(count, 0)],
    "skip": lambda value, count: value[max(count, 0) :],
    "first": _first,
    "last": _last,
    "length": len,
    "empty": _empty,
    "equals": _equal,
    "not": lambda value: not value,
    "and": lambda *values: all(values),
    "or": lambda *values: any(values),
    "true": lambda: True,
    "false": lambda: False,
    "null": lambda: None,
    "add": lambda left, right: left + right,
    "sub": lambda left, right: left - right,
    "mul": lambda left, right: left * right if isinstance(left, int) and isinstance(right, int) else None,
    "div": lambda left, right: int(left / right),
    "mod": lambda left, right: left % right,
    "string": _text,
    "int": int,
    "bool": lambda value: str(value).lower() in ("true", "1"),
    "array": lambda value: value if isinstance(value, list) else [value],
    "createarray": lambda *values: list(values),
    "createobject": _pairs,
    "coalesce": lambda *values: next((value for value in values if value is not None), None),
    "contains": _contains,
    "startswith": lambda text, start: text.lower().startswith(start.lower()),
    "endswith": lambda text, end: text.lower().endswith(end.lower()),
    "indexof": lambda text, part: text.lower().find(part.lower()),
    "range": _numbers,
    "min": lambda *values: min(values[0] if isinstance(values[0], list) else values),
    "max": lambda *values: max(values[0] if isinstance(values[0], list) else values),
    "union": _union,
}
