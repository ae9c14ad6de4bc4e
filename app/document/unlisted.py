"""What a design leaves out although it follows from what it lists. Makes no routing decision."""

from collections.abc import Iterator, Mapping

from app.document import schema as doc
from app.document.paths import LINKS
from app.engine.prefix import Prefix, host, inside_any, order, parse

LINK_LENGTH = 30

Networks = Mapping[str, Prefix]


def link_networks(topology: doc.Topology) -> Mapping[str, Networks]:
    """E-08: the network of each link in use, by circuit, where a customer's router lists its links without saying which
    is which.

    A router that announces nothing but /30s announces its links: two for each of its circuits, or one where it uses
    the first link only. In order they are those of the circuits, primary before secondary: Microsoft's order of the
    two (ERROUTE), seen in five labs (KAY 2024-12, NLB and L-MEGA 2026, mddazure/cascaded-hub 2025-11).
    """
    found: dict[str, Networks] = {}
    for site in topology.sites:
        circuits = [c for c in topology.express_route_circuits if c.site == site.name]
        if any(_says_its_links(circuit) for circuit in circuits):
            continue
        lists = (site.address_space if c.advertised_prefixes is None else c.advertised_prefixes for c in circuits)
        networks = sorted({parse(text) for texts in lists for text in texts}, key=order)
        if not networks or any(p.length != LINK_LENGTH for p in networks) or len(networks) % len(circuits):
            continue
        each = len(networks) // len(circuits)
        if each <= len(LINKS):
            for place, circuit in enumerate(circuits):
                links = LINKS if each == len(LINKS) else sorted(circuit.device_paths)
                found[circuit.name] = dict(zip(links, networks[place * each :][:each], strict=False))
    return found


def _says_its_links(circuit: doc.ExpressRouteCircuit) -> bool:
    stated = (circuit.primary_peer_address_prefix, circuit.secondary_peer_address_prefix)
    return any(stated) or circuit.advertised_prefixes_by_link is not None


def unlisted_ipv6(topology: doc.Topology) -> Mapping[str, tuple[str, ...]]:
    """I-14: the VNets taken to be dual-stack although none of their subnets lists an IPv6 prefix, each with the IPv6
    addresses in use in it; none of them if none has any.

    Azure takes no such address, so the design lists the IPv4 prefixes of its subnets only, as one lab does whose tables
    show IPv6 exchanged (KAY 2024-12).
    """
    addresses = {text: host(text) for text in _addresses(topology) if ":" in text}
    used: dict[str, tuple[str, ...]] = {}
    for vnet in filter(_lists_no_ipv6, topology.virtual_networks):
        ranges = [parse(p) for p in vnet.address_space if ":" in p]
        used[vnet.name] = tuple(text for text, address in addresses.items() if inside_any(address, ranges))
    return used if any(used.values()) else {}


def _lists_no_ipv6(vnet: doc.VirtualNetwork) -> bool:
    """True for a VNet with an IPv6 range whose subnets list IPv4 prefixes only."""
    listed = (p for s in vnet.subnets for p in s.address_prefixes)
    return any(":" in p for p in vnet.address_space) and not any(":" in p for p in listed)


def _addresses(topology: doc.Topology) -> Iterator[str]:
    """The addresses of what forwards and of machines."""
    for table in topology.route_tables:
        for route in table.routes:
            yield from (route.next_hop_ip_address or "", *route.next_hop_ip_addresses)
    for appliance in topology.network_virtual_appliances:
        yield from appliance.private_ip_addresses
    for machine in topology.virtual_machines:
        yield machine.private_ip_address or ""
