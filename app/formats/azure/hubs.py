"""Virtual WAN hubs with tables, intent and connections, and the gateways in them; tells hubs from Route Servers."""

from collections.abc import Iterator
from typing import Any

from app.formats.azure.classic import PREMISES, bgp_settings, new_site, with_site
from app.formats.azure.draft import Draft, Item, Skip, addresses, named, objects, one, picked
from app.formats.azure.ids import Ident, Resource, parse_id

HUB_CONNECTION = "hubVirtualNetworkConnections"
TABLES, MAPS = "hubRouteTables", "routeMaps"
BUILT_IN = {"defaultroutetable": "defaultRouteTable", "noneroutetable": "noneRouteTable"}
OF_INTENT = ("_policy_privatetraffic", "_policy_publictraffic")


def is_route_server(resource: Resource) -> bool:
    """Azure has Route Servers among the virtual hubs."""
    body = resource.body
    return str(body.get("kind", "")).lower() == "routeserver" or not (
        body.get("virtualwan") or body.get("addressprefix")
    )


def children(resource: Resource, key: str, kind: str) -> Iterator[tuple[str, Item, Ident]]:
    """The named things inside a resource, with the id that each has."""
    for name, body in named(resource.body, key):
        ident = Ident(f"{resource.ident.type}/{kind}", (*resource.ident.names, name), resource.ident.scope)
        yield name, body, ident


def hub(draft: Draft, resource: Resource, name: str) -> Item:
    """A hub; what refers to connections comes with `hub_routing`, once those have their names."""
    fields = (
        ("virtualWan", "virtualwan.id", "ref:virtualWans"),
        ("location", "location", "text"),
        ("addressPrefix", "addressprefix", "text!"),
        ("hubRoutingPreference", "hubroutingpreference", "choice:ExpressRoute,VpnGateway,ASPath"),
        ("virtualRouterIps", "virtualrouterips", "texts"),
    )
    item = {"name": name, **draft.read(resource, resource.body, fields)}
    for list_name, kind in ((TABLES, "hubroutetables"), (MAPS, "routemaps")):
        for own, _, ident in children(resource, kind, kind):
            draft.alias(list_name, ident, own)
    maps = [_route_map(own, body) for own, body in named(resource.body, "routemaps")]
    if maps:
        item["routeMaps"] = maps
    return item


def _route_map(name: str, body: Item) -> Item:
    rules = []
    for own, rule in named(body, "rules"):
        criteria = [
            {"matchCondition": each.get("matchcondition"), **_lists(each)} for each in objects(rule, "matchcriteria")
        ]
        actions = [
            {"type": each.get("type"), "parameters": [_lists(one) for one in objects(each, "parameters")]}
            for each in objects(rule, "actions")
        ]
        step = rule.get("nextstepifmatched") or "Continue"
        rules.append({"name": own, "matchCriteria": criteria, "actions": actions, "nextStepIfMatched": step})
    return {"name": name, "rules": rules}


def _lists(body: Item) -> Item:
    return {ours: body[ours.lower()] for ours in ("routePrefix", "asPath", "community") if body.get(ours.lower())}


def hub_connections(draft: Draft, resource: Resource, name: str) -> None:
    """The virtual networks that are connected to a hub."""
    for own, body, ident in children(resource, "hubvirtualnetworkconnections", HUB_CONNECTION.lower()):
        try:
            remote = draft.reference("virtualNetworks", one(body, "remotevirtualnetwork.id"))
        except Skip as skip:
            draft.remark("left out", resource, f"the hub connection is left out: {skip}.", own)
            continue
        item: Item = {"name": draft.give(HUB_CONNECTION, ident), "virtualHub": name, "remoteVirtualNetwork": remote}
        if isinstance(body.get("enableinternetsecurity"), bool):
            item["enableInternetSecurity"] = body["enableinternetsecurity"]
        draft.lists[HUB_CONNECTION].append(item | routing(draft, resource, body, name))


def hub_routing(draft: Draft, resource: Resource, name: str) -> None:
    """Tables, peers and routing intent of a hub; the routes that Azure writes for the intent follow from it."""
    item = draft.item("virtualHubs", name)
    tables = [_table(draft, resource, own, body) for own, body in named(resource.body, "hubroutetables")]
    tables = [table for table in tables if table["name"].lower() != "noneroutetable"]
    if tables:
        item["routeTables"] = tables
    for own, body, _ in children(resource, "bgpconnections", "bgpconnections"):
        peer = one(body, "peerip"), one(body, "peerasn")
        if None in peer:
            draft.remark("left out", resource, "the BGP peer is left out: it has no address or AS number.", own)
            continue
        connection = draft.name_of(HUB_CONNECTION, parse_id(one(body, "hubvirtualnetworkconnection.id")))
        entry = {"name": own, "peerIp": peer[0], "peerAsn": peer[1]}
        item.setdefault("bgpPeers", []).append(entry | ({"connection": connection} if connection else {}))
    intent: Item = {}
    for _, body in named(resource.body, "routingintent"):
        for policy in objects(body, "routingpolicies"):
            target = _next_hop(draft, one(policy, "nexthop"))
            if target is None:
                draft.remark("note", resource, "a routing policy is left out: its next hop is in none of the files.")
                continue
            for destination in picked(policy, "destinations[]"):
                key = {"internet": "internetTraffic", "privatetraffic": "privateTraffic"}.get(str(destination).lower())
                intent |= {key: target} if key else {}
    if intent:
        item["routingIntent"] = intent
        for table in item.get("routeTables", ()):
            table["routes"] = [route for route in table["routes"] if route["name"].lower() not in OF_INTENT]


def _table(draft: Draft, resource: Resource, name: str, body: Item) -> Item:
    routes = []
    for own, route in named(body, "routes"):
        target = _next_hop(draft, one(route, "nexthop"))
        if target is None or str(one(route, "destinationtype") or "CIDR").upper() != "CIDR":
            draft.remark("left out", resource, "the route is left out: its next hop is in none of the files.", own)
            continue
        destinations = [str(each) for each in picked(route, "destinations[]")]
        routes.append({"name": own, "destinations": destinations, "nextHop": target})
    return {"name": name, "labels": [str(each) for each in picked(body, "labels[]")], "routes": routes}


def _next_hop(draft: Draft, value: object) -> str | None:
    ident = parse_id(value)
    for list_name in (HUB_CONNECTION, "azureFirewalls", "connections"):
        name = draft.name_of(list_name, ident)
        if name is not None:
            return name
    return None


def routing(draft: Draft, resource: Resource, body: Item, hub_name: str) -> Item:
    """The routing configuration of a connection, as the property that holds it."""
    given = body.get("routingconfiguration")
    if not isinstance(given, dict):
        return {}
    item: Item = {}
    associated = _table_name(draft, one(given, "associatedroutetable.id"), hub_name)
    if associated:
        item["associatedRouteTable"] = associated
    names = [_table_name(draft, each, hub_name) for each in picked(given, "propagatedroutetables.ids[].id")]
    labels = [str(each) for each in picked(given, "propagatedroutetables.labels[]")]
    if names or labels:
        item["propagatedRouteTables"] = {"names": [each for each in names if each], "labels": labels}
    static = [
        {
            "name": own,
            "addressPrefixes": [str(each) for each in picked(route, "addressprefixes[]")],
            "nextHopIpAddress": one(route, "nexthopipaddress"),
        }
        for own, route in named(one(given, "vnetroutes"), "staticroutes")
    ]
    if static:
        item["staticRoutes"] = static
    spreads = one(given, "vnetroutes.staticroutesconfig.propagatestaticroutes")
    if isinstance(spreads, bool):
        item["propagateStaticRoutes"] = spreads
    criteria = one(given, "vnetroutes.staticroutesconfig.vnetlocalrouteoverridecriteria")
    if criteria in ("Contains", "Equal"):
        item["vnetLocalRouteOverrideCriteria"] = criteria
    for ours in ("inboundRouteMap", "outboundRouteMap"):
        ident = parse_id(one(given, f"{ours.lower()}.id"))
        item |= {ours: draft.name_of(MAPS, ident) or ident.names[-1]} if ident else {}
    return {"routingConfiguration": item}


def _table_name(draft: Draft, value: object, hub_name: str) -> str | None:
    ident = parse_id(value)
    if ident is None or ident.parent is None:
        return None
    owner = draft.name_of("virtualHubs", ident.parent)
    name = BUILT_IN.get(ident.names[-1].lower()) or draft.name_of(TABLES, ident) or ident.names[-1]
    return name if owner in (hub_name, None) else f"{owner}/{name}"


def gateway(draft: Draft, resource: Resource, name: str) -> Item:
    """A VPN, point-to-site or ExpressRoute gateway of a hub."""
    home = draft.reference("virtualHubs", one(resource.body, "virtualhub.id"))
    item: Item = {"name": name, "gatewayType": "Vpn", "virtualHub": home}
    if resource.ident.type.endswith("/expressroutegateways"):
        flag = one(resource.body, "allownonvirtualwantraffic")
        return item | {"gatewayType": "ExpressRoute"} | ({"allowNonVirtualWanTraffic": flag} if flag else {})
    item |= {"activeActive": True, "enableBgp": True, **bgp_settings(resource.body)}
    pools = picked(resource.body, "p2sconnectionconfigurations[].vpnclientaddresspool.addressprefixes")
    if pools:
        prefixes = [str(each) for pool in pools if isinstance(pool, list) for each in pool]
        item["vpnClientConfiguration"] = {"vpnClientAddressPool": prefixes}
        first = next((body for _, body in named(resource.body, "p2sconnectionconfigurations")), {})
        item |= routing(draft, resource, first, home)
    return item


def gateway_connections(draft: Draft, resource: Resource, name: str) -> None:
    """The circuits and branches that are connected to a hub's gateway."""
    home = draft.item("virtualNetworkGateways", name)["virtualHub"]
    for own, body, ident in children(resource, "expressrouteconnections", "expressrouteconnections"):
        try:
            far = draft.reference("expressRouteCircuits", one(body, "expressroutecircuitpeering.id"))
        except Skip as skip:
            draft.remark("left out", resource, f"the connection is left out: {skip}.", own)
            continue
        item: Item = {"connectionType": "ExpressRoute", "virtualNetworkGateway": name, "expressRouteCircuit": far}
        _connected(draft, resource, body, draft.give("connections", ident), item, home)
    for own, body, ident in children(resource, "connections", "vpnconnections"):
        links = list(named(body, "vpnlinkconnections")) or [(own, body)]
        for link_name, link in links:
            try:
                far = _branch(draft, link, body)
            except Skip as skip:
                draft.remark("left out", resource, f"the connection is left out: {skip}.", own)
                continue
            wanted = own if len(links) == 1 else f"{own}-{link_name}"
            item = {"connectionType": "IPsec", "virtualNetworkGateway": name, "localNetworkGateway": far}
            item["enableBgp"] = bool(one(link, "enablebgp") or one(body, "enablebgp"))
            given = draft.give("connections", ident, wanted)
            _connected(draft, resource, {**body, "routingweight": one(link, "routingweight")}, given, item, home)


def _branch(draft: Draft, link: Item, body: Item) -> str:
    try:
        return draft.reference("localNetworkGateways", one(link, "vpnsitelink.id"))
    except Skip:
        return draft.reference("localNetworkGateways", one(body, "remotevpnsite.id"))


def _connected(draft: Draft, resource: Resource, body: Item, name: str, item: Item, home: str) -> None:
    weight, security = body.get("routingweight"), body.get("enableinternetsecurity")
    if isinstance(weight, int) and weight:
        item["routingWeight"] = weight
    if isinstance(security, bool):
        item["enableInternetSecurity"] = security
    draft.lists["connections"].append({"name": name, **item, **routing(draft, resource, body, home)})


def vpn_site(draft: Draft, resource: Resource, name: str) -> None:
    """A branch of Virtual WAN: one local network gateway for each of its links, all of one site."""
    body = resource.body
    prefixes = [str(each) for each in picked(body, "addressspace.addressprefixes[]")]
    links = list(children(resource, "vpnsitelinks", "vpnsitelinks"))
    site = ""
    if len(links) > 1:
        first = links[0][1].get("bgpproperties")
        site = new_site(draft, name, prefixes, one(first, "asn"))
        draft.remark("note", resource, PREMISES.format(site=site) + ".")
    for own, link, ident in links or [("", body, resource.ident)]:
        given = name if len(links) < 2 else draft.unique("localNetworkGateways", f"{name}-{own}")
        draft.alias("localNetworkGateways", ident, given)
        item: Item = {"name": given, "addressSpace": prefixes}
        public = addresses([one(link, "ipaddress") or one(body, "ipaddress")])
        if public:
            item["gatewayIpAddress"] = public[0]
        speaker: Any = link.get("bgpproperties") or body.get("bgpproperties") or body.get("bgpsettings")
        draft.lists["localNetworkGateways"].append(with_site(draft, resource, item, speaker, site))
