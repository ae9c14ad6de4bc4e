"""Refusals of Route Servers and their peers."""

from collections.abc import Iterator

from app.document.refusals.finding import Design, Finding, refused
from app.document.refusals.gateways import AZURE_ASN, RESERVED_ASNS
from app.document.schema import NetworkVirtualAppliance, RouteServer

MOST_PEERS = 8
SAME_ASN = "This BGP peer cannot share the same ASN as the virtual hub."


def route_server_refusals(design: Design) -> Iterator[Finding]:
    """Everything that is wrong with the Route Servers."""
    for network, servers in design.route_servers_of.items():
        for extra in servers[1:]:
            sentence = f"{network} already has the Route Server {servers[0].name}; it can have one."
            yield refused("RS-01", f"routeServers/{extra.name}", sentence)
    for server in design.topology.route_servers:
        yield from _home(design, server)
        for index, name in enumerate(server.bgp_peers):
            yield from _peer(design.appliances[name], f"routeServers/{server.name}/bgpPeers/{index}", server)
        if len(server.bgp_peers) > MOST_PEERS:
            sentence = f"{server.name} has {len(server.bgp_peers)} BGP peers; {MOST_PEERS} are possible."
            yield refused("ERR-09", f"routeServers/{server.name}/bgpPeers", sentence, kind="limit")


def asn_refusal(asn: object, name: str, path: str, rule: str) -> Iterator[Finding]:
    """What Route Server and hub router say to a peer's AS number."""
    if asn == AZURE_ASN:
        sentence = f"{name} has the AS number 65515, which is Azure's own."
        yield refused(rule, path, sentence, message=SAME_ASN)
    elif asn in RESERVED_ASNS:
        yield refused(rule, path, f"{name} has the AS number {asn}, which is reserved.")


def _home(design: Design, server: RouteServer) -> Iterator[Finding]:
    path, network = f"routeServers/{server.name}", server.virtual_network
    if not design.has_subnet(network, "RouteServerSubnet"):
        yield refused("RS-01", path, f"{network} has no subnet named RouteServerSubnet for {server.name}.")
    for gateway in design.gateways_of.get(network, []):
        if gateway.gateway_type == "Vpn" and not gateway.active_active:
            yield refused(
                "ERR-01",
                path,
                f"{gateway.name} is active-standby; beside a Route Server it must be active-active.",
                message="Route Server is being created in the Vnet and the VPN gateway present is not in in "
                "Active-Active mode. This scenario is not supported.",
            )


def _peer(appliance: NetworkVirtualAppliance, path: str, server: RouteServer) -> Iterator[Finding]:
    yield from asn_refusal(appliance.asn, appliance.name, path, "RS-12")
    if appliance.asn is None:
        yield refused("RS-12", path, f"{appliance.name} has no AS number, so {server.name} cannot peer with it.")
