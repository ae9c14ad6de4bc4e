"""Peerings and address spaces that Azure accepts and that then lose packets. Decides no route."""

from collections.abc import Iterator

from app.analysis.findings.finding import Finding, counted, found, listed
from app.analysis.findings.lens import Lens, Seen
from app.engine.homes import twin_of
from app.engine.network import Peering, Site, VirtualNetwork
from app.engine.prefix import Prefix, contains, inside_any, overlaps, parse

PRIVATE = tuple(
    map(parse, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.18.0.0/15", "fc00::/7"))
)
REAL_IPV6 = parse("2000::/3")
DOCUMENTATION = tuple(map(parse, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")))


def blocked_access(lens: Lens) -> Iterator[Finding]:
    """H-11: a peering that keeps its rows and drops its traffic."""
    for vnet in lens.network.virtual_networks.values():
        for half in vnet.peerings:
            if half.connected and not half.allow_virtual_network_access:
                sentence = (
                    f"{half.name} does not allow virtual network access: the rows to {half.remote} stay in the tables, "
                    f"and everything between {vnet.name} and {half.remote} is dropped."
                )
                yield found("H-11", half.path, sentence, (lens.network.virtual_networks[half.remote].path,))


def forwarded_traffic(lens: Lens) -> Iterator[Finding]:
    """H-12: a network that sends through an appliance of a peer and does not accept what that appliance forwards."""
    reasons: dict[str, tuple[Peering, VirtualNetwork, list[str]]] = {}
    for seen in lens.tables:
        for hub, prefix in _through_peers(lens, seen):
            half = seen.vnet.peering_with.get(hub)
            if half is not None and half.connected and not half.allow_forwarded_traffic:
                entry = reasons.setdefault(half.path, (half, seen.vnet, []))
                entry[2].append(str(prefix))
    for path, (half, vnet, prefixes) in reasons.items():
        sentence = (
            f"{vnet.name} sends {listed(prefixes)} to an appliance in {half.remote}, but {half.name} does not allow "
            "forwarded traffic: what comes back through the appliance is dropped."
        )
        yield found("H-12", path, sentence, (lens.network.virtual_networks[half.remote].path,))


def _through_peers(lens: Lens, seen: Seen) -> Iterator[tuple[str, Prefix]]:
    """The peers whose appliances a table uses for more than the peer itself, and for what."""
    for route in seen.table.user.routes:
        if route.prefix is None or not route.next_hop_type.startswith("VirtualAppliance") or not seen.ordinary:
            continue
        for address in route.next_hop_ips:
            hub = lens.near(seen.vnet, address)
            space = lens.network.virtual_networks[hub].address_space if hub in lens.network.virtual_networks else ()
            if hub and hub != seen.vnet.name and space and not inside_any(route.prefix, space):
                yield hub, route.prefix


def foreign_ranges(lens: Lens) -> Iterator[Finding]:
    """H-17: public ranges, and ranges of the customer's own sites, inside a virtual network."""
    for vnet in lens.network.virtual_networks.values():
        for prefix in vnet.address_space:
            if _public(prefix):
                sentence = (
                    f"{vnet.name} uses {prefix}, which is public: unless the range is yours, its real owner cannot be "
                    "reached from here."
                )
                yield found("H-17", vnet.path, sentence, kind="advice")
            for site in lens.network.sites.values():
                for claimed in site.address_space:
                    if contains(prefix, claimed) and _meets(lens, vnet, site):
                        sentence = (
                            f"{claimed} of {site.name} lies inside {vnet.name} ({prefix}): {vnet.name} and every network "
                            f"peered with it keep this traffic to themselves and never reach {site.name} there."
                        )
                        yield found("H-17", vnet.path, sentence, (site.path,))


def _public(prefix: Prefix) -> bool:
    if inside_any(prefix, DOCUMENTATION):
        return False
    return contains(REAL_IPV6, prefix) if prefix.version == 6 else not any(overlaps(prefix, p) for p in PRIVATE)


def _meets(lens: Lens, vnet: VirtualNetwork, site: Site) -> bool:
    """Whether the network's tables know anything of the site at all."""
    feed = lens.result.feed(vnet)
    circuits = {c.path for c in lens.network.circuits.values() if c.site == site.name}
    connections = {
        c.path for c in lens.network.vpn_connections.values() if c.remote_site and c.remote_site.site == site.name
    }
    ways = circuits | connections | {site.path}
    if feed is None:
        return False
    return any(ways.intersection(path.trail) for route in {id(r): r for r in feed.routes.values()}.values()
               for path in route.paths)  # fmt: skip


def private_subnets(lens: Lens) -> Iterator[Finding]:
    """H-92: subnets with an Internet row and no way to use it."""
    private = [
        subnet
        for seen in lens.tables
        if (row := seen.table.lookup("203.0.113.1")) is not None and row.next_hop_type == "Internet"
        for subnet in seen.ordinary
        if not subnet.default_outbound_access and not subnet.nat_gateway
    ]
    if private:
        sentence = (
            f"{counted(len(private), 'private subnet')} ({listed(s.at for s in private)}) have an Active row to the "
            "Internet but no default outbound access: without NAT gateway or public address nothing leaves."
        )
        yield found("H-92", private[0].path, sentence, (s.path for s in private), "note")


def half_peerings(lens: Lens) -> Iterator[Finding]:
    """C-01: a peering that exists on one side only stays Initiated and carries nothing."""
    for vnet in lens.network.virtual_networks.values():
        for half in vnet.peerings:
            if not half.connected and twin_of(lens.network, vnet.name, half) is None:
                sentence = (
                    f"{half.remote} has no peering back to {vnet.name}: {half.name} stays Initiated and carries nothing."
                )
                yield found("C-01", half.path, sentence, (lens.network.virtual_networks[half.remote].path,), "warned")
