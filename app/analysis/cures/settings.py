"""Cures that turn switches: peerings, gateways, circuits, Route Servers, hubs."""

from collections.abc import Mapping

from app.analysis.cures.change import Cure, Maker, cure, free_name, named
from app.analysis.findings.finding import Finding, listed, name_of
from app.document.schema import Peering, Topology, VirtualNetworkGateway

AZURE_ASN = 65515
PREFERRED = 200


def _halves(topology: Topology, path: str) -> list[tuple[str, Peering]]:
    """The half at a path and its twin, with their paths."""
    _, vnet_name, _, name = path.split("/")
    vnet = named(topology.virtual_networks, vnet_name)
    half = named(vnet.peerings, name) if vnet else None
    remote = named(topology.virtual_networks, half.remote_virtual_network) if half else None
    twins = [p for p in remote.peerings if p.remote_virtual_network == vnet_name] if remote else []
    found = [(path, half)] if half else []
    return [*found, *((f"virtualNetworks/{remote.name}/peerings/{p.name}", p) for p in twins if remote)]


def allow_access(topology: Topology, finding: Finding) -> Cure | None:
    """Both halves allow access."""
    halves = [p for p, half in _halves(topology, finding.path) if not half.allow_virtual_network_access]
    return cure("Allow virtual network access", {f"{p}/allowVirtualNetworkAccess": True for p in halves})


def allow_forwarded(topology: Topology, finding: Finding) -> Cure | None:
    """The half allows forwarded traffic."""
    return cure("Allow forwarded traffic", {f"{finding.path}/allowForwardedTraffic": True})


def other_half(topology: Topology, finding: Finding) -> Cure | None:
    """The half that is missing."""
    (path, half), *twins = _halves(topology, finding.path)
    remote = named(topology.virtual_networks, half.remote_virtual_network)
    if twins or remote is None:
        return None
    here = path.split("/")[1]
    name = free_name(remote.peerings, f"{remote.name}-to-{here}")
    value: dict[str, object] = {
        "name": name,
        "remoteVirtualNetwork": here,
        "allowForwardedTraffic": half.allow_forwarded_traffic,
        "allowGatewayTransit": half.use_remote_gateways,
    }
    return cure(f"Create the half on {remote.name}", {f"virtualNetworks/{remote.name}/peerings/{name}": value})


def reconnect(topology: Topology, finding: Finding) -> Cure | None:
    """Both halves anew."""
    halves = [path for path, half in _halves(topology, finding.path) if half.peering_state]
    return cure("Create both halves anew", {f"{path}/peeringState": None for path in halves})


def allow_transit(topology: Topology, finding: Finding) -> Cure | None:
    """The other half allows gateway transit."""
    changes = {f"{path}/allowGatewayTransit": True for path, _ in _halves(topology, finding.path)[1:]}
    return cure("Allow gateway transit on the other half", changes) if changes else None


def own_way(topology: Topology, finding: Finding) -> Cure | None:
    """The half does without the remote gateway."""
    return cure("Do not use the remote gateway here", {f"{finding.path}/useRemoteGateways": False})


def away(topology: Topology, finding: Finding) -> Cure | None:
    """Without the object or setting."""
    return cure(f"Remove {name_of(finding.path)}", {finding.path: None})


def _gateway(topology: Topology, finding: Finding) -> VirtualNetworkGateway | None:
    names = [name_of(p) for p in (finding.path, *finding.places) if p.startswith("virtualNetworkGateways/")]
    gateways = (named(topology.virtual_network_gateways, name) for name in names)
    return next((gateway for gateway in gateways if gateway), None)


def _addresses(gateway: VirtualNetworkGateway) -> dict[str, object]:
    wanted = 3 if gateway.vpn_client_configuration else 2
    given = list(gateway.public_ip_addresses)
    return {"publicIpAddresses": given + ["*"] * (wanted - len(given))} if given and len(given) < wanted else {}


def active_active(topology: Topology, finding: Finding) -> Cure | None:
    """Every VPN gateway beside the Route Server becomes active-active."""
    server = named(topology.route_servers, name_of(finding.path))
    gateways = [
        g
        for g in topology.virtual_network_gateways
        if server and g.virtual_network == server.virtual_network and g.gateway_type == "Vpn" and not g.active_active
    ]
    changes = {f"virtualNetworkGateways/{g.name}": {"activeActive": True, **_addresses(g)} for g in gateways}
    return cure(f"Make {listed(g.name for g in gateways)} active-active", changes) if changes else None


def more_addresses(topology: Topology, finding: Finding) -> Cure | None:
    """As many public addresses as the gateway needs."""
    gateway = _gateway(topology, finding)
    return cure("Add a public address", {finding.path: _addresses(gateway)}) if gateway else None


def better_size(topology: Topology, finding: Finding) -> Cure | None:
    """A route-based gateway of a size that can do it."""
    gateway = _gateway(topology, finding)
    if gateway is None:
        return None
    value: dict[str, object] = {"sku": "VpnGw1AZ"} if gateway.sku == "Basic" else {}
    if gateway.vpn_type == "PolicyBased":
        value["vpnType"] = "RouteBased"
    return cure("Make it a route-based gateway of size VpnGw1AZ", {f"virtualNetworkGateways/{gateway.name}": value})


def zoned_size(topology: Topology, finding: Finding) -> Cure | None:
    """The same size with zones."""
    gateway = _gateway(topology, finding)
    if gateway is None:
        return None
    return cure(f"Make it {gateway.sku}AZ", {f"virtualNetworkGateways/{gateway.name}/sku": f"{gateway.sku}AZ"})


def azure_number(topology: Topology, finding: Finding) -> Cure | None:
    """The gateway takes Azure's own number."""
    gateway = named(topology.virtual_network_gateways, finding.path.split("/")[1])
    if gateway is None or not finding.path.startswith("virtualNetworkGateways/"):
        return None
    return cure("Set AS number 65515", {f"virtualNetworkGateways/{gateway.name}/bgpSettings/asn": AZURE_ASN})


def two_halves(topology: Topology, finding: Finding) -> Cure | None:
    """0.0.0.0/1 and 128.0.0.0/1 in place of 0.0.0.0/0."""
    branch = named(topology.local_network_gateways, finding.path.split("/")[1])
    if branch is None or "::/0" in branch.address_space:
        return None
    kept = [p for p in branch.address_space if p != "0.0.0.0/0"]
    value = list(dict.fromkeys([*kept, "0.0.0.0/1", "128.0.0.0/1"]))
    return cure("Write 0.0.0.0/1 and 128.0.0.0/1", {f"localNetworkGateways/{branch.name}/addressSpace": value})


def reverse_connection(topology: Topology, finding: Finding) -> Cure | None:
    """The connection from the other side."""
    there = named(topology.connections, name_of(finding.path))
    if there is None or there.remote_gateway is None:
        return None
    name = free_name(topology.connections, f"{there.remote_gateway}-to-{there.virtual_network_gateway}")
    value: dict[str, object] = {
        "name": name,
        "connectionType": "Vnet2Vnet",
        "virtualNetworkGateway": there.remote_gateway,
        "remoteGateway": there.virtual_network_gateway,
        "enableBgp": there.enable_bgp,
    }
    return cure(f"Create the connection from {there.remote_gateway}", {f"connections/{name}": value})


def switches(topology: Topology, finding: Finding) -> Cure | None:
    """The traffic switches of the gateways that keep apart."""
    changes: dict[str, object] = {}
    for gateway in (named(topology.virtual_network_gateways, name_of(place)) for place in finding.places):
        if gateway is not None:
            hub = "allowNonVirtualWanTraffic" if gateway.virtual_hub else "allowVirtualWanTraffic"
            switch = "allowRemoteVnetTraffic" if finding.rule == "H-86" else hub
            changes[f"virtualNetworkGateways/{gateway.name}/{switch}"] = True
    return cure("Turn the traffic switches on", changes) if changes else None


def prefer_circuit(topology: Topology, finding: Finding) -> Cure | None:
    """The site's router prefers the circuit."""
    circuit = next((name_of(p) for p in finding.places if p.startswith("expressRouteCircuits/")), None)
    value = {circuit: PREFERRED}
    return cure(f"Prefer {circuit} on premises", {f"{finding.path}/localPreference": value}) if circuit else None


def use_gateways(topology: Topology, finding: Finding) -> Cure | None:
    """The spokes use the gateways and Route Server of the hub, both halves."""
    server = named(topology.route_servers, name_of(finding.path))
    changes: dict[str, object] = {}
    for vnet in (named(topology.virtual_networks, name_of(place)) for place in finding.places):
        for half in vnet.peerings if vnet and server else ():
            if vnet and server and half.remote_virtual_network == server.virtual_network:
                for path, _ in _halves(topology, f"virtualNetworks/{vnet.name}/peerings/{half.name}")[:2]:
                    mine = path.startswith(f"virtualNetworks/{vnet.name}/")
                    changes[f"{path}/{'useRemoteGateways' if mine else 'allowGatewayTransit'}"] = True
    return cure("Use the hub's gateways", changes) if changes else None


def announce_site(topology: Topology, finding: Finding) -> Cure | None:
    """The branch announces its site's prefixes."""
    branch = named(topology.local_network_gateways, name_of(finding.path))
    site = named(topology.sites, branch.site) if branch else None
    if branch is None or site is None or not site.address_space or branch.advertised_prefixes is None:
        return None
    return cure(f"Announce {listed(site.address_space)}", {f"{finding.path}/advertisedPrefixes": None})


def internet_security(topology: Topology, finding: Finding) -> Cure | None:
    """Internet security off at the source of the default, on elsewhere."""
    if finding.path.startswith("hubVirtualNetworkConnections/"):
        return cure("Turn internet security off here", {f"{finding.path}/enableInternetSecurity": False})
    return cure("Let them take the default", {f"{place}/enableInternetSecurity": True for place in finding.places})


def prefer_shorter(topology: Topology, finding: Finding) -> Cure | None:
    """The hubs prefer the shorter path."""
    hubs = [h for h in (named(topology.virtual_hubs, name_of(p)) for p in finding.places) if h]
    wrong = [h for h in hubs if h.hub_routing_preference == "ExpressRoute"]
    return cure("Prefer AS path in the hubs", {f"virtualHubs/{h.name}/hubRoutingPreference": "ASPath" for h in wrong})


def _set(label: str, step: str, value: object) -> Maker:
    def make(topology: Topology, finding: Finding) -> Cure | None:
        return cure(label, {f"{finding.path}/{step}": value})

    return make


MAKERS: Mapping[str, Maker] = {
    "C-01": other_half,
    "H-03": away,
    "H-04": reconnect,
    "H-06": allow_transit,
    "H-07": own_way,
    "H-08": own_way,
    "H-11": allow_access,
    "H-12": allow_forwarded,
    "H-51": zoned_size,
    "H-54": better_size,
    "H-55": better_size,
    "H-57": better_size,
    "D-70": better_size,
    "H-60": azure_number,
    "H-64": two_halves,
    "H-70": reverse_connection,
    "H-71": _set("Remove the weight", "routingWeight", None),
    "H-84": _set("Connect both links", "devicePaths", None),
    "H-86": switches,
    "F-21": prefer_circuit,
    "ERR-01": active_active,
    "ERR-06": away,
    "ERR-11": away,
    "ERR-16": more_addresses,
    "ERR-17": more_addresses,
    "ERR-20": away,
    "VW-13": away,
    "RC-NO-BACKUP": _set("Tunnels to both instances", "tunnels", None),
    "LINT-02": azure_number,
    "LINT-03": _set("Turn branch-to-branch on", "allowBranchToBranchTraffic", True),
    "LINT-16": _set("Let it override 65515", "asPathHandling", "override"),
    "LINT-21": use_gateways,
    "LINT-32": _set("Turn branch-to-branch on", "allowBranchToBranchTraffic", True),
    "LINT-36": announce_site,
    "LINT-40": _set("Associate with defaultRouteTable", "routingConfiguration/associatedRouteTable", None),
    "LINT-46": internet_security,
    "LINT-47": _set("Set the bypass to Equal", "routingConfiguration/vnetLocalRouteOverrideCriteria", "Equal"),
    "LINT-51": prefer_shorter,
    "LINT-63": _set("Propagate the static routes", "routingConfiguration/propagateStaticRoutes", True),
    "LINT-71": switches,
    "LINT-75": away,
}
