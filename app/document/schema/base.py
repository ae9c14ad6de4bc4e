"""The kinds of values that the format is made of: names, references, prefixes, addresses, AS numbers.

Knows no resource. Every checked string stays the string that the author wrote.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StrictBool,
    StrictInt,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from app.document.prefixes import Flaw, address_flaw, is_service_tag, prefix_flaw, prefix_flaws
from app.document.problems import shown

NAME_PATTERN = r"^[A-Za-z0-9._-]+$"
MAX_ASN = 4_294_967_295
REMEMBERED = 50_000  # the checks of single values; an error is never remembered


class Item(BaseModel):
    """A JSON object of the format: camelCase outside, snake_case inside, nothing unknown, never changed in place."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", frozen=True, allow_inf_nan=False)


class Named(Item):
    """An item of a list in which names are unique."""

    name: Annotated[str, StringConstraints(pattern=NAME_PATTERN, min_length=1, max_length=80)]


def _raise(flaws: Iterable[Flaw]) -> None:
    found = tuple(flaws)
    if found:
        raise PydanticCustomError("flaws", "{count} flaws", {"count": len(found), "flaws": found})


def _one(flaw: Flaw | None) -> None:
    _raise([flaw] if flaw else [])


@lru_cache(REMEMBERED)
def _checked_prefix(text: str) -> str:
    _one(prefix_flaw(text))
    return text


def _checked_prefixes(texts: tuple[str, ...]) -> tuple[str, ...]:
    _raise(prefix_flaws(texts))
    return texts


@lru_cache(REMEMBERED)
def _checked_prefix_or_any(text: str) -> str:
    return text if text == "*" else _checked_prefix(text)


def _checked_prefixes_or_any(texts: tuple[str, ...]) -> tuple[str, ...]:
    _raise(flaw for flaw in prefix_flaws(texts) if texts[flaw.index or 0] != "*")
    return texts


def _sorted(values: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(values.items()))


def _checked_keys(values: dict[str, Any]) -> dict[str, Any]:
    _raise(prefix_flaws(values))
    return _sorted(values)


@lru_cache(REMEMBERED)
def _checked_address(text: str) -> str:
    _one(address_flaw(text))
    return text


def _checked_addresses(texts: tuple[str, ...]) -> tuple[str, ...]:
    _raise(flaw for index, text in enumerate(texts) if (flaw := address_flaw(text, index)))
    return texts


@lru_cache(REMEMBERED)
def _checked_destination(text: str) -> str:
    if not is_service_tag(text):
        _one(prefix_flaw(text))
    return text


def _checked_asn(value: object) -> int | Literal["*"]:
    if value == "*":
        return "*"
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_ASN:
        hint = f"Write a number from 0 to {MAX_ASN:,}, or * where it is not known."
        _one(Flaw(None, "bad-asn", f"{shown(value)} is not an AS number.", hint))
    return value  # type: ignore[return-value]


def _path_from_words(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = value.split()
    if not all(word.isascii() and word.isdigit() and len(word) <= 10 for word in words):
        _one(Flaw(None, "bad-as-path", f"{value!r} is not an AS path.", "Write AS numbers with spaces between them."))
    return [int(word) for word in words]


def _checked_title(text: str) -> str:
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        _one(Flaw(None, "bad-text", "The title holds control characters.", "Remove them."))
    return text


_PREFIX_JSON = {"type": "string", "pattern": r"^[0-9A-Fa-f.:]+/[0-9]{1,3}$", "examples": ["10.0.0.0/16"]}
_PREFIX_OR_ANY_JSON = {"type": "string", "pattern": r"^(\*|[0-9A-Fa-f.:]+/[0-9]{1,3})$"}
_ADDRESS_JSON = {"type": "string", "pattern": r"^(\*|[0-9A-Fa-f.:]+)$", "examples": ["10.0.0.4"]}

Bool = StrictBool
Count = Annotated[StrictInt, Field(ge=0, le=MAX_ASN)]
Asn = Annotated[
    int | Literal["*"],
    PlainValidator(_checked_asn),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0, "maximum": MAX_ASN}, {"const": "*"}]}),
]
Text = Annotated[str, StringConstraints(max_length=80)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_checked_title)]
Ref = Annotated[str, StringConstraints(min_length=1, max_length=161)]
Refs = tuple[Ref, ...]
Prefix = Annotated[str, AfterValidator(_checked_prefix), WithJsonSchema(_PREFIX_JSON)]
Prefixes = Annotated[
    tuple[str, ...], AfterValidator(_checked_prefixes), WithJsonSchema({"type": "array", "items": _PREFIX_JSON})
]
PrefixOrAny = Annotated[str, AfterValidator(_checked_prefix_or_any), WithJsonSchema(_PREFIX_OR_ANY_JSON)]
PrefixesOrAny = Annotated[
    tuple[str, ...],
    AfterValidator(_checked_prefixes_or_any),
    WithJsonSchema({"type": "array", "items": _PREFIX_OR_ANY_JSON}),
]
Destination = Annotated[
    str,
    AfterValidator(_checked_destination),
    WithJsonSchema({"type": "string", "pattern": r"^([0-9A-Fa-f.:]+/[0-9]{1,3}|[A-Z][A-Za-z0-9.]+)$"}),
]
Address = Annotated[str, AfterValidator(_checked_address), WithJsonSchema(_ADDRESS_JSON)]
Addresses = Annotated[
    tuple[str, ...], AfterValidator(_checked_addresses), WithJsonSchema({"type": "array", "items": _ADDRESS_JSON})
]
AsPath = Annotated[
    tuple[Count, ...],
    BeforeValidator(_path_from_words),
    WithJsonSchema({"anyOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "string"}]}),
]
ByPrefix = AfterValidator(_checked_keys)
Sorted = AfterValidator(_sorted)
RoutingPreference = Literal["ExpressRoute", "VpnGateway", "ASPath"]
