"""Refusals of VPN and ExpressRoute gateways: how many, which sizes, which settings together."""

from collections.abc import Iterator

from app.document.refusals.finding import Design, Finding, refused
from app.document.refusals.spans import overlaps
from app.document.schema import VirtualNetworkGateway

AZURE_ASN = 65515
RESERVED_ASNS = frozenset({8074, 8075, 12076, 23456, 4294967295, *range(65517, 65521), *range(64496, 64512),
                           *range(65535, 65552)})  # fmt: skip
MOST_TUNNELS = {"Basic": 10, "VpnGw1": 30, "VpnGw2": 30, "VpnGw3": 30, "VpnGw4": 100, "VpnGw5": 100}
MOST_CIRCUITS = {
    "Standard": 4,
    "ErGw1AZ": 4,
    "HighPerformance": 8,
    "ErGw2AZ": 8,
    "UltraPerformance": 16,
    "ErGw3AZ": 16,
}
MOST_CIRCUITS_OF_A_LOCATION = 4
NO_NAT = ("Basic", "VpnGw1", "VpnGw1AZ")


def gateway_refusals(design: Design) -> Iterator[Finding]:
    """Everything that is wrong with the gateways."""
    for network, gateways in design.gateways_of.items():
        yield from _crowded(network, gateways)
    for gateway in design.topology.virtual_network_gateways:
        yield from _home(design, gateway)
        if gateway.gateway_type == "Vpn":
            yield from _vpn(gateway)
            yield from _addresses(design, gateway)
            yield from _tunnels(design, gateway)
        else:
            yield from _express_route(design, gateway)


def _path(gateway: VirtualNetworkGateway) -> str:
    return f"virtualNetworkGateways/{gateway.name}"


def _crowded(network: str, gateways: list[VirtualNetworkGateway]) -> Iterator[Finding]:
    for kind, word in (("Vpn", "VPN"), ("ExpressRoute", "ExpressRoute")):
        same = [g for g in gateways if g.gateway_type == kind and g.admin_state == "Enabled"]
        for extra in same[1:]:
            sentence = f"{network} already has the {word} gateway {same[0].name}; it can have one."
            yield refused("H-50", _path(extra), sentence)
    if {g.gateway_type for g in gateways} == {"Vpn", "ExpressRoute"}:
        for vpn in (g for g in gateways if g.gateway_type == "Vpn"):
            if vpn.vpn_type == "PolicyBased" or vpn.sku == "Basic":
                what = "policy-based" if vpn.vpn_type == "PolicyBased" else "of size Basic"
                sentence = f"{vpn.name} is {what} and cannot stand beside an ExpressRoute gateway."
                yield refused("H-57", _path(vpn), sentence)


def _home(design: Design, gateway: VirtualNetworkGateway) -> Iterator[Finding]:
    network = gateway.virtual_network
    if network and not design.has_subnet(network, "GatewaySubnet"):
        sentence = f"{network} has no subnet named GatewaySubnet for {gateway.name}."
        yield refused("H-29", _path(gateway), sentence)


def _vpn(gateway: VirtualNetworkGateway) -> Iterator[Finding]:
    path = _path(gateway)
    asn = gateway.bgp_settings.asn if gateway.bgp_settings else AZURE_ASN
    if asn in RESERVED_ASNS:
        yield refused("H-60", f"{path}/bgpSettings/asn", f"{asn} is reserved and cannot be a gateway's AS number.")
    if gateway.sku == "Basic":
        for wrong, what in (
            (gateway.enable_bgp, "BGP"),
            (gateway.active_active, "active-active"),
        ):
            if wrong:
                yield refused("H-54", path, f"{gateway.name} is of size Basic, which has no {what}.")
    if gateway.vpn_type == "PolicyBased":
        for wrong, what in (
            (gateway.enable_bgp, "BGP"),
            (gateway.active_active, "active-active"),
            (gateway.vpn_client_configuration is not None, "point-to-site"),
        ):
            if wrong:
                rule = "H-55" if what == "active-active" else "D-70"
                yield refused(rule, path, f"{gateway.name} is policy-based, which has no {what}.")
    if gateway.nat_rules and gateway.sku in NO_NAT:
        yield refused("H-73", f"{path}/natRules", f"{gateway.name} is of size {gateway.sku}, which has no NAT rules.")
    yield from _public_addresses(gateway)


def _public_addresses(gateway: VirtualNetworkGateway) -> Iterator[Finding]:
    count = len(gateway.public_ip_addresses)
    if not gateway.active_active or not count or gateway.virtual_hub:
        return
    if count < 2:
        yield refused(
            "ERR-16",
            _path(gateway),
            f"{gateway.name} is active-active and needs two public addresses.",
            code="ActiveActiveGatewayMustHaveExactlyTwoIpConfigurations",
            message="ActiveActive Gateway must be created with two IP configurations.",
        )
    elif count == 2 and gateway.vpn_client_configuration:
        yield refused(
            "ERR-17",
            _path(gateway),
            f"{gateway.name} is active-active with point-to-site and needs a third public address.",
            code="ActiveActiveP2SGatewayMustHaveExactlyThreeIpConfigurations",
        )


def _addresses(design: Design, gateway: VirtualNetworkGateway) -> Iterator[Finding]:
    client, network = gateway.vpn_client_configuration, gateway.virtual_network
    if client is None or network is None:
        return
    for space, pool in overlaps(design.networks[network].address_space, client.vpn_client_address_pool):
        yield refused(
            "H-59",
            f"{_path(gateway)}/vpnClientConfiguration/vpnClientAddressPool",
            f"The client pool {pool} overlaps the address space {space} of {network}.",
            message="The virtual network gateway's VPN client address pool overlaps with the virtual network's address "
            f"space. The overlapping address space prefixes are {space} and {pool}.",
        )


def _tunnels(design: Design, gateway: VirtualNetworkGateway) -> Iterator[Finding]:
    most = MOST_TUNNELS.get((gateway.sku or "").removesuffix("AZ"))
    if most is None or gateway.virtual_hub:
        return
    count = sum(
        1
        for c in design.topology.connections
        if c.virtual_network_gateway == gateway.name and c.connection_type == "IPsec"
    )
    if count > most:
        yield refused(
            "H-67",
            _path(gateway),
            f"{gateway.name} ({gateway.sku}) has {count} site-to-site connections; {most} are possible.",
            code="MaximumLocalNetworkSitesLimitReachedForGateway",
            message=f"Maximum connection limit reached. Current site to site connections : {count}, max limit : {most}",
        )


def _express_route(design: Design, gateway: VirtualNetworkGateway) -> Iterator[Finding]:
    path = _path(gateway)
    if gateway.custom_routes:
        yield refused(
            "ERR-20",
            f"{path}/customRoutes",
            f"{gateway.name} is an ExpressRoute gateway; custom routes belong to point-to-site.",
            message=f"Custom routes are not allowed to be specified for gateway {gateway.name} of type ExpressRoute.",
        )
    circuits = [
        design.circuits[c.express_route_circuit]
        for c in design.topology.connections
        if c.virtual_network_gateway == gateway.name and c.express_route_circuit
    ]
    most = MOST_CIRCUITS.get(gateway.sku or "")
    if most and len(circuits) > most:
        sentence = f"{gateway.name} ({gateway.sku}) has {len(circuits)} circuits; {most} are possible."
        yield refused("H-81", path, sentence, kind="limit")
    places = [c.peering_location for c in circuits if c.peering_location]
    for place in dict.fromkeys(places):
        if places.count(place) > MOST_CIRCUITS_OF_A_LOCATION:
            sentence = f"{gateway.name} has {places.count(place)} circuits of {place}; 4 of one location are possible."
            yield refused("H-81", path, sentence, kind="limit")
