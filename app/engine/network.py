"""The frozen network that the engine computes on: names resolved, prefixes as ints, document paths kept.

Knows nothing of JSON, pydantic or drawing; `app.document.lower` makes it from a design.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.engine.network_hubs import (
    HubConnection,
    HubPeer,
    HubRouting,
    HubStatic,
    HubTable,
    RouteMapRule,
    VirtualHub,
    VirtualWan,
)
from app.engine.prefix import Prefix


@dataclass(frozen=True, slots=True)
class Subnet:
    """A subnet; `at` is the `VNET/SUBNET` form in which people name it."""

    name: str
    at: str
    path: str
    prefixes: tuple[Prefix, ...]
    route_table: str | None = None
    service_endpoints: tuple[str, ...] = ()
    private_endpoint_network_policies: str = "Disabled"
    nat_gateway: str | None = None
    default_outbound_access: bool = True


@dataclass(frozen=True, slots=True)
class Peering:
    """One half of a VNet peering whose other half exists too (`connected`), seen from its own VNet."""

    name: str
    path: str
    remote: str
    connected: bool
    allow_virtual_network_access: bool
    allow_forwarded_traffic: bool
    allow_gateway_transit: bool
    use_remote_gateways: bool
    complete: bool
    local_subnets: tuple[str, ...] = ()
    remote_subnets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VirtualNetwork:
    """A customer-managed virtual network; `unlisted_ipv6` if its subnets are dual-stack without a listed prefix."""

    name: str
    path: str
    location: str | None
    address_space: tuple[Prefix, ...]
    subnets: tuple[Subnet, ...]
    peerings: tuple[Peering, ...]
    peering_with: Mapping[str, Peering]
    summarized_gateway_prefixes: tuple[Prefix, ...] | None = None
    unlisted_ipv6: bool = False

    def subnet(self, name: str) -> Subnet | None:
        """The subnet of that name, or None."""
        return next((s for s in self.subnets if s.name == name), None)


@dataclass(frozen=True, slots=True)
class UserRoute:
    """A user-defined route; `prefix` is None where the document names a service tag."""

    name: str
    address_prefix: str
    prefix: Prefix | None
    next_hop_type: str
    next_hop_ips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RouteTable:
    """A route table of user-defined routes."""

    name: str
    path: str
    disable_bgp_route_propagation: bool
    disable_peering_route: bool
    routes: tuple[UserRoute, ...]


@dataclass(frozen=True, slots=True)
class Gateway:
    """A virtual network gateway in a VNet or in a virtual hub; `addresses` are its instances', in order."""

    name: str
    path: str
    gateway_type: str
    virtual_network: str | None
    virtual_hub: str | None
    asn: int
    active_active: bool
    addresses: tuple[str, ...]
    public_ips: tuple[str, ...]
    client_pool: tuple[Prefix, ...] = ()
    custom_routes: tuple[Prefix, ...] = ()
    allow_remote_vnet_traffic: bool = True
    allow_virtual_wan_traffic: bool = True
    allow_non_virtual_wan_traffic: bool = True
    default_site: str | None = None
    routing: HubRouting | None = None
    nat_rules: tuple["NatRule", ...] = ()
    translate_bgp: bool = False

    @property
    def is_vpn(self) -> bool:
        """True for a VPN gateway, False for an ExpressRoute gateway."""
        return self.gateway_type == "Vpn"


@dataclass(frozen=True, slots=True)
class NatRule:
    """A static one-to-one NAT rule of a VPN gateway."""

    name: str
    mode: str
    internal: tuple[Prefix, ...]
    external: tuple[Prefix, ...]
    connections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circuit:
    """An ExpressRoute circuit with private peering; `links` are the Microsoft edges in use."""

    name: str
    path: str
    site: str | None
    peer_asn: int
    links: tuple[str, ...]
    advertised: Mapping[str, tuple[Prefix, ...]]
    peering: Mapping[str, Prefix]
    as_path_prepend: int
    as_path_by_prefix: Mapping[Prefix, tuple[int, ...]]
    global_reach: tuple[str, ...]
    msee_vendor: str | None
    underlay: Mapping[str, str]
    carries_ipv6: bool


@dataclass(frozen=True, slots=True)
class ErConnection:
    """A connection of an ExpressRoute gateway with a circuit."""

    name: str
    path: str
    gateway: str
    circuit: str
    routing_weight: int
    routing: HubRouting | None = None
    enable_internet_security: bool | None = None


@dataclass(frozen=True, slots=True)
class RemoteSite:
    """What a local network gateway says of the far end of a tunnel."""

    name: str
    path: str
    site: str | None
    statics: tuple[Prefix, ...]
    asn: int | None
    peer_address: str | None
    advertised: tuple[Prefix, ...]
    as_path_prepend: int
    prepend_by_prefix: Mapping[Prefix, int]
    prepend_by_tunnel: Mapping[str, int]
    gateway_ip: str | None


@dataclass(frozen=True, slots=True)
class VpnConnection:
    """An IPsec or VNet-to-VNet connection; exactly one of `remote_site` and `remote_gateway` is set."""

    name: str
    path: str
    gateway: str
    enable_bgp: bool
    tunnels: tuple[str, ...]
    remote_site: RemoteSite | None
    remote_gateway: str | None
    routing: HubRouting | None = None
    enable_internet_security: bool | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """Customer premises: one router that speaks for all of it."""

    name: str
    path: str
    asn: int | None
    address_space: tuple[Prefix, ...]
    transit: bool
    local_preference: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SiteLink:
    """The customer's own WAN between sites."""

    name: str
    path: str
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RouteServer:
    """An Azure Route Server with its two instances."""

    name: str
    path: str
    virtual_network: str
    addresses: tuple[str, ...]
    branch_to_branch: bool
    preference: str
    peers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appliance:
    """A network virtual appliance, or the load balancer in front of some (`backends`)."""

    name: str
    path: str
    subnet: str
    addresses: tuple[str, ...]
    asn: int | None
    advertised: tuple[Prefix, ...]
    as_path_prepend: int
    next_hop_ip: str | None
    overlay: tuple[str, ...]
    drops: bool
    as_path_handling: str
    ip_forwarding: bool
    frontend: str | None
    backends: tuple[str, ...]
    drops_to: tuple[Prefix, ...] = ()


@dataclass(frozen=True, slots=True)
class Firewall:
    """An Azure Firewall (or another next hop of routing intent) in a VNet or in a virtual hub."""

    name: str
    path: str
    virtual_network: str | None
    virtual_hub: str | None
    address: str
    resource_type: str


@dataclass(frozen=True, slots=True)
class Machine:
    """A virtual machine's network interface."""

    name: str
    path: str
    subnet: str
    address: str | None


@dataclass(frozen=True, slots=True)
class PrivateEndpoint:
    """A private endpoint's network interface."""

    name: str
    path: str
    subnet: str
    prefix: Prefix | None


@dataclass(frozen=True, slots=True)
class ConnectedGroup:
    """A Network Manager mesh."""

    name: str
    path: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Everything the engine knows of a design; each mapping is keyed by name in document order."""

    drop_rows_as_of: str
    virtual_networks: Mapping[str, VirtualNetwork]
    route_tables: Mapping[str, RouteTable]
    gateways: Mapping[str, Gateway]
    circuits: Mapping[str, Circuit]
    er_connections: Mapping[str, ErConnection]
    vpn_connections: Mapping[str, VpnConnection]
    sites: Mapping[str, Site]
    site_links: Mapping[str, SiteLink]
    route_servers: Mapping[str, RouteServer]
    appliances: Mapping[str, Appliance]
    firewalls: Mapping[str, Firewall]
    machines: Mapping[str, Machine]
    private_endpoints: Mapping[str, PrivateEndpoint]
    connected_groups: Mapping[str, ConnectedGroup]
    wans: Mapping[str, VirtualWan]
    hubs: Mapping[str, VirtualHub]
    hub_connections: Mapping[str, HubConnection]


__all__ = [
    "Appliance",
    "Circuit",
    "ConnectedGroup",
    "ErConnection",
    "Firewall",
    "Gateway",
    "HubConnection",
    "HubPeer",
    "HubRouting",
    "HubStatic",
    "HubTable",
    "Machine",
    "NatRule",
    "Network",
    "Peering",
    "PrivateEndpoint",
    "RemoteSite",
    "RouteMapRule",
    "RouteServer",
    "RouteTable",
    "Site",
    "SiteLink",
    "Subnet",
    "UserRoute",
    "VirtualHub",
    "VirtualNetwork",
    "VirtualWan",
    "VpnConnection",
]
