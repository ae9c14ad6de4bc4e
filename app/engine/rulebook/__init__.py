"""Every routing rule RouteCanvas knows, by id: one sentence, how sure we are, who said so. Decides no route itself."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from app.engine.rulebook import (
    answers,
    appliances,
    coexistence,
    deployment,
    deployment_errors,
    deployment_gateways,
    design_advice,
    expressroute,
    lints,
    newer,
    open_points,
    peering,
    route_server,
    routing_intent,
    system_routes,
    user_routes,
    virtual_wan,
    vpn,
)
from app.engine.rulebook.model import Confidence, Kind, Rule

__all__ = ["CHAPTERS", "RULES", "Confidence", "Kind", "Rule", "rule"]

CHAPTERS: Final[tuple[tuple[Rule, ...], ...]] = (
    system_routes.RULES,
    user_routes.RULES,
    peering.RULES,
    vpn.RULES,
    expressroute.RULES,
    coexistence.RULES,
    appliances.RULES,
    newer.RULES,
    route_server.RULES,
    virtual_wan.RULES,
    routing_intent.RULES,
    answers.RULES,
    deployment.RULES,
    deployment_gateways.RULES,
    deployment_errors.RULES,
    lints.RULES,
    design_advice.RULES,
    open_points.RULES,
)


def _by_id(chapters: Iterable[Iterable[Rule]]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for entry in (entry for rules in chapters for entry in rules):
        if entry.id in found:
            raise ValueError(f"rule {entry.id} is written twice")
        found[entry.id] = entry
    return found


RULES: Final[Mapping[str, Rule]] = MappingProxyType(_by_id(CHAPTERS))


def rule(identifier: str) -> Rule:
    """The rule of this id; a KeyError means that somebody cites a rule that was never written down."""
    return RULES[identifier]
