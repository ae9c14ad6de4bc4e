"""The resources of an ARM template: parameters, variables, copies, conditions and nested templates worked out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.formats.azure.expressions import PURE, Function, Unknown, evaluated, resource_id
from app.formats.base import Remark

MOST_COPIES = 800
MOST_NESTED = 5
MOST_RESOURCES = 20_000
_EXPORTED = re.compile(r"^([A-Za-z]+)_(.+)_(name|externalid)$")
_DEPLOYMENT = "microsoft.resources/deployments"


@dataclass(slots=True)
class Template:
    """One template with the values of its parameters; yields resources with evaluated properties."""

    data: Mapping[str, Any]
    file: str
    remarks: list[Remark]
    given: Mapping[str, Any] = field(default_factory=dict)
    depth: int = 0
    _variables: dict[str, Any] = field(default_factory=dict)
    _left: int = MOST_RESOURCES

    def resources(self) -> Iterator[dict[str, Any]]:
        """Every resource, those inside others with the full type and name."""
        listed = self.data.get("resources")
        if isinstance(listed, dict):
            listed = list(listed.values())
        for each in listed if isinstance(listed, list) else ():
            yield from self._copies(each, "", "")

    def _copies(self, raw: object, kind: str, name: str) -> Iterator[dict[str, Any]]:
        if not isinstance(raw, dict):
            return
        copy = raw.get("copy")
        if not isinstance(copy, dict):
            yield from self._resource(raw, kind, name, 0)
            return
        count = evaluated(copy.get("count"), self._functions(0))
        if not isinstance(count, int) or count > MOST_COPIES:
            self._remark(raw, f"it is copied, and how often is not known or more than {MOST_COPIES}")
            return
        for index in range(count if self._left >= 0 else 0):
            yield from self._resource({key: each for key, each in raw.items() if key != "copy"}, kind, name, index)

    def _resource(self, raw: dict[str, Any], kind: str, name: str, index: int) -> Iterator[dict[str, Any]]:
        functions = self._functions(index)
        condition = evaluated(raw.get("condition", True), functions)
        if condition is False:
            return
        own = evaluated(raw.get("name"), functions)
        if not isinstance(own, str) or not isinstance(raw.get("type"), str):
            self._remark(raw, str(own) if isinstance(own, Unknown) else "it has no name or type")
            return
        self._left -= 1
        if self._left < 0:
            return
        full_kind = raw["type"] if not kind or "." in raw["type"].partition("/")[0] else f"{kind}/{raw['type']}"
        full_name = own if not name or own.count("/") >= full_kind.count("/") - 1 else f"{name}/{own}"
        if full_kind.lower() == _DEPLOYMENT:
            yield from self._nested(raw, functions)
            return
        inside = raw.get("resources")
        body = {key: each for key, each in raw.items() if key not in ("resources", "copy", "dependsOn", "condition")}
        yield evaluated(body, functions) | {"type": full_kind, "name": full_name}
        for child in inside if isinstance(inside, list) else ():
            yield from self._copies(child, full_kind, full_name)

    def _nested(self, raw: dict[str, Any], functions: Mapping[str, Function]) -> Iterator[dict[str, Any]]:
        properties = raw.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        template = properties.get("template")
        if not isinstance(template, dict) or self.depth >= MOST_NESTED:
            self._remark(raw, "its template is not in the file")
            return
        given = evaluated(properties.get("parameters") or {}, functions)
        nested = Template(template, self.file, self.remarks, values_of(given), self.depth + 1)
        scope = properties.get("expressionEvaluationOptions")
        if not isinstance(scope, dict) or str(scope.get("scope", "outer")).lower() == "outer":
            nested.given = {**self.given, **values_of(self.data.get("parameters"), "defaultValue"), **nested.given}
            nested.data = {**template, "variables": self.data.get("variables")}
        yield from nested.resources()

    def _functions(self, index: int) -> Mapping[str, Function]:
        def copy_index(*arguments: Any) -> int:
            return index + next((each for each in arguments if isinstance(each, int)), 0)

        def parameters(name: str) -> Any:
            return self._parameter(name, functions)

        def variables(name: str) -> Any:
            return self._variable(name, functions)

        functions: dict[str, Function] = {
            **PURE,
            "parameters": parameters,
            "variables": variables,
            "copyindex": copy_index,
            "resourceid": lambda *parts: resource_id(f"?{self.file}", *parts),
            "subscriptionresourceid": lambda *parts: resource_id(f"?{self.file}", *parts),
            "resourcegroup": lambda: {"id": "", "name": "resource-group", "location": ""},
            "subscription": lambda: {"id": "", "subscriptionId": "subscription", "displayName": ""},
        }
        return functions

    def _parameter(self, name: str, functions: Mapping[str, Function]) -> Any:
        if name in self.given:
            value = self.given[name]
        else:
            declared = self.data.get("parameters")
            one = declared.get(name) if isinstance(declared, dict) else None
            value = one.get("defaultValue") if isinstance(one, dict) else None
            value = self._exported(name) if value is None else evaluated(value, functions)
        if isinstance(value, Unknown):
            raise value
        return value

    def _exported(self, name: str) -> Any:
        """The export tool writes the resource's name into the parameter's; else nobody knows the value."""
        found = _EXPORTED.match(name)
        if found is None:
            raise Unknown(f"the parameter {name} has no value; add the file of parameters")
        kind, own, what = found.groups()
        return own if what == "name" else f"/providers/Microsoft.Network/{kind}/{own}"

    def _variable(self, name: str, functions: Mapping[str, Function]) -> Any:
        if name not in self._variables:
            declared = self.data.get("variables")
            if not isinstance(declared, dict) or name not in declared:
                raise Unknown(f"there is no variable {name}")
            self._variables[name] = Unknown(f"the variable {name} needs itself")
            self._variables[name] = evaluated(declared[name], functions)
        value = self._variables[name]
        if isinstance(value, Unknown):
            raise value
        return value

    def _remark(self, raw: Mapping[str, Any], reason: str) -> None:
        name = raw.get("name")
        self.remarks.append(
            Remark("left out", str(raw.get("type", "")), name if isinstance(name, str) else "", reason, self.file)
        )


def values_of(parameters: object, key: str = "value") -> dict[str, Any]:
    """The values in an object of parameters, of a file of parameters for example."""
    if not isinstance(parameters, dict):
        return {}
    return {
        name: each[key]
        for name, each in parameters.items()
        if isinstance(each, dict) and each.get(key) is not None and not isinstance(each[key], Unknown)
    }
