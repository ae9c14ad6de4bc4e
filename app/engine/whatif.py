"""What a what-if takes down, in the names by which the engine knows it. Computes no route."""

from collections.abc import Iterable

from app.engine.network import Network


def spelled_out(network: Network, down: Iterable[str]) -> frozenset[str]:
    """A numbered tunnel by its instance's address, and with a local network gateway its connections."""
    names = set(down)
    for connection in network.vpn_connections.values() if names else ():
        if connection.remote_site is not None and connection.remote_site.path in names:
            names.add(connection.path)
        for number, address in enumerate(network.gateways[connection.gateway].addresses):
            if f"{connection.path}/tunnels/{number}" in names:
                names.add(f"{connection.path}/tunnels/{address}")
    return frozenset(names)
