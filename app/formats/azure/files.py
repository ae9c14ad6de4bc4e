"""The resources in the files of Azure's tools: templates with their parameters, lists of az, rows of Resource Graph."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from app.document.limits import size_problem
from app.document.problems import DocumentError, Problem
from app.formats.azure.ids import Ident, Resource, flat, parse_id
from app.formats.azure.mapping import CASED
from app.formats.azure.template import Template, values_of
from app.formats.azure.terraform import is_terraform, rows_of
from app.formats.base import Remark

DEEPEST = 60
MOST_RESOURCES = 20_000
_LISTS = ("data", "value")


def decoded(content: bytes) -> str:
    """The text of a file; Windows PowerShell writes UTF-16."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        _refuse("not-utf-8", "The file is neither UTF-8 nor UTF-16 text.", "Save it as UTF-8.")


def json_in(content: bytes) -> Any:
    """The JSON value in a file; raises DocumentError."""
    problem = size_problem(len(content), content.count(b","))
    if problem:
        raise DocumentError([problem])
    try:
        data = json.loads(decoded(content))
    except json.JSONDecodeError as error:
        _refuse(
            "not-json",
            f"Not JSON at line {error.lineno}, column {error.colno}: {error.msg}.",
            "Let az write the file with -o json.",
        )
    except RecursionError:
        _too_deep()
    except ValueError:
        _refuse("bad-number", "The file holds a number with thousands of digits.", "Write a smaller number.")
    level: list[Any] = [data]
    for _ in range(DEEPEST):
        level = [child for each in level for child in _inner(each) if isinstance(child, (dict, list))]
        if not level:
            return data
    _too_deep()


def _inner(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _too_deep() -> NoReturn:
    _refuse("too-deep", "The file is nested too deeply.", "Look for a bracket that is never closed.")


def _refuse(code: str, message: str, hint: str) -> NoReturn:
    raise DocumentError([Problem("", code, message, hint)])


def is_azure(data: Any) -> bool:
    """Whether this is something that Azure's tools write."""
    return is_parameters(data) or is_template(data) or is_terraform(data) or any(True for _ in _rows(data))


def is_template(data: Any) -> bool:
    """An ARM template names its resources and its schema or version."""
    return isinstance(data, dict) and "resources" in data and ("$schema" in data or "contentVersion" in data)


def is_parameters(data: Any) -> bool:
    """A file of parameters beside a template."""
    return isinstance(data, dict) and "deploymentparameters" in str(data.get("$schema", "")).lower()


def _rows(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for each in data:
            yield from _rows(each)
    elif isinstance(data, dict):
        listed = next((data[key] for key in _LISTS if isinstance(data.get(key), list)), None)
        if listed is not None and "id" not in data:
            yield from _rows(listed)
        elif parse_id(data.get("id")) or (isinstance(data.get("type"), str) and "/" in data["type"]):
            yield data


def resources_in(files: Sequence[tuple[str, Any]], remarks: list[Remark]) -> list[Resource]:
    """The resources of all files; two descriptions of one resource are not yet joined."""
    given: dict[str, Any] = {}
    for _, data in files:
        if is_parameters(data):
            given |= values_of(data.get("parameters"))
    found: list[Resource] = []
    for file, data in files:
        if is_parameters(data):
            continue
        for row, scope in _placed(data, file, remarks, given):
            resource = _resource(row, file, scope.lower())
            if resource is None:
                remarks.append(
                    Remark("left out", str(row.get("type", "")), str(row.get("name", "")), "it has no name.", file)
                )
                continue
            found.append(resource)
            if len(found) > MOST_RESOURCES:
                _refuse("too-many", f"The files hold more than {MOST_RESOURCES:,} resources.", "Import fewer at once.")
    return found


def _placed(data: Any, file: str, remarks: list[Remark], given: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """The rows of one file with the scope of those that have no id."""
    if is_template(data):
        yield from Template(data, file, remarks, given).resources()
    else:
        yield from ((row, "") for row in (rows_of(data, file, remarks) if is_terraform(data) else _rows(data)))


def _resource(row: dict[str, Any], file: str, scope: str) -> Resource | None:
    ident = parse_id(row.get("id"))
    kind, name = row.get("type"), row.get("name")
    if ident is None and isinstance(kind, str) and isinstance(name, str) and name:
        names = tuple(name.split("/"))
        if len(names) != kind.count("/"):
            return None
        ident = Ident(kind.lower(), names, scope)
    if ident is None:
        return None
    if isinstance(name, str) and name.lower() == ident.names[-1].lower():
        ident = replace(ident, names=(*ident.names[:-1], name))
    known = isinstance(kind, str) and kind.lower() == ident.type and kind != ident.type
    shown = str(kind) if known else "/".join(CASED.get(step, step) for step in ident.type.split("/"))
    return Resource(ident, shown, flat(row), file)
