"""Intents that hold now and that somebody may want to keep: how networks reach sites and the Internet."""

from collections.abc import Iterator
from typing import Any

from app.analysis.endpoints import Group, representatives
from app.analysis.flows import Flow
from app.analysis.selection import select
from app.analysis.walks import Flows, flows_of
from app.engine import Result

Json = dict[str, Any]
MOST = 40
WORDS = {"expressroute": "ExpressRoute", "vpn": "VPN", "internet": "Internet", "virtualwan": "VirtualWan"}
DEVICES = ("azureFirewalls/", "networkVirtualAppliances/")


def suggestions(result: Result) -> Json:
    """Intents that hold, those about sites first, at most as many as somebody reads."""
    flows = flows_of(result)
    found: list[Json] = []
    networks = list(dict.fromkeys(o for g in flows.groups if g.kind == "subnet" for o in g.owners))
    targets = [g for g in flows.groups if g.kind in ("site", "clients")]
    names = [next(iter(g.owners)) for g in targets]
    for target in (*names, "internet"):
        for network in networks:
            found += (_made(intent, len(found)) for intent in _between(flows, network, target))
            if len(found) >= MOST:
                return {"intents": found[:MOST]}
    return {"intents": found}


def _made(intent: Json, number: int) -> Json:
    name = f"{intent['from']}-to-{intent['to'].rpartition('/')[2]}".replace("/", "-")
    return {"name": f"{name}-{number + 1}"[:80], **intent}


def _between(flows: Flows, network: str, target: str) -> Iterator[Json]:
    ways = list(_flows(flows, select(flows, network, sends=True), select(flows, target, sends=False)))
    if not ways:
        return
    ends = {"from": network, "to": target}
    if not any(way.works for way in ways):
        if target != "internet":
            yield {"kind": "notReachable", **ends}
        return
    if all(way.works for way in ways):
        devices = {frozenset(p for p in way.there.uses if p.startswith(DEVICES)) for way in ways}
        if len(devices) == 1 and (only := next(iter(devices))):
            yield {"kind": "leavesBy", **ends, "by": min(only)}
        kinds = {way.kind for way in ways}
        if len(kinds) == 1 and (kind := next(iter(kinds))) in WORDS:
            yield {"kind": "leavesBy", **ends, "by": WORDS[kind]}
        else:
            yield {"kind": "reachable", **ends}


def _flows(flows: Flows, sources: list[Group], targets: list[Group]) -> Iterator[Flow]:
    for one in sources:
        for other in targets:
            pair = representatives(one, other, together=False)
            if pair is not None and (flow := flows.between(one, *pair)) is not None:
                yield flow
