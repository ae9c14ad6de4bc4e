"""Peering of virtual networks: when it may exist and what it carries. Computes nothing."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Peering",
    """
C-01 | documented | PEER | Two halves, three states
  A peering is two half-links and reads Initiated with one half, Connected with both, Disconnected when the other half
  or network is gone.
C-02 | documented+observed | PEER-T | A disconnected half is dead
  A Disconnected half cannot be used again; delete or update both halves.
C-03 | observed | MDD-SUBP | Peers must not overlap
  Two networks with overlapping address spaces cannot be peered.
C-04 | observed | GH-OVERLAP | Peers of one hub must not overlap
  A network cannot be peered with two networks that overlap each other, so all spokes of a hub are disjoint.
C-05 | observed | PEER-T | One peering per pair
  A second peering to the same remote network is refused.
C-06 | documented | PEER | Any region, subscription and tenant
  Peering works between all regions, subscriptions and tenants of one cloud, but not between two classic networks.
C-07 | documented | LIM, ERGW | Number of peerings
  A network takes 500 peerings, 1,000 under a hub-and-spoke of the network manager.
C-08 | documented | PEER, GH-90522 | Address space of a peered network
  It may change while peered; the peer learns the new prefix after a sync, and the prefix must not overlap any peer.
C-09 | documented+observed | REST, NLB | Flags of a peering
  Access, forwarded traffic, gateway transit, remote gateways and the subnet-peering lists are separate switches; the
  CLI grants access only with --allow-vnet-access.
C-10 | documented+observed | PEER, CYN, NLB | Peering is not transitive
  A peering exchanges the remote network's own prefixes only, never those of its other peers.
C-11 | documented+observed | PEER, ANL, CYN, KAY | Gateway transit
  With allowGatewayTransit at the hub and useRemoteGateways at the spoke, the spoke lists all gateway routes with the
  hub's next hops and is announced by all gateways of the hub.
C-12 | observed | CYN | Transit goes both ways
  Transit covers the whole network in both directions; a subnet may refuse the routes, but the announcement cannot be
  switched off.
C-13 | documented | PEER, SEED | One remote gateway
  Only one peering of a network may have useRemoteGateways.
C-14 | documented | PEER, GH-79948 | Own gateway or remote gateway
  A network with a gateway or Route Server of its own cannot use a remote one.
C-15 | observed | GH-QUICK | The remote gateway must exist
  useRemoteGateways is refused while the remote network has neither gateway nor Route Server.
C-16 | observed | ANL | Transit must be allowed first
  useRemoteGateways is refused while the remote half does not allow gateway transit.
C-17 | observed | GH-BICEP | doNotVerifyRemoteGateways
  The flag should skip the check for a remote gateway, but it is not honoured through Bicep.
C-18 | documented | PEER | Transit over global peering
  Gateway transit works between regions too; texts until 2018 said the opposite.
C-19 | observed | NLB, FAB | Two peered hubs
  Peered hubs exchange their own prefixes only, even with Route Servers on both sides; spokes and learned routes need
  BGP between appliances.
C-20 | observed | FAB | A spoke with further peers
  In a spoke that uses a hub's gateway, prefixes of its other direct peers are hidden from the gateway's routes.
C-21 | observed | GH-BUSY | One change at a time
  A change is refused while another one on the same network is still running.
C-40 | documented | SUBP | Subnet peering
  With peerCompleteVnets off only the named subnets exchange prefixes, and only they must not overlap.
C-41 | documented+observed | SUBP, ANB | Limits of subnet peering
  One link per pair, up to 200 subnets per side, no conversion in place; enableOnlyIPv6Peering exchanges IPv6 alone.
C-42 | observed | ANB, MDD-SUBP | Routes without reach
  All local subnets list the remote subnets, but packets from a subnet that does not take part are dropped.
C-43 | observed | ANB | Subnet peering with a remote gateway
  The hub's gateways announce only the participating subnets of the spoke.
C-44 | observed | ANB | Reaching a peered subnet by an appliance
  A subnet outside the subnet peering gets across with a user route to an appliance in a subnet that takes part.
""",
)
