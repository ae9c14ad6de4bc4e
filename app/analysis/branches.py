"""Which sites routing treats alike: those that only tunnels of the same shape join to Azure. Decides no route."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

from app.engine.bgp import Origination
from app.engine.forwarding_atlas import Atlas
from app.engine.network import VpnConnection
from app.engine.policy import is_private

T = TypeVar("T", int, str)


class Branches:
    """The sites of one result by what routing sees of them, and the classes of prefixes that are theirs alone."""

    def __init__(self, atlas: Atlas, like: "Branches | None" = None) -> None:
        """`like` is of the same network under another what-if."""
        self.atlas, self.network, self.result = atlas, atlas.network, atlas.result
        self._sharing: set[str] = like._sharing if like else _sharing(atlas)
        self._tunnels: dict[str, list[VpnConnection]] = {}
        self._of_entry: dict[str, str] = {}
        for connection in self.network.vpn_connections.values():
            if connection.remote_site is not None:
                owner = atlas.router_of(connection.remote_site)
                self._tunnels.setdefault(owner, []).append(connection)
                self._of_entry[connection.path] = owner
        self._asns = Counter(s.asn for s in self.result.fabric.speakers.values())
        named = self._named()
        self._keys = _numbered("branch", {o: self._shape(o) for o in self._tunnels if o not in named})
        self._words = self._class_words()

    def key(self, owner: str) -> Hashable:
        """The same for sites that routing treats alike; the site itself if it is like no other."""
        return self._keys.get(owner, owner)

    def word(self, number: int) -> Hashable:
        """The same for classes of prefixes that start at sites alike, else the class itself."""
        return self._words.get(number, number)

    def tunnel(self, connection: VpnConnection) -> Hashable:
        """What routing sees of a connection besides the site at its end; itself if the site has another like it."""
        remote = connection.remote_site
        shape = self._shape_of(connection)
        others = self._tunnels[self.atlas.router_of(remote)] if remote else ()
        twins = [other for other in others if other is not connection and self._shape_of(other) == shape]
        return connection.path if twins else shape

    def _named(self) -> set[str]:
        """Sites that more than tunnels tell apart."""
        network = self.network
        named = {f"sites/{circuit.site}" for circuit in network.circuits.values() if circuit.site}
        named |= {f"sites/{name}" for link in network.site_links.values() for name in link.sites}
        named |= {s.path for s in network.sites.values() if s.transit or s.local_preference}
        named |= {o for o in self._tunnels if o.startswith("networkVirtualAppliances/")}
        return named | self._sharing | set(self.atlas.devices)

    def _shape(self, owner: str) -> Hashable:
        return self.atlas.up(owner), frozenset(map(self._shape_of, self._tunnels[owner]))

    def _shape_of(self, connection: VpnConnection) -> Hashable:
        remote = connection.remote_site
        gateway = self.network.gateways[connection.gateway]
        if remote is None or gateway.nat_rules or gateway.default_site == remote.name:
            return connection.path
        asn = remote.asn or 0
        return (
            connection.gateway,
            self.atlas.up(connection.path),
            connection.enable_bgp,
            tuple((t, self.atlas.up(f"{connection.path}/tunnels/{t}")) for t in connection.tunnels),
            connection.routing,
            connection.enable_internet_security,
            (asn if self._asns[asn] > 1 else 0, bool(asn), is_private(asn)),
            remote.peer_address is None,
            remote.as_path_prepend,
            frozenset(remote.prepend_by_tunnel.items()),
            tuple(remote.prepend_by_prefix.values()),
        )

    def _class_words(self) -> dict[int, Hashable]:
        """Classes that only one site brings, by that site's shape and how it brings them."""
        brought: dict[int, list[Origination]] = {}
        book = self.result.book
        for table in book.own.values():
            for number, found in table.items():
                brought.setdefault(number, []).extend(found)
        for limited in book.limited.values():
            for number, one in limited.items():
                brought.setdefault(number, []).append(one)
        words = dict[int, Hashable]()
        for number, originations in brought.items():
            owners = {self._owner(o) for o in originations}
            owner = owners.pop() if len(owners) == 1 else None
            if owner in self._keys:
                cls = book.classes[number]
                told = frozenset(self._told(o, str(owner)) for o in originations)
                words[number] = self._keys[str(owner)], told, cls.inside, cls.marks, cls.version
        return _numbered("class", words)

    def _owner(self, origination: Origination) -> str | None:
        entry = "/".join(origination.entry.split("/")[:2])
        return self._of_entry.get(entry) or (entry if entry in self._tunnels else None)

    def _told(self, origination: Origination, owner: str) -> Hashable:
        session = self.result.fabric.sessions.get(origination.session or "")
        return (
            "" if origination.speaker == owner else origination.speaker,
            session.target if session else "",
            origination.kind,
            len(origination.tail),
            origination.no_advertise,
            origination.targets,
            origination.passed_on,
        )


def _numbered(what: str, values: Mapping[T, Hashable]) -> dict[T, Hashable]:
    """A short word for each value, the same for the same value."""
    numbers: dict[Hashable, int] = {}
    return {key: (what, numbers.setdefault(value, len(numbers))) for key, value in values.items()}


def _sharing(atlas: Atlas) -> set[str]:
    """Those on whose premises the same prefix is."""
    return {owner for owners in atlas.premises.values() if len(owners) > 1 for owner in owners}
