"""Words for groups of endpoints and for ways, short enough for one line. Decides nothing."""

from collections.abc import Iterable, Mapping

from app.analysis.endpoints import Group, Member
from app.analysis.flows import Flow
from app.engine.network import Subnet

MOST_NAMES = 3
MOST_PLACES = 500
Json = dict[str, object]

KINDS = {
    "expressroute": "ExpressRoute",
    "vpn": "VPN",
    "internet": "the Internet",
    "virtualwan": "Virtual WAN",
    "firewall": "a firewall",
    "appliance": "an appliance",
    "peering": "a peering",
    "direct": "the network itself",
    "dropped": "dropped",
    "loop": "a loop",
    "unknown": "unknown",
}


def some(names: Iterable[str], what: str = "") -> str:
    """At most a few names, and how many more."""
    listed = list(dict.fromkeys(names))
    if len(listed) <= MOST_NAMES:
        return ", ".join(listed)
    return f"{', '.join(listed[: MOST_NAMES - 1])} and {len(listed) - MOST_NAMES + 1} more{what}"


def name_of(path: str) -> str:
    """`expressRouteCircuits/er1` -> `er1`."""
    return path.removesuffix("/customer").partition("/")[2] or path


def label(groups: Iterable[tuple[Group, Mapping[str, tuple[Member, ...]]]]) -> str:
    """Endpoints in one line."""
    subnets: dict[str, list[str]] = {}
    premises: dict[str, list[Member]] = {}
    others: list[str] = []
    for group, owners in groups:
        for owner, members in owners.items():
            if group.kind == "subnet":
                subnets.setdefault(owner, []).extend(m.at for m in members if isinstance(m, Subnet))
            elif group.kind == "prefix":
                premises.setdefault(owner, []).extend(members)
            else:
                words = "clients of " if group.kind == "clients" else ""
                others.append(words + name_of(owner))
    parts = []
    count = sum(map(len, subnets.values()))
    if count:
        few = count <= MOST_NAMES
        networks = some(subnets, " networks")
        parts.append(
            some(at for inside in subnets.values() for at in inside) if few else f"{count} subnets of {networks}"
        )
    if others:
        parts.append(some(others))
    for owner in list(premises)[:MOST_NAMES]:
        prefixes, name = premises[owner], ", ".join(map(name_of, owner.split(", ")))
        parts.append(f"{name} ({str(prefixes[0]) if len(prefixes) == 1 else f'{len(prefixes)} prefixes'})")
    if len(premises) > MOST_NAMES:
        parts.append(f"{len(premises) - MOST_NAMES} more sites")
    return "; ".join(parts)


def places(groups: Iterable[tuple[Group, Mapping[str, tuple[Member, ...]]]]) -> list[str]:
    """The document paths of endpoints, as many as a screen can show."""
    found: dict[str, None] = {}
    for _, owners in groups:
        for owner, members in owners.items():
            paths = [m.path for m in members if isinstance(m, Subnet)] or owner.split(", ")
            found.update(dict.fromkeys(paths))
            if len(found) >= MOST_PLACES:
                return list(found)[:MOST_PLACES]
    return list(found)


def over(paths: Iterable[str]) -> str:
    """The objects of a way that people know it by."""
    shown = ("expressRouteCircuits/", "azureFirewalls/", "networkVirtualAppliances/", "virtualHubs/", "connections/")
    listed = [p for p in paths if p.startswith(shown) and "/routeTables/" not in p]
    better = [p for p in listed if not p.startswith("connections/")] or listed
    return some(name_of(p) for p in better)


def way(flow: Flow | None) -> str:
    """A flow in a few words."""
    if flow is None:
        return "nothing"
    words = KINDS[flow.kind]
    named = over(sorted(flow.there.uses)) if flow.works else ""
    return f"{words} ({named})" if named else words


def flow_json(flow: Flow | None) -> Json | None:
    """A flow for programs: the stops of its first way, what it passes, and what stops it."""
    if flow is None:
        return None
    why = flow.why
    return {
        "kind": flow.kind,
        "works": flow.works,
        "asymmetric": flow.asymmetric,
        "ways": flow.there.ways[1] if flow.there.ways else None,
        "path": list(flow.there.stops),
        "uses": sorted(flow.there.uses),
        "why": None if why is None else {"at": why[0], "rule": why[1], "sentence": why[2]},
    }
