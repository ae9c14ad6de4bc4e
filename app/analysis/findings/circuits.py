"""ExpressRoute: links, limits, sharing with VPN, and transit that Azure does not give. Decides no route."""

from collections.abc import Iterator, Mapping

from app.analysis.findings.finding import Finding, counted, found, listed, name_of
from app.analysis.findings.lens import Lens
from app.engine.bgp import PathAttributes
from app.engine.network import Circuit, Gateway, Site
from app.engine.prefix import Prefix

MOST_FROM_PREMISES = {"Standard": 4_000, "Local": 4_000, "Premium": 10_000}
MOST_FROM_AZURE = {4: 1_000, 6: 100}
SITE_LIKE = 8  # anything wider stands for the Internet, not for premises


def single_links(lens: Lens) -> Iterator[Finding]:
    """H-84: a circuit with one link."""
    for circuit in lens.network.circuits.values():
        if len(circuit.links) == 1:
            sentence = (
                f"{circuit.name} has its {circuit.links[0]} link only: no service level applies, and one maintenance "
                "of that edge cuts it."
            )
            yield found("H-84", circuit.path, sentence)


def prefix_counts(lens: Lens) -> Iterator[Finding]:
    """H-83, LINT-23: more prefixes than a circuit's session takes."""
    sizes = {c.name: c.sku for c in lens.design.express_route_circuits} if lens.design else {}
    for circuit in lens.network.circuits.values():
        sku = sizes.get(circuit.name, "Standard")
        most = max((len(prefixes) for prefixes in circuit.advertised.values()), default=0)
        if most > MOST_FROM_PREMISES[sku]:
            sentence = (
                f"{circuit.site or circuit.name} announces {most:,} prefixes over {circuit.name} ({sku}); the session "
                f"drops above {MOST_FROM_PREMISES[sku]:,}."
            )
            yield found("H-83", circuit.path, sentence)
    for gateway in lens.network.gateways.values():
        circuits = lens.circuits_of.get(gateway.name, [])
        home = lens.result.homes.get(gateway.virtual_network or "")
        for version, limit in MOST_FROM_AZURE.items() if circuits and home else ():
            count = _announced(lens, gateway, version)
            if count > limit:
                rule = "LINT-23" if gateway.virtual_network in lens.servers_in else "H-83"
                sentence = (
                    f"{gateway.name} announces {count:,} IPv{version} prefixes to {listed(circuits)}; the session "
                    f"drops above {limit:,}."
                )
                yield found(rule, gateway.path, sentence, (f"expressRouteCircuits/{c}" for c in circuits))


def _announced(lens: Lens, gateway: Gateway, version: int) -> int:
    """The longest announcement of a gateway to one edge."""
    counts = [0]
    for speaker in lens.result.instances(gateway.path)[:1]:
        for session in lens.result.fabric.outgoing.get(speaker.id, ()):
            if session.target.startswith("expressRouteCircuits/"):
                classes = [cls for cls, _ in lens.result.announcements(session.id) if cls.version == version]
                counts.append(sum(len(cls.prefixes) for cls in classes))
                break
    return max(counts)


def meeting_at_the_edge(lens: Lens) -> Iterator[Finding]:
    """H-86, LINT-71: gateways on one circuit whose traffic switches keep their networks apart."""
    for circuit in lens.network.circuits.values():
        names = [c.gateway for c in lens.network.er_connections.values() if c.circuit == circuit.name]
        gateways = [lens.network.gateways[name] for name in dict.fromkeys(names)]
        classic = [g for g in gateways if g.virtual_network]
        apart = [(a, b) for i, a in enumerate(classic) for b in classic[i + 1 :] if _apart(lens, a, b)]
        off = [g for g in classic if not g.allow_remote_vnet_traffic and any(g in pair for pair in apart)]
        if off:
            sentence = (
                f"{listed(g.virtual_network for pair in apart for g in pair)} share {circuit.name} but do not learn "
                f"each other over it: allowRemoteVnetTraffic is off on {listed(g.name for g in off)}."
            )
            yield found("H-86", circuit.path, sentence, (g.path for g in off), "advice")
        hubs = [g for g in gateways if g.virtual_hub]
        closed = [g for g in classic if not g.allow_virtual_wan_traffic]
        closed += [g for g in hubs if not g.allow_non_virtual_wan_traffic]
        if hubs and classic and closed:
            sentence = (
                f"{listed(g.virtual_hub for g in hubs)} and {listed(g.virtual_network for g in classic)} share "
                f"{circuit.name} but do not learn each other over it: the traffic switch is off on "
                f"{listed(g.name for g in closed)}."
            )
            yield found("LINT-71", circuit.path, sentence, (g.path for g in closed), "advice")


def _apart(lens: Lens, a: Gateway, b: Gateway) -> bool:
    """Whether two gateways' networks are kept apart at the edge and not joined by a peering."""
    if a.virtual_network == b.virtual_network or (a.allow_remote_vnet_traffic and b.allow_remote_vnet_traffic):
        return False
    return b.virtual_network not in lens.neighbours(lens.network.virtual_networks[a.virtual_network or ""])


def standby_tunnels(lens: Lens) -> Iterator[Finding]:
    """H-87: tunnels whose every prefix a circuit carries too."""
    for name, gateways in lens.gateways_in.items():
        circuits = [c for g in gateways for c in lens.circuits_of.get(g.name, ())]
        carried = {p for c in circuits for link in lens.network.circuits[c].advertised.values() for p in link}
        for connection in lens.network.vpn_connections.values() if carried else ():
            remote = connection.remote_site
            if remote is None or lens.network.gateways[connection.gateway].virtual_network != name:
                continue
            told = {
                p for p in (*remote.statics, *(remote.advertised if connection.enable_bgp else ())) if p.length < 32
            }
            if told and told <= carried:
                sentence = (
                    f"{connection.name} stands by: ExpressRoute brings {name} the same "
                    f"{counted(len(told), 'prefix', 'prefixes')} ({listed(sorted(told))}) and wins until it withdraws "
                    "them."
                )
                yield found("H-87", connection.path, sentence, (f"expressRouteCircuits/{c}" for c in circuits), "note")


def answers_over_the_tunnel(lens: Lens) -> Iterator[Finding]:
    """F-21: premises that answer over the tunnel what Azure sends over the circuit."""
    for name, gateways in lens.gateways_in.items():
        circuits = [lens.network.circuits[c] for g in gateways for c in lens.circuits_of.get(g.name, ())]
        home = lens.result.homes.get(name)
        vpn = {g.name for g in gateways if g.is_vpn}
        for circuit in circuits if home and vpn else ():
            site = lens.network.sites.get(circuit.site or "")
            tunnels = {
                c.path: c
                for c in lens.network.vpn_connections.values()
                if c.gateway in vpn and c.remote_site and site and c.remote_site.site == site.name
            }
            if not tunnels or site is None or home is None or not _azure_prefers(lens, name, circuit, site):
                continue
            used = _way_back(lens, site, home.own, tunnels)
            if used:
                sentence = (
                    f"{name} sends to {site.name} over {circuit.name}, and {site.name} answers over {name_of(used)}: "
                    "its router has to prefer the circuit too, for instance by local preference."
                )
                yield found("F-21", site.path, sentence, (circuit.path, used), "warned")


def _azure_prefers(lens: Lens, name: str, circuit: Circuit, site: Site) -> bool:
    feed = lens.result.feed(lens.network.virtual_networks[name])
    routes = [feed.routes[p] for p in site.address_space if p in feed.routes] if feed else []
    return any(circuit.path in path.trail for route in routes for path in route.paths)


def _way_back(lens: Lens, site: Site, own: tuple[Prefix, ...], tunnels: Mapping[str, object]) -> str | None:
    """The tunnel that a site prefers for a network's own prefixes, or None."""
    for speaker in lens.result.instances(site.path):
        choices = lens.result.outcome.ribs[speaker.id].choices
        for prefix in own:
            choice = choices.get(lens.result.book.class_of.get(prefix, -1))
            for path in choice.shared if choice is not None else ():
                if used := _through(path, tunnels):
                    return used
    return None


def _through(path: PathAttributes, tunnels: Mapping[str, object]) -> str | None:
    return next((tunnel for step in path.trail for tunnel in tunnels if f"{step}/".startswith(f"{tunnel}/")), None)


def missing_transit(lens: Lens) -> Iterator[Finding]:
    """H-88: sites on both kinds of gateway, or on several circuits, that do not meet."""
    for name, gateways in lens.gateways_in.items():
        server = lens.servers_in.get(name)
        circuits = [lens.network.circuits[c] for g in gateways for c in lens.circuits_of.get(g.name, ())]
        on_circuits = list(dict.fromkeys(c.site for c in circuits if c.site))
        vpn = {g.name for g in gateways if g.is_vpn}
        branches = [c.remote_site for c in lens.network.vpn_connections.values() if c.gateway in vpn and c.remote_site]
        private = [b for b in branches if any(p.length >= SITE_LIKE for p in (*b.statics, *b.advertised))]
        on_vpn = list(dict.fromkeys(b.site for b in private if b.site and b.site not in on_circuits))
        vnet = lens.network.virtual_networks[name]
        if (
            on_circuits
            and on_vpn
            and not (server and server.branch_to_branch)
            and not _joined(lens, on_circuits, on_vpn)
        ):
            sentence = (
                f"{listed(on_circuits)} on ExpressRoute and {listed(on_vpn)} on VPN do not learn each other through "
                f"{name}; that takes a Route Server with branch-to-branch."
            )
            yield found("H-88", vnet.path, sentence, (f"sites/{s}" for s in (*on_circuits, *on_vpn)), "note")
        lonely = [
            c for c in circuits if not any(c.name in o.global_reach or o.name in c.global_reach for o in circuits)
        ]
        if len(on_circuits) > 1 and lonely and not _joined(lens, on_circuits[:1], on_circuits[1:]):
            sentence = (
                f"{listed(on_circuits)} do not meet through {name}: circuits of one gateway exchange nothing without "
                "Global Reach."
            )
            yield found("H-88", vnet.path, sentence, (c.path for c in lonely), "note")


def _joined(lens: Lens, some: list[str], others: list[str]) -> bool:
    """Whether the customer's own lines join each of the others with one of some."""
    groups = [set(link.sites) for link in lens.network.site_links.values()]
    return all(any(o in group and group & set(some) for group in groups) for o in others)


def fast_paths(lens: Lens) -> Iterator[Finding]:
    """H-89: FastPath beside a GatewaySubnet table that names an appliance."""
    for connection in lens.design.connections if lens.design else ():
        gateway = lens.network.gateways[connection.virtual_network_gateway]
        table = lens.table_of(gateway.virtual_network or "", "GatewaySubnet")
        routes = [r for r in table.user.routes if r.next_hop_type.startswith("VirtualAppliance")] if table else []
        if connection.fast_path and routes and table and table.route_table:
            sentence = (
                f"{connection.name} has FastPath: on a provider's circuit it ignores {table.route_table.name} for "
                f"{gateway.virtual_network} itself, so {listed(r.address_prefix for r in routes)} may pass the "
                "appliance by."
            )
            yield found("H-89", f"connections/{connection.name}", sentence, (table.route_table.path, gateway.path))
