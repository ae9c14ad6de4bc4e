"""Every name is unique in its list and every reference names something that exists.

Works on the JSON document itself, so that it can speak beside the errors of the schema. Decides nothing about Azure.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from app.document.intents import intent_problems
from app.document.problems import MOST_PROBLEMS, Problem
from app.document.suggest import nearest

Object = Mapping[str, object]

SUBNET = "subnet"
HUB_CONNECTIONS = "hubVirtualNetworkConnections"

REFERENCES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "virtualNetworkGateways": {
        "virtualNetwork": ("virtualNetworks",),
        "virtualHub": ("virtualHubs",),
        "gatewayDefaultSite": ("localNetworkGateways",),
    },
    "localNetworkGateways": {"site": ("sites",)},
    "expressRouteCircuits": {"site": ("sites",), "globalReach": ("expressRouteCircuits",)},
    "connections": {
        "virtualNetworkGateway": ("virtualNetworkGateways",),
        "expressRouteCircuit": ("expressRouteCircuits",),
        "localNetworkGateway": ("localNetworkGateways",),
        "remoteGateway": ("virtualNetworkGateways",),
    },
    "sites": {"localPreference": ("expressRouteCircuits", "connections", "siteLinks")},
    "siteLinks": {"sites": ("sites",)},
    "routeServers": {"virtualNetwork": ("virtualNetworks",), "bgpPeers": ("networkVirtualAppliances",)},
    "networkVirtualAppliances": {"subnet": (SUBNET,), "overlay": ("networkVirtualAppliances",)},
    "azureFirewalls": {"virtualNetwork": ("virtualNetworks",), "virtualHub": ("virtualHubs",)},
    "virtualMachines": {"subnet": (SUBNET,)},
    "privateEndpoints": {"subnet": (SUBNET,)},
    "connectedGroups": {"members": ("virtualNetworks",)},
    "virtualHubs": {"virtualWan": ("virtualWans",)},
    HUB_CONNECTIONS: {"virtualHub": ("virtualHubs",), "remoteVirtualNetwork": ("virtualNetworks",)},
}
TOP_LISTS = (*REFERENCES, "virtualNetworks", "routeTables", "virtualWans", "intents")
INNER_LISTS: Mapping[str, tuple[str, ...]] = {
    "virtualNetworks": ("subnets", "peerings"),
    "routeTables": ("routes",),
    "virtualHubs": ("routeTables", "bgpPeers", "routeMaps"),
    "virtualNetworkGateways": ("natRules",),
}
KINDS = {
    "virtualNetworks": "virtual network",
    "routeTables": "route table",
    "virtualNetworkGateways": "gateway",
    "localNetworkGateways": "local network gateway",
    "expressRouteCircuits": "circuit",
    "connections": "connection",
    "sites": "site",
    "siteLinks": "site link",
    "networkVirtualAppliances": "appliance",
    "azureFirewalls": "firewall",
    "virtualWans": "virtual WAN",
    "virtualHubs": "hub",
    HUB_CONNECTIONS: "hub connection",
    SUBNET: "subnet",
}
HOMES = {"virtualNetworkGateways": "a gateway", "azureFirewalls": "a firewall"}
FAR_ENDS = {
    "ExpressRoute": ("expressRouteCircuit",),
    "IPsec": ("localNetworkGateway", "remoteGateway"),
    "Vnet2Vnet": ("remoteGateway",),
}


def reference_problems(document: Object) -> list[Problem]:
    """The duplicate names and the references that lead nowhere, up to as many as a person would read."""
    names = _Names(document)
    found = chain(
        _duplicates(document),
        _flat(document, names),
        _networks(document, names),
        _hubs(document, names),
        _nat_rules(document, names),
        _homes(document),
        intent_problems(items(document, "intents"), names.known),
    )
    return list(islice(found, MOST_PROBLEMS))


class _Names:
    """What exists, by list."""

    def __init__(self, document: Object) -> None:
        self.known: dict[str, dict[str, Object]] = {
            name: {str(item["name"]): item for item in items(document, name)} for name in TOP_LISTS
        }
        self.subnets = {
            network: [str(subnet["name"]) for subnet in items(item, "subnets")]
            for network, item in self.known["virtualNetworks"].items()
        }
        self.known[SUBNET] = {f"{network}/{name}": {} for network, inner in self.subnets.items() for name in inner}

    def problem(self, path: str, name: object, lists: Iterable[str]) -> Problem | None:
        if not isinstance(name, str) or any(name in self.known[known] for known in lists):
            return None
        return dangling(
            path, name, [n for known in lists for n in self.known[known]], _either([KINDS[known] for known in lists])
        )


def dangling(path: str, name: str, known: Iterable[str], kind: str) -> Problem:
    """A reference to something that is not there."""
    meant = nearest(name, tuple(known))
    return Problem(
        path,
        "dangling-reference",
        f"There is no {kind} named {name!r}.",
        f"Did you mean {meant}?" if meant else f"Add the {kind} or remove the reference.",
    )


def _either(words: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def items(container: Object, key: str) -> Iterator[Object]:
    """The named objects of a list; whatever is not one is left to the schema."""
    found = container.get(key)
    if isinstance(found, list):
        for item in found:
            if isinstance(item, dict) and isinstance(item.get("name"), str):
                yield item


def _values(item: Object, key: str) -> Iterator[tuple[str, object]]:
    value = item.get(key)
    if isinstance(value, list):
        yield from ((f"{key}/{index}", name) for index, name in enumerate(value))
    elif isinstance(value, dict):
        yield from ((f"{key}/{name}", name) for name in value)
    elif value is not None:
        yield key, value


def _duplicates(document: Object) -> Iterator[Problem]:
    for key in TOP_LISTS:
        yield from _repeated(document, key, "")
    for outer, inner in INNER_LISTS.items():
        for item in items(document, outer):
            for key in inner:
                if key in item:
                    yield from _repeated(item, key, f"{outer}/{item['name']}/")
    for hub in items(document, "virtualHubs"):
        for table in items(hub, "routeTables"):
            yield from _repeated(table, "routes", f"virtualHubs/{hub['name']}/routeTables/{table['name']}/")


def _repeated(container: Object, key: str, prefix: str) -> Iterator[Problem]:
    found = container.get(key)
    if not isinstance(found, list):
        return
    names = [name for item in found if isinstance(item, dict) and isinstance(name := item.get("name"), str)]
    if len(set("\n".join(names).lower().split("\n"))) == len(names):
        return
    path = prefix + key
    seen: dict[str, str] = {}
    for name in names:
        folded = name.lower()
        if folded in seen:
            how = "used twice" if seen[folded] == name else f"the same name as {seen[folded]!r} to Azure"
            yield Problem(
                f"{path}/{name}", "duplicate-name", f"The name {name!r} is {how} in {path}.", "Give each its own name."
            )
        seen[folded] = name


def _flat(document: Object, names: _Names) -> Iterator[Problem]:
    for list_name, properties in REFERENCES.items():
        for item in items(document, list_name):
            for key, lists in properties.items():
                if key in item:
                    for step, value in _values(item, key):
                        problem = names.problem(f"{list_name}/{item['name']}/{step}", value, lists)
                        if problem:
                            yield problem


def _networks(document: Object, names: _Names) -> Iterator[Problem]:
    tables = names.known["routeTables"]
    for network in items(document, "virtualNetworks"):
        here = f"virtualNetworks/{network['name']}"
        for subnet in items(network, "subnets"):
            table = subnet.get("routeTable")
            if isinstance(table, str) and table not in tables:
                problem = names.problem(f"{here}/subnets/{subnet['name']}/routeTable", table, ("routeTables",))
                if problem:
                    yield problem
        for peering in items(network, "peerings"):
            yield from _peering(f"{here}/peerings/{peering['name']}", str(network["name"]), peering, names)


def _peering(path: str, network: str, peering: Object, names: _Names) -> Iterator[Problem]:
    remote = peering.get("remoteVirtualNetwork")
    if not isinstance(remote, str) or remote not in names.subnets:
        problem = names.problem(f"{path}/remoteVirtualNetwork", remote, ("virtualNetworks",))
        if problem:
            yield problem
        return
    if remote == network:
        yield Problem(
            f"{path}/remoteVirtualNetwork",
            "self-reference",
            f"{network!r} is peered with itself.",
            "Name the other virtual network.",
        )
    for key, owner in (("localSubnetNames", network), ("remoteSubnetNames", remote)):
        known = names.subnets.get(str(owner), [])
        for step, name in _values(peering, key) if key in peering else ():
            if isinstance(name, str) and name not in known:
                yield dangling(f"{path}/{step}", name, known, f"subnet of {owner}")


def _nat_rules(document: Object, names: _Names) -> Iterator[Problem]:
    """A connection takes its rules from its own gateway."""
    gateways = names.known["virtualNetworkGateways"]
    for connection in items(document, "connections"):
        gateway = str(connection.get("virtualNetworkGateway"))
        known = [str(rule["name"]) for rule in items(gateways.get(gateway, {}), "natRules")]
        for key in ("egressNatRules", "ingressNatRules"):
            for step, name in _values(connection, key) if gateway in gateways else ():
                if isinstance(name, str) and name not in known:
                    yield dangling(f"connections/{connection['name']}/{step}", name, known, f"NAT rule of {gateway}")


def _hubs(document: Object, names: _Names) -> Iterator[Problem]:
    connections = (HUB_CONNECTIONS, "connections")
    for hub in items(document, "virtualHubs"):
        here = f"virtualHubs/{hub['name']}"
        checks: list[tuple[str, object, tuple[str, ...]]] = []
        for table in items(hub, "routeTables"):
            for route in items(table, "routes"):
                path = f"{here}/routeTables/{table['name']}/routes/{route['name']}/nextHop"
                checks.append(
                    (path, route.get("nextHop"), (*connections, "azureFirewalls", "networkVirtualAppliances"))
                )
        for peer in items(hub, "bgpPeers"):
            checks.append((f"{here}/bgpPeers/{peer['name']}/connection", peer.get("connection"), (HUB_CONNECTIONS,)))
        intent = hub.get("routingIntent")
        if isinstance(intent, dict):
            for key in ("internetTraffic", "privateTraffic"):
                checks.append(
                    (f"{here}/routingIntent/{key}", intent.get(key), ("azureFirewalls", "networkVirtualAppliances"))
                )
        for path, name, lists in checks:
            problem = names.problem(path, name, lists)
            if problem:
                yield problem
    for path, connection, owner in _hub_connections(document, names):
        yield from _routing(f"{path}/routingConfiguration", connection.get("routingConfiguration"), owner, names)


def _hub_connections(document: Object, names: _Names) -> Iterator[tuple[str, Object, Object | None]]:
    """Everything that may carry a routing configuration, with the hub that it belongs to."""
    hubs, gateways = names.known["virtualHubs"], names.known["virtualNetworkGateways"]
    for item in items(document, HUB_CONNECTIONS):
        yield f"{HUB_CONNECTIONS}/{item['name']}", item, hubs.get(str(item.get("virtualHub")))
    for item in items(document, "connections"):
        gateway = gateways.get(str(item.get("virtualNetworkGateway")), {})
        yield f"connections/{item['name']}", item, hubs.get(str(gateway.get("virtualHub")))
    for item in items(document, "virtualNetworkGateways"):
        yield f"virtualNetworkGateways/{item['name']}", item, hubs.get(str(item.get("virtualHub")))


def _routing(path: str, routing: object, hub: Object | None, names: _Names) -> Iterator[Problem]:
    if not isinstance(routing, dict):
        return
    if hub is None:
        yield Problem(
            path, "not-in-a-hub", "Only a connection to a Virtual WAN hub has a routing configuration.", "Remove it."
        )
        return
    hubs = names.known["virtualHubs"]
    tables = {f"{name}/{table}" for name, item in hubs.items() for table in _tables(item)}
    own = _tables(hub)
    propagated = routing.get("propagatedRouteTables")
    listed = propagated if isinstance(propagated, dict) else {}
    wanted = [
        *_values(routing, "associatedRouteTable"),
        *((f"propagatedRouteTables/{step}", name) for step, name in _values(listed, "names")),
    ]
    for step, name in wanted:
        if isinstance(name, str) and name not in own and name not in tables:
            yield dangling(f"{path}/{step}", name, (*own, *sorted(tables)), f"route table of hub {hub['name']}")
    maps = [str(item["name"]) for item in items(hub, "routeMaps")]
    for key in ("inboundRouteMap", "outboundRouteMap"):
        name = routing.get(key)
        if isinstance(name, str) and name not in maps:
            yield dangling(f"{path}/{key}", name, maps, f"route map of hub {hub['name']}")


def _tables(hub: Object) -> list[str]:
    return ["defaultRouteTable", "noneRouteTable", *(str(table["name"]) for table in items(hub, "routeTables"))]


def _homes(document: Object) -> Iterator[Problem]:
    for list_name, what in HOMES.items():
        for item in items(document, list_name):
            homes = [key for key in ("virtualNetwork", "virtualHub") if item.get(key) is not None]
            if len(homes) != 1:
                code, wrong = ("two-homes", "both are") if homes else ("missing-property", "neither is")
                yield Problem(
                    f"{list_name}/{item['name']}",
                    code,
                    f"{what.capitalize()} stands in a virtualNetwork or in a virtualHub; here {wrong} given.",
                    "Give exactly one of them.",
                )
    for item in items(document, "connections"):
        ends = FAR_ENDS.get(str(item.get("connectionType")), ())
        if ends and not any(item.get(key) is not None for key in ends):
            yield Problem(
                f"connections/{item['name']}",
                "missing-property",
                f"A connection of type {item['connectionType']} needs {' or '.join(ends)}.",
                f"Write {ends[0]}.",
            )
