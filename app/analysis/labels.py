"""Words for people in place of the names by which answers mean addresses that Azure picks."""

_PARTS = {
    "expressRouteCircuits": "{name} {part} (Microsoft edge)",
    "sites": "{name} (site router)",
    "localNetworkGateways": "{name} (branch router)",
    "azureFirewalls": "{name} (private address that Azure picks)",
    "virtualHubs": "{name} (hub router)",
    "networkVirtualAppliances": "{name} (appliance)",
}


def address_label(address: str) -> str:
    """`@expressRouteCircuits/er1/primary` -> `er1 primary (Microsoft edge)`; a known address stays as it is."""
    if not address.startswith("@"):
        return address
    kind, name, *rest = address[1:].split("/")
    if kind in ("virtualNetworkGateways", "routeServers"):
        return _instance_label(name, rest)
    if kind not in _PARTS:
        return address
    return _PARTS[kind].format(name=name, part=rest[0] if rest else "").replace("  ", " ")


def _instance_label(name: str, rest: list[str]) -> str:
    if rest[:1] == ["publicIp"]:
        number = "" if rest[1:] in ([], ["0"]) else f" {int(rest[1]) + 1}"
        return f"{name} (public IP address{number})"
    family = "IPv6 address, " if rest[:1] == ["ipv6"] else ""
    return f"{name} ({family}instance {int(rest[1]) + 1})" if len(rest) > 1 else name
