"""Appliances beside a Route Server: inner interfaces, AS paths that do not steer, hubs that share a circuit."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final

from app.analysis.findings.finding import Finding, found, listed
from app.analysis.findings.lens import Lens
from app.engine.network import Appliance, RouteServer, Subnet, VirtualNetwork
from app.engine.prefix import DEFAULT_V4, contains, host

PRIVATE_NUMBERS = (range(64512, 65535), range(4_200_000_000, 4_294_967_295))


def _peers(lens: Lens, server: RouteServer) -> list[Appliance]:
    return [lens.network.appliances[name] for name in server.peers]


def _circuits(lens: Lens, server: RouteServer) -> set[str]:
    gateways = lens.gateways_in.get(server.virtual_network, [])
    return {circuit for gateway in gateways for circuit in lens.circuits_of.get(gateway.name, [])}


def inner_interfaces(lens: Lens) -> Iterator[Finding]:
    """LINT-09: another subnet of an appliance learns the default that the appliance announces."""
    for server in lens.network.route_servers.values():
        for appliance in _peers(lens, server):
            vnet = lens.network.virtual_networks[appliance.subnet.partition("/")[0]]
            for subnet in _inner(vnet, appliance) if DEFAULT_V4 in appliance.advertised else ():
                table = lens.result.table(vnet, subnet)
                route = table.gateway_route(DEFAULT_V4)
                own = {*appliance.addresses, appliance.frontend, appliance.next_hop_ip}
                if route and own & set(route.next_hops) and DEFAULT_V4 not in table.user.by_prefix:
                    sentence = (
                        f"{subnet.at}, where {appliance.name} has an inner interface, learns {appliance.name}'s "
                        "0.0.0.0/0 as well: what leaves by that interface comes back."
                    )
                    yield found("LINT-09", appliance.path, sentence, (subnet.path, server.path))


def _inner(vnet: VirtualNetwork, appliance: Appliance) -> Iterator[Subnet]:
    addresses = [host(a) for a in appliance.addresses if not a.startswith("@")]
    for subnet in vnet.subnets:
        if subnet.at != appliance.subnet and any(contains(p, a) for p in subnet.prefixes for a in addresses):
            yield subnet


def prepending(lens: Lens) -> Iterator[Finding]:
    """LINT-15: an appliance with a private number makes its path longer for premises behind ExpressRoute."""
    for server in lens.network.route_servers.values():
        circuits = _circuits(lens, server) if server.branch_to_branch else ()
        for appliance in _peers(lens, server) if circuits else ():
            private = any(appliance.asn in numbers for numbers in PRIVATE_NUMBERS)
            if appliance.as_path_prepend and appliance.advertised and private:
                sentence = (
                    f"{appliance.name} prepends its private number {appliance.asn}, which is stripped at the edge: "
                    f"premises behind {listed(sorted(circuits))} see no difference."
                )
                paths = (server.path, *(f"expressRouteCircuits/{c}" for c in sorted(circuits)))
                yield found("LINT-15", appliance.path, sentence, paths, "advice")


def handlings(lens: Lens) -> Iterator[Finding]:
    """LINT-17: of two appliances at one Route Server one overrides 65515 and one strips it."""
    for server in lens.network.route_servers.values():
        by_handling = {each.as_path_handling: each for each in reversed(_peers(lens, server))}
        longer, shorter = by_handling.get("override"), by_handling.get("strip")
        if longer and shorter:
            sentence = (
                f"{longer.name} overrides 65515 and so writes its number twice, {shorter.name} strips it: of the same "
                f"prefix the path over {shorter.name} is the shorter one and wins."
            )
            yield found("LINT-17", longer.path, sentence, (shorter.path, server.path), "advice")


def shared_circuits(lens: Lens) -> Iterator[Finding]:
    """LINT-18: what an appliance tells one Route Server is expected in another hub over the circuit of both."""
    servers = [s for s in lens.network.route_servers.values() if any(a.advertised for a in _peers(lens, s))]
    for one, other in combinations(servers, 2):
        shared = sorted(_circuits(lens, one) & _circuits(lens, other))
        joined = {a.name for a in _peers(lens, other)}.intersection(
            name for a in _peers(lens, one) for name in (a.name, *a.overlay)
        )
        if shared and not joined:
            sentence = (
                f"What appliances tell {one.name} does not reach {other.virtual_network} over {listed(shared)}, nor "
                f"the other way round: join the appliances of {one.virtual_network} and {other.virtual_network}."
            )
            places = (other.path, *(f"expressRouteCircuits/{c}" for c in shared))
            yield found("LINT-18", one.path, sentence, places, "advice")


CHECKS: Final[tuple[tuple[tuple[str, ...], Callable[[Lens], Iterator[Finding]]], ...]] = (
    (("LINT-09",), inner_interfaces),
    (("LINT-15",), prepending),
    (("LINT-17",), handlings),
    (("LINT-18",), shared_circuits),
)
