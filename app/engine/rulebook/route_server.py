"""Azure Route Server, and its place between gateways: sessions, propagation, preference. Computes nothing."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Route Server",
    """
RS-01 | disputed | RS-CFG, L-HUBLESS | One Route Server in its subnet
  One per network, in RouteServerSubnet; older pages ask for a /27, a tutorial of 2025 for a /26, and a /27 still
  worked in 2026.
RS-02 | documented | RS-FAQ, RS-TRB | Nothing on its subnet
  RouteServerSubnet takes no security group, route table or service-endpoint policy; the Standard public address serves
  management only.
RS-03 | documented+observed | RS-FAQ, MAL | Its number
  A Route Server is always AS 65515.
RS-04 | observed | L-HUBLESS, L-FAB-FW, MAL | Its two addresses
  Two instances take the first two usable addresses of the subnet, .4 and .5 or .68 and .69 in a range from .64.
RS-05 | documented+observed | RS-FAQ, MAL | It forwards nothing
  Route Server only speaks BGP; next hops in tables are appliances, gateways or edges, never its own addresses.
RS-06 | observed | B-JOSE-8P | It originates nothing
  It relays routes of networks, gateways and appliances, but cannot announce prefixes of its own.
RS-07 | documented | RS-FAQ | IPv4 only
  A Route Server breaks IPv6 in a dual-stack network of its own; a peered dual-stack network keeps working for IPv4.
RS-08 | documented | RS-FAQ, VW-FAQ | Not with Virtual WAN
  A network with Route Server cannot join a virtual hub, and a hub router cannot be its BGP peer.
RS-09 | documented+observed | RS-ERVPN, AZC | Creating it interrupts gateways
  Creating or deleting it takes 30 to 60 minutes and interrupts existing gateways for up to 10; create the VPN gateway
  first.
RS-10 | observed | L-HUBLESS | A hub without a Virtual WAN
  Its resource is a virtualHubs object of type Standard without address prefix, with IP configurations, BGP connections
  and route maps.
RS-11 | documented | RS-FAQ | Peer with both instances
  An appliance must hold eBGP sessions to both instances and send both the same routes.
RS-12 | documented | RS-FAQ | Numbers of its peers
  Peers use 16-bit numbers other than 8074, 8075, 12076, 65515, 65517-65520, 23456, 64496-64511 and 65535-65551.
RS-13 | documented | RS-FAQ | Addresses of its peers
  A peer address belongs to an interface in the own or a directly peered network; loopback, link-local and on-premises
  peers are out.
RS-14 | documented+observed | RS-FAQ, L-JOC | Timers of its peers
  60 and 180 seconds unless the appliance proposes shorter ones.
RS-15 | observed | L-HUBLESS, L-FAB-DH, L-FAB-2ER, L-ADT | Peers in peered networks
  They worked without gateway transit until the first route map exists; then their peering must use the remote Route
  Server, which a network with its own gateway cannot.
RS-16 | documented | RS-FAQ | Peering changes refresh routes
  Adding or removing a spoke refreshes the sessions; an appliance without route refresh sees a reset.
RS-17 | observed | MAL, L-ADT, L-FAB-2ER | A way to the Route Server
  The appliance needs its own route to RouteServerSubnet, or the session breaks by recursion through a learned network
  prefix.
RS-18 | documented+observed | RS-ERVPN, L-HUBLESS | Branch-to-branch decides
  Only with allowBranchToBranchTraffic does it speak to the gateways, and only to those in its own network.
RS-19 | observed | L-HUBLESS, L-ADT, L-MDZ, MAL, L-FAB-FW | Session with the VPN gateway
  A gateway numbered 65515 peers by iBGP; any other number makes it eBGP and appears in the paths.
RS-20 | observed | L-HUBLESS, L-MEGA | Where the sessions are listed
  Its own list shows appliances only; the gateways list both of its addresses with AS 65515.
RS-21 | documented | RS-ERVPN, RS-FAQ, GH-96534 | VPN gateway beside it
  The documentation wants an active-active VPN gateway numbered 65515; BGP need not be enabled on it.
RS-22 | disputed | RS-ERVPN, L-MDZ, MAL, L-FAB-FW, AZC | What is really enforced
  Active-active is enforced; the number is not: labs ran 300, 65004, 65001 and 65501, so another number gets a warning
  only.
RS-23 | observed | DMA-P2S | Other number with ExpressRoute and clients
  A VPN gateway not numbered 65515 beside ExpressRoute breaks client connections until renumbered and reset.
RS-24 | observed | L-HUBLESS, L-INTER | Empty session states
  A peering state of null means nothing; routes flow all the same.
RS-25 | documented+observed | RS-FAQ, L-HUBLESS | System routes it announces
  Every address-space prefix of its network and of spokes that use it as remote gateway, never single subnets.
RS-26 | documented | RS-CFG | Spokes that do not use it
  A spoke without remote gateway is not announced by it, though a gateway may still announce it.
RS-27 | observed | L-HUBLESS | What it accepts from appliances
  All prefixes that pass the loop check and the inbound map, except its own RouteServerSubnet.
RS-28 | observed | L-FAB-2ER | Network prefixes from appliances
  Prefixes equal to own or peered networks are accepted and reflected, and dropped only when tables are programmed.
RS-29 | documented | RS-FAQ | What it accepts from gateways
  With branch-to-branch on: BGP routes of the gateways and, says the documentation, static prefixes of connections
  without BGP.
RS-29a | observed | L-FAB-2ER, MAL | What gateways take from it
  A VPN gateway ignores an appliance's prefix inside its own network; an ExpressRoute gateway takes it and tells
  on-premises, where it attracts traffic as the longer prefix.
RS-30 | observed | L-HUBLESS, RAM | Host routes stay in the VPN gateway
  The /32s of a VPN gateway's BGP peers are not passed to Route Server, appliances or other networks.
RS-31 | observed | L-FAB-FW, L-HUBLESS | Host routes in tables
  With Route Server and branch-to-branch the tables lack those /32s; with a VPN gateway alone they are listed once per
  instance.
RS-32 | observed | L-FAB-DH, L-FAB-2ER, L-HUBLESS, L-ADT | Appliance to appliance
  With branch-to-branch on, each appliance gets the others' best routes as 65515 and their path; with it off none.
RS-33 | observed | L-FAB-2ER | Best path, never back
  Only the best path is announced, and never to the appliance that it came from.
RS-34 | observed | L-FAB-2ER, L-MDZ, MAL | Paths that appliances see
  65515 for networks, 65515 and the site for iBGP gateways, 65515 with the gateway's number for eBGP ones, 65515 12076
  for circuits.
RS-35 | documented+observed | RS-RM, L-HUBLESS | Communities
  None on the own network, 65518:65518 on spokes and 65517:65517 on gateway routes; route maps must leave them alone.
RS-36 | documented+observed | RS-FAQ, L-MALG-NA | No-advertise
  A route tagged 65535:65282 is programmed in tables but told to no peer, gateways included.
RS-37 | observed | L-HUBLESS, L-MDZ | Appliance routes at the VPN gateway
  An iBGP gateway shows the appliance as next hop, an eBGP gateway the Route Server; sites see 65515 and the
  appliance's number.
RS-38 | documented+observed | RS-FAQ, MAL, L-HUBLESS | Prefixes it does not program
  An appliance prefix equal to or inside the network or a direct peer is not programmed; a wider one is.
RS-39 | documented+observed | RS-NH, L-DM-NH | Rows it programs
  A gateway row with the appliance, or the BGP next hop it named such as a load balancer, in the own or a peered
  network.
RS-40 | documented+observed | RS-FAQ, B-JOSE-ER | Where it programs
  All subnets of its network and of spokes that use it, save those with propagation off, which lose gateway rows as
  well.
RS-41 | documented+observed | L-FAB-FW, L-HUBLESS, MYE | The appliance's own subnet
  The appliance's subnet gets its routes too; a default route needs a user 0.0.0.0/0 to Internet there or it loops.
RS-42 | observed | L-FAB-FW, L-HUBLESS, L-FAB-RI | Default rows beside it
  A learned 0.0.0.0/0 hides the built-in one; a user one turns the learned rows Invalid, or the built-in one when
  nothing is learned.
RS-43 | documented+observed | RS-FAQ, L-HUBLESS, MYE-ECMP | Equal appliances share
  Equal appliance routes are all programmed, up to 8.
RS-44 | documented | RS-FAQ | A shorter path takes all
  A route with a shorter AS path replaces the longer one; they never share.
RS-45 | documented | RS-FAQ, UDR | System routes before its routes
  Local, peering and service-endpoint routes beat BGP within their range, equal user routes beat BGP, else the longest
  prefix wins.
RS-46 | observed | B-JOSE-ER | User route to the gateway
  A user route to VirtualNetworkGateway did not override a Route Server route in one lab, so do not count on it.
RS-47 | documented+observed | B-JOSE-ER, RS-TRB | The GatewaySubnet beside it
  Gateways use appliance routes but ignore an appliance's 0.0.0.0/0 for themselves; firewall routes there must spare
  RouteServerSubnet.
RS-48 | observed | MAL, L-FAB-FW, L-DM | Next hops of gateway rows beside it
  Active-active VPN shows each instance, active-standby the public address, ExpressRoute an internal edge address.
RS-48a | observed | L-HUBLESS, MAL | Both VPN instances hold the route
  Each instance peers with both Route Server addresses and its twin, so one tunnel serves both and a lost instance
  loses only its next hop.
RS-49 | observed | L-HUBLESS | Appliances in other regions
  An appliance behind a global peering is a legal next hop.
RS-50 | documented | RS-HRP, RS-FAQ | Order of choice
  Longest prefix, routing preference, shortest AS path, then equal sharing within a class.
RS-51 | documented | RS-HRP | Routing preference
  ExpressRoute puts circuits before VPN and appliances, VpnGateway the reverse, ASPath looks at length only; VPN and
  appliances are never ranked by class.
RS-52 | documented | RS-FAQ, RS-HRP | Appliance against circuit
  By default an appliance cannot override a circuit route of the same prefix; it takes a longer prefix, another
  preference or a user route.
RS-52a | documented | RS-FAQ | Several circuits
  Equal sharing over several circuit connections of one gateway is lost beside a Route Server.
RS-53 | documented+observed | RS-DUAL, L-FAB-2ER, L-HUBLESS, L-ADT | Loop protection
  An update with 65515 in its path is discarded before any map, so routes of one Route Server reach another only if
  rewritten.
RS-54 | documented+observed | RS-DUAL, L-FAB-2ER, L-HUBLESS, L-ADT, MAL | Two ways of rewriting
  as-override replaces each 65515 by the appliance's number before adding it once more; stripping leaves the number
  once, so lengths differ. Either holds for all that a neighbour is told, so a Route Server hears its own prefixes back.
RS-55 | documented+observed | L-JOC, CTN | 12076 towards a circuit
  A path with 12076 sent into a circuit from Azure is dropped at the edge; an appliance has to remove it, and 398656
  for AVS.
RS-56 | observed | L-AS-ASN | Private numbers vanish at the edge
  The edge removes leading private numbers up to the first public one, so prepending with them does nothing over
  ExpressRoute.
RS-57 | documented+observed | VPNFAQ, L-FAB-FW | What the VPN gateway keeps back
  The VPN gateway never announces 0.0.0.0/0 nor a learned prefix identical to the network's own; halves of the default
  do pass.
RS-58 | documented+observed | PEER, SEED | One remote Route Server
  A spoke uses one remote gateway or Route Server, and none if it owns one.
RS-59 | documented | RS-DUAL | Two Route Servers do not talk
  Route Servers in peered networks exchange nothing; appliances that peer with both connect them.
RS-60 | documented+observed | RS-DUAL, L-FAB-2ER, L-ADT | Dual-homed spokes
  A spoke with its own Route Server peers with the hubs' appliances over plain peerings, and they announce it to the
  hubs under their own number.
RS-61 | observed | L-FAB-DH, L-FAB-2ER | Dual-homing can loop
  Hub to hub traffic loops because appliance subnets inherit routes pointing back; overlay tunnels or user routes there
  help.
RS-62 | documented | RS-INJ | Default route for spokes only
  A Route Server in a network without gateways, beside the hub's, takes 0.0.0.0/0 from appliances without telling the
  gateways.
RS-63 | documented | RS-FAQ | Not across a circuit
  Appliance routes of one Route Server never reach another across a circuit, because their path holds 65515.
RS-64 | documented+observed | RS-RM, L-HUBLESS, L-INTER | Where route maps go
  On peers inside its own network and on the ExpressRoute and IPsec connections, one map per direction.
RS-65 | documented | RS-RM | What a route map does
  Ordered rules match prefix, community or path, then drop or change; what matches nothing passes, and outbound maps
  come after the choice.
RS-66 | documented | RS-RM | What a route map cannot do
  It originates nothing, makes nothing narrower, leaves network prefixes alone; a summary loses its path and
  communities.
RS-67 | observed | L-HUBLESS, L-INTER | The first route map
  It upgrades the Route Server for 22 to 30 minutes, costs more from then on, and is attached at the connection.
CX-01 | documented | ERCOEX, RS-ERVPN | Transit needs Route Server
  The only supported transit between ExpressRoute and VPN is Route Server with branch-to-branch and VPN number 65515.
CX-02 | documented | ERCOEX | Both gateways announce
  Both gateways announce the network and its spokes; for the same prefix ExpressRoute is used until it withdraws.
CX-03 | observed | RAM | A leak without Route Server
  One author saw the ExpressRoute gateway learn VPN routes, not the reverse; nothing is exported, and we leave it off.
CX-04 | documented+observed | RS-ERVPN, L-FAB-FW | Paths of the transit
  VPN sites see circuit routes as 65515 12076 and on, the circuit's site sees VPN routes as 12076 alone.
CX-05 | disputed | RS-FAQ, GH-108150 | Clients and circuits with Route Server
  The FAQ excludes transit between clients and ExpressRoute, a user's test of 2023 saw it work; we do not count on it
  and say so.
CX-06 | documented | ERCOEX | Coexistence in short
  A /27 GatewaySubnet, route-based VPN, no Basic size or address, either gateway first; older text excludes dual stack.
CX-07 | observed | L-JOC | Regions without Global Reach
  Microsoft may block transit between ExpressRoute and VPN where Global Reach is not offered.
CX-08 | documented | GWUDR | Firewall between both gateways and spokes
  A GatewaySubnet table for a firewall names each spoke; 0.0.0.0/0 is not supported there.
CX-09 | observed | L-INTER, L-ADT | Two Azure gateways at 65515
  They cannot be joined by local network gateway and BGP; use Vnet2Vnet or an appliance.
CX-10 | disputed | L-ADT, L-INTER | Vnet2Vnet into a Route Server's gateway
  A lab of 2023 saw routes pass, one of 2026 saw an empty announcement; we let them pass and warn.
CX-11 | observed | SGP | Summaries towards ExpressRoute
  The network's list of summarized gateway prefixes replaces what it covers in circuit announcements and is not checked
  for overlaps.
""",
)
