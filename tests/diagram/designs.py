"""Documents for the tests of drawings: the gallery's and generated ones."""

from typing import Any

from hypothesis import strategies as st

from app.document.load import parse
from app.document.schema import Topology
from app.gallery import gallery, template

GALLERY = [entry.name for entry in gallery()]


def drawn_design(name: str) -> Topology:
    return parse(template(name))


def hub_and_spoke(hubs: int, spokes: int, sites: int = 2, subnets: int = 2) -> dict[str, Any]:
    """Hubs with a VPN gateway, each with spokes and sites."""
    networks: list[dict[str, Any]] = []
    gateways, locals_, connections, premises = [], [], [], []
    for hub in range(hubs):
        name = f"hub-{hub}"
        network: dict[str, Any] = {
            "name": name,
            "addressSpace": [f"10.{hub}.0.0/22"],
            "subnets": [{"name": "GatewaySubnet", "addressPrefixes": [f"10.{hub}.0.0/27"]}],
            "peerings": [],
        }
        networks.append(network)
        gateways.append({"name": f"gw-{hub}", "gatewayType": "Vpn", "virtualNetwork": name})
        for site in range(sites):
            place = f"site-{hub}-{site}"
            premises.append({"name": place, "addressSpace": [f"192.168.{site}.0/24"]})
            locals_.append({"name": place, "site": place})
            link = {"connectionType": "IPsec", "virtualNetworkGateway": f"gw-{hub}", "localNetworkGateway": place}
            connections.append({"name": place, **link})
        for spoke in range(spokes):
            network["peerings"].append({"name": f"to-{spoke}", "remoteVirtualNetwork": f"spoke-{hub}-{spoke}"})
            number = hub * spokes + spoke
            prefix = f"11.{number // 250}.{number % 250}"
            inside = [
                {"name": f"s{subnet}", "addressPrefixes": [f"{prefix}.{subnet * 16}/28"]}
                for subnet in range(1 + spoke % max(1, subnets))
            ]
            up = [{"name": "up", "remoteVirtualNetwork": name, "useRemoteGateways": True}]
            spoke_name = f"spoke-{hub}-{spoke}"
            networks.append({"name": spoke_name, "addressSpace": [f"{prefix}.0/24"], "subnets": inside, "peerings": up})
    return {
        "schemaVersion": 1,
        "name": "generated",
        "virtualNetworks": networks,
        "virtualNetworkGateways": gateways,
        "localNetworkGateways": locals_,
        "connections": connections,
        "sites": premises,
    }


@st.composite
def random_networks(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Networks with up to eleven subnets, peered at random."""
    names = [f"v{number}" for number in range(draw(st.integers(0, 8)))]
    pairs = draw(st.sets(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=12)) if names else set()
    return [
        {
            "name": name,
            "addressSpace": [f"10.{number}.0.0/16"],
            "subnets": [
                {"name": f"s{subnet}", "addressPrefixes": [f"10.{number}.{subnet}.0/24"]}
                for subnet in range(draw(st.integers(0, 11)))
            ],
            "peerings": [
                {"name": f"to-{b}", "remoteVirtualNetwork": b} for a, b in sorted(pairs) if a == name and a != b
            ],
        }
        for number, name in enumerate(names)
    ]


@st.composite
def random_design(draw: st.DrawFn) -> Topology:
    """Networks, gateways, sites, circuits and Virtual WAN hubs joined at random."""
    networks = draw(random_networks())
    hubs = [f"h{number}" for number in range(draw(st.integers(0, 3)))]
    owners = [{"virtualNetwork": network["name"]} for network in networks] + [{"virtualHub": name} for name in hubs]
    gateways = [
        {"name": f"g{number}-{kind}", "gatewayType": kind, **owner}
        for number, owner in enumerate(owners)
        for kind in ("Vpn", "ExpressRoute")
        if draw(st.booleans())
    ]
    sites = [f"site{number}" for number in range(draw(st.integers(0, 4)))]
    circuits = [
        {"name": f"er{number}", **({"site": draw(st.sampled_from(sites))} if sites else {})}
        for number in range(draw(st.integers(0, 3)))
    ]
    reached = [(gateway["name"], circuit["name"]) for gateway in gateways for circuit in circuits]
    er_gateways = {gateway["name"] for gateway in gateways if gateway["gatewayType"] == "ExpressRoute"}
    connections = [
        {
            "name": f"c-{gateway}-{circuit}",
            "connectionType": "ExpressRoute",
            "virtualNetworkGateway": gateway,
            "expressRouteCircuit": circuit,
        }
        for gateway, circuit in reached
        if gateway in er_gateways and draw(st.booleans())
    ]
    joined = [
        {"name": f"vhc-{network['name']}", "virtualHub": draw(st.sampled_from(hubs))}
        | {"remoteVirtualNetwork": network["name"]}
        for network in networks
        if hubs and draw(st.booleans())
    ]
    virtual_hubs = [
        {"name": name, "virtualWan": "wan", "addressPrefix": f"10.10{number}.0.0/23"}
        for number, name in enumerate(hubs)
    ]
    return parse(
        {"schemaVersion": 1, "name": "random", "virtualNetworks": networks, "virtualNetworkGateways": gateways}
        | {"sites": [{"name": site, "addressSpace": ["192.168.0.0/24"]} for site in sites]}
        | {"expressRouteCircuits": circuits, "connections": connections, "virtualWans": [{"name": "wan"}]}
        | {"virtualHubs": virtual_hubs, "hubVirtualNetworkConnections": joined}
    )
