"""What a cure is: a label for the button and changes of the document that make one undoable command. Knows no rule."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.analysis.findings.finding import Finding
from app.document.schema import Named, Subnet, Topology, VirtualNetwork

Item = TypeVar("Item", bound=Named)


@dataclass(frozen=True, slots=True)
class Change:
    """A path of the document and what is to stand there; None takes it away, objects are merged into what is there."""

    path: str
    value: object

    def as_json(self) -> dict[str, object]:
        """The change for a program."""
        return {"path": self.path, "value": self.value}


@dataclass(frozen=True, slots=True)
class Cure:
    """The words on the button and what it does."""

    label: str
    changes: tuple[Change, ...]

    def as_json(self) -> dict[str, object]:
        """The cure for a program."""
        return {"label": self.label, "changes": [change.as_json() for change in self.changes]}


Maker = Callable[[Topology, Finding], Cure | None]


def cure(label: str, changes: Mapping[str, object] | Iterable[tuple[str, object]]) -> Cure:
    """A cure of some changes."""
    pairs = changes.items() if isinstance(changes, Mapping) else changes
    return Cure(label, tuple(Change(path, value) for path, value in pairs))


def named(items: Iterable[Item], name: str | None) -> Item | None:
    """The item of that name, or None."""
    return next((item for item in items if item.name == name), None)


def free_name(items: Iterable[Named], wish: str) -> str:
    """The wish, with a number where it is taken."""
    taken = {item.name for item in items}
    wish = wish[:76]
    return next(name for name in (wish, *(f"{wish}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def subnet_at(topology: Topology, path: str) -> tuple[VirtualNetwork, Subnet] | None:
    """The network and subnet of a document path at or inside a subnet."""
    steps = path.split("/")
    vnet = named(topology.virtual_networks, steps[1]) if len(steps) > 3 and steps[2] == "subnets" else None
    subnet = named(vnet.subnets, steps[3]) if vnet else None
    return (vnet, subnet) if vnet and subnet else None


def subnets_at(topology: Topology, paths: Iterable[str]) -> Iterator[tuple[VirtualNetwork, Subnet]]:
    """Those of the paths that are subnets."""
    return (found for path in paths if (found := subnet_at(topology, path)) is not None)


def users_of(topology: Topology, table: str) -> set[str]:
    """The document paths of the subnets with a route table."""
    return {path_of(v, s) for v in topology.virtual_networks for s in v.subnets if s.route_table == table}


def path_of(vnet: VirtualNetwork, subnet: Subnet) -> str:
    """A subnet's document path."""
    return f"virtualNetworks/{vnet.name}/subnets/{subnet.name}"
