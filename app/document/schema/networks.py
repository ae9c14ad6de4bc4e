"""Virtual networks, their subnets and peerings, route tables, and what stands in a subnet without routing anything."""

from typing import Literal

from app.document.schema.base import Address, Addresses, Bool, Destination, Item, Named, Prefixes, Ref, Refs, Text

NextHopType = Literal[
    "VirtualAppliance", "VirtualApplianceEcmp", "VirtualNetworkGateway", "VnetLocal", "Internet", "None"
]


class Subnet(Named):
    """A subnet; GatewaySubnet, RouteServerSubnet, AzureFirewallSubnet and the like are subnets by that name."""

    address_prefixes: Prefixes = ()
    route_table: Ref | None = None
    service_endpoints: tuple[Text, ...] = ()
    private_endpoint_network_policies: (
        Literal["Enabled", "Disabled", "RouteTableEnabled", "NetworkSecurityGroupEnabled"] | None
    ) = None
    network_security_group: Text | None = None
    nat_gateway: Text | None = None
    default_outbound_access: Bool | None = None


class Peering(Named):
    """One direction of a peering; its twin is an item of the remote virtual network."""

    remote_virtual_network: Ref
    allow_virtual_network_access: Bool = True
    allow_forwarded_traffic: Bool = False
    allow_gateway_transit: Bool = False
    use_remote_gateways: Bool = False
    peering_state: Literal["Connected", "Initiated", "Disconnected"] | None = None
    peer_complete_vnets: Bool = True
    local_subnet_names: Refs = ()
    remote_subnet_names: Refs = ()
    enable_only_ipv6_peering: Bool = False


class SummarizedGatewayPrefixes(Item):
    """What the gateways of a virtual network announce in place of its own prefixes."""

    address_prefixes: Prefixes = ()


class VirtualNetwork(Named):
    """A virtual network with everything that is written inside it."""

    location: Text | None = None
    address_space: Prefixes = ()
    subnets: tuple[Subnet, ...] = ()
    peerings: tuple[Peering, ...] = ()
    summarized_gateway_prefixes: SummarizedGatewayPrefixes | None = None


class Route(Named):
    """A user-defined route; the destination is a prefix or a service tag."""

    address_prefix: Destination
    next_hop_type: NextHopType
    next_hop_ip_address: Address | None = None
    next_hop_ip_addresses: Addresses = ()
    has_bgp_override: Bool = False


class RouteTable(Named):
    """A route table that subnets refer to."""

    location: Text | None = None
    disable_bgp_route_propagation: Bool = False
    disable_peering_route: Literal["None", "All"] = "None"
    routes: tuple[Route, ...] = ()


class PrivateEndpoint(Named):
    """A private endpoint: one address, visible as a /32."""

    subnet: Ref
    private_ip_address: Address | None = None


class VirtualMachine(Named):
    """A machine in a subnet, the far end of a trace."""

    subnet: Ref
    private_ip_address: Address | None = None


class ConnectedGroup(Named):
    """A Network Manager mesh: its members reach each other without peerings."""

    members: Refs = ()
