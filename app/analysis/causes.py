"""The likeliest cause of a row in which Azure and the design differ, told from both tables as a whole.

Said as the likeliest one, never as more. Knows neither the pasted text nor how rows are held against each other.
"""

from dataclasses import dataclass
from typing import Any

from app.analysis.agreement import as_numbers
from app.engine import Result
from app.engine.prefix import BadPrefix, contains, parse
from app.engine.system import DROP_ROWS

Row = dict[str, Any]
GATEWAY = "VirtualNetworkGateway"
PATHS = "The path is another one: a prepend, or a router on the way, is missing in one of the two."
# What brings a row of a hub's table, by its next hop type: missing in the design, missing in Azure.
HUB_CAUSES = {
    "Virtual Network Connection": (
        "A connection that propagates to this table, or an address range of its network, is missing in the design.",
        "In Azure the connection does not propagate to this table: look at its labels and tables.",
    ),
    "HubBgpConnection": (
        "A BGP peer of the hub, or what its appliance announces, is missing in the design.",
        "In Azure the BGP peer of the hub is not connected, or does not announce this.",
    ),
    "Remote Hub": (
        "Another hub brings it: something behind that hub is missing in the design.",
        "In Azure the other hub does not bring it: its connections, gateways or route maps differ.",
    ),
    "Azure Firewall": (
        "A routing policy or a static route leads to the firewall in Azure only.",
        "The design's routing policy or static route to the firewall is not set in Azure.",
    ),
}


@dataclass(frozen=True, slots=True)
class Causes:
    """What both tables look like as a whole, from which single rows are explained."""

    result: Result
    azure: list[Row]
    design: list[Row]
    propagates: bool = True

    def of(self, azure: Row | None, design: Row | None) -> str:
        """The likeliest cause of one row that differs."""
        row = azure or design or {}
        if "addressPrefix" in row and "source" not in row:
            return self._hub(azure, design)
        if row.get("source") == "Default" and row.get("nextHopType") == "None":
            return self._dated()
        if azure is not None and design is not None:
            return _changed(azure, design)
        if row.get("source") == GATEWAY:
            return self._gateway(row, in_azure=azure is not None)
        if row.get("source") == "User":
            return f"The route table of this subnet has {'another route' if azure else 'no such route'} in Azure."
        if "Peering" in str(row.get("nextHopType")):
            if azure is not None:
                return "A peering or an address range of the peer is missing in the design."
            return "In Azure the peering is not connected, or not synchronised since the address space changed."
        if row.get("nextHopType") == "VnetLocal":
            return "The address space of the network is another one."
        return "Nothing in the design brings this row." if azure else "Azure does not list this row."

    def _dated(self) -> str:
        """A-05 to A-07: the reserved ranges that Azure lists changed over the years."""
        seen = {
            r["addressPrefix"] for r in self.azure if (r.get("source"), r.get("nextHopType")) == ("Default", "None")
        }
        if not seen:
            return "Some tools leave out the rows with next hop None."
        periods = {period: {str(p) for p in rows} for period, rows in DROP_ROWS.items()}
        best = min(periods, key=lambda period: (len(periods[period] ^ seen), period))
        if best != self.result.network.drop_rows_as_of:
            return f"Azure's list of reserved ranges is dated: these rows are those of {best}; set dropRowsAsOf to it."
        return "An address range or a route that covers this reserved range is in one of the two only."

    def _hub(self, azure: Row | None, design: Row | None) -> str:
        if azure is not None and design is not None:
            if azure.get("nextHopType") != design.get("nextHopType"):
                return "Another path wins: compare the hubs' routing preference, AS paths and which connections are up."
            if "asPath" in azure and as_numbers(azure["asPath"]) != as_numbers(design.get("asPath")):
                return PATHS
            return "The next hop is another one: it has another name in Azure, or another of its kind wins."
        row = azure or design or {}
        known = HUB_CAUSES.get(str(row.get("nextHopType")))
        if known:
            return known[0] if azure is not None else known[1]
        return self._announced(row["addressPrefix"]) if azure is not None else _silent(row)

    def _gateway(self, row: Row, *, in_azure: bool) -> str:
        azure = any(r.get("source") == GATEWAY for r in self.azure)
        design = any(r.get("source") == GATEWAY for r in self.design)
        if in_azure and not self.propagates:
            return "Gateway route propagation is on in Azure and off in the design's route table."
        if not in_azure and not azure:
            return "Azure shows no gateway route here: propagation is off, or the peering uses no remote gateway."
        if in_azure and not design:
            return "No gateway route gets here in the design: look at useRemoteGateways and at the connections."
        return self._announced(row["addressPrefix"]) if in_azure else _silent(row)

    def _announced(self, prefix: str) -> str:
        try:
            wanted = parse(prefix)
        except BadPrefix:
            return "The design does not have this destination."
        known = self.result.book.class_of
        if wanted in known:
            return "The design knows this prefix, but something stops it on the way here: ask what the gateway learned."
        wider = [p for p in known if p.length and contains(p, wanted)]
        if wider:
            return f"The design announces only {max(wider, key=lambda p: p.length)}, which contains it."
        return "Nothing in the design announces this prefix: add it to the site, circuit or appliance that does."


def _silent(row: Row) -> str:
    origin = f" from {row['origin']}" if row.get("origin") else ""
    return f"The design expects it{origin}; in Azure it is not announced, filtered, or its session is down."


def _changed(azure: Row, design: Row) -> str:
    if azure.get("state") != design.get("state"):
        beaten = "Azure" if azure.get("state") == "Invalid" else "the design"
        return f"In {beaten} a user route of the same prefix wins over it."
    if azure.get("nextHopType") != design.get("nextHopType"):
        if azure.get("nextHopType") == "None":
            return "The appliance behind this route is stopped, or the next hop does not exist."
        return "Another kind of route wins: compare the route tables and which gateways feed the network."
    if azure.get("source") == GATEWAY:
        return "Another path wins in Azure: compare connection weights, AS path lengths and which connections are up."
    if "asPath" in azure:
        return PATHS
    return "The next hop is another address."
