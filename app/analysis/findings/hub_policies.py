"""Routing intent and route maps of Virtual WAN hubs: what the policies miss or break. Decides no route."""

from collections.abc import Callable, Iterator
from typing import Final

from app.analysis.findings.finding import Finding, found, listed
from app.analysis.findings.hubs import connections_of, has_intent, siblings
from app.analysis.findings.lens import Lens
from app.engine.bgp import MICROSOFT_ASN
from app.engine.hub_tables import PORTAL_STATIC, PRIVATE_PREFIXES
from app.engine.network import VirtualHub
from app.engine.prefix import LINK_LOCAL, Prefix, inside_any

PRIVATE_NUMBERS = range(64512, 65535)
MANY_SPACES, MOST_SPACES = 540, 600


def _with_intent(lens: Lens) -> list[VirtualHub]:
    return [hub for hub in lens.network.hubs.values() if has_intent(hub)]


def prefixes_of(lens: Lens, hub: VirtualHub) -> Iterator[tuple[str, str, Prefix]]:
    """What is connected to a hub: name, path and prefix of networks and of premises."""
    for connection in connections_of(lens, hub):
        vnet = lens.network.virtual_networks[connection.virtual_network]
        yield from ((vnet.name, vnet.path, prefix) for prefix in vnet.address_space)
    for link in lens.network.er_connections.values():
        if lens.network.gateways[link.gateway].virtual_hub == hub.name:
            circuit = lens.network.circuits[link.circuit]
            told = dict.fromkeys(p for prefixes in circuit.advertised.values() for p in prefixes)
            yield from ((circuit.site or circuit.name, circuit.path, prefix) for prefix in told)
    for tunnel in lens.network.vpn_connections.values():
        remote = tunnel.remote_site
        if remote and lens.network.gateways[tunnel.gateway].virtual_hub == hub.name:
            told = dict.fromkeys((*remote.statics, *(remote.advertised if tunnel.enable_bgp else ())))
            yield from ((remote.site or remote.name, remote.path, prefix) for prefix in told)


def unlisted_ranges(lens: Lens) -> Iterator[Finding]:
    """LINT-60: private policy and ranges outside RFC 1918 that nobody listed."""
    for hub in _with_intent(lens):
        if not hub.private_policy:
            continue
        own = [r for t in hub.tables for r in t.routes if r.name == PORTAL_STATIC or r.next_hop == hub.private_policy]
        covered = (*PRIVATE_PREFIXES, LINK_LOCAL, *(p for route in own for p in route.destinations))
        missed = [
            (name, path, prefix)
            for member in (hub, *siblings(lens, hub))
            for name, path, prefix in prefixes_of(lens, member)
            if prefix.version == 4 and prefix.length and not inside_any(prefix, covered)
        ]
        if missed:
            sentence = (
                f"{listed(f'{prefix} of {name}' for name, _, prefix in missed)} lies outside RFC 1918: {hub.name} "
                "takes it for the Internet until it is added to the private prefixes of every hub."
            )
            yield found("LINT-60", hub.path, sentence, (path for _, path, _ in missed))


def echoed_aggregates(lens: Lens) -> Iterator[Finding]:
    """LINT-61: circuit to circuit by routing intent and premises that announce the exact private ranges."""
    for hub in _with_intent(lens):
        exact = (
            [(n, path, p) for n, path, p in prefixes_of(lens, hub) if p in PRIVATE_PREFIXES] if hub.er_transit else []
        )
        if exact:
            sentence = (
                f"{listed(f'{p} of {name}' for name, _, p in exact)} is exactly what {hub.name} announces to circuits "
                "itself: with circuit to circuit on, announce narrower prefixes."
            )
            yield found("LINT-61", hub.path, sentence, (path for _, path, _ in exact))


def kept_statics(lens: Lens) -> Iterator[Finding]:
    """LINT-63: connection statics that are not propagated under routing intent."""
    for hub in _with_intent(lens):
        for connection in connections_of(lens, hub):
            if connection.routing.statics and not connection.routing.propagate_statics:
                sentence = (
                    f"{connection.name} has static routes and propagateStaticRoutes off, which routing intent of "
                    f"{hub.name} does not go with."
                )
                yield found("LINT-63", connection.path, sentence, (hub.path,))


def many_spaces(lens: Lens) -> Iterator[Finding]:
    """LINT-64: address spaces under routing intent."""
    for hub in _with_intent(lens):
        networks = [lens.network.virtual_networks[c.virtual_network] for c in connections_of(lens, hub)]
        count = sum(len(vnet.address_space) for vnet in networks)
        if count > MANY_SPACES:
            sentence = (
                f"{hub.name} has routing intent and {count} address spaces; it warns above {MANY_SPACES} and fails "
                f"above {MOST_SPACES}."
            )
            yield found("LINT-64", hub.path, sentence, kind="limit" if count > MOST_SPACES else "warned")


def uneven_intent(lens: Lens) -> Iterator[Finding]:
    """LINT-65: private policy in some hubs of a Virtual WAN only."""
    for hub in _with_intent(lens):
        without = [h for h in siblings(lens, hub) if not h.private_policy and connections_of(lens, h)]
        if hub.private_policy and without:
            sentence = (
                f"{hub.name} sends private traffic through {hub.private_policy}, and "
                f"{listed(h.name for h in without)} {'has' if len(without) == 1 else 'have'} no private policy: "
                "traffic between them is inspected on one side only."
            )
            yield found("LINT-65", hub.path, sentence, (h.path for h in without), "advice")


def short_cuts(lens: Lens) -> Iterator[Finding]:
    """LINT-67: spokes of an inspecting hub that are peered directly."""
    for hub in _with_intent(lens):
        members = {c.virtual_network for c in connections_of(lens, hub)} if hub.private_policy else set()
        for name in sorted(members):
            for half in lens.network.virtual_networks[name].peerings:
                if half.connected and half.remote in members and name < half.remote:
                    sentence = (
                        f"{name} and {half.remote} are peered directly: what they say skips {hub.private_policy}."
                    )
                    yield found("LINT-67", half.path, sentence, (hub.path,), "advice")


def map_numbers(lens: Lens) -> Iterator[Finding]:
    """LINT-55: route maps that add numbers which do not arrive, or with which the route does not."""
    for hub in lens.network.hubs.values():
        for name, rules in hub.route_maps.items():
            for rule in rules:
                added = {
                    number for kind, _, numbers, _ in rule.actions if kind in ("Add", "Replace") for number in numbers
                }
                path = f"{hub.path}/routeMaps/{name}"
                if MICROSOFT_ASN in added:
                    sentence = f"{rule.name} of {name} puts 12076 into the path, and ExpressRoute drops such a route."
                    yield found("LINT-55", path, sentence)
                elif any(number in PRIVATE_NUMBERS for number in added):
                    numbers = sorted(n for n in added if n in PRIVATE_NUMBERS)
                    sentence = (
                        f"{rule.name} of {name} puts {listed(numbers)} into the path: private numbers are stripped at "
                        "the edge and do not steer premises behind ExpressRoute."
                    )
                    yield found("LINT-55", path, sentence, kind="note")


CHECKS: Final[tuple[tuple[tuple[str, ...], Callable[[Lens], Iterator[Finding]]], ...]] = (
    (("LINT-60",), unlisted_ranges),
    (("LINT-61",), echoed_aggregates),
    (("LINT-63",), kept_statics),
    (("LINT-64",), many_spaces),
    (("LINT-65",), uneven_intent),
    (("LINT-67",), short_cuts),
    (("LINT-55",), map_numbers),
)
