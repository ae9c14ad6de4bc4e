"""Designs of four sizes and the job that other route simulators are timed on; the same bytes every time.

    python -m benchmarks.generate S|M|L|XL|J100x1000 > design.json

S, M and XL are hubs with peered spokes, circuits, branches and user routes, M and XL with Route Servers and appliances;
L is a Virtual WAN of four hubs. J<spokes>x<prefixes> is one any-to-any hub and two edges with the same prefixes.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Item = dict[str, Any]

ON_PREMISES = 100 << 24 | 64 << 16
BRANCHES = 192 << 24 | 168 << 16
APPLIANCES = 172 << 24 | 16 << 16
AZURE = 10 << 24
REGIONS = ("westeurope", "northeurope", "uksouth", "swedencentral")
LOCATIONS = ("Amsterdam", "Dublin")


@dataclass(frozen=True, slots=True)
class Classic:
    """How much of everything a design of customer-managed hubs has."""

    hubs: int
    spokes: int
    circuit_prefixes: int
    branches: int
    branch_prefixes: int
    route_tables: int
    user_routes: int
    appliances: int = 0
    appliance_prefixes: int = 0
    subnets: int = 3


CLASSIC = {
    "S": Classic(1, 10, 50, branches=1, branch_prefixes=20, route_tables=1, user_routes=1),
    "M": Classic(2, 50, 1000, 4, 50, route_tables=5, user_routes=20, appliances=2, appliance_prefixes=20),
    "XL": Classic(2, 500, 10_000, 50, 40, route_tables=25, user_routes=400, appliances=4, appliance_prefixes=250),
}
WIDE = "L"
JOB = re.compile(r"J(\d+)x(\d+)")


def address(number: int) -> str:
    """An IPv4 address."""
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def prefixes(base: int, length: int, count: int, start: int = 0) -> list[str]:
    """Neighbouring prefixes of one length."""
    step = 1 << (32 - length)
    return [f"{address(base + (start + index) * step)}/{length}" for index in range(count)]


def design(size: str) -> Item:
    """The document of a size."""
    if job := JOB.fullmatch(size):
        return _job(size, *map(int, job.groups()))
    return _wide_design() if size == WIDE else _classic_design(size, CLASSIC[size])


def design_bytes(size: str) -> bytes:
    """The document as bytes."""
    return json.dumps(design(size), separators=(",", ":")).encode()


class _Draft:
    """A document whose lists come into being when something is added."""

    def __init__(self, name: str) -> None:
        self.document: Item = {"schemaVersion": 1, "name": f"bench-{name.lower()}"}
        self._positions: Item = {}

    def add(self, kind: str, *items: Item) -> None:
        self.document.setdefault(kind, []).extend(items)

    def place(self, path: str, x: int, y: int) -> None:
        self._positions[path] = [x, y]

    def done(self) -> Item:
        return {**self.document, "canvas": {"positions": self._positions}} if self._positions else self.document


def _classic_design(size: str, amount: Classic) -> Item:
    draft = _Draft(size)
    circuits = range(1 if amount.hubs == 1 else 2)
    for index in circuits:
        _add_circuit(draft, index, amount.circuit_prefixes, prepend=index, sku="Premium")
    for hub in range(amount.hubs):
        _add_hub(draft, hub, amount)
        _add_gateways(draft, hub, {"virtualNetwork": f"hub{hub + 1}"})
        for index in circuits:
            _add_circuit_connection(draft, index, hub, weight=10 if index == hub else 0)
        for branch in range(amount.branches):
            _add_branch(draft, hub, branch, amount.branch_prefixes, hub * amount.branches + branch)
        if amount.appliances:
            _add_route_server(draft, hub, amount)
    return draft.done()


def _add_circuit(draft: _Draft, index: int, count: int, *, prepend: int, sku: str, asn: int = 65020) -> None:
    announced = prefixes(ON_PREMISES, 24, count)
    draft.add("sites", {"name": f"dc{index + 1}", "asn": asn + index, "addressSpace": announced})
    draft.add(
        "expressRouteCircuits",
        {
            "name": f"er{index + 1}",
            "site": f"dc{index + 1}",
            "peeringLocation": LOCATIONS[index],
            "sku": sku,
            "peerASN": asn + index,
            "advertisedPrefixes": announced,
            "asPathPrepend": prepend,
        },
    )


def _add_circuit_connection(draft: _Draft, index: int, hub: int, weight: int = 0) -> None:
    draft.add(
        "connections",
        {
            "name": f"er{index + 1}-to-hub{hub + 1}",
            "connectionType": "ExpressRoute",
            "virtualNetworkGateway": f"ergw{hub + 1}",
            "expressRouteCircuit": f"er{index + 1}",
            "routingWeight": weight,
        },
    )


def _add_gateways(draft: _Draft, hub: int, home: Item, first: int | None = None) -> None:
    base = _hub_base(hub) if first is None else first
    instances = [address(base + 4), address(base + 5)]
    draft.add(
        "virtualNetworkGateways",
        {"name": f"ergw{hub + 1}", "gatewayType": "ExpressRoute", **home, "sku": "ErGw3AZ"},
        {
            "name": f"vpngw{hub + 1}",
            "gatewayType": "Vpn",
            "vpnType": "RouteBased",
            **home,
            "sku": "VpnGw5AZ",
            "activeActive": True,
            "enableBgp": True,
            "bgpSettings": {"asn": 65515, "bgpPeeringAddresses": instances},
        },
    )


def _add_branch(draft: _Draft, hub: int, branch: int, count: int, number: int) -> None:
    name, peering = f"branch{hub + 1}-{branch + 1}", f"169.254.{hub + 21}.{branch + 1}"
    announced = prefixes(BRANCHES, 28, count, start=number * count)
    draft.add("sites", {"name": name, "asn": 65100 + number, "addressSpace": announced})
    draft.add(
        "localNetworkGateways",
        {
            "name": f"lng-{name}",
            "site": name,
            "gatewayIpAddress": f"203.0.113.{number + 1}",
            "addressSpace": [f"{peering}/32"],
            "bgpSettings": {"asn": 65100 + number, "bgpPeeringAddress": peering},
            "advertisedPrefixes": announced,
        },
    )
    draft.add(
        "connections",
        {
            "name": f"{name}-to-hub{hub + 1}",
            "connectionType": "IPsec",
            "virtualNetworkGateway": f"vpngw{hub + 1}",
            "localNetworkGateway": f"lng-{name}",
            "enableBgp": True,
        },
    )


def _hub_base(hub: int) -> int:
    return AZURE + (hub << 20)


def _peering(name: str, remote: str, **flags: bool) -> Item:
    return {
        "name": name,
        "remoteVirtualNetwork": remote,
        "allowVirtualNetworkAccess": True,
        "allowForwardedTraffic": True,
        **flags,
    }


def _network(name: str, prefix: str, subnets: list[Item], peerings: list[Item], region: str = REGIONS[0]) -> Item:
    network: Item = {"name": name, "location": region, "addressSpace": [prefix], "subnets": subnets}
    return {**network, "peerings": peerings} if peerings else network


def _subnet(name: str, base: int, length: int, route_table: str | None = None) -> Item:
    subnet: Item = {"name": name, "addressPrefixes": [f"{address(base)}/{length}"]}
    return {**subnet, "routeTable": route_table} if route_table else subnet


def _add_hub(draft: _Draft, hub: int, amount: Classic) -> None:
    name, base = f"hub{hub + 1}", _hub_base(hub)
    firewall = address(base + 0x204)
    subnets = [
        _subnet("GatewaySubnet", base, 27),
        _subnet("management", base + 0x100, 24, f"rt{hub + 1}-1"),
        _subnet("AzureFirewallSubnet", base + 0x200, 26),
    ]
    if amount.appliances:
        subnets += [_subnet("RouteServerSubnet", base + 0x300, 27), _subnet("appliances", base + 0x400, 26)]
    spokes = [f"spoke{hub + 1}-{index + 1}" for index in range(amount.spokes)]
    peerings = [_peering(f"{name}-to-{spoke}", spoke, allowGatewayTransit=True) for spoke in spokes]
    peerings += [_peering(f"{name}-to-hub{o + 1}", f"hub{o + 1}") for o in range(amount.hubs) if o != hub]
    draft.add("virtualNetworks", _network(name, f"{address(base)}/20", subnets, peerings))
    draft.add("azureFirewalls", {"name": f"fw{hub + 1}", "virtualNetwork": name, "privateIpAddress": firewall})
    draft.place(f"virtualNetworks/{name}", hub * 4000, 0)
    draft.add("routeTables", *(_route_table(hub, index, amount, firewall) for index in range(amount.route_tables)))
    for index, spoke in enumerate(spokes):
        space = base + (16 << 8) + (index << 8)
        tables = [f"rt{hub + 1}-{index % amount.route_tables + 1}" if each else None for each in range(amount.subnets)]
        inside = [_subnet(f"snet{each + 1}", space + 64 * each, 26, table) for each, table in enumerate(tables)]
        back = _peering(f"{spoke}-to-{name}", name, useRemoteGateways=True)
        draft.add("virtualNetworks", _network(spoke, f"{address(space)}/24", inside, [back]))
        draft.place(f"virtualNetworks/{spoke}", hub * 4000 + index % 25 * 140, 200 + index // 25 * 110)


def _route_table(hub: int, index: int, amount: Classic, firewall: str) -> Item:
    specific = [
        prefixes(ON_PREMISES, 24, 1, start=(route * 37 + index) % amount.circuit_prefixes)[0]
        for route in range(amount.user_routes - 1)
    ]
    routes = [
        {
            "name": f"r{number}",
            "addressPrefix": prefix,
            "nextHopType": "VirtualAppliance",
            "nextHopIpAddress": firewall,
        }
        for number, prefix in enumerate(["0.0.0.0/0", *specific])
    ]
    table: Item = {"name": f"rt{hub + 1}-{index + 1}", "routes": routes}
    return {**table, "disableBgpRoutePropagation": True} if index % 5 == 4 else table


def _add_route_server(draft: _Draft, hub: int, amount: Classic) -> None:
    base = _hub_base(hub)
    names = [f"nva{hub + 1}-{index + 1}" for index in range(amount.appliances)]
    draft.add(
        "routeServers",
        {
            "name": f"rs{hub + 1}",
            "virtualNetwork": f"hub{hub + 1}",
            "allowBranchToBranchTraffic": True,
            "hubRoutingPreference": "ExpressRoute",
            "bgpPeers": names,
        },
    )
    for index, name in enumerate(names):
        start = (hub * amount.appliances + index) * amount.appliance_prefixes
        draft.add(
            "networkVirtualAppliances",
            {
                "name": name,
                "subnet": f"hub{hub + 1}/appliances",
                "privateIpAddresses": [address(base + 0x404 + index)],
                "asn": 65001 + index,
                "advertisedPrefixes": prefixes(APPLIANCES, 24, amount.appliance_prefixes, start=start),
            },
        )


def _wide_design() -> Item:
    draft = _Draft(WIDE)
    draft.add("virtualWans", {"name": "wan", "type": "Standard", "allowBranchToBranchTraffic": True})
    for index in range(2):
        _add_circuit(draft, index, 4000, prepend=index, sku="Standard")
    for hub, region in enumerate(REGIONS):
        name, base, intent = f"hub{hub + 1}", AZURE + (200 + hub << 16), hub < 2
        settings: Item = {"routeTables": [{"name": "isolated", "labels": ["isolated"]}]}
        if intent:
            settings = {"routingIntent": {"internetTraffic": f"fw{hub + 1}", "privateTraffic": f"fw{hub + 1}"}}
            firewall = {"name": f"fw{hub + 1}", "virtualHub": name, "privateIpAddress": address(base + 0x104)}
            draft.add("azureFirewalls", firewall)
        draft.add("virtualHubs", _virtual_hub(name, base, region) | settings)
        draft.place(f"virtualHubs/{name}", hub * 1700, 0)
        _add_gateways(draft, hub, {"virtualHub": name}, first=base + 8)
        for index in range(2):
            _add_circuit_connection(draft, index, hub)
        for branch in range(10):
            _add_branch(draft, hub, branch, 20, hub * 10 + branch)
        for index in range(120):
            isolated = not intent and index % 3 == 2
            _add_connected_network(draft, hub, index, "isolated" if isolated else "defaultRouteTable")
    return draft.done()


def _virtual_hub(name: str, base: int, region: str, preference: str = "ExpressRoute") -> Item:
    prefix = f"{address(base)}/23"
    return {
        "name": name,
        "virtualWan": "wan",
        "location": region,
        "addressPrefix": prefix,
        "hubRoutingPreference": preference,
    }


def _add_connected_network(draft: _Draft, hub: int, index: int, table: str) -> None:
    name, base = f"vnet{hub + 1}-{index + 1}", AZURE + (hub << 17) + (index << 10)
    subnets = [_subnet(f"snet{each + 1}", base + 64 * each, 26) for each in range(4)]
    draft.add("virtualNetworks", _network(name, f"{address(base)}/22", subnets, [], REGIONS[hub]))
    draft.place(f"virtualNetworks/{name}", hub * 1700 + index % 12 * 130, 200 + index // 12 * 110)
    routing = {"associatedRouteTable": table, "propagatedRouteTables": {"names": [table], "labels": []}}
    draft.add(
        "hubVirtualNetworkConnections", _hub_connection(name, f"hub{hub + 1}") | {"routingConfiguration": routing}
    )


def _hub_connection(network: str, hub: str) -> Item:
    return {"name": f"conn-{network}", "virtualHub": hub, "remoteVirtualNetwork": network}


def _job(size: str, spokes: int, count: int) -> Item:
    draft = _Draft(size)
    draft.add("virtualWans", {"name": "wan", "type": "Standard", "allowBranchToBranchTraffic": True})
    draft.add("virtualHubs", _virtual_hub("hub1", AZURE + (255 << 16), REGIONS[0], "ASPath"))
    draft.add("virtualNetworkGateways", {"name": "ergw1", "gatewayType": "ExpressRoute", "virtualHub": "hub1"})
    for index in range(2):
        _add_circuit(draft, index, count, prepend=2 * index, sku="Premium", asn=64600)
        _add_circuit_connection(draft, index, 0)
    for network in _job_networks(spokes):
        draft.add("virtualNetworks", network)
        draft.add("hubVirtualNetworkConnections", _hub_connection(network["name"], "hub1"))
    return draft.done()


def _job_networks(count: int) -> Iterator[Item]:
    for index in range(count):
        base = AZURE + (index << 8)
        yield _network(f"vnet{index + 1}", f"{address(base)}/24", [_subnet("snet1", base, 25)], [])


def main() -> int:
    """Write one design to standard output."""
    sys.stdout.buffer.write(design_bytes(sys.argv[1]) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
