"""Learned default routes: whom they reach without being asked, and whom they harm. Decides no route."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.analysis.findings.finding import Finding, Kind, counted, found, listed
from app.analysis.findings.lens import CUSTOMER_KINDS, Lens, Seen
from app.engine.network import Subnet
from app.engine.prefix import DEFAULT_V4, Prefix, parse
from app.engine.tables import SubnetTable

HALVES = (parse("0.0.0.0/1"), parse("128.0.0.0/1"))
DEFAULTS: tuple[tuple[Prefix, ...], ...] = ((DEFAULT_V4,), HALVES)


@dataclass(slots=True)
class Caught:
    """The subnets that one source's default route reaches, and the subnets of the same home that it could reach."""

    prefixes: tuple[Prefix, ...]
    origin: str
    subnets: list[Subnet] = field(default_factory=list)
    of: int = 0


def caught_by(table: SubnetTable, prefixes: Sequence[Prefix]) -> bool:
    """Whether gateway rows of exactly these prefixes carry a subnet's Internet traffic."""
    return all(
        (route := table.gateway_route(prefix)) is not None
        and route.kind in CUSTOMER_KINDS
        and prefix not in table.user.by_prefix
        for prefix in prefixes
    ) and not (prefixes == (DEFAULT_V4,) and all(half in table.user.by_prefix for half in HALVES))


def leaks(lens: Lens) -> Iterator[Finding]:
    """RC-LEAK: a learned default route that reaches subnets of several networks."""
    catches: dict[tuple[str, tuple[Prefix, ...], str], Caught] = {}
    for seen in lens.tables:
        feed = seen.table.feed
        if feed is None or not seen.ordinary or seen.vnet.name not in _fed(lens, feed.name):
            continue
        for prefixes in DEFAULTS:
            routes = [feed.routes.get(prefix) for prefix in prefixes]
            if any(route is None or route.kind not in CUSTOMER_KINDS for route in routes):
                continue
            origin = next(route.paths[0].entry for route in routes if route)
            caught = catches.setdefault((feed.name, prefixes, origin), Caught(prefixes, origin))
            caught.of += len(seen.ordinary)
            if caught_by(seen.table, prefixes):
                caught.subnets += seen.ordinary
    for caught in catches.values():
        if caught.subnets:
            yield _leak(lens, caught)


def _fed(lens: Lens, home: str) -> frozenset[str]:
    """The networks fed by a gateway or Route Server of their own or of a peer; hubs have switches for defaults."""
    known = lens.result.homes.get(home)
    return frozenset({home, *known.users}) if known else frozenset()


def _leak(lens: Lens, caught: Caught) -> Finding:
    networks = list(dict.fromkeys(subnet.at.partition("/")[0] for subnet in caught.subnets))
    wide = len(networks) > 1
    kind: Kind = "note" if not wide else "warned" if caught.prefixes == HALVES else "advice"
    verb = "reaches" if len(caught.prefixes) == 1 else "reach"
    whose = caught.origin.rpartition("/")[2]
    sentence = (
        f"{listed(caught.prefixes)} from {whose} {verb} {len(caught.subnets)} of {counted(caught.of, 'subnet')} in "
        f"{counted(len(networks), 'network')} ({listed(s.at for s in caught.subnets)}): all their Internet traffic "
        "takes that way."
    )
    return found("RC-LEAK", caught.origin, sentence, (s.path for s in caught.subnets), kind, caught.prefixes)


def managed_services(lens: Lens) -> Iterator[Finding]:
    """H-90: a learned default on a firewall's subnet."""
    for seen in lens.tables:
        for subnet in seen.subnets:
            if subnet.name != "AzureFirewallSubnet":
                continue
            for prefixes in DEFAULTS:
                feed = seen.table.feed
                if feed and all(_takes(seen, prefix) for prefix in prefixes):
                    origin = feed.routes[prefixes[0]].paths[0].entry
                    sentence = (
                        f"{subnet.at} learns {listed(prefixes)} from {origin.rpartition('/')[2]}: the firewall loses "
                        "its way to Azure's management. Give the subnet a user route 0.0.0.0/0 to Internet."
                    )
                    yield found("H-90", subnet.path, sentence, (origin,), detail=prefixes)


def _takes(seen: Seen, prefix: Prefix) -> bool:
    return seen.table.gateway_route(prefix) is not None and prefix not in seen.table.user.by_prefix
