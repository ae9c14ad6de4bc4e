"""Association and propagation of a connection to a Virtual WAN hub; shared by every kind of connection."""

from typing import Literal

from app.document.schema.base import Address, Bool, Item, Named, Prefixes, Ref, Refs


class PropagatedRouteTables(Item):
    """The tables that learn what a connection announces: TABLE, HUB/TABLE, or all that carry a label."""

    names: Refs = ()
    labels: Refs = ()


class StaticRoute(Named):
    """A static route of a virtual network connection, towards an appliance inside the connected network."""

    address_prefixes: Prefixes = ()
    next_hop_ip_address: Address | None = None


class RoutingConfiguration(Item):
    """How a connection takes part in a hub's routing."""

    associated_route_table: Ref = "defaultRouteTable"
    propagated_route_tables: PropagatedRouteTables | None = None
    static_routes: tuple[StaticRoute, ...] = ()
    propagate_static_routes: Bool = True
    bypass_next_hop_ip: Bool = False
    vnet_local_route_override_criteria: Literal["Contains", "Equal"] | None = None
    inbound_route_map: Ref | None = None
    outbound_route_map: Ref | None = None
