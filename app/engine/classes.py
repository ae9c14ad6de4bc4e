"""Prefixes grouped into classes that every speaker treats alike, so that ten thousand prefixes cost as much as one.

Two prefixes share a class if the same speakers announce them with the same attributes and no filter tells them apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.engine.bgp import Fabric, Origination, PrefixClass
from app.engine.homes import Home
from app.engine.hub_tables import home_of
from app.engine.lpm import PrefixTable
from app.engine.network import Network
from app.engine.prefix import LINK_LOCAL, Prefix, contains, inside_any
from app.engine.route_maps import MapMarks, Rewrites, rewrites

GroupKey = tuple[tuple[int, ...], frozenset[str], frozenset[str], int, int]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All classes, and who announces which: own routes by speaker, announcements limited to a session by session.

    `held` has the classes of each origination, in the order of the fabric.
    """

    classes: tuple[PrefixClass, ...]
    own: Mapping[str, Mapping[int, tuple[Origination, ...]]]
    limited: Mapping[str, Mapping[int, Origination]]
    class_of: Mapping[Prefix, int]
    rewrites: Rewrites
    held: tuple[tuple[int, ...], ...]


def catalogue(network: Network, homes: Mapping[str, Home], fabric: Fabric) -> Catalogue:
    """The classes of a fabric's originations."""
    announcers: dict[Prefix, list[int]] = {}
    for index, origination in enumerate(fabric.originations):
        for prefix in origination.prefixes:
            announcers.setdefault(prefix, []).append(index)
    marks_of_maps = MapMarks(fabric.maps)
    for prefix in marks_of_maps.made:
        announcers.setdefault(prefix, [])
    tags = _Tags(network, homes)
    groups: dict[GroupKey, list[Prefix]] = {}
    for prefix, indexes in announcers.items():
        inside, marks = tags.of(prefix)
        marks |= frozenset(marks_of_maps.of(prefix))
        key = (tuple(indexes), inside, marks, prefix.version, _apart(prefix))
        groups.setdefault(key, []).append(prefix)
    classes: list[PrefixClass] = []
    class_of: dict[Prefix, int] = {}
    held: list[list[int]] = [[] for _ in fabric.originations]
    for number, ((who, inside, marks, _, _), prefixes) in enumerate(groups.items()):
        classes.append(PrefixClass(number, tuple(prefixes), inside, marks))
        class_of.update(dict.fromkeys(prefixes, number))
        for index in who:
            held[index].append(number)
    made = Catalogue(tuple(classes), {}, {}, class_of, rewrites(fabric.maps, classes, class_of), ())
    return _announced(made, fabric, [tuple(numbers) for numbers in held])


def carried_over(book: Catalogue, before: Fabric, now: Fabric) -> Catalogue | None:
    """The classes of an earlier catalogue for a fabric whose originations are all among the earlier ones, else None.

    The same prefixes must lie inside the same homes. Classes may be finer than need be, or nobody's any more.
    """
    known: dict[tuple[object, ...], list[int]] = {}
    for index, one in enumerate(before.originations):
        known.setdefault((one.speaker, one.session, one.kind, one.entry), []).append(index)
    held = []
    for one in now.originations:
        alike = known.get((one.speaker, one.session, one.kind, one.entry), ())
        found = next((index for index in alike if before.originations[index] == one), None)
        if found is None:
            return None
        held.append(book.held[found])
    return _announced(book, now, held)


def _announced(book: Catalogue, fabric: Fabric, held: list[tuple[int, ...]]) -> Catalogue:
    """The catalogue with who announces which class."""
    own: dict[str, dict[int, tuple[Origination, ...]]] = {}
    limited: dict[str, dict[int, Origination]] = {}
    for origination, numbers in zip(fabric.originations, held, strict=True):
        for number in numbers:
            if origination.session is None:
                table = own.setdefault(origination.speaker, {})
                table[number] = (*table.get(number, ()), origination)
            else:
                limited.setdefault(origination.session, {})[number] = origination
    return replace(book, own=own, limited=limited, held=tuple(held))


def _apart(prefix: Prefix) -> int:
    """Default routes and link-local prefixes never share a class with others."""
    if prefix.length == 0:
        return 1
    return 2 if prefix.value >> 16 == LINK_LOCAL.value >> 16 and contains(LINK_LOCAL, prefix) else 0


class _Tags:
    """What filters ask of a prefix: inside which home's address space, hidden by a summary, a Route Server's own
    subnet.
    """

    def __init__(self, network: Network, homes: Mapping[str, Home]) -> None:
        owners: dict[Prefix, set[str]] = {}
        for home in homes.values():
            for prefix in home.prefixes:
                owners.setdefault(prefix, set()).add(home.virtual_network)
        for connection in network.hub_connections.values():
            if connection.virtual_network in network.virtual_networks:
                for prefix in network.virtual_networks[connection.virtual_network].address_space:
                    owners.setdefault(prefix, set()).add(home_of(connection.hub))
        for hub in network.hubs.values():
            owners.setdefault(hub.address_prefix, set()).add(home_of(hub.name))
        self._hub_prefixes = frozenset(hub.address_prefix for hub in network.hubs.values())
        self._owners = PrefixTable((p, frozenset(names)) for p, names in owners.items())
        self._summaries = {
            name: (home.own, summary)
            for name, home in homes.items()
            if (summary := network.virtual_networks[name].summarized_gateway_prefixes) is not None
        }
        self._route_servers = _route_server_subnets(network)

    def of(self, prefix: Prefix) -> tuple[frozenset[str], frozenset[str]]:
        """(homes and hubs whose address space contains the prefix, marks)."""
        inside: frozenset[str] = frozenset()
        for names in self._owners.covers(prefix):
            inside |= names
        marks = {f"routeserver:{path}" for path in self._route_servers.get(prefix, ())}
        if prefix in self._hub_prefixes:
            marks.add("hubprefix")
        for name, (own, summary) in self._summaries.items():
            if name in inside and prefix not in summary and (prefix in own or inside_any(prefix, summary)):
                marks.add(f"summarized:{name}")
        return inside, frozenset(marks)


def _route_server_subnets(network: Network) -> dict[Prefix, list[str]]:
    subnets: dict[Prefix, list[str]] = {}
    for server in network.route_servers.values():
        subnet = network.virtual_networks[server.virtual_network].subnet("RouteServerSubnet")
        for prefix in subnet.prefixes if subnet else ():
            subnets.setdefault(prefix, []).append(server.path)
    return subnets


def expand(classes: Iterable[PrefixClass]) -> Iterable[tuple[PrefixClass, Prefix]]:
    """Every prefix with its class."""
    return ((cls, prefix) for cls in classes for prefix in cls.prefixes)
