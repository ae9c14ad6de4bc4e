"""Design advice: mistakes in drawings that deploy well and then lose packets. Finds nothing by itself."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Design advice",
    """
LINT-01 | refused | documented+observed | RS-ERVPN, GH-96534 | Active-standby VPN beside Route Server
  Make the VPN gateway active-active; Route Server is refused beside an active-standby one (RS-21).
  found as: ERR-01
LINT-02 | warned | documented+observed | RS-ERVPN, DMA-P2S | VPN number beside Route Server
  Set the VPN gateway to 65515; another number is unsupported, and with ExpressRoute and clients it breaks (RS-22,
  RS-23).
LINT-03 | warned | documented+observed | RS-ERVPN | Exchange without branch-to-branch
  Appliance and on-premises routes do not meet while branch-to-branch is off (RS-18).
LINT-04 | warned | documented | RS-ERVPN | Gateway in another network
  Route Server exchanges nothing with gateways outside its own network (RS-18).
LINT-05 | warned | documented | RS-FAQ | One session instead of two
  Peer the appliance with both Route Server instances and send both the same routes (RS-11).
  unseen: a peer of a Route Server in a design always has sessions with both instances.
LINT-06 | refused | documented | RS-FAQ | Forbidden appliance number
  The appliance uses 65515, a reserved or a 32-bit number (RS-12).
  found as: RS-12
LINT-07 | warned | documented+observed | RS-FAQ, MAL | Announcing a known network
  A prefix equal to or inside the network or a peer attracts nothing; use a user route or a supernet (RS-38).
LINT-08 | warned | documented+observed | L-FAB-FW, MYE | Default route without an exit
  The appliance announces 0.0.0.0/0 but its egress subnet lacks a user route to Internet and loops (RS-41).
LINT-09 | warned | observed | L-FAB-FW | Inner interface of an appliance
  The inner subnet of a two-armed appliance also gets the default that points to itself (RS-41).
LINT-10 | warned | documented | RS-FAQ | Propagation off where it is needed
  The subnet relies on Route Server or hub routes but its table has propagation off (RS-40, VW-97).
LINT-11 | warned | documented | UDR | Propagation past the appliance
  A user 0.0.0.0/0 to the appliance with propagation on lets narrower on-premises routes bypass it (B-20).
LINT-12 | warned | documented+observed | VPNFAQ, L-FAB-FW | Default route for VPN sites
  Sites behind an Azure VPN gateway never receive an appliance's 0.0.0.0/0 (RS-57).
LINT-13 | warned | observed | L-MALG-NA | Default route leaks to ExpressRoute
  With branch-to-branch and a circuit the appliance's 0.0.0.0/0 reaches on-premises; tag it 65535:65282 (RS-36).
LINT-14 | warned | documented | RS-FAQ | Appliance against a circuit route
  By default the appliance's route loses to the same prefix from ExpressRoute (RS-52).
LINT-15 | warned | observed | L-AS-ASN | Prepending with private numbers
  Private numbers are stripped at the edge and do not steer on-premises over ExpressRoute (RS-56).
LINT-16 | warned | documented+observed | RS-DUAL, L-FAB-2ER | Route Servers in a chain
  The appliance between two Route Servers must override or strip 65515, or nothing passes (RS-53).
LINT-17 | warned | observed | L-FAB-2ER, L-HUBLESS | Override makes paths longer
  as-override doubles the appliance's number and loses against an appliance that strips (RS-54).
LINT-18 | warned | documented | RS-FAQ | Route Server across a circuit
  Routes of one Route Server do not reach another hub over a shared circuit (RS-63).
LINT-19 | warned | observed | L-FAB-DH, L-FAB-2ER | Dual-homed spokes without overlay
  Traffic between the hubs loops in the appliance subnets (RS-61).
  unseen: whether traffic between the hubs is meant to pass is known to the author only; a trace shows the loop, and
  RC-LOOP finds it.
LINT-20 | refused | documented+observed | PEER, SEED | Two remote gateways
  Only one peering may use a remote gateway, and none on a network with its own (RS-58).
  found as: H-07
LINT-21 | warned | documented | RS-CFG | Spoke without remote gateway
  The spoke gets no Route Server rows and appliances do not learn it (RS-25, RS-40).
LINT-22 | limit | documented | RS-LIM, RS-FAQ | Route Server peers and routes
  8 peers and 4,000 routes each; announcing over 2,000 again at once counts double and drops the session.
LINT-23 | limit | documented | RS-LIM | Prefixes announced to a circuit
  More than 1,000 prefixes, spokes included, drop the ExpressRoute session.
LINT-24 | limit | documented | RS-CAP | Machines behind Route Server
  There are more virtual machines than its units carry: 4,000 at 2 units, up to 50,000 at 48.
LINT-25 | refused | documented | RS-FAQ | Extras on RouteServerSubnet
  Remove the security group, route table or service-endpoint policy from RouteServerSubnet (RS-02).
  found as: H-34
LINT-26 | warned | documented | RS-TRB | GatewaySubnet route over Route Server
  A GatewaySubnet route to the firewall covers RouteServerSubnet; spare it with VnetLocal (RS-47).
LINT-27 | warned | documented | RS-NH | Stateful appliances that share
  Active-active appliances without a load balancer as next hop see half of a flow (RS-39, RS-43).
LINT-28 | warned | documented | RS-FAQ | Sharing over circuits
  With Route Server in the network one circuit path is used instead of several (RS-52a).
LINT-29 | warned | documented | RS-FAQ | Route Server and IPv6
  A Route Server breaks IPv6 of the dual-stack network it stands in (RS-07).
LINT-30 | refused | documented | RS-FAQ, VW-FAQ | Route Server on a hub
  A network with Route Server cannot be connected to a virtual hub (RS-08).
  found as: VW-04
LINT-31 | advice | documented | RS-ERVPN | Downtime of creation
  Adding Route Server or a gateway now interrupts gateways for up to 10 minutes (RS-09).
  unseen: it is about the moment of creation, and a drawing has one state.
LINT-32 | warned | observed | L-HUBLESS, L-ADT | Appliances that should exchange
  Appliances exchange routes through Route Server only with branch-to-branch on (RS-32).
LINT-33 | warned | documented+observed | RS-ERVPN | Transit nobody asked for
  Branch-to-branch makes VPN and ExpressRoute sites transit for each other and reflects appliance routes (RS-18).
  unseen: whether the transit is wanted is known to the author only; an intent can say that two sites stay apart.
LINT-34 | refused | documented+observed | RS-RM, L-HUBLESS | Route map out of reach
  Route maps do not go on peers in peered networks nor on Vnet2Vnet connections (RS-64).
  unseen: the design format has no route maps for Route Servers; on network-to-network connections ERR-06 is found.
LINT-35 | warned | observed | MAL, L-ADT | Appliance without a static way
  Give the appliance a static route to RouteServerSubnet so the session does not flap (RS-17).
  unseen: designs do not hold the static routes of an appliance.
LINT-36 | warned | observed | RAM, L-HUBLESS | Host route expected elsewhere
  The /32 of a static site's BGP peer is not learned by ExpressRoute or appliances (RS-30).
LINT-37 | refused | observed | L-INTER, L-ADT | Local network gateway to another Azure gateway
  A local network gateway with 65515 is refused; renumber one gateway (CX-09).
  found as: H-62
LINT-38 | warned | documented | RS-FAQ | Clients to ExpressRoute
  Point-to-site clients are not given transit to ExpressRoute by Route Server (CX-05).
  found as: X1
LINT-39 | refused | documented | VW-RT | Tables of branches
  Branches of a hub must share association and propagation (VW-13).
  found as: VW-13
LINT-40 | refused | documented | VW-BGP | Tables of a BGP peer's network
  Keep the connection of a BGP peer on defaultRouteTable (VW-14).
LINT-41 | warned | documented+observed | VW-RT, L-FAB-ISO | Table id instead of label
  Propagating to a table id ends at this hub; use a label to reach others (VW-15).
LINT-42 | warned | documented | VW-RT | Propagating to nobody
  A spoke that propagates to none and has no static is unreachable from branches (VW-12).
LINT-43 | warned | documented | VW-STAT | Static in one hub only
  A table static does not reach other hubs; add it to each (VW-16).
LINT-44 | warned | documented | VW-STAT | Half of a static way
  The table static points to a connection that has no static for the prefix (VW-18).
LINT-45 | warned | documented | VW-INET | Default route across hubs
  0.0.0.0/0 does not cross hubs; give each hub a source (VW-71).
LINT-46 | warned | documented+observed | VW-INET, L-DM | Internet security on the wrong side
  The spoke refuses the default that exists, or the appliance's own spoke takes it (VW-26, VW-74, VW-84).
LINT-47 | warned | documented | VW-STAT | Workloads beside the appliance
  A wider static with bypass Contains sends traffic for the spoke's own machines through the appliance (VW-24).
LINT-48 | warned | documented | VW-STAT | Appliance in a third spoke
  Statics cannot steer network to network traffic through another spoke's appliance (VW-25).
LINT-49 | warned | documented | VW-STAT | Branch to branch by a spoke
  An appliance in a spoke cannot inspect branch to branch traffic (VW-25).
LINT-50 | warned | documented | VW-ER | Circuit to circuit by a hub
  Hubs do not connect circuits; use Global Reach or routing intent with the feature (VW-51).
LINT-51 | warned | observed | L-AS-HRP, L-CW | One circuit on several hubs
  Under the default preference traffic between these hubs detours over the circuit's edge (VW-33, VW-60).
LINT-52 | warned | observed | L-CW | Site that echoes Azure
  A site announcing Azure prefixes back to another hub beats Remote Hub there (VW-33).
LINT-53 | warned | observed | L-DUALER | Circuits that look alike
  On-premises sees path 12076 from both hubs, so returns may cross the wrong firewall (VW-52).
LINT-54 | warned | documented | VW-DEEP | VPN preference for appliances
  Preferring VPN does not put appliance routes above ExpressRoute (VW-36).
LINT-55 | warned | documented+observed | VW-RM, L-AS-ASN | Numbers in hub maps
  Prepending private numbers does not show on-premises, and 12076 drops the route (VW-111, VW-112).
LINT-56 | warned | documented | VW-RM | Removing communities
  The map removes communities that the platform needs (VW-111).
LINT-57 | warned | documented+observed | VW-NEW | First map of a hub
  The first route map upgrades the hub; plan a maintenance window (VW-114).
LINT-58 | refused | documented | VW-RI | Routing intent over custom tables
  Remove custom tables and statics to connections before routing intent (RI-02).
  found as: RI-02
LINT-59 | warned | documented | VW-RI | Removing routing intent
  Removal does not bring back earlier associations and propagations (RI-03).
  unseen: it is about removing a policy from a running hub.
LINT-60 | warned | documented | VW-RI | Private range not listed
  Add the range outside RFC 1918 to the private prefixes of every hub (RI-05).
LINT-61 | warned | documented | VW-RI | Aggregates from on-premises
  With circuit to circuit on, on-premises must not announce the exact private ranges (RI-11).
LINT-62 | refused | observed | L-FAB-CHILD | Own routing under intent
  Take the routing configuration off the VPN and ExpressRoute connections (RI-15).
  found as: ERR-11
LINT-63 | refused | documented | VW-STAT | Statics that stay under intent
  Connection statics need propagateStaticRoutes under routing intent (RI-16, VW-22).
LINT-64 | limit | documented | VW-RI | Address spaces under intent
  Warning above 540 address spaces, failure above 600 (RI-13).
LINT-65 | warned | documented | VW-RI | Intent in one hub only
  One side inspects and the other does not, so inspection is uneven (RI-12).
LINT-66 | warned | documented | VW-RI | Spoke table without propagation
  With propagation off the spoke loses the aggregates to the firewall (RI-14).
LINT-67 | warned | documented | VW-FAQ | Direct peering past the hub
  Two spokes peered directly skip the hub's firewall (VW-04).
LINT-68 | refused | documented | VW-FAQ | Network that cannot join the hub
  The network owns a gateway or Route Server, or overlaps another one (VW-04).
  found as: VW-04
LINT-69 | warned | documented | VW-BGP | Next hop in another region
  A hub honours a named BGP next hop only within its region (VW-82).
  unseen: a peer of a hub in a design names no next hop other than itself.
LINT-70 | warned | documented | VW-BGP | One router address peered
  Peer the appliance with both router addresses of the hub (VW-80).
  unseen: a peer of a hub in a design always has sessions with both router addresses.
LINT-71 | warned | documented+observed | ERVNET, L-HAIR6 | Traffic switches missing
  Hub and classic network share a circuit but the traffic switches are off, without any error (VW-65).
LINT-72 | warned | documented+observed | VW-RT, AZC | Two Virtual WANs by VPN
  Both hubs are 65515, so BGP between them fails; use static routes (VW-01).
  found as: H-68
LINT-73 | limit | documented | VW-LIM, VW-FAQ | Bounds of a hub
  10,000 routes, 2,000 machines at 2 units plus 1,000 per unit, and 500 connections less the other hubs.
LINT-74 | warned | documented | VW-NEW | Address change during other work
  Do not change a spoke's address space while another hub operation runs.
  unseen: it is about changes at the same time, and a drawing has one state.
LINT-75 | refused | documented | VW-INET | Internet policy and forced tunnelling
  The portal refuses an internet policy beside 0.0.0.0/0 in the private prefixes (VW-72).
LINT-76 | refused | documented | VW-POL | Two connections of one network
  A network cannot have a manual hub connection and one of the network manager (VW-120).
  unseen: designs do not tell a manual hub connection from one of the network manager.
LINT-77 | warned | documented | VW-NEW | Circuits without any network
  Two circuits of a location on several hubs converge only with a network connection (VW-68).
LINT-78 | advice | observed | L-FAB-ISO | Router addresses after an upgrade
  A hub upgrade may change the router addresses, and appliances must peer anew (VW-02).
  unseen: it is about upgrading a hub that runs.
""",
)
