"""ExpressRoute and VPN in one virtual network: needs, preference, failover, transit. Computes nothing."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "ExpressRoute beside VPN",
    """
F-01 | documented | ERCOEX | Needs of coexistence
  A /27 GatewaySubnet or larger, a route-based VPN gateway above Basic, and each kind of gateway once.
F-02 | documented+observed | ERCOEX | Order of creation
  Either gateway may come first; until 2018 the ExpressRoute gateway had to.
F-03 | disputed | ERCOEX, DMA-P2S | Number of the VPN gateway
  Newer text asks for 65515 beside Route Server and advises it for coexistence, older text allows any; we warn about
  other numbers.
F-04 | documented+observed | ERCOEX, JOC | The gateways talk BGP
  Both gateways must reach each other inside the GatewaySubnet; a route that takes TCP 179 to an appliance removes
  routes.
F-05 | documented | ERCOEX | Same prefixes on both
  Static, BGP or policy-selector VPN connections may carry the very prefixes that ExpressRoute brings.
F-06 | documented | ERCOEX, ERBK | VPN as backup
  A tunnel backs up private peering only; if on-premises learns the VPN gateway's address over Microsoft peering it
  needs a static route to the Internet.
F-10 | documented+observed | ERBK, FAB, KAY | Longest prefix across gateways
  A longer prefix over VPN beats a shorter one over ExpressRoute; both rows are Active.
F-11 | documented+observed | ERCOEX, JOC, KAY | ExpressRoute wins equal prefixes
  For the same prefix ExpressRoute wins over VPN, whatever the AS-path lengths.
F-12 | inferred | KAY, JOC, FAB, RAM | Why ExpressRoute wins
  The ExpressRoute gateway programs the network; its own routes weigh 32769 or more and the VPN's iBGP copies 32768.
F-13 | observed | JOC, KAY | The losing VPN route is absent
  Only the ExpressRoute next hops are listed; the VPN row is neither Active nor Invalid.
F-14 | observed | KAY | VPN-only prefixes in coexistence
  A prefix known only by an active-active VPN gateway shows the private instance addresses; for active-standby no
  capture exists.
F-15 | observed | KAY | Only the better VPN instance speaks
  The VPN instance with the worse path does not tell the ExpressRoute gateway about the prefix.
F-16 | observed | KAY, FAB | No host routes in coexistence
  The /32s of BGP peers are missing beside an ExpressRoute gateway, while static prefixes are listed.
F-17 | observed | KAY | The VPN gateway learns no circuit routes
  From the ExpressRoute gateway the VPN gateway gets the network's own prefixes back, but not what the circuit brought.
F-20 | observed | JOC | Failover to VPN
  When every edge loses the prefix the rows change to the VPN next hops, after 14 seconds in one lab and under 10 to
  about 90 in others, and back when ExpressRoute returns.
F-21 | documented | ERBK | Preference of on-premises
  On-premises has to prefer ExpressRoute itself, by local preference or a longer path on the tunnel, or flows become
  asymmetric.
F-22 | observed | KAY | Losing one link
  One of two links down only shortens the list of next hops; the VPN stays idle.
F-23 | observed | QA-CIRCUIT | A failed circuit that keeps its routes
  A circuit whose provisioning failed has not lost BGP: its routes stay in every table and nothing moves to another way
  until the peering is disabled.
F-30 | documented+observed | ERCOEX, FAB, KAY | No transit between VPN and ExpressRoute
  Sites on VPN and sites on ExpressRoute do not learn each other through the two gateways.
F-31 | documented+observed | RS-ERVPN, FAB, GSR | Route Server gives transit
  A Route Server with branch-to-branch lets both sides learn each other, static sites included; the VPN gateway must be
  active-active with AS 65515.
F-32 | inferred | ERCOEX | Same customer number on both sides
  The same customer AS on both sides does not change the preference, but loop protection may drop transit routes.
F-33 | documented | RS-FAQ | Clients do not reach ExpressRoute
  Point-to-site clients get no path to on-premises networks behind ExpressRoute.
F-34 | inferred | ERCOEX, VPNFAQ | Default route from both
  If both bring 0.0.0.0/0, the one of ExpressRoute is used, and it is not passed to VPN peers.
F-35 | observed | FAB | Overlapping sites
  A VPN site inside an ExpressRoute prefix is legal and takes that part away from the ExpressRoute site.
""",
)
