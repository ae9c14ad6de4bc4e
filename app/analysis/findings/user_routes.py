"""User-defined routes that Azure accepts and that lead nowhere, past the appliance, or back to it."""

from collections.abc import Iterable, Iterator

from app.analysis.findings.finding import Finding, counted, found, listed
from app.analysis.findings.lens import CUSTOMER_KINDS, Lens, Seen
from app.engine.network import Appliance, UserRoute
from app.engine.prefix import BITS, Prefix, contains

APPLIANCE = ("VirtualAppliance", "VirtualApplianceEcmp")
Uses = dict[str, tuple[UserRoute, list[Seen]]]


def _used(lens: Lens, types: tuple[str, ...]) -> Uses:
    """The user routes of these next hop types by document path, with the tables in which they stand."""
    uses: Uses = {}
    for seen in lens.tables:
        for route in seen.table.user.routes:
            if route.next_hop_type in types and seen.table.route_table is not None:
                path = f"{seen.table.route_table.path}/routes/{route.name}"
                uses.setdefault(path, (route, []))[1].append(seen)
    return uses


def _subnets(tables: Iterable[Seen]) -> list[str]:
    return [path for seen in tables for path in seen.paths]


def unreachable_next_hops(lens: Lens) -> Iterator[Finding]:
    """H-45: next hops beyond the peerings, devices that do not forward, devices that are stopped."""
    for path, (route, tables) in _used(lens, APPLIANCE).items():
        for address in route.next_hop_ips:
            far = [seen for seen in tables if lens.near(seen.vnet, address) is None]
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
                    sentence = f"{route.name} sends {route.address_prefix} to {device.name} ({address}), which {trouble}."
                    yield found("H-45", path, sentence, (device.path, *_subnets(tables)))


def _trouble(lens: Lens, device: object) -> str:
    if getattr(device, "path", "") in lens.result.down:
        return "is down: packets vanish"
    if isinstance(device, Appliance) and not device.ip_forwarding:
        return "does not forward (ipForwarding is off): packets vanish"
    return ""


def gateway_next_hops(lens: Lens) -> Iterator[Finding]:
    """H-46, X3: a user route to the gateway where no VPN gateway stands, or where ExpressRoute stands beside it."""
    for path, (route, tables) in _used(lens, ("VirtualNetworkGateway",)).items():
        for seen in tables:
            home = lens.home_of(seen) or seen.vnet.name
            if home.startswith("virtualHubs/") or home in lens.network.hubs:
                continue
            gateways = lens.gateways_in.get(home, [])
            if not any(gateway.is_vpn for gateway in gateways):
                sentence = (
                    f"{route.name} sends {route.address_prefix} to the virtual network gateway, but {seen.vnet.name} has "
                    "no VPN gateway, nor uses one: packets vanish."
                )
                yield found("H-46", path, sentence, seen.paths, "warned")
            elif not all(gateway.is_vpn for gateway in gateways):
                sentence = (
                    f"{route.name} sends {route.address_prefix} to the virtual network gateway of {home}, where "
                    "ExpressRoute and VPN stand together. Advice of 2018 says that this steers to the VPN; the routing "
                    "page of 2024 says that it is not supported there."
                )
                yield found("X3", path, sentence, (*(g.path for g in gateways), *seen.paths), "warned")


def powerless_supernets(lens: Lens) -> Iterator[Finding]:
    """H-47: a route wider than a peered network, meant to catch it, which the peering row beats."""
    missed: dict[str, tuple[UserRoute, list[str], list[Seen]]] = {}
    for path, (route, tables) in _used(lens, APPLIANCE).items():
        for seen in tables if route.prefix is not None and route.prefix.length else ():
            devices = {lens.near(seen.vnet, address) for address in route.next_hop_ips}
            for system in seen.table.system.routes:
                own = system.remote is None or system.remote in devices or not seen.ordinary
                if not own and route.prefix and _misses(seen, route.prefix, system.prefix):
                    entry = missed.setdefault(path, (route, [], []))
                    entry[1].append(f"{system.remote} ({system.prefix})")
                    entry[2].append(seen)
    for path, (route, remotes, tables) in missed.items():
        sentence = (
            f"{route.name} ({route.address_prefix}) does not carry traffic to {listed(remotes)}: the peering's own row is "
            "longer. Name the peer's exact prefix to send it through the appliance."
        )
        yield found("H-47", path, sentence, _subnets(tables))


def _misses(seen: Seen, wide: Prefix, narrow: Prefix) -> bool:
    if wide == narrow or not contains(wide, narrow):
        return False
    return not any(r.prefix and r.prefix.length >= narrow.length for r in seen.table.user.table.covers(narrow))


def bypassed_appliances(lens: Lens) -> Iterator[Finding]:
    """H-48, LINT-11: learned routes that lead past the appliance which user routes name."""
    for seen in lens.tables:
        table = seen.table
        if table.route_table is None or table.feed is None or not table.propagates or not seen.ordinary:
            continue
        appliance = [r for r in table.user.routes if r.prefix and r.next_hop_type in APPLIANCE]
        if not appliance:
            continue
        through, past = [], []
        for prefix, gateway in table.feed.routes.items():
            if gateway.kind not in CUSTOMER_KINDS or prefix.length == 0 or table.system.hides(prefix):
                continue
            best = next(iter(table.user.table.covers(prefix)), None)
            chosen = best is not None and best.prefix is not None and best.prefix.length >= prefix.length
            if chosen and best is not None:
                through += [prefix] if best.next_hop_type in APPLIANCE else []
            elif not _split(table.user.by_prefix, prefix):
                past.append(prefix)
        if not past:
            continue
        where = f"{counted(len(past), 'learned prefix', 'learned prefixes')} ({listed(past)})"
        if through:
            sentence = (
                f"{table.route_table.name} sends {listed(through)} to the appliance, but {where} still take the gateway "
                "directly, because propagation is on."
            )
            yield found("H-48", table.route_table.path, sentence, seen.paths)
        elif any(r.prefix and r.prefix.length == 0 for r in appliance):
            sentence = (
                f"{table.route_table.name} sends the default to the appliance; {where} are longer and pass it by, because "
                "propagation is on."
            )
            yield found("LINT-11", table.route_table.path, sentence, seen.paths, "advice")


def _split(user: Iterable[Prefix], prefix: Prefix) -> bool:
    """Whether narrower user routes cover a prefix as a whole."""
    return covered_whole(prefix, [p for p in user if p.length > prefix.length and contains(prefix, p)])


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
    for path, (route, tables) in _used(lens, (*APPLIANCE, "VirtualNetworkGateway", "Internet", "None")).items():
        prefix = route.prefix
        if prefix is None or prefix.length >= BITS[prefix.version]:
            continue
        if all(_idle(seen, prefix) for seen in tables):
            sentence = (
                f"{route.name} ({route.address_prefix}) carries nothing in {listed(_names(tables))}: longer prefixes of the "
                "same tables cover all of it."
            )
            yield found("RC-SHADOWED", path, sentence, _subnets(tables))


def _names(tables: Iterable[Seen]) -> list[str]:
    return [subnet.at for seen in tables for subnet in seen.subnets]


def _idle(seen: Seen, prefix: Prefix) -> bool:
    table = seen.table
    parts = [p for p in table.user.by_prefix if p.length > prefix.length and contains(prefix, p)]
    parts += [r.prefix for r in table.system.routes if r.prefix.length > prefix.length and contains(prefix, r.prefix)]
    if table.feed is not None and table.propagates and len(table.feed.routes) < 2_000:
        parts += [p for p in table.feed.routes if p.length > prefix.length and contains(prefix, p)]
    return bool(parts) and covered_whole(prefix, parts)


def circular_routes(lens: Lens) -> Iterator[Finding]:
    """RC-LOOP: the subnet of a device sends to the device what the device has just sent."""
    for network in lens.network.virtual_networks.values():
        for subnet in network.subnets:
            table = lens.network.route_tables.get(subnet.route_table or "")
            for route in table.routes if table else ():
                for device in (d for address in route.next_hop_ips for d in lens.devices.get(address, ())):
                    home = device.subnet if isinstance(device, Appliance) else f"{device.virtual_network}/AzureFirewallSubnet"
                    if home == subnet.at and route.next_hop_type in APPLIANCE and table is not None:
                        sentence = (
                            f"{subnet.at} sends {route.address_prefix} to {device.name}, which stands in it: what "
                            f"{device.name} forwards comes back to it."
                        )
                        yield found("RC-LOOP", f"{table.path}/routes/{route.name}", sentence, (subnet.path, device.path))
