"""What a point-to-site client is given: the profile that Azure makes, and what an operating system makes of it."""

from typing import Any

from app.engine import Result, UnknownPlace
from app.engine.homes import peerings_up
from app.engine.prefix import Prefix


def client(result: Result, at: str, os: str = "") -> dict[str, Any]:
    """D-53, D-55: the prefixes that the VPN client of a gateway installs; raises UnknownPlace if it has no client pool.

    Without an operating system: what the generated profile names. An IKEv2 client adds the pool itself; all but Windows
    also take the prefixes of branches. Clients of a hub are a branch of it and are given what the hub tells branches.
    """
    gateway = result.network.gateways.get(at.removeprefix("virtualNetworkGateways/"))
    if gateway is None or not gateway.client_pool:
        raise UnknownPlace(at)
    found: dict[Prefix, str] = {}
    vnet = result.network.virtual_networks.get(gateway.virtual_network or "")
    if vnet is not None:
        found.update(dict.fromkeys(vnet.address_space, "D-53"))
        for half in peerings_up(result.network, vnet, result.down):
            if half.allow_gateway_transit:
                space = result.network.virtual_networks[half.remote].address_space
                found.update(dict.fromkeys(space, "D-53"))
    if os:
        found.update(dict.fromkeys(gateway.client_pool, "D-53"))
    for speaker in result.instances(gateway.path):
        for cls, path, _ in result.candidates(speaker):
            if gateway.virtual_hub is not None:
                found.update((p, "VW-13") for p in cls.prefixes if p not in gateway.client_pool)
            elif os.lower() not in ("", "windows") and path.kind in ("vpn", "static"):
                found.update(dict.fromkeys(cls.prefixes, "D-53"))
    found.update(dict.fromkeys(gateway.custom_routes, "D-55"))
    return {"at": at, "os": os, "routes": [{"network": str(p), "rule": rule} for p, rule in found.items()]}
