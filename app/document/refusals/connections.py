"""Refusals of local network gateways, connections and circuits."""

from collections.abc import Iterator

from app.document.refusals.finding import Design, Finding, refused
from app.document.refusals.gateways import AZURE_ASN, RESERVED_ASNS
from app.document.refusals.spans import clashes, overlaps
from app.document.schema import Connection, ExpressRouteCircuit, LocalNetworkGateway

STANDARD_LINKS = 10
CUSTOMER_RESERVED = range(65516, 65521)  # published labs run 65515, whatever the documentation says


def connection_refusals(design: Design) -> Iterator[Finding]:
    """Everything that is wrong with what gateways are connected to."""
    for branch in design.topology.local_network_gateways:
        yield from _branch(branch)
    for connection in design.topology.connections:
        yield from _connection(design, connection)
    yield from _same_prefixes(design)
    for circuit in design.topology.express_route_circuits:
        yield from _circuit(design, circuit)


def _branch(branch: LocalNetworkGateway) -> Iterator[Finding]:
    path = f"localNetworkGateways/{branch.name}"
    asn = branch.bgp_settings.asn if branch.bgp_settings else None
    if asn == 0:
        yield refused("H-61", f"{path}/bgpSettings/asn", f"{branch.name} cannot have the AS number 0.")
    elif asn == AZURE_ASN:
        yield refused(
            "H-62", f"{path}/bgpSettings/asn", f"{branch.name} cannot have the AS number 65515; it is Azure's."
        )
    elif asn in RESERVED_ASNS:
        yield refused("H-60", f"{path}/bgpSettings/asn", f"{asn} is reserved and cannot be the AS number of a branch.")
    for index, prefix in enumerate(branch.address_space):
        if prefix in {"0.0.0.0/0", "::/0"}:
            sentence = f"{branch.name} cannot hold {prefix}; write 0.0.0.0/1 and 128.0.0.0/1."
            yield refused("H-64", f"{path}/addressSpace/{index}", sentence)


def _connection(design: Design, connection: Connection) -> Iterator[Finding]:
    path = f"connections/{connection.name}"
    gateway = design.gateways[connection.virtual_network_gateway]
    wanted = "ExpressRoute" if connection.connection_type == "ExpressRoute" else "Vpn"
    if gateway.gateway_type != wanted:
        words = {"ExpressRoute": "an ExpressRoute gateway", "Vpn": "a VPN gateway"}
        sentence = (
            f"A connection of type {connection.connection_type} needs {words[wanted]}; {gateway.name} is not one."
        )
        yield refused("E-33" if wanted == "ExpressRoute" else "D-01", path, sentence)
    if connection.connection_type == "Vnet2Vnet" and connection.routing_configuration:
        yield refused(
            "ERR-06",
            f"{path}/routingConfiguration",
            f"{connection.name} is of type Vnet2Vnet and takes no routing configuration.",
            code="InvalidRoutingConfigurationForConnectionType",
            message="This RoutingConfiguration is not supported for resource Type Vnet2Vnet.",
        )
    if connection.connection_type == "Vnet2Vnet" and (connection.egress_nat_rules or connection.ingress_nat_rules):
        yield refused("H-73", path, f"{connection.name} is of type Vnet2Vnet, which takes no NAT rules.")
    branch = design.branches.get(connection.local_network_gateway or "")
    network = design.networks.get(gateway.virtual_network or "")
    if branch and network and not connection.enable_bgp:
        for space, prefix in overlaps(network.address_space, branch.address_space):
            if space == prefix:
                sentence = f"{branch.name} claims {prefix}, the address space of {network.name} itself."
                yield refused("H-65", path, sentence)


def _same_prefixes(design: Design) -> Iterator[Finding]:
    """Two static connections of a gateway cannot lead to the same prefix at different sites."""
    for gateway in design.topology.virtual_network_gateways:
        static = {
            c.name: design.branches[c.local_network_gateway]
            for c in design.topology.connections
            if c.virtual_network_gateway == gateway.name and c.local_network_gateway and not c.enable_bgp
        }
        for clash in clashes((name, prefix) for name, branch in static.items() for prefix in branch.address_space):
            same_site = static[clash.owner].site == static[clash.other].site
            if clash.prefix == clash.other_prefix and not same_site:
                yield refused(
                    "H-66",
                    f"connections/{clash.other}",
                    f"{clash.other} and {clash.owner} of {gateway.name} lead to the same prefix {clash.prefix}.",
                    code="ConnectionOverlappingAddressSpaces",
                )


def _circuit(design: Design, circuit: ExpressRouteCircuit) -> Iterator[Finding]:
    path = f"expressRouteCircuits/{circuit.name}"
    if isinstance(circuit.peer_asn, int) and circuit.peer_asn in CUSTOMER_RESERVED:
        yield refused("H-82", f"{path}/peerASN", f"{circuit.peer_asn} is reserved; use another AS number on premises.")
    links = {
        "primaryPeerAddressPrefix": circuit.primary_peer_address_prefix,
        "secondaryPeerAddressPrefix": circuit.secondary_peer_address_prefix,
    }
    for key, prefix in links.items():
        for network in design.topology.virtual_networks if prefix else ():
            if prefix and overlaps([prefix], network.address_space):
                yield refused("H-82", f"{path}/{key}", f"{prefix} overlaps the address space of {network.name}.")
    if links["primaryPeerAddressPrefix"] and len(set(links.values())) == 1:
        sentence = f"Both links of {circuit.name} have {circuit.primary_peer_address_prefix}."
        yield refused("H-82", f"{path}/secondaryPeerAddressPrefix", sentence)
    count = sum(1 for c in design.topology.connections if c.express_route_circuit == circuit.name)
    if circuit.sku == "Standard" and count > STANDARD_LINKS:
        sentence = f"{circuit.name} is Standard and has {count} connections; {STANDARD_LINKS} are possible."
        yield refused("H-81", path, sentence, kind="limit")
