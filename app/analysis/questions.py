"""One door to every question: `ask(result, question, **parameters)` answers what all faces of the product show."""

from collections.abc import Callable, Mapping
from typing import Any

from app.analysis import bgp_tables, client_routes, hub_tables, route_tables
from app.analysis.findings import findings
from app.analysis.matrix import matrix
from app.analysis.sessions import sessions
from app.analysis.suggestions import suggestions
from app.analysis.sweep import sweep
from app.analysis.trace import trace
from app.engine import Result, UnknownPlace


def places(result: Result) -> dict[str, list[str]]:
    """Everything that can be asked, by kind."""
    network = result.network
    return {
        "subnets": [s.at for v in network.virtual_networks.values() for s in v.subnets],
        "gateways": list(network.gateways),
        "circuits": list(network.circuits),
        "sites": list(network.sites),
        "appliances": list(network.appliances),
        "routeServers": list(network.route_servers),
        "hubTables": [t.at for h in network.hubs.values() for t in h.tables]
        + [f"{f.virtual_hub}/{f.name}" for f in network.firewalls.values() if f.virtual_hub in network.hubs],
    }


QUESTIONS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "routes": route_tables.routes,
    "nexthop": route_tables.next_hop,
    "hubroutes": hub_tables.hub_routes,
    "hubtable": hub_tables.hub_table,
    "learned": bgp_tables.learned,
    "advertised": bgp_tables.advertised,
    "peers": bgp_tables.peers,
    "client": client_routes.client,
    "trace": trace,
    "sessions": sessions,
    "places": places,
    "findings": findings,
    "matrix": matrix,
    "sweep": sweep,
    "suggestions": suggestions,
}


def ask(result: Result, question: str, **parameters: str) -> dict[str, Any]:
    """The answer to a question; raises KeyError for an unknown question, UnknownPlace for an unknown place."""
    return QUESTIONS[question](result, **parameters)


__all__ = ["QUESTIONS", "UnknownPlace", "ask"]
