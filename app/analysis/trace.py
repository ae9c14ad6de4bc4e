"""A packet's trace as JSON: hops with their rows, both directions, verdict, outcome in words, asymmetry and notes."""

from typing import Any

from app.analysis.client_routes import client
from app.analysis.route_tables import row_json
from app.engine import Result
from app.engine.forwarding import Hop, Verdict
from app.engine.forwarding_ends import find_start, find_target
from app.engine.prefix import parse
from app.engine.trace import Trace, Way, atlas_of
from app.engine.trace import trace as walk

OUTCOMES = {
    Verdict.REACHED: "Reached",
    Verdict.DROPPED: "Dropped",
    Verdict.LOOP: "Goes round in a loop",
    Verdict.UNKNOWN: "Not known",
}
ANSWERS = {
    Verdict.DROPPED: "Reached, but the answer is dropped",
    Verdict.LOOP: "Reached, but the answer goes round in a loop",
    Verdict.UNKNOWN: "Reached; what becomes of the answer is not known",
}


def _outcome(found: Trace) -> str:
    """The verdict in words, with what becomes of the answer where the packet arrives."""
    if found.verdict is not Verdict.REACHED:
        return OUTCOMES[found.verdict]
    if found.back is not None and found.back.verdict in ANSWERS:
        return ANSWERS[found.back.verdict]
    if found.asymmetric:
        return "Reached, but a stateful device sees one direction only"
    return OUTCOMES[found.verdict]


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


def _not_given(result: Result, source: str, to: str) -> tuple[tuple[str, str], ...]:
    """D-53: what a point-to-site client was given no route to, it does not send into the tunnel."""
    atlas = atlas_of(result)
    target = find_target(atlas, to)
    sender = find_start(atlas, source, target).address
    gateway = atlas.pool_of(sender) if sender is not None else None
    if gateway is None:
        return ()
    lacking = [
        system
        for system in ("Windows", "Linux")
        if not any(target.within(parse(route["network"])) for route in client(result, gateway, system)["routes"])
    ]
    if not lacking:
        return ()
    clients = "Clients" if len(lacking) > 1 else f"{lacking[0]} clients"
    words = f"{clients} are given no route to {target.text}; only a custom route of {gateway} would lead it in."
    return (("D-53", words),)


def trace(result: Result, **ends: str) -> dict[str, Any]:
    """The way from `from` to `to` and back; raises UnknownPlace, BadPrefix."""
    found = walk(result, ends["from"], ends["to"])
    notes = (*found.notes, *_not_given(result, ends["from"], ends["to"]))
    return {
        "from": found.source,
        "to": found.target,
        "verdict": found.verdict.value,
        "outcome": _outcome(found),
        "forward": _way_json(result, found.forward),
        "return": _way_json(result, found.back),
        "returnVerdict": found.back.verdict.value if found.back is not None else None,
        "asymmetric": found.asymmetric,
        "oneSided": list(found.one_sided),
        "notes": [{"rule": rule, "sentence": sentence} for rule, sentence in notes],
        "reachable": found.reachable,
    }
