"""Virtual WAN hubs: tables, labels, statics and circuits that do not do what was drawn. Decides no route."""

from collections.abc import Callable, Iterator
from typing import Final

from app.analysis.findings.finding import Finding, found, listed
from app.analysis.findings.lens import SPECIAL, Lens
from app.engine.network import HubConnection, HubStatic, HubTable, VirtualHub
from app.engine.prefix import DEFAULT_V4, Prefix, contains

MOST_ROUTES = 10_000
MOST_CONNECTIONS = 500


def connections_of(lens: Lens, hub: VirtualHub) -> list[HubConnection]:
    """The network connections of a hub."""
    return [c for c in lens.network.hub_connections.values() if c.hub == hub.name]


def siblings(lens: Lens, hub: VirtualHub) -> list[VirtualHub]:
    """The other hubs of the same Virtual WAN."""
    return [h for h in lens.network.hubs.values() if h.wan == hub.wan and h.name != hub.name]


def has_intent(hub: VirtualHub) -> bool:
    """Whether routing intent decides in a hub."""
    return bool(hub.internet_policy or hub.private_policy)


def _hubs(lens: Lens) -> list[VirtualHub]:
    return list(lens.network.hubs.values())


def peers_on_custom_tables(lens: Lens) -> Iterator[Finding]:
    """LINT-40: the network of a BGP peer is associated with another table than the default."""
    for hub in _hubs(lens):
        for peer in hub.peers:
            connection = lens.network.hub_connections.get(peer.connection)
            if connection and connection.routing.associated != f"{hub.name}/defaultRouteTable":
                sentence = (
                    f"{peer.name} peers from {connection.virtual_network}, whose connection is associated with "
                    f"{connection.routing.associated}; only defaultRouteTable is supported there."
                )
                yield found("LINT-40", connection.path, sentence, (peer.path,), "warned")


def table_names(lens: Lens) -> Iterator[Finding]:
    """LINT-41: propagation to a table of this hub whose label other hubs carry too."""
    for hub in _hubs(lens):
        others = {label for h in siblings(lens, hub) for table in h.tables for label in table.labels} - {"none"}
        tables = {table.at: table for table in hub.tables}
        for connection in () if has_intent(hub) else connections_of(lens, hub):
            for at in connection.routing.propagated:
                table = tables.get(at)
                missed = [label for label in table.labels if label in others] if table else []
                if (
                    table
                    and table.name != "defaultRouteTable"
                    and missed
                    and not set(missed) & set(connection.routing.labels)
                ):
                    sentence = (
                        f"{connection.name} propagates to {at} by name, which ends at {hub.name}; the label "
                        f"{listed(missed)} reaches the same tables of {listed(h.name for h in siblings(lens, hub))}."
                    )
                    yield found("LINT-41", connection.path, sentence, (table.path,), "advice")


def silent_spokes(lens: Lens) -> Iterator[Finding]:
    """LINT-42: a network that propagates to no table and that no static names."""
    for hub in _hubs(lens):
        named = {route.next_hop for h in (hub, *siblings(lens, hub)) for table in h.tables for route in table.routes}
        for connection in () if has_intent(hub) else connections_of(lens, hub):
            if not connection.routing.propagated and not connection.routing.labels and connection.name not in named:
                sentence = (
                    f"{connection.name} propagates to no table and no static route names it: nobody finds the way to "
                    f"{connection.virtual_network}."
                )
                yield found("LINT-42", connection.path, sentence, (f"virtualNetworks/{connection.virtual_network}",))


def local_statics(lens: Lens) -> Iterator[Finding]:
    """LINT-43, LINT-45: a table static that other hubs lack."""
    for hub in _hubs(lens):
        others = [h for h in siblings(lens, hub) if connections_of(lens, h) and not has_intent(h)]
        for table, route in statics_of(hub):
            if table.name != "defaultRouteTable" or route.next_hop not in lens.network.hub_connections:
                continue
            for destination in route.destinations:
                lacking = [h for h in others if not _has_static(h, destination)]
                if lacking:
                    rule = "LINT-45" if destination == DEFAULT_V4 else "LINT-43"
                    sentence = (
                        f"{destination} of {route.name} stays in {hub.name}: {listed(h.name for h in lacking)} "
                        f"{'does' if len(lacking) == 1 else 'do'} not learn it and "
                        f"{'needs' if len(lacking) == 1 else 'need'} a source of "
                        f"{'its' if len(lacking) == 1 else 'their'} own."
                    )
                    yield found(
                        rule, f"{table.path}/routes/{route.name}", sentence, (h.path for h in lacking), "advice"
                    )


def statics_of(hub: VirtualHub) -> Iterator[tuple[HubTable, HubStatic]]:
    """The static routes of a hub with their tables."""
    return ((table, route) for table in hub.tables for route in table.routes)


def _has_static(hub: VirtualHub, destination: Prefix) -> bool:
    return any(contains(p, destination) for _, route in statics_of(hub) for p in route.destinations)


def half_statics(lens: Lens) -> Iterator[Finding]:
    """LINT-44: a table static to a connection that does not know what to do with the prefix."""
    for hub in _hubs(lens):
        for table, route in statics_of(hub):
            connection = lens.network.hub_connections.get(route.next_hop)
            if connection is None:
                continue
            known = [p for prefixes, _ in connection.routing.statics for p in prefixes]
            space = lens.network.virtual_networks[connection.virtual_network].address_space
            peers = [p for peer in hub.peers if peer.connection == connection.name for p in peer.advertised]
            lost = [d for d in route.destinations if not any(contains(p, d) for p in (*known, *space, *peers))]
            if lost:
                sentence = (
                    f"{route.name} sends {listed(lost)} to {connection.name}, which has no static route for it: "
                    f"{connection.virtual_network} does not know which machine should take it."
                )
                yield found("LINT-44", f"{table.path}/routes/{route.name}", sentence, (connection.path,))


def internet_security(lens: Lens) -> Iterator[Finding]:
    """LINT-46: a default route that a network refuses, or takes back from itself."""
    for hub in _hubs(lens):
        statics = [(r, r.next_hop) for t, r in statics_of(hub) if DEFAULT_V4 in r.destinations]
        connections = connections_of(lens, hub)
        sources = {next_hop for _, next_hop in statics} | {
            c.name for c in connections if any(DEFAULT_V4 in prefixes for prefixes, _ in c.routing.statics)
        }
        if not sources and not hub.internet_policy:
            continue
        refusing = [c for c in connections if not c.enable_internet_security and c.name not in sources]
        if refusing:
            sentence = (
                f"{hub.name} has a default route that {listed(c.virtual_network for c in refusing)} "
                f"{'does' if len(refusing) == 1 else 'do'} not take: enableInternetSecurity is off on "
                f"{listed(c.name for c in refusing)}."
            )
            yield found("LINT-46", hub.path, sentence, (c.path for c in refusing), "advice")
        for connection in connections:
            if connection.name in sources and connection.enable_internet_security:
                sentence = (
                    f"{connection.virtual_network} gives {hub.name} the default route and takes it back: "
                    f"enableInternetSecurity has to be off on {connection.name}."
                )
                yield found("LINT-46", connection.path, sentence, (hub.path,))


def wide_statics(lens: Lens) -> Iterator[Finding]:
    """LINT-47: a connection static around the network's own prefix, with workloads beside the appliance."""
    for connection in lens.network.hub_connections.values():
        vnet = lens.network.virtual_networks[connection.virtual_network]
        statics = [p for prefixes, _ in connection.routing.statics for p in prefixes if p.length]
        wide = [p for p in statics if any(contains(p, own) and p != own for own in vnet.address_space)]
        workloads = [s for s in vnet.subnets if s.name not in SPECIAL]
        if wide and len(workloads) > 1 and not connection.routing.override_equal_only:
            sentence = (
                f"{listed(wide)} on {connection.name} holds {vnet.name} itself: traffic from the hub to its "
                f"{len(workloads)} subnets passes the appliance too, unless the bypass is set to Equal."
            )
            yield found("LINT-47", connection.path, sentence, (vnet.path,), "advice")


def separate_circuits(lens: Lens) -> Iterator[Finding]:
    """LINT-50: circuits of hubs that do not meet."""
    for wan in lens.network.wans.values():
        hubs = {h.name: h for h in lens.network.hubs.values() if h.wan == wan.name}
        names = dict.fromkeys(
            c.circuit
            for c in lens.network.er_connections.values()
            if lens.network.gateways[c.gateway].virtual_hub in hubs
        )
        circuits = [lens.network.circuits[name] for name in names]
        sites = list(dict.fromkeys(c.site for c in circuits if c.site))
        apart = [c for c in circuits if not any(c.name in o.global_reach or o.name in c.global_reach for o in circuits)]
        if len(sites) > 1 and apart and not any(h.er_transit for h in hubs.values()):
            sentence = (
                f"{listed(sites)} do not meet through {wan.name}: hubs do not connect "
                f"{listed(c.name for c in circuits)} without Global Reach."
            )
            yield found("LINT-50", wan.path, sentence, (c.path for c in apart), "note")


def circuits_on_two_hubs(lens: Lens) -> Iterator[Finding]:
    """LINT-51: one circuit on several hubs that prefer ExpressRoute."""
    for circuit in lens.network.circuits.values():
        gateways = {c.gateway for c in lens.network.er_connections.values() if c.circuit == circuit.name}
        on = [
            lens.network.hubs[h]
            for h in dict.fromkeys(lens.network.gateways[g].virtual_hub for g in sorted(gateways))
            if h
        ]
        detouring = [h for h in on if h.preference == "ExpressRoute"]
        if len(on) > 1 and detouring:
            sentence = (
                f"{circuit.name} is on {listed(h.name for h in on)}: while {listed(h.name for h in detouring)} "
                f"{'prefers' if len(detouring) == 1 else 'prefer'} ExpressRoute, traffic between these hubs detours "
                "over the circuit's edge. The preference ASPath keeps it inside."
            )
            yield found("LINT-51", circuit.path, sentence, (h.path for h in on), "advice")


def bounds(lens: Lens) -> Iterator[Finding]:
    """LINT-73: more connections or routes than a hub takes."""
    for hub in _hubs(lens):
        connections = connections_of(lens, hub)
        most = MOST_CONNECTIONS - len(siblings(lens, hub))
        if len(connections) > most:
            sentence = (
                f"{hub.name} has {len(connections)} network connections; {most} are possible beside the other hubs."
            )
            yield found("LINT-73", hub.path, sentence)
        feed = lens.result.feed(lens.network.virtual_networks[connections[0].virtual_network]) if connections else None
        if feed is not None and len(feed.routes) > MOST_ROUTES:
            sentence = f"{hub.name} holds {len(feed.routes):,} routes; {MOST_ROUTES:,} are possible."
            yield found("LINT-73", hub.path, sentence)


CHECKS: Final[tuple[tuple[tuple[str, ...], Callable[[Lens], Iterator[Finding]]], ...]] = (
    (("LINT-40",), peers_on_custom_tables),
    (("LINT-41",), table_names),
    (("LINT-42",), silent_spokes),
    (("LINT-43", "LINT-45"), local_statics),
    (("LINT-44",), half_statics),
    (("LINT-46",), internet_security),
    (("LINT-47",), wide_statics),
    (("LINT-50",), separate_circuits),
    (("LINT-51",), circuits_on_two_hubs),
    (("LINT-73",), bounds),
)
