"""Hub tables as JSON: the effective routes of tables and firewalls, and the tables as configured."""

from collections.abc import Iterator
from typing import Any

from app.engine import Result, UnknownPlace
from app.engine.bgp import AZURE_ASN, MICROSOFT_ASN, PathAttributes
from app.engine.hub_routes import HubRoute
from app.engine.hub_tables import associated_table, configured_routes, default_table
from app.engine.network import HubRouting, HubTable, VirtualHub
from app.engine.policy import without_private
from app.engine.preference import Step
from app.engine.prefix import Prefix


def _place(result: Result, at: str) -> tuple[VirtualHub, str]:
    """The hub and the name behind it that `HUB/NAME` (or a table's document path) means; raises UnknownPlace."""
    parts = at.removeprefix("virtualHubs/").replace("/routeTables/", "/").split("/")
    hub = result.network.hubs.get(parts[0])
    if hub is None or len(parts) != 2:
        raise UnknownPlace(at)
    return hub, parts[1]


def _table(hub: VirtualHub, name: str, at: str) -> HubTable:
    table = next((t for t in hub.tables if t.name == name), None)
    if table is None:
        raise UnknownPlace(at)
    return table


def hub_routes(result: Result, at: str) -> dict[str, Any]:
    """The effective routes of `HUB/TABLE`, or of the firewall of a hub as `HUB/FIREWALL`; raises UnknownPlace."""
    hub, name = _place(result, at)
    firewall = result.network.firewalls.get(name)
    if firewall is not None and firewall.virtual_hub == hub.name:
        rows = list(result.hubs.firewall(hub))
    else:
        rows = list(result.hubs.table(hub, _table(hub, name, at).path))
    return {"at": at, "kind": "virtualHubs", "routes": [_row(result, hub, row) for row in rows]}


def _row(result: Result, hub: VirtualHub, row: HubRoute) -> dict[str, Any]:
    trail = row.path.trail if row.path else ()
    return {
        "addressPrefixes": [str(row.prefix)],
        "nextHopType": row.next_hop_type,
        "nextHops": [_name(row.next_hop)],
        "asPath": _path_text(row.path),
        "origin": _name(row.origin),
        "originPath": row.origin if "/" in row.origin else None,
        "path": list(dict.fromkeys((row.origin, *trail) if trail == (hub.path,) else trail)),
        "losers": [_loser(result, hub, row.prefix, path, step) for path, step in row.lost],
    }


def _loser(result: Result, hub: VirtualHub, prefix: Prefix, path: PathAttributes, step: Step) -> dict[str, Any]:
    kind, hop, origin = result.hubs.meaning(hub, prefix, path)
    return {
        "nextHopType": kind,
        "nextHops": [_name(hop)],
        "asPath": _path_text(path),
        "origin": _name(origin),
        "path": list(dict.fromkeys(path.trail)),
        "rule": step.rule,
        "sentence": step.sentence,
    }


def _path_text(path: PathAttributes | None) -> str:
    return "-".join(map(str, path.as_path)) if path else ""


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def hub_table(result: Result, at: str) -> dict[str, Any]:
    """A table as it is configured: its static routes, who learns from it and who propagates to it (RI-03, RI-04)."""
    hub, name = _place(result, at)
    table = _table(hub, name, at)
    associated = [path for path, _, learns in _connections(result, hub) if learns == table.path]
    propagating = [
        path
        for path, routing, _ in _connections(result, hub)
        if not hub.private_policy and table.path in result.propagation.targets(hub, routing)
    ]
    return {
        "at": at,
        "labels": list(table.labels),
        "routingIntent": bool(hub.private_policy or hub.internet_policy),
        "associatedConnections": associated,
        "propagatingConnections": propagating,
        "routes": [
            {"name": r.name, "destinations": [str(p) for p in r.destinations], "nextHop": r.next_hop}
            for r in configured_routes(hub, table)
        ],
    }


def _connections(result: Result, hub: VirtualHub) -> Iterator[tuple[str, HubRouting | None, str]]:
    """(path, routing configuration, table learned from) of each connection; branches learn from the default (VW-13)."""
    network = result.network
    for connection in network.hub_connections.values():
        if connection.hub == hub.name:
            yield connection.path, connection.routing, associated_table(hub, connection).path
    default = default_table(hub).path
    for circuit in network.er_connections.values():
        if network.gateways[circuit.gateway].virtual_hub == hub.name:
            yield circuit.path, circuit.routing, default
    for tunnel in network.vpn_connections.values():
        if network.gateways[tunnel.gateway].virtual_hub == hub.name:
            yield tunnel.path, tunnel.routing, default


def path_on_premises(result: Result, at: str, prepend: tuple[int, ...]) -> str:
    """RS-56: the AS path on-premises of a route that leaves the hub with numbers put in front by a route map."""
    circuit = result.network.circuits.get(at.removeprefix("expressRouteCircuits/"))
    if circuit is None:
        raise UnknownPlace(at)
    path = (MICROSOFT_ASN, *without_private((AZURE_ASN, *prepend), circuit.msee_vendor))
    return " ".join(map(str, path))
