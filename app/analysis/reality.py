"""Holds a table of the design against what az printed of the real one: agreement, or the rows that differ and why.

The cause is the likeliest one, said as such. Knows nothing of where the text comes from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.analysis.agreement import as_numbers, is_open_address, normal_prefix, same_hops, values
from app.analysis.bgp_tables import advertised, learned
from app.analysis.labels import address_label
from app.analysis.pasted import Unreadable, read
from app.analysis.route_tables import table_json
from app.engine import Result, UnknownPlace
from app.engine.prefix import BadPrefix, contains, parse
from app.engine.system import DROP_ROWS

Json = dict[str, Any]
Row = dict[str, Any]
SHOWN = (
    "source",
    "state",
    "addressPrefix",
    "nextHopType",
    "nextHopIpAddress",
    "network",
    "nextHop",
    "asPath",
    "origin",
)
GATEWAY = "VirtualNetworkGateway"
ROUTERS = ("virtualNetworkGateways/", "routeServers/", "expressRouteCircuits/", "networkVirtualAppliances/")


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
        return "The path is another one: a prepend, or a router on the way, is missing in one of the two."
    return "The next hop is another address."


def reality(result: Result, at: str, text: str, peer: str = "", table: str = "") -> Json:
    """The comparison of the design's table at a place with pasted text; raises Unreadable, UnknownPlace.

    `table` says advertised where the text is what a router announces; learned otherwise.
    """
    kind, azure = read(text)
    _check_kind(result, at, kind)
    propagates = True
    if kind == "effective":
        vnet, subnet = result.find_subnet(at)
        found = table_json(result, subnet.at, result.table(vnet, subnet))
        question, design, propagates = "routes", found["routes"], not found["disableBgpRoutePropagation"]
        design = [{**row, "addressPrefix": normal_prefix(row["addressPrefix"])} for row in design]
    else:
        question = "advertised" if table == "advertised" else "learned"
        ask = advertised if question == "advertised" else learned
        design = ask(result, at, peer or None)["routes"]
    keys = ("source", "addressPrefix") if kind == "effective" else ("network",)
    causes = Causes(result, azure, design, propagates)
    printed = not text.lstrip().startswith(("{", "["))
    differences = list(_differences(_by(keys, azure), _by(keys, design), causes, first_hop=printed))
    wrong = {tuple((d["azure"] or {}).get(k) for k in keys) for d in differences if d["azure"]}
    return {
        "at": at,
        "question": question,
        "agrees": not differences,
        "rows": len(azure),
        "matching": sum(tuple(row.get(k) for k in keys) not in wrong for row in azure),
        "differences": differences,
    }


def _check_kind(result: Result, at: str, kind: str) -> None:
    """Effective routes belong to subnets, the other tables to routers."""
    try:
        result.find_subnet(at)
    except UnknownPlace:
        if kind == "effective" and at.startswith(ROUTERS):
            raise Unreadable("These are effective routes: hold them against a subnet.") from None
    else:
        if kind != "effective":
            raise Unreadable("These are routes of a router: hold them against a gateway or Route Server.")


def _by(keys: tuple[str, ...], rows: Iterable[Row]) -> dict[tuple[object, ...], list[Row]]:
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row.get(key) for key in keys), []).append(row)
    return found


def _differences(
    azure: dict[tuple[object, ...], list[Row]],
    design: dict[tuple[object, ...], list[Row]],
    causes: Causes,
    *,
    first_hop: bool,
) -> Iterable[Json]:
    for key, rows in azure.items():
        if key not in design:
            yield from (_difference("onlyInAzure", row, None, causes) for row in _distinct(rows))
        elif not _same(rows, design[key], first_hop=first_hop):
            yield _difference("differs", rows[0], design[key][0], causes)
    for key, rows in design.items():
        if key not in azure:
            yield from (_difference("onlyInDesign", None, row, causes) for row in _distinct(rows))


def _distinct(rows: list[Row]) -> Iterable[Row]:
    """Each row once; the instances of a gateway say the same."""
    return {str(_shown(row)): row for row in rows}.values()


def _same(azure: list[Row], design: list[Row], *, first_hop: bool) -> bool:
    """Whether two lists of rows of one prefix say the same; order and instances do not count.

    `first_hop`: of several next hops, tables of az name only the first.
    """
    if "asPath" in azure[0] or "network" in azure[0]:
        return {as_numbers(r.get("asPath")) for r in azure} <= {as_numbers(r.get("asPath")) for r in design}
    one, other = azure[0], design[0]
    alike = all(one.get(k) in (None, "", other.get(k)) for k in ("state", "nextHopType"))
    hops, designed = values(one.get("nextHopIpAddress")), values(other.get("nextHopIpAddress"))
    if first_hop and len(hops) == 1 < len(designed):
        return alike and (hops[0] in designed or any(map(is_open_address, designed)))
    return alike and same_hops(hops, designed)


def _difference(kind: str, azure: Row | None, design: Row | None, causes: Causes) -> Json:
    row = azure or design or {}
    return {
        "kind": kind,
        "addressPrefix": row.get("addressPrefix") or row.get("network"),
        "azure": _shown(azure),
        "design": _shown(design),
        "cause": causes.of(azure, design),
    }


def _shown(row: Row | None) -> Row | None:
    return {key: _worded(row[key]) for key in SHOWN if key in row} if row is not None else None


def _worded(value: object) -> object:
    if isinstance(value, list):
        return [_worded(each) for each in value]
    return address_label(value) if isinstance(value, str) else value
