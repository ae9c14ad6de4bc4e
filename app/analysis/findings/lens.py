"""A result as the rules want to see it: distinct tables with their subnets, gateways by network, devices by address.

Holds no rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from app.document.schema import Topology
from app.engine import Result
from app.engine.homes import peerings_up
from app.engine.lpm import PrefixTable
from app.engine.network import Appliance, Firewall, Gateway, RouteServer, Subnet, VirtualNetwork
from app.engine.prefix import BadPrefix, Prefix, contains, host
from app.engine.tables import SubnetTable, subnet_key

SPECIAL = frozenset(
    {
        "GatewaySubnet",
        "RouteServerSubnet",
        "AzureFirewallSubnet",
        "AzureFirewallManagementSubnet",
        "AzureBastionSubnet",
        "VirtualNetworkApplianceSubnet",
    }
)
CUSTOMER_KINDS = frozenset({"expressroute", "vpn", "static", "p2s"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One effective route table and the subnets of its network that see it."""

    vnet: VirtualNetwork
    subnets: tuple[Subnet, ...]
    table: SubnetTable

    @property
    def ordinary(self) -> tuple[Subnet, ...]:
        """The subnets in which workloads live."""
        return tuple(subnet for subnet in self.subnets if subnet.name not in SPECIAL)

    @property
    def paths(self) -> tuple[str, ...]:
        """Their document paths."""
        return tuple(subnet.path for subnet in self.subnets)


def device_home(device: Appliance | Firewall) -> tuple[str, str]:
    """The network and subnet that a device stands in; both empty for a firewall of a hub."""
    if isinstance(device, Firewall):
        return (device.virtual_network, "AzureFirewallSubnet") if device.virtual_network else ("", "")
    vnet, _, subnet = device.subnet.partition("/")
    return vnet, subnet


class Lens:
    """One result, and the design it came from where that is known."""

    def __init__(self, result: Result, design: Topology | None = None) -> None:
        self.result, self.network, self.design = result, result.network, design
        self._peers: dict[str, frozenset[str]] = {}
        self._near: dict[tuple[str, str], str | None] = {}

    @cached_property
    def tables(self) -> tuple[Seen, ...]:
        """Every distinct table."""
        return tuple(seen for vnet in self.network.virtual_networks.values() for seen in self._tables(vnet))

    def _tables(self, vnet: VirtualNetwork) -> Iterator[Seen]:
        groups: dict[object, list[Subnet]] = {}
        for subnet in vnet.subnets:
            groups.setdefault(subnet_key(subnet), []).append(subnet)
        for subnets in groups.values():
            yield Seen(vnet, tuple(subnets), self.result.table(vnet, subnets[0]))

    def table_of(self, vnet: str, subnet: str) -> SubnetTable | None:
        """The table of a subnet by names, or None where there is no such subnet."""
        network = self.network.virtual_networks.get(vnet)
        here = network.subnet(subnet) if network else None
        return self.result.table(network, here) if network and here else None

    @cached_property
    def gateways_in(self) -> dict[str, list[Gateway]]:
        """The gateways of each network."""
        by_network: dict[str, list[Gateway]] = {}
        for gateway in self.network.gateways.values():
            if gateway.virtual_network:
                by_network.setdefault(gateway.virtual_network, []).append(gateway)
        return by_network

    @cached_property
    def servers_in(self) -> dict[str, RouteServer]:
        """The Route Server of each network."""
        return {server.virtual_network: server for server in self.network.route_servers.values()}

    @cached_property
    def circuits_of(self) -> dict[str, list[str]]:
        """The circuits of each gateway, by name."""
        by_gateway: dict[str, list[str]] = {}
        for connection in self.network.er_connections.values():
            by_gateway.setdefault(connection.gateway, []).append(connection.circuit)
        return by_gateway

    @cached_property
    def devices(self) -> dict[str, list[Appliance | Firewall]]:
        """The appliances and firewalls of each address."""
        by_address: dict[str, list[Appliance | Firewall]] = {}
        for appliance in self.network.appliances.values():
            for address in {*appliance.addresses, *filter(None, (appliance.frontend, appliance.next_hop_ip))}:
                by_address.setdefault(address, []).append(appliance)
        for firewall in self.network.firewalls.values():
            by_address.setdefault(firewall.address, []).append(firewall)
        return by_address

    def neighbours(self, vnet: VirtualNetwork) -> frozenset[str]:
        """The networks that packets reach directly: itself and those peered with it."""
        if vnet.name not in self._peers:
            near = {half.remote for half in peerings_up(self.network, vnet, self.result.down)}
            for group in self.network.connected_groups.values():
                if vnet.name in group.members:
                    near.update(group.members)
            self._peers[vnet.name] = frozenset({vnet.name, *near})
        return self._peers[vnet.name]

    def near(self, vnet: VirtualNetwork, address: str) -> str | None:
        """The network or hub, own or peered, that an address lies in; None if it lies in none of them."""
        key = (vnet.name, address)
        if key not in self._near:
            self._near[key] = self._nearest(vnet, address)
        return self._near[key]

    def _nearest(self, vnet: VirtualNetwork, address: str) -> str | None:
        try:
            target = host(address)
        except BadPrefix:
            return "" if address.startswith("@") else None
        reach = self.neighbours(vnet)
        names = [name for names in self.spaces.covers(target) for name in names if name in reach]
        if names:
            return vnet.name if vnet.name in names else names[0]
        for connection in self.network.hub_connections.values():
            hub = self.network.hubs.get(connection.hub)
            if connection.virtual_network == vnet.name and hub and contains(hub.address_prefix, target):
                return hub.name
        return None

    @cached_property
    def spaces(self) -> PrefixTable[list[str]]:
        """The networks of each prefix of an address space."""
        owners: dict[Prefix, list[str]] = {}
        for vnet in self.network.virtual_networks.values():
            for prefix in vnet.address_space:
                owners.setdefault(prefix, []).append(vnet.name)
        return PrefixTable(owners.items())

    @cached_property
    def by_route_table(self) -> dict[str, list[Seen]]:
        """The distinct tables in which the routes of each route table stand."""
        uses: dict[str, list[Seen]] = {}
        for seen in self.tables:
            if seen.table.route_table is not None:
                uses.setdefault(seen.table.route_table.name, []).append(seen)
        return uses

    def home_of(self, seen: Seen) -> str | None:
        """The network or hub whose gateways feed a table, or None."""
        return seen.table.feed.name if seen.table.feed is not None else None
