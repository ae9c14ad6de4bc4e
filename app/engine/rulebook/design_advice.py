"""Our own advice on whole designs, each piece of it a consequence of published rules. Finds nothing by itself."""

from app.engine.rulebook.model import chapter

RULES = chapter(
    "Design advice: whole designs",
    """
RC-LEAK | warned | documented+observed | SEED, UDR | A default route that reaches everybody
  A default route, or its two halves, that a gateway learns reaches every subnet which uses the gateway; a user route of
  equal length exempts a subnet.
RC-LOOP | warned | documented+observed | UDR, ANB | A route back to the device that sent the packet
  The subnet of an appliance has a route to the appliance itself, or two devices hand a packet to each other.
RC-BLACKHOLE | warned | documented | RS-NH, UDR | A next hop that is not there
  A subnet learns a next hop that lies neither in its own network nor in one peered with it, or a user route names an
  address that nothing in the design has, so packets vanish.
RC-NO-INTERNET | warned | documented | UDR | Subnets that lost the Internet
  A learned or user route carries a subnet's Internet traffic, and on that way it is dropped or goes round.
RC-INTENT | warned | documented | UDR | An intent that does not hold
  The design's authors wrote down a sentence that must hold, and by the tables of the networks on the way it does not.
RC-NO-BACKUP | warned | documented | VPNHA | One tunnel to a gateway of two
  The gateway is active-active but the connection ends at one instance only and goes down whenever that one is patched.
RC-OSCILLATION | warned | inferred | VPNBGP | Routes that never come to rest
  The routers keep changing their mind about a prefix; what Azure shows then depends on timing.
RC-SHADOWED | advice | documented | UDR | A user route that carries nothing
  Longer prefixes cover everything that the route stands for, so no packet ever follows it.
RC-COST | advice | documented | ERFAQ, ERGW | Gateways in a spoke
  Gateways of its own cost a spoke two gateways and one of the circuit's links, and traffic passes the hub's firewall by.
""",
)
