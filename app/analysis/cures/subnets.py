"""Cures of subnets: larger ones where there is room, missing ones, and what does not belong on special ones."""

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Network, ip_network

from app.analysis.cures.change import Cure, Maker, cure, named, subnet_at
from app.analysis.findings.finding import Finding, name_of
from app.document.schema import Topology, VirtualNetwork

WANTED = {"H-24": 27, "H-30": 26, "H-32": 26, "H-34": 27}
SPECIAL = {"networkSecurityGroup": "the network security group", "routeTable": "the route table"}


def room(vnet: VirtualNetwork, bits: int, instead_of: str | None = None) -> str | None:
    """A free prefix of a network, around what is there where possible, else the last that is free."""
    taken = [ip_network(p) for s in vnet.subnets for p in s.address_prefixes if ":" not in p and p != instead_of]
    spaces = [ip_network(p) for p in vnet.address_space if ":" not in p]
    if instead_of:
        grown = ip_network(instead_of).supernet(new_prefix=bits)
        if isinstance(grown, IPv4Network) and _free(grown, spaces, taken):
            return str(grown)
    for space in spaces:
        if isinstance(space, IPv4Network) and space.prefixlen <= bits:
            step = 1 << (32 - bits)
            last = int(space.broadcast_address) + 1 - step
            first = max(int(space.network_address), last - 4_096 * step)
            for start in range(last, first - 1, -step):
                candidate = IPv4Network((start, bits))
                if _free(candidate, spaces, taken):
                    return str(candidate)
    return None


def _free(prefix: IPv4Network, spaces: Sequence[object], taken: Sequence[object]) -> bool:
    inside = any(isinstance(space, IPv4Network) and prefix.subnet_of(space) for space in spaces)
    return inside and not any(isinstance(other, IPv4Network) and prefix.overlaps(other) for other in taken)


def larger(topology: Topology, finding: Finding) -> Cure | None:
    """The smallest size that Azure takes, where there is room."""
    found = subnet_at(topology, finding.path)
    if found is None:
        return None
    if name_of(finding.path) in SPECIAL:
        return stripped(topology, finding)
    vnet, subnet = found
    bits = WANTED[finding.rule]
    small = [p for p in subnet.address_prefixes if ":" not in p and ip_network(p).prefixlen > bits]
    grown = {p: room(vnet, bits, p) for p in small}
    if not small or None in grown.values():
        return None
    value = [grown.get(p) or p for p in subnet.address_prefixes]
    label = f"Make {subnet.name} {' and '.join(str(p) for p in grown.values())}"
    return cure(label, {f"{finding.path}/addressPrefixes": value})


def stripped(topology: Topology, finding: Finding) -> Cure | None:
    """A special subnet without what it does not take."""
    what = SPECIAL.get(name_of(finding.path))
    return cure(f"Take {what} off", {finding.path: None}) if what else None


def missing(topology: Topology, finding: Finding) -> Cure | None:
    """The subnet that a gateway or Route Server needs."""
    owner = named(topology.virtual_network_gateways, name_of(finding.path)) or named(
        topology.route_servers, name_of(finding.path)
    )
    vnet = named(topology.virtual_networks, owner.virtual_network if owner else None)
    wanted = "GatewaySubnet" if finding.path.startswith("virtualNetworkGateways/") else "RouteServerSubnet"
    if vnet is None or named(vnet.subnets, wanted) is not None:
        return None
    similar = next((s for s in vnet.subnets if s.name.lower() == wanted.lower()), None)
    if similar is not None:
        return _renamed(topology, vnet, similar.name, wanted)
    prefix = room(vnet, 27)
    value = {"name": wanted, "addressPrefixes": [prefix]}
    return cure(f"Add {wanted} {prefix}", {f"virtualNetworks/{vnet.name}/subnets/{wanted}": value}) if prefix else None


def _renamed(topology: Topology, vnet: VirtualNetwork, name: str, wanted: str) -> Cure | None:
    """The right spelling, unless something refers to the wrong one."""
    used = {machine.subnet for machine in topology.virtual_machines}
    used |= {appliance.subnet for appliance in topology.network_virtual_appliances}
    used |= {endpoint.subnet for endpoint in topology.private_endpoints}
    halves = (half for other in topology.virtual_networks for half in other.peerings)
    limited = any(name in (*half.local_subnet_names, *half.remote_subnet_names) for half in halves)
    if limited or f"{vnet.name}/{name}" in used:
        return None
    return cure(f"Rename {name} to {wanted}", {f"virtualNetworks/{vnet.name}/subnets/{name}/name": wanted})


MAKERS: Mapping[str, Maker] = {
    "H-24": larger,
    "H-25": stripped,
    "H-29": missing,
    "H-30": larger,
    "H-32": larger,
    "H-33": stripped,
    "H-34": larger,
    "RS-01": missing,
}
