"""Which hub tables a connection's routes enter, and what a hub table holds by configuration.

Knows nothing of sessions; names of tables are document paths.
"""

from collections.abc import Iterable

from app.engine.network import HubConnection, HubRouting, HubStatic, HubTable, Network, VirtualHub
from app.engine.prefix import DEFAULT_V4, Prefix, parse

PRIVATE_PREFIXES = tuple(map(parse, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
DEFAULT_TABLE = "defaultRouteTable"
DEFAULT_LABEL = "default"
PORTAL_STATIC = "private_traffic"


def home_of(hub: str) -> str:
    """The home of the speakers inside a hub; never the name of a VNet."""
    return f"virtualHubs/{hub}"


def table_path(at: str) -> str:
    """`HUB/TABLE` as a document path."""
    hub, _, table = at.partition("/")
    return f"virtualHubs/{hub}/routeTables/{table}"


def default_table(hub: VirtualHub) -> HubTable:
    """The hub's defaultRouteTable; every hub has one (VW-12)."""
    return next(t for t in hub.tables if t.name == DEFAULT_TABLE)


class Propagation:
    """VW-11, VW-12, VW-15: resolves propagation by name and label over all hubs of a Virtual WAN."""

    def __init__(self, network: Network) -> None:
        self._labelled: dict[tuple[str, str], set[str]] = {}
        for hub in network.hubs.values():
            for table in hub.tables:
                for label in table.labels:
                    self._labelled.setdefault((hub.wan, label), set()).add(table.path)

    def labelled(self, hub: VirtualHub, labels: Iterable[str]) -> set[str]:
        """The tables of all hubs of the WAN with one of the labels."""
        return {path for label in labels for path in self._labelled.get((hub.wan, label), ())}

    def targets(self, hub: VirtualHub, routing: HubRouting | None) -> frozenset[str]:
        """The tables that the routes of a connection enter.

        RI-03: routing intent overrides what a connection says. Naming the own hub's defaultRouteTable means its label.
        """
        if routing is None or hub.private_policy or hub.internet_policy:
            return frozenset(self.labelled(hub, (DEFAULT_LABEL,)))
        labels = set(routing.labels)
        if default_table(hub).at in routing.propagated:
            labels.add(DEFAULT_LABEL)
        return frozenset({table_path(at) for at in routing.propagated} | self.labelled(hub, labels))


def associated_table(hub: VirtualHub, connection: HubConnection) -> HubTable:
    """VW-11, RI-03: the table that a VNet connection learns from."""
    if hub.private_policy or hub.internet_policy:
        return default_table(hub)
    return next((t for t in hub.tables if t.at == connection.routing.associated), default_table(hub))


def configured_routes(hub: VirtualHub, table: HubTable) -> tuple[HubStatic, ...]:
    """RI-04, RI-05: the static routes of a table; routing intent puts its own into the default table.

    It takes the exact private ranges and 0.0.0.0/0 out of those that were there. Where the portal's `private_traffic`
    exists, what is left of the others is folded into it.
    """
    if table.name != DEFAULT_TABLE or not (hub.private_policy or hub.internet_policy):
        return table.routes
    policies: list[HubStatic] = []
    taken: set[Prefix] = set()
    if hub.private_policy:
        policies.append(HubStatic("_policy_PrivateTraffic", PRIVATE_PREFIXES, hub.private_policy))
        taken.update(PRIVATE_PREFIXES)
    if hub.internet_policy:
        policies.append(HubStatic("_policy_PublicTraffic", (DEFAULT_V4,), hub.internet_policy))
        taken.add(DEFAULT_V4)
    left = [
        HubStatic(r.name, kept, r.next_hop)
        for r in table.routes
        if (kept := tuple(p for p in r.destinations if p not in taken))
    ]
    portal = next((r for r in table.routes if r.name == PORTAL_STATIC), None)
    if portal is not None and left and hub.private_policy:
        ordered = sorted(left, key=lambda r: r.name != PORTAL_STATIC)
        folded = tuple(dict.fromkeys(p for r in ordered if r.next_hop == portal.next_hop for p in r.destinations))
        left = [HubStatic(PORTAL_STATIC, folded, portal.next_hop), *(r for r in left if r.next_hop != portal.next_hop)]
    return (*policies, *left)
