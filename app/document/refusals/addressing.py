"""Refusals of address spaces and subnets: forbidden ranges, overlaps, sizes, and what subnets of special names need."""

from collections.abc import Iterator

from app.document.refusals.finding import Design, Finding, refused
from app.document.refusals.spans import clashes, covered, length, span
from app.document.schema import Subnet, VirtualNetwork

FORBIDDEN = ("224.0.0.0/4", "255.255.255.255/32", "127.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32")
SMALLEST = {
    "AzureFirewallSubnet": ("H-30", 26),
    "AzureFirewallManagementSubnet": ("H-30", 26),
    "AzureBastionSubnet": ("H-32", 26),
    "RouteServerSubnet": ("H-34", 27),
}


def addressing_refusals(design: Design) -> Iterator[Finding]:
    """Everything that is wrong with the addresses of each network."""
    for network in design.topology.virtual_networks:
        yield from _forbidden(network)
        yield from _subnets(network)
        for subnet in network.subnets:
            yield from _special(design, network, subnet)
    yield from _reserved(design)


def _reserved(design: Design) -> Iterator[Finding]:
    """The subnet of Azure's routing appliance holds nothing else, and that appliance speaks no BGP."""
    routers = (a for a in design.topology.network_virtual_appliances if a.asn is not None)
    lists = (
        ("virtualMachines", design.topology.virtual_machines),
        ("privateEndpoints", design.topology.private_endpoints),
        ("networkVirtualAppliances", routers),
    )
    for name, items in lists:
        for item in items:
            if item.subnet.endswith("/VirtualNetworkApplianceSubnet"):
                sentence = (
                    f"{item.name} stands in VirtualNetworkApplianceSubnet, a name reserved for Azure's routing "
                    "appliance, which speaks no BGP."
                )
                yield refused("H-36", f"{name}/{item.name}", sentence)


def _forbidden(network: VirtualNetwork) -> Iterator[Finding]:
    for index, prefix in enumerate(network.address_space):
        for range_ in FORBIDDEN:
            if span(prefix).overlaps(span(range_)) and length(prefix) > 0:
                yield refused(
                    "H-15",
                    f"virtualNetworks/{network.name}/addressSpace/{index}",
                    f"{prefix} holds addresses of {range_}, which no virtual network may use.",
                )


def _subnets(network: VirtualNetwork) -> Iterator[Finding]:
    here = f"virtualNetworks/{network.name}/subnets"
    for subnet in network.subnets:
        for index, prefix in enumerate(subnet.address_prefixes):
            path = f"{here}/{subnet.name}/addressPrefixes/{index}"
            if not covered(prefix, network.address_space):
                yield refused(
                    "H-21",
                    path,
                    f"{subnet.name} ({prefix}) lies outside the address space of {network.name}.",
                    code="NetcfgSubnetRangeOutsideVnet",
                    message=f"Subnet '{subnet.name}' is not valid because its IP address range is outside the IP "
                    f"address range of virtual network '{network.name}'.",
                )
            if (length(prefix) != 64) if ":" in prefix else (length(prefix) > 29 or length(prefix) < 2):
                wanted = "a /64" if ":" in prefix else "a /29 or larger"
                yield refused("H-23", path, f"{subnet.name} ({prefix}) must be {wanted}.")
    for clash in clashes((s.name, prefix) for s in network.subnets for prefix in s.address_prefixes):
        yield refused(
            "H-22",
            f"{here}/{clash.other}",
            f"{clash.other} ({clash.other_prefix}) overlaps {clash.owner} ({clash.prefix}).",
            code="NetcfgSubnetRangesOverlap",
            message=f"Subnet '{clash.other}' is not valid because its IP address range overlaps with that of an "
            f"existing subnet in virtual network '{network.name}'.",
        )


def _special(design: Design, network: VirtualNetwork, subnet: Subnet) -> Iterator[Finding]:
    path = f"virtualNetworks/{network.name}/subnets/{subnet.name}"
    table = design.tables.get(subnet.route_table or "")
    if subnet.name in SMALLEST:
        rule, bits = SMALLEST[subnet.name]
        for prefix in subnet.address_prefixes:
            if ":" not in prefix and length(prefix) > bits:
                yield refused(rule, path, f"{subnet.name} is {prefix}; it must be a /{bits} or larger.")
    if subnet.name == "GatewaySubnet":
        yield from _gateway_subnet(design, network, subnet, path)
    elif subnet.name == "AzureFirewallSubnet" and table:
        defaults = [route for route in table.routes if route.address_prefix == "0.0.0.0/0"]
        if not any(route.next_hop_type == "Internet" for route in defaults):
            yield refused(
                "H-31",
                f"{path}/routeTable",
                f"The route table {table.name} lacks a default route to Internet, which the firewall needs.",
                code="AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet",
                message=f"Route Table {table.name} on firewall subnet {subnet.name} must have 0.0.0.0/0 route with "
                "next hop Internet.",
            )
    elif subnet.name == "AzureBastionSubnet" and table:
        yield refused(
            "H-33",
            f"{path}/routeTable",
            "AzureBastionSubnet takes no route table.",
            code="RouteTableCannotBeAttachedForAzureBastionSubnet",
        )
    elif subnet.name == "RouteServerSubnet":
        if table:
            yield refused("H-34", f"{path}/routeTable", "RouteServerSubnet takes no route table.")
        if subnet.network_security_group:
            yield refused("H-34", f"{path}/networkSecurityGroup", "RouteServerSubnet takes no network security group.")


def _gateway_subnet(design: Design, network: VirtualNetwork, subnet: Subnet, path: str) -> Iterator[Finding]:
    table = design.tables.get(subnet.route_table or "")
    gateways = design.gateways_of.get(network.name, [])
    if subnet.network_security_group:
        group = subnet.network_security_group
        yield refused(
            "H-25",
            f"{path}/networkSecurityGroup",
            "GatewaySubnet takes no network security group.",
            code="NetworkSecurityGroupCannotBeAttachedToGatewaySubnet",
            message=f"The operation failed because the network security group {group} can not be associated to the "
            "GatewaySubnet. Please remove the network security group associated to the GatewaySubnet. No changes have "
            "occurred on the gateway at this time. See here for additional details: https://aka.ms/GatewaySubnet.",
        )
    if table and any(route.address_prefix == "0.0.0.0/0" for route in table.routes) and gateways:
        yield refused(
            "H-26", f"{path}/routeTable", f"{table.name} has a default route; a gateway cannot stand on such a subnet."
        )
    for prefix in subnet.address_prefixes:
        if ":" in prefix:
            continue
        if length(prefix) > 27 and any(gateway.sku == "UltraPerformance" for gateway in gateways):
            yield refused(
                "H-24",
                path,
                f"GatewaySubnet is {prefix}; the UltraPerformance gateway needs a /27 or larger.",
                code="GatewaySubnetTooSmallForExpressrouteUltraPerformanceGatewaySku",
                message="To deploy an Expressroute UltraPerformance gateway SKU, the GatewaySubnet "
                f"virtualNetworks/{network.name}/subnets/GatewaySubnet must be /27 or larger.",
            )
        elif length(prefix) > 27 and len({gateway.gateway_type for gateway in gateways}) > 1:
            yield refused("H-24", path, f"GatewaySubnet is {prefix}; two kinds of gateways need a /27 or larger.")
        elif length(prefix) > 27 and any(gateway.gateway_type == "ExpressRoute" for gateway in gateways):
            yield refused("H-24", path, f"GatewaySubnet is {prefix}; an ExpressRoute gateway needs a /27 or larger.")
