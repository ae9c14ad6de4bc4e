"""Routing intent of a virtual hub: needs, tables and what everybody sees then. Computes nothing."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Routing intent",
    """
RI-01 | documented | VW-RI | Two policies at most
  A hub has at most one internet and one private policy, each to one firewall, appliance or service.
RI-02 | documented | VW-RI | Preconditions
  No custom tables and no table statics to network connections; firewall statics need the names private_traffic,
  internet_traffic or all_traffic.
RI-03 | documented+observed | VW-RI, L-FAB-RI | Tables under routing intent
  All connections associate with default; they propagate to default under internet alone, else to none, and removal
  resets them.
RI-04 | documented+observed | VW-RI, L-FAB-RI | Statics that appear
  The default table gets 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16, or 0.0.0.0/0, to the firewall; extra prefixes
  sit in private_traffic.
RI-05 | documented | VW-RI | Private ranges outside RFC 1918
  They must be listed in every hub, or they count as Internet.
RI-06 | observed | L-DUALER, L-CW | The hub's table collapses
  The default table shows only aggregates to Azure Firewall; the specific routes are seen in the firewall's own table.
RI-07 | observed | L-FAB-RI | What a spoke shows
  Own network, hub prefix, the three private ranges and 0.0.0.0/0 as gateway rows to the local firewall, no specific
  routes and no Internet row.
RI-08 | inferred | L-FAB-RI | Prefixes nobody listed
  An on-premises prefix outside the listed ranges is reachable from spokes only by 0.0.0.0/0.
RI-09 | observed | L-FAB-RI | What branches receive
  Specific networks, sites and the hub prefix, with internet policy also 0.0.0.0/0, never the aggregates.
RI-10 | observed | L-FAB-RI, L-DUALER | What the edge receives
  Local networks, hub and 0.0.0.0/0 with path 65515, remote ones with 65515 65520 65520, sites with their number
  behind.
RI-11 | documented | VW-RI | Circuit to circuit under routing intent
  When support enabled it, the aggregates are announced to circuits too, and on-premises must not announce exactly
  those back.
RI-12 | documented | VW-RI | Policies on both hubs
  With private policy on both, traffic passes both firewalls; with one, that one inspects, and the hub routers are
  skipped.
RI-13 | documented | VW-RI | Number of address spaces
  At most 600 network address spaces per hub, formerly 400; the portal warns at 90 percent.
RI-14 | documented | VW-RI | Spokes under routing intent
  Propagation must stay on, private endpoints need network policies, and bare-metal subnets are unsupported.
RI-15 | observed | L-FAB-CHILD, GH-TF | No own routing of branches
  Routing configuration on VPN or ExpressRoute connections is refused under routing intent.
RI-16 | documented+observed | VW-STAT, L-FAB-CHILD | Connection statics under routing intent
  Only propagated ones go; they appear as prefixes of that network everywhere, and the bypass acts as Equal.
RI-17 | inferred | VW-RI | BGP peers under routing intent
  The firewall uses the appliance's routes; the appliance's network still shows aggregates, perhaps with its specifics.
RI-18 | observed | L-CW | The preference still rules
  The hub preference decides which specific route the firewall uses, and detours over a shared circuit remain.
""",
)
