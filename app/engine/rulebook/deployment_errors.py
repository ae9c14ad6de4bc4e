"""Azure's own refusals around Route Server, hubs and gateways, as published. Decides nothing about a document."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Deployment: refusals of Route Server and hubs",
    """
ERR-01 | refused | observed | GH-96534 | Route Server beside an active-standby gateway
  A Route Server cannot be created while the network's VPN gateway is active-standby; the doubled word is Azure's own.
  message: Route Server is being created in the Vnet and the VPN gateway present is not in in Active-Active mode. This
  scenario is not supported.
ERR-02 | refused | observed | GH-AZ | Special subnet missing
  In the preview of 2020 a missing RouteServerSubnet or GatewaySubnet was reported as an invalid subnet.
  code: NetcfgInvalidSubnet
  found as: H-29
ERR-03 | refused | observed | L-HUBLESS | Route map for a peer outside the network
  Route maps are taken only by BGP connections whose peer lies in the Route Server's own network.
  code: HubBgpConnectionFromSpokeVnetCannotReferenceRouteMap
  message: HubBgpConnection {id} from spoke Vnet with PeerIp {address} cannot have RouteMap. This is not supported.
  RouteMap can only be reference on HubBgpConnections with peerIp within RouteServer Vnet
  unseen: the design format has no route maps for Route Servers.
ERR-04 | refused | observed | L-INTER, L-SAT | BGP connection without its network connection
  The network connection that a BGP connection rides on must exist and be provisioned first.
  code: HubBgpConnectionMustReferenceFullyProvisionedHubVirtualNetworkConnection
ERR-05 | refused | observed | L-INTER | Network connection that cannot use the Route Server
  The spoke's peering does not let it use the remote gateway or Route Server.
  code: VNetPeeringInFailedState
  message: Ensure that the spoke VNet {id} can access and can use the remote gateway or route server in {id}
  unseen: it holds only once a first route map has converted the Route Server, which a design does not tell.
ERR-06 | refused | observed | L-INTER | Routing configuration on Vnet2Vnet
  Route maps and routing configurations do not go with connections of type Vnet2Vnet.
  code: InvalidRoutingConfigurationForConnectionType
  message: This RoutingConfiguration is not supported for resource Type Vnet2Vnet.
ERR-07 | refused | observed | GH-AZ | Another number for a hub
  The number of a hub or Route Server is 65515 and cannot be changed.
  code: CustomAsnNotEnabledForVirtualHub
  message: Virtual hub is not enabled to allow Router ASN modification. Please set ASN to 65515 or contact Support for
  enabling virtual hub to allow modification.
  unseen: the number of a hub or Route Server is 65515 in every design and cannot be changed.
ERR-08 | refused | observed | L-SAT | Hub not ready
  A BGP connection came before the hub's routing was provisioned.
  code: HubBgpConnectionParentHubMustHaveProvisionedRoutingState
  unseen: it depends on the order in which things are created, and a drawing has one state.
ERR-09 | refused | observed | MYE-ECMP | Too many Route Server peers
  Peers above the limit end in state Failed, with a message that speaks of site-to-site connections.
  code: MaximumLocalNetworkSitesLimitReachedForGateway
  message: Maximum connection limit reached. Current site to site connections : 31, max limit : 30
ERR-10 | refused | observed | GH-AZ | Overlapping networks on a hub
  A network that overlaps one already on the hub is refused with the message of a peering.
  message: cannot be peered because address space of the first virtual network overlaps with address space of virtual
  network {id} already peered with the second virtual network. Overlapping address prefixes: {prefixes}
ERR-11 | refused | observed | L-FAB-CHILD | Routing configuration under routing intent
  A VPN connection of a hub with routing intent takes no routing configuration of its own.
  code: ConnectionRoutingConfigConflictsWithRoutingIntent
ERR-12 | refused | observed | MDD-SUBP | Plain peering of overlapping networks
  Captured text of the overlap refusal, naming both networks and the shared prefixes.
  code: VnetAddressSpacesOverlap
  message: Cannot create or update peering {id}. Virtual networks {id} and {id} cannot be peered because their address
  spaces overlap. Overlapping address prefixes: 172.16.0.0/16, 172.16.0.0/16
  found as: H-01
ERR-13 | refused | observed | ANL | Remote gateway before transit
  Captured text for useRemoteGateways set before the hub's half allows transit.
  message: Peering {id} cannot have UseRemoteGateways flag set to true, because corresponding remote peering {id} has
  AllowGatewayTransit flag set to false.
  found as: H-06
ERR-14 | refused | observed | SEED | Remote gateways of two hubs
  Captured text for a second peering with useRemoteGateways.
  message: Peering {id} cannot have UseRemoteGateways flag set to true, because another peering {id} already has
  UseRemoteGateways flag set to true.
  found as: H-07
ERR-15 | refused | observed | SEED | Remote gateway beside an own one
  The portal does not offer useRemoteGateways on a network that owns a gateway or Route Server.
  found as: H-08
ERR-16 | refused | observed | GH-AA | Active-active with one configuration
  An active-active gateway has two IP configurations.
  code: ActiveActiveGatewayMustHaveExactlyTwoIpConfigurations
  message: ActiveActive Gateway must be created with two IP configurations.
ERR-17 | refused | observed | GH-AAP2S | Active-active with clients
  An active-active gateway with point-to-site needs a third IP configuration.
  code: ActiveActiveP2SGatewayMustHaveExactlyThreeIpConfigurations
ERR-18 | refused | observed | GH-ZONES, L-SAT | Public address without zones
  An AZ size of VPN gateway refuses a public address that has no zones.
  code: VmssVpnGatewayPublicIpsMustHaveZonesConfigured
  message: Standard Public IPs associated with VPN Gateways with AZ VPN skus must have zones configured.
  unseen: designs do not say in which zones a public address lies.
ERR-19 | refused | observed | L-SAT | Old VPN gateway size
  New VPN gateways of a size without zones are refused since late 2025.
  code: NonAzSkusNotAllowedForVPNGateway
  found as: H-51
ERR-20 | refused | observed | GH-AZ | Custom routes on ExpressRoute
  customRoutes belong to VPN gateways only.
  message: Custom routes are not allowed to be specified for gateway {id} of type ExpressRoute.
ERR-21 | refused | observed | L-HUBLESS | Interface of a stopped machine
  The effective routes of a stopped or detached interface cannot be read.
  code: NicMustBeAttachedToRunningVmToGetEffectiveRoutes
  unseen: it is an answer to a question about a running machine; RouteCanvas computes the routes without one.
ERR-22 | refused | observed | GH-BASTION | Bastion under a default-route design
  Designs that put a table on every subnet fail at AzureBastionSubnet.
  code: RouteTableCannotBeAttachedForAzureBastionSubnet
  found as: H-33
ERR-23 | refused | documented | RS-FAQ | Missing rights
  Creating a Route Server peering needs rights on the virtual network.
  message: The client with object ID {id} doesn't have authorization to perform action {action} over scope {scope} or
  the scope is invalid.
  unseen: designs do not hold the rights of people.
ERR-24 | refused | observed | L-HUBLESS | Read-only list of a route map
  associatedInboundConnections cannot be written on the map; set the map on the connection instead.
  code: InvalidJson
  unseen: the design format has no such list.
ERR-25 | advice | observed | L-RMSUM | Nothing announced
  Asking a hub for outbound routes answers 404 when there are none.
  message: No route data was found for this request.
  unseen: it is an answer to a question about a running hub.
ERR-26 | refused | observed | L-DM-COEX | Gateway still connected
  An ExpressRoute gateway with connections left cannot be deleted.
  code: VirtualNetworkGatewayCannotBeDeleted
  unseen: it is about deleting a gateway that runs.
""",
)
