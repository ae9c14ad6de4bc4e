"""A design becomes the engine's network: references joined, prefixes parsed, what Azure would pick filled in or named.

The only module that knows both the document's models and the engine's records. Makes no routing decision.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from app.document import schema as doc
from app.document.lower_hubs import lower_connections_to_hubs, lower_hubs, lower_routing
from app.document.unlisted import Networks, link_networks, unlisted_ipv6
from app.engine import network as net
from app.engine.bgp import AZURE_ASN
from app.engine.prefix import Prefix, nth_address, parse

DROP_ROWS_NOW = "2026"
T = TypeVar("T", bound=doc.Named)


def lower(topology: doc.Topology) -> net.Network:
    """The frozen network of a checked design."""
    vnets = {v.name: v for v in topology.virtual_networks}
    halves = {(v.name, p.remote_virtual_network): p for v in topology.virtual_networks for p in v.peerings}
    gateways = {g.name: _gateway(g, vnets, topology) for g in topology.virtual_network_gateways}
    sites = {s.name: s for s in topology.sites}
    branches = {g.name: _remote_site(g, sites) for g in topology.local_network_gateways}
    by_link = link_networks(topology)
    dual = unlisted_ipv6(topology)
    return net.Network(
        drop_rows_as_of=topology.drop_rows_as_of or DROP_ROWS_NOW,
        virtual_networks={
            v.name: _virtual_network(v, vnets, halves, unlisted_ipv6=v.name in dual) for v in topology.virtual_networks
        },
        route_tables={t.name: _route_table(t) for t in topology.route_tables},
        gateways=gateways,
        circuits={c.name: _circuit(c, sites, by_link.get(c.name, {})) for c in topology.express_route_circuits},
        er_connections={c.name: _er_connection(c, gateways) for c in _of(topology, "ExpressRoute")},
        vpn_connections={
            c.name: _vpn_connection(c, gateways, branches)
            for c in (*_of(topology, "IPsec"), *_of(topology, "Vnet2Vnet"))
            if c.remote_gateway or c.local_network_gateway
        },
        sites={s.name: _site(s) for s in topology.sites},
        site_links={s.name: net.SiteLink(s.name, f"siteLinks/{s.name}", s.sites) for s in topology.site_links},
        route_servers={r.name: _route_server(r, vnets) for r in topology.route_servers},
        appliances={a.name: _appliance(a) for a in topology.network_virtual_appliances},
        firewalls={f.name: _firewall(f, vnets) for f in topology.azure_firewalls},
        machines={
            m.name: net.Machine(m.name, f"virtualMachines/{m.name}", m.subnet, _known(m.private_ip_address))
            for m in topology.virtual_machines
        },
        private_endpoints={p.name: _private_endpoint(p) for p in topology.private_endpoints},
        connected_groups={
            g.name: net.ConnectedGroup(g.name, f"connectedGroups/{g.name}", g.members)
            for g in topology.connected_groups
        },
        wans={
            w.name: net.VirtualWan(w.name, f"virtualWans/{w.name}", w.allow_branch_to_branch_traffic, w.type == "Basic")
            for w in topology.virtual_wans
        },
        hubs=lower_hubs(topology),
        hub_connections=lower_connections_to_hubs(topology),
    )


def _of(topology: doc.Topology, connection_type: str) -> Iterable[doc.Connection]:
    return (c for c in topology.connections if c.connection_type == connection_type)


def _known(address: str | None) -> str | None:
    return None if address in (None, "*") else address


def _prefixes(texts: Iterable[str]) -> tuple[Prefix, ...]:
    return tuple(map(parse, texts))


def _asn(value: int | str | None, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise


Halves = Mapping[tuple[str, str], doc.Peering]


def _virtual_network(
    vnet: doc.VirtualNetwork, vnets: Mapping[str, doc.VirtualNetwork], halves: Halves, *, unlisted_ipv6: bool
) -> net.VirtualNetwork:
    path = f"virtualNetworks/{vnet.name}"
    peerings = tuple(
        _peering(vnet.name, p, halves.get((p.remote_virtual_network, vnet.name)))
        for p in vnet.peerings
        if p.remote_virtual_network in vnets
    )
    summary = vnet.summarized_gateway_prefixes
    return net.VirtualNetwork(
        name=vnet.name,
        path=path,
        location=vnet.location,
        address_space=_prefixes(vnet.address_space),
        subnets=tuple(
            net.Subnet(
                name=s.name,
                at=f"{vnet.name}/{s.name}",
                path=f"{path}/subnets/{s.name}",
                prefixes=_prefixes(s.address_prefixes),
                route_table=s.route_table,
                service_endpoints=s.service_endpoints,
                private_endpoint_network_policies=s.private_endpoint_network_policies or "Disabled",
                nat_gateway=s.nat_gateway,
                default_outbound_access=s.default_outbound_access is not False,
            )
            for s in vnet.subnets
        ),
        peerings=peerings,
        peering_with={p.remote: p for p in peerings},
        summarized_gateway_prefixes=_prefixes(summary.address_prefixes) if summary else None,
        unlisted_ipv6=unlisted_ipv6,
    )


def _peering(vnet: str, half: doc.Peering, twin: doc.Peering | None) -> net.Peering:
    stated = {half.peering_state, twin.peering_state if twin else "Initiated"}
    return net.Peering(
        name=half.name,
        path=f"virtualNetworks/{vnet}/peerings/{half.name}",
        remote=half.remote_virtual_network,
        connected=stated <= {None, "Connected"},
        allow_virtual_network_access=half.allow_virtual_network_access,
        allow_forwarded_traffic=half.allow_forwarded_traffic,
        allow_gateway_transit=half.allow_gateway_transit,
        use_remote_gateways=half.use_remote_gateways,
        complete=half.peer_complete_vnets,
        local_subnets=half.local_subnet_names,
        remote_subnets=half.remote_subnet_names,
    )


def _route_table(table: doc.RouteTable) -> net.RouteTable:
    return net.RouteTable(
        name=table.name,
        path=f"routeTables/{table.name}",
        disable_bgp_route_propagation=table.disable_bgp_route_propagation,
        disable_peering_route=table.disable_peering_route == "All",
        routes=tuple(
            net.UserRoute(
                name=r.name,
                address_prefix=r.address_prefix,
                prefix=parse(r.address_prefix) if "/" in r.address_prefix else None,
                next_hop_type=r.next_hop_type,
                next_hop_ips=r.next_hop_ip_addresses or ((r.next_hop_ip_address,) if r.next_hop_ip_address else ()),
            )
            for r in table.routes
        ),
    )


def _subnet_address(vnets: Mapping[str, doc.VirtualNetwork], vnet: str | None, subnet: str, offset: int) -> str | None:
    home = vnets.get(vnet or "")
    found = next((s for s in home.subnets if s.name == subnet), None) if home else None
    first = next((p for p in found.address_prefixes if ":" not in p), None) if found else None
    return nth_address(parse(first), offset) if first else None


def _instance_addresses(
    gateway: doc.VirtualNetworkGateway, vnets: Mapping[str, doc.VirtualNetwork], beside: bool
) -> tuple[str, ...]:
    """D-04, E-02: what the document gives, else what every lab shows, else the name of the instance."""
    token = f"@virtualNetworkGateways/{gateway.name}/instances"
    given = gateway.bgp_settings.bgp_peering_addresses if gateway.bgp_settings else ()
    vpn = gateway.gateway_type == "Vpn"
    two = not vpn or gateway.active_active or gateway.virtual_hub is not None
    offsets: tuple[int, ...] = () if vpn and (beside or not two) else (4, 5) if vpn else (12, 13)
    known = [_subnet_address(vnets, gateway.virtual_network, "GatewaySubnet", o) for o in offsets]
    picked = [given[i] if i < len(given) else known[i] if i < len(known) else None for i in range(2 if two else 1)]
    return tuple(_known(address) or f"{token}/{i}" for i, address in enumerate(picked))


def _gateway(
    gateway: doc.VirtualNetworkGateway, vnets: Mapping[str, doc.VirtualNetwork], topology: doc.Topology
) -> net.Gateway:
    beside = any(
        g.virtual_network == gateway.virtual_network and g.gateway_type != gateway.gateway_type
        for g in topology.virtual_network_gateways
        if g.virtual_network is not None
    )
    pool = gateway.vpn_client_configuration
    addresses = _instance_addresses(gateway, vnets, beside)
    path = f"virtualNetworkGateways/{gateway.name}"
    return net.Gateway(
        name=gateway.name,
        path=path,
        gateway_type=gateway.gateway_type,
        virtual_network=gateway.virtual_network,
        virtual_hub=gateway.virtual_hub,
        asn=_asn(gateway.bgp_settings.asn, AZURE_ASN)
        if gateway.bgp_settings and gateway.gateway_type == "Vpn"
        else AZURE_ASN,
        active_active=len(addresses) > 1,
        addresses=addresses,
        public_ips=tuple(
            _known(gateway.public_ip_addresses[i] if i < len(gateway.public_ip_addresses) else None)
            or f"@{path}/publicIp/{i}"
            for i in range(len(addresses))
        ),
        client_pool=_prefixes(pool.vpn_client_address_pool) if pool else (),
        custom_routes=_prefixes(gateway.custom_routes),
        allow_remote_vnet_traffic=gateway.allow_remote_vnet_traffic is not False,
        allow_virtual_wan_traffic=gateway.allow_virtual_wan_traffic is not False,
        allow_non_virtual_wan_traffic=gateway.allow_non_virtual_wan_traffic is not False,
        default_site=gateway.gateway_default_site,
        routing=lower_routing(gateway.routing_configuration, gateway.virtual_hub) if gateway.virtual_hub else None,
        nat_rules=tuple(
            net.NatRule(
                r.name,
                r.mode,
                _prefixes(m.address_space for m in r.internal_mappings),
                _prefixes(m.address_space for m in r.external_mappings),
                tuple(c.name for c in topology.connections if r.name in (*c.egress_nat_rules, *c.ingress_nat_rules)),
            )
            for r in gateway.nat_rules
        ),
        translate_bgp=gateway.enable_bgp_route_translation_for_nat,
    )


def _circuit(circuit: doc.ExpressRouteCircuit, sites: Mapping[str, doc.Site], in_use: Networks) -> net.Circuit:
    site = sites.get(circuit.site or "")
    everywhere = circuit.advertised_prefixes
    if everywhere is None:
        everywhere = site.address_space if site else ()
    by_link = circuit.advertised_prefixes_by_link
    per_link = {"primary": by_link.primary, "secondary": by_link.secondary} if by_link else {}
    peering = {"primary": circuit.primary_peer_address_prefix, "secondary": circuit.secondary_peer_address_prefix}
    underlay = circuit.underlay_addresses
    return net.Circuit(
        name=circuit.name,
        path=f"expressRouteCircuits/{circuit.name}",
        site=circuit.site,
        peer_asn=_asn(circuit.peer_asn, _asn(site.asn if site else None, 65000)),
        links=circuit.device_paths,
        advertised={
            link: _prefixes(dict.fromkeys((*per_link[link], *(p for p in everywhere if p == peering[link]))))
            if per_link
            else _prefixes(everywhere if not in_use or link in in_use else ())
            for link in circuit.device_paths
        },
        peering={link: parse(prefix) for link, prefix in peering.items() if prefix} or in_use,
        as_path_prepend=circuit.as_path_prepend,
        as_path_by_prefix={parse(p): tuple(path) for p, path in circuit.as_path_by_prefix.items()},
        global_reach=circuit.global_reach,
        msee_vendor=circuit.msee_vendor,
        underlay={
            link: address
            for link, address in (("primary", _known(underlay.primary)), ("secondary", _known(underlay.secondary)))
            if address
        }
        if underlay
        else {},
        carries_ipv6=any(":" in p for p in everywhere),
    )


def _er_connection(connection: doc.Connection, gateways: Mapping[str, net.Gateway]) -> net.ErConnection:
    gateway = gateways[connection.virtual_network_gateway]
    return net.ErConnection(
        name=connection.name,
        path=f"connections/{connection.name}",
        gateway=connection.virtual_network_gateway,
        circuit=connection.express_route_circuit or "",
        routing_weight=connection.routing_weight,
        routing=lower_routing(connection.routing_configuration, gateway.virtual_hub) if gateway.virtual_hub else None,
        enable_internet_security=connection.enable_internet_security,
    )


def _remote_site(branch: doc.LocalNetworkGateway, sites: Mapping[str, doc.Site]) -> net.RemoteSite:
    site = sites.get(branch.site or "")
    bgp = branch.bgp_settings
    announced = branch.advertised_prefixes
    if announced is None:
        announced = site.address_space if site else ()
    return net.RemoteSite(
        name=branch.name,
        path=f"localNetworkGateways/{branch.name}",
        site=branch.site,
        statics=_prefixes(branch.address_space),
        asn=_asn(bgp.asn, _asn(site.asn if site else None, 65000)) if bgp else None,
        peer_address=_known(bgp.bgp_peering_address) if bgp else None,
        advertised=_prefixes(announced),
        as_path_prepend=branch.as_path_prepend,
        prepend_by_prefix={parse(p): n for p, n in branch.as_path_prepend_by_prefix.items()},
        prepend_by_tunnel=dict(branch.as_path_prepend_by_tunnel),
        gateway_ip=_known(branch.gateway_ip_address),
    )


def _vpn_connection(
    connection: doc.Connection, gateways: Mapping[str, net.Gateway], branches: Mapping[str, net.RemoteSite]
) -> net.VpnConnection:
    gateway = gateways[connection.virtual_network_gateway]
    tunnels = tuple(t for t in connection.tunnels or () if t in gateway.addresses)
    return net.VpnConnection(
        name=connection.name,
        path=f"connections/{connection.name}",
        gateway=gateway.name,
        enable_bgp=connection.enable_bgp,
        tunnels=tunnels or gateway.addresses,
        remote_site=branches.get(connection.local_network_gateway or "") if not connection.remote_gateway else None,
        remote_gateway=connection.remote_gateway,
        routing=lower_routing(connection.routing_configuration, gateway.virtual_hub) if gateway.virtual_hub else None,
        enable_internet_security=connection.enable_internet_security,
        private=connection.use_local_azure_ip_address,
    )


def _site(site: doc.Site) -> net.Site:
    return net.Site(
        name=site.name,
        path=f"sites/{site.name}",
        asn=_asn(site.asn, 0) or None,
        address_space=_prefixes(site.address_space),
        transit=site.transit or site.readvertises,
        local_preference=dict(site.local_preference),
    )


def _route_server(server: doc.RouteServer, vnets: Mapping[str, doc.VirtualNetwork]) -> net.RouteServer:
    token = f"@routeServers/{server.name}/instances"
    return net.RouteServer(
        name=server.name,
        path=f"routeServers/{server.name}",
        virtual_network=server.virtual_network,
        addresses=tuple(
            _subnet_address(vnets, server.virtual_network, "RouteServerSubnet", 4 + i) or f"{token}/{i}" for i in (0, 1)
        ),
        branch_to_branch=server.allow_branch_to_branch_traffic,
        preference=server.hub_routing_preference,
        peers=server.bgp_peers,
    )


def _appliance(appliance: doc.NetworkVirtualAppliance) -> net.Appliance:
    balancer = appliance.load_balancer
    frontend = balancer.frontend_private_ip_address if balancer else None
    backends = balancer.backend_private_ip_addresses if balancer else ()
    return net.Appliance(
        name=appliance.name,
        path=f"networkVirtualAppliances/{appliance.name}",
        subnet=appliance.subnet,
        addresses=tuple(a for a in appliance.private_ip_addresses if a != "*"),
        asn=_asn(appliance.asn, 0) or None,
        advertised=_prefixes(appliance.advertised_prefixes),
        as_path_prepend=appliance.as_path_prepend,
        next_hop_ip=_known(appliance.next_hop_ip),
        overlay=appliance.overlay,
        drops=appliance.drops is True,
        drops_to=_prefixes(() if isinstance(appliance.drops, bool) else appliance.drops),
        as_path_handling=appliance.as_path_handling,
        ip_forwarding=appliance.ip_forwarding,
        frontend=_known(frontend),
        backends=backends,
    )


def _firewall(firewall: doc.AzureFirewall, vnets: Mapping[str, doc.VirtualNetwork]) -> net.Firewall:
    path = f"azureFirewalls/{firewall.name}"
    return net.Firewall(
        name=firewall.name,
        path=path,
        virtual_network=firewall.virtual_network,
        virtual_hub=firewall.virtual_hub,
        address=_known(firewall.private_ip_address)
        or _subnet_address(vnets, firewall.virtual_network, "AzureFirewallSubnet", 4)
        or f"@{path}/privateIp",
        resource_type=firewall.resource_type or "Azure Firewall",
    )


def _private_endpoint(endpoint: doc.PrivateEndpoint) -> net.PrivateEndpoint:
    address = _known(endpoint.private_ip_address)
    return net.PrivateEndpoint(
        endpoint.name, f"privateEndpoints/{endpoint.name}", endpoint.subnet, parse(address) if address else None
    )
