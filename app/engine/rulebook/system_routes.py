"""System routes: what Azure puts into every table by itself, and in which order. Plain facts, no route is computed."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "System routes",
    """
A-01 | documented+observed | UDR, KAY | One row per address-space prefix
  Every prefix of the address space is one VnetLocal row; subnets never appear in the table.
A-02 | observed | FAB, NLB | VnetLocal carries no next hop address
  The API says VnetLocal where the portal says Virtual network, and the row has no next hop address.
A-03 | documented+observed | UDR, ADS-PRIV | The built-in default route
  0.0.0.0/0 to Internet stands Active in each subnet that has no better default route, private subnets included.
A-04 | documented | UDR | The documented dropped ranges
  The documentation names four ranges that Azure drops (next hop None): 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and
  100.64.0.0/10.
A-05 | observed | NLB | The dropped ranges seen in 2026
  Captures of August 2026 list 21 dropped ranges, from 10.0.0.0/8 to 20.35.252.0/22, in the same order everywhere.
A-06 | observed | ANL | The dropped ranges seen in 2023
  A table of 2023 lists 17 dropped ranges, with 25.48.0.0/12 and 25.33.0.0/16 that were gone by 2026.
A-07 | observed | MYE, JOC, FAB | The dropped ranges before 2023
  In 2021 and 2022 fifteen ranges were dropped and 172.16.0.0/12 was not among them; in 2019 and 2020 there were three,
  so the set has to carry a date.
A-08 | observed | ANB | Holes in 100.64.0.0/10
  One hub of 2026 showed 100.64.0.0/10 cut into 19 pieces around 100.89.77.104/29; we read this as platform noise and
  print the whole range.
A-09 | observed | NLB | Order of the dropped ranges
  Dropped ranges come with the shortest prefix first; among equal lengths the order is fixed but not numeric.
A-10 | documented+observed | UDR, NLB, FAB | Peering rows
  A peering gives one row per prefix of the remote network: VNetPeering inside a region, VNetGlobalPeering between
  regions, without next hop address.
A-11 | documented | PEER | Only a connected peering, as last synchronised
  Peering rows exist only while the peering is Connected, and they show the remote prefixes of the last sync.
A-12 | observed | NLB | Blocked access keeps the rows
  With allowVirtualNetworkAccess off the rows stay as they are; the packets are dropped in silence.
A-13 | documented+observed | PEER, ANL | Forwarded traffic is no route
  allowForwardedTraffic leaves the table alone; it settles whether packets from foreign sources are let in.
A-14 | documented+observed | PEER, FAB | Peering beats the gateway
  For the same prefix a peering wins over everything a gateway learned, a tunnel between the same two networks
  included.
A-15 | observed | NLB, FAB | Place of the peering rows
  VNetPeering rows follow the VnetLocal rows, VNetGlobalPeering rows stand near the end, behind the user rows.
A-16 | observed | ANB, MDD-SUBP | Subnet peering rows
  Under subnet peering the rows are the prefixes of the peered subnets, and all local subnets list them, taking part or
  not.
A-20 | documented | UDR | An equal dropped range becomes local
  When the address space contains exactly a dropped range, the range is shown as VnetLocal instead of None.
A-20b | documented+observed | UDR, NLB | Larger and smaller address spaces
  An address space larger than a dropped range removes that range; a smaller one leaves it, so the unused rest of the
  private range is still dropped.
A-21 | documented+observed | UDR, GH-51082, NLB | Wider routes remove dropped ranges
  A user or gateway route that is equal to or wider than a dropped range takes its row off the list; a 0.0.0.0/0 takes
  off all of them.
A-21b | observed | NLB, ANL, MAL | Narrower routes leave dropped ranges
  A user or gateway route inside a dropped range leaves the dropped row beside it.
A-22 | observed | NLB, MYE, FAB | Default route against default route
  A user 0.0.0.0/0 leaves the built-in one listed as Invalid, while a learned 0.0.0.0/0 makes it vanish from the table.
A-23 | observed | L-DM, FAB | User default over a learned default
  A user 0.0.0.0/0 turns the learned default rows Invalid, one per next hop; neither the built-in default nor dropped
  ranges are listed then.
A-24 | documented | ERROUTE, ERFAQ | A withdrawn default route
  When a learned 0.0.0.0/0 goes away, the Internet row comes back and traffic leaves directly; Microsoft advises a
  network security group against it.
A-25 | observed | NLB, FAB, KAY | Dropped ranges are never Invalid
  A dropped range is either listed Active or not listed; no capture shows one as Invalid.
A-30 | documented+observed | FAB, L-FAB-2ER, UDR | Gateway routes inside known ranges are hidden
  A gateway route that equals or lies inside a prefix of the own or a directly peered network does not appear in the
  table.
A-31 | observed | FAB | Hiding happens at the receiver
  The filter runs in each receiving network: one spoke may list a gateway route that another spoke hides.
A-32 | documented+observed | UDR, FAB | Wider gateway routes are listed
  A gateway route wider than a local or peered prefix is listed as usual and loses only by longest match.
A-40 | documented+observed | UDR, NLB | One row per service endpoint
  A service endpoint adds a single VirtualNetworkServiceEndpoint row with all ranges of the service, on that subnet
  only; Storage had 1262 ranges.
A-41 | documented | UDR | Service endpoints bypass learned routes
  Service-endpoint ranges beat BGP routes, even narrower ones, and a user 0.0.0.0/0; only a user route as long or
  longer, or its service tag, beats them.
A-42 | documented+observed | UDR, FAB, MDD | Reach of a private endpoint's route
  A private endpoint puts its /32 as InterfaceEndpoint on all subnets of its own and of directly peered networks, never
  further and never into BGP.
A-43 | observed | FAB, MDD | Private endpoints without route policy
  With the policy Disabled or NetworkSecurityGroupEnabled only a user /32 beats the endpoint's /32.
A-44 | documented+observed | PENP, FAB, KAY | Private endpoints with route policy
  With RouteTableEnabled or Enabled, a user route of the source subnet that holds the endpoint and is at least as long
  as the endpoint network's prefix makes the /32 Invalid; 0.0.0.0/0 does not.
A-45 | documented+observed | PENP, MDD | The policy sits on the endpoint's subnet
  The policy is set on the endpoint's subnet and holds for every source; for on-premises the table of the GatewaySubnet
  needs the user route.
A-46 | observed | KAY, FAB | Place of the private endpoints
  InterfaceEndpoint rows are the last ones of IPv4.
A-50 | documented+observed | REST-EFF, NLB | Fields of a row
  A row has addressPrefix, nextHopIpAddress, nextHopType, source and state, a name for user rows only, and the table's
  disableBgpRoutePropagation on every row.
A-51 | observed | REST-EFF, NLB | Words of a row
  Sources are Default, User and VirtualNetworkGateway, states Active and Invalid; next hop types include
  InterfaceEndpoint and, for a mesh of the network manager, ConnectedGroup.
A-52 | observed | NLB, KAY, FAB | Order of the table
  VnetLocal, VNetPeering, gateway rows, 0.0.0.0/0, dropped ranges, user rows, service endpoints, VNetGlobalPeering,
  InterfaceEndpoint; then the same for IPv6.
A-53 | observed | NLB, JOC, FAB | Several next hops
  Since 2026 one row holds all equal next hops; older printouts repeat the row once per next hop.
A-54 | observed | JOC, KAY | Losing gateway paths leave no row
  A path that loses inside the gateway, by AS path or because ExpressRoute beats VPN, is never printed.
A-55 | observed | NLB, GH-53704 | Azure answers only for a running machine
  Effective routes need the network interface of a running virtual machine, so GatewaySubnet, firewall subnet and
  private endpoints cannot be asked.
A-56 | documented | NW | Network Watcher uses other words
  Its next hop check says VirtualNetwork, VirtualNetworkPeering or MicrosoftEdge, and calls the table of default rows
  System Route.
A-60 | observed | KAY | IPv6 follows IPv4
  A dual-stack network lists its IPv6 rows behind all IPv4 rows and ends with ::/0 to Internet.
A-61 | observed | KAY | IPv6 over ExpressRoute
  IPv6 prefixes learned over ExpressRoute show the same IPv4 next hop as the circuit's IPv4 prefixes.
A-62 | observed | KAY | User routes per family
  User routes for 0.0.0.0/0 and ::/0 are independent; each invalidates only the built-in route of its family.
A-63 | unknown | KAY, MDD-V6 | Dropped IPv6 ranges
  No capture tells whether IPv6 ranges such as fc00::/7 are dropped, because the only IPv6 printouts hide dropped rows.
""",
)
