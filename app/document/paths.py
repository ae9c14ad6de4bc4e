"""LIST/NAME addresses inside a document, and the names of what a what-if takes down.

A path is a list of steps; an item of a list is a step by its name. Knows nothing of routes.
"""

from collections.abc import Iterable, Mapping, Sequence

from app.document.problems import DocumentError, Problem
from app.document.schema import Topology
from app.document.suggest import nearest

# What may be down as LIST/NAME, with the field of the model that holds it.
DOWN_LISTS: Mapping[str, str] = {
    "virtualNetworkGateways": "virtual_network_gateways",
    "localNetworkGateways": "local_network_gateways",
    "expressRouteCircuits": "express_route_circuits",
    "connections": "connections",
    "sites": "sites",
    "siteLinks": "site_links",
    "routeServers": "route_servers",
    "networkVirtualAppliances": "network_virtual_appliances",
    "azureFirewalls": "azure_firewalls",
    "virtualMachines": "virtual_machines",
    "privateEndpoints": "private_endpoints",
    "virtualHubs": "virtual_hubs",
    "hubVirtualNetworkConnections": "hub_virtual_network_connections",
}
LINKS = ("primary", "secondary")
SHAPES = (
    "LIST/NAME, virtualNetworks/VNET/peerings/NAME, expressRouteCircuits/NAME/links/primary, "
    "expressRouteCircuits/NAME/provisioning, "
    "connections/NAME/tunnels/INSTANCE, virtualNetworkGateways/NAME/instances/0, "
    "routeServers/NAME/bgpPeers/APPLIANCE or virtualHubs/NAME/bgpPeers/PEER"
)


def split(path: str) -> tuple[str, ...]:
    """The steps of a path, with ~1 read as a slash and ~0 as a tilde."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in path.split("/")) if path else ()


def join(steps: Iterable[str | int]) -> str:
    """The path of the steps; reverses split."""
    return "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def resolve(document: object, path: str) -> object:
    """What stands at a path of a JSON document; raises KeyError with the first step that is not there."""
    here = document
    for step in split(path):
        here = child(here, step)
    return here


def child(container: object, step: str) -> object:
    """One step down: a property, an item by name, or an item by index."""
    if isinstance(container, Mapping):
        return container[step]
    if isinstance(container, (list, tuple)):
        index = position(container, step)
        if index is not None:
            return container[index]
    raise KeyError(step)


def position(items: Sequence[object], step: str) -> int | None:
    """Where the step leads in a list: the item of that name, else that index."""
    for index, item in enumerate(items):
        if item == step or (isinstance(item, Mapping) and item.get("name") == step):
            return index
    if step.isascii() and step.isdigit() and int(step) < len(items):
        return int(step)
    return None


def check_down(topology: Topology, down: Iterable[str]) -> tuple[str, ...]:
    """The what-if names as given, without repetitions; raises DocumentError where one names nothing."""
    names = tuple(dict.fromkeys(down))
    problems = [problem for name in names if (problem := _down_problem(topology, name))]
    if problems:
        raise DocumentError(problems)
    return names


def _down_problem(topology: Topology, name: str) -> Problem | None:
    steps = split(name)
    match steps:
        case (str(list_name), str(item)) if list_name in DOWN_LISTS:
            return _known(name, item, _names(topology, DOWN_LISTS[list_name]), list_name)
        case ("virtualNetworks", str(network), "peerings", str(peering)):
            known = {v.name: v for v in topology.virtual_networks}
            if network not in known:
                return _known(name, network, known, "virtualNetworks")
            return _known(
                name, peering, [p.name for p in known[network].peerings], f"virtualNetworks/{network}/peerings"
            )
        case ("expressRouteCircuits", str(circuit), "links", str(link)):
            missing = _known(name, circuit, _names(topology, "express_route_circuits"), "expressRouteCircuits")
            return missing or _known(name, link, LINKS, f"expressRouteCircuits/{circuit}/links")
        case ("expressRouteCircuits", str(circuit), "provisioning"):
            return _known(name, circuit, _names(topology, "express_route_circuits"), "expressRouteCircuits")
        case ("connections", str(connection), "tunnels", str(tunnel)):
            missing = _known(name, connection, _names(topology, "connections"), "connections")
            return missing or _known(name, tunnel, _tunnels(topology, connection), f"connections/{connection}/tunnels")
        case ("virtualNetworkGateways", str(gateway), "instances", str(instance)):
            missing = _known(name, gateway, _names(topology, "virtual_network_gateways"), "virtualNetworkGateways")
            return missing or _known(name, instance, ("0", "1"), f"virtualNetworkGateways/{gateway}/instances")
        case ("routeServers", str(server), "bgpPeers", str(peer)):
            servers = {s.name: s for s in topology.route_servers}
            if server not in servers:
                return _known(name, server, servers, "routeServers")
            return _known(name, peer, servers[server].bgp_peers, f"routeServers/{server}/bgpPeers")
        case ("virtualHubs", str(hub), "bgpPeers", str(peer)):
            hubs = {h.name: h for h in topology.virtual_hubs}
            if hub not in hubs:
                return _known(name, hub, hubs, "virtualHubs")
            return _known(name, peer, [p.name for p in hubs[hub].bgp_peers], f"virtualHubs/{hub}/bgpPeers")
    return Problem(name, "bad-path", f"{name!r} does not name anything that can be down.", f"Write {SHAPES}.")


def _names(topology: Topology, field: str) -> list[str]:
    return [item.name for item in getattr(topology, field)]


def _tunnels(topology: Topology, connection: str) -> tuple[str, ...]:
    """Instances by number or by address."""
    link = next(c for c in topology.connections if c.name == connection)
    gateways = {g.name: g for g in topology.virtual_network_gateways}
    gateway = gateways.get(link.virtual_network_gateway)
    addresses = gateway.bgp_settings.bgp_peering_addresses if gateway and gateway.bgp_settings else ()
    return (*(link.tunnels or ()), *addresses, "0", "1")


def _known(path: str, name: str, known: Iterable[str], where: str) -> Problem | None:
    names = tuple(known)
    if name in names:
        return None
    meant = nearest(name, names)
    hint = f"Did you mean {meant}?" if meant else f"Known there: {', '.join(names[:10]) or 'nothing'}."
    return Problem(path, "unknown-place", f"There is no {name!r} in {where}.", hint)
