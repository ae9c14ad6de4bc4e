"""Shapes of Azure's own answers: the tables of interfaces, peers, gateways and hubs. Computes nothing."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Shape of the answers",
    """
OUT-1 | observed | L-HUBLESS, L-FAB-FW | A row of an interface
  Source, state, prefixes, next hop type and next hop addresses make one row of effective routes.
OUT-2 | observed | L-HUBLESS, MYE-ECMP, L-FAB-ISO | Equal next hops on paper
  The API gives one row with a list, older command lines one line each, the portal a count; their order means nothing.
OUT-3 | observed | L-HUBLESS, L-FAB-2ER, L-FAB-FW, MAL | Tables of a Route Server peer
  Two lists, one per instance: learned routes are EBgp with weight 32768, announced ones Igp with weight 0 and the
  instance as next hop.
OUT-4 | observed | L-HUBLESS, L-MEGA | Learned table of a VPN gateway
  Origins are Network, EBgp and IBgp; weights 32768, 32769 for circuit routes, and 32770 or 0 for Route Server's.
OUT-5 | observed | L-FAB-ISO, L-FAB-BGP, L-DM | Routes of a hub table
  Each names its next hop type, such as Virtual Network Connection or Remote Hub, its next hops, path and origin; a
  static names the table.
OUT-6 | observed | L-DM | Network Watcher behind a hub
  Its next hop check says VirtualHub for what the interface's table calls VirtualNetworkGateway.
""",
)
