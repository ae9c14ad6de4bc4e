"""BGP sessions of a design: which are up between which instances, and why an expected one is not there."""

from collections.abc import Iterator
from typing import Any

from app.engine import Result
from app.engine.graph import cut_points
from app.engine.homes import peerings_up
from app.engine.network import RouteServer


def sessions(result: Result, at: str | None = None) -> dict[str, Any]:
    """All sessions, or those of one resource (name or document path), with the missing ones and the cut points."""
    found = [row for row in _up(result) if at is None or _concerns(row, at)]
    missing = [row for row in _missing(result) if at is None or _concerns(row, at)]
    return {"sessions": found, "missing": missing, "cutPoints": list(cut_points(result.fabric))}


def _concerns(row: dict[str, Any], at: str) -> bool:
    return any(at in (row[end], row[end].rpartition("/")[2]) for end in ("source", "target"))


def _up(result: Result) -> Iterator[dict[str, Any]]:
    speakers = result.fabric.speakers
    for session in result.fabric.sessions.values():
        source, target = speakers[session.source], speakers[session.target]
        if source.id < target.id or f"{target.id}>{source.id}#{session.via}" not in result.fabric.sessions:
            yield {
                "source": source.owner,
                "target": target.owner,
                "sourceAddress": session.next_hop,
                "targetAddress": session.peer or target.address,
                "sourceAsn": session.own_asn or source.asn,
                "targetAsn": session.target_asn or target.asn,
                "type": "iBGP" if session.ibgp else "eBGP",
                "via": session.via,
                "state": "up",
            }


def _missing(result: Result) -> Iterator[dict[str, Any]]:
    for server in result.network.route_servers.values():
        yield from _missing_peers(result, server)
        yield from _missing_gateways(result, server)


def _absent(server: RouteServer, target: str, rule: str, sentence: str) -> dict[str, Any]:
    return {"source": server.path, "target": target, "state": "down", "rule": rule, "sentence": sentence}


def _missing_peers(result: Result, server: RouteServer) -> Iterator[dict[str, Any]]:
    vnet = result.network.virtual_networks[server.virtual_network]
    near = {vnet.name} | {half.remote for half in peerings_up(result.network, vnet, result.down)}
    for name in server.peers:
        appliance = result.network.appliances.get(name)
        if appliance is None:
            continue
        if server.path in result.down or appliance.path in result.down:
            down = server.name if server.path in result.down else name
            yield _absent(server, appliance.path, "RS-11", f"{down} is down.")
        elif appliance.asn is None:
            yield _absent(server, appliance.path, "RS-12", f"{name} has no AS number, so it speaks no BGP.")
        elif appliance.subnet.partition("/")[0] not in near:
            yield _absent(
                server, appliance.path, "RS-13", f"{name} is neither in {vnet.name} nor in a VNet peered with it."
            )


def _missing_gateways(result: Result, server: RouteServer) -> Iterator[dict[str, Any]]:
    for gateway in result.network.gateways.values():
        if gateway.virtual_network != server.virtual_network:
            continue
        if not server.branch_to_branch:
            yield _absent(
                server, gateway.path, "RS-18", f"Branch-to-branch is off, so {server.name} exchanges nothing with it."
            )
        elif not gateway.active_active:
            yield _absent(server, gateway.path, "RS-21", f"{gateway.name} is active-standby; it must be active-active.")
