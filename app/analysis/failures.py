"""What can fail in a design, one by one: as document paths that a what-if takes down. Knows nothing of what follows."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.engine.homes import twin_of
from app.engine.network import Network

KINDS = {
    "circuit": "Circuit",
    "link": "Circuit link",
    "connection": "Connection",
    "tunnel": "Tunnel",
    "gateway": "Gateway",
    "instance": "Gateway instance",
    "peering": "Peering",
    "routeserver": "Route Server",
    "appliance": "Appliance",
    "firewall": "Firewall",
    "site": "Site",
    "sitelink": "Site link",
    "hubconnection": "Hub connection",
    "hub": "Virtual hub",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that fails; `down` is what a what-if takes down for it, `ends` the objects that it joins."""

    kind: str
    down: tuple[str, ...]
    ends: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The document path of what fails."""
        return self.down[0]


def failures(network: Network) -> tuple[Failure, ...]:
    """Every single failure: circuits and gateways first, because most hangs on them, peerings last."""
    return (
        *_circuits(network),
        *_gateways(network),
        *_connections(network),
        *_devices(network),
        *(Failure("site", (s.path,)) for s in network.sites.values()),
        *(Failure("sitelink", (s.path,)) for s in network.site_links.values()),
        *(Failure("hubconnection", (c.path,), (c.virtual_network,)) for c in network.hub_connections.values()),
        *_peerings(network),
    )


def _circuits(network: Network) -> Iterator[Failure]:
    for circuit in network.circuits.values():
        yield Failure("circuit", (circuit.path,))
        if len(circuit.links) > 1:
            for link in circuit.links:
                yield Failure("link", (f"{circuit.path}/links/{link}",))


def _gateways(network: Network) -> Iterator[Failure]:
    for gateway in network.gateways.values():
        yield Failure("gateway", (gateway.path,))
        if gateway.active_active and gateway.is_vpn:
            for index in range(len(gateway.addresses)):
                yield Failure("instance", (f"{gateway.path}/instances/{index}",))
    for hub in network.hubs.values():
        yield Failure("hub", (hub.path,))


def _connections(network: Network) -> Iterator[Failure]:
    for er in network.er_connections.values():
        yield Failure("connection", (er.path,))
    for vpn in network.vpn_connections.values():
        yield Failure("connection", (vpn.path,))
        gateway = network.gateways.get(vpn.gateway)
        ends = [i for i, a in enumerate(gateway.addresses) if a in vpn.tunnels] if gateway else []
        for index in ends if len(ends) > 1 else ():
            yield Failure("tunnel", (f"{vpn.path}/tunnels/{index}",))


def _devices(network: Network) -> Iterator[Failure]:
    for server in network.route_servers.values():
        yield Failure("routeserver", (server.path,))
    for appliance in network.appliances.values():
        yield Failure("appliance", (appliance.path,))
    for firewall in network.firewalls.values():
        yield Failure("firewall", (firewall.path,))


def _peerings(network: Network) -> Iterator[Failure]:
    """Both halves of a peering fail together."""
    seen: set[str] = set()
    for vnet in network.virtual_networks.values():
        for half in vnet.peerings:
            twin = twin_of(network, vnet.name, half)
            if half.connected and half.path not in seen:
                seen.update((half.path, twin.path if twin else half.path))
                yield Failure("peering", (half.path,), (vnet.name, half.remote))
