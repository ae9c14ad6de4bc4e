"""What Azure accepts and then breaks: every rule that can be seen in a design or in its computed routes.

`app.analysis.report` adds what Azure would refuse, and the cures.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from app.analysis.findings import (
    appliance_ways,
    assumptions,
    circuits,
    defaults,
    gateways,
    hub_circuits,
    hub_policies,
    hubs,
    networks,
    paths,
    route_servers,
    user_routes,
    voids,
)
from app.analysis.findings.finding import GRAVITY, Finding
from app.analysis.findings.lens import Lens
from app.document.schema import Topology
from app.engine import Result

__all__ = ["CHECKS", "Finding", "findings", "found_in"]

Check = Callable[[Lens], Iterator[Finding]]

CHECKS: Final[tuple[tuple[tuple[str, ...], Check], ...]] = (
    (("H-11",), networks.blocked_access),
    (("H-12",), networks.forwarded_traffic),
    (("C-01",), networks.half_peerings),
    (("H-17",), networks.foreign_ranges),
    (("H-92",), networks.private_subnets),
    (("H-45",), user_routes.unreachable_next_hops),
    (("H-46", "X3"), user_routes.gateway_next_hops),
    (("H-47",), user_routes.powerless_supernets),
    (("H-48", "LINT-11"), user_routes.bypassed_appliances),
    (("RC-SHADOWED",), user_routes.idle_routes),
    (("RC-LOOP",), user_routes.circular_routes),
    (("RC-BLACKHOLE",), voids.learned_next_hops),
    (("RC-BLACKHOLE",), voids.unowned_next_hops),
    (("RC-NO-INTERNET",), voids.lost_internet),
    (("RC-LEAK",), defaults.leaks),
    (("H-90",), defaults.managed_services),
    (("H-27", "H-28", "LINT-26"), gateways.gateway_subnets),
    (("H-51",), gateways.old_sizes),
    (("H-68",), gateways.equal_numbers),
    (("H-70",), gateways.one_way_connections),
    (("H-71",), gateways.idle_weights),
    (("RC-NO-BACKUP",), gateways.single_tunnels),
    (("LINT-36",), gateways.router_only_sites),
    (("RC-COST",), gateways.gateways_in_spokes),
    (("X4",), gateways.default_sites),
    (("X1",), gateways.clients_over_circuits),
    (("RC-OSCILLATION",), gateways.unsettled),
    (("H-84",), circuits.single_links),
    (("H-83", "LINT-23"), circuits.prefix_counts),
    (("H-86", "LINT-71"), circuits.meeting_at_the_edge),
    (("H-87",), circuits.standby_tunnels),
    (("F-21",), circuits.answers_over_the_tunnel),
    (("H-88",), circuits.missing_transit),
    (("H-89",), circuits.fast_paths),
    *route_servers.CHECKS,
    *hubs.CHECKS,
    *hub_policies.CHECKS,
    *hub_circuits.CHECKS,
    *appliance_ways.CHECKS,
    *assumptions.CHECKS,
    (("G-03", "RC-LOOP"), paths.sampled_paths),
)


def found_in(result: Result, design: Topology | None = None) -> tuple[Finding, ...]:
    """All findings of a result, the gravest first; some need the design."""
    lens = Lens(result, design)
    every = dict.fromkeys(finding for _, check in CHECKS for finding in check(lens))
    return tuple(sorted(every, key=lambda finding: GRAVITY.index(finding.kind)))


def findings(result: Result) -> dict[str, Any]:
    """What Azure accepts and breaks, as far as a result shows it by itself."""
    return {"findings": [finding.as_json() for finding in found_in(result)]}
