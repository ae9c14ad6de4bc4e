"""VPN gateways, their subnets and tunnels: what Azure accepts and then does not carry. Decides no route."""

from collections.abc import Iterable, Iterator, Sequence

from app.analysis.findings.finding import Finding, Kind, counted, found, listed
from app.analysis.findings.lens import Lens
from app.engine.bgp import AZURE_ASN
from app.engine.network import RemoteSite
from app.engine.prefix import DEFAULT_V4, Prefix, contains, host, parse
from app.engine.rulebook import RULES

HALVES = (parse("0.0.0.0/1"), parse("128.0.0.0/1"))
STANDARD_LINKS = 10
WITHOUT_ZONES = ("VpnGw1", "VpnGw2", "VpnGw3", "VpnGw4", "VpnGw5")
UNSAID_WEIGHTS = (0, 10)  # what the portal and the command line write without being asked


def gateway_subnets(lens: Lens) -> Iterator[Finding]:
    """H-27, H-28, LINT-26: tables on the GatewaySubnet that cut the gateway off."""
    for name, gateways in lens.gateways_in.items():
        vnet = lens.network.virtual_networks[name]
        subnet = vnet.subnet("GatewaySubnet")
        table = lens.network.route_tables.get(subnet.route_table or "") if subnet else None
        if subnet is None or table is None:
            continue
        if table.disable_bgp_route_propagation:
            sentence = (
                f"{table.name} turns gateway propagation off on the GatewaySubnet of {name}, and "
                f"{listed(g.name for g in gateways)} stops working."
            )
            yield found("H-27", subnet.path, sentence, (table.path, *(g.path for g in gateways)))
        server = vnet.subnet("RouteServerSubnet") if name in lens.servers_in else None
        spared = [r.prefix for r in table.routes if r.prefix and r.next_hop_type == "VnetLocal"]
        for route in table.routes:
            path = f"{table.path}/routes/{route.name}"
            prefix = route.prefix
            if prefix is None or prefix == DEFAULT_V4 or route.next_hop_type == "VnetLocal":
                continue
            if prefix in HALVES or _covered(prefix, subnet.prefixes, spared):
                what = "half of the Internet" if prefix in HALVES else "the GatewaySubnet itself"
                sentence = f"{route.name} ({prefix}) on the GatewaySubnet of {name} covers {what} and cuts its control."
                kind: Kind = "warned" if prefix in HALVES else "advice"
                yield found("H-28", path, sentence, (subnet.path, *(g.path for g in gateways)), kind)
            elif server and _covered(prefix, server.prefixes, spared):
                sentence = (
                    f"{route.name} ({prefix}) on the GatewaySubnet of {name} covers RouteServerSubnet: the sessions "
                    f"between gateways and {lens.servers_in[name].name} go astray."
                )
                yield found("LINT-26", path, sentence, (subnet.path, lens.servers_in[name].path))


def _covered(prefix: Prefix, subnet: Iterable[Prefix], spared: Sequence[Prefix]) -> bool:
    """Whether a route covers a subnet that no longer local route keeps."""
    return any(
        contains(prefix, own) and not any(contains(p, own) and p.length > prefix.length for p in spared)
        for own in subnet
    )


def old_sizes(lens: Lens) -> Iterator[Finding]:
    """H-51: sizes of VPN gateways without zones, which can no longer be created."""
    rule = RULES["H-51"]
    for gateway in lens.design.virtual_network_gateways if lens.design else ():
        if gateway.gateway_type == "Vpn" and gateway.virtual_network and gateway.sku in WITHOUT_ZONES:
            sentence = (
                f"{gateway.sku} of {gateway.name} can no longer be created, only {gateway.sku}AZ can; a gateway that "
                "stands already keeps working."
            )
            path = f"virtualNetworkGateways/{gateway.name}"
            yield Finding("H-51", "refused", path, sentence, (), rule.code, rule.message)


def equal_numbers(lens: Lens) -> Iterator[Finding]:
    """H-68: BGP between equal autonomous system numbers."""
    for connection in lens.network.vpn_connections.values():
        gateway = lens.network.gateways[connection.gateway]
        remote = connection.remote_site
        far = lens.network.gateways.get(connection.remote_gateway or "")
        asn = remote.asn if remote else far.asn if far else None
        if not connection.enable_bgp or asn != gateway.asn or (remote and asn == AZURE_ASN):
            continue
        other = remote or far
        if other is not None and (remote is not None or gateway.name < other.name):
            sentence = (
                f"{gateway.name} and {other.name} both have AS number {asn}, so BGP on {connection.name} never comes "
                "up and no route is learned."
            )
            yield found("H-68", connection.path, sentence, (gateway.path, other.path))


def one_way_connections(lens: Lens) -> Iterator[Finding]:
    """H-70: a network-to-network connection without its counterpart."""
    connections = lens.network.vpn_connections.values()
    ends = {(c.gateway, c.remote_gateway) for c in connections if c.remote_gateway}
    for connection in connections:
        remote = connection.remote_gateway
        ours, theirs = lens.network.gateways[connection.gateway], lens.network.gateways.get(remote or "")
        if theirs is None or ours.virtual_hub or theirs.virtual_hub:
            continue
        if (remote, connection.gateway) not in ends:
            sentence = (
                f"{remote} has no connection back to {connection.gateway}: {connection.name} stays NotConnected until "
                "it does."
            )
            yield found("H-70", connection.path, sentence, (f"virtualNetworkGateways/{remote}",))


def single_tunnels(lens: Lens) -> Iterator[Finding]:
    """RC-NO-BACKUP: a connection that ends at one of two instances."""
    for connection in lens.network.vpn_connections.values():
        gateway = lens.network.gateways[connection.gateway]
        if gateway.active_active and not gateway.virtual_hub and len(connection.tunnels) < len(gateway.addresses):
            remote = connection.remote_site
            far = remote.site or remote.name if remote else connection.remote_gateway
            sentence = (
                f"{connection.name} has a tunnel to {listed(connection.tunnels)} only, although {gateway.name} is "
                f"active-active: {far} is cut off whenever that instance is patched."
            )
            yield found("RC-NO-BACKUP", connection.path, sentence, (gateway.path,))


def idle_weights(lens: Lens) -> Iterator[Finding]:
    """H-71: a routing weight on a tunnel."""
    for connection in lens.design.connections if lens.design else ():
        if connection.connection_type != "ExpressRoute" and connection.routing_weight not in UNSAID_WEIGHTS:
            sentence = (
                f"The routing weight {connection.routing_weight} of {connection.name} is ignored: weights count on "
                "ExpressRoute connections only."
            )
            yield found("H-71", f"connections/{connection.name}", sentence, kind="advice")


def router_only_sites(lens: Lens) -> Iterator[Finding]:
    """LINT-36: a site that tells Azure its router's own address and nothing else."""
    for connection in lens.network.vpn_connections.values():
        remote = connection.remote_site
        if remote is None or not connection.enable_bgp or remote.peer_address is None:
            continue
        told = (*remote.statics, *remote.advertised)
        if told and all(prefix == host(remote.peer_address) for prefix in told):
            sentence = (
                f"{_owner(remote)} announces {remote.peer_address}/32 and nothing else: the gateway knows this "
                "address as its peer and passes it to nobody. Announce the prefixes behind the router."
            )
            yield found("LINT-36", remote.path, sentence, (connection.path,))


def _owner(remote: RemoteSite) -> str:
    return remote.site or remote.name


def gateways_in_spokes(lens: Lens) -> Iterator[Finding]:
    """RC-COST: a spoke with both gateways beside a hub that has one."""
    for name, gateways in lens.gateways_in.items():
        if len({g.gateway_type for g in gateways}) < 2 or _feeds_others(lens, name):
            continue
        vnet = lens.network.virtual_networks[name]
        hubs = [half.remote for half in vnet.peerings if half.connected and _feeds_others(lens, half.remote)]
        if hubs:
            circuits = [c for g in gateways for c in lens.circuits_of.get(g.name, ())]
            links = f" and a link of {listed(circuits)}, which takes {STANDARD_LINKS} (Standard)" if circuits else ""
            sentence = (
                f"{name} has {listed(g.name for g in gateways)} of its own beside the gateways of {listed(hubs)}: "
                f"every further network that wants the same costs two more gateways{links}, and none of this traffic "
                "passes a firewall in the hub."
            )
            yield found("RC-COST", vnet.path, sentence, (g.path for g in gateways))


def _feeds_others(lens: Lens, vnet: str) -> bool:
    home = lens.result.homes.get(vnet)
    return home is not None and bool(home.users)


def default_sites(lens: Lens) -> Iterator[Finding]:
    """X4: forced tunnelling by default site, where the official answers differ."""
    for gateway in lens.network.gateways.values():
        if gateway.default_site:
            sentence = (
                f"{gateway.default_site} is the default site of {gateway.name}. The guide (2025) asks for a user "
                "route to the gateway as well; tests reported in 2019 and 2022 saw the default site move 0.0.0.0/0 by "
                "itself, which is what is computed here."
            )
            yield found("X4", gateway.path, sentence, (f"localNetworkGateways/{gateway.default_site}",), "note")


def clients_over_circuits(lens: Lens) -> Iterator[Finding]:
    """X1: point-to-site clients towards ExpressRoute through a Route Server: both official positions."""
    for gateway in lens.network.gateways.values():
        server = lens.servers_in.get(gateway.virtual_network or "")
        beside = lens.gateways_in.get(gateway.virtual_network or "", [])
        circuits = [c for g in beside for c in lens.circuits_of.get(g.name, ())]
        if gateway.client_pool and server and server.branch_to_branch and circuits:
            sentence = (
                f"Clients of {gateway.name} reach {listed(circuits)} through {server.name}. Replies of 2021 and 2022 "
                "and a user's test of April 2023 say that it works; the FAQ of 2022 and again of July 2026 says that "
                "it is not supported."
            )
            yield found(
                "X1", gateway.path, sentence, (server.path, *(f"expressRouteCircuits/{c}" for c in circuits)), "note"
            )


def unsettled(lens: Lens) -> Iterator[Finding]:
    """RC-OSCILLATION: speakers that never agree."""
    speakers = [lens.result.fabric.speakers[s].owner for s in lens.result.outcome.unstable]
    if speakers:
        owners = list(dict.fromkeys(speakers))
        still = "still changes its mind" if len(owners) == 1 else "still change their minds"
        sentence = (
            f"The routes never come to rest: after {counted(lens.result.outcome.rounds, 'round')} "
            f"{listed(o.partition('/')[2] for o in owners)} {still}."
        )
        yield found("RC-OSCILLATION", owners[0], sentence, owners[1:])
