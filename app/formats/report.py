"""A report in Markdown: picture, address plan, connections, route tables, findings, failures, effective routes."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from app.document.schema import Topology
from app.formats import mermaid
from app.formats.base import PLAIN, Answers, Options, next_hops

MOST_ROWS = 5_000
CHANGES = ("lost", "asymmetric", "moved", "lastWay")
SWEEP_SECONDS = "8"
_PATH = re.compile(r"[A-Za-z]+/\S+")
_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~&])")


def write(document: Topology, answers: Answers, __: Options = PLAIN) -> bytes:
    """The whole report."""
    parts = [
        f"# {plain(document.name)}",
        f"```mermaid\n{mermaid.write(document, answers).decode()}```",
        "## Address plan",
        _table(("Virtual network", "Subnet", "Prefixes", "Route table"), _address_plan(document)),
        "## Premises and connections",
        _table(("Connection", "From", "To", "Kind"), _connections(document)),
        "## Route tables",
        *_route_tables(document),
        "## Findings",
        _findings(answers("findings")["findings"]),
        "## What happens when one thing fails",
        *_failures(answers("sweep", seconds=SWEEP_SECONDS)),
        "## Effective routes",
        *_routes(answers),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    lines = [" | ".join(plain(cell or "") for cell in row) for row in rows]
    if not lines:
        return "None."
    head = [" | ".join(columns), " | ".join("---" for _ in columns)]
    return "\n".join(f"| {line} |" for line in [*head, *lines])


def _address_plan(document: Topology) -> Iterable[tuple[str | None, ...]]:
    for vnet in document.virtual_networks:
        yield vnet.name, "", ", ".join(vnet.address_space), ""
        for subnet in vnet.subnets:
            yield vnet.name, subnet.name, ", ".join(subnet.address_prefixes), subnet.route_table
    for hub in document.virtual_hubs:
        yield f"{hub.name} (virtual hub)", "", hub.address_prefix, ""
    for site in document.sites:
        yield f"{site.name} (site)", "", ", ".join(site.address_space), ""
    for gateway in document.virtual_network_gateways:
        if gateway.vpn_client_configuration:
            pool = ", ".join(gateway.vpn_client_configuration.vpn_client_address_pool)
            yield f"{gateway.name} (point-to-site pool)", "", pool, ""


def _connections(document: Topology) -> Iterable[tuple[str | None, ...]]:
    for connection in document.connections:
        other = connection.express_route_circuit or connection.local_network_gateway or connection.remote_gateway
        yield connection.name, other, connection.virtual_network_gateway, connection.connection_type
    for vnet in document.virtual_networks:
        for peering in vnet.peerings:
            use = "peering, uses remote gateways" if peering.use_remote_gateways else "peering"
            yield peering.name, vnet.name, peering.remote_virtual_network, use
    for link in document.hub_virtual_network_connections:
        yield link.name, link.remote_virtual_network, link.virtual_hub, "hub connection"


def _route_tables(document: Topology) -> Iterable[str]:
    used: dict[str, list[str]] = {}
    for vnet in document.virtual_networks:
        for subnet in vnet.subnets:
            used.setdefault(subnet.route_table or "", []).append(f"{vnet.name}/{subnet.name}")
    for table in document.route_tables:
        learned = "without" if table.disable_bgp_route_propagation else "with"
        subnets = ", ".join(used.get(table.name, ())) or "no subnet"
        yield f"### {plain(table.name)}"
        yield f"Used by {plain(subnets)}, {learned} what gateways learn."
        rows = [
            (route.name, route.address_prefix, route.next_hop_type, route.next_hop_ip_address or "")
            for route in table.routes
        ]
        yield _table(("Route", "Address Prefix", "Next Hop Type", "Next Hop IP"), rows)
    if not document.route_tables:
        yield "None."


def _failures(sweep: dict[str, Any]) -> Iterable[str]:
    """The failures that change something, worst first; harmless ones are counted."""
    columns = ("What fails", "Flows lost", "Become asymmetric", "Move", "Have one way left")
    rows = [
        (_PATH.sub(_names, failure["label"]), *(str(failure["counts"].get(change, 0)) for change in CHANGES))
        for failure in sweep["failures"]
        if failure["weight"]
    ]
    yield f"Tried: {sweep['tried']}, without effect: {sweep['harmless']}. A flow is a pair of endpoints."
    if sweep.get("next") is not None:
        yield f"Stopped after {SWEEP_SECONDS} seconds; `routecanvas sweep` tries the rest."
    if rows:
        yield _table(columns, rows)


def _names(path: re.Match[str]) -> str:
    """`er1/primary` for `expressRouteCircuits/er1/links/primary`."""
    return "/".join(path[0].split("/")[1::2])


def _findings(findings: Sequence[dict[str, Any]]) -> str:
    lines = [
        f"- **{plain(finding['kind'])}** {plain(finding['rule'])} at {plain(finding['path'])}: "
        f"{plain(finding['sentence'])}"
        for finding in findings
    ]
    return "\n".join(lines) or "None."


def _routes(answers: Answers) -> Iterable[str]:
    """Each table once, with all subnets that have it; no more rows than a page of a repository shows."""
    columns = ("Source", "State", "Address Prefix", "Next Hop Type", "Next Hop IP")
    places = answers("places")["subnets"]
    alike: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    left, told = MOST_ROWS, 0
    for place in places:
        table = answers("routes", at=place)["tables"][0]
        rows = tuple(
            (row["source"], row["state"], row["addressPrefix"], row["nextHopType"], ", ".join(next_hops(row)))
            for row in table["routes"]
        )
        left -= len(rows) if rows not in alike else 0
        if left < 0:
            break
        alike.setdefault(rows, []).append(place)
        told += 1
    for shared, alike_places in alike.items():
        yield f"### {plain(', '.join(alike_places))}"
        yield _table(columns, shared)
    if told < len(places):
        more = len(places) - told
        which = "table of 1 more subnet is" if more == 1 else f"tables of {more} more subnets are"
        yield f"The {which} left out; `routecanvas export DESIGN -o routes.csv` has every row."
    if not places:
        yield "None."
