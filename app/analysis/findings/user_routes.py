"""User-defined routes that Azure accepts and that lead nowhere, past the appliance, or back to it."""

from collections.abc import Iterable, Iterator

from app.analysis.findings.finding import Finding, counted, found, listed
from app.analysis.findings.lens import CUSTOMER_KINDS, Lens, Seen, device_home
from app.engine.network import Appliance, UserRoute
from app.engine.prefix import BITS, Prefix, contains
from app.engine.tables import UserTable

APPLIANCE = ("VirtualAppliance", "VirtualApplianceEcmp")
MANY = 2_000
MANY_NAMES = 20
Use = tuple[str, UserRoute, list[Seen]]


def _used(lens: Lens, types: tuple[str, ...]) -> Iterator[Use]:
    """The user routes of these next hop types: document path, route, and the tables in which they stand."""
    for name, tables in lens.by_route_table.items():
        table = lens.network.route_tables[name]
        for route in table.routes:
            if route.next_hop_type in types:
                yield f"{table.path}/routes/{route.name}", route, tables


def _subnets(tables: Iterable[Seen]) -> list[str]:
    return [path for seen in tables for path in seen.paths]


def unreachable_next_hops(lens: Lens) -> Iterator[Finding]:
    """H-45: next hops beyond the peerings, devices that do not forward, devices that are stopped."""
    known: dict[tuple[int, str], list[Seen]] = {}
    for path, route, tables in _used(lens, APPLIANCE):
        for address in route.next_hop_ips:
            key = (id(tables), address)
            if key not in known:
                known[key] = [seen for seen in tables if lens.near(seen.vnet, address) is None]
            far = known[key]
            if far:
                sentence = (
                    f"{route.name} sends {route.address_prefix} to {address}, which lies neither in "
                    f"{listed(seen.vnet.name for seen in far)} nor in a network peered with it: packets vanish."
                )
                yield found("H-45", path, sentence, _subnets(far))
                continue
            for device in lens.devices.get(address, ()):
                trouble = _trouble(lens, device)
                if trouble:
                    sentence = (
                        f"{route.name} sends {route.address_prefix} to {device.name} ({address}), which {trouble}."
                    )
                    yield found("H-45", path, sentence, (device.path, *_subnets(tables)))


def _trouble(lens: Lens, device: object) -> str:
    if getattr(device, "path", "") in lens.result.down:
        return "is down: packets vanish"
    if isinstance(device, Appliance) and not device.ip_forwarding:
        return "does not forward (ipForwarding is off): packets vanish"
    return ""


def gateway_next_hops(lens: Lens) -> Iterator[Finding]:
    """H-46, X3: a user route to the gateway where no VPN gateway stands, or where ExpressRoute stands beside it."""
    for path, route, tables in _used(lens, ("VirtualNetworkGateway",)):
        for seen in tables:
            home = lens.home_of(seen) or seen.vnet.name
            if home.startswith("virtualHubs/") or home in lens.network.hubs or not seen.ordinary:
                continue
            gateways = lens.gateways_in.get(home, [])
            if not any(gateway.is_vpn for gateway in gateways):
                sentence = (
                    f"{route.name} sends {route.address_prefix} to the virtual network gateway, but {seen.vnet.name} "
                    "has no VPN gateway, nor uses one: packets vanish."
                )
                yield found("H-46", path, sentence, seen.paths, "warned")
            elif not all(gateway.is_vpn for gateway in gateways):
                sentence = (
                    f"{route.name} sends {route.address_prefix} to the virtual network gateway of {home}, where "
                    "ExpressRoute and VPN stand together. Advice of 2018 says that this steers to the VPN; the "
                    "routing page of 2024 says that it is not supported there."
                )
                yield found("X3", path, sentence, (*(g.path for g in gateways), *seen.paths), "warned")


def powerless_supernets(lens: Lens) -> Iterator[Finding]:
    """H-47: a route wider than a peered network, meant to catch it, which the peering row beats."""
    missed: dict[str, tuple[UserRoute, list[str], list[Seen]]] = {}
    for name, tables in lens.by_route_table.items():
        for seen in tables:
            for system in seen.table.system.routes if seen.ordinary else ():
                route = next(iter(seen.table.user.table.covers(system.prefix)), None) if system.remote else None
                if route is None or route.prefix in (None, system.prefix) or route.next_hop_type not in APPLIANCE:
                    continue
                devices = {lens.near(seen.vnet, address) for address in route.next_hop_ips}
                if route.prefix and route.prefix.length and system.remote not in devices:
                    path = f"{lens.network.route_tables[name].path}/routes/{route.name}"
                    entry = missed.setdefault(path, (route, [], []))
                    entry[1].append(f"{system.remote} ({system.prefix})")
                    entry[2].append(seen)
    for path, (route, remotes, tables) in missed.items():
        sentence = (
            f"{route.name} ({route.address_prefix}) does not carry traffic to {listed(remotes)}: the peering's own "
            "row is longer. Name the peer's exact prefix to send it through the appliance."
        )
        yield found("H-47", path, sentence, _subnets(tables))


def bypassed_appliances(lens: Lens) -> Iterator[Finding]:
    """H-48, LINT-11: learned routes that lead past the appliance which user routes name."""
    told: dict[int, list[Prefix]] = {}
    for name, tables in lens.by_route_table.items():
        seen = next((s for s in tables if s.ordinary and s.table.feed and s.table.propagates), None)
        route_table = lens.network.route_tables[name]
        appliance = [r for r in route_table.routes if r.prefix and r.next_hop_type in APPLIANCE]
        if seen is None or not appliance or seen.table.feed is None:
            continue
        if id(seen.table.feed) not in told:
            told[id(seen.table.feed)] = _from_premises(seen)
        through, past = _parted(seen.table.user, told[id(seen.table.feed)])
        if not past:
            continue
        where = f"{counted(len(past), 'learned prefix', 'learned prefixes')} ({listed(past[:5])})"
        if len(past) > MANY_NAMES:
            where = f"{len(past):,} learned prefixes ({past[0]} and others)"
        subnets = _subnets(s for s in tables if s.ordinary)
        if through:
            sentence = (
                f"{name} sends {listed(through)} to the appliance, but {where} keep to the gateway, because "
                "propagation is on."
            )
            yield found("H-48", route_table.path, sentence, subnets)
        elif any(r.prefix and r.prefix.length == 0 for r in appliance):
            sentence = (
                f"{name} sends the default to the appliance; {where} pass it by, being longer, as propagation is on."
            )
            yield found("LINT-11", route_table.path, sentence, subnets, "advice")


def _from_premises(seen: Seen) -> list[Prefix]:
    """The prefixes of the customer's own sites that a table learns, in order."""
    learned = seen.table.feed.routes.items() if seen.table.feed else ()
    kept = [p for p, r in learned if r.kind in CUSTOMER_KINDS and p.length]
    few = kept if len(kept) > MANY else [p for p in kept if not seen.table.system.hides(p)]
    return sorted(few, key=lambda p: (p.version, p.value, p.length))


def _parted(user: UserTable, learned: Iterable[Prefix]) -> tuple[list[Prefix], list[Prefix]]:
    """The learned prefixes that user routes send to an appliance, and those that keep to the gateway."""
    through, past = [], []
    longest = max((p.length for p in user.by_prefix), default=0)
    for prefix in learned:
        route = user.by_prefix.get(prefix)
        if route is not None:
            through += [prefix] if route.next_hop_type in APPLIANCE else []
        elif prefix.length >= longest or not _split(user, prefix):
            past.append(prefix)
    return through, past


def _split(user: UserTable, prefix: Prefix) -> bool:
    """Whether narrower user routes cover a prefix as a whole."""
    if next(iter(user.table.covering(prefix.value, prefix.version, prefix.length + 1)), None) is None:
        return False
    return covered_whole(prefix, [p for p in user.by_prefix if p.length > prefix.length and contains(prefix, p)])


def covered_whole(prefix: Prefix, parts: Iterable[Prefix]) -> bool:
    """Whether the parts inside a prefix leave no address of it over."""
    need, upto = prefix.value, prefix.last
    for part in sorted(set(parts), key=lambda p: (p.value, p.length)):
        if part.value > need:
            return False
        need = max(need, part.last + 1)
    return need > upto


def idle_routes(lens: Lens) -> Iterator[Finding]:
    """RC-SHADOWED: user routes all of whose addresses longer prefixes take."""
    for path, route, tables in _used(lens, (*APPLIANCE, "VirtualNetworkGateway", "Internet", "None")):
        prefix = route.prefix
        if prefix is None or prefix.length >= BITS[prefix.version]:
            continue
        if all(_idle(seen, prefix) for seen in tables):
            sentence = (
                f"{route.name} ({route.address_prefix}) carries nothing in {listed(_names(tables))}: longer prefixes "
                "of the same tables cover all of it."
            )
            yield found("RC-SHADOWED", path, sentence, _subnets(tables))


def _names(tables: Iterable[Seen]) -> list[str]:
    return [subnet.at for seen in tables for subnet in seen.subnets]


def _idle(seen: Seen, prefix: Prefix) -> bool:
    table = seen.table
    feed = table.feed if table.feed is not None and table.propagates else None
    around = prefix.value, prefix.version, prefix.length + 1
    indexes = (table.user.table, table.system.table, *((feed.routes,) if feed else ()))
    if all(next(iter(index.covering(*around)), None) is None for index in indexes):
        return False
    learned = feed.routes if feed and len(feed.routes) < MANY else ()
    parts = (*table.user.by_prefix, *(r.prefix for r in table.system.routes), *learned)
    return covered_whole(prefix, [p for p in parts if p.length > prefix.length and contains(prefix, p)])


def circular_routes(lens: Lens) -> Iterator[Finding]:
    """RC-LOOP: the subnet of a device sends to the device what the device has just sent."""
    for vnet_name, subnet_name in sorted({device_home(d) for devices in lens.devices.values() for d in devices}):
        vnet = lens.network.virtual_networks.get(vnet_name)
        subnet = vnet.subnet(subnet_name) if vnet else None
        table = lens.network.route_tables.get(subnet.route_table or "") if subnet else None
        for route in table.routes if table else ():
            for device in (d for address in route.next_hop_ips for d in lens.devices.get(address, ())):
                if (
                    subnet
                    and table
                    and device_home(device) == (vnet_name, subnet_name)
                    and route.next_hop_type in APPLIANCE
                ):
                    sentence = (
                        f"{subnet.at} sends {route.address_prefix} to {device.name}, which stands in it: what "
                        f"{device.name} forwards comes back to it."
                    )
                    yield found("RC-LOOP", f"{table.path}/routes/{route.name}", sentence, (subnet.path, device.path))
