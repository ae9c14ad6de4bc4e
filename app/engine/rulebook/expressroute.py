"""ExpressRoute: circuits, gateways, what is exchanged and which circuit wins. Computes nothing."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "ExpressRoute",
    """
E-01 | documented | ERROUTE | Numbers of the edge and the gateway
  The Microsoft edge is AS 12076 and the ExpressRoute gateway AS 65515; neither can be changed.
E-02 | observed | KAY, FAB, JOC, CTN | Addresses in the GatewaySubnet
  Gateway instances sit at base +12 and +13; the edge peers appear at +4 and +5, or the next free pair when a VPN
  gateway or another circuit took it.
E-03 | observed | KAY, JOC | Peers of the gateway
  Two neighbours of AS 12076 per circuit, 65515 for each VPN instance beside it, and the two addresses of a Route
  Server.
E-04 | observed | KAY, FAB, JOC | Learned table and weight
  Own prefixes are Network with 32768; circuit routes are EBgp with path 12076 and the customer's, weight 32769 plus
  the connection's routingWeight.
E-05 | observed | KAY, FAB, JOC | The circuit's table
  Each edge lists network prefixes with both gateway instances and path 65515, and customer prefixes with the
  customer's /30 address and path.
E-06 | documented+observed | KAY, FAB, ERBK | What on-premises sees
  On-premises receives Azure prefixes with path 12076 alone; 65515 is removed.
E-07 | observed | KAY, JOC, NLB, L-MEGA | The peering links themselves
  Azure does not inject the link /30s; they show up only when the customer's router announces them. An edge passes on
  its own link's network without listing it; link-local ones of a provider it lists too.
E-08 | documented+observed | ERROUTE, KAY, NLB, L-MEGA | Which link has which network
  A customer's router that announces nothing but /30s announces its links: in order those of its circuits, primary
  before secondary; with one for each circuit only the first link is in use.
E-20 | observed | KAY, FAB, JOC, DMA, CTN | Next hop of a circuit route
  The next hop is an internal address of the Microsoft edge, not the gateway and not the link; it may be any 10.0.0.0/8
  address and cannot be predicted.
E-21 | observed | KAY | One next hop per edge
  Two next hops per circuit, four for two circuits, fewer when a link is down or brings the prefix on one side only.
E-22 | observed | KAY, JOC | Out past the gateway, in through it
  Machines send straight to the edge over all next hops; traffic from on-premises passes the gateway unless FastPath is
  on.
E-23 | observed | KAY, FAB | Fewer next hops with a Route Server
  With a Route Server in the network usually one edge next hop per prefix is shown, a documented loss of equal-cost
  paths.
E-24 | observed | KAY, CYN | Spokes copy the hub
  Spokes that use the hub's gateway list exactly the circuit rows of the hub.
E-30 | documented+observed | EROPT, ERFAQ, ADS-ECMP | Choice between circuits
  Longest prefix, then the higher routingWeight of the connection, then the shorter AS path, then equal sharing; MED
  and customer communities do not count.
E-31 | documented | EROPT | Weight steers one direction
  The weight steers traffic leaving Azure; the way back is the customer's, by local preference, helped by region
  communities 12076:5xxxx and network communities from 12076:20000.
E-32 | documented | EROPT | Prepending moves everything
  A longer customer path on a link or equal circuit moves all traffic from Azure to the other one, never a share.
E-33 | documented | ERGW | Circuits per gateway
  At most 4 circuits from one location; in total 4, 8 or 16 by gateway size, and 16 need a /26 GatewaySubnet.
E-34 | observed | ADS-ECMP, JOC | Equal paths
  Up to 8 next hops share the load, which is four circuits.
E-40 | documented+observed | ERFAQ, KAY, FAB, CYN | Announced to on-premises
  The network and the peered networks that use this gateway; no private-endpoint /32, no other circuit's routes, no VPN
  routes, whatever user routes say.
E-41 | documented | ERFAQ | Limit of announced prefixes
  More than 1,000 IPv4 or 100 IPv6 prefixes from Azure drop the connection.
E-42 | documented | ERROUTE | Limit of received prefixes
  Private peering takes 4,000 IPv4 prefixes, 10,000 with Premium, and 100 IPv6; Microsoft peering 200; beyond that BGP
  drops.
E-43 | documented | ERROUTE | Default route over a circuit
  Only private peering accepts 0.0.0.0/0; from there it reaches every linked network.
E-44 | documented | ERROUTE | Links and customer numbers
  Private numbers are fine except 65515-65520; each link has a /30 or /126 outside every network, the first usable
  address being the customer's.
E-45 | documented | ERROUTE | Timers
  BGP runs with 60 and 180 seconds, and BFD with three times 300 ms on private peering.
E-46 | observed | KAY | Routes echoed between circuits
  A customer router joining two circuits hands Azure's prefixes back with 12076 in the path; the edge accepts them, and
  only a gateway drops its own 65515.
E-50 | observed | KAY, CTN | Networks meet on a circuit
  Two networks on one circuit learn each other at the edge with path 12076-12076 and weight 32769, if both gateways
  allow it.
E-51 | documented+observed | ERVNET, L-HAIR6 | Traffic switches of the gateways
  allowRemoteVnetTraffic, allowVirtualWanTraffic and, on the hub side, allowNonVirtualWanTraffic must be on at both
  ends; they default to false and fail silently.
E-52 | disputed | ERVNET, ERFAQ, ERGW | Default of the traffic switches
  Pages disagree whether networks meet over a circuit by default; we follow the property values and take false for
  gateways after mid-2023.
E-53 | observed | L-HAIR6 | Circuits on one port pair
  Two circuits on the same physical ports do not turn traffic around; they need Global Reach or the customer's router.
E-54 | documented | PEER | Peering before the circuit
  A direct peering wins over the same prefix learned around a circuit.
E-60 | documented | ERINTRO, ERFAQ | Reach of a circuit
  Local reaches the regions of one metro, Standard its geopolitical region, Premium the world; a connection beyond is
  refused.
E-61 | documented | ERFAQ | Networks per circuit
  Standard takes 10 links, Premium 20 to 100 by bandwidth, and each Global Reach link counts.
E-62 | documented | ERGR, JOC | Circuit to circuit
  Azure gives no transit between circuits without Global Reach, not even on one gateway; with it only on-premises
  prefixes are exchanged.
E-63 | documented | ERFAQ | Changing a circuit
  Bandwidth grows but does not shrink, and Premium goes only when usage fits Standard.
E-64 | observed | GH-CIRCUIT | Deleting a circuit
  Connections, then peerings, then the provider's side, then the circuit; another order is refused.
E-70 | documented | FP | FastPath changes no table
  FastPath needs an UltraPerformance, ErGw3AZ or ErGwScale gateway and shortens only the way from on-premises in.
E-71 | documented | FP | FastPath and user routes
  On ExpressRoute Direct, GatewaySubnet routes and same-region peering are honoured; on provider circuits only the
  gateway's own network is bypassed.
E-72 | observed | DMA-FP | FastPath before user route support
  A lab of about 2020 saw the GatewaySubnet route of a hub subnet ignored under FastPath while spoke routes worked.
E-73 | documented | FP | What FastPath does not bypass
  Basic internal load balancers, global peering, the DNS private resolver, and more than 25,000, 100,000 or 200,000
  addresses by circuit kind.
""",
)
