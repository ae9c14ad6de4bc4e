"""Reads and evaluates the expressions of ARM templates, as far as a file alone tells their values.

What only a deployment knows (listKeys(), secrets) raises Unknown. Knows neither functions nor resource types.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST = 20_000
DEEPEST = 40
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
        if node.name.lower() == "lambda":
            return _closure(node.arguments, functions)
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


def _closure(arguments: tuple[Any, ...], functions: Mapping[str, Function]) -> Function:
    """What `lambda('each', …)` stands for; the names inside hide those around it."""
    *names, body = arguments
    around = functions.get("lambdavariables")

    def applied(*values: Any) -> Any:
        given = dict(zip(map(str, names), values, strict=False))

        def lambda_variables(name: str) -> Any:
            if name in given:
                return given[name]
            if around is None:
                raise Unknown(f"there is no {name} here")
            return around(name)

        return _value(body, {**functions, "lambdavariables": lambda_variables})

    return applied


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
