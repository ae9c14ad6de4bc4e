"""Effective route tables as JSON: the rows with their words, reasons and losers."""

from typing import Any

from app.analysis.reasons import reasons
from app.engine import Result, UnknownPlace
from app.engine.rows import Loser, Row
from app.engine.rulebook import RULES
from app.engine.tables import SubnetTable


def _rule(rule_id: str) -> dict[str, str]:
    rule = RULES.get(rule_id)
    return {"rule": rule_id, "sentence": rule.sentence if rule else ""}


def row_json(result: Result, row: Row, *, explained: bool = True) -> dict[str, Any]:
    """A row as every face of the product shows it."""
    shown: dict[str, Any] = {
        "source": row.source,
        "state": row.state,
        "addressPrefix": row.address_prefix,
        "nextHopType": row.next_hop_type,
        "nextHopIpAddress": list(row.next_hop_ips),
        "name": row.name,
        "kind": row.kind,
        "origin": row.origin,
        "path": list(row.trail),
    }
    if explained:
        shown["why"] = [{"rule": rule, "sentence": sentence} for rule, sentence in reasons(result, row)]
        shown["losers"] = [_loser_json(result, loser) for loser in row.losers]
        shown["unknown"] = [_rule(r) for r in row.unknown]
    return shown


def _loser_json(result: Result, loser: Loser) -> dict[str, Any]:
    return {**row_json(result, loser.row, explained=False), **_rule(loser.rule), "listed": loser.listed}


def table_json(result: Result, at: str, table: SubnetTable) -> dict[str, Any]:
    """The effective routes of one subnet."""
    return {
        "at": at,
        "routeTable": table.route_table.name if table.route_table else None,
        "disableBgpRoutePropagation": not table.propagates,
        "routes": [row_json(result, row) for row in table.rows()],
    }


def routes(result: Result, at: str | None = None) -> dict[str, Any]:
    """The effective routes of one subnet, or of all; raises UnknownPlace."""
    if at is not None:
        vnet, subnet = result.find_subnet(at)
        return {"tables": [table_json(result, subnet.at, result.table(vnet, subnet))]}
    return {
        "tables": [
            table_json(result, subnet.at, result.table(vnet, subnet))
            for vnet in result.network.virtual_networks.values()
            for subnet in vnet.subnets
        ]
    }


def next_hop(result: Result, at: str, to: str) -> dict[str, Any]:
    """The row of a subnet's table that carries traffic to an address; raises UnknownPlace, BadPrefix."""
    row = result.table_at(at).lookup(to)
    return {"at": at, "to": to, "row": row_json(result, row) if row else None}


__all__ = ["UnknownPlace", "next_hop", "routes", "row_json", "table_json"]
