"""Effective route tables: system, gateway and user routes of a subnet put together as Azure prints them.

A table is shared by the subnets of a VNet that see the same; rows are made when asked for, those looked up once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.engine.bgp import PathAttributes
from app.engine.feed import Feed, GatewayRoute
from app.engine.lpm import PrefixTable
from app.engine.network import Network, PrivateEndpoint, RouteTable, Subnet, UserRoute, VirtualNetwork
from app.engine.prefix import DEFAULT_V4, DEFAULT_V6, Prefix, contains, parse_address
from app.engine.rows import Loser, Row, losers_of, meaning
from app.engine.system import DROP_TABLES, LONGEST_DROP, SystemRoute, SystemTable

DEFAULTS = {4: DEFAULT_V4, 6: DEFAULT_V6}


@dataclass(frozen=True, slots=True, eq=False)
class UserTable:
    """A route table with its longest-prefix index."""

    routes: tuple[UserRoute, ...]
    by_prefix: dict[Prefix, UserRoute]
    table: PrefixTable[UserRoute]

    @classmethod
    def of(cls, table: RouteTable | None) -> "UserTable":
        """The index of a route table, or of none."""
        routes = table.routes if table else ()
        by_prefix = {r.prefix: r for r in routes if r.prefix is not None}
        return cls(routes, by_prefix, PrefixTable(by_prefix.items()))


Found = UserRoute | SystemRoute | Prefix | int | tuple[Prefix, PrivateEndpoint] | tuple[Prefix, GatewayRoute]


@dataclass(frozen=True, slots=True, eq=False)
class SubnetTable:
    """What the subnets of one VNet with one route table see."""

    network: Network
    vnet: VirtualNetwork
    system: SystemTable
    feed: Feed | None
    user: UserTable
    route_table: RouteTable | None
    service_endpoints: tuple[str, ...]
    stopped: frozenset[str]
    _asked: dict[object, "Row | None"] = field(default_factory=dict, init=False, repr=False)

    @property
    def propagates(self) -> bool:
        """B-30: False if the route table keeps all gateway routes out."""
        return self.route_table is None or not self.route_table.disable_bgp_route_propagation

    def gateway_route(self, prefix: Prefix) -> GatewayRoute | None:
        """The gateway route of exactly this prefix that the subnet lists, or None."""
        if self.feed is None or not self.propagates or self.system.hides(prefix):
            return None
        return self.feed.routes.get(prefix)

    def rows(self) -> Iterator[Row]:
        """All rows in Azure's order (A-52), IPv4 before IPv6."""
        for version in (4, 6):
            yield from self._rows(version)

    def _rows(self, version: int) -> Iterator[Row]:
        shown = [r for r in self.system.routes if r.prefix.version == version]
        if self.route_table is not None and self.route_table.disable_peering_route:
            shown = [r for r in shown if r.next_hop_type == "VnetLocal"]
        for kind in ("VnetLocal", "VNetPeering", "ConnectedGroup"):
            yield from (self.system_row(r) for r in shown if r.next_hop_type == kind)
        if self.feed is not None and self.propagates:
            for prefix, route in self.feed.routes.items():
                if prefix.version == version and not self.system.hides(prefix):
                    yield self.gateway_row(prefix, route)
        if (version == 4 or self.system.ipv6) and (internet := self.internet_row(version)):
            yield internet
        if version == 4:
            yield from (self.drop_row(d) for d in self.system.drops if not self._drop_covered(d))
        for user in self.user.routes:
            if (user.prefix.version if user.prefix else 4) == version:
                yield self.user_row(user)
        if version == 4:
            yield from (self._service_row(s) for s in self.service_endpoints)
        yield from (self.system_row(r) for r in shown if r.next_hop_type == "VNetGlobalPeering")
        yield from (self.endpoint_row(p, e) for p, e in self.system.endpoints if p.version == version)

    def lookup(self, address: str) -> Row | None:
        """The row that carries traffic to the address; raises BadPrefix."""
        return self.find(*parse_address(address))

    def find(self, value: int, version: int) -> Row | None:
        """B-20: the row that carries traffic to an address: longest prefix, then User, gateway, Default."""
        found: Found | None = None
        best = (-1, 0)
        if self.user.routes and (user := self.user.table.lookup(value, version)) is not None:
            best, found = (user[0], 3), user[1]
        if self.feed is not None and self.propagates:
            for prefix, route in self.feed.routes.covering(value, version, best[0] + 1):
                if prefix not in self.user.by_prefix and not self.system.hides(prefix):
                    best, found = (prefix.length, 2), (prefix, route)
                    break
        system = self.system.table.longest(value, version, best[0] + 1, self._kept)
        if system is not None:
            best, found = (system[0], 1), system[1]
        if best[0] < LONGEST_DROP or self.system.endpoints:
            for length, rank, other in self._rest(value, version, best[0]):
                if (length, rank) > best:
                    best, found = (length, rank), other
        if found is None:
            return None
        key = found[0] if best[1] == 2 and isinstance(found, tuple) else id(found)
        if key not in self._asked:
            self._asked[key] = self._as_row(found)
        return self._asked[key]

    def _kept(self, route: SystemRoute) -> bool:
        """True for a system route that neither a user route nor a setting of the route table replaces."""
        if route.prefix in self.user.by_prefix:
            return False
        table = self.route_table
        return table is None or not table.disable_peering_route or route.next_hop_type == "VnetLocal"

    def _rest(self, value: int, version: int, longest: int) -> Iterator[tuple[int, int, "Found"]]:
        if self.system.endpoints:
            target = Prefix(value, 32 if version == 4 else 128, version)
            for entry in self.system.endpoints:
                if entry[0] == target and self.endpoint_row(*entry).state == "Active":
                    yield target.length, 1, entry
        for length, drop in DROP_TABLES[self.network.drop_rows_as_of].covering(value, version, longest + 1):
            if drop in self.system.drops and not self._drop_covered(drop):
                yield length, 0, drop
        if version == 4 or self.system.ipv6:
            yield 0, 0, version

    def _as_row(self, found: "Found") -> Row | None:
        if isinstance(found, UserRoute):
            return self.user_row(found)
        if isinstance(found, SystemRoute):
            return self.system_row(found)
        if isinstance(found, Prefix):
            return self.drop_row(found)
        if isinstance(found, int):
            return self.internet_row(found)
        prefix, thing = found
        return (
            self.endpoint_row(prefix, thing) if isinstance(thing, PrivateEndpoint) else self.gateway_row(prefix, thing)
        )

    def system_row(self, route: SystemRoute) -> Row:
        """A VNet, peering or mesh row; Invalid behind a user route of the same prefix (B-22)."""
        kind = "local" if route.next_hop_type == "VnetLocal" else "peering"
        state = "Invalid" if route.prefix in self.user.by_prefix else "Active"
        losers = self._hidden_by(route) if state == "Active" else ()
        return Row(
            "Default",
            state,
            str(route.prefix),
            route.prefix,
            route.next_hop_type,
            (),
            kind,
            route.origin,
            (route.origin,),
            rules=(route.rule,),
            losers=losers,
            remote=route.remote,
        )

    def _hidden_by(self, route: SystemRoute) -> tuple[Loser, ...]:
        if self.feed is None or not self.propagates or route.prefix not in self.feed.routes:
            return ()
        hidden = self._gateway(route.prefix, self.feed.routes[route.prefix], "Invalid", ())
        return (Loser(hidden, "A-30", False),)

    def gateway_row(self, prefix: Prefix, route: GatewayRoute) -> Row:
        """A gateway row; Invalid behind a user route of the same prefix (B-22)."""
        state = "Invalid" if prefix in self.user.by_prefix else "Active"
        losers = losers_of(prefix, route)
        if state == "Active" and prefix == DEFAULTS[prefix.version]:
            losers += (Loser(self._internet(prefix.version, "Invalid"), "A-22", False),)
        return self._gateway(prefix, route, state, losers)

    def _gateway(self, prefix: Prefix, route: GatewayRoute, state: str, losers: tuple[Loser, ...]) -> Row:
        path = route.paths[0]
        return Row(
            "VirtualNetworkGateway",
            state,
            str(prefix),
            prefix,
            "VirtualNetworkGateway",
            route.next_hops,
            meaning(route.kind),
            path.entry.partition("/tunnels/")[0],
            self._trail(path, route),
            rules=route.rules,
            unknown=route.unknown,
            losers=losers,
            path=path,
        )

    def _trail(self, path: PathAttributes, route: GatewayRoute) -> tuple[str, ...]:
        if self.feed is None:
            return ()
        known, home = self.feed.trails, self.network.virtual_networks.get(self.feed.name)
        if route not in known:
            steps = (*self._with_gateways(path.trail), route.programmer.owner, *((home.path,) if home else ()))
            known[route] = tuple(dict.fromkeys(steps))
        return known[route] if home is self.vnet else (*known[route], self.vnet.path)

    def _with_gateways(self, trail: tuple[str, ...]) -> Iterator[str]:
        """The trail with the gateway behind each connection."""
        for step in trail:
            kind, _, rest = step.partition("/")
            name = rest.partition("/")[0]
            yield f"{kind}/{name}" if kind == "connections" else step
            connection = self.network.er_connections.get(name) or self.network.vpn_connections.get(name)
            if kind == "connections" and connection is not None:
                yield f"virtualNetworkGateways/{connection.gateway}"

    def internet_row(self, version: int) -> Row | None:
        """A-03, A-22: the default route, unless a gateway 0/0 took its place; Invalid behind a user 0/0."""
        default = DEFAULTS[version]
        if self.gateway_route(default) is not None:
            return None
        return self._internet(version, "Invalid" if default in self.user.by_prefix else "Active")

    def _internet(self, version: int, state: str) -> Row:
        default = DEFAULTS[version]
        return Row("Default", state, str(default), default, "Internet", (), "internet", None, rules=("A-03",))

    def drop_row(self, drop: Prefix) -> Row:
        """A-04, A-05: traffic to a reserved range that nothing else covers is dropped."""
        return Row("Default", "Active", str(drop), drop, "None", (), "dropped", None, rules=("A-05",))

    def _drop_covered(self, drop: Prefix) -> bool:
        """A-21: a user or gateway route of equal or shorter prefix ends a drop row, unless it drops as well."""
        if any(route.next_hop_type != "None" for route in self.user.table.covers(drop)):
            return True
        if self.feed is None or not self.propagates:
            return False
        around = self.feed.routes.covering(drop.value, drop.version, longest=drop.length)
        return any(not self.system.hides(prefix) for prefix, _ in around)

    def user_row(self, route: UserRoute) -> Row:
        """A user row; its next hop type as Azure prints it (B-03, B-08, B-09)."""
        hops = route.next_hop_ips
        next_hop_type = route.next_hop_type
        rules: tuple[str, ...] = ("B-20",)
        if next_hop_type == "VirtualApplianceEcmp":
            next_hop_type, rules = "VirtualAppliance", ("B-20", "B-03")
        if next_hop_type == "VirtualAppliance" and hops and self.stopped.issuperset(hops):
            next_hop_type, rules = "None", ("B-08",)
        if next_hop_type == "VnetLocal" and route.prefix and not self._local(route.prefix):
            next_hop_type, rules = "None", ("B-09",)
        return Row(
            "User",
            "Active",
            route.address_prefix,
            route.prefix,
            next_hop_type,
            hops,
            _user_kind(next_hop_type),
            self.route_table.path if self.route_table else None,
            name=route.name,
            rules=rules,
            losers=self._beaten(route),
        )

    def _local(self, prefix: Prefix) -> bool:
        return any(contains(p, prefix) for p in self.vnet.address_space)

    def _beaten(self, route: UserRoute) -> tuple[Loser, ...]:
        """B-20, B-22: the routes of the same prefix that stay listed as Invalid."""
        if route.prefix is None:
            return ()
        beaten = [self.system_row(r) for r in self.system.routes if r.prefix == route.prefix]
        gateway = self.gateway_route(route.prefix)
        if gateway is not None:
            beaten.append(self.gateway_row(route.prefix, gateway))
        elif route.prefix == DEFAULTS[route.prefix.version]:
            beaten.append(self._internet(route.prefix.version, "Invalid"))
        return tuple(Loser(row, "B-22", True) for row in beaten)

    def _service_row(self, service: str) -> Row:
        return Row(
            "Default",
            "Active",
            service,
            None,
            "VirtualNetworkServiceEndpoint",
            (),
            "serviceendpoint",
            self.vnet.path,
            rules=("A-40",),
        )

    def endpoint_row(self, prefix: Prefix, endpoint: PrivateEndpoint) -> Row:
        """A-42 to A-44: a private endpoint's host row; under network policies a user route of its VNet's size
        ends it.
        """
        vnet_name, _, subnet_name = endpoint.subnet.partition("/")
        vnet = self.network.virtual_networks[vnet_name]
        subnet = vnet.subnet(subnet_name)
        policies = subnet.private_endpoint_network_policies if subnet else "Disabled"
        needed = prefix.length
        if policies in ("Enabled", "RouteTableEnabled"):
            needed = max((p.length for p in vnet.address_space if contains(p, prefix)), default=prefix.length)
        beaten = next((r for r in self.user.table.covers(prefix) if r.prefix and r.prefix.length >= needed), None)
        doubts = ("L-12",) if len(vnet.address_space) > 1 else ()
        state, rule = ("Invalid", "A-44") if beaten and needed < prefix.length else ("Active", "A-42")
        if beaten and beaten.prefix == prefix:
            state, rule = "Invalid", "A-43"
        return Row(
            "Default",
            state,
            str(prefix),
            prefix,
            "InterfaceEndpoint",
            (),
            "privateendpoint",
            endpoint.path,
            (endpoint.path,),
            rules=(rule,),
            unknown=doubts if state == "Invalid" else (),
        )


def _user_kind(next_hop_type: str) -> str:
    return {
        "VirtualAppliance": "appliance",
        "Internet": "internet",
        "None": "dropped",
        "VnetLocal": "local",
        "VirtualNetworkGateway": "vpn",
    }[next_hop_type]


def subnet_key(subnet: Subnet) -> tuple[str | None, tuple[str, ...]]:
    """Subnets of one VNet with the same key share a table."""
    return (subnet.route_table, subnet.service_endpoints)
