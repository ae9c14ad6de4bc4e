"""The endpoints that a name, a document path or a prefix means, as parts of the groups of a set of flows."""

from collections.abc import Iterator

from app.analysis.endpoints import Group, Member, main_prefix
from app.analysis.walks import Flows
from app.engine import UnknownPlace
from app.engine.network import Subnet
from app.engine.prefix import BadPrefix, Prefix, contains, parse

INTERNET = "internet"
LISTS = (
    "virtualNetworks/",
    "sites/",
    "localNetworkGateways/",
    "virtualNetworkGateways/",
    "networkVirtualAppliances/",
    "p2s:",
)


def select(flows: Flows, place: str, *, sends: bool) -> list[Group]:
    """The parts of the groups that a place means, as senders or as receivers; raises UnknownPlace."""
    wanted = _wanted(flows, place)
    found = [part for group in flows.groups if (group.sends if sends else group.receives) and (part := wanted(group))]
    if not found:
        prefix = _prefix(place)
        if prefix is None or sends:
            raise UnknownPlace(place)
        return [Group("prefix", {place: (prefix,)})]
    return found


class _Named:
    """Picks out the members of a group that have a name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, group: Group) -> Group | None:
        owners: dict[str, tuple[Member, ...]] = {}
        for owner, members in group.owners.items():
            if group.kind == "subnet":
                picked: tuple[Member, ...] = tuple(
                    m for m in members if isinstance(m, Subnet) and self.name in (owner, m.at)
                )
            else:
                paths = owner.split(", ")
                named = {*paths, *(path.partition("/")[2] for path in paths), owner.lower()}
                picked = members if self.name in named else ()
            if picked:
                owners[owner] = picked
        return Group(group.kind, owners, group.place) if owners else None


class _Within:
    """Picks out the members of a group that lie inside a prefix or around it."""

    def __init__(self, prefix: Prefix) -> None:
        self.prefix = prefix

    def __call__(self, group: Group) -> Group | None:
        owners: dict[str, tuple[Member, ...]] = {}
        for owner, members in group.owners.items():
            picked = tuple(m for m in members if self._meets(m))
            if picked:
                owners[owner] = picked
        return Group(group.kind, owners, group.place) if owners else None

    def _meets(self, member: Member) -> bool:
        if isinstance(member, str):
            return False
        own = main_prefix(member) if isinstance(member, Subnet) else member
        return contains(self.prefix, own) or contains(own, self.prefix)


def _wanted(flows: Flows, place: str) -> _Named | _Within:
    prefix = _prefix(place)
    if prefix is not None:
        return _Within(prefix)
    name = place.lower() if place.lower() == INTERNET else place
    for start in LISTS:
        name = name.removeprefix(start)
    return _Named(name.replace("/subnets/", "/"))


def _prefix(text: str) -> Prefix | None:
    try:
        return parse(text)
    except BadPrefix:
        return None


def pairs(sources: list[Group], targets: list[Group]) -> Iterator[tuple[Group, Group, bool]]:
    """The pairs of parts, within one owner and across owners."""
    for one in sources:
        for other in targets:
            for together in (False, True) if one.kind == other.kind == "subnet" else (False,):
                yield one, other, together
