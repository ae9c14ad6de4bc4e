"""System routes: what every subnet of a VNet has before any gateway or user route, and the dated drop rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.engine.homes import peered_prefixes, peerings_up
from app.engine.lpm import PrefixTable
from app.engine.network import HubConnection, Network, PrivateEndpoint, VirtualNetwork
from app.engine.prefix import Prefix, contains, parse

# what effective route tables of each period list as next hop None, in the platform's own order.
_DROP_ROWS = {
    "2020": "10.0.0.0/8 100.64.0.0/10 192.168.0.0/16",
    "2022": "10.0.0.0/8 100.64.0.0/10 25.48.0.0/12 25.4.0.0/14 198.18.0.0/15 157.59.0.0/16 192.168.0.0/16 25.33.0.0/16"
    " 40.109.0.0/16 104.147.0.0/16 40.108.0.0/17 104.146.0.0/17 23.103.0.0/18 25.41.0.0/20 20.35.252.0/22",
    "2023": "10.0.0.0/8 127.0.0.0/8 100.64.0.0/10 172.16.0.0/12 25.48.0.0/12 25.4.0.0/14 198.18.0.0/15 157.59.0.0/16"
    " 192.168.0.0/16 25.33.0.0/16 40.109.0.0/16 104.147.0.0/16 104.146.0.0/17 40.108.0.0/17 23.103.0.0/18 25.41.0.0/20"
    " 20.35.252.0/22",
    "2026": "10.0.0.0/8 127.0.0.0/8 100.64.0.0/10 172.16.0.0/12 25.176.0.0/13 25.152.0.0/14 25.184.0.0/14 25.4.0.0/14"
    " 25.148.0.0/15 198.18.0.0/15 25.150.0.0/16 25.156.0.0/16 25.159.0.0/16 40.109.0.0/16 192.168.0.0/16 104.147.0.0/16"
    " 157.59.0.0/16 40.108.0.0/17 104.146.0.0/17 23.103.0.0/18 20.35.252.0/22",
}
DROP_ROWS: Mapping[str, tuple[Prefix, ...]] = {
    period: tuple(map(parse, text.split())) for period, text in _DROP_ROWS.items()
}
DROP_TABLES: Mapping[str, PrefixTable[Prefix]] = {
    period: PrefixTable((prefix, prefix) for prefix in rows) for period, rows in DROP_ROWS.items()
}
LONGEST_DROP = max(prefix.length for rows in DROP_ROWS.values() for prefix in rows)


@dataclass(frozen=True, slots=True)
class SystemRoute:
    """A system route of a VNet; `origin` is the document path of what brings it, `remote` the VNet it leads to."""

    prefix: Prefix
    next_hop_type: str
    origin: str
    rule: str
    remote: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SystemTable:
    """The system routes that all subnets of a VNet share; `covers` finds those that hide gateway routes."""

    routes: tuple[SystemRoute, ...]
    endpoints: tuple[tuple[Prefix, PrivateEndpoint], ...]
    drops: tuple[Prefix, ...]
    ipv6: bool
    table: PrefixTable[SystemRoute]

    def hides(self, prefix: Prefix) -> SystemRoute | None:
        """A-30: the VNet or peering route because of which a gateway route of this prefix is not listed, or None."""
        return self.table.cover(prefix)


def system_table(
    network: Network, vnet: VirtualNetwork, down: frozenset[str], connection: HubConnection | None = None
) -> SystemTable:
    """The system routes of a VNet, with its connection to a hub if it has one."""
    local = [SystemRoute(p, "VnetLocal", vnet.path, "A-01") for p in vnet.address_space]
    near: list[SystemRoute] = []
    far: list[SystemRoute] = []
    for half in peerings_up(network, vnet, down):
        remote = network.virtual_networks[half.remote]
        distant = None not in (remote.location, vnet.location) and remote.location != vnet.location
        kind = "VNetGlobalPeering" if distant else "VNetPeering"
        rule = "A-10" if half.complete else "A-16"
        (far if distant else near).extend(
            SystemRoute(p, kind, half.path, rule, half.remote) for p in peered_prefixes(network, half)
        )
    if connection is not None and network.hubs[connection.hub].address_prefix.value:
        prefix = network.hubs[connection.hub].address_prefix
        near.append(SystemRoute(prefix, "VNetPeering", connection.path, "VW-95"))
    peered = {r.remote for r in (*near, *far)}
    for group in network.connected_groups.values():
        if vnet.name in group.members and group.path not in down:
            for member in group.members:
                if member != vnet.name and member in network.virtual_networks and member not in peered:
                    space = network.virtual_networks[member].address_space
                    near.extend(SystemRoute(p, "ConnectedGroup", group.path, "I-01", member) for p in space)
    routes = tuple({(r.prefix, r.next_hop_type): r for r in (*local, *near, *far)}.values())
    return SystemTable(
        routes,
        _endpoints(network, vnet, down),
        _drop_rows(network, routes),
        any(p.version == 6 for p in vnet.address_space),
        PrefixTable((r.prefix, r) for r in reversed(routes)),
    )


def _endpoints(
    network: Network, vnet: VirtualNetwork, down: frozenset[str]
) -> tuple[tuple[Prefix, PrivateEndpoint], ...]:
    """A-42: private endpoints of the VNet and of directly peered ones."""
    reach = {vnet.name} | {half.remote for half in peerings_up(network, vnet, down)}
    return tuple(
        (e.prefix, e)
        for e in network.private_endpoints.values()
        if e.prefix is not None and e.path not in down and e.subnet.partition("/")[0] in reach
    )


def _drop_rows(network: Network, routes: tuple[SystemRoute, ...]) -> tuple[Prefix, ...]:
    """A-20, A-20b, L-04: a drop row vanishes under an equal or larger address space, one's own or a peer's."""
    drops = DROP_ROWS[network.drop_rows_as_of]
    return tuple(d for d in drops if not any(contains(r.prefix, d) for r in routes if r.prefix.length <= d.length))


def stopped_addresses(network: Network, down: frozenset[str]) -> frozenset[str]:
    """The addresses of appliances and firewalls that are down."""
    addresses: set[str] = set()
    for appliance in network.appliances.values():
        if appliance.path in down:
            addresses.update(appliance.addresses)
    for firewall in network.firewalls.values():
        if firewall.path in down:
            addresses.add(firewall.address)
    return frozenset(addresses)
