"""Which resource of Terraform's azurerm provider is which of Azure, property by property, as data.

A path of Azure with where Terraform has its value; a pair is a list, each element read by fields of its own. `parent`
says where a child names what it belongs to, `id_of` what a mere association adds to.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

Fields: TypeAlias = dict[str, "str | tuple[str, Fields]"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One resource type of the provider."""

    azure: str
    fields: Fields
    parent: str = ""
    parent_name: str = ""
    id_of: str = ""
    fixed: dict[str, object] = field(default_factory=dict)


NAMED: Fields = {"name": "name", "id": "id"}
ROUTING: Fields = {
    "routingConfiguration.associatedRouteTable.id": "routing.associated_route_table_id|routing.associated_route_table",
    "routingConfiguration.inboundRouteMap.id": "routing.inbound_route_map_id",
    "routingConfiguration.outboundRouteMap.id": "routing.outbound_route_map_id",
    "routingConfiguration.propagatedRouteTables.labels": "routing.propagated_route_table.labels",
    "routingConfiguration.propagatedRouteTables.ids": ("routing.propagated_route_table.route_table_ids[]", {"id": "."}),
}
ROUTE: Fields = {
    "addressPrefix": "address_prefix",
    "nextHopType": "next_hop_type",
    "nextHopIpAddress": "next_hop_in_ip_address",
}
HUB_ROUTE: Fields = {
    "name": "name",
    "destinations": "destinations",
    "destinationType": "destinations_type",
    "nextHop": "next_hop",
}
SUBNET: Fields = {
    "addressPrefixes": "address_prefixes|address_prefix",
    "serviceEndpoints": ("service_endpoints[]|service_endpoint[].service", {"service": "."}),
    "privateEndpointNetworkPolicies": "private_endpoint_network_policies",
    "defaultOutboundAccess": "default_outbound_access_enabled",
    "routeTable.id": "route_table_id",
}
N = "Microsoft.Network"
KINDS: dict[str, Kind] = {
    "azurerm_virtual_network": Kind(
        f"{N}/virtualNetworks",
        {"addressSpace.addressPrefixes": "address_space", "subnets": ("subnet", {**NAMED, **SUBNET})},
    ),
    "azurerm_subnet": Kind(f"{N}/virtualNetworks/subnets", SUBNET, "virtual_network_id", "virtual_network_name"),
    "azurerm_subnet_route_table_association": Kind(
        f"{N}/virtualNetworks/subnets", {"routeTable.id": "route_table_id"}, id_of="subnet_id"
    ),
    "azurerm_virtual_network_peering": Kind(
        f"{N}/virtualNetworks/virtualNetworkPeerings",
        {
            "remoteVirtualNetwork.id": "remote_virtual_network_id",
            "allowVirtualNetworkAccess": "allow_virtual_network_access",
            "allowForwardedTraffic": "allow_forwarded_traffic",
            "allowGatewayTransit": "allow_gateway_transit",
            "useRemoteGateways": "use_remote_gateways",
            "peerCompleteVnets": "peer_complete_virtual_networks_enabled",
            "localSubnetNames": "local_subnet_names",
            "remoteSubnetNames": "remote_subnet_names",
            "enableOnlyIpv6Peering": "only_ipv6_peering_enabled",
        },
        "virtual_network_id",
        "virtual_network_name",
    ),
    "azurerm_route_table": Kind(
        f"{N}/routeTables",
        {
            "disableBgpRoutePropagation": "!bgp_route_propagation_enabled|disable_bgp_route_propagation",
            "routes": ("route", {"name": "name", **ROUTE}),
        },
    ),
    "azurerm_route": Kind(f"{N}/routeTables/routes", ROUTE, "route_table_id", "route_table_name"),
    "azurerm_virtual_network_gateway": Kind(
        f"{N}/virtualNetworkGateways",
        {
            "gatewayType": "type",
            "vpnType": "vpn_type",
            "sku.name": "sku",
            "activeActive": "active_active",
            "enableBgp": "bgp_enabled|enable_bgp",
            "ipConfigurations": (
                "ip_configuration",
                {"name": "name", "subnet.id": "subnet_id", "publicIPAddress.id": "public_ip_address_id"},
            ),
            "bgpSettings.asn": "bgp_settings.asn",
            "bgpSettings.bgpPeeringAddresses": (
                "bgp_settings.peering_addresses",
                {"defaultBgpIpAddresses": "default_addresses", "tunnelIpAddresses": "tunnel_ip_addresses"},
            ),
            "vpnClientConfiguration.vpnClientAddressPool.addressPrefixes": "vpn_client_configuration.address_space",
            "customRoutes.addressPrefixes": "custom_route.address_prefixes",
            "gatewayDefaultSite.id": "default_local_network_gateway_id",
            "allowRemoteVnetTraffic": "remote_vnet_traffic_enabled",
            "allowVirtualWanTraffic": "virtual_wan_traffic_enabled",
        },
    ),
    "azurerm_virtual_network_gateway_nat_rule": Kind(
        f"{N}/virtualNetworkGateways/natRules",
        {
            "type": "type",
            "mode": "mode",
            "internalMappings": ("internal_mapping", {"addressSpace": "address_space"}),
            "externalMappings": ("external_mapping", {"addressSpace": "address_space"}),
        },
        "virtual_network_gateway_id",
    ),
    "azurerm_local_network_gateway": Kind(
        f"{N}/localNetworkGateways",
        {
            "gatewayIpAddress": "gateway_address",
            "localNetworkAddressSpace.addressPrefixes": "address_space",
            "bgpSettings.asn": "bgp_settings.asn",
            "bgpSettings.bgpPeeringAddress": "bgp_settings.bgp_peering_address",
        },
    ),
    "azurerm_virtual_network_gateway_connection": Kind(
        f"{N}/connections",
        {
            "connectionType": "type",
            "virtualNetworkGateway1.id": "virtual_network_gateway_id",
            "virtualNetworkGateway2.id": "peer_virtual_network_gateway_id",
            "localNetworkGateway2.id": "local_network_gateway_id",
            "peer.id": "express_route_circuit_id",
            "enableBgp": "bgp_enabled|enable_bgp",
            "routingWeight": "routing_weight",
            "expressRouteGatewayBypass": "express_route_gateway_bypass",
            "useLocalAzureIpAddress": "local_azure_ip_address_enabled",
            "egressNatRules": ("egress_nat_rule_ids[]", {"id": "."}),
            "ingressNatRules": ("ingress_nat_rule_ids[]", {"id": "."}),
        },
    ),
    "azurerm_express_route_circuit": Kind(
        f"{N}/expressRouteCircuits",
        {"serviceProviderProperties.peeringLocation": "peering_location", "sku.tier": "sku.tier"},
    ),
    "azurerm_express_route_circuit_peering": Kind(
        f"{N}/expressRouteCircuits/peerings",
        {
            "peerAsn": "peer_asn",
            "primaryPeerAddressPrefix": "primary_peer_address_prefix",
            "secondaryPeerAddressPrefix": "secondary_peer_address_prefix",
        },
        "express_route_circuit_id",
        "express_route_circuit_name",
    ),
    "azurerm_express_route_circuit_connection": Kind(
        f"{N}/expressRouteCircuits/peerings",
        {"connections": (".", {"name": "name", "peerExpressRouteCircuitPeering.id": "peer_peering_id"})},
        id_of="peering_id",
    ),
    "azurerm_route_server": Kind(
        f"{N}/virtualHubs",
        {
            "allowBranchToBranchTraffic": "branch_to_branch_traffic_enabled",
            "hubRoutingPreference": "hub_routing_preference",
            "virtualRouterIps": "virtual_router_ips",
            "ipConfigurations": (".", {"name": "name", "subnet.id": "subnet_id"}),
        },
        fixed={"kind": "RouteServer"},
    ),
    "azurerm_route_server_bgp_connection": Kind(
        f"{N}/virtualHubs/bgpConnections", {"peerIp": "peer_ip", "peerAsn": "peer_asn"}, "route_server_id"
    ),
    "azurerm_firewall": Kind(
        f"{N}/azureFirewalls",
        {
            "ipConfigurations": (
                "ip_configuration",
                {"name": "name", "subnet.id": "subnet_id", "privateIpAddress": "private_ip_address"},
            ),
            "virtualHub.id": "virtual_hub.virtual_hub_id",
            "hubIpAddresses.privateIpAddress": "virtual_hub.private_ip_address",
        },
    ),
    "azurerm_virtual_wan": Kind(
        f"{N}/virtualWans", {"type": "type", "allowBranchToBranchTraffic": "allow_branch_to_branch_traffic"}
    ),
    "azurerm_virtual_hub": Kind(
        f"{N}/virtualHubs",
        {
            "virtualWan.id": "virtual_wan_id",
            "addressPrefix": "address_prefix",
            "hubRoutingPreference": "hub_routing_preference",
            "virtualRouterIps": "virtual_router_ips",
        },
    ),
    "azurerm_virtual_hub_connection": Kind(
        f"{N}/virtualHubs/hubVirtualNetworkConnections",
        {
            "remoteVirtualNetwork.id": "remote_virtual_network_id",
            "enableInternetSecurity": "internet_security_enabled",
            **ROUTING,
            "routingConfiguration.vnetRoutes.staticRoutes": (
                "routing.static_vnet_route",
                {"name": "name", "addressPrefixes": "address_prefixes", "nextHopIpAddress": "next_hop_ip_address"},
            ),
            "routingConfiguration.vnetRoutes.staticRoutesConfig.propagateStaticRoutes": (
                "routing.static_vnet_propagate_static_routes_enabled"
            ),
            "routingConfiguration.vnetRoutes.staticRoutesConfig.vnetLocalRouteOverrideCriteria": (
                "routing.static_vnet_local_route_override_criteria"
            ),
        },
        "virtual_hub_id",
    ),
    "azurerm_virtual_hub_route_table": Kind(
        f"{N}/virtualHubs/hubRouteTables", {"labels": "labels", "routes": ("route", HUB_ROUTE)}, "virtual_hub_id"
    ),
    "azurerm_virtual_hub_route_table_route": Kind(
        f"{N}/virtualHubs/hubRouteTables", {"routes": (".", HUB_ROUTE)}, id_of="route_table_id"
    ),
    "azurerm_virtual_hub_routing_intent": Kind(
        f"{N}/virtualHubs/routingIntent",
        {
            "routingPolicies": (
                "routing_policy",
                {"name": "name", "destinations": "destinations", "nextHop": "next_hop"},
            )
        },
        "virtual_hub_id",
    ),
    "azurerm_virtual_hub_bgp_connection": Kind(
        f"{N}/virtualHubs/bgpConnections",
        {
            "peerIp": "peer_ip",
            "peerAsn": "peer_asn",
            "hubVirtualNetworkConnection.id": "virtual_network_connection_id",
        },
        "virtual_hub_id",
    ),
    "azurerm_route_map": Kind(
        f"{N}/virtualHubs/routeMaps",
        {
            "rules": (
                "rule",
                {
                    "name": "name",
                    "nextStepIfMatched": "next_step_if_matched",
                    "matchCriteria": (
                        "match_criterion",
                        {
                            "matchCondition": "match_condition",
                            "routePrefix": "route_prefix",
                            "asPath": "as_path",
                            "community": "community",
                        },
                    ),
                    "actions": (
                        "action",
                        {
                            "type": "type",
                            "parameters": (
                                "parameter",
                                {"routePrefix": "route_prefix", "asPath": "as_path", "community": "community"},
                            ),
                        },
                    ),
                },
            )
        },
        "virtual_hub_id",
    ),
    "azurerm_vpn_gateway": Kind(
        f"{N}/vpnGateways", {"virtualHub.id": "virtual_hub_id", "bgpSettings.asn": "bgp_settings.asn"}
    ),
    "azurerm_point_to_site_vpn_gateway": Kind(
        f"{N}/p2sVpnGateways",
        {
            "virtualHub.id": "virtual_hub_id",
            "p2SConnectionConfigurations": (
                "connection_configuration",
                {
                    "name": "name",
                    "vpnClientAddressPool.addressPrefixes": "vpn_client_address_pool.address_prefixes",
                    **ROUTING,
                },
            ),
        },
    ),
    "azurerm_vpn_site": Kind(
        f"{N}/vpnSites",
        {
            "addressSpace.addressPrefixes": "address_cidrs",
            "vpnSiteLinks": (
                "link",
                {**NAMED, "ipAddress": "ip_address", "bgpProperties.asn": "bgp.asn"}
                | {"bgpProperties.bgpPeeringAddress": "bgp.peering_address"},
            ),
        },
    ),
    "azurerm_vpn_gateway_connection": Kind(
        f"{N}/vpnGateways/vpnConnections",
        {
            "remoteVpnSite.id": "remote_vpn_site_id",
            "enableInternetSecurity": "internet_security_enabled",
            "vpnLinkConnections": (
                "vpn_link",
                {
                    "name": "name",
                    "vpnSiteLink.id": "vpn_site_link_id",
                    "enableBgp": "bgp_enabled",
                    "routingWeight": "route_weight",
                },
            ),
            **ROUTING,
        },
        "vpn_gateway_id",
    ),
    "azurerm_express_route_gateway": Kind(
        f"{N}/expressRouteGateways",
        {"virtualHub.id": "virtual_hub_id", "allowNonVirtualWanTraffic": "allow_non_virtual_wan_traffic"},
    ),
    "azurerm_express_route_connection": Kind(
        f"{N}/expressRouteGateways/expressRouteConnections",
        {
            "expressRouteCircuitPeering.id": "express_route_circuit_peering_id",
            "enableInternetSecurity": "internet_security_enabled|enable_internet_security",
            "routingWeight": "routing_weight",
            **ROUTING,
        },
        "express_route_gateway_id",
    ),
    "azurerm_network_interface": Kind(
        f"{N}/networkInterfaces",
        {
            "enableIpForwarding": "ip_forwarding_enabled|enable_ip_forwarding",
            "ipConfigurations": (
                "ip_configuration",
                {"name": "name", "subnet.id": "subnet_id", "privateIpAddress": "private_ip_address"},
            ),
            "virtualMachine.id": "virtual_machine_id",
        },
    ),
    "azurerm_network_interface_backend_address_pool_association": Kind(
        f"{N}/networkInterfaces",
        {
            "ipConfigurations": (
                ".",
                {
                    "name": "ip_configuration_name",
                    "loadBalancerBackendAddressPools": (".", {"id": "backend_address_pool_id"}),
                },
            )
        },
        id_of="network_interface_id",
    ),
    "azurerm_lb": Kind(
        f"{N}/loadBalancers",
        {
            "frontendIPConfigurations": (
                "frontend_ip_configuration",
                {"name": "name", "privateIPAddress": "private_ip_address"},
            )
        },
    ),
    "azurerm_private_endpoint": Kind(
        f"{N}/privateEndpoints",
        {
            "subnet.id": "subnet_id",
            "ipConfigurations": (
                "private_service_connection",
                {"name": "name", "privateIpAddress": "private_ip_address"},
            ),
        },
    ),
    "azurerm_public_ip": Kind(f"{N}/publicIPAddresses", {"ipAddress": "ip_address"}),
}
