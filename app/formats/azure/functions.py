"""The functions of ARM templates whose values follow from their arguments alone."""

import re
from collections.abc import Callable, Mapping, Sequence
from ipaddress import ip_network
from itertools import islice
from typing import Any

from app.formats.azure.expressions import MOST, Function, Unknown

MOST_PLACES = 100


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


def cidr_subnet(network: str, length: int, index: int) -> str:
    """`cidrSubnet('10.0.0.0/16', 24, 1)` is 10.0.1.0/24."""
    parent = ip_network(network, strict=False)
    if not parent.prefixlen <= length <= parent.max_prefixlen or not 0 <= index < 1 << (length - parent.prefixlen):
        raise ValueError
    first = int(parent.network_address) + (index << (parent.max_prefixlen - length))
    return str(type(parent)((first, length)))


def cidr_host(network: str, index: int) -> str:
    """`cidrHost('10.0.0.0/24', 3)` is 10.0.0.4."""
    parent = ip_network(network, strict=False)
    if not 0 <= index < parent.num_addresses - 1:
        raise ValueError
    return str(parent.network_address + index + 1)


def _mapped(values: list[Any], change: Callable[..., Any]) -> list[Any]:
    return [change(value, index) for index, value in enumerate(values)]


def _filtered(values: list[Any], keep: Callable[..., Any]) -> list[Any]:
    return [value for index, value in enumerate(values) if keep(value, index)]


def _flattened(values: list[list[Any]]) -> list[Any]:
    return list(islice((each for value in values for each in value), MOST + 1))


def _object(values: list[Any], key: Callable[..., Any], held: Callable[..., Any] = lambda value: value) -> Any:
    return {str(key(value)): held(value) for value in values}


def _got(value: Any, *keys: Any) -> Any:
    for key in keys:
        if isinstance(value, dict):
            value = next((each for name, each in value.items() if name.lower() == str(key).lower()), None)
        else:
            value = value[key] if isinstance(value, list) and 0 <= key < len(value) else None
    return value


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
    "cidrsubnet": cidr_subnet,
    "cidrhost": cidr_host,
    "map": _mapped,
    "filter": _filtered,
    "flatten": _flattened,
    "toobject": _object,
    "items": lambda value: [{"key": key, "value": value[key]} for key in sorted(value)],
    "objectkeys": sorted,
    "shallowmerge": lambda parts: {key: value for part in parts for key, value in part.items()},
    "tryget": _got,
}
