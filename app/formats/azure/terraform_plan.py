"""What a plan of Terraform says of things that have no id yet: references followed to what they will be called.

Follows resources, variables and outputs of modules, and instances of the same key; knows no resource type.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.formats.azure.draft import objects
from app.formats.azure.terraform_types import KINDS, Kind

Row = dict[str, Any]
DEEPEST = 20
_PLACE = re.compile(r"^(?P<module>(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*)(?P<base>\w+\.[\w-]+)(?P<key>\[[^\]]*\])?$")
_TARGET = re.compile(r"^(?P<base>azurerm_\w+\.[\w-]+)(?P<key>\[[^\]]*\])?(?:\.|$)")
_STEP = re.compile(r"module\.([\w-]+)(\[[^\]]*\])?\.")


def inside(value: Any, *keys: str) -> Row:
    """The object at some keys, an empty one where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


class Plan:
    """A plan, or a state, which needs nothing of this."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._planned: dict[str, Row] = {}
        self._types: dict[str, str] = {}
        self._collect(inside(data, "planned_values", "root_module"), 0)
        self._root = inside(data, "configuration", "root_module")

    def _collect(self, module: Row, depth: int) -> None:
        for each in objects(module, "resources"):
            if isinstance(each.get("values"), dict):
                self._planned[str(each.get("address"))] = each["values"]
                self._types[str(each.get("address"))] = str(each.get("type"))
        for child in objects(module, "child_modules") if depth < DEEPEST else ():
            self._collect(child, depth + 1)

    def completed(self, address: str, values: Row) -> Row:
        """The values, with references in place of ids that are not known yet."""
        place = _PLACE.match(address)
        if place is None or not self._root:
            return values
        path = tuple(found.group(1) for found in _STEP.finditer(place["module"]))
        written = self._written(path, place["base"])
        filled: Row = self._filled(values, written, path, place["module"], place["key"] or "", 0)
        return filled

    def ident_of(self, kind: Kind, values: Row) -> str | None:
        """The id that something will have."""
        name = values.get("name") or values.get("peering_type")
        steps = kind.azure.split("/")
        scope = f"/subscriptions/planned/resourceGroups/{values.get('resource_group_name') or 'planned'}/providers"
        if not isinstance(name, str):
            return None
        if not kind.parent:
            return f"{scope}/{kind.azure}/{name}"
        parent = values.get(kind.parent)
        if not isinstance(parent, str):
            owner = values.get(kind.parent_name)
            if not isinstance(owner, str):
                return None
            parent = f"{scope}/{'/'.join(steps[:-1])}/{owner}"
        return f"{parent}/{steps[-1]}/{name}"

    def _module(self, path: tuple[str, ...]) -> Row:
        module = self._root
        for name in path:
            module = inside(module, "module_calls", name, "module")
        return module

    def _written(self, path: tuple[str, ...], base: str) -> Row:
        listed = objects(self._module(path), "resources")
        return inside(next((each for each in listed if each.get("address") == base), {}), "expressions")

    def _filled(self, values: Any, written: Any, path: tuple[str, ...], prefix: str, key: str, depth: int) -> Any:
        """Values beside what is written of them, block by block."""
        if not isinstance(written, dict) or not isinstance(values, dict) or depth > DEEPEST:
            return values
        filled: Row = dict(values)
        for name, expression in written.items():
            if isinstance(expression, list) and isinstance(values.get(name), list):
                inner = zip(values[name], [*expression, *expression[-1:] * len(values[name])], strict=False)
                filled[name] = [self._filled(each, said, path, prefix, key, depth + 1) for each, said in inner]
            elif isinstance(expression, dict) and values.get(name) is None and "references" in expression:
                found = list(self._followed(expression["references"], path, prefix, key, 0))
                if found:
                    filled[name] = found if name.endswith("_ids") else found[0]
        return filled

    def _followed(self, references: object, path: tuple[str, ...], prefix: str, key: str, depth: int) -> Iterator[str]:
        """The ids that references lead to, each resource once."""
        seen: set[str] = set()
        for reference in references if isinstance(references, list) and depth < DEEPEST else ():
            text = str(reference)
            if text.startswith("var.") and path:
                said = inside(self._module(path[:-1]), "module_calls", path[-1], "expressions", text.split(".")[1])
                outer = _STEP.findall(prefix)
                around = prefix[: prefix.rindex("module.")]
                yield from self._followed(said.get("references"), path[:-1], around, outer[-1][1], depth + 1)
            elif text.startswith("module.") and text.count(".") >= 2:
                module = _STEP.match(text)
                if module is None:
                    continue
                inner = (*path, module[1])
                said = inside(self._module(inner), "outputs", text[module.end() :].split(".")[0], "expression")
                below = f"{prefix}module.{module[1]}{module[2] or self._same(prefix, module[1], key)}."
                yield from self._followed(said.get("references"), inner, below, "", depth + 1)
            elif (target := _TARGET.match(text)) and target["base"] not in seen:
                found = self._planned_id(prefix, target["base"], target["key"] or key)
                if found:
                    seen.add(target["base"])
                    yield found

    def _same(self, prefix: str, module: str, key: str) -> str:
        """The instance of a module of the same key, where there is one."""
        wanted = f"{prefix}module.{module}{key}."
        return key if any(address.startswith(wanted) for address in self._planned) else ""

    def _planned_id(self, prefix: str, base: str, key: str) -> str | None:
        for address in (f"{prefix}{base}{key}", f"{prefix}{base}"):
            if address in self._planned:
                values = self._planned[address]
                kind = KINDS.get(self._types[address])
                known = values.get("id")
                if isinstance(known, str):
                    return known
                return self.ident_of(kind, self.completed(address, values)) if kind else None
        return None
