"""One measurement in a process of its own: a design's bytes in, every subnet answerable. Prints JSON.

python -m benchmarks.measure DESIGN [REPEATS]
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from app.collector import collection_paused
from app.document.load import parse
from app.document.lower import lower
from app.engine import Result, compute
from app.engine.tables import SubnetTable

REPEATS = 7
LOOKUPS = 2000


def peak_mib() -> float:
    """The most memory that this process has held."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def answerable(document: bytes) -> Result:
    """Everything from the bytes to tables that any subnet can be looked up in, as the server's workers do it."""
    with collection_paused():
        result = compute(lower(parse(document)))
        result.prepare()
    return result


def median_ms(job: Callable[[], object], repeats: int) -> float:
    """Median CPU milliseconds of a job, after one warm-up."""
    job()
    times = []
    for _ in range(repeats):
        gc.collect()
        start = time.process_time()
        job()
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


class _Entry:
    __slots__ = ("origin", "path", "prefix")

    def __init__(self, prefix: int, origin: int, path: tuple[int, ...]) -> None:
        self.prefix, self.origin, self.path = prefix, origin, path


def calibration() -> object:
    """The unit of this machine: a hundred thousand small objects in dictionaries, without any rule of ours."""
    return [{prefix: _Entry(prefix, node, (node, 65515)) for prefix in range(1000)} for node in range(100)]


def middle_table(result: Result) -> SubnetTable:
    """The table of a subnet in the middle of the design."""
    networks = [network for network in result.network.virtual_networks.values() if network.subnets]
    network = networks[len(networks) // 2]
    return result.table(network, network.subnets[0])


def next_hop_us(table: SubnetTable) -> float:
    """Median microseconds of one lookup."""
    targets = [f"100.{64 + index % 64}.{index % 256}.9" for index in range(LOOKUPS)]

    def look_up() -> None:
        for target in targets:
            table.lookup(target)

    return median_ms(look_up, 3) * 1000 / LOOKUPS


def main() -> int:
    """Measure and print."""
    document = Path(sys.argv[1]).read_bytes()
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else REPEATS
    answerable(b'{"schemaVersion": 1, "name": "idle"}')
    idle = peak_mib()
    result = answerable(document)
    peak = peak_mib()
    table = middle_table(result)
    subnets = sum(len(network.subnets) for network in result.network.virtual_networks.values())
    figures = {
        "kilobytes": len(document) / 1000,
        "subnets": subnets,
        "rows": result.rows_held(),
        "peakMiB": peak,
        "idleMiB": idle,
        "nextHopUs": next_hop_us(table),
        "tableRows": sum(1 for _ in table.rows()),
    }
    del result, table
    figures["ms"] = median_ms(lambda: answerable(document), repeats)
    figures["unitMs"] = median_ms(calibration, repeats)
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
