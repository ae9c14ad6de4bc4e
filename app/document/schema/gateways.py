"""Gateways, what they connect to, and the customer's own premises behind circuits and tunnels."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictInt

from app.document.schema.base import (
    Address,
    Addresses,
    Asn,
    AsPath,
    Bool,
    ByPrefix,
    Count,
    Item,
    Named,
    Prefix,
    Prefixes,
    Ref,
    Refs,
    Sorted,
    Text,
)
from app.document.schema.routing import RoutingConfiguration

Link = Literal["primary", "secondary"]


def _links_from_list(value: object) -> object:
    if isinstance(value, (list, tuple)) and len(value) <= 2:
        return dict(zip(("primary", "secondary"), value, strict=False))
    return value


def _mapping_from_prefix(value: object) -> object:
    return {"addressSpace": value} if isinstance(value, str) else value


class BgpSettings(Item):
    """The BGP speaker of a virtual network gateway, one peering address for each instance."""

    asn: Asn = 65515
    bgp_peering_addresses: Addresses = ()


class VpnClientConfiguration(Item):
    """Present where point-to-site is on."""

    vpn_client_address_pool: Prefixes = ()


class NatMapping(Item):
    """One side of a NAT rule."""

    address_space: Prefix


class NatRule(Named):
    """A NAT rule of a VPN gateway."""

    type: Literal["Static", "Dynamic"] = "Static"
    mode: Literal["EgressSnat", "IngressSnat"] = "EgressSnat"
    internal_mappings: tuple[
        Annotated[NatMapping, BeforeValidator(_mapping_from_prefix, json_schema_input_type=NatMapping | Prefix)], ...
    ] = ()
    external_mappings: tuple[
        Annotated[NatMapping, BeforeValidator(_mapping_from_prefix, json_schema_input_type=NatMapping | Prefix)], ...
    ] = ()


class VirtualNetworkGateway(Named):
    """A VPN or ExpressRoute gateway, of a virtual network or of a Virtual WAN hub."""

    gateway_type: Literal["Vpn", "ExpressRoute"]
    virtual_network: Ref | None = None
    virtual_hub: Ref | None = None
    sku: Text | None = None
    vpn_type: Literal["RouteBased", "PolicyBased"] = "RouteBased"
    active_active: Bool = False
    enable_bgp: Bool = False
    bgp_settings: BgpSettings | None = None
    vpn_client_configuration: VpnClientConfiguration | None = None
    custom_routes: Prefixes = ()
    public_ip_addresses: Addresses = ()
    allow_remote_vnet_traffic: Bool | None = None
    allow_virtual_wan_traffic: Bool | None = None
    allow_non_virtual_wan_traffic: Bool | None = None
    nat_rules: tuple[NatRule, ...] = ()
    enable_bgp_route_translation_for_nat: Bool = False
    gateway_default_site: Ref | None = None
    routing_configuration: RoutingConfiguration | None = None
    admin_state: Literal["Enabled", "Disabled"] = "Enabled"


class PeerBgpSettings(Item):
    """The BGP speaker at the other end of a tunnel."""

    asn: Asn
    bgp_peering_address: Address | None = None


class LocalNetworkGateway(Named):
    """What a gateway knows of a branch: its public address, static prefixes, BGP speaker."""

    site: Ref | None = None
    gateway_ip_address: Address | None = None
    address_space: Prefixes = ()
    bgp_settings: PeerBgpSettings | None = None
    advertised_prefixes: Prefixes | None = None
    as_path_prepend: Count = 0
    as_path_prepend_by_prefix: Annotated[dict[str, Count], ByPrefix] = Field(default_factory=dict)
    as_path_prepend_by_tunnel: Annotated[dict[Address, Count], Sorted] = Field(default_factory=dict)


class PrefixesByLink(Item):
    """Prefixes for each of the two links of a circuit."""

    primary: Prefixes = ()
    secondary: Prefixes = ()


TwoAddresses = Annotated[tuple[Address | None, ...], Field(max_length=2)]


class AddressesByLink(Item):
    """One address for each of the two links of a circuit."""

    primary: Address | None = None
    secondary: Address | None = None


class ExpressRouteCircuit(Named):
    """A circuit with its private peering and what the customer announces over it."""

    site: Ref | None = None
    peering_location: Text | None = None
    sku: Literal["Standard", "Premium", "Local"] = "Standard"
    peer_asn: Asn | None = Field(default=None, alias="peerASN")
    advertised_prefixes: Prefixes | None = None
    advertised_prefixes_by_link: PrefixesByLink | None = None
    as_path_prepend: Count = 0
    as_path_by_prefix: Annotated[dict[str, AsPath], ByPrefix] = Field(default_factory=dict)
    device_paths: tuple[Link, ...] = ("primary", "secondary")
    underlay_addresses: (
        Annotated[
            AddressesByLink, BeforeValidator(_links_from_list, json_schema_input_type=AddressesByLink | TwoAddresses)
        ]
        | None
    ) = None
    primary_peer_address_prefix: Prefix | None = None
    secondary_peer_address_prefix: Prefix | None = None
    msee_vendor: Literal["Cisco", "Juniper"] | None = None
    global_reach: Refs = ()


class Connection(Named):
    """What joins a gateway to a circuit, to a branch or to another gateway."""

    connection_type: Literal["ExpressRoute", "IPsec", "Vnet2Vnet"]
    virtual_network_gateway: Ref
    express_route_circuit: Ref | None = None
    local_network_gateway: Ref | None = None
    remote_gateway: Ref | None = None
    enable_bgp: Bool = False
    routing_weight: Count = 0
    fast_path: Bool = False
    tunnels: tuple[Text, ...] | None = None
    use_local_azure_ip_address: Bool = False
    enable_internet_security: Bool | None = None
    routing_configuration: RoutingConfiguration | None = None
    egress_nat_rules: Refs = ()
    ingress_nat_rules: Refs = ()


class Site(Named):
    """Customer premises with their router."""

    asn: Asn | None = None
    address_space: Prefixes = ()
    transit: Bool = False
    readvertises: Bool = False
    local_preference: Annotated[dict[Ref, StrictInt], Sorted] = Field(default_factory=dict)


class SiteLink(Named):
    """The customer's own wide area network between sites."""

    sites: Refs = ()
