"""Appliances and Azure Firewall: forwarding, symmetry, SNAT, the firewall's own subnets. Computes nothing."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Appliances and Azure Firewall",
    """
G-01 | documented | UDR | An appliance must forward
  The interface needs enableIPForwarding and the system must forward; otherwise foreign packets are dropped while the
  tables stay the same.
G-02 | documented | UDR, FAB | Load-balanced appliances
  The next hop is the frontend of an internal Standard load balancer with an HA-ports rule; a peered frontend works,
  across regions with Standard only.
G-03 | documented+observed | UDR, ANL, ADT | Both directions through one device
  A stateful device must see both directions: spokes to the firewall with propagation off, the GatewaySubnet with one
  route per spoke, or SNAT instead.
G-04 | observed | FAB, ANB | Spoke to spoke through the firewall
  Each spoke needs the other spoke or a supernet in its table; between hub and spoke only the exact prefixes work,
  because peering rows win.
G-05 | observed | MDD | Private endpoints behind an appliance
  Three of eight tested layouts failed, with client, appliance and endpoint in one network or two peerings apart; SNAT
  cures the uneven return.
G-06 | documented | UDR, RS-NH | Several appliances at once
  Sharing flows over several appliance addresses breaks stateful inspection unless they SNAT or share their state.
G-10 | documented+observed | AFW, GH-CAF | Table of the firewall's subnet
  AzureFirewallSubnet is a /26 or larger, and a table on it must send 0.0.0.0/0 to Internet.
G-11 | documented | AFW | A learned default at the firewall
  A learned 0.0.0.0/0 on AzureFirewallSubnet needs the same override, unless the firewall runs with forced tunnelling.
G-12 | documented | AFW | Forced tunnelling of the firewall
  An AzureFirewallManagementSubnet of /26 or larger with its own public address and plain Internet default frees
  AzureFirewallSubnet to take any default route.
G-13 | documented | AFW | When the firewall translates
  Network rules keep the source towards RFC 1918 and 100.64.0.0/10 and translate it elsewhere, application rules always
  translate; the private list can be set.
G-14 | inferred | AFW | Public ranges behind the firewall
  Towards a public range used inside, flows appear to come from the firewall, so an uneven return does no harm there.
G-15 | observed | FAB | Address of the firewall
  The firewall's private address is the first usable one of its subnet, ending in .4 for an aligned subnet.
G-16 | observed | CTN-VNRA | The routing appliance
  The managed routing appliance is another next hop of type VirtualAppliance, see I-02.
""",
)
