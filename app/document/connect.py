"""What may be connected to what on the canvas: the one table, served as JSON; no second copy of these rules exists.

Says in words what a connection creates; creating it is the editor's work. Never computes a route.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

VNET = "virtualNetwork"
SUBNET = "subnet"
ROUTE_TABLE = "routeTable"
ER_GATEWAY = "expressRouteGateway"
VPN_GATEWAY = "vpnGateway"
HUB_ER_GATEWAY = "hubExpressRouteGateway"
HUB_VPN_GATEWAY = "hubVpnGateway"
CIRCUIT = "expressRouteCircuit"
LOCAL_GATEWAY = "localNetworkGateway"
SITE = "site"
ROUTE_SERVER = "routeServer"
APPLIANCE = "networkVirtualAppliance"
FIREWALL = "azureFirewall"
MACHINE = "virtualMachine"
ENDPOINT = "privateEndpoint"
WAN = "virtualWan"
HUB = "virtualHub"
GROUP = "connectedGroup"

# How a kind of the canvas is found in the document: its list, and what tells it from its neighbours there.
KINDS: dict[str, dict[str, object]] = {
    VNET: {"list": "virtualNetworks"},
    SUBNET: {"list": "virtualNetworks/*/subnets"},
    ROUTE_TABLE: {"list": "routeTables"},
    ER_GATEWAY: {"list": "virtualNetworkGateways", "where": {"gatewayType": "ExpressRoute"}, "has": "virtualNetwork"},
    VPN_GATEWAY: {"list": "virtualNetworkGateways", "where": {"gatewayType": "Vpn"}, "has": "virtualNetwork"},
    HUB_ER_GATEWAY: {"list": "virtualNetworkGateways", "where": {"gatewayType": "ExpressRoute"}, "has": "virtualHub"},
    HUB_VPN_GATEWAY: {"list": "virtualNetworkGateways", "where": {"gatewayType": "Vpn"}, "has": "virtualHub"},
    CIRCUIT: {"list": "expressRouteCircuits"},
    LOCAL_GATEWAY: {"list": "localNetworkGateways"},
    SITE: {"list": "sites"},
    ROUTE_SERVER: {"list": "routeServers"},
    APPLIANCE: {"list": "networkVirtualAppliances"},
    FIREWALL: {"list": "azureFirewalls"},
    MACHINE: {"list": "virtualMachines"},
    ENDPOINT: {"list": "privateEndpoints"},
    WAN: {"list": "virtualWans"},
    HUB: {"list": "virtualHubs"},
    GROUP: {"list": "connectedGroups"},
}


@dataclass(frozen=True, slots=True)
class Connectable:
    """A pair of kinds: allowed with a verb and what it creates or sets, or refused with a sentence."""

    source: str
    target: str
    allowed: bool
    verb: str = ""
    effect: str = ""
    creates: tuple[str, ...] = ()
    sets: str | None = None
    defaults: dict[str, object] = field(default_factory=dict)
    refusal: str = ""


def _may(source: str, target: str, verb: str, effect: str, *creates: str, **more: object) -> Connectable:
    sets = more.pop("sets", None)
    return Connectable(source, target, True, verb, effect, creates, sets if isinstance(sets, str) else None, more)


def _not(source: str, target: str, refusal: str) -> Connectable:
    return Connectable(source, target, False, refusal=refusal)


_ALLOWED = (
    _may(VNET, VNET, "Peer", "A peering on each side that lets forwarded traffic in. Tick 'use remote gateway' on the "
         "side that should reach sites through the other's gateway.", "virtualNetworks/*/peerings",
         allowVirtualNetworkAccess=True, allowForwardedTraffic=True),
    _may(SUBNET, ROUTE_TABLE, "Associate", "The subnet uses this route table in place of any other.",
         sets="routeTable"),
    _may(SUBNET, APPLIANCE, "Route through", "A route table on the subnet with a default route to the appliance.",
         "routeTables", addressPrefix="0.0.0.0/0", nextHopType="VirtualAppliance"),
    _may(SUBNET, FIREWALL, "Route through", "A route table on the subnet with a default route to the firewall.",
         "routeTables", addressPrefix="0.0.0.0/0", nextHopType="VirtualAppliance"),
    _may(ER_GATEWAY, CIRCUIT, "Connect", "An ExpressRoute connection from the gateway to the circuit.", "connections",
         connectionType="ExpressRoute", routingWeight=0),
    _may(HUB_ER_GATEWAY, CIRCUIT, "Connect", "An ExpressRoute connection from the hub's gateway to the circuit.",
         "connections", connectionType="ExpressRoute", routingWeight=0),
    _may(VPN_GATEWAY, SITE, "Connect by VPN", "A local network gateway for the site and an IPsec connection to it.",
         "localNetworkGateways", "connections", connectionType="IPsec", enableBgp=True),
    _may(HUB_VPN_GATEWAY, SITE, "Connect by VPN", "A VPN site for the branch and a connection from the hub to it.",
         "localNetworkGateways", "connections", connectionType="IPsec", enableBgp=True),
    _may(VPN_GATEWAY, LOCAL_GATEWAY, "Connect by VPN", "An IPsec connection.", "connections",
         connectionType="IPsec", enableBgp=True),
    _may(HUB_VPN_GATEWAY, LOCAL_GATEWAY, "Connect by VPN", "A connection from the hub to the VPN site.", "connections",
         connectionType="IPsec", enableBgp=True),
    _may(VPN_GATEWAY, VPN_GATEWAY, "Connect VNet to VNet", "A Vnet2Vnet connection on each of the two gateways.",
         "connections", connectionType="Vnet2Vnet", enableBgp=True),
    _may(HUB_VPN_GATEWAY, VPN_GATEWAY, "Connect by VPN", "An IPsec connection on each side: the hub sees the other "
         "gateway as a VPN site.", "connections", connectionType="IPsec", enableBgp=True),
    _may(LOCAL_GATEWAY, SITE, "Stand for", "The local network gateway describes this site.", sets="site"),
    _may(CIRCUIT, SITE, "End at", "The circuit ends at this site's router.", sets="site"),
    _may(CIRCUIT, CIRCUIT, "Join by Global Reach", "Global Reach between the circuits: their sites reach each other "
         "through Microsoft's edge.", sets="globalReach"),
    _may(CIRCUIT, HUB, "Connect", "An ExpressRoute connection; the hub gets an ExpressRoute gateway if it has none.",
         "virtualNetworkGateways", "connections", connectionType="ExpressRoute", routingWeight=0),
    _may(CIRCUIT, VNET, "Connect", "An ExpressRoute connection; the network gets a GatewaySubnet and an ExpressRoute "
         "gateway if it has none.", "virtualNetworkGateways", "connections", connectionType="ExpressRoute"),
    _may(SITE, VNET, "Connect by VPN", "A local network gateway and an IPsec connection; the network gets a "
         "GatewaySubnet and a VPN gateway if it has none.", "virtualNetworkGateways", "localNetworkGateways",
         "connections", connectionType="IPsec", enableBgp=True),
    _may(SITE, HUB, "Connect by VPN", "A VPN site and a connection; the hub gets a VPN gateway if it has none.",
         "virtualNetworkGateways", "localNetworkGateways", "connections", connectionType="IPsec", enableBgp=True),
    _may(SITE, SITE, "Join", "A link of the customer's own network between the sites.", "siteLinks"),
    _may(ROUTE_SERVER, APPLIANCE, "Peer by BGP", "A BGP session between the Route Server and the appliance.",
         sets="bgpPeers"),
    _may(APPLIANCE, APPLIANCE, "Tunnel", "An overlay tunnel between the appliances.", sets="overlay"),
    _may(APPLIANCE, HUB, "Peer by BGP", "A BGP session between the appliance and the hub's router; the appliance's "
         "network must be connected to the hub.", "virtualHubs/*/bgpPeers"),
    _may(VNET, HUB, "Connect", "A virtual network connection that is associated with the hub's default route table "
         "and propagates to it.", "hubVirtualNetworkConnections", enableInternetSecurity=True),
    _may(HUB, WAN, "Belong to", "The hub joins this Virtual WAN and all of its hubs.", sets="virtualWan"),
    _may(FIREWALL, HUB, "Secure", "Routing intent: the hub's private and Internet traffic goes to the firewall.",
         sets="routingIntent"),
    _may(VNET, GROUP, "Join", "The network becomes a member of the group and reaches all of its members.",
         sets="members"),
)  # fmt: skip

_VIA_GATEWAY = "A circuit ends at an ExpressRoute gateway. Connect it to the ExpressRoute gateway of the network."
_REFUSED = (
    _not(VPN_GATEWAY, CIRCUIT, "A VPN gateway cannot use a circuit. Add an ExpressRoute gateway to the GatewaySubnet; "
         "both can stand in one virtual network."),
    _not(HUB_VPN_GATEWAY, CIRCUIT, "A VPN gateway cannot use a circuit. Add an ExpressRoute gateway to the hub."),
    _not(ER_GATEWAY, SITE, "A site is reached over a circuit. Connect the gateway to the site's circuit, or add a VPN "
         "gateway for a tunnel."),
    _not(HUB_ER_GATEWAY, SITE, "A site is reached over a circuit. Connect the hub's gateway to the site's circuit."),
    _not(ER_GATEWAY, LOCAL_GATEWAY, "A local network gateway is the far end of a VPN tunnel; an ExpressRoute gateway "
         "has none."),
    _not(HUB_ER_GATEWAY, LOCAL_GATEWAY, "A VPN site is the far end of a tunnel; an ExpressRoute gateway has none."),
    _not(ER_GATEWAY, ER_GATEWAY, "ExpressRoute gateways are not joined directly. Connect both to one circuit, or peer "
         "their virtual networks."),
    _not(ER_GATEWAY, HUB_ER_GATEWAY, "ExpressRoute gateways are not joined directly. Connect both to one circuit."),
    _not(HUB_ER_GATEWAY, HUB_ER_GATEWAY, "Hubs of one Virtual WAN reach each other without a connection."),
    _not(HUB_VPN_GATEWAY, HUB_VPN_GATEWAY, "Hubs of one Virtual WAN reach each other without a connection."),
    _not(ER_GATEWAY, VPN_GATEWAY, "A VPN gateway and an ExpressRoute gateway do not connect to each other. In one "
         "virtual network they exchange routes only beside a Route Server with branch-to-branch traffic."),
    _not(ER_GATEWAY, HUB_VPN_GATEWAY, "A VPN gateway and an ExpressRoute gateway do not connect to each other."),
    _not(HUB_ER_GATEWAY, VPN_GATEWAY, "A VPN gateway and an ExpressRoute gateway do not connect to each other."),
    _not(HUB_ER_GATEWAY, HUB_VPN_GATEWAY, "Gateways of one hub exchange routes through the hub; nothing to connect."),
    _not(HUB, HUB, "Hubs of one Virtual WAN reach each other without a connection; hubs of different ones do not "
         "connect."),
    _not(ROUTE_SERVER, VPN_GATEWAY, "Route Server peers with the gateways of its own virtual network by itself. Switch "
         "branch-to-branch traffic on to exchange routes."),
    _not(ROUTE_SERVER, ER_GATEWAY, "Route Server peers with the gateways of its own virtual network by itself. Switch "
         "branch-to-branch traffic on to exchange routes."),
    _not(ROUTE_SERVER, ROUTE_SERVER, "Route Servers do not peer with each other. Let an appliance peer with both."),
    _not(ROUTE_SERVER, FIREWALL, "Azure Firewall does not speak BGP. Use route tables to send traffic through it."),
    _not(ROUTE_SERVER, HUB, "A virtual network with a Route Server cannot be connected to a Virtual WAN hub."),
    _not(ROUTE_SERVER, SITE, "Route Server peers with appliances inside Azure only. Reach the site through a gateway "
         "or an appliance."),
    _not(ROUTE_SERVER, CIRCUIT, "Route Server learns a circuit's routes from the ExpressRoute gateway of its own "
         "virtual network."),
    _not(ROUTE_SERVER, VNET, "A Route Server serves the network it stands in, and networks that are peered with it and "
         "use its gateways."),
    _not(ROUTE_SERVER, SUBNET, "Drag the Route Server onto the virtual network; it makes its RouteServerSubnet there."),
    _not(SUBNET, SUBNET, "Subnets of one virtual network reach each other already; peer the virtual networks "
         "otherwise."),
    _not(SUBNET, VNET, "Peer the virtual networks, not a subnet. A peering can be limited to some subnets afterwards."),
    _not(SUBNET, CIRCUIT, _VIA_GATEWAY),
    _not(SUBNET, SITE, "A site is reached through a gateway of the virtual network. Connect the site to it."),
    _not(SUBNET, HUB, "Virtual networks are connected to a hub as a whole. Connect the subnet's virtual network."),
    _not(SUBNET, ER_GATEWAY, "Subnets learn a gateway's routes by themselves; a route table can switch that off."),
    _not(SUBNET, VPN_GATEWAY, "Subnets learn a gateway's routes by themselves; a route table can switch that off."),
    _not(VNET, ROUTE_TABLE, "A route table belongs to subnets. Connect it to each subnet that should use it."),
    _not(VNET, WAN, "A virtual network connects to a hub of the Virtual WAN, not to the Virtual WAN itself."),
    _not(VNET, ER_GATEWAY, "Peer with the gateway's virtual network and use its gateway there."),
    _not(VNET, VPN_GATEWAY, "Peer with the gateway's virtual network and use its gateway there, or connect two VPN "
         "gateways."),
    _not(HUB, ROUTE_TABLE, "A hub has route tables of its own; a user-defined route table belongs to subnets."),
    _not(SITE, WAN, "A site connects to a hub of the Virtual WAN."),
    _not(CIRCUIT, WAN, "A circuit connects to a hub of the Virtual WAN."),
    _not(APPLIANCE, CIRCUIT, _VIA_GATEWAY),
    _not(FIREWALL, FIREWALL, "Firewalls are not joined to each other. Route tables send traffic from one to the "
         "next."),
)  # fmt: skip
CONNECTABLE: tuple[Connectable, ...] = (*_ALLOWED, *_REFUSED)


def between(one: str, other: str) -> Connectable | None:
    """The entry for two kinds in either order; None where nobody has thought of the pair, which means no."""
    for entry in CONNECTABLE:
        if {entry.source, entry.target} == {one, other} and (one != other or entry.source == entry.target):
            return entry
    return None


def as_json() -> dict[str, object]:
    """The table for the canvas."""
    return {"kinds": KINDS, "pairs": list(_rows()), "otherwise": OTHERWISE}


OTHERWISE = "These two cannot be connected."


def _rows() -> Iterator[dict[str, object]]:
    for entry in CONNECTABLE:
        yield asdict(entry)
