"""VPN gateways: instances, static and BGP routes, point-to-site, forced tunnelling. Computes nothing."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "VPN gateway",
    """
D-01 | documented | VPNSET, VPNHA | One gateway, two instances
  A network has at most one VPN gateway, in its GatewaySubnet; it always has two instances, one of them idle in
  active-standby.
D-02 | documented+observed | UDR, ANL, FAB, JOC, MAL | Next hop of an active-standby gateway
  Rows of an active-standby VPN gateway show one next hop, the gateway's public address.
D-03 | observed | NLB, KAY, FAB, MYE | Next hops of an active-active gateway
  Rows of an active-active VPN gateway show the private addresses of its instances in the GatewaySubnet.
D-04 | observed | KAY, FAB, ANL, JOC | Addresses of the instances
  In a /27 the VPN instances are base +4 and +5 when alone or first, +14 and +15 after an ExpressRoute gateway; an
  active-standby gateway spoke BGP from the last usable address.
D-05 | observed | KAY, JOC | Only instances with a best path
  Active-active rows list only the instances that hold a best path; a longer AS path or a lost tunnel drops an instance
  from the row.
D-06 | observed | MYE-ECMP | Next hops are not always two
  In one lab a single next hop was listed while both instances knew the route, so the number is not fully predictable.
D-07 | observed | KAY, JOC, GSR | Instances tell each other
  An instance passes what it learned by eBGP on to its twin over iBGP and names itself as next hop, so the twin without
  a tunnel sends traffic through it.
D-10 | observed | ADS-S2S, MAL, FAB | Static prefixes become gateway routes
  Every prefix of a connected local network gateway is an Active gateway route in the network and in the spokes that
  use the gateway.
D-11 | observed | KAY, FAB | Static prefixes in the gateway's table
  The gateway holds them as Network with weight 32768 and an empty AS path, and once more by iBGP from the twin.
D-12 | observed | FAB | Static prefixes reach the neighbours
  Static prefixes pass by iBGP to an ExpressRoute gateway or Route Server in the same network, even if no connection
  uses BGP.
D-13 | observed | MDD-P2S | No 0.0.0.0/0 in a local network gateway
  A local network gateway refuses 0.0.0.0/0; 0.0.0.0/1 with 128.0.0.0/1 takes its place, beats the Internet row by
  length and leaves it Active.
D-14 | observed | GH-110829 | Overlaps of static prefixes
  Static prefixes must not overlap the network, and one prefix on two connections has been refused.
D-15 | documented | GH-16571, VPNFAQ | Static prefixes beside BGP
  With BGP the local network gateway may stay empty; prefixes written there are static routes and are announced onward
  as well.
D-20 | documented | VPNFAQ | Autonomous system numbers
  A gateway is 65515 by default; peers may not use 8074, 8075, 12076, 65515, 65517-65520, 23456, 64496-64511,
  65535-65551 or 4294967295, nor the gateway's own number.
D-21 | documented | VPNFAQ | BGP session of a gateway
  eBGP over several hops with timers 60 and 180 seconds and no BFD, on route-based gateways above Basic; more than
  4,000 prefixes from a peer drop the session.
D-22 | documented | VPNFAQ, VPNBGP | Address of the BGP peer
  The peer address is neither the device's public address nor inside the network; the gateway adds a host route to it
  through the tunnel by itself.
D-23 | observed | ANL, FAB, KAY, NLB, MYE | The peer's host route is visible
  The /32 of each BGP peer is listed in the network and its gateway-using spokes, and it travels along chains of BGP
  gateways. Every instance of the gateway holds it as its own, even while its session is down.
D-24 | observed | KAY, FAB, NLB, RAM | Where the peer's host route is missing
  A network that also has an ExpressRoute gateway or a Route Server does not list the peers' /32.
D-25 | documented+observed | VPNFAQ, JOC | Link-local BGP addresses
  With addresses from 169.254.21.0 to 169.254.22.255 Azure only listens, so the device has to open the session.
D-26 | documented | VPNFAQ | What a BGP peer is told
  The network, peered networks that use the gateway, static prefixes of other connections and routes of other BGP
  peers, except 0.0.0.0/0 and what overlaps the network.
D-27 | documented+observed | VPNFAQ, FAB | A learned default route stays here
  0.0.0.0/0 from BGP is programmed into the network but never told to other BGP peers, linked networks or clients;
  0.0.0.0/1 with 128.0.0.0/1 is.
D-28 | documented | VPNFAQ | Incoming prefixes that are ignored
  Prefixes equal to or inside the network or the peers that use the gateway are ignored; wider ones are accepted.
D-29 | documented+observed | VPNFAQ, JOC, KAY | Choice among tunnels
  All VPN paths weigh the same, so the shorter AS path wins and prepending works; equal lengths share the load over up
  to 8 paths, and MED is ignored.
D-30 | documented | VPNFAQ | Weight on IPsec connections
  routingWeight has no effect on an IPsec connection; it counts for ExpressRoute only.
D-31 | observed | L-INTER, GH-62263 | Loop protection between Azure gateways
  A gateway drops routes that carry its own number, so two gateways left at 65515 cannot exchange routes by BGP.
D-32 | observed | KAY, GSR, NLB | The gateway lists itself
  Among the BGP peers of a gateway every instance also appears as its own neighbour, in state Unknown and without
  routes.
D-33 | observed | KAY | Weights in the learned table
  Local, VPN and iBGP routes carry 32768; network prefixes that an ExpressRoute gateway echoes by iBGP carry 32769.
D-34 | observed | FAB | Export per neighbour
  A neighbour gets own and transit prefixes plus the best path of every other prefix, unless that path came from it,
  holds its number, or is its own /32.
D-35 | observed | FAB | Losing paths stay in the gateway
  The learned table keeps paths that are not best; network tables use the best only, and a lost tunnel moves traffic to
  the next one.
D-40 | documented+observed | AVB, FAB, VPNFAQ | BGP on both tunnels gives transit
  Sites and networks on BGP connections of one gateway reach each other, also along chains of networks.
D-41 | documented | VPNFAQ | A static and a BGP site
  The BGP site learns the static site's prefixes, but the static site learns nothing back.
D-42 | observed | ADS-S2S | Two static sites
  Nothing is announced between two static sites; packets may still pass if both selectors admit them, which is
  unsupported.
D-43 | documented | V2V | Network-to-network connections
  Vnet2Vnet needs a connection in each direction and keeps the remote address space in step; without BGP the remote
  spokes are unknown.
D-44 | observed | L-INTER | Vnet2Vnet beside a Route Server
  In one lab the side with a Route Server announced nothing over Vnet2Vnet, while IPsec connections worked.
D-45 | documented | VPNFAQ | Overlapping sites need NAT
  Sites or networks that overlap are not supported without NAT.
D-50 | observed | MDD-P2S | The client pool is a gateway route
  Each prefix of the client pool is a gateway route wherever propagation is on; its exact next hops on an active-active
  gateway are unpublished.
D-51 | observed | GH-100752 | The client pool goes to sites
  The pool is announced to site-to-site BGP peers and is part of the selectors, as one user reported.
D-52 | observed | GH-27351 | The client pool must not overlap
  A pool that overlaps the network's address space is refused.
D-53 | documented | P2SR | What clients receive
  Clients get the network, direct peers that use the gateway and the pool; non-Windows IKEv2 clients also every site
  prefix, Windows only after a manual route or custom routes.
D-54 | disputed | P2SR, GH-103212 | Sites reached by clients
  The documentation asks for BGP on the site-to-site connection before clients reach the site; one reader reached it
  without.
D-55 | documented+observed | ADS-P2S, MDD-P2S | Custom routes for clients
  customRoutes adds prefixes for clients; with 0.0.0.0/1 and 128.0.0.0/1 all client traffic enters, and an appliance or
  site must provide the way out.
D-56 | disputed | RS-FAQ, GH-76117 | Clients and ExpressRoute
  Transit between clients and ExpressRoute is not offered, not even with Route Server, although a Microsoft reply of
  2021 said it was.
D-57 | observed | DMA-P2S | Own number breaks client TCP
  A VPN gateway number other than 65515 beside an ExpressRoute gateway broke TCP of client connections.
D-58 | observed | ADS-P2S | Selectors of old Windows clients
  Older Windows IKEv2 clients take only about 25 selectors.
D-60 | documented | S2ST, UDR | Three ways to force traffic to a site
  A default route by BGP, a default site on the gateway, or a user 0.0.0.0/0 to the gateway on chosen subnets, which
  needs one of the others behind it.
D-61 | documented | UDR, AFW | A learned default reaches every subnet
  It reaches hub and spokes alike; managed services need an exemption by a user 0.0.0.0/0 to Internet or by turning
  propagation off.
D-70 | documented | VPNSET | Policy-based gateways
  One IKEv1 tunnel with static routes; no BGP, clients, Vnet2Vnet, coexistence or active-active, and the type cannot be
  changed later.
D-71 | documented | VPNHA | Needs of active-active
  Two static Standard public addresses, a route-based gateway and a SKU above Basic.
D-72 | documented | VPNNAT, VPNFAQ | NAT on the gateway
  From VpnGw2 on, for IPsec site connections only; BGP prefixes are rewritten with enableBgpRouteTranslationForNat, not
  with link-local peers; 500 rules at most.
D-73 | observed | KAY, DMA | VPN inside ExpressRoute
  With the private-address option the tunnel ends on private instance addresses; the encrypted way wins only if the
  site announces longer prefixes over it.
""",
)
