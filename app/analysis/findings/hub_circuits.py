"""Virtual WAN: circuits, sites and statics over several hubs, and route maps as such. Decides no route."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final

from app.analysis.findings.finding import Finding, found, listed
from app.analysis.findings.hub_policies import prefixes_of
from app.analysis.findings.hubs import connections_of, siblings, statics_of
from app.analysis.findings.lens import Lens
from app.engine.hub_tables import PORTAL_STATIC
from app.engine.network import Circuit, VirtualHub, VirtualNetwork
from app.engine.prefix import DEFAULT_V4, Prefix, inside_any

PLATFORM = ("65517:", "65518:")


def circuits_of(lens: Lens, hub: VirtualHub) -> list[Circuit]:
    """The circuits on the gateways of a hub."""
    links = lens.network.er_connections.values()
    names = [link.circuit for link in links if lens.network.gateways[link.gateway].virtual_hub == hub.name]
    return [lens.network.circuits[name] for name in dict.fromkeys(names)]


def steered_elsewhere(lens: Lens) -> Iterator[Finding]:
    """LINT-48, LINT-49: a static that would take traffic of connected networks or branches through a spoke."""
    for hub in lens.network.hubs.values():
        hubs = (hub, *siblings(lens, hub)) if any(statics_of(hub)) else ()
        known = [(name, path, p) for h in hubs for name, path, p in prefixes_of(lens, h)]
        for table, route in statics_of(hub):
            connection = lens.network.hub_connections.get(route.next_hop)
            caught = [
                (name, path)
                for name, path, prefix in known
                if connection and any(inside_any(d, (prefix,)) and d.length for d in route.destinations)
            ]
            place = f"{table.path}/routes/{route.name}"
            networks = [
                (n, p) for n, p in caught if p.startswith("virtualNetworks/") and _other(lens, n, route.next_hop)
            ]
            branches = [(n, p) for n, p in caught if not p.startswith("virtualNetworks/")]
            if networks:
                sentence = (
                    f"{route.name} would take traffic to {listed(n for n, _ in networks)} through "
                    f"{route.next_hop}, but a hub does not steer network to network traffic through a third spoke."
                )
                yield found("LINT-48", place, sentence, (p for _, p in networks))
            if branches:
                sentence = (
                    f"{route.name} would take traffic to {listed(n for n, _ in branches)} through {route.next_hop}; "
                    "between branches an appliance in a spoke inspects nothing."
                )
                yield found("LINT-49", place, sentence, (p for _, p in branches))


def _other(lens: Lens, vnet: str, connection: str) -> bool:
    return lens.network.hub_connections[connection].virtual_network != vnet


def echoes(lens: Lens) -> Iterator[Finding]:
    """LINT-52: premises on one hub announce what a network on another hub has."""
    for hub in lens.network.hubs.values():
        beyond = {c.virtual_network for h in siblings(lens, hub) for c in connections_of(lens, h)}
        told: dict[tuple[str, str], list[tuple[Prefix, VirtualNetwork]]] = {}
        for name, path, prefix in prefixes_of(lens, hub):
            if not path.startswith("virtualNetworks/"):
                owners = (o for names in lens.spaces.covers(prefix) for o in names if o in beyond)
                found_there = [(prefix, lens.network.virtual_networks[o]) for o in owners][:1]
                if found_there:
                    told.setdefault((name, path), []).extend(found_there)
        for (name, path), echoed in told.items():
            sentence = (
                f"{name} announces {listed(f'{prefix} of {owner.name}' for prefix, owner in echoed)} back to "
                f"{hub.name}: there it beats the way over the other hub."
            )
            yield found("LINT-52", path, sentence, (*(owner.path for _, owner in echoed), hub.path))


def lookalikes(lens: Lens) -> Iterator[Finding]:
    """LINT-53: premises with a circuit to each of two hubs of which one inspects."""
    for one, other in combinations(lens.network.hubs.values(), 2):
        if one.wan != other.wan or not (one.private_policy or other.private_policy):
            continue
        for here in circuits_of(lens, one):
            for there in circuits_of(lens, other):
                if here.name != there.name and here.site and here.site == there.site:
                    sentence = (
                        f"{here.site} sees AS path 12076 from {one.name} over {here.name} and from {other.name} over "
                        f"{there.name} alike, so answers may cross the firewall of the wrong hub."
                    )
                    yield found("LINT-53", here.path, sentence, (there.path, one.path, other.path))


def vpn_preference(lens: Lens) -> Iterator[Finding]:
    """LINT-54: the preference for VPN in a hub whose appliance and circuit bring the same prefix."""
    for hub in lens.network.hubs.values():
        carried = {p for c in circuits_of(lens, hub) for prefixes in c.advertised.values() for p in prefixes}
        for peer in hub.peers if hub.preference == "VpnGateway" else ():
            same = [p for p in peer.advertised if p in carried]
            if same:
                sentence = (
                    f"{hub.name} prefers VPN, which does not raise {peer.name}: {listed(same)} still goes over "
                    f"{listed(c.name for c in circuits_of(lens, hub))}."
                )
                yield found("LINT-54", peer.path, sentence, (hub.path,))


def maps_at_work(lens: Lens) -> Iterator[Finding]:
    """LINT-56, LINT-57: route maps that take away the platform's communities, and what the first map brings."""
    for hub in lens.network.hubs.values():
        for name, rules in hub.route_maps.items():
            path = f"{hub.path}/routeMaps/{name}"
            for rule in rules:
                taken = [c for kind, *_, words in rule.actions if kind == "Remove" for c in words]
                ours = [c for c in taken if c.startswith(PLATFORM)]
                if ours:
                    sentence = f"{rule.name} of {name} removes {listed(ours)}, which the platform itself needs."
                    yield found("LINT-56", path, sentence)
        if hub.route_maps:
            first = next(iter(hub.route_maps))
            sentence = f"The first route map of {hub.name} upgrades the hub: plan a maintenance window."
            yield found("LINT-57", f"{hub.path}/routeMaps/{first}", sentence, kind="note")


def forced_twice(lens: Lens) -> Iterator[Finding]:
    """LINT-75: an internet policy beside 0.0.0.0/0 among the private prefixes."""
    for hub in lens.network.hubs.values():
        for table, route in statics_of(hub):
            if hub.internet_policy and route.name == PORTAL_STATIC and DEFAULT_V4 in route.destinations:
                sentence = (
                    f"{hub.name} has an internet policy and 0.0.0.0/0 among its private prefixes; the portal refuses "
                    "both together."
                )
                yield found("LINT-75", f"{table.path}/routes/{route.name}", sentence, (hub.path,))


def unconnected_circuits(lens: Lens) -> Iterator[Finding]:
    """LINT-77: two circuits of one location on two hubs of which one has no network."""
    drawn = lens.design.express_route_circuits if lens.design else ()
    places = {circuit.name: circuit.peering_location for circuit in drawn}
    for one, other in combinations(lens.network.hubs.values(), 2):
        bare = [hub for hub in (one, other) if not connections_of(lens, hub)]
        for here in circuits_of(lens, one) if one.wan == other.wan and bare else ():
            for there in circuits_of(lens, other):
                if here.name != there.name and places.get(here.name) and places[here.name] == places.get(there.name):
                    sentence = (
                        f"{here.name} and {there.name} end at {places[here.name]} on two hubs, and "
                        f"{listed(hub.name for hub in bare)} has no network: they converge only with one."
                    )
                    yield found("LINT-77", bare[0].path, sentence, (here.path, there.path))


CHECKS: Final[tuple[tuple[tuple[str, ...], Callable[[Lens], Iterator[Finding]]], ...]] = (
    (("LINT-48", "LINT-49"), steered_elsewhere),
    (("LINT-52",), echoes),
    (("LINT-53",), lookalikes),
    (("LINT-54",), vpn_preference),
    (("LINT-56", "LINT-57"), maps_at_work),
    (("LINT-75",), forced_twice),
    (("LINT-77",), unconnected_circuits),
)
