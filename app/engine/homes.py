"""Which VNets a gateway or Route Server speaks for, and which VNet feeds whom: peerings read as routing sees them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.engine.network import Network, Peering, VirtualNetwork
from app.engine.prefix import Prefix


@dataclass(frozen=True, slots=True)
class Home:
    """A VNet with a gateway or Route Server: its own prefixes and those of the VNets that use it, by VNet name."""

    virtual_network: str
    own: tuple[Prefix, ...]
    users: Mapping[str, tuple[Prefix, ...]]

    @property
    def prefixes(self) -> tuple[Prefix, ...]:
        """All prefixes that its gateways announce as Azure's."""
        return self.own + tuple(p for prefixes in self.users.values() for p in prefixes)


def peerings_up(network: Network, vnet: VirtualNetwork, down: frozenset[str]) -> Iterator[Peering]:
    """C-01: the halves that count: connected, and neither half failed in the what-if."""
    for half in vnet.peerings:
        if half.connected and half.path not in down and not _twin_down(network, vnet, half, down):
            yield half


def _twin_down(network: Network, vnet: VirtualNetwork, half: Peering, down: frozenset[str]) -> bool:
    twin = twin_of(network, vnet.name, half) if down else None
    return twin is not None and twin.path in down


def twin_of(network: Network, vnet: str, half: Peering) -> Peering | None:
    """The other half of a peering."""
    return network.virtual_networks[half.remote].peering_with.get(vnet)


def subnet_prefixes(vnet: VirtualNetwork, names: tuple[str, ...]) -> tuple[Prefix, ...]:
    """The prefixes of some subnets of a VNet."""
    return tuple(p for s in vnet.subnets if s.name in names for p in s.prefixes)


def peered_prefixes(network: Network, half: Peering) -> tuple[Prefix, ...]:
    """C-40, A-16: what a peering brings: the remote address space, or with subnet peering the named subnets."""
    remote = network.virtual_networks[half.remote]
    return remote.address_space if half.complete else subnet_prefixes(remote, half.remote_subnets)


def with_router(network: Network, down: frozenset[str]) -> set[str]:
    """The VNets with a gateway or a Route Server that is up."""
    gateways = (g.virtual_network for g in network.gateways.values() if g.path not in down)
    servers = (r.virtual_network for r in network.route_servers.values() if r.path not in down)
    return {name for name in (*gateways, *servers) if name is not None and name in network.virtual_networks}


def _gateway_provider(network: Network, vnet: VirtualNetwork, down: frozenset[str]) -> Peering | None:
    """C-11, C-14: the half by which the VNet uses a remote gateway, if both halves and the remote side allow it."""
    if not any(half.use_remote_gateways for half in vnet.peerings):
        return None
    for half in peerings_up(network, vnet, down):
        twin = twin_of(network, vnet.name, half)
        if half.use_remote_gateways and twin is not None and twin.allow_gateway_transit:
            return half
    return None


def find_homes(network: Network, down: frozenset[str]) -> dict[str, Home]:
    """Every VNet with a gateway or Route Server, with the VNets that use it (C-11, C-43)."""
    homes, own = with_router(network, down), with_router(network, frozenset())
    users: dict[str, dict[str, tuple[Prefix, ...]]] = {name: {} for name in homes}
    for vnet in network.virtual_networks.values():
        half = _gateway_provider(network, vnet, down) if vnet.name not in own else None
        if half is not None and half.remote in homes:
            shared = vnet.address_space if half.complete else subnet_prefixes(vnet, half.local_subnets)
            users[half.remote][vnet.name] = shared
    return {
        name: Home(name, network.virtual_networks[name].address_space, users[name])
        for name in network.virtual_networks
        if name in homes
    }
