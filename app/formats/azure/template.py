"""The resources of an ARM template: parameters, variables, copies, conditions and nested templates worked out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeGuard

from app.formats.azure.expressions import Function, Unknown, evaluated
from app.formats.azure.functions import PURE, resource_id
from app.formats.base import Kind, Remark

MOST_COPIES = 800
MOST_NESTED = 5
MOST_STEPS = 20_000
DEPLOYMENT = "microsoft.resources/deployments"
_EXPORTED = re.compile(r"^([A-Za-z]+)_(.+)_(name|externalid)$")
_NOT_OF_THE_BODY = ("resources", "copy", "dependsOn", "condition")
SUBSCRIPTION = "subscription"
Loops: TypeAlias = Mapping[str, int]
Placed: TypeAlias = tuple[dict[str, Any], str]
NO_LOOPS: Loops = {}


@dataclass(slots=True)
class Budget:
    """How many copies and resources may still be made, by a template and all those inside it together."""

    left: int = MOST_STEPS

    def spend(self) -> None:
        """Pay for one; raises Unknown when nothing is left."""
        self.left -= 1
        if self.left < 0:
            raise Unknown(f"the template makes more than {MOST_STEPS:,} things")


@dataclass(slots=True)
class Template:
    """One template with the values of its parameters; yields resources with evaluated properties."""

    data: Mapping[str, Any]
    file: str
    remarks: list[Remark]
    given: Mapping[str, Any] = field(default_factory=dict)
    depth: int = 0
    budget: Budget = field(default_factory=Budget)
    scope: str = ""
    around: Loops = field(default_factory=dict)
    _variables: dict[str, Any] = field(default_factory=dict)
    _nested: dict[tuple[int, str], "Template | None"] = field(default_factory=dict)
    _deployments: dict[str, tuple[str, dict[str, Any], Loops]] | None = None
    _outputs: dict[str, Any] = field(default_factory=dict)

    def resources(self) -> Iterator[Placed]:
        """Every resource with its scope, those inside others with the full type and name."""
        for _, raw in self._declared():
            for loops in self._copies(raw):
                yield from self._resource(raw, "", "", loops)

    def _declared(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What is written of each resource, with its symbolic name."""
        listed = self.data.get("resources")
        pairs = list(listed.items()) if isinstance(listed, dict) else [("", each) for each in _list(listed)]
        yield from ((symbol, raw) for symbol, raw in pairs if isinstance(raw, dict))

    def _copies(self, raw: dict[str, Any], quiet: bool = False) -> Iterator[Loops]:
        """The place of each copy of a resource; quiet: without a word where it is not known how many there are."""
        if raw.get("existing") is True:
            return
        copy = raw.get("copy")
        if not isinstance(copy, dict):
            yield NO_LOOPS
            return
        count = evaluated(copy.get("count"), self._functions(NO_LOOPS))
        if not _is_count(count):
            if not quiet:
                self._remark(raw, f"it is copied, and how often is not known or more than {MOST_COPIES}")
            return
        for index in range(count):
            if self.budget.left > 0:
                yield {"": index, str(copy.get("name")).lower(): index}

    def _resource(self, raw: dict[str, Any], kind: str, name: str, loops: Loops) -> Iterator[Placed]:
        condition = self._value(raw.get("condition", True), loops)
        if condition is False:
            return
        own = self._value(raw.get("name"), loops)
        if not isinstance(own, str) or not isinstance(raw.get("type"), str):
            self._remark(raw, str(own) if isinstance(own, Unknown) else "it has no name or type")
            return
        self.budget.left -= 1
        if self.budget.left < 0:
            return
        full_kind = raw["type"] if not kind or "." in raw["type"].partition("/")[0] else f"{kind}/{raw['type']}"
        full_name = own if not name or own.count("/") >= full_kind.count("/") - 1 else f"{name}/{own}"
        if isinstance(condition, Unknown):
            self._remark({"type": full_kind, "name": full_name}, f"whether it is deployed is open: {condition}", "note")
        if full_kind.lower() == DEPLOYMENT:
            nested = self._deployment(own, raw, loops)
            if nested is None:
                self._remark({"type": full_kind, "name": own}, "its template is not in the file")
            else:
                yield from nested.resources()
            return
        body = {key: each for key, each in raw.items() if key not in _NOT_OF_THE_BODY}
        yield self._value(body, loops) | {"type": full_kind, "name": full_name}, self._home()
        for child in filter(_is_object, _list(raw.get("resources"))):
            for place in self._copies(child):
                yield from self._resource(child, full_kind, full_name, {**loops, **place})

    def _deployment(self, name: str, raw: dict[str, Any], loops: Loops) -> "Template | None":
        """The template of a nested deployment with its parameters, made once."""
        key = id(raw), name.lower()
        if key in self._nested:
            return self._nested[key]
        self._nested[key] = None
        properties = raw.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        template = properties.get("template")
        if not isinstance(template, dict) or self.depth >= MOST_NESTED:
            return None
        group = self._value(raw.get("resourceGroup"), loops)
        nested = Template(
            template,
            self.file,
            self.remarks,
            given=values_of(self._value(properties.get("parameters") or {}, loops)),
            depth=self.depth + 1,
            budget=self.budget,
            scope=f"?{self.file}/resourceGroups/{group}" if isinstance(group, str) else self.scope,
        )
        scope = properties.get("expressionEvaluationOptions")
        if not isinstance(scope, dict) or str(scope.get("scope", "outer")).lower() == "outer":
            nested.given = {**self.given, **values_of(self.data.get("parameters"), "defaultValue"), **nested.given}
            nested.data = {**template, "variables": self.data.get("variables")}
            nested.around = {**self.around, **loops}
        self._nested[key] = nested
        return nested

    def _reference(self, to: object, *_: object) -> Any:
        """The outputs of a nested deployment, by its id, name or symbolic name; nothing else is known before."""
        if self._deployments is None:
            self._deployments = {}
            self._deployments |= self._named_deployments()
        found = self._deployments.get(str(to).rpartition("/")[2].lower())
        nested = self._deployment(*found) if found else None
        if nested is None:
            raise Unknown("reference() is only known to a deployment")
        return {"outputs": nested.outputs()}

    def _named_deployments(self) -> dict[str, tuple[str, dict[str, Any], Loops]]:
        found: dict[str, tuple[str, dict[str, Any], Loops]] = {}
        for symbol, raw in self._declared():
            for loops in self._copies(raw, quiet=True) if str(raw.get("type")).lower() == DEPLOYMENT else ():
                name = self._value(raw.get("name"), loops)
                symbols = [f"{symbol}[{loops['']}]" if loops else symbol] if symbol else []
                for key in (name, *symbols) if isinstance(name, str) else ():
                    found.setdefault(key.lower(), (name, raw, loops))
        return found

    def outputs(self) -> dict[str, Any]:
        """What the template tells those that refer to it, as `{name: {"value": …}}`."""
        declared = self.data.get("outputs")
        for name, output in declared.items() if isinstance(declared, dict) else ():
            if name not in self._outputs and isinstance(output, dict):
                self._outputs[name] = {"value": Unknown(f"the output {name} needs itself")}
                copied = output.get("copy")
                if isinstance(copied, dict):
                    value = self._repeated({"name": "", **copied}, NO_LOOPS)
                else:
                    value = self._value(output.get("value"), NO_LOOPS)
                self._outputs[name] = {"value": value}
        return self._outputs

    def _value(self, value: Any, loops: Loops) -> Any:
        """A value with its expressions worked out and its copied properties spread."""
        return self._worked_out(value, loops, self._functions(loops))

    def _worked_out(self, value: Any, loops: Loops, functions: Mapping[str, Function]) -> Any:
        if isinstance(value, list):
            return [self._worked_out(each, loops, functions) for each in value]
        if not isinstance(value, dict):
            return evaluated(value, functions)
        copies = value.get("copy")
        if not _are_copies(copies):
            return {key: self._worked_out(each, loops, functions) for key, each in value.items()}
        own = {key: self._worked_out(each, loops, functions) for key, each in value.items() if key != "copy"}
        return own | {str(each["name"]): self._repeated(each, loops) for each in copies}

    def _repeated(self, copy: Mapping[str, Any], loops: Loops) -> Any:
        count = evaluated(copy.get("count"), self._functions(loops))
        if not _is_count(count):
            return count if isinstance(count, Unknown) else Unknown(f"it is copied more than {MOST_COPIES} times")
        name, found = str(copy["name"]).lower(), []
        for index in range(count):
            try:
                self.budget.spend()
            except Unknown as unknown:
                return unknown
            found.append(self._value(copy.get("input"), {**loops, name: index}))
        return found

    def _home(self) -> str:
        return self.scope or f"?{self.file}"

    def _functions(self, loops: Loops) -> Mapping[str, Function]:
        known, home = {**self.around, **loops}, self._home()

        def copy_index(*arguments: Any) -> int:
            name = next((each.lower() for each in arguments if isinstance(each, str)), "")
            if name not in known:
                raise Unknown(f"there is no copy {name}".rstrip())
            return known[name] + next((each for each in arguments if isinstance(each, int)), 0)

        def below(scope: str, kind: str, *names: str) -> str:
            """Ids of other groups of the subscription, which has no name here."""
            return resource_id(scope.replace(f"/subscriptions/{SUBSCRIPTION}", f"?{self.file}"), kind, *names)

        return {
            **PURE,
            "parameters": self._parameter,
            "variables": self._variable,
            "reference": self._reference,
            "copyindex": copy_index,
            "resourceid": lambda *parts: resource_id(home, *parts),
            "subscriptionresourceid": lambda *parts: resource_id(home, *parts),
            "extensionresourceid": below,
            "resourcegroup": lambda: {"id": home, "name": "resource-group", "location": ""},
            "subscription": lambda: {"id": f"?{self.file}", "subscriptionId": SUBSCRIPTION, "displayName": ""},
            "deployment": lambda: {"name": "deployment", "location": ""},
        }

    def _parameter(self, name: str) -> Any:
        if name in self.given:
            value = self.given[name]
        else:
            declared = self.data.get("parameters")
            one = declared.get(name) if isinstance(declared, dict) else None
            value = one.get("defaultValue") if isinstance(one, dict) else None
            value = self._exported(name) if value is None else self._value(value, NO_LOOPS)
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

    def _variable(self, name: str) -> Any:
        if name not in self._variables:
            declared = self.data.get("variables")
            declared = declared if isinstance(declared, dict) else {}
            copies = declared.get("copy")
            copied = {str(each["name"]): each for each in copies} if _are_copies(copies) else {}
            if name not in declared and name not in copied:
                raise Unknown(f"there is no variable {name}")
            self._variables[name] = Unknown(f"the variable {name} needs itself")
            self._variables[name] = (
                self._repeated(copied[name], NO_LOOPS) if name in copied else self._value(declared[name], NO_LOOPS)
            )
        value = self._variables[name]
        if isinstance(value, Unknown):
            raise value
        return value

    def _remark(self, raw: Mapping[str, Any], reason: str, kind: Kind = "left out") -> None:
        name = raw.get("name")
        shown = name if isinstance(name, str) else ""
        self.remarks.append(Remark(kind, str(raw.get("type", "")), shown, f"{reason}.", self.file))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_COPIES


def _are_copies(value: object) -> TypeGuard[list[dict[str, Any]]]:
    """Whether this is the list under `copy` that spreads properties or variables."""
    return isinstance(value, list) and all(
        isinstance(each, dict) and "name" in each and "count" in each and "input" in each for each in value
    )


def values_of(parameters: object, key: str = "value") -> dict[str, Any]:
    """The values in an object of parameters, of a file of parameters for example; what is not known stays so."""
    given = parameters.items() if isinstance(parameters, dict) else ()
    return {name: each[key] for name, each in given if isinstance(each, dict) and each.get(key) is not None}
