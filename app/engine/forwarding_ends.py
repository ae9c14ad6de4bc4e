"""Where a trace starts and ends: names, subnets, sites, pools and addresses become a place and an address."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.engine.forwarding import Address, Place
from app.engine.forwarding_atlas import Atlas
from app.engine.network import Subnet, VirtualNetwork
from app.engine.prefix import BITS, BadPrefix, Prefix, format_address
from app.engine.result import UnknownPlace

INTERNET = "203.0.113.1"
LISTS = (
    "virtualNetworks/",
    "virtualMachines/",
    "networkVirtualAppliances/",
    "azureFirewalls/",
    "sites/",
    "virtualNetworkGateways/",
    "privateEndpoints/",
    "p2s:",
)


@dataclass(frozen=True, slots=True)
class Start:
    """The first place of a packet and its source address, if one can be named."""

    place: Place
    address: Address | None


def find_target(atlas: Atlas, text: str) -> Address:
    """The address that a destination means; raises BadPrefix."""
    if text.lower() in ("*", "internet"):
        return Address.of(INTERNET)
    try:
        return Address.of(text)
    except BadPrefix:
        for version in (4, 6):
            found = _named(atlas, text, version)
            if found is not None and found.address is not None:
                return found.address
        raise


def find_start(atlas: Atlas, text: str, target: Address) -> Start:
    """The place and source address that a source means; raises UnknownPlace."""
    try:
        address = Address.of(text.removeprefix("p2s:"))
    except BadPrefix:
        found = _named(atlas, text, target.version)
        if found is None:
            raise UnknownPlace(text) from None
        return found
    place = _place_of(atlas, address)
    if place is None:
        raise UnknownPlace(text)
    return Start(place, address)


def _place_of(atlas: Atlas, address: Address) -> Place | None:
    for vnet in atlas.vnets_with(address):
        for resident in atlas.residents(vnet.name, address):
            if resident.kind in ("appliance", "firewall", "gateway"):
                return Place(resident.kind, resident.key, own=True)
            return Place("subnet", resident.subnet or "", resident.path, own=True)
        subnet = atlas.subnet(vnet.name, address)
        if subnet is not None:
            return Place("subnet", subnet.at, subnet.path, own=True)
    pool = atlas.pool_of(address)
    if pool is not None:
        return _client(atlas, pool)
    for owner in atlas.sites_with(address):
        return _site(atlas, owner)
    for path in atlas.announcers(address):
        return Place("appliance", path.partition("/")[2], own=True)
    return None


def _named(atlas: Atlas, text: str, version: int) -> Start | None:
    network = atlas.network
    name = text
    for prefix in LISTS:
        name = name.removeprefix(prefix)
    if "/" in name:
        vnet, _, subnet = name.replace("/subnets/", "/").partition("/")
        found = network.virtual_networks[vnet].subnet(subnet) if vnet in network.virtual_networks else None
        return (
            _pool(atlas, text, version)
            if found is None
            else _subnet(atlas, network.virtual_networks[vnet], found, version)
        )
    if name in network.sites:
        return Start(_site(atlas, f"sites/{name}"), _some(network.sites[name].address_space, version))
    if name in network.appliances:
        return Start(Place("appliance", name, own=True), _first(network.appliances[name].addresses, version))
    if name in network.machines:
        machine = network.machines[name]
        return Start(Place("subnet", machine.subnet, machine.path, own=True), _first((machine.address or "",), version))
    if name in network.firewalls:
        return Start(Place("firewall", name, own=True), _first((network.firewalls[name].address,), version))
    if name in network.private_endpoints:
        endpoint = network.private_endpoints[name]
        return Start(
            Place("subnet", endpoint.subnet, endpoint.path, own=True),
            _some((endpoint.prefix,) if endpoint.prefix else (), version),
        )
    gateway = network.gateways.get(name)
    place = _client(atlas, name) if gateway is not None and gateway.client_pool else None
    return Start(place, _some(gateway.client_pool, version)) if gateway is not None and place is not None else None


def _pool(atlas: Atlas, text: str, version: int) -> Start | None:
    """A client pool named by its prefix."""
    for gateway in atlas.network.gateways.values():
        if text.removeprefix("p2s:") in map(str, gateway.client_pool):
            place = _client(atlas, gateway.name)
            return Start(place, _some(gateway.client_pool, version)) if place else None
    return None


def _client(atlas: Atlas, gateway: str) -> Place | None:
    instances = atlas.result.instances(f"virtualNetworkGateways/{gateway}")
    return Place("gateway", instances[0].id, own=True) if instances else None


def _site(atlas: Atlas, owner: str) -> Place:
    device = atlas.devices.get(owner)
    return Place("appliance", device.partition("/")[2], own=True) if device else Place("site", owner, own=True)


def _subnet(atlas: Atlas, vnet: VirtualNetwork, subnet: Subnet, version: int) -> Start:
    """A machine of the subnet; without one its appliance or firewall; else an address that nobody has."""
    machines = [m for m in atlas.network.machines.values() if m.subnet == subnet.at]
    for machine in machines:
        address = _first((machine.address or "",), version)
        if address is not None:
            return Start(Place("subnet", subnet.at, machine.path, own=True), address)
    for appliance in atlas.appliances_in(subnet.at) if not machines else ():
        return Start(Place("appliance", appliance.name, own=True), _first(appliance.addresses, version))
    for firewall in atlas.network.firewalls.values():
        if firewall.virtual_network == vnet.name and subnet.name == "AzureFirewallSubnet":
            return Start(Place("firewall", firewall.name, own=True), _first((firewall.address,), version))
    return Start(Place("subnet", subnet.at, subnet.path, own=True), _unused(atlas, vnet, subnet, version))


def _unused(atlas: Atlas, vnet: VirtualNetwork, subnet: Subnet, version: int) -> Address | None:
    for prefix in subnet.prefixes:
        if prefix.version == version:
            for offset in range(4, min(1 << (BITS[version] - prefix.length), 260)):
                address = Address(format_address(prefix.value + offset, version), prefix.value + offset, version)
                if not atlas.residents(vnet.name, address):
                    return address
    return None


def _first(texts: Iterable[str], version: int) -> Address | None:
    for text in texts:
        try:
            address = Address.of(text)
        except BadPrefix:
            continue
        if address.version == version:
            return address
    return None


def _some(prefixes: Iterable[Prefix], version: int) -> Address | None:
    return next((inside(prefix) for prefix in prefixes if prefix.version == version), None)


def inside(prefix: Prefix) -> Address:
    """An address of a prefix, not its network address where it has others."""
    value = value_inside(prefix)
    return Address(format_address(value, prefix.version), value, prefix.version)


def value_inside(prefix: Prefix) -> int:
    """The same as a number."""
    return prefix.value + (1 if prefix.length < BITS[prefix.version] - 1 else 0)
