"""Virtual WAN hubs: connections, route tables, preference, propagation, rows of spokes. Computes nothing."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Virtual WAN",
    """
VW-01 | documented+observed | VW-RT, AZC | Number of a hub
  A hub router is AS 65515, so a site numbered 65515 cannot peer and two Virtual WANs join by static VPN only.
VW-02 | observed | L-FAB-RI, L-FAB-ISO, L-DM | Addresses in a hub
  The prefix is at least a /24, better a /23, and never changes; router at .68 and .69, gateways at .12 to .15,
  firewall at .132 of the first /24 are usual.
VW-03 | documented | VW-FAQ | Basic and Standard
  A Basic hub carries site-to-site VPN only, without transit; Standard hubs of one Virtual WAN form a full mesh.
VW-04 | documented+observed | VW-FAQ | Networks on a hub
  A network joins one hub, owns no gateway or Route Server, overlaps no other; a direct peering of two spokes wins over
  the hub.
VW-05 | documented | VW-FAQ | Hubs carry IPv4
  Public pages of mid-2026 know only IPv4 in Virtual WAN.
VW-06 | observed | L-FAB-ISO, L-FAB-BGP, L-DM | When the hub router forwards
  It carries traffic between networks, also of other hubs; local branches go straight to gateways or edge, and with
  private routing intent to the firewall.
VW-10 | documented | VW-RT | Kinds of connections
  Network, site-to-site, point-to-site, ExpressRoute, BGP peer over a network connection, appliance in the hub, and hub
  to hub.
VW-11 | documented | VW-RT | Association and propagation
  A connection learns from the one table it is associated with and is learned by the tables and labels it propagates
  to; both default to defaultRouteTable.
VW-12 | documented | VW-RT | Built-in tables
  defaultRouteTable bears label default and noneRouteTable label none in every hub; propagating to none keeps the
  connection unannounced.
VW-13 | documented | VW-RT | Branches share their tables
  Branches associate with defaultRouteTable only, and all branches of a hub propagate to the same set.
VW-14 | documented | VW-BGP | Tables of a BGP peer
  A network connection that carries a BGP peer must associate with and propagate to defaultRouteTable.
VW-15 | documented+observed | VW-RT, L-FAB-ISO | Labels span hubs
  Propagating to a label reaches every table with it in all hubs; naming a table by id stays in the hub.
VW-16 | documented | VW-RT, VW-STAT | Static routes of a hub table
  Their next hop is a network connection or Azure Firewall; they beat learned routes of equal prefix and stay in that
  table and hub.
VW-17 | documented | VW-STAT | A spoke's own prefix
  A hub does not program a spoke with routes equal to or inside the spoke's own prefix.
VW-18 | documented | VW-STAT | Two static routes for one way
  A table's static route to a network connection needs a static route on that connection, which names the address
  inside.
VW-19 | observed | L-FAB-ST | Branches hear static routes
  All routes of defaultRouteTable, static ones included, are announced to branches.
VW-20 | documented | VW-STAT | Static routes of a network connection
  A name, prefixes and one next hop address in the connected network; at most 550 prefixes.
VW-21 | documented+observed | VW-STAT, B-JOSE-ST | Static routes that propagate
  With propagateStaticRoutes they go wherever the connection propagates, other hubs included, except 0.0.0.0/0; fits
  routing intent.
VW-22 | documented | VW-STAT | Static routes that stay
  Without propagateStaticRoutes each hub needs its own table route, and routing intent is excluded.
VW-23 | documented | VW-STAT | One next hop for public prefixes
  Several prefixes outside RFC 1918 on one connection must share a next hop.
VW-24 | documented | VW-STAT, L-FAB-CHILD | Bypass of the next hop
  Contains, the default, sends a wider static's traffic for the spoke's own range through the appliance; Equal spares
  it; chosen at creation only.
VW-25 | documented | VW-STAT | What static routes cannot inspect
  Network to network by an appliance in a third spoke, branch to branch, and hub to hub without routing intent.
VW-26 | documented | VW-INET | Who takes a default route
  enableInternetSecurity decides; it starts true on network connections and false on ExpressRoute and VPN.
VW-30 | documented | VW-HRP | Order of choice in a hub
  Longest prefix, table static before BGP, then the preference: ExpressRoute takes local, then circuits if all are
  local or VPN if all are remote; VpnGateway takes local, then VPN; ASPath takes length, then local; then length, then
  sharing.
VW-31 | inferred | VW-HRP | Each hub chooses first
  Hubs export winners only, so for a prefix behind another hub that hub's preference counts.
VW-32 | disputed | VW-HRP, VW-FAQ | Remote circuits last
  A note of December 2024 puts remote ExpressRoute routes last under ASPath with several remote hubs; older text does
  not; we apply it from two remote hubs on.
VW-33 | documented+observed | VW-HRP, L-AS-HRP, L-DM, L-CW | What counts as local
  Whatever enters by the hub's own gateways is local, also a sibling hub's prefix returned by an edge or site, and by
  default beats Remote Hub at any length.
VW-34 | documented | VW-RI | Remote hubs with routing intent
  With private routing intent here, routes of remote hubs that have it too rank above those of hubs without.
VW-35 | documented+observed | VW-BGP, L-FAB-BGP | Connected networks win
  A connected network's prefix never loses to BGP of equal length; narrower appliance routes inside it are accepted.
VW-36 | documented | VW-DEEP | VPN preference and appliances
  Preferring VPN does not lift routes of appliances or BGP peers above ExpressRoute.
VW-37 | documented | VW-FAQ | Order before the preference existed
  Hubs never upgraded choose longest prefix, local over remote hub, static, ExpressRoute over VPN, then path length.
VW-38 | documented | VW-HRP | Staying on the backup
  After a circuit failure traffic may stay on VPN until the VPN's path is longer; prepend there.
VW-39 | documented | VW-ER, VW-NEW | Weight of circuits on a hub
  routingWeight from 0 to 32000 ranks circuits, higher first; VPN links have none, and sharing over circuits is off
  until enabled.
VW-40 | observed | L-FAB-ISO, L-FAB-BGP, L-DM | Path between hubs
  Each step between hubs adds 65520-65520 in front of the path.
VW-41 | observed | L-FAB-BGP, L-FAB-RI, L-DUALER | Paths that peers of a hub see
  Local prefixes come as 65515, remote ones as 65515 65520 65520 and the rest; circuit routes hold 12076; origin is i
  for local, e for remote.
VW-42 | documented+observed | VW-RT, L-FAB-BGP, L-AS-HRP | Not told between hubs
  The hub's own prefix, 0.0.0.0/0, table statics and statics that do not propagate; a shared circuit leaks the hub
  prefix all the same.
VW-43 | inferred | VW-RT | Hubs pass on winners once
  A hub exports its best route per prefix and never hands one hub's routes to a third.
VW-44 | observed | L-FAB-BGP | Narrower peer routes travel
  A BGP peer's prefix inside a local network goes to other hubs and their peers beside the network's prefix.
VW-50 | documented+observed | VW-FAQ, L-RMSUM | Branch-to-branch in a Virtual WAN
  allowBranchToBranchTraffic, on by default, lets VPN and ExpressRoute branches learn each other.
VW-51 | documented | VW-RI, VW-ER | Circuit to circuit on hubs
  A hub never announces circuit routes to a circuit; Global Reach does it, or private routing intent with a feature
  enabled by support, not both.
VW-52 | observed | L-DUALER, L-FAB-BGP | What a circuit's site receives
  Hub prefix, local and remote networks, branches and peers, all with path 12076, so near and far hubs look equal and
  returns may cross.
VW-53 | disputed | L-FAB-BGP, VW-BGP | Narrower peer routes at a circuit
  The page says they are never sent to on-premises; a lab shows only those inside networks of the local hub withheld,
  which is what we do.
VW-60 | observed | L-AS-HRP, L-DM, L-CW, L-FAB-BGP | One circuit on two hubs
  The edge hands each hub the other's prefixes with 65515 replaced, seen as 12076-12076.
VW-61 | observed | L-AS-HRP, L-DM | Bow tie under ASPath
  The detour shows as 12076-12076-12076, networks move to Remote Hub, and the other hub's own prefix stays on the
  circuit.
VW-62 | observed | L-DM | Paths through Global Reach
  Networks of the other hub show four times 12076, on-premises of the other circuit two more than its own path.
VW-63 | observed | L-DM | Tie under ASPath
  Equal lengths over a local circuit and a remote hub go to the local circuit.
VW-64 | observed | L-CW | Curing the detour
  Drop sibling prefixes by inbound route maps, or prefer ASPath, or use separate circuits; prepending helps only under
  ASPath, with 64496-64511.
VW-65 | documented+observed | ERVNET, L-HAIR6 | Hub and classic network on one circuit
  The network's gateway needs allowVirtualWanTraffic, the hub's allowNonVirtualWanTraffic; both are off by default and
  routes are silently absent.
VW-66 | observed | L-AS-DEF | Default route between two Virtual WANs
  A 0.0.0.0/0 announced by a hub is filtered at another Virtual WAN on the circuit, while a classic network takes it.
VW-67 | documented | VW-ER | Default route between circuits
  0.0.0.0/0 learned from one circuit is not passed to another.
VW-68 | documented | VW-LIM, VW-NEW | Circuits on a hub
  At most 8 circuits, 4 from one location; two of one location on several hubs converge only with a network connection.
VW-70 | documented | VW-INET | Where a default route comes from
  A hub hands out 0.0.0.0/0 only if a table static, internet policy, BGP peer or branch gives it one and the connection
  takes it.
VW-71 | documented+observed | VW-INET, L-DM | A default route stays in its hub
  0.0.0.0/0 never crosses to another hub; each hub needs its own source.
VW-72 | documented | VW-INET | Forced tunnelling
  A private policy with 0.0.0.0/0 among its prefixes and no internet policy; the source is a branch, an appliance by
  BGP or a propagated connection static.
VW-73 | documented | VW-INET | Bounds of forced tunnelling
  A table's 0.0.0.0/0 to Internet beats the learned one; halves of the default and inbound translation are unsupported.
VW-74 | observed | L-DM | Default route through a spoke
  Spokes show 0.0.0.0/0 to the hub router; the appliance's own spoke must refuse it or carry a user route to Internet.
VW-80 | documented | VW-BGP | BGP peers of a hub
  An appliance in a directly connected network peers with both router addresses, under a 16-bit number; the hub holds
  10,000 routes.
VW-81 | observed | L-FAB-BGP | What a hub's peer is told
  All routes of the table with the hub prefix and the peer's own network, but not its own announcements.
VW-82 | documented+observed | VW-BGP, L-DM-NH | BGP next hop in a hub
  Since April 2025 the next hop an appliance names, such as a load balancer, is honoured within the region.
VW-83 | observed | L-DM, L-FAB-SSR, L-FAB-BGP | Rows of peer routes
  In the appliance's own network the next hops are the appliances, elsewhere the router of the spoke's hub.
VW-84 | observed | L-DM | Default route of a hub's peer
  The appliance's network gets its own 0.0.0.0/0 back; a user route to Internet or refusing the default stops the loop.
VW-85 | observed | L-INTER, L-SAT | Order of creating a peer
  The network connection and the hub's routing must be provisioned before a BGP peer.
VW-90 | documented | VW-NVA, VW-NEW | Appliances in a hub
  They show as VPN_S2S_Gateway, cannot be a static next hop, and break BGP if renumbered; only routing intent steers to
  them.
VW-91 | documented | VW-NVA | Appliances for routing intent
  Check Point, Fortinet firewalls, Cisco Threat Defense and Palo Alto Cloud NGFW qualify; a separate SD-WAN appliance
  beside them does not go.
VW-92 | documented | VW-RM | Route maps and hub appliances
  Route maps do not act on branches of an appliance in the hub.
VW-95 | observed | L-DM, L-FAB-ISO, L-FAB-BGP | Next hop behind a hub
  Until 2024 rows showed the router's public address, since 2026 its lower private address; we show the private one.
VW-96 | observed | L-FAB-ISO, L-FAB-BGP, L-DM | What a spoke learns
  Its associated table, minus its own prefix, its direct peers and, without internet security, 0.0.0.0/0.
VW-97 | documented | VW-RT | Spoke subnets without propagation
  A subnet with gateway propagation off loses every route of the hub.
VW-98 | observed | L-FAB-RI, L-FAB-BGP, L-FAB-ST | A branch that is an Azure gateway
  It lists host routes of the hub's gateway instances, the hub prefix and each announced network, once per own
  instance.
VW-100 | documented | VW-STAT | Secured hub without routing intent
  Networks propagate to none and table statics point RFC 1918, or 0.0.0.0/0, to the firewall.
VW-101 | documented | VW-STAT | What firewall statics do not inspect
  Hub to hub, branch to branch and ExpressRoute pass the firewall by in this mode.
VW-102 | inferred | L-FAB-RI | Spoke rows of a secured hub
  A static to the firewall shows in spokes with the firewall's private address.
VW-103 | observed | L-FAB-V2V | A table per spoke
  Each network has its own table with a static to the firewall per other network and needs no propagation among them.
VW-110 | documented | VW-RM | Route maps of hubs
  They go inbound or outbound on network, VPN, client and ExpressRoute connections; what matches no rule passes.
VW-111 | documented | VW-RM | What hub maps must not touch
  Do not prepend private or reserved numbers, and never remove the platform's communities such as 65517:65517 or
  65518:65518.
VW-112 | observed | L-AS-ASN, L-RMSUM | Replacing a path
  Replace starts the path again at 65515; a prepended 12076 makes the edge drop the route.
VW-113 | observed | L-RMSUM | Summaries in hub maps
  A summary removes what it covers with its attributes; mixed origins once raced, so drop 12076 paths first.
VW-114 | documented+observed | VW-NEW, L-RMSUM | The first hub map
  It upgrades the hub for up to 45 minutes, does not act on the hub prefix, and outbound results may be stale until
  attached anew.
VW-115 | observed | L-CW | Maps that filter
  Passing everything needs no rule, so a filter ends with an explicit Drop.
VW-120 | documented+observed | VW-POL, L-FAB-ISO | Connection policies
  In preview, a hub object sets tables for its networks: routing intent beats it, it beats single connections, and
  manager and manual connections exclude each other.
""",
)
