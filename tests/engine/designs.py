"""Random valid designs for property tests: hubs, spokes, gateways, circuits, Route Servers, appliances, premises.

Their prefixes overlap on purpose; only the address spaces of the VNets are disjoint.
"""

from typing import Any

from hypothesis import strategies as st

from tests.builders import Design

PREFIXES = (
    "0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "10.100.9.0/24",
    "172.16.0.0/12", "172.20.0.0/16", "172.20.5.0/24", "192.168.0.0/16", "192.168.7.0/24", "100.64.0.0/10",
    "8.8.8.0/24", "10.9.9.9/32",
)  # fmt: skip
ASNS = (65001, 65002, 65010, 65020, 64512, 12, 4200000001)
NEXT_HOPS = ("VirtualAppliance", "Internet", "None", "VnetLocal", "VirtualNetworkGateway")

some_prefixes = st.lists(st.sampled_from(PREFIXES), max_size=4, unique=True)
asns = st.sampled_from(ASNS)


@st.composite
def designs(draw: st.DrawFn) -> dict[str, Any]:
    """A document that the loader accepts."""
    design = Design()
    hubs = [f"hub{n}" for n in range(draw(st.integers(1, 2)))]
    for number, hub in enumerate(hubs):
        _hub(draw, design, hub, number)
    if len(hubs) == 2 and draw(st.booleans()):
        design.peer(*hubs, allowForwardedTraffic=True)
    spokes = [f"spoke{n}" for n in range(draw(st.integers(0, 3)))]
    for number, spoke in enumerate(spokes):
        _spoke(draw, design, spoke, number, hubs, spokes[:number])
    _premises(draw, design)
    _appliances(draw, design, [*hubs, *spokes])
    _route_tables(draw, design)
    if draw(st.booleans()):
        design.add(
            "privateEndpoints",
            "pe",
            subnet=f"{draw(st.sampled_from([*hubs, *spokes]))}/work",
            privateIpAddress="10.9.9.9",
        )
    return design.document


def _hub(draw: st.DrawFn, design: Design, hub: str, number: int) -> None:
    base = f"10.{100 + number}"
    subnets = {
        "GatewaySubnet": f"{base}.0.0/27",
        "RouteServerSubnet": f"{base}.0.64/26",
        "work": f"{base}.1.0/24",
        "nva": f"{base}.3.0/24",
    }
    design.vnet(hub, f"{base}.0.0/16", subnets=subnets, location=draw(st.sampled_from((None, "north", "south"))))
    if draw(st.booleans()):
        asn = {"asn": draw(st.sampled_from((65515, 65515, 65100 + number)))}
        design.vpn(f"vpn-{hub}", hub, active=draw(st.booleans()), bgpSettings=asn)
        if draw(st.booleans()):
            pool = {"vpnClientAddressPool": [f"172.31.{number}.0/24"]}
            design.change("virtualNetworkGateways", f"vpn-{hub}", vpnClientConfiguration=pool)
    if draw(st.booleans()):
        design.er(f"er-{hub}", hub, allowRemoteVnetTraffic=draw(st.booleans()))
    if draw(st.booleans()):
        preference = draw(st.sampled_from(("ExpressRoute", "VpnGateway", "ASPath")))
        design.route_server(name=f"rs-{hub}", vnet=hub, branches=draw(st.booleans()), hubRoutingPreference=preference)


def _spoke(draw: st.DrawFn, design: Design, spoke: str, number: int, hubs: list[str], others: list[str]) -> None:
    second = [f"10.{50 + number}.0.0/20"] if draw(st.booleans()) else []
    subnets = {"work": f"10.{number + 1}.1.0/24", "more": f"10.{number + 1}.2.0/24"}
    location = draw(st.sampled_from((None, "north", "south")))
    design.vnet(spoke, f"10.{number + 1}.0.0/16", *second, subnets=subnets, location=location)
    first = draw(st.sampled_from(hubs))
    design.peer(first, spoke, transit=draw(st.booleans()), allowForwardedTraffic=draw(st.booleans()))
    for other in [*[h for h in hubs if h != first], *others]:
        if draw(st.integers(0, 3)) == 0:
            design.peer(other, spoke)


def _gateways(design: Design, kind: str) -> list[str]:
    return [g["name"] for g in design.document.get("virtualNetworkGateways", ()) if g["gatewayType"] == kind]


def _premises(draw: st.DrawFn, design: Design) -> None:
    sites = [f"site{n}" for n in range(draw(st.integers(0, 3)))]
    for number, site in enumerate(sites):
        space = [f"192.168.{100 + number}.0/24", *draw(some_prefixes)]
        design.add("sites", site, asn=draw(asns), addressSpace=list(dict.fromkeys(space)), transit=draw(st.booleans()))
    if len(sites) > 1 and draw(st.booleans()):
        design.add("siteLinks", "wan", sites=sites)
    somewhere = st.sampled_from([None, *sites])
    vpns, ers = _gateways(design, "Vpn"), _gateways(design, "ExpressRoute")
    for number in range(draw(st.integers(0, 3)) if vpns else 0):
        asn = draw(st.none() | asns)
        design.branch(
            f"branch{number}", *[p for p in draw(some_prefixes) if p != "0.0.0.0/0"],
            gateway=draw(st.sampled_from(vpns)), asn=asn, peer=f"192.0.2.{number + 1}" if asn else None,
            advertised=draw(some_prefixes), site=draw(somewhere), asPathPrepend=draw(st.integers(0, 2)),
        )  # fmt: skip
    for number in range(draw(st.integers(0, 2)) if ers else 0):
        chosen = draw(st.lists(st.sampled_from(ers), min_size=1, max_size=2, unique=True))
        more = {"site": draw(somewhere), "peerASN": draw(asns), "asPathPrepend": draw(st.integers(0, 2))}
        design.circuit(
            f"er{number}", *draw(some_prefixes), gateways=chosen, weight=draw(st.sampled_from((0, 10))), **more
        )
    if len(design.document.get("expressRouteCircuits", ())) == 2 and draw(st.booleans()):
        design.change("expressRouteCircuits", "er0", globalReach=["er1"])
        design.change("expressRouteCircuits", "er1", globalReach=["er0"])
    if len(vpns) == 2 and draw(st.booleans()):
        both = {"connectionType": "Vnet2Vnet", "enableBgp": draw(st.booleans())}
        design.add("connections", "there", virtualNetworkGateway=vpns[0], remoteGateway=vpns[1], **both)
        design.add("connections", "back", virtualNetworkGateway=vpns[1], remoteGateway=vpns[0], **both)


def _appliances(draw: st.DrawFn, design: Design, vnets: list[str]) -> None:
    names = [f"nva{n}" for n in range(draw(st.integers(0, 3)))]
    for number, name in enumerate(names):
        vnet = draw(st.sampled_from(vnets))
        base = next(v for v in design.document["virtualNetworks"] if v["name"] == vnet)["addressSpace"][0]
        prefix = base.rsplit(".", 2)[0]
        subnet, third = ("nva", 3) if vnet.startswith("hub") else ("work", 1)
        more: dict[str, Any] = {
            "asPathPrepend": draw(st.integers(0, 2)),
            "asPathHandling": draw(st.sampled_from(("none", "override", "strip"))),
            "overlay": draw(st.lists(st.sampled_from(names), max_size=2, unique=True)),
        }
        address = f"{prefix}.{third}.{number + 10}"
        design.appliance(name, address, *draw(some_prefixes), subnet=f"{vnet}/{subnet}", asn=draw(asns), **more)
    for server in design.document.get("routeServers", ()):
        server["bgpPeers"] = draw(st.lists(st.sampled_from(names), max_size=3, unique=True)) if names else []


def _route_tables(draw: st.DrawFn, design: Design) -> None:
    places = [
        f"{v['name']}/{s['name']}"
        for v in design.document["virtualNetworks"]
        for s in v["subnets"]
        if s["name"] in ("work", "more", "nva")
    ]
    for number in range(draw(st.integers(0, 2))):
        lines = []
        for prefix in draw(some_prefixes):
            kind = draw(st.sampled_from(NEXT_HOPS))
            lines.append(f"{prefix} {kind}" + (" 10.100.3.10" if kind == "VirtualAppliance" else ""))
        at = draw(st.lists(st.sampled_from(places), max_size=2, unique=True))
        design.route_table(f"rt{number}", *lines, at=at, disableBgpRoutePropagation=draw(st.booleans()))


def failures(document: dict[str, Any]) -> list[str]:
    """Everything in a design that a what-if may take down."""
    kinds = (
        "virtualNetworkGateways", "localNetworkGateways", "expressRouteCircuits", "connections", "sites", "siteLinks",
        "routeServers", "networkVirtualAppliances", "privateEndpoints",
    )  # fmt: skip
    names = [f"{kind}/{item['name']}" for kind in kinds for item in document.get(kind, ())]
    for vnet in document["virtualNetworks"]:
        names += [f"virtualNetworks/{vnet['name']}/peerings/{p['name']}" for p in vnet.get("peerings", ())]
    for gateway in document.get("virtualNetworkGateways", ()):
        if gateway.get("activeActive") is False:  # its other instance takes over
            continue
        names += [f"virtualNetworkGateways/{gateway['name']}/instances/{n}" for n in (0, 1)]
    for circuit in document.get("expressRouteCircuits", ()):
        names += [f"expressRouteCircuits/{circuit['name']}/links/{link}" for link in ("primary", "secondary")]
    for server in document.get("routeServers", ()):
        names += [f"routeServers/{server['name']}/bgpPeers/{peer}" for peer in server["bgpPeers"]]
    return names
