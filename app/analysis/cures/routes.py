"""Cures that write user routes: exemptions, missing defaults, ways through a device, and routes taken away."""

from collections.abc import Iterable, Mapping

from app.analysis.cures.change import Cure, Maker, cure, free_name, named, path_of, subnet_at, subnets_at, users_of
from app.analysis.findings.finding import Finding, counted, listed, name_of
from app.document.schema import Route, RouteTable, Subnet, Topology, VirtualNetwork

DEFAULT = "0.0.0.0/0"
Places = Iterable[tuple[VirtualNetwork, Subnet]]
Written = dict[str, object]


def route(prefix: str, next_hop_type: str, address: str | None = None) -> Written:
    """A user route with a name that says what it does."""
    towards = {"Internet": "internet", "VnetLocal": "local"}.get(next_hop_type, "device")
    written: Written = {
        "name": f"{prefix.replace('/', '_').replace(':', '.')}-to-{towards}",
        "addressPrefix": prefix,
        "nextHopType": next_hop_type,
    }
    return {**written, "nextHopIpAddress": address} if address else written


def write_routes(topology: Topology, places: Places, routes: list[Written]) -> list[tuple[str, object]]:
    """The changes that give subnets these routes; a table that other subnets use too is copied for them."""
    changes: list[tuple[str, object]] = []
    groups: dict[tuple[str | None, str | None], list[tuple[VirtualNetwork, Subnet]]] = {}
    for vnet, subnet in places:
        groups.setdefault((subnet.route_table, vnet.location), []).append((vnet, subnet))
    taken = list(topology.route_tables)
    for (name, location), members in groups.items():
        table = named(topology.route_tables, name)
        if table is not None and users_of(topology, table.name) <= {path_of(*m) for m in members}:
            changes += _added(table, routes)
            continue
        new = _new_table(taken, table, members, location, routes)
        taken.append(RouteTable.model_validate(new))
        changes.append((f"routeTables/{new['name']}", new))
        changes += [(f"{path_of(*member)}/routeTable", new["name"]) for member in members]
    return changes


def _added(table: RouteTable, routes: list[Written]) -> list[tuple[str, object]]:
    same = {r.address_prefix: r for r in table.routes}
    changes: list[tuple[str, object]] = []
    for each in routes:
        old = same.get(str(each["addressPrefix"]))
        name = old.name if old else free_name(table.routes, str(each["name"]))
        value = {"nextHopIpAddress": None, "nextHopIpAddresses": None, **each, "name": name} if old else each
        path = f"routeTables/{table.name}/routes/{name}"
        changes += [(path, None), (path, _only(value))] if old else [(path, {**each, "name": name})]
    return changes


def _only(value: Written) -> Written:
    return {key: each for key, each in value.items() if each is not None}


def _new_table(
    taken: list[RouteTable],
    old: RouteTable | None,
    members: list[tuple[VirtualNetwork, Subnet]],
    location: str | None,
    routes: list[Written],
) -> Written:
    single = f"rt-{members[0][0].name}-{members[0][1].name}" if len(members) == 1 else "rt-exempt"
    name = free_name(taken, f"{old.name}-exempt" if old else single)
    written = {str(each["addressPrefix"]) for each in routes}
    kept = [_dumped(r) for r in old.routes if r.address_prefix not in written] if old else []
    new: Written = _dumped(old) if old else {}
    return {**new, "name": name, **({"location": location} if location else {}), "routes": [*kept, *routes]}


def _dumped(item: Route | RouteTable) -> Written:
    written: Written = item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return written


def exempt(topology: Topology, finding: Finding) -> Cure | None:
    """User routes of equal length that send the subnets straight to the Internet."""
    places = list(subnets_at(topology, finding.places))
    routes = [route(prefix, "Internet") for prefix in finding.detail]
    label = f"Exempt {counted(len(places), 'subnet')}: {listed(finding.detail)} to Internet"
    return cure(label, write_routes(topology, places, routes)) if places and routes else None


def default_to_internet(topology: Topology, finding: Finding) -> Cure | None:
    """0.0.0.0/0 to Internet on the subnet that the finding is about."""
    places = list(subnets_at(topology, (finding.path, *finding.places)))[:1]
    if not places:
        return None
    prefixes = dict.fromkeys((DEFAULT, *(p for p in finding.detail if "/" in p)))
    changes = write_routes(topology, places, [route(prefix, "Internet") for prefix in prefixes])
    return cure(f"Send {listed(prefixes)} of {places[0][1].name} to Internet", changes)


def through_device(topology: Topology, finding: Finding) -> Cure | None:
    """Routes on the side that passes the device by: the GatewaySubnet, or the subnets themselves."""
    if len(finding.detail) != 3 or not all(p.startswith(("sites/", "virtualNetworks/")) for p in finding.places):
        return None
    side, address, home = finding.detail
    sites = [s for p in finding.places if p.startswith("sites/") and (s := named(topology.sites, name_of(p)))]
    places = list(subnets_at(topology, finding.places))
    if len(sites) + len(places) < len(finding.places) or not sites or _has_endpoints(topology, places):
        return None
    if side == "there":
        gateway = subnet_at(topology, f"virtualNetworks/{home}/subnets/GatewaySubnet")
        prefixes = [p for v, _ in places if v.name != home for p in v.address_space if ":" not in p]
        places, where = [gateway] if gateway else [], "the GatewaySubnet"
    else:
        prefixes, where = [p for s in sites for p in s.address_space if ":" not in p], "these subnets"
    routes = [route(prefix, "VirtualAppliance", address) for prefix in dict.fromkeys(prefixes)]
    label = f"Send {listed(dict.fromkeys(prefixes))} of {where} through {name_of(finding.path)}"
    return cure(label, write_routes(topology, places, routes)) if places and routes else None


def _has_endpoints(topology: Topology, places: Places) -> bool:
    """Whether private endpoints, which need not follow user routes, stand in one of the subnets."""
    subnets = {f"{vnet.name}/{subnet.name}" for vnet, subnet in places}
    return any(endpoint.subnet in subnets for endpoint in topology.private_endpoints)


def take_route_away(topology: Topology, finding: Finding) -> Cure | None:
    """Without the route that the finding is about."""
    return cure(f"Remove the route {name_of(finding.path)}", {finding.path: None})


def own_table(topology: Topology, finding: Finding) -> Cure | None:
    """A device's subnet gets the default to Internet in place of routes that come back to the device."""
    if not finding.path.startswith("routeTables/"):
        return None
    table = named(topology.route_tables, finding.path.split("/")[1])
    looping = named(table.routes, name_of(finding.path)) if table else None
    places = list(subnets_at(topology, finding.places))
    if looping is None or looping.address_prefix != DEFAULT or not places:
        return None
    return cure(
        f"Send 0.0.0.0/0 of {places[0][1].name} to Internet",
        write_routes(topology, places, [route(DEFAULT, "Internet")]),
    )


def spare_route_server(topology: Topology, finding: Finding) -> Cure | None:
    """RouteServerSubnet stays local beside the route that covers it."""
    gateway = next(subnets_at(topology, finding.places), None)
    subnet = named(gateway[0].subnets, "RouteServerSubnet") if gateway else None
    if gateway is None or subnet is None:
        return None
    routes = [route(prefix, "VnetLocal") for prefix in subnet.address_prefixes if ":" not in prefix]
    return cure("Keep RouteServerSubnet local", write_routes(topology, [gateway], routes))


def gateway_default(topology: Topology, finding: Finding) -> Cure | None:
    """The GatewaySubnet without its default route."""
    found = subnet_at(topology, finding.path)
    table = named(topology.route_tables, found[1].route_table) if found else None
    if found is None or table is None:
        return None
    if users_of(topology, table.name) != {path_of(*found)}:
        return cure(f"Take {table.name} off the GatewaySubnet", {f"{path_of(*found)}/routeTable": None})
    wrong = [r for r in table.routes if r.address_prefix == DEFAULT]
    return cure("Remove the default route", {f"routeTables/{table.name}/routes/{r.name}": None for r in wrong})


def propagate(topology: Topology, finding: Finding) -> Cure | None:
    """Propagation on; a table that other subnets use too is copied."""
    found = subnet_at(topology, finding.path)
    name = found[1].route_table if found else name_of(finding.path)
    table = named(topology.route_tables, name)
    if table is None:
        return None
    if found is None or users_of(topology, table.name) == {path_of(*found)}:
        changes: Mapping[str, object] = {f"routeTables/{table.name}/disableBgpRoutePropagation": False}
    else:
        copy = free_name(topology.route_tables, f"{table.name}-gateway")
        value = {**_dumped(table), "name": copy, "disableBgpRoutePropagation": False}
        changes = {f"routeTables/{copy}": value, f"{path_of(*found)}/routeTable": copy}
    return cure("Turn gateway propagation on", changes)


MAKERS: Mapping[str, Maker] = {
    "RC-LEAK": exempt,
    "RC-LOOP": own_table,
    "RC-SHADOWED": take_route_away,
    "H-26": gateway_default,
    "H-27": propagate,
    "H-28": take_route_away,
    "H-31": default_to_internet,
    "H-40": take_route_away,
    "H-90": default_to_internet,
    "G-03": through_device,
    "LINT-08": default_to_internet,
    "LINT-09": default_to_internet,
    "LINT-10": propagate,
    "LINT-26": spare_route_server,
    "LINT-66": propagate,
}
