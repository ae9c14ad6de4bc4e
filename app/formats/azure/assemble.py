"""Resources of Azure become one valid design, or none: names first, then items, then what refers to items.

What the checks of the document refuse is left out with the reason, until the rest stands.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from app.document.load import parse
from app.document.problems import DocumentError, Problem
from app.document.schema import Topology
from app.formats.azure import classic, hubs, machines
from app.formats.azure.draft import Draft, Item, Skip
from app.formats.azure.ids import Ident, Resource, disagreement, merged
from app.formats.azure.mapping import CHILDREN, LISTS, NOT_NEEDED, READ_WITH_OTHERS
from app.formats.base import Remark

MOST_ROUNDS = 12
NETWORK = "microsoft.network"
Builder = Callable[[Draft, Resource, str], Item]
BUILDERS: tuple[tuple[str, Builder], ...] = (
    (f"{NETWORK}/virtualwans", classic.plain),
    (f"{NETWORK}/routetables", classic.plain),
    (f"{NETWORK}/virtualnetworks", classic.plain),
    (f"{NETWORK}/virtualhubs", hubs.hub),
    (f"{NETWORK}/localnetworkgateways", classic.local_gateway),
    (f"{NETWORK}/expressroutecircuits", classic.circuit),
    (f"{NETWORK}/virtualnetworkgateways", classic.gateway),
    (f"{NETWORK}/vpngateways", hubs.gateway),
    (f"{NETWORK}/expressroutegateways", hubs.gateway),
    (f"{NETWORK}/p2svpngateways", hubs.gateway),
    (f"{NETWORK}/azurefirewalls", classic.firewall),
    (f"{NETWORK}/connections", classic.connection),
)
HUB_GATEWAYS = tuple(f"{NETWORK}/{kind}" for kind in ("vpngateways", "expressroutegateways"))


class Assembly:
    """One import."""

    def __init__(self, resources: Sequence[Resource], remarks: Iterable[Remark]) -> None:
        self.draft = Draft(remarks=list(remarks))
        self.resources = _joined(resources, self.draft)
        self.named: list[tuple[Resource, str]] = []
        self._made_of: dict[tuple[str, str], Resource] = {}

    def design(self, title: str) -> Topology:
        """The design of everything that is understood; raises DocumentError where that is nothing."""
        self._name()
        for kind, builder in BUILDERS:
            for resource, name in self._of(kind):
                self._build(resource, name, builder)
        self._machines()
        self._hubs()
        self._say_what_is_unknown()
        if not any(self.draft.lists.values()):
            hint = "Take VNets, gateways and route tables: az group export, az network … list -o json, Resource Graph."
            raise DocumentError([Problem("", "nothing-understood", "The files hold nothing of a network.", hint)])
        return self._valid({"schemaVersion": 1, "name": title, **self.draft.lists})

    def _of(self, *kinds: str) -> list[tuple[Resource, str]]:
        return [(resource, name) for resource, name in self.named if resource.ident.type in kinds]

    def _name(self) -> None:
        for resource in self.resources:
            if resource.ident.type == f"{NETWORK}/publicipaddresses" and resource.body.get("ipaddress"):
                self.draft.public_addresses[resource.ident.key] = str(resource.body["ipaddress"])
            list_name = LISTS.get(resource.ident.type)
            if list_name is None or (
                resource.ident.type == f"{NETWORK}/virtualhubs" and hubs.is_route_server(resource)
            ):
                continue
            name = self.draft.give(list_name, resource.ident)
            self._made_of[list_name, name] = resource
            self.named.append((resource, name))
            if name != resource.name:
                self.draft.remark("note", resource, f"it is called {name} here.")

    def _build(self, resource: Resource, name: str, builder: Builder) -> None:
        try:
            self.draft.lists[LISTS[resource.ident.type]].append(builder(self.draft, resource, name))
        except Skip as skip:
            self.draft.remark("left out", resource, f"{skip}.")

    def _machines(self) -> None:
        cards = machines.interfaces_by_key(self.resources)

        def endpoint(draft: Draft, resource: Resource, name: str) -> Item:
            return machines.endpoint(draft, resource, name, cards)

        for card in cards.values():
            if not card.body.get("privateendpoint"):
                machines.interface(self.draft, card)
        for resource in self.resources:
            if resource.ident.type == f"{NETWORK}/loadbalancers":
                machines.balancer(self.draft, resource, cards.values())
        for resource, name in self._of(f"{NETWORK}/privateendpoints"):
            self._build(resource, name, endpoint)

    def _hubs(self) -> None:
        for resource in self.resources:
            if resource.ident.type == f"{NETWORK}/virtualhubs" and hubs.is_route_server(resource):
                machines.route_server(self.draft, resource)
        for resource, name in self._of(f"{NETWORK}/vpnsites"):
            hubs.vpn_site(self.draft, resource, name)
        whole = [(each, name) for each, name in self._of(f"{NETWORK}/virtualhubs") if self._stands(each, name)]
        for resource, name in whole:
            hubs.hub_connections(self.draft, resource, name)
        for resource, name in self._of(*HUB_GATEWAYS):
            if self._stands(resource, name):
                hubs.gateway_connections(self.draft, resource, name)
        for resource, name in whole:
            hubs.hub_routing(self.draft, resource, name)

    def _stands(self, resource: Resource, name: str) -> bool:
        return bool(self.draft.item(LISTS[resource.ident.type], name))

    def _say_what_is_unknown(self) -> None:
        for resource in self.resources:
            kind = resource.ident.type
            if kind in LISTS or kind in READ_WITH_OTHERS:
                continue
            if kind.startswith(NOT_NEEDED):
                self.draft.remark("not needed", resource, "it changes no route.")
            elif not kind.startswith(f"{NETWORK}/"):
                self.draft.remark("not needed", resource, "it is no part of a network.")
            else:
                self.draft.remark("left out", resource, "designs have nothing of this type.")

    def _valid(self, document: dict[str, Any]) -> Topology:
        """The document without what its own checks refuse."""
        for _ in range(MOST_ROUNDS):
            try:
                return parse(document)
            except DocumentError as error:
                removed = [self._removed(document, problem) for problem in error.problems]
                if not any(removed):
                    raise
        return parse(document)

    def _removed(self, document: dict[str, Any], problem: Problem) -> bool:
        """Take out the innermost named thing that a problem is in."""
        holder: Any = document
        found: tuple[list[Any], Item] | None = None
        walked: list[str] = []
        steps = problem.path.split("/")
        for step in steps:
            if isinstance(holder, dict):
                holder = holder.get(step)
            elif isinstance(holder, list):
                item = next((each for each in holder if isinstance(each, dict) and each.get("name") == step), None)
                if item is None:
                    break
                found, holder = (holder, item), item
                walked.append(step)
        if found is None or found[1] not in found[0]:
            return False
        found[0].remove(found[1])
        source = self._made_of.get((steps[0], walked[0]))
        kind, file = (source.type, source.file) if source else (steps[0], "")
        self.draft.remarks.append(Remark("left out", kind, "/".join(walked), problem.message, file))
        return True


def _joined(resources: Sequence[Resource], draft: Draft) -> list[Resource]:
    """Each resource once, with its children inside it."""
    known: dict[tuple[str, tuple[str, ...]], list[Resource]] = {}
    for resource in resources:
        same = _find(known, resource.ident, resource.file)
        if same is None:
            known.setdefault(resource.ident.key, []).append(resource)
        else:
            differs = disagreement(same.body, resource.body) if same.file != resource.file else ""
            if differs:
                words = f"{same.file} and {resource.file} say different things of {differs}: the later file counts."
                draft.remark("note", resource, words)
            same.body = merged(same.body, resource.body)
    whole: list[Resource] = []
    for resource in [each for found in known.values() for each in found]:
        key = CHILDREN.get(resource.ident.type)
        if key is None:
            whole.append(resource)
            continue
        parent = _find(known, resource.ident.parent, resource.file) if resource.ident.parent else None
        if parent is None:
            draft.remark(
                "left out", resource, f"what it belongs to, {resource.ident.names[0]}, is in none of the files."
            )
            continue
        parent.body[key] = merged(parent.body.get(key) or [], [resource.body])
    return whole


def _find(known: dict[Any, list[Resource]], ident: Ident | None, file: str) -> Resource | None:
    """The resource of an id: of the same scope, else the only one whose scope one side does not know."""
    if ident is None:
        return None
    found = known.get(ident.key, [])
    for each in found:
        if each.ident.scope == ident.scope:
            return each
    open_ = [each for each in found if each.ident.scope.startswith("?") != ident.scope.startswith("?")]
    return open_[0] if len(open_) == 1 else None
