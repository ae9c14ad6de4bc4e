"""Route Servers and their appliances: exchanges that do not happen, defaults that loop or leak. Decides no route."""

from collections.abc import Callable, Iterator
from typing import Final

from app.analysis.findings.finding import Finding, counted, found, listed
from app.analysis.findings.lens import Lens, Seen
from app.engine.bgp import AZURE_ASN
from app.engine.network import Appliance, RouteServer, VirtualNetwork
from app.engine.prefix import DEFAULT_V4, Prefix

MOST_ROUTES = 4_000
MOST_MACHINES = 4_000


def _peers(lens: Lens, server: RouteServer) -> list[Appliance]:
    return [lens.network.appliances[name] for name in server.peers if name in lens.network.appliances]


def _home(lens: Lens, server: RouteServer) -> VirtualNetwork:
    return lens.network.virtual_networks[server.virtual_network]


def _circuits(lens: Lens, server: RouteServer) -> list[str]:
    gateways = lens.gateways_in.get(server.virtual_network, [])
    return [c for g in gateways for c in lens.circuits_of.get(g.name, ())]


def _servers(lens: Lens) -> list[RouteServer]:
    return list(lens.network.route_servers.values())


def gateway_numbers(lens: Lens) -> Iterator[Finding]:
    """LINT-02: a VPN gateway with a number of its own beside a Route Server."""
    for server in _servers(lens):
        for gateway in lens.gateways_in.get(server.virtual_network, []):
            if gateway.is_vpn and gateway.asn != AZURE_ASN:
                sentence = (
                    f"{gateway.name} has AS number {gateway.asn} beside {server.name}; the documentation requires "
                    "65515. Labs ran other numbers, but the sessions become external ones and preferences change."
                )
                yield found("LINT-02", gateway.path, sentence, (server.path,))


def no_exchange(lens: Lens) -> Iterator[Finding]:
    """LINT-03, LINT-32: branch-to-branch is off where something waits for it."""
    for server in _servers(lens):
        peers = [a for a in _peers(lens, server) if a.asn is not None]
        if server.branch_to_branch or not peers:
            continue
        gateways = [g for g in lens.gateways_in.get(server.virtual_network, []) if _connected(lens, g.name)]
        if gateways:
            sentence = (
                f"Branch-to-branch is off on {server.name}: what {listed(a.name for a in peers)} and "
                f"{listed(g.name for g in gateways)} learn reaches the network, but not each other."
            )
            yield found(
                "LINT-03", server.path, sentence, (*(a.path for a in peers), *(g.path for g in gateways)), "advice"
            )
        elif len({a.asn for a in peers}) > 1:
            names = listed(a.name for a in peers)
            sentence = f"Branch-to-branch is off on {server.name}: {names} do not learn each other's routes."
            yield found("LINT-32", server.path, sentence, (a.path for a in peers), "note")


def _connected(lens: Lens, gateway: str) -> bool:
    return bool(lens.circuits_of.get(gateway)) or any(
        c.gateway == gateway for c in lens.network.vpn_connections.values()
    )


def gateways_elsewhere(lens: Lens) -> Iterator[Finding]:
    """LINT-04: branch-to-branch without a gateway in the network."""
    for server in _servers(lens):
        near = lens.neighbours(_home(lens, server)) - {server.virtual_network}
        elsewhere = [g for name in sorted(near) for g in lens.gateways_in.get(name, [])]
        if (
            server.branch_to_branch
            and server.virtual_network not in lens.gateways_in
            and elsewhere
            and len(server.peers) < 2
        ):
            sentence = (
                f"{server.name} has branch-to-branch on, but {server.virtual_network} has no gateway; it exchanges "
                f"nothing with {listed(g.name for g in elsewhere)} in another network."
            )
            yield found("LINT-04", server.path, sentence, (g.path for g in elsewhere), "advice")


def known_prefixes(lens: Lens) -> Iterator[Finding]:
    """LINT-07: an appliance announces what the network and its peers have already."""
    for server in _servers(lens):
        system = lens.result.system(_home(lens, server))
        for appliance in _peers(lens, server):
            useless = [p for p in appliance.advertised if p.length and system.hides(p)]
            if useless:
                sentence = (
                    f"{appliance.name} announces {listed(useless)} to {server.name}, which lies inside "
                    f"{server.virtual_network} or a network peered with it: no subnet there follows it. Use a user "
                    "route or a wider prefix to attract this traffic."
                )
                yield found("LINT-07", appliance.path, sentence, (server.path,), "advice")


def looping_defaults(lens: Lens) -> Iterator[Finding]:
    """LINT-08: an appliance's own subnet learns the default that the appliance announces."""
    for server in _servers(lens):
        for appliance in _peers(lens, server):
            vnet, _, subnet = appliance.subnet.partition("/")
            table = lens.table_of(vnet, subnet)
            route = table.gateway_route(DEFAULT_V4) if table else None
            own = {*appliance.addresses, appliance.frontend, appliance.next_hop_ip}
            if (
                DEFAULT_V4 not in appliance.advertised
                or table is None
                or route is None
                or not own & set(route.next_hops)
            ):
                continue
            if DEFAULT_V4 not in table.user.by_prefix and not _halved(table.user.by_prefix):
                sentence = (
                    f"{appliance.name} announces 0.0.0.0/0 and its own subnet {appliance.subnet} learns it: what it "
                    "sends to the Internet comes back to it. The subnet needs a user route 0.0.0.0/0 to Internet."
                )
                path = lens.network.virtual_networks[vnet].path + f"/subnets/{subnet}"
                yield found("LINT-08", appliance.path, sentence, (path, server.path))


def _halved(user: object) -> bool:
    texts = {str(p) for p in user} if isinstance(user, dict) else set()
    return {"0.0.0.0/1", "128.0.0.0/1"} <= texts


def leaking_defaults(lens: Lens) -> Iterator[Finding]:
    """LINT-12, LINT-13: where an appliance's default goes beyond the networks, and where it does not."""
    for server in _servers(lens):
        sources = [a for a in _peers(lens, server) if DEFAULT_V4 in a.advertised]
        if not sources or not server.branch_to_branch:
            continue
        names, paths = listed(a.name for a in sources), [a.path for a in sources]
        leaked = [c for c in _circuits(lens, server) if _edge_has_default(lens, c)]
        if leaked:
            sentence = (
                f"{names}'s 0.0.0.0/0 also goes to the premises behind {listed(leaked)}, because branch-to-branch is "
                "on; tag it with community 65535:65282 to keep it in Azure."
            )
            yield found(
                "LINT-13", server.path, sentence, (*paths, *(f"expressRouteCircuits/{c}" for c in leaked)), "note"
            )
        vpn = [g for g in lens.gateways_in.get(server.virtual_network, []) if g.is_vpn and _connected(lens, g.name)]
        if vpn:
            sentence = (
                f"Sites on {listed(g.name for g in vpn)} never receive {names}'s 0.0.0.0/0: the VPN gateway drops it."
            )
            yield found("LINT-12", server.path, sentence, (*paths, *(g.path for g in vpn)), "note")


def _edge_has_default(lens: Lens, circuit: str) -> bool:
    number = lens.result.book.class_of.get(DEFAULT_V4)
    for speaker in lens.result.instances(f"expressRouteCircuits/{circuit}"):
        choice = lens.result.outcome.ribs[speaker.id].choices.get(-1 if number is None else number)
        if choice is not None and choice.best.kind == "appliance":
            return True
    return False


def beaten_appliances(lens: Lens) -> Iterator[Finding]:
    """LINT-14: the same prefix from a circuit and from an appliance."""
    for server in _servers(lens):
        carried = {
            p
            for c in _circuits(lens, server)
            for prefixes in lens.network.circuits[c].advertised.values()
            for p in prefixes
        }
        for appliance in _peers(lens, server):
            same = [p for p in appliance.advertised if p in carried]
            if same and server.preference == "ExpressRoute":
                sentence = (
                    f"{listed(same)} comes from {appliance.name} and over {listed(_circuits(lens, server))}; with the "
                    f"preference ExpressRoute of {server.name} the appliance's route is not used."
                )
                yield found("LINT-14", appliance.path, sentence, (server.path,), "advice")


def chains(lens: Lens) -> Iterator[Finding]:
    """LINT-16: an appliance between two Route Servers that leaves 65515 in the path."""
    servers: dict[str, list[RouteServer]] = {}
    for server in _servers(lens):
        for appliance in _peers(lens, server):
            servers.setdefault(appliance.name, []).append(server)
    for name, mine in servers.items():
        appliance = lens.network.appliances[name]
        beyond = [s for other in appliance.overlay for s in servers.get(other, ())]
        chain = list(dict.fromkeys(s.name for s in (*mine, *beyond)))
        if len(chain) > 1 and appliance.as_path_handling == "none" and not appliance.advertised:
            sentence = (
                f"{name} stands between {listed(chain)} and leaves 65515 in the path, so each refuses what the other "
                "sent. Let it override or strip that number."
            )
            yield found("LINT-16", appliance.path, sentence, (f"routeServers/{s}" for s in chain))


def unused_servers(lens: Lens) -> Iterator[Finding]:
    """LINT-21: spokes that neither learn from a Route Server nor are announced by it."""
    for server in _servers(lens):
        home = _home(lens, server)
        left: list[str] = []
        for half in home.peerings:
            other = lens.network.virtual_networks[half.remote]
            own = half.remote in lens.gateways_in or half.remote in lens.servers_in
            twin = other.peering_with.get(home.name)
            if half.connected and not own and twin is not None and lens.result.feed(other) is None:
                left.append(half.remote)
        if left and server.peers:
            sentence = (
                f"{listed(left)} {'is' if len(left) == 1 else 'are'} peered with {home.name} without using its "
                f"gateways: nothing that {server.name} learns arrives there, and the appliances do not learn "
                f"{'it' if len(left) == 1 else 'them'}."
            )
            yield found("LINT-21", server.path, sentence, (f"virtualNetworks/{name}" for name in left), "advice")


def bounds(lens: Lens) -> Iterator[Finding]:
    """LINT-22, LINT-24: routes of a peer and machines behind a Route Server."""
    for server in _servers(lens):
        for appliance in _peers(lens, server):
            if len(appliance.advertised) > MOST_ROUTES:
                sentence = (
                    f"{appliance.name} announces {len(appliance.advertised):,} routes to {server.name}; a peer may "
                    f"announce {MOST_ROUTES:,}."
                )
                yield found("LINT-22", appliance.path, sentence, (server.path,))
        near = lens.neighbours(_home(lens, server))
        machines = sum(m.subnet.partition("/")[0] in near for m in lens.network.machines.values())
        if machines > MOST_MACHINES:
            sentence = (
                f"{machines:,} machines stand in {server.virtual_network} and its peers; {server.name} carries "
                f"{MOST_MACHINES:,} with two units."
            )
            yield found("LINT-24", server.path, sentence)


def shared_flows(lens: Lens) -> Iterator[Finding]:
    """LINT-27: one prefix over several appliances without a load balancer."""
    for server in _servers(lens):
        owner = {address: a for a in _peers(lens, server) for address in a.addresses}
        shared: dict[tuple[str, ...], list[Prefix]] = {}
        feed = lens.result.feed(_home(lens, server))
        for prefix, route in feed.routes.items() if feed else ():
            devices = tuple(dict.fromkeys(owner[hop].name for hop in route.next_hops if hop in owner))
            if len(devices) > 1:
                shared.setdefault(devices, []).append(prefix)
        for devices, prefixes in shared.items():
            sentence = (
                f"{listed(prefixes)} {'is' if len(prefixes) == 1 else 'are'} shared by {listed(devices)}: stateful "
                "appliances then see half of a flow, unless they translate addresses or announce a load balancer as "
                "next hop."
            )
            yield found("LINT-27", server.path, sentence, (lens.network.appliances[d].path for d in devices), "advice")


def second_circuits(lens: Lens) -> Iterator[Finding]:
    """LINT-28: equal prefixes over several circuits beside a Route Server."""
    for server in _servers(lens):
        circuits = [lens.network.circuits[c] for c in dict.fromkeys(_circuits(lens, server))]
        told = [{p for prefixes in c.advertised.values() for p in prefixes} for c in circuits]
        same = sorted({p for i, mine in enumerate(told) for other in told[i + 1 :] for p in mine & other})
        if same:
            sentence = (
                f"{listed(same)} comes over {listed(c.name for c in circuits)}; with {server.name} in "
                f"{server.virtual_network} one circuit is used instead of all."
            )
            yield found("LINT-28", server.path, sentence, (c.path for c in circuits), "advice")


def dual_stack(lens: Lens) -> Iterator[Finding]:
    """LINT-29: a Route Server in a network with IPv6."""
    for server in _servers(lens):
        ipv6 = [p for p in _home(lens, server).address_space if p.version == 6]
        if ipv6:
            sentence = f"{server.name} stands in a dual-stack network ({listed(ipv6)}) and breaks its IPv6."
            yield found("LINT-29", server.path, sentence, (_home(lens, server).path,))


def shut_out(lens: Lens) -> Iterator[Finding]:
    """LINT-10, LINT-66: tables that keep out the routes of a Route Server or hub and put nothing in their place."""
    joined = {c.virtual_network: c.hub for c in lens.network.hub_connections.values()}
    for name, tables in lens.by_route_table.items():
        route_table = lens.network.route_tables[name]
        seen = next((s for s in tables if s.ordinary and s.table.feed), None)
        if not route_table.disable_bgp_route_propagation or seen is None or seen.table.feed is None:
            continue
        hub = lens.network.hubs.get(joined.get(seen.vnet.name, ""))
        server = lens.servers_in.get(seen.table.feed.name)
        lost = _lost(seen) if hub or server else []
        if lost:
            subnets = [subnet for each in tables for subnet in each.ordinary]
            sentence = (
                f"{name} turns propagation off for {listed(s.at for s in subnets)}: {counted(len(lost), 'route')} of "
                f"{hub.name if hub else server.name if server else ''} "
                f"({listed(lost[:5])}{' …' if len(lost) > 5 else ''}) {'is' if len(lost) == 1 else 'are'} missing "
                "there."
            )
            rule = "LINT-66" if hub and (hub.private_policy or hub.internet_policy) else "LINT-10"
            yield found(
                rule, route_table.path, sentence, (s.path for s in subnets), None if rule == "LINT-66" else "advice"
            )


def _lost(seen: Seen) -> list[Prefix]:
    """The learned prefixes that neither the network's own rows nor user routes carry instead."""
    table = seen.table
    learned = table.feed.routes if table.feed else ()
    if any(r.prefix and not r.prefix.length and r.next_hop_type not in ("None", "Internet") for r in table.user.routes):
        return []
    return [p for p in learned if not table.system.hides(p) and not _replaced(seen, p)]


def _replaced(seen: Seen, prefix: Prefix) -> bool:
    return any(r.next_hop_type not in ("None", "Internet") for r in seen.table.user.table.covers(prefix))


CHECKS: Final[tuple[tuple[tuple[str, ...], Callable[[Lens], Iterator[Finding]]], ...]] = (
    (("LINT-02",), gateway_numbers),
    (("LINT-03", "LINT-32"), no_exchange),
    (("LINT-04",), gateways_elsewhere),
    (("LINT-07",), known_prefixes),
    (("LINT-08",), looping_defaults),
    (("LINT-12", "LINT-13"), leaking_defaults),
    (("LINT-14",), beaten_appliances),
    (("LINT-16",), chains),
    (("LINT-21",), unused_servers),
    (("LINT-22", "LINT-24"), bounds),
    (("LINT-27",), shared_flows),
    (("LINT-28",), second_circuits),
    (("LINT-29",), dual_stack),
    (("LINT-10", "LINT-66"), shut_out),
)
