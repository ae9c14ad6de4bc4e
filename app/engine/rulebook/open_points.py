"""What is disputed or unpublished: both positions, and the choice RouteCanvas made. Computes nothing."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Open points",
    """
K-01 | disputed | UDR, NLB, ANL, FAB | How many dropped ranges
  The documentation names 4 dropped ranges, labs show 3 (2020), 17 (2023) and 21 (2026); we print the 21 and keep the
  set as dated data.
K-02 | disputed | UDR, NLB, KAY | Next hop of VPN rows
  The documentation shows a public address, labs private ones; both hold, the first for active-standby and the second
  for active-active.
K-03 | disputed | VPNFAQ, VPNBGP | Listing the BGP peer in the site
  Pages of 2019 want the peer's /32 in the local network gateway, the current FAQ does not; we follow the FAQ.
K-04 | disputed | ANB, UDR | Row of a stopped appliance
  The documentation says the address may show as none, a lab shows the type as None with the address kept; we follow
  the lab.
K-05 | disputed | ERVNET, ERFAQ, ERGW, NLB | Networks over one circuit
  Two pages say on by default, one says off with switches, a lab finds false; we use the switches and default to false.
K-06 | disputed | FAB, UDR | Narrower BGP inside a peering
  The documentation could mean listed but unused, labs do not list it; we leave it out of the table.
K-07 | disputed | PEER | Transit between regions
  Pages of 2016 to 2018 deny gateway transit over global peering, current ones offer it; we allow it.
K-08 | disputed | ERCOEX | VPN number beside ExpressRoute
  Old text allows any number after a reset, new text wants 65515; we require it for transit and warn elsewhere.
K-09 | disputed | KAY, RAM | Circuit routes at the VPN gateway
  One capture shows the VPN gateway learning circuit routes in plain coexistence, another counts none; we give it none.
K-10 | disputed | FAB, GSR, RAM | Static prefixes at ExpressRoute and Route Server
  One author read from host routes that they do not arrive, labs show that they do; we pass prefixes and hold back host
  routes.
K-11 | disputed | ERGW, ERCOEX, DMA-SCALE | Smallest GatewaySubnet for ExpressRoute
  One page allows a /29, others want a /27, ErGwScale wants a /26; we warn below /27 and refuse as H-24 says.
K-12 | disputed | P2SR, GH-103212 | Static sites and clients
  The documentation says clients reach sites over BGP connections only, a reader reached one without; we follow the
  page and mark it.
K-13 | disputed | ADS-P2S, GH-76117 | Clients, circuits and Route Server
  A Microsoft comment of 2021 says the transit works, the current FAQ says it does not; we answer no.
K-14 | disputed | P2SR | Peers without transit at clients
  A table lists a peer without naming transit, the text speaks of transit; we hand out peers that use the gateway, with
  a warning.
K-15 | disputed | NLB, SKU | End of VPN sizes without zones
  The page announced January 2025, refusals came in November 2025; we use November.
K-16 | disputed | SUBP | Subnets in a subnet peering
  Older text allows 400 per side and current text 200; we use 200.
K-17 | disputed | VNFAQ | Largest subnet
  The old FAQ says /8 and the current one /2; we use /2.
K-18 | disputed | KAY, FAB | Endpoint policy with two prefixes
  With the policy on, a user route equal to one of two prefixes left the /32 Active in one lab and Invalid in others;
  we say Invalid.
K-19 | disputed | L-FAB-2ER, MAL, L-HUBLESS | Own networks that come back to a Route Server
  Labs of 2021 and 2022 list an appliance's prefixes inside the Route Server's own network as learned, one of 2026 whose
  appliance announces all it has does not; we list them.
L-01 | inferred | MDD-P2S | Client pool on an active-active gateway
  Nobody published the next hops of the pool there, nor whether the pool is split; we show both private addresses.
L-02 | inferred | KAY, FAB | Active-standby VPN beside ExpressRoute
  No capture shows whether the row has the public or the private address; we show the private one of the active
  instance.
L-03 | inferred | UDR | A learned aggregate over a dropped range
  Whether a learned 10.0.0.0/8 removes the dropped row is unpublished; we remove it, as for user routes and 0.0.0.0/0.
L-04 | inferred | UDR | A peer equal to a dropped range
  Whether a peered 172.16.0.0/12 removes the local dropped row is unpublished; we remove it.
L-05 | unknown | KAY | IPv6 dropped ranges
  No public table shows IPv6 dropped ranges; we print none.
L-06 | unknown | GH-AZ | Missing texts of refusals
  The literal code or text of several refusals was never published; for these we use a sentence of our own.
L-07 | unknown | NLB, KAY | Order among gateway rows
  Gateway rows are neither in numeric nor in age order; compare them as a set.
L-08 | unknown | REST | New route switches
  The effect of hasBgpOverride and disablePeeringRoute on tables was not published.
L-09 | unknown | NLB | Region or date of dropped ranges
  Whether the dropped set varies by region or by date only is open, since two regions could be compared at one date.
L-10 | unknown | ANB | Cause of the split range
  What cut 100.64.0.0/10 into pieces in one hub is unknown; we print it whole.
L-11 | inferred | KAY | A down tunnel and static routes
  Whether a static route goes away with its tunnel is unpublished; the peer's host route outlived its session, so we
  keep both.
L-12 | unknown | PENP, KAY | Endpoint policy and several prefixes
  How route policy compares lengths in a network with several prefixes is not published.
L-13 | unknown | KAY, FAB | Edge next hops with Route Server
  Captures show one or two edge next hops beside a Route Server, and nobody says when.
L-14 | unknown | ADS-S2S | Static route on an active-active gateway
  How many next hops a static prefix shows when the site has one address is not published; we show both instances.
L-15 | disputed | RS-CFG | Size of RouteServerSubnet
  Whether a /27 is still enough and what Azure says otherwise is open; we refuse below /27 and warn at /27.
L-16 | unknown | AVNM | Place of ConnectedGroup rows
  No capture shows where they stand; we put them beside VNetPeering rows.
L-17 | unknown | PEER | Removed prefix before a sync
  Whether a prefix removed from a network leaves the peer before the sync is not published; we keep it until then.
U-01 | disputed | RS-ERVPN, L-MDZ, MAL, L-FAB-FW | VPN number with Route Server
  The documentation requires 65515, labs ran 300, 65004, 65001 and 65501 by eBGP; we warn.
U-02 | disputed | RS-FAQ, L-FAB-DH, L-HUBLESS | Reflection between appliances
  The FAQ leaves it open, labs saw it with branch-to-branch and not without; we follow the switch.
U-03 | disputed | L-ADT, L-INTER | Vnet2Vnet beside Route Server, again
  It worked in 2023 and announced nothing in 2026, where the session may have been down; we allow it with a warning.
U-04 | disputed | RS-FAQ, RAM, L-HUBLESS | Static prefixes to Route Server
  The documentation passes them, the evidence is about host routes only; we pass prefixes and not host routes.
U-05 | inferred | L-FAB-FW, L-HUBLESS | Host routes with Route Server
  They were absent in two labs for an unknown reason; we leave them out while branch-to-branch is on.
U-06 | unknown | RS-HRP | Tie under ASPath in Route Server
  Nobody documents who wins equal lengths of ExpressRoute against VPN or appliance; we let ExpressRoute win and say so.
U-07 | disputed | RAM | VPN routes at ExpressRoute without Route Server
  A single author saw them learned one way; we leave it off.
U-08 | disputed | L-HUBLESS, L-MDZ | Next hop of appliance routes at the gateway
  An iBGP gateway showed the appliance, an eBGP one the Route Server; we go by the session.
U-09 | disputed | L-DM, L-FAB-ISO | Hub router's address in rows
  Captures until 2024 show a public address, those of 2026 a private one; we use the private one.
U-10 | inferred | L-FAB-ISO, L-DM | Which router address
  All three private captures show .68 and none .69; we use the lower of the two.
U-11 | disputed | L-DM, L-AS-HRP | Next hop of circuit detours
  Consistent captures show the edge, one block shows the hub router and contradicts itself; we use the edge.
U-12 | disputed | L-AS-HRP, L-DM | A third 12076 under ASPath
  Three captures show it and one does not; we add one where no Global Reach is involved.
U-13 | disputed | VW-HRP, VW-FAQ | Remote circuits under ASPath
  The note of December 2024 puts them last, older pages do not; we apply it with two or more remote hubs.
U-14 | documented | VW-HRP | Remote VPN before remote circuit
  The page's step only matters with several remote hubs; we take it as written.
U-15 | inferred | L-DM | Peer routes in the appliance's network
  Appliance addresses as next hops were seen for 0.0.0.0/0 only; we use them for all its prefixes.
U-16 | disputed | VW-BGP, L-FAB-BGP | Narrower routes to on-premises
  The page withholds all of them, a lab only those inside local networks; we follow the lab.
U-17 | disputed | RS-CFG, L-HUBLESS | RouteServerSubnet of 2025
  The tutorial of 2025 wants a /26 and a /27 still works; below /27 is an error for us, /27 a warning.
U-18 | disputed | VW-FAQ, VW-NEW | Changing a spoke's address space
  The old FAQ says impossible, the known issues mention concurrent changes only; we allow it with advice.
U-19 | observed | L-FAB-RI | Next hop under routing intent
  The one raw capture, of 2023, shows the firewall's private address in a gateway row; we do the same.
U-20 | unknown | VW-RI | Refusals of routing intent
  The portal's text for custom tables was not captured; we use our own sentence.
U-21 | inferred | L-FAB-RI, VW-INET | Default route to branches under intent
  A lab delivered it while the page's default for branches is off; we honour the flag and take it as on under routing
  intent.
U-22 | unknown | VW-FAQ | IPv6 in hubs
  Only rumours of a preview exist; we compute IPv4 only in hubs.
U-23 | inferred | L-HUBLESS, L-FAB-FW | Addresses of a Route Server
  Only base +4 and +5 were ever seen, whatever the subnet's size; we use them.
U-24 | disputed | RS-LIM, MYE-ECMP | Number of Route Server peers
  The documentation says 8, a lab of 2022 failed at the fifth; we use 8.
U-25 | inferred | L-FAB-RI | Spokes of a secured hub
  No raw capture shows them without routing intent; we show the firewall's private address as with it.
U-26 | unknown | L-FAB-RI | Peers under routing intent
  No capture shows a spoke with a BGP peer there; we show aggregates and treat its 0.0.0.0/0 as usual.
U-27 | disputed | L-AS-ASN, L-JOC, L-DUALER | 12076 in a path at the edge
  From Azure's side such routes are dropped, from the customer's side they were accepted; we do both.
X1 | disputed | GH-108150, GH-76117, GH-89668, GH-128635 | Clients to ExpressRoute: the replies
  Replies of 2021 to 2023 and a user's test say it works with Route Server, the FAQ of 2022 and 2026 says it does not;
  both are shown.
  says: 2021, 2022 and February 2023 | GH-76117, GH-89668, GH-108150 | Clients are included once a Route Server stands in
  the hub; the limitation was taken out of the page, and a user's test of April 2023 worked.
  says: 2022 and July 2026 | GH-128635 | The FAQ names site-to-site connections only; clients get no transit to
  ExpressRoute.
X2 | disputed | ERCOEX, GH-19326 | Same prefix on both: the replies
  A reply of 2018 saw no preference, the coexistence pages prefer ExpressRoute; we follow the pages, and only a longer
  prefix beats it.
  says: 2018 | GH-19326 | There is no preference: all routes learned by BGP are one collection.
  says: current pages | ERCOEX | The route over ExpressRoute is preferred.
X3 | disputed | UDR, GH-18641, GH-67804 | User route to the gateway: the replies
  Advice of 2018 steers to VPN by a route table, the routing page excludes it beside ExpressRoute and a user lost it;
  we refuse it.
  says: 2018 | GH-18641 | Steer the network to the VPN gateway with a route table.
  says: current page | UDR, GH-67804 | This next hop is not allowed for ExpressRoute, nor where both kinds of gateway stand
  together; a user saw it become unavailable.
X4 | disputed | S2ST, GH-103997, GH-40207 | Default site alone: the replies
  The guide asks for a user route too, tests saw the default site move 0.0.0.0/0 by itself; we treat it as learned from
  the gateway.
  says: current page | S2ST | Set the default site and add a user route on the subnets.
  says: undated | GH-103997, GH-40207 | The default site alone moves 0.0.0.0/0 to the gateway, also beside ExpressRoute.
X5 | disputed | P2SR, GH-55392, GH-123038 | New peering and client package: the replies
  A reply of 2020 wants a new package after peering, edits of 2024 say it has no effect; we remind and do not refuse.
  says: 2020 | GH-55392 | After a new peering the clients need a new package; a note was added.
  says: 2024 | GH-123038 | A peering has no effect on the package.
X6 | disputed | VW-HRP, GH-121427, GH-93304, GH-97535 | Remote circuit or local VPN: the replies
  A contributor wrote that ExpressRoute always wins and was refused; local beats remote, as the preference says.
  says: undated | GH-121427 | ExpressRoute always wins, a contributor wrote.
  says: undated, refusing that change | VW-HRP, GH-93304, GH-97535 | The page is right: a local connection beats a remote
  one, and a remote circuit may lose.
X7 | disputed | VPNFAQ, GH-78042, GH-16875, GH-68187 | Paths of unequal length: the replies
  Users saw both tunnels in use, the FAQ honours prepending; the shorter path wins for us and equal ones share.
  says: undated | GH-78042 | Two tunnels with paths of different length are both in use, users report.
  says: undated | VPNFAQ, GH-16875, GH-68187 | Prepending is honoured, the FAQ answers.
""",
)
