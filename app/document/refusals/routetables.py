"""Refusals of user-defined routes and of the tables that hold them."""

from collections.abc import Iterator

from app.document.prefixes import is_service_tag
from app.document.refusals.finding import Design, Finding, refused
from app.document.schema import Route, RouteTable

MOST_ROUTES = 400
MOST_SERVICE_TAGS = 25
MOST_TABLES = 200
ECMP_ADDRESSES = range(2, 65)


def route_table_refusals(design: Design) -> Iterator[Finding]:
    """Everything that is wrong with the route tables."""
    for table in design.topology.route_tables:
        yield from _conflicts(table)
        for route in table.routes:
            yield from _next_hop(table, route)
        yield from _counts(table)
    yield from _regions(design)
    if len(design.tables) > MOST_TABLES:
        sentence = f"The design has {len(design.tables)} route tables; a subscription may have {MOST_TABLES} a region."
        yield refused("H-43", "routeTables", sentence, kind="limit")


def _conflicts(table: RouteTable) -> Iterator[Finding]:
    first: dict[str, Route] = {}
    for route in table.routes:
        before = first.setdefault(route.address_prefix.lower(), route)
        if before is not route:
            yield refused(
                "H-40",
                f"routeTables/{table.name}/routes/{route.name}",
                f"{route.name} and {before.name} of {table.name} have the same prefix {route.address_prefix}.",
                code="RouteConflict",
                message=f"Route: {route.name} conflicts with Route: {before.name}. Routes cannot have the same "
                "AddressPrefix.",
            )


def _next_hop(table: RouteTable, route: Route) -> Iterator[Finding]:
    path = f"routeTables/{table.name}/routes/{route.name}"
    if route.next_hop_type == "VirtualAppliance" and route.next_hop_ip_address is None:
        yield refused(
            "H-42",
            path,
            f"{route.name} goes to an appliance but does not say which address.",
            message="NextHopIpAddress cannot be Null or Empty in route when NextHopType is VirtualAppliance",
        )
    if route.next_hop_type == "VirtualApplianceEcmp" and len(route.next_hop_ip_addresses) not in ECMP_ADDRESSES:
        yield refused("B-03", path, f"{route.name} needs 2 to 64 next hop addresses.")


def _counts(table: RouteTable) -> Iterator[Finding]:
    tags = sum(1 for route in table.routes if is_service_tag(route.address_prefix))
    for what, count, most in (("routes", len(table.routes), MOST_ROUTES), ("service tags", tags, MOST_SERVICE_TAGS)):
        if count > most:
            sentence = f"{table.name} has {count} {what}; a route table may have {most}."
            yield refused("H-43", f"routeTables/{table.name}", sentence, kind="limit")


def _regions(design: Design) -> Iterator[Finding]:
    for network in design.topology.virtual_networks:
        for subnet in network.subnets:
            table = design.tables.get(subnet.route_table or "")
            if table and table.location and network.location and table.location.lower() != network.location.lower():
                yield refused(
                    "H-44",
                    f"virtualNetworks/{network.name}/subnets/{subnet.name}/routeTable",
                    f"{table.name} is in {table.location}, {network.name} in {network.location}; both must be in one "
                    "region.",
                )
