"""User-defined routes: what may be written, what wins, what gateway propagation changes. Computes nothing."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "User routes",
    """
B-01 | documented | UDR | What a user route is made of
  A route has a unique name, a prefix or service tag, and one of VirtualAppliance, VirtualNetworkGateway, VnetLocal,
  Internet or None.
B-02 | documented+observed | UDR, ANB | Next hops nobody can configure
  Peering, service-endpoint and private-endpoint next hops exist only in the answer; writing one is refused as a value
  that cannot be parsed.
B-03 | observed | REST | Appliances in equal-cost groups
  VirtualApplianceEcmp (API 2025-07-01) takes 2 to 64 addresses and prints as VirtualAppliance; it has no health probe
  and is not in every region.
B-04 | documented | REST | New switches of a route table
  disablePeeringRoute on the table and hasBgpOverride on the route exist since API 2025-07-01; no lab shows them at
  work.
B-05 | observed | GH-HUBNET | An appliance needs an address
  A route to VirtualAppliance without a next hop address is refused.
B-06 | documented | UDR | Where an appliance may be
  The next hop must be a private address in the own or a directly peered network, or an internal Standard load
  balancer; behind a gateway is invalid, and Azure does not check.
B-07 | documented | UDR | An appliance must not route to itself
  An appliance whose own subnet sends the same prefix back to it makes a loop.
B-08 | observed | ANB | A stopped appliance
  With the appliance deallocated the row stays User and Active and keeps its address, but its next hop type reads None.
B-09 | observed | ANB | VnetLocal outside the network
  A VnetLocal route for a prefix outside the network is accepted and shows as None.
B-10 | documented | UDR, FAB | VirtualNetworkGateway as next hop
  It works only with a VPN gateway, own or remote; with an ExpressRoute gateway, alone or beside a VPN gateway, it is
  not supported.
B-11 | documented | UDR | Default route to the gateway
  A user 0.0.0.0/0 to VirtualNetworkGateway needs a route-based VPN gateway.
B-12 | documented+observed | UDR, FAB | Internet and None as next hop
  Internet keeps Azure services on the backbone and undoes a learned default route; None drops the packet.
B-13 | documented+observed | UDR, FAB | Service tags in routes
  At most 25 routes of a table may use tags; among equal prefixes an explicit one beats a regional tag, then the global
  tag, then AzureCloud of the region, then AzureCloud.
B-14 | documented | LIM, RT | Limits of route tables
  400 routes per table (1000 under the network manager), 200 tables per subscription and region, one table per subnet,
  and prefixes unique in a table.
B-15 | observed | MYE | The same prefix twice
  Two routes of one table may not have the same prefix; nested prefixes are fine.
B-20 | documented | UDR | Longest prefix, then the source
  The longest prefix wins; among equal prefixes user routes beat gateway routes and gateway routes beat system routes.
B-21 | documented+observed | UDR, FAB | System routes that resist the gateway
  Local, peering and service-endpoint routes beat even a narrower gateway route, but not an equal or narrower user
  route.
B-22 | documented+observed | UDR, FAB, KAY, ADT | What a user route leaves behind
  A system or gateway row of the same prefix stays in the table as Invalid, once per next hop.
B-23 | observed | FAB, NLB | Other lengths are untouched
  A longer or shorter user route changes no other row, dropped ranges excepted.
B-24 | documented+observed | UDR, FAB | A user route for the own network
  A route for the own prefix is legal and sends even neighbours in one subnet to the appliance, unless a longer
  VnetLocal route spares the subnet.
B-25 | observed | ANB, JOC, FAB | Default routes do not catch peers
  A user 0.0.0.0/0 or any supernet leaves peering rows alone; sending a peer through an appliance takes a route of
  exactly its prefix or longer.
B-26 | documented | UDR | User routes act on the way out
  Routes are looked up when a packet leaves an interface; the platform addresses 168.63.129.16 and 169.254.169.254
  ignore the table.
B-30 | documented+observed | UDR, RT, ANL, ADT, CYN | Gateway propagation off
  disableBgpRoutePropagation removes every gateway row of the subnet: BGP and static, ExpressRoute, VPN, client pools
  and Route Server alike.
B-31 | observed | CYN | Propagation is one way
  Turning propagation off does not stop the gateway from announcing the network to on-premises.
B-32 | documented | UDR, GWUDR | The GatewaySubnet needs propagation
  Leave propagation on at the GatewaySubnet: without it the gateway does not function, says the documentation.
B-33 | observed | ANL, MYE | The built-in default comes back
  A subnet without propagation gets its Internet row and its dropped ranges back when a learned default had hidden
  them.
B-40 | documented | GWUDR | User routes on the GatewaySubnet
  A route table is allowed there but not a 0.0.0.0/0, and no security group; routes that cover the subnet itself or the
  gateway's public address break it.
B-41 | observed | JOC | Two halves of the default on the GatewaySubnet
  0.0.0.0/1 with 128.0.0.0/1 passes the check on the GatewaySubnet but cuts the gateway's management.
B-42 | observed | JOC | Firewall routes on the GatewaySubnet
  The usual pattern is one route per spoke to the firewall; a route for the own network also catches BGP between the
  gateways, so the gateway subnets need VnetLocal routes.
B-43 | observed | KAY | What GatewaySubnet routes can steer
  They steer only packets inside the gateway: ExpressRoute towards the network and VPN both ways; traffic out over
  ExpressRoute skips the gateway.
B-44 | observed | GH-BASTION, GH-CAF, GH-AIML | Subnets with rules of their own
  AzureBastionSubnet and RouteServerSubnet take no route table, AzureFirewallSubnet needs its default to Internet, and
  an Application Gateway v2 refuses any other default.
""",
)
