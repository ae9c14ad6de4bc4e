"""What Azure refuses or lets pass to your harm: networks, subnets and routes. Decides nothing about a document."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Deployment: networks, subnets, routes",
    """
H-01 | refused | observed | MDD-SUBP | Peers overlap
  The two networks have overlapping address spaces and cannot be peered.
  code: VnetAddressSpacesOverlap
  message: Cannot create or update peering {id}. Virtual networks {A} and {B} cannot be peered because their address
  spaces overlap. Overlapping address prefixes: {prefixes}
H-02 | refused | observed | GH-OVERLAP | Overlap with another peer
  The network overlaps another one that is already peered with the same hub.
  code: VnetAddressSpaceOverlapsWithAlreadyPeeredVnet
  message: Cannot create or update peering {id}. Virtual networks {A} and {B} cannot be peered because address space of
  the first virtual network overlaps with address space of virtual network {C} already peered with the second virtual
  network. Overlapping address prefixes: {prefixes}
H-03 | refused | observed | PEER-T | Second peering of a pair
  The pair of networks already has a peering.
  code: AnotherPeeringAlreadyReferencesRemoteVnet
  message: Peering {id} already references remote virtual network Id: {id}
H-04 | refused | documented+observed | PEER-T | Remote half disconnected
  The remote half is Disconnected and has to be updated or created again.
  code: RemotePeeringIsDisconnected
  message: Cannot create or update peering {id} because remote peering {id} referencing parent virtual network {id} is
  in Disconnected state. Update or re-create the remote peering to get it back to Initiated state. Peering gets
  Disconnected when remote vnet or remote peering is deleted and re-created.
H-05 | refused | observed | GH-QUICK | No remote gateway
  useRemoteGateways points at a network that has neither gateway nor Route Server.
  code: RemoteVnetHasNoGateways
  message: Peering {id} cannot have UseRemoteGateway flag set to true because remote virtual network {id} referenced by
  the peering does not have any gateways.
H-06 | refused | observed | ANL | Remote half allows no transit
  useRemoteGateways needs allowGatewayTransit on the remote half first.
  message: Peering {id} cannot have UseRemoteGateways flag set to true, because corresponding remote peering {id} has
  AllowGatewayTransit flag set to false.
H-07 | refused | documented+observed | PEER, SEED | Second remote gateway
  Another peering of this network already uses a remote gateway.
  message: Peering {id} cannot have UseRemoteGateways flag set to true, because another peering {id} already has
  UseRemoteGateways flag set to true.
H-08 | refused | documented | PEER, GH-79948 | Own gateway and remote gateway
  The network owns a gateway or Route Server and may not use a remote one, in either order of creation.
H-09 | refused | documented | LIM | Too many peerings
  More than 500 peerings on one network.
H-10 | refused | observed | GH-BUSY | Writes at the same time
  Two changes to one network overlapped in time; run them one after the other.
  code: ReferencedResourceNotProvisioned
  message: Cannot proceed with operation because resource {id} used by resource {id} is not in Succeeded state.
  Resource is in Updating state and the last operation that updated/is updating the resource is PutSubnetOperation.
  unseen: it depends on the order in which changes are made, and a drawing has one state.
H-11 | warned | observed | NLB | Access switched off
  With allowVirtualNetworkAccess off the tables still promise a way, but packets are dropped.
H-12 | warned | documented+observed | PEER, ANL | Forwarded traffic not allowed
  An appliance's path crosses a peering that refuses forwarded traffic, so its packets are dropped.
H-13 | warned | documented | PEER | Peering out of sync
  An address space changed and the peer was not synchronised, so it still lists the old prefixes.
  unseen: it follows a change that was not synchronised; in a drawing both sides are always in step.
H-14 | refused | documented | SUBP | Bounds of subnet peering
  More than 200 subnets on a side, a second link for the pair, or switching between full and subnet peering in place.
H-15 | refused | documented | VNFAQ | Ranges no network may have
  224.0.0.0/4, 255.255.255.255/32, 127.0.0.0/8, 169.254.0.0/16 and 168.63.129.16/32 cannot be address space.
H-16 | refused | observed | GH-NAV | Prefix or subnet in use
  A subnet that still holds resources cannot be removed, nor the address space under it.
  code: InUseSubnetCannotBeDeleted
  message: Subnet GatewaySubnet is in use by {id} and cannot be deleted. In order to delete the subnet, delete all the
  resources within the subnet. See aka.ms/deletesubnet.
  unseen: it depends on what is taken away from a running network, and a drawing has one state.
H-17 | warned | documented | UDR | Foreign public ranges
  Using public ranges that belong to others, or on-premises ranges, makes the real ones unreachable.
H-20 | refused | observed | GH-SUBNET | Subnet not valid
  The subnet's prefix is malformed.
  code: NetcfgInvalidSubnet
  message: Subnet '{subnet}' is not valid in virtual network '{network}'.
  unseen: a malformed prefix is refused when it is typed, before it becomes part of a design.
H-21 | refused | observed | GH-AZ | Subnet outside the network
  The subnet lies outside the network's address space.
  code: NetcfgSubnetRangeOutsideVnet
  message: Subnet '{subnet}' is not valid because its IP address range is outside the IP address range of virtual
  network '{network}'.
H-22 | refused | observed | GH-AZ | Subnets overlap
  The subnet overlaps another subnet of the network.
  code: NetcfgSubnetRangesOverlap
  message: Subnet '{subnet}' is not valid because its IP address range overlaps with that of an existing subnet in
  virtual network '{network}'.
H-23 | refused | documented | VNFAQ | Size of a subnet
  A subnet is at least a /29, because five addresses are reserved, at most a /2, and always a /64 in IPv6.
H-24 | refused | documented+observed | ERGW, ERCOEX, DMA-SCALE | GatewaySubnet too small
  One VPN gateway fits a /29; ExpressRoute and coexistence want a /27; 16 circuits and ErGwScale want a /26.
  code: GatewaySubnetTooSmallForExpressrouteUltraPerformanceGatewaySku
  message: To deploy an Expressroute UltraPerformance gateway SKU, the GatewaySubnet {id} must be /27 or larger.
H-25 | refused | observed | GH-NSG | Security group on GatewaySubnet
  A network security group cannot be attached to the GatewaySubnet.
  code: NetworkSecurityGroupCannotBeAttachedToGatewaySubnet
  message: The operation failed because the network security group {id} can not be associated to the GatewaySubnet.
  Please remove the network security group associated to the GatewaySubnet. No changes have occurred on the gateway at
  this time. See here for additional details: https://aka.ms/GatewaySubnet.
H-26 | refused | documented | GWUDR | Default route on GatewaySubnet
  A gateway cannot be created on a GatewaySubnet whose table holds 0.0.0.0/0.
H-27 | warned | documented | UDR | GatewaySubnet without propagation
  With gateway propagation off on its own subnet the gateway does not work, says the documentation.
H-28 | warned | observed | JOC, GWUDR | Routes that cut the gateway
  Half default routes, or a route over the GatewaySubnet or the gateway's public address, cut its control traffic.
H-29 | refused | documented | VPNSET | Only gateways in GatewaySubnet
  The subnet must bear exactly the name GatewaySubnet and hold nothing but gateways.
H-30 | refused | documented | AFW | Firewall subnets too small
  AzureFirewallSubnet and AzureFirewallManagementSubnet need a /26 or larger.
H-31 | refused | observed | GH-CAF | Firewall subnet without Internet default
  The table of AzureFirewallSubnet lacks 0.0.0.0/0 to Internet.
  code: AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet
  message: Route Table {name} on firewall subnet AzureFirewallSubnet must have 0.0.0.0/0 route with next hop Internet.
H-32 | refused | documented | BASTION | Bastion subnet too small
  AzureBastionSubnet needs a /26 or larger since November 2021.
  message: The prefix must be smaller than or equal to 26.
H-33 | refused | observed | GH-BASTION, GH-40561 | Route table on the Bastion subnet
  AzureBastionSubnet takes no route table.
  code: RouteTableCannotBeAttachedForAzureBastionSubnet
  message: Route Table {name} cannot be attached to Azure Bastion Subnet AzureBastionSubnet
H-34 | refused | documented | RS-FAQ, RS-CFG | Route Server subnet
  RouteServerSubnet is a /27 or larger, newer text says /26, and takes neither security group nor route table.
H-35 | refused | observed | GH-AIML | Default route at an application gateway
  The subnet of a version 2 Application Gateway refuses a 0.0.0.0/0 that does not go to Internet.
  code: ApplicationGatewaySubnetUserDefinedRouteNotAllowed
  message: Route Table {id} is associated to subnet {id}, which contains V2 SKU Application Gateway {id}
  unseen: designs hold no Application Gateways.
H-36 | refused | observed | CTN-VNRA | Reserved appliance subnet
  VirtualNetworkApplianceSubnet is a reserved name for the routing appliance.
H-40 | refused | observed | MYE | Two routes for one prefix
  The route table has the same prefix in two routes.
  code: RouteConflict
  message: Route: {name} conflicts with Route: {name}. Routes cannot have the same AddressPrefix.
H-41 | refused | observed | ANB | Next hop type not writable
  The next hop type does not exist for user routes.
  code: InvalidRequestFormat
  message: Cannot parse the request.
  unseen: another next hop type is refused when it is typed, before it becomes part of a design.
H-42 | refused | observed | GH-HUBNET | Appliance route without address
  A VirtualAppliance route came without its next hop address.
  message: NextHopIpAddress cannot be Null or Empty in route when NextHopType is VirtualAppliance
H-43 | refused | documented | LIM, UDR | Too many routes or tables
  More than 400 routes in a table, 25 service tags in a table, or 200 tables per subscription and region.
H-44 | refused | documented | RT | Table from elsewhere
  A route table must be in the region and subscription of the network it serves.
H-45 | warned | documented+observed | UDR, ANB | Next hop that cannot forward
  The next hop address is outside the own and peered networks, on a stopped machine, or on an interface that does not
  forward; packets vanish.
H-46 | refused | documented | UDR | Gateway next hop without VPN gateway
  VirtualNetworkGateway as next hop needs a VPN gateway and is not supported beside ExpressRoute.
H-47 | warned | observed | ANB, FAB | Supernet against a peering
  A user route wider than a peered prefix does not override the peering.
H-48 | warned | documented | UDR | Half of on-premises through the firewall
  Propagation is on and user routes cover only part of on-premises, so some flows pass the appliance one way only.
""",
)
