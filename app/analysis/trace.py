"""A packet's trace as JSON: hops with their rows, both directions, verdict, asymmetry and notes."""

from typing import Any

from app.analysis.route_tables import row_json
from app.engine import Result
from app.engine.forwarding import Hop
from app.engine.trace import Way
from app.engine.trace import trace as walk


def _hop_json(result: Result, hop: Hop) -> dict[str, Any]:
    return {
        "at": hop.at,
        "label": hop.label,
        "row": row_json(result, hop.row) if hop.row is not None else None,
        "rule": hop.rule,
        "sentence": hop.sentence,
        "via": hop.via,
    }


def _way_json(result: Result, way: Way | None) -> list[dict[str, Any]]:
    return [_hop_json(result, hop) for hop in way.hops] if way is not None else []


def trace(result: Result, **ends: str) -> dict[str, Any]:
    """The way from `from` to `to` and back; raises UnknownPlace, BadPrefix."""
    found = walk(result, ends["from"], ends["to"])
    return {
        "from": found.source,
        "to": found.target,
        "verdict": found.verdict.value,
        "forward": _way_json(result, found.forward),
        "return": _way_json(result, found.back),
        "returnVerdict": found.back.verdict.value if found.back is not None else None,
        "asymmetric": found.asymmetric,
        "notes": [{"rule": rule, "sentence": sentence} for rule, sentence in found.notes],
        "reachable": found.reachable,
    }
