"""The Virtual WAN part of the frozen network: hubs, their tables, peers, route maps and connections."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.engine.prefix import Prefix


@dataclass(frozen=True, slots=True)
class VirtualWan:
    """A Virtual WAN; `basic` is the small SKU without transit between hubs or VNets."""

    name: str
    path: str
    branch_to_branch: bool
    basic: bool = False


@dataclass(frozen=True, slots=True)
class HubRouting:
    """A connection's routing configuration; table names are `HUB/TABLE`; statics are (prefixes, next hop address)."""

    associated: str
    propagated: tuple[str, ...]
    labels: tuple[str, ...]
    statics: tuple[tuple[tuple[Prefix, ...], str], ...] = ()
    propagate_statics: bool = True
    override_equal_only: bool = False
    inbound_route_map: str | None = None
    outbound_route_map: str | None = None


@dataclass(frozen=True, slots=True)
class HubStatic:
    """A static route of a hub route table."""

    name: str
    destinations: tuple[Prefix, ...]
    next_hop: str


@dataclass(frozen=True, slots=True)
class HubTable:
    """A route table of a virtual hub; `at` is `HUB/TABLE`."""

    name: str
    at: str
    path: str
    labels: tuple[str, ...]
    routes: tuple[HubStatic, ...]


@dataclass(frozen=True, slots=True)
class HubPeer:
    """A BGP peer of a virtual hub that sits in a connected VNet."""

    name: str
    path: str
    connection: str
    peer_ip: str
    peer_asn: int
    advertised: tuple[Prefix, ...]
    as_path_prepend: int
    as_paths: Mapping[Prefix, tuple[int, ...]]
    next_hop_ip: str | None
    appliance: str | None


@dataclass(frozen=True, slots=True)
class RouteMapRule:
    """One rule of a route map: what it matches, what it does, whether the next rule is tried."""

    name: str
    matches: tuple[tuple[str, str, tuple[Prefix, ...], tuple[int, ...], tuple[str, ...]], ...]
    actions: tuple[tuple[str, tuple[Prefix, ...], tuple[int, ...], tuple[str, ...]], ...]
    terminate: bool


@dataclass(frozen=True, slots=True)
class VirtualHub:
    """A Virtual WAN hub."""

    name: str
    path: str
    wan: str
    location: str | None
    address_prefix: Prefix
    preference: str
    router_ips: tuple[str, ...]
    tables: tuple[HubTable, ...]
    peers: tuple[HubPeer, ...]
    internet_policy: str | None
    private_policy: str | None
    er_transit: bool
    route_maps: Mapping[str, tuple[RouteMapRule, ...]]


@dataclass(frozen=True, slots=True)
class HubConnection:
    """A VNet's connection to a virtual hub."""

    name: str
    path: str
    hub: str
    virtual_network: str
    enable_internet_security: bool
    routing: HubRouting
