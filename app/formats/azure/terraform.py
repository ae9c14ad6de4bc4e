"""State and plans of Terraform read as rows of Azure: `terraform show -json` of either, or the state file itself."""

from collections.abc import Iterator
from typing import Any, TypeGuard

from app.formats.azure.draft import objects
from app.formats.azure.terraform_plan import Plan, inside
from app.formats.azure.terraform_types import KINDS, Fields, Kind
from app.formats.base import Remark

Row = dict[str, Any]
MACHINES = ("azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine", "azurerm_virtual_machine")
DEEPEST_MODULE = 12


def is_terraform(data: Any) -> TypeGuard[dict[str, Any]]:
    """Whether this is what `terraform show -json` prints, or a state file."""
    if not isinstance(data, dict) or "terraform_version" not in data:
        return False
    return any(isinstance(data.get(key), dict) for key in ("values", "planned_values")) or "lineage" in data


def rows_of(data: Row, file: str, remarks: list[Remark]) -> Iterator[Row]:
    """A row for each resource that is understood, with the id that it has or will have."""
    plan = Plan(data)
    for address, kind, values in _resources(data):
        if kind in MACHINES:
            cards = values.get("network_interface_ids")
            for card in cards if isinstance(cards, list) else ():
                if isinstance(card, str) and isinstance(values.get("id"), str):
                    yield {"id": card, "properties": {"virtualMachine": {"id": values["id"]}}}
            continue
        known = KINDS.get(kind)
        if known is None:
            if kind.startswith(("azurerm_", "azapi_")):
                remarks.append(Remark("not needed", kind, address, "designs have nothing of this type.", file))
            continue
        values = plan.completed(address, values)
        ident = _ident(known, values, plan)
        if ident is None:
            reason = "what it belongs to is not known before it is applied."
            remarks.append(Remark("left out", kind, address, reason, file))
            continue
        body = {**known.fixed, **_read(values, known.fields)}
        named = {"name": values["name"]} if not known.id_of and isinstance(values.get("name"), str) else {}
        yield {"id": ident, **named, "type": known.azure, "location": values.get("location"), "properties": body}


def _ident(kind: Kind, values: Row, plan: Plan) -> str | None:
    own = values.get(kind.id_of or "id")
    return own if isinstance(own, str) and own else plan.ident_of(kind, values) if not kind.id_of else None


def _resources(data: Row) -> Iterator[tuple[str, str, Row]]:
    """(address, type, values) of every resource that Terraform manages."""
    for each in filter(_is_managed, objects(data, "resources")):
        for instance in objects(each, "instances"):
            yield f"{each.get('type')}.{each.get('name')}", str(each.get("type")), inside(instance, "attributes")
    yield from _of_module(inside(data, "planned_values" if "planned_values" in data else "values", "root_module"), 0)


def _of_module(module: Row, depth: int) -> Iterator[tuple[str, str, Row]]:
    for each in filter(_is_managed, objects(module, "resources")):
        yield str(each.get("address")), str(each.get("type")), inside(each, "values")
    for child in objects(module, "child_modules") if depth < DEEPEST_MODULE else ():
        yield from _of_module(child, depth + 1)


def _is_managed(each: Row) -> bool:
    return bool(each.get("mode", "managed") == "managed")


def _read(values: Any, fields: Fields) -> Row:
    """Properties of Azure from values of Terraform."""
    body: Row = {}
    for path, source in fields.items():
        if isinstance(source, tuple):
            found: Any = [_read(each, source[1]) for each in _picked(values, source[0])] or None
        else:
            found = _one(values, source)
        if found is not None:
            _put(body, path, found)
    return body


def _one(values: Any, source: str) -> Any:
    """The value of the first of some paths; `!` turns a flag around."""
    for way in source.split("|"):
        found = next(_walk(values, way.removeprefix("!").split(".")), None) if way != "." else values
        if found not in (None, "", []):
            return not found if way.startswith("!") and isinstance(found, bool) else found
    return None


def _picked(values: Any, source: str) -> Iterator[Any]:
    for way in source.split("|"):
        found = list(_walk(values, way.split("."), spread=True)) if way != "." else [values]
        if found:
            yield from found
            return


def _walk(value: Any, steps: list[str], spread: bool = False) -> Iterator[Any]:
    """What stands at a path; blocks are lists of one object, of which the first counts unless all are wanted."""
    if not steps:
        yield from value if spread and isinstance(value, list) else [value]
        return
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict) and value.get(steps[0].removesuffix("[]")) is not None:
        yield from _walk(value[steps[0].removesuffix("[]")], steps[1:], spread)


def _put(body: Row, path: str, value: Any) -> None:
    *owners, last = path.split(".")
    for owner in owners:
        body = body.setdefault(owner, {})
    body[last] = value
