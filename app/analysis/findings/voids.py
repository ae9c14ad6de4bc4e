"""Routes that lead into nothing: next hops out of reach, next hops that nobody has, Internet traffic that is lost."""

from collections.abc import Iterator

from app.analysis.findings.finding import Finding, counted, found, listed, name_of
from app.analysis.findings.lens import Lens, Seen
from app.engine.feed import Feed, GatewayRoute
from app.engine.forwarding import Verdict
from app.engine.network import UserRoute
from app.engine.prefix import Prefix
from app.engine.trace import trace

APPLIANCE = ("VirtualAppliance", "VirtualApplianceEcmp")
SOMEWHERE = "203.0.113.1"
MOST_TRACES = 80
LARGE = 2_000


def learned_next_hops(lens: Lens) -> Iterator[Finding]:
    """RC-BLACKHOLE: a learned next hop that lies in no network nearby."""
    astray: dict[tuple[str, str], tuple[list[Prefix], list[Seen]]] = {}
    named: dict[int, list[tuple[GatewayRoute, list[Prefix]]]] = {}
    for seen in lens.tables:
        feed = seen.table.feed
        if not seen.ordinary or feed is None or feed.name in lens.network.hubs:
            continue
        if id(feed) not in named:
            named[id(feed)] = _with_addresses(feed)
        for route, prefixes in named[id(feed)]:
            lost = all(lens.near(seen.vnet, hop) is None for hop in route.next_hops)
            taken = [p for p in prefixes if seen.table.gateway_route(p) is not None] if lost else []
            if taken:
                entry = astray.setdefault((route.paths[0].entry, route.next_hops[0]), ([], []))
                entry[0].extend(taken)
                entry[1].append(seen)
    for (origin, hop), (prefixes, tables) in astray.items():
        names = dict.fromkeys(seen.vnet.name for seen in tables)
        networks, learn = listed(names), "learns" if len(names) == 1 else "learn"
        sentence = (
            f"{networks} {learn} {listed(dict.fromkeys(prefixes))} from {name_of(origin)} with next hop {hop}, which "
            f"lies neither there nor in a network peered with {networks}: packets vanish."
        )
        yield found("RC-BLACKHOLE", origin, sentence, (path for seen in tables for path in seen.paths), "warned")


def _with_addresses(feed: Feed) -> list[tuple[GatewayRoute, list[Prefix]]]:
    """The routes of a feed whose next hops are addresses that somebody wrote, each with its prefixes."""
    routes: dict[int, tuple[GatewayRoute, list[Prefix]]] = {}
    for prefix, route in feed.routes.items():
        if route.next_hops and not any(hop.startswith("@") for hop in route.next_hops):
            routes.setdefault(id(route), (route, []))[1].append(prefix)
    return list(routes.values())


def unowned_next_hops(lens: Lens) -> Iterator[Finding]:
    """RC-BLACKHOLE: user routes to an address of a network nearby that nothing in the design has."""
    machines = {machine.address for machine in lens.network.machines.values()}
    empty: dict[tuple[str, str], tuple[list[str], list[UserRoute], list[Seen]]] = {}
    for name, tables in lens.by_route_table.items():
        table = lens.network.route_tables[name]
        for route in table.routes if any(seen.ordinary for seen in tables) else ():
            for address in _unowned(lens, route, machines):
                home = next((near for seen in tables if (near := lens.near(seen.vnet, address))), "")
                if home in lens.network.virtual_networks:
                    paths, routes, users = empty.setdefault((home, address), ([], [], []))
                    paths.append(f"{table.path}/routes/{route.name}")
                    routes.append(route)
                    users += tables
    for (home, address), (paths, routes, users) in empty.items():
        sentence = (
            f"{listed(route.name for route in routes)} {'sends' if len(paths) == 1 else 'send'} "
            f"{listed(route.address_prefix for route in routes)} to {address} in {home}, where the design has no "
            "appliance, firewall or machine: packets vanish."
        )
        yield found("RC-BLACKHOLE", paths[0], sentence, (*paths, *(p for seen in users for p in seen.paths)), "warned")


def _unowned(lens: Lens, route: UserRoute, machines: set[str | None]) -> tuple[str, ...]:
    if route.next_hop_type not in APPLIANCE:
        return ()
    return tuple(hop for hop in route.next_hop_ips if hop not in lens.devices and hop not in machines)


def lost_internet(lens: Lens) -> Iterator[Finding]:
    """RC-NO-INTERNET: subnets whose Internet traffic follows a route and is lost on the way."""
    lost: dict[tuple[str, str], list[str]] = {}
    left = MOST_TRACES if len(lens.tables) <= LARGE else 0
    for seen in lens.tables:
        row = seen.table.lookup(SOMEWHERE) if seen.ordinary else None
        if row is None or row.next_hop_type in ("Internet", "None") or not left:
            continue
        left -= 1
        way = trace(lens.result, seen.ordinary[0].at, SOMEWHERE).forward
        if way.verdict in (Verdict.DROPPED, Verdict.LOOP):
            last = way.hops[-1]
            looping = f"packets go round at {name_of(last.at)} and never leave."
            reason = looping if way.verdict is Verdict.LOOP else last.sentence
            lost.setdefault((row.address_prefix, reason), []).extend(s.path for s in seen.ordinary)
    for (prefix, reason), subnets in lost.items():
        names = listed(path.removeprefix("virtualNetworks/").replace("/subnets/", "/") for path in subnets)
        have = "has" if len(subnets) == 1 else "have"
        sentence = f"{counted(len(subnets), 'subnet')} ({names}) {have} no way to the Internet over {prefix}: {reason}"
        yield found("RC-NO-INTERNET", subnets[0], sentence, subnets)
