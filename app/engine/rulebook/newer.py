"""Newer features of Azure networking and what they do to routes. Computes nothing."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Newer features",
    """
I-01 | documented | AVNM | Network manager
  It writes ordinary route tables of up to 1,000 routes, raises peerings to 1,000, and joins mesh members without
  peerings under next hop type ConnectedGroup.
I-02 | observed | CTN-VNRA, NLB | Virtual network routing appliance
  A managed forwarder in VirtualNetworkApplianceSubnet; user routes point to its .4 address as VirtualAppliance, it
  speaks no BGP and follows its own network's peerings.
I-03 | observed | SGP | Summarized gateway prefixes
  summarizedGatewayPrefixes makes both gateways announce the listed prefixes instead of the network and the spokes they
  cover; tables inside Azure do not change.
I-04 | documented+observed | DOA, ADS-PRIV | Private subnets
  New networks (API 2025-07-01) have no default outbound access: the Internet row stays Active, but packets need NAT, a
  public address or an appliance.
I-05 | documented+observed | SKU, NLB | VPN gateway sizes
  VpnGw1 to VpnGw5 without zones can no longer be created since November 2025; the AZ sizes can, also in regions
  without zones.
I-06 | documented+observed | ERGW, DMA-SCALE | Scalable ExpressRoute gateway
  ErGwScale has 1 to 40 units of 1 Gbps and wants a /26 GatewaySubnet; routes do not change.
I-07 | inferred | ERMIG | Gateway migration
  While an ExpressRoute gateway migrates a second one exists with adminState Disabled, and only the enabled one
  programs routes.
I-08 | observed | ANB | Announcing part of a spoke
  To announce only a part of a spoke through the hub's gateway, peer subnets instead of whole networks; nothing else
  does it.
I-09 | documented | REST | New route fields of 2025
  API 2025-07-01 brought VirtualApplianceEcmp, disablePeeringRoute and hasBgpOverride.
I-10 | observed | DMA-ENC | Network encryption
  Encryption changes no route; paths that cannot be encrypted are dropped or allowed by policy.
I-11 | documented+observed | RS-HRP, NLB | Route Server preference
  Route Server's preference of ExpressRoute, VpnGateway or ASPath can overturn the usual victory of ExpressRoute.
I-12 | observed | KAY, NLB, MDD-V6 | Where IPv6 is carried
  Peering and ExpressRoute private peering carry IPv6, Virtual WAN does not, VPN gateways only in later previews.
I-13 | observed | NLB | One row for all next hops
  Since the 2025 API the effective table gathers equal next hops in one row.
I-14 | observed | KAY | IPv6 prefixes of subnets left out
  Azure takes no IPv6 address outside a dual-stack subnet; a lab that uses one and lists IPv4 prefixes of its subnets
  only exchanged IPv6, so all such subnets, the GatewaySubnet too, are dual-stack.
""",
)
