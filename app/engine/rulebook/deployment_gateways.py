"""What Azure refuses or lets pass to your harm: gateways, connections, circuits. Decides nothing about a document."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Deployment: gateways, connections, circuits",
    """
H-50 | refused | documented | ERGW, VPNSET | Second gateway of a kind
  A network holds one VPN and one ExpressRoute gateway; a second ExpressRoute gateway exists only during migration.
H-51 | refused | observed | NLB | VPN size without zones
  VpnGw1 to VpnGw5 without AZ are refused for new gateways.
  code: NonAzSkusNotAllowedForVPNGateway
  message: VpnGw1-5 non-AZ SKUs are no longer supported for VPN gateways. Only VpnGw1-5AZ SKUs can be created going
  forward.
H-52 | refused | observed | GH-ZONES | Zonal gateway, address without zones
  An AZ gateway needs public addresses that have zones.
  code: VmssVpnGatewayPublicIpsMustHaveZonesConfigured
  message: Standard Public IPs associated with VPN Gateways with AZ VPN skus must have zones configured.
  unseen: designs do not say in which zones a public address lies.
H-53 | refused | observed | GH-REGIONAL | Address with zones, gateway without
  A gateway without AZ refuses a zonal public address.
  code: RegionalVmssVpnGatewayPublicIpsMustNotHaveZonesConfigured
  message: Standard Public IPs associated with VPN gateways with non-AZ VPN skus cannot have zones configured.
  unseen: designs do not say in which zones a public address lies.
H-54 | refused | documented | VPNSET | What Basic cannot do
  The Basic size has no BGP, active-active, coexistence, IKEv2 clients or custom IPsec policy.
H-55 | refused | documented | VPNHA | Active-active without its needs
  Active-active with one public address or on a policy-based gateway.
H-56 | refused | documented+observed | ERGW, DMA-SCALE | Changes a gateway refuses
  The VPN type cannot change, ErGwScale does not go back to an AZ size, and most ExpressRoute sizes do not shrink.
  unseen: it is about a change of a gateway that runs, and a drawing has one state.
H-57 | refused | documented | ERCOEX | Coexistence with the wrong VPN gateway
  A policy-based or Basic VPN gateway cannot stand beside an ExpressRoute gateway.
H-58 | advice | observed | ERCOEX | VPN gateway first (until 2018)
  The former rule that the ExpressRoute gateway comes first is gone; it is kept here to recognise the old message.
  message: To deploy both an Expressroute and VPN gateway in the same vnet, the Expressroute gateway must be created
  first. Delete the VPN gateway {id} and retry.
  unseen: the rule is gone, and gateways may be created in any order.
H-59 | refused | observed | GH-27351 | Client pool overlaps the network
  The client pool shares addresses with the virtual network.
  message: The virtual network gateway's VPN client address pool overlaps with the virtual network's address space. The
  overlapping address space prefixes are {a} and {b}.
H-60 | refused | documented | VPNFAQ | Reserved number
  The gateway or peer carries a reserved autonomous system number.
H-61 | refused | observed | GH-ASN0 | Number zero
  A local network gateway cannot have the number 0.
  message: The local network gateway {id} cannot have an ASN of zero
H-62 | refused | observed | GH-62263, L-INTER | Local network gateway with 65515
  A local network gateway refuses the number 65515.
H-63 | refused | observed | GH-AZ | BGP address lists
  A local network gateway takes its one BGP address and not a list of peering addresses.
  code: LocalNetworkGatewayBgpPeeringAddressesMustbeNull
  message: Local network gateway {id} BgpPeeringAddresses in BgpSettings must not contain any value.
  unseen: the design format has no such list.
H-64 | refused | observed | MDD-P2S | Static 0.0.0.0/0
  A local network gateway does not accept 0.0.0.0/0; write 0.0.0.0/1 and 128.0.0.0/1.
H-65 | refused | documented | VPNFAQ | Site overlaps the network
  Static prefixes or the BGP peer address lie inside the network, or the peer address is the device's public one.
H-66 | refused | observed | GH-110829 | Same prefix on two connections
  Two connections of a gateway carry the same static prefix.
  code: ConnectionOverlappingAddressSpaces
H-67 | refused | observed | MYE-ECMP | Too many connections
  The gateway has more site-to-site connections than its size allows.
  code: MaximumLocalNetworkSitesLimitReachedForGateway
  message: Maximum connection limit reached. Current site to site connections : 31, max limit : 30
H-68 | warned | observed | L-INTER | Same number at both ends
  BGP between equal autonomous system numbers never comes up.
H-69 | refused | observed | L-INTER | Route map on Vnet2Vnet
  A routing configuration cannot be set on a network-to-network connection.
  code: InvalidRoutingConfigurationForConnectionType
  found as: ERR-06
H-70 | warned | documented | V2V | Only one direction
  A network-to-network connection stays NotConnected until both directions exist.
H-71 | warned | documented | VPNFAQ | Weight on a tunnel
  A routingWeight on an IPsec connection is ignored.
H-72 | refused | documented | VPNFAQ | Changing the IKE version
  The IKE protocol of a connection cannot be changed in place.
  unseen: it is about a change of a connection that runs, and a drawing has one state.
H-73 | refused | documented | VPNNAT | NAT where it is not offered
  NAT rules are refused on Basic and VpnGw1, with link-local BGP, on Vnet2Vnet or for clients, and with a slash in
  their name.
H-80 | refused | observed | GH-CIRCUIT | Circuit still provisioned
  A circuit can be deleted only after the provider has deprovisioned it.
  code: ConflictError
  message: The specified dedicated circuit is not in Deprovisioned state. Please initiate the deprovisioning process
  with your service provider.
  unseen: it is about deleting a circuit that runs.
H-81 | refused | documented | ERGW, ERFAQ | Link beyond the circuit or gateway
  The region is outside the circuit's reach, or there are too many network links, more than 4 circuits from one
  location or more than the gateway takes.
H-82 | refused | documented | ERROUTE | Peering addresses or number
  A link's /30 overlaps a network or is used twice, or the customer's number is reserved.
H-83 | limit | documented | ERROUTE, ERFAQ | Too many prefixes on a circuit
  More than 4,000 prefixes from on-premises (10,000 with Premium) or 1,000 from Azure drop the session while running.
H-84 | warned | observed | JOC | One link of two
  A circuit with one link connected has no service level and a single next hop.
H-85 | refused | documented | ERFAQ | Shrinking a circuit
  Less bandwidth, or Standard while usage exceeds it.
  unseen: it is about shrinking a circuit that runs, and designs do not name a bandwidth.
H-86 | warned | documented+observed | ERVNET, L-HAIR6 | Networks over a circuit without the switches
  Two networks are expected to meet over a circuit while the traffic switches are off; no route appears and no error.
H-87 | warned | documented+observed | ERCOEX, KAY | VPN for equal prefixes
  A tunnel that carries the same prefixes as ExpressRoute stays idle until the circuit fails.
H-88 | warned | documented | ERCOEX, ERGR | Transit that is not there
  VPN to ExpressRoute, or circuit to circuit, is not connected without Route Server or Global Reach.
H-89 | warned | documented | FP | FastPath past the firewall
  On a provider circuit FastPath ignores GatewaySubnet routes for the gateway's own network and so skips the firewall.
H-90 | warned | documented | UDR, AFW | Learned default at managed services
  A learned 0.0.0.0/0 reaches a firewall, Application Gateway, API Management or AKS subnet and cuts its management.
H-91 | refused | observed | NLB, GH-53704 | Effective routes of a stopped machine
  Azure shows effective routes only for a running machine; this tool needs none.
  code: NicMustBeAttachedToRunningVmToGetEffectiveRoutes
  message: A network interface must be attached to a running virtual machine to get effective routes.
  unseen: it is an answer to a question about a running machine; RouteCanvas computes the routes without one.
H-92 | warned | documented+observed | DOA, ADS-PRIV | Internet from a private subnet
  The subnet has no default outbound access, so its Active Internet row leads nowhere without NAT, public address or
  appliance.
H-93 | refused | observed | L-HUBLESS | Route map on a distant peer
  A Route Server peer in a peered network cannot carry a route map.
  code: HubBgpConnectionFromSpokeVnetCannotReferenceRouteMap
  unseen: the design format has no route maps for Route Servers.
""",
)
