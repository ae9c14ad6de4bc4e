"""Virtual WANs, hubs with their tables, peers, intent and route maps, and the connections of virtual networks."""

from typing import Annotated, Literal

from pydantic import Field

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
    Prefixes,
    PrefixesOrAny,
    PrefixOrAny,
    Ref,
    Refs,
    RoutingPreference,
    Text,
)
from app.document.schema.routing import RoutingConfiguration


class VirtualWan(Named):
    """The Virtual WAN that hubs belong to."""

    type: Literal["Standard", "Basic"] = "Standard"
    allow_branch_to_branch_traffic: Bool = True


class HubRoute(Named):
    """A static route of a hub route table, towards a connection or a firewall."""

    destinations: Prefixes = ()
    next_hop: Ref


class HubRouteTable(Named):
    """A route table of a hub."""

    labels: Refs = ()
    routes: tuple[HubRoute, ...] = ()


class HubBgpPeer(Named):
    """An appliance that peers with the hub's router from a connected virtual network."""

    connection: Ref | None = None
    peer_ip: Address
    peer_asn: Asn
    advertised_prefixes: Prefixes = ()
    as_path_prepend: Count = 0
    as_paths: Annotated[dict[str, AsPath], ByPrefix] = Field(default_factory=dict)


class RoutingIntent(Item):
    """The firewalls that take the hub's Internet and private traffic."""

    internet_traffic: Ref | None = None
    private_traffic: Ref | None = None
    express_route_transit: Bool = False


class RouteMapMatch(Item):
    """What a route map rule looks at."""

    match_condition: Literal["Contains", "Equals", "NotContains", "NotEquals", "Unknown"]
    route_prefix: PrefixesOrAny = ()
    as_path: tuple[Text, ...] = ()
    community: tuple[Text, ...] = ()


class RouteMapParameter(Item):
    """What an action of a route map rule puts in."""

    route_prefix: Prefixes = ()
    as_path: tuple[Text, ...] = ()
    community: tuple[Text, ...] = ()


class RouteMapAction(Item):
    """What a route map rule does."""

    type: Literal["Add", "Drop", "Remove", "Replace"]
    parameters: tuple[RouteMapParameter, ...] = ()


class RouteMapRule(Named):
    """One rule of a route map."""

    match_criteria: tuple[RouteMapMatch, ...] = ()
    actions: tuple[RouteMapAction, ...] = ()
    next_step_if_matched: Literal["Continue", "Terminate", "Unknown"] = "Continue"


class RouteMap(Named):
    """A route map of a hub."""

    rules: tuple[RouteMapRule, ...] = ()


class VirtualHub(Named):
    """A Virtual WAN hub."""

    virtual_wan: Ref | None = None
    location: Text | None = None
    address_prefix: PrefixOrAny
    hub_routing_preference: RoutingPreference = "ExpressRoute"
    route_tables: tuple[HubRouteTable, ...] = ()
    bgp_peers: tuple[HubBgpPeer, ...] = ()
    routing_intent: RoutingIntent | None = None
    route_maps: tuple[RouteMap, ...] = ()
    virtual_router_ips: Addresses = ()


class HubVirtualNetworkConnection(Named):
    """A virtual network connected to a hub."""

    virtual_hub: Ref
    remote_virtual_network: Ref
    enable_internet_security: Bool = True
    routing_configuration: RoutingConfiguration | None = None
