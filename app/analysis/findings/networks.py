"""Peerings and address spaces that Azure accepts and that then lose packets. Decides no route."""

from collections.abc import Iterator

from app.analysis.findings.finding import Finding, counted, found, listed
from app.analysis.findings.lens import Lens
from app.engine.homes import twin_of
from app.engine.network import Peering, RouteTable, Site, VirtualNetwork
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
            twin = twin_of(lens.network, vnet.name, half)
            told = twin is not None and not twin.allow_virtual_network_access and half.remote < vnet.name
            if half.connected and not half.allow_virtual_network_access and not told:
                sentence = (
                    f"{half.name} does not allow virtual network access: the rows to {half.remote} stay in the "
                    f"tables, and everything between {vnet.name} and {half.remote} is dropped."
                )
                yield found("H-11", half.path, sentence, (lens.network.virtual_networks[half.remote].path,))


def forwarded_traffic(lens: Lens) -> Iterator[Finding]:
    """H-12: a network that sends through an appliance of a peer and does not accept what that appliance forwards."""
    reasons: dict[str, tuple[Peering, VirtualNetwork, list[str]]] = {}
    for name, tables in lens.by_route_table.items():
        ways = _ways(lens.network.route_tables[name])
        for seen in tables if ways else ():
            for address, prefixes in ways.items():
                half = seen.vnet.peering_with.get(lens.near(seen.vnet, address) or "") if seen.ordinary else None
                if half is None or not half.connected or half.allow_forwarded_traffic:
                    continue
                space = lens.network.virtual_networks[half.remote].address_space
                beyond = [str(prefix) for prefix in prefixes if not inside_any(prefix, space)]
                if beyond:
                    reasons.setdefault(half.path, (half, seen.vnet, []))[2].extend(beyond)
    for path, (half, vnet, beyond) in reasons.items():
        sentence = (
            f"{vnet.name} sends {listed(beyond)} to an appliance in {half.remote}, but {half.name} does not allow "
            "forwarded traffic: what comes back through the appliance is dropped."
        )
        yield found("H-12", path, sentence, (lens.network.virtual_networks[half.remote].path,))


def _ways(table: RouteTable) -> dict[str, list[Prefix]]:
    """What a route table sends to which appliance address."""
    ways: dict[str, list[Prefix]] = {}
    for route in table.routes:
        if route.prefix is not None and route.next_hop_type.startswith("VirtualAppliance"):
            for address in route.next_hop_ips:
                ways.setdefault(address, []).append(route.prefix)
    return ways


def foreign_ranges(lens: Lens) -> Iterator[Finding]:
    """H-17: public ranges, and ranges of the customer's own sites, inside a virtual network."""
    for vnet in lens.network.virtual_networks.values():
        public = [prefix for prefix in vnet.address_space if _public(prefix)]
        if public:
            sentence = (
                f"{vnet.name} uses {listed(public)}, which is public: unless the range is yours, its real owner "
                "cannot be reached from here."
            )
            yield found("H-17", vnet.path, sentence, kind="advice")
    for site in lens.network.sites.values():
        for claimed in site.address_space:
            for name in (name for names in lens.spaces.covers(claimed) for name in names):
                vnet = lens.network.virtual_networks[name]
                if _meets(lens, vnet, site):
                    sentence = (
                        f"{claimed} of {site.name} lies inside {name}: {name} and every network peered with it keep "
                        f"this traffic to themselves and never reach {site.name} there."
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
    return any(ways.intersection(path.trail) for route in feed.routes.chosen.values()
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
                sentence = f"{half.remote} has no peering back to {vnet.name}: {half.name} carries nothing."
                yield found("C-01", half.path, sentence, (lens.network.virtual_networks[half.remote].path,), "warned")
