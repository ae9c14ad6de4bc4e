"""Findings by sample packets: one table near a device at a time, towards premises and other networks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.analysis.findings.finding import Finding, counted, found, listed, name_of
from app.analysis.findings.lens import Lens, Seen, device_home
from app.engine.forwarding import Verdict
from app.engine.network import VirtualNetwork
from app.engine.prefix import nth_address
from app.engine.trace import Trace, trace

DEVICES = ("networkVirtualAppliances/", "azureFirewalls/")
MOST_TRACES = 80
MOST_TARGETS = 6
LARGE = 2_000


@dataclass(slots=True)
class Uneven:
    """A device that sees one direction only: where to, and from which subnets."""

    there: bool
    subnets: list[str] = field(default_factory=list)


def sampled_paths(lens: Lens) -> Iterator[Finding]:
    """G-03, RC-LOOP: packets of which a stateful device sees half, and packets that go round."""
    uneven: dict[tuple[str, str], Uneven] = {}
    loops: dict[tuple[str, str], list[str]] = {}
    for seen, place, target, packet in _samples(lens):
        if packet.verdict is Verdict.LOOP or (packet.back is not None and packet.back.verdict is Verdict.LOOP):
            ring = packet.forward if packet.verdict is Verdict.LOOP else packet.back
            turn = next((h.at for h in (ring.hops if ring else ()) if h.at.startswith(DEVICES)), place)
            loops.setdefault((turn, target), []).extend(s.path for s in seen.ordinary)
        elif packet.asymmetric:
            for device, there in _one_sided(packet):
                uneven.setdefault((device, target), Uneven(there)).subnets.extend(s.path for s in seen.ordinary)
    yield from _asymmetries(lens, uneven)
    for (turn, target), subnets in loops.items():
        sentence = (
            f"Packets between {_places(subnets)} and {name_of(target)} go round at {name_of(turn)} and never arrive."
        )
        yield found("RC-LOOP", turn, sentence, (target, *subnets))


def _asymmetries(lens: Lens, uneven: dict[tuple[str, str], Uneven]) -> Iterator[Finding]:
    by_device: dict[tuple[str, bool], list[tuple[str, Uneven]]] = {}
    for (device, target), case in uneven.items():
        by_device.setdefault((device, case.there), []).append((target, case))
    for (device, there), cases in by_device.items():
        subnets = list(dict.fromkeys(path for _, case in cases for path in case.subnets))
        targets = list(dict.fromkeys(target for target, _ in cases))
        seen, missed = ("there", "back") if there else ("back", "there")
        sentence = (
            f"{name_of(device)} sees half of what {_places(subnets)} and {listed(map(name_of, targets))} say to each "
            f"other: the way {seen} passes it and the way {missed} does not, so a stateful device drops it."
        )
        way = (seen, *_device(lens, device))
        yield found("G-03", device, sentence, (*targets, *subnets), "warned", way)


def _device(lens: Lens, path: str) -> tuple[str, str]:
    """The address by which a device is a next hop, and its network."""
    name = name_of(path)
    firewall = lens.network.firewalls.get(name) if path.startswith("azureFirewalls/") else None
    if firewall is not None:
        return firewall.address, firewall.virtual_network or ""
    appliance = lens.network.appliances[name]
    return appliance.frontend or next(iter(appliance.addresses), ""), appliance.subnet.partition("/")[0]


def _places(subnets: list[str]) -> str:
    names = list(dict.fromkeys(path.removeprefix("virtualNetworks/").replace("/subnets/", "/") for path in subnets))
    return f"{counted(len(names), 'subnet')} ({listed(names)})"


def _one_sided(packet: Trace) -> Iterator[tuple[str, bool]]:
    there = [hop.at for hop in packet.forward.hops[1:-1] if hop.at.startswith(DEVICES)]
    back = [hop.at for hop in packet.back.hops[1:-1] if hop.at.startswith(DEVICES)] if packet.back else []
    yield from ((device, True) for device in dict.fromkeys(there) if device not in back)
    yield from ((device, False) for device in dict.fromkeys(back) if device not in there)


def _samples(lens: Lens) -> Iterator[tuple[Seen, str, str, Trace]]:
    if not lens.devices or len(lens.tables) > LARGE:
        return
    homes = {device_home(device) for devices in lens.devices.values() for device in devices}
    sources = [seen for seen in lens.tables if seen.ordinary and _involved(lens, seen, homes)]
    left = MOST_TRACES
    for seen in sources:
        for target, address in _targets(lens, seen):
            if not left:
                return
            left -= 1
            yield seen, seen.ordinary[0].path, target, trace(lens.result, seen.ordinary[0].at, address)


def _involved(lens: Lens, seen: Seen, homes: set[tuple[str, str]]) -> bool:
    """Whether a device may lie on the way from or to a table's subnets; the devices' own subnets are left out."""
    if any((seen.vnet.name, subnet.name) in homes for subnet in seen.ordinary):
        return False
    routes = seen.table.user.routes
    home = lens.home_of(seen)
    gateway = lens.table_of(home, "GatewaySubnet") if home else None
    if any(
        r.next_hop_type.startswith("VirtualAppliance") for r in (*routes, *(gateway.user.routes if gateway else ()))
    ):
        return True
    return home in lens.servers_in or (home or "").startswith("virtualHubs/")


def _targets(lens: Lens, seen: Seen) -> Iterator[tuple[str, str]]:
    """Premises, and a subnet of each network that shares the hub, by document path and address."""
    network = lens.network
    sites = [s for s in network.sites.values() if s.address_space and s.address_space[0].version == 4]
    for site in sites[:MOST_TARGETS]:
        if seen.table.lookup(nth_address(site.address_space[0], 10)) is not None:
            yield site.path, nth_address(site.address_space[0], 10)
    for vnet in _company(lens, seen.vnet)[:MOST_TARGETS]:
        subnet = next((s for s in vnet.subnets if s.prefixes and s.prefixes[0].version == 4), None)
        if subnet is not None:
            yield vnet.path, nth_address(subnet.prefixes[0], 10)


def _company(lens: Lens, vnet: VirtualNetwork) -> list[VirtualNetwork]:
    """The networks one peering away and two, in document order."""
    networks = lens.network.virtual_networks
    near = lens.neighbours(vnet) & networks.keys()
    around = {name for neighbour in near for name in lens.neighbours(networks[neighbour])}
    spokes = [other for name, other in networks.items() if name in around and name != vnet.name]
    return [v for v in spokes if any(s.name not in ("GatewaySubnet",) for s in v.subnets)]
