"""Route Servers, appliances that route, and firewalls."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Tag

from app.document.schema.base import (
    Address,
    Addresses,
    Asn,
    Bool,
    Count,
    Item,
    Named,
    Prefixes,
    Ref,
    Refs,
    RoutingPreference,
    Text,
)


class RouteServer(Named):
    """Azure Route Server in a virtual network; its peers are appliances."""

    virtual_network: Ref
    allow_branch_to_branch_traffic: Bool = False
    hub_routing_preference: RoutingPreference = "ExpressRoute"
    bgp_peers: Refs = ()


class LoadBalancer(Item):
    """The internal load balancer in front of appliances."""

    frontend_private_ip_address: Address | None = None
    backend_private_ip_addresses: Addresses = ()


def _frontend(value: object) -> object:
    return {"frontendPrivateIpAddress": value} if isinstance(value, str) else value


def _all_or_some(value: object) -> str:
    return "some" if isinstance(value, (list, tuple)) else "all"


Drops = Annotated[
    Annotated[Bool, Tag("all")] | Annotated[Prefixes, Tag("some")],
    Discriminator(_all_or_some),
]


class NetworkVirtualAppliance(Named):
    """An appliance in a subnet; with an AS number it speaks BGP."""

    subnet: Ref
    private_ip_addresses: Addresses = ()
    asn: Asn | None = None
    advertised_prefixes: Prefixes = ()
    as_path_prepend: Count = 0
    as_path_handling: Literal["override", "strip", "none"] = "none"
    next_hop_ip: Address | None = None
    load_balancer: (
        Annotated[LoadBalancer, BeforeValidator(_frontend, json_schema_input_type=LoadBalancer | Address)] | None
    ) = None
    overlay: Refs = ()
    drops: Drops = False
    ip_forwarding: Bool = True


class AzureFirewall(Named):
    """Azure Firewall, or another firewall service that resourceType names, in a virtual network or a hub."""

    virtual_network: Ref | None = None
    virtual_hub: Ref | None = None
    private_ip_address: Address | None = None
    resource_type: Text | None = None
