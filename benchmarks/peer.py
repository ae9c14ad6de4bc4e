"""BGPy on the job that it and the model share: a hub, N spokes with a prefix each, two edges with the same P prefixes.

    .venv-bench/bin/python benchmarks/peer.py N P [REPEATS]

Runs in an environment of its own, since BGPy pins other versions of shared libraries. Prints JSON.
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bgpy.as_graphs import ASGraph, ASGraphInfo, CustomerProviderLink
from bgpy.simulation_engine import BGP, Announcement, SimulationEngine

HUB, EDGES, FIRST_SPOKE = 65515, (64600, 64601), 100_000


class Job:
    """What the engine asks of a scenario: the announcements and who decides."""

    def __init__(self, spokes: int, prefixes: int) -> None:
        self.announcements = tuple(_announcements(spokes, prefixes))

    def get_policy_cls(self, router: Any) -> Any:
        return BGP


def _announcements(spokes: int, prefixes: int) -> Iterator[Announcement]:
    for index in range(spokes):
        yield _announcement(f"10.{index >> 8}.{index & 255}.0/24", FIRST_SPOKE + index)
    for index in range(prefixes):
        for edge in EDGES:
            yield _announcement(f"100.{64 + (index >> 8)}.{index & 255}.0/24", edge)


def _announcement(prefix: str, origin: int) -> Announcement:
    return Announcement(prefix=prefix, as_path=(origin,), next_hop_asn=origin, seed_asn=origin)


def solved(spokes: int, prefixes: int) -> SimulationEngine:
    """Every router with its table."""
    routers = (*EDGES, *(FIRST_SPOKE + index for index in range(spokes)))
    links = frozenset(CustomerProviderLink(provider_asn=HUB, customer_asn=asn) for asn in routers)
    engine = SimulationEngine(ASGraph(ASGraphInfo(customer_provider_links=links)))
    job = Job(spokes, prefixes)
    engine.setup(job)
    engine.run(propagation_round=0, scenario=job)
    return engine


def main() -> int:
    """Measure and print."""
    spokes, prefixes = int(sys.argv[1]), int(sys.argv[2])
    repeats = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    times, routes = [], 0
    for _ in range(repeats):
        gc.collect()
        start = time.process_time()
        engine = solved(spokes, prefixes)
        times.append(1000 * (time.process_time() - start))
        routes = sum(len(router.policy.local_rib) for router in engine.as_graph)
        del engine
    expected = (spokes + 3) * (spokes + prefixes)
    if routes != expected:
        print(f"BGPy holds {routes} routes, {expected} were expected", file=sys.stderr)
        return 1
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM:"))
    print(json.dumps({"ms": statistics.median(times), "routes": routes, "peakMiB": peak}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
