"""Which property of Azure becomes which of the design, as data: (ours, where Azure has it, how it is read).

Paths are lower case, `|` parts alternatives, `[]` takes all elements; `!` after the reading makes it needed.
"""

from dataclasses import dataclass

Field = tuple[str, str, str]
Fields = tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Inner:
    """A list inside a resource that becomes a list inside an item."""

    ours: str
    azure: str
    fields: Fields
    words: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A resource type that becomes one item of a list, property by property."""

    list_name: str
    fields: Fields
    inner: tuple[Inner, ...] = ()


PREFERENCE = "choice:ExpressRoute,VpnGateway,ASPath"
SUBNET: Fields = (
    ("addressPrefixes", "addressprefixes|addressprefix", "texts"),
    ("routeTable", "routetable.id", "ref:routeTables"),
    ("serviceEndpoints", "serviceendpoints[].service", "texts"),
    (
        "privateEndpointNetworkPolicies",
        "privateendpointnetworkpolicies",
        "choice:Enabled,Disabled,RouteTableEnabled,NetworkSecurityGroupEnabled",
    ),
    ("networkSecurityGroup", "networksecuritygroup.id", "last"),
    ("natGateway", "natgateway.id", "last"),
    ("defaultOutboundAccess", "defaultoutboundaccess", "flag"),
)
PEERING: Fields = (
    ("remoteVirtualNetwork", "remotevirtualnetwork.id", "ref:virtualNetworks!"),
    ("allowVirtualNetworkAccess", "allowvirtualnetworkaccess", "flag"),
    ("allowForwardedTraffic", "allowforwardedtraffic", "flag"),
    ("allowGatewayTransit", "allowgatewaytransit", "flag"),
    ("useRemoteGateways", "useremotegateways", "flag"),
    ("peeringState", "peeringstate", "choice:Connected,Initiated,Disconnected"),
    ("peerCompleteVnets", "peercompletevnets", "flag"),
    ("localSubnetNames", "localsubnetnames", "texts"),
    ("remoteSubnetNames", "remotesubnetnames", "texts"),
    ("enableOnlyIpv6Peering", "enableonlyipv6peering", "flag"),
)
ROUTE: Fields = (
    ("addressPrefix", "addressprefix", "text!"),
    (
        "nextHopType",
        "nexthoptype",
        "choice:VirtualAppliance,VirtualApplianceEcmp,VirtualNetworkGateway,VnetLocal,Internet,None!",
    ),
    ("nextHopIpAddress", "nexthopipaddress", "text"),
    ("nextHopIpAddresses", "nexthop.nexthopipaddresses", "texts"),
    ("hasBgpOverride", "hasbgpoverride", "flag"),
)
NAT_RULE: Fields = (
    ("type", "typepropertiestype|type", "choice:Static,Dynamic"),
    ("mode", "mode", "choice:EgressSnat,IngressSnat"),
    ("internalMappings", "internalmappings[].addressspace", "texts"),
    ("externalMappings", "externalmappings[].addressspace", "texts"),
)
GATEWAY: Fields = (
    ("gatewayType", "gatewaytype", "choice:Vpn,ExpressRoute!"),
    ("virtualNetwork", "ipconfigurations[].subnet.id", "ref:virtualNetworks!"),
    ("sku", "sku.name", "text"),
    ("vpnType", "vpntype", "choice:RouteBased,PolicyBased"),
    ("activeActive", "activeactive|active", "flag"),
    ("enableBgp", "enablebgp", "flag"),
    ("customRoutes", "customroutes.addressprefixes", "texts"),
    ("publicIpAddresses", "bgpsettings.bgppeeringaddresses[].tunnelipaddresses", "firsts"),
    ("allowRemoteVnetTraffic", "allowremotevnettraffic", "flag"),
    ("allowVirtualWanTraffic", "allowvirtualwantraffic", "flag"),
    ("enableBgpRouteTranslationForNat", "enablebgproutetranslationfornat", "flag"),
    ("gatewayDefaultSite", "gatewaydefaultsite.id", "ref:localNetworkGateways"),
    ("adminState", "adminstate", "choice:Enabled,Disabled"),
)
CONNECTION: Fields = (
    ("connectionType", "connectiontype", "choice:ExpressRoute,IPsec,Vnet2Vnet!"),
    ("virtualNetworkGateway", "virtualnetworkgateway1.id", "ref:virtualNetworkGateways!"),
    ("remoteGateway", "virtualnetworkgateway2.id", "ref:virtualNetworkGateways"),
    ("localNetworkGateway", "localnetworkgateway2.id", "ref:localNetworkGateways"),
    ("expressRouteCircuit", "peer.id", "ref:expressRouteCircuits"),
    ("enableBgp", "enablebgp", "flag"),
    ("routingWeight", "routingweight", "number"),
    ("fastPath", "expressroutegatewaybypass", "flag"),
    ("useLocalAzureIpAddress", "uselocalazureipaddress", "flag"),
    ("egressNatRules", "egressnatrules[].id", "lasts"),
    ("ingressNatRules", "ingressnatrules[].id", "lasts"),
)
FIREWALL: Fields = (
    ("virtualHub", "virtualhub.id", "ref:virtualHubs"),
    ("virtualNetwork", "ipconfigurations[].subnet.id", "ref:virtualNetworks"),
    ("privateIpAddress", "hubipaddresses.privateipaddress|ipconfigurations[].privateipaddress", "text"),
)
PLAIN: dict[str, Plain] = {
    "microsoft.network/virtualnetworks": Plain(
        "virtualNetworks",
        (("location", "location", "text"), ("addressSpace", "addressspace.addressprefixes", "texts")),
        (
            Inner("subnets", "subnets", SUBNET, "subnet"),
            Inner("peerings", "virtualnetworkpeerings", PEERING, "peering"),
        ),
    ),
    "microsoft.network/routetables": Plain(
        "routeTables",
        (
            ("location", "location", "text"),
            ("disableBgpRoutePropagation", "disablebgproutepropagation", "flag"),
            ("disablePeeringRoute", "disablepeeringroute", "choice:None,All"),
        ),
        (Inner("routes", "routes", ROUTE, "route"),),
    ),
    "microsoft.network/virtualnetworkgateways": Plain(
        "virtualNetworkGateways", GATEWAY, (Inner("natRules", "natrules", NAT_RULE, "NAT rule"),)
    ),
    "microsoft.network/virtualwans": Plain(
        "virtualWans",
        (
            ("type", "typepropertiestype|type", "choice:Standard,Basic"),
            ("allowBranchToBranchTraffic", "allowbranchtobranchtraffic", "flag"),
        ),
    ),
}
LISTS: dict[str, str] = {
    **{kind: plain.list_name for kind, plain in PLAIN.items()},
    "microsoft.network/connections": "connections",
    "microsoft.network/azurefirewalls": "azureFirewalls",
    "microsoft.network/localnetworkgateways": "localNetworkGateways",
    "microsoft.network/vpnsites": "localNetworkGateways",
    "microsoft.network/expressroutecircuits": "expressRouteCircuits",
    "microsoft.network/virtualhubs": "virtualHubs",
    "microsoft.network/virtualhubs/hubvirtualnetworkconnections": "hubVirtualNetworkConnections",
    "microsoft.network/vpngateways": "virtualNetworkGateways",
    "microsoft.network/expressroutegateways": "virtualNetworkGateways",
    "microsoft.network/p2svpngateways": "virtualNetworkGateways",
    "microsoft.network/privateendpoints": "privateEndpoints",
}
CHILDREN: dict[str, str] = {
    "microsoft.network/virtualnetworks/subnets": "subnets",
    "microsoft.network/virtualnetworks/virtualnetworkpeerings": "virtualnetworkpeerings",
    "microsoft.network/routetables/routes": "routes",
    "microsoft.network/virtualnetworkgateways/natrules": "natrules",
    "microsoft.network/expressroutecircuits/peerings": "peerings",
    "microsoft.network/expressroutegateways/expressrouteconnections": "expressrouteconnections",
    "microsoft.network/vpngateways/vpnconnections": "connections",
    "microsoft.network/vpnsites/vpnsitelinks": "vpnsitelinks",
    "microsoft.network/virtualhubs/hubroutetables": "hubroutetables",
    "microsoft.network/virtualhubs/hubvirtualnetworkconnections": "hubvirtualnetworkconnections",
    "microsoft.network/virtualhubs/bgpconnections": "bgpconnections",
    "microsoft.network/virtualhubs/ipconfigurations": "ipconfigurations",
    "microsoft.network/virtualhubs/routingintent": "routingintent",
    "microsoft.network/virtualhubs/routemaps": "routemaps",
}
READ_WITH_OTHERS = (
    "microsoft.network/networkinterfaces",
    "microsoft.compute/virtualmachines",
    "microsoft.network/loadbalancers",
    "microsoft.network/publicipaddresses",
)
NOT_NEEDED = (
    "microsoft.network/networksecuritygroups",
    "microsoft.network/applicationsecuritygroups",
    "microsoft.network/natgateways",
    "microsoft.network/publicipprefixes",
    "microsoft.network/bastionhosts",
    "microsoft.network/firewallpolicies",
    "microsoft.network/ddosprotectionplans",
    "microsoft.network/networkwatchers",
    "microsoft.network/privatednszones",
    "microsoft.network/dnszones",
    "microsoft.network/dnsresolvers",
    "microsoft.network/networkintentpolicies",
    "microsoft.network/serviceendpointpolicies",
    "microsoft.network/ipgroups",
    "microsoft.network/applicationgateways",
    "microsoft.network/frontdoors",
    "microsoft.network/trafficmanagerprofiles",
    "microsoft.network/routefilters",
    "microsoft.network/vpnserverconfigurations",
    "microsoft.network/expressrouteports",
    "microsoft.compute",
    "microsoft.storage",
    "microsoft.keyvault",
    "microsoft.insights",
    "microsoft.operationalinsights",
    "microsoft.operationsmanagement",
    "microsoft.managedidentity",
    "microsoft.authorization",
    "microsoft.web",
    "microsoft.sql",
    "microsoft.containerservice",
    "microsoft.containerregistry",
    "microsoft.devtestlab",
    "microsoft.automation",
    "microsoft.recoveryservices",
)
WORDS: dict[str, str] = {
    "virtualNetworks": "virtual network",
    "routeTables": "route table",
    "virtualNetworkGateways": "gateway",
    "localNetworkGateways": "local network gateway",
    "expressRouteCircuits": "circuit",
    "virtualHubs": "virtual hub",
    "virtualWans": "Virtual WAN",
    "azureFirewalls": "firewall",
    "hubVirtualNetworkConnections": "hub connection",
}
CASED: dict[str, str] = {
    word.lower(): word
    for word in [
        "Microsoft.Network",
        "Microsoft.Compute",
        "virtualNetworks",
        "subnets",
        "virtualNetworkPeerings",
        "routeTables",
        "routes",
        "virtualNetworkGateways",
        "localNetworkGateways",
        "connections",
        "expressRouteCircuits",
        "azureFirewalls",
        "publicIPAddresses",
        "networkInterfaces",
        "networkSecurityGroups",
        "natGateways",
        "bastionHosts",
        "loadBalancers",
        "privateEndpoints",
        "virtualWans",
        "virtualHubs",
        "hubRouteTables",
        "hubVirtualNetworkConnections",
        "bgpConnections",
        "ipConfigurations",
        "routingIntent",
        "routeMaps",
        "vpnSites",
        "vpnSiteLinks",
        "vpnGateways",
        "vpnConnections",
        "expressRouteGateways",
        "expressRouteConnections",
        "p2sVpnGateways",
        "firewallPolicies",
        "networkWatchers",
        "privateDnsZones",
        "virtualMachines",
    ]
}
