"""Small designs for tests: a document built up piece by piece, and its routes as lines that a person can read.

Every piece has the addresses of the examples in the rulebook's sources: hub 10.0.0.0/16, spokes 10.1.0.0/16 and on.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from app.analysis.questions import ask
from app.document.load import parse
from app.document.lower import lower
from app.engine import Result, compute
from app.engine.rows import Row


class Design:
    """A document under construction; each method adds one thing and returns the design."""

    def __init__(self) -> None:
        self.document: dict[str, Any] = {"schemaVersion": 1, "name": "test"}

    def add(self, kind: str, name: str, **properties: Any) -> Self:
        """Any item of any list, in the document's own words."""
        self.document.setdefault(kind, []).append({"name": name, **properties})
        return self

    def change(self, kind: str, item: str, **properties: Any) -> Self:
        """Other properties for an item that is there."""
        next(i for i in self.document[kind] if i["name"] == item).update(properties)
        return self

    def vnet(
        self, name: str, *space: str, subnets: Mapping[str, str | Mapping[str, Any]] | None = None, **more: Any
    ) -> Self:
        """A VNet with one subnet `work` as large as its first prefix, unless subnets are given."""
        shown = subnets if subnets is not None else {"work": space[0]}
        items = [{"name": s, **({"addressPrefixes": [p]} if isinstance(p, str) else dict(p))} for s, p in shown.items()]
        return self.add("virtualNetworks", name, addressSpace=list(space), subnets=items, **more)

    def subnet(self, at: str, **properties: Any) -> Self:
        """Other properties for the subnet `VNET/SUBNET`."""
        vnet, _, name = at.partition("/")
        found = next(v for v in self.document["virtualNetworks"] if v["name"] == vnet)
        next(s for s in found["subnets"] if s["name"] == name).update(properties)
        return self

    def half(self, near: str, far: str, **flags: Any) -> Self:
        """One half of a peering."""
        found = next(v for v in self.document["virtualNetworks"] if v["name"] == near)
        found.setdefault("peerings", []).append({"name": f"{near}-to-{far}", "remoteVirtualNetwork": far, **flags})
        return self

    def peer(self, hub: str, spoke: str, transit: bool = False, **both: Any) -> Self:
        """Both halves; with `transit` the second uses the gateways of the first."""
        self.half(hub, spoke, **({"allowGatewayTransit": True} if transit else {}), **both)
        return self.half(spoke, hub, **({"useRemoteGateways": True} if transit else {}), **both)

    def route_table(self, name: str, *routes: str, at: Iterable[str] = (), **properties: Any) -> Self:
        """A route table of `PREFIX TYPE [ADDRESS]` lines on some subnets."""
        items = []
        for index, line in enumerate(routes):
            prefix, kind, *address = line.split()
            item = {"name": f"r{index}", "addressPrefix": prefix, "nextHopType": kind}
            items.append(item | ({"nextHopIpAddress": address[0]} if address else {}))
        for place in at:
            self.subnet(place, routeTable=name)
        return self.add("routeTables", name, routes=items, **properties)

    def vpn(self, name: str = "vpngw", vnet: str = "hub", *, active: bool = False, **more: Any) -> Self:
        """A VPN gateway; active-active with `active`."""
        return self.add(
            "virtualNetworkGateways", name, gatewayType="Vpn", virtualNetwork=vnet, activeActive=active, **more
        )

    def branch(
        self,
        name: str,
        *statics: str,
        gateway: str = "vpngw",
        asn: int | None = None,
        peer: str | None = None,
        advertised: Iterable[str] = (),
        connection: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> Self:
        """A local network gateway and its connection; with an ASN over BGP."""
        bgp = {} if asn is None else {"bgpSettings": {"asn": asn} | ({"bgpPeeringAddress": peer} if peer else {})}
        self.add(
            "localNetworkGateways", name, addressSpace=list(statics), advertisedPrefixes=list(advertised), **bgp, **more
        )
        return self.add(
            "connections", f"to-{name}", connectionType="IPsec", virtualNetworkGateway=gateway,
            localNetworkGateway=name, enableBgp=asn is not None, **(connection or {}),
        )  # fmt: skip

    def er(self, name: str = "ergw", vnet: str = "hub", **more: Any) -> Self:
        """An ExpressRoute gateway."""
        return self.add("virtualNetworkGateways", name, gatewayType="ExpressRoute", virtualNetwork=vnet, **more)

    def circuit(
        self, name: str, *prefixes: str, gateways: Iterable[str] = ("ergw",), weight: int = 0, **more: Any
    ) -> Self:
        """A circuit and its connections."""
        own = {"peerASN": 65020, "advertisedPrefixes": list(prefixes)}
        self.add("expressRouteCircuits", name, **(own | more))
        for gateway in gateways:
            self.add(
                "connections", f"{name}-{gateway}", connectionType="ExpressRoute", virtualNetworkGateway=gateway,
                expressRouteCircuit=name, routingWeight=weight,
            )  # fmt: skip
        return self

    def route_server(
        self, *peers: str, name: str = "rs", vnet: str = "hub", branches: bool = False, **more: Any
    ) -> Self:
        """A Route Server; `branches` is branch-to-branch."""
        return self.add(
            "routeServers", name, virtualNetwork=vnet, allowBranchToBranchTraffic=branches, bgpPeers=list(peers), **more
        )

    def appliance(
        self, name: str, address: str, *advertised: str, subnet: str = "hub/nva", asn: int | None = 65001, **more: Any
    ) -> Self:
        """An appliance, speaking BGP if it has an ASN."""
        bgp = {} if asn is None else {"asn": asn, "advertisedPrefixes": list(advertised)}
        return self.add("networkVirtualAppliances", name, subnet=subnet, privateIpAddresses=[address], **bgp, **more)

    def compute(self, *down: str) -> Result:
        """The routing, with some paths down."""
        return computed(self.document, *down)


HUB = {
    "GatewaySubnet": "10.0.0.0/27",
    "RouteServerSubnet": "10.0.0.64/26",
    "work": "10.0.1.0/24",
    "nva": "10.0.3.0/24",
}


def hub_and_spoke(spokes: int = 3, gateways: Iterable[str] = ()) -> Design:
    """A hub and spokes that use its gateways: `Vpn`, `VpnActive` (active-active) or `ExpressRoute`, none by default."""
    design = Design().vnet("hub", "10.0.0.0/16", subnets=HUB)
    wanted = tuple(gateways)
    for number in range(1, spokes + 1):
        design.vnet(f"spoke{number}", f"10.{number}.0.0/16").peer("hub", f"spoke{number}", transit=bool(wanted))
    for kind in wanted:
        design = design.er() if kind == "ExpressRoute" else design.vpn(active=kind == "VpnActive")
    return design


def computed(document: Mapping[str, Any], *down: str) -> Result:
    """The routing of a document, with some paths down."""
    return compute(lower(parse(document)), down)


def line(row: Row | None) -> str:
    """`SOURCE STATE PREFIX TYPE ADDRESSES` of a row; the order of addresses means nothing (OUT-2)."""
    if row is None:
        return "nothing"
    hops = ",".join(sorted(row.next_hop_ips))
    return " ".join([row.source, row.state, row.address_prefix, row.next_hop_type, hops]).strip()


def table(result: Result, at: str) -> list[str]:
    """The effective routes of a subnet as lines, without the drop rows that the platform lists."""
    return [line(r) for r in result.table_at(at).rows() if r.rules != ("A-05",)]


def drops(result: Result, at: str) -> list[str]:
    """The prefixes of the drop rows of a subnet."""
    return [r.address_prefix for r in result.table_at(at).rows() if r.rules == ("A-05",)]


def row(result: Result, at: str, prefix: str) -> str:
    """The lines of one prefix, joined; "" if the subnet lists none."""
    return "; ".join(line(r) for r in result.table_at(at).rows() if r.address_prefix == prefix)


def hops(result: Result, at: str, prefix: str) -> set[str]:
    """The next hop addresses of the gateway row of a prefix; empty if it is not listed."""
    return {
        hop
        for r in result.table_at(at).rows()
        if r.address_prefix == prefix and r.source == "VirtualNetworkGateway"
        for hop in r.next_hop_ips
    }


def learned(result: Result, at: str, **more: str) -> dict[str, set[str]]:
    """What a router holds: the AS paths of each prefix."""
    return _paths(ask(result, "learned", at=at, **more))


def advertised(result: Result, at: str, **more: str) -> dict[str, set[str]]:
    """What a router announces: the AS paths of each prefix."""
    return _paths(ask(result, "advertised", at=at, **more))


def _paths(answer: Mapping[str, Any]) -> dict[str, set[str]]:
    paths: dict[str, set[str]] = {}
    for route in answer["routes"]:
        paths.setdefault(route["network"], set()).add(route["asPath"])
    return paths
