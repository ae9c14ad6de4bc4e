"""The document as a whole: its lists, its title, its drawing, what its authors know about it."""

from typing import Annotated, Literal

from pydantic import Field

from app.document.schema.appliances import AzureFirewall, NetworkVirtualAppliance, RouteServer
from app.document.schema.base import Item, Named, Ref, Sorted, Title
from app.document.schema.drawing import Canvas
from app.document.schema.gateways import (
    Connection,
    ExpressRouteCircuit,
    LocalNetworkGateway,
    Site,
    SiteLink,
    VirtualNetworkGateway,
)
from app.document.schema.networks import ConnectedGroup, PrivateEndpoint, RouteTable, VirtualMachine, VirtualNetwork
from app.document.schema.virtualwan import HubVirtualNetworkConnection, VirtualHub, VirtualWan

Path = Annotated[str, Field(max_length=400)]
RuleId = Annotated[str, Field(pattern=r"^[A-Z0-9-]{1,40}$")]
Reason = Annotated[str, Field(min_length=1, max_length=500)]
IntentKind = Literal["reachable", "notReachable", "leavesBy", "sameReturnPath", "survivesAnySingleFailure"]
SCHEMA_VERSION: Literal[1] = 1


class Intent(Named):
    """A sentence about the design that must hold; never read by the engine."""

    kind: IntentKind
    from_: Annotated[Ref, Field(alias="from")]
    to: Ref
    by: Ref | None = None


class Topology(Item):
    """One design."""

    schema_version: Literal[1] = SCHEMA_VERSION
    name: Title = "untitled"
    virtual_networks: tuple[VirtualNetwork, ...] = ()
    route_tables: tuple[RouteTable, ...] = ()
    virtual_network_gateways: tuple[VirtualNetworkGateway, ...] = ()
    local_network_gateways: tuple[LocalNetworkGateway, ...] = ()
    express_route_circuits: tuple[ExpressRouteCircuit, ...] = ()
    connections: tuple[Connection, ...] = ()
    sites: tuple[Site, ...] = ()
    site_links: tuple[SiteLink, ...] = ()
    route_servers: tuple[RouteServer, ...] = ()
    network_virtual_appliances: tuple[NetworkVirtualAppliance, ...] = ()
    azure_firewalls: tuple[AzureFirewall, ...] = ()
    virtual_machines: tuple[VirtualMachine, ...] = ()
    private_endpoints: tuple[PrivateEndpoint, ...] = ()
    connected_groups: tuple[ConnectedGroup, ...] = ()
    virtual_wans: tuple[VirtualWan, ...] = ()
    virtual_hubs: tuple[VirtualHub, ...] = ()
    hub_virtual_network_connections: tuple[HubVirtualNetworkConnection, ...] = ()
    intents: tuple[Intent, ...] = ()
    dismissals: Annotated[dict[Path, dict[RuleId, Reason]], Sorted] = Field(default_factory=dict)
    drop_rows_as_of: Literal["2020", "2022", "2023", "2026"] | None = None
    canvas: Canvas | None = None
