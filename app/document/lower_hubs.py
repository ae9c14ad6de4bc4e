"""The Virtual WAN part of a design becomes the engine's records: hubs, tables, peers, route maps, connections."""

from app.document import schema as doc
from app.engine import network as net
from app.engine.prefix import BadPrefix, Prefix, contains, nth_address, parse

DEFAULT_TABLE = "defaultRouteTable"
NONE_TABLE = "noneRouteTable"


def _prefixes(texts: tuple[str, ...]) -> tuple[Prefix, ...]:
    return tuple(parse(t) for t in texts if t != "*")


def _table(reference: str, hub: str) -> str:
    return reference if "/" in reference else f"{hub}/{reference}"


def lower_routing(configuration: doc.RoutingConfiguration | None, hub: str) -> net.HubRouting:
    """A connection's routing configuration with Azure's defaults (VW-11) where the document is silent."""
    if configuration is None:
        return net.HubRouting(associated=f"{hub}/{DEFAULT_TABLE}", propagated=(), labels=("default",))
    propagated = configuration.propagated_route_tables
    names = propagated.names if propagated else ()
    labels = propagated.labels if propagated else ("default",)
    return net.HubRouting(
        associated=_table(configuration.associated_route_table, hub),
        propagated=tuple(_table(n, hub) for n in names if not n.endswith(NONE_TABLE)),
        labels=tuple(label for label in labels if label != "none"),
        statics=tuple(
            (_prefixes(s.address_prefixes), s.next_hop_ip_address)
            for s in configuration.static_routes
            if s.next_hop_ip_address
        ),
        propagate_statics=configuration.propagate_static_routes,
        override_equal_only=configuration.bypass_next_hop_ip
        or configuration.vnet_local_route_override_criteria == "Equal",
        inbound_route_map=configuration.inbound_route_map,
        outbound_route_map=configuration.outbound_route_map,
    )


def lower_connections_to_hubs(topology: doc.Topology) -> dict[str, net.HubConnection]:
    """VNet connections of hubs, by name."""
    return {
        c.name: net.HubConnection(
            name=c.name,
            path=f"hubVirtualNetworkConnections/{c.name}",
            hub=c.virtual_hub,
            virtual_network=c.remote_virtual_network,
            enable_internet_security=c.enable_internet_security,
            routing=lower_routing(c.routing_configuration, c.virtual_hub),
        )
        for c in topology.hub_virtual_network_connections
    }


def lower_hubs(topology: doc.Topology) -> dict[str, net.VirtualHub]:
    """Virtual hubs, by name; router and table defaults as Azure sets them (VW-02, VW-12)."""
    return {h.name: _hub(h, topology) for h in topology.virtual_hubs}


def _hub(hub: doc.VirtualHub, topology: doc.Topology) -> net.VirtualHub:
    path = f"virtualHubs/{hub.name}"
    prefix = parse(hub.address_prefix if hub.address_prefix != "*" else "0.0.0.0/32")
    tables = {t.name: t for t in hub.route_tables}
    tables.setdefault(DEFAULT_TABLE, doc.HubRouteTable(name=DEFAULT_TABLE, labels=("default",)))
    intent = hub.routing_intent
    known = tuple(a for a in hub.virtual_router_ips if a != "*")
    return net.VirtualHub(
        name=hub.name,
        path=path,
        wan=hub.virtual_wan or "",
        location=hub.location,
        address_prefix=prefix,
        preference=hub.hub_routing_preference,
        router_ips=known
        or ((nth_address(prefix, 68), nth_address(prefix, 69)) if prefix.length <= 24 else (f"@{path}/router",)),
        tables=tuple(
            net.HubTable(
                name=t.name,
                at=f"{hub.name}/{t.name}",
                path=f"{path}/routeTables/{t.name}",
                labels=t.labels or (("default",) if t.name == DEFAULT_TABLE else ()),
                routes=tuple(net.HubStatic(r.name, _prefixes(r.destinations), r.next_hop) for r in t.routes),
            )
            for t in tables.values()
        ),
        peers=tuple(_peer(hub, p, topology) for p in hub.bgp_peers),
        internet_policy=intent.internet_traffic if intent else None,
        private_policy=intent.private_traffic if intent else None,
        er_transit=intent.express_route_transit if intent else False,
        route_maps={m.name: tuple(map(_rule, m.rules)) for m in hub.route_maps},
    )


def _peer(hub: doc.VirtualHub, peer: doc.HubBgpPeer, topology: doc.Topology) -> net.HubPeer:
    appliance = next((a for a in topology.network_virtual_appliances if peer.peer_ip in a.private_ip_addresses), None)
    connection = next((c for c in topology.hub_virtual_network_connections if c.name == peer.connection), None)
    if connection is None and appliance is not None:
        vnet = appliance.subnet.partition("/")[0]
        connection = next(
            (
                c
                for c in topology.hub_virtual_network_connections
                if c.virtual_hub == hub.name and c.remote_virtual_network == vnet
            ),
            None,
        )
    if connection is None:
        connection = _connection_around(hub, peer, topology)
    return net.HubPeer(
        name=peer.name,
        path=f"virtualHubs/{hub.name}/bgpPeers/{peer.name}",
        connection=connection.name if connection else "",
        peer_ip=peer.peer_ip,
        peer_asn=peer.peer_asn
        if isinstance(peer.peer_asn, int)
        else (appliance.asn if appliance and isinstance(appliance.asn, int) else 0),
        advertised=_prefixes(peer.advertised_prefixes),
        as_path_prepend=peer.as_path_prepend,
        as_paths={parse(p): tuple(path) for p, path in peer.as_paths.items()},
        next_hop_ip=appliance.next_hop_ip if appliance else None,
        appliance=appliance.name if appliance else None,
    )


def _connection_around(
    hub: doc.VirtualHub, peer: doc.HubBgpPeer, topology: doc.Topology
) -> doc.HubVirtualNetworkConnection | None:
    spaces = {v.name: _prefixes(v.address_space) for v in topology.virtual_networks}
    try:
        address = parse(peer.peer_ip)
    except BadPrefix:
        return None
    for connection in topology.hub_virtual_network_connections:
        space = spaces.get(connection.remote_virtual_network, ())
        if connection.virtual_hub == hub.name and any(contains(p, address) for p in space):
            return connection
    return None


def _numbers(texts: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(
        int(word) for text in texts for word in text.replace(",", " ").replace("-", " ").split() if word.isdigit()
    )


def _rule(rule: doc.RouteMapRule) -> net.RouteMapRule:
    return net.RouteMapRule(
        name=rule.name,
        matches=tuple(
            (
                m.match_condition,
                "*" if "*" in m.route_prefix else "",
                _prefixes(m.route_prefix),
                _numbers(m.as_path),
                m.community,
            )
            for m in rule.match_criteria
        ),
        actions=tuple(
            (a.type, _prefixes(p.route_prefix), _numbers(p.as_path), p.community)
            for a in rule.actions
            for p in (a.parameters or (doc.RouteMapParameter(),))
        ),
        terminate=rule.next_step_if_matched == "Terminate",
    )
