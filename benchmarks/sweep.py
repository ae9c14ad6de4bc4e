"""What failures cost on one design: every single one tried, beside everything computed again; and the matrix.

python -m benchmarks.sweep DESIGN [REPEATS] [SAMPLES]
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from app.analysis.compare import compare
from app.analysis.failures import Failure
from app.analysis.matrix import matrix
from app.analysis.sweep import Sweep
from app.analysis.walks import Flows
from app.engine import Result, compute
from benchmarks.measure import answerable, peak_mib

REPEATS = 3
SAMPLES = 8


def cpu_ms(job: Callable[[], object]) -> float:
    """CPU milliseconds of one run."""
    gc.collect()
    start = time.process_time()
    job()
    return 1000 * (time.process_time() - start)


def least_ms(job: Callable[[Result], object], document: bytes, repeats: int) -> float:
    """The least CPU milliseconds of a few runs, each on a result that nothing was asked of yet."""
    return min(cpu_ms(partial(job, answerable(document))) for _ in range(repeats))


def first(result: Result) -> object:
    """Until a person sees the first failure."""
    return next(Sweep(result).run())


def every(result: Result) -> object:
    """Every single failure."""
    return sum(1 for _ in Sweep(result).run())


def again_ms(result: Result, failures: Sequence[Failure]) -> float:
    """One failure with everything computed again, on average over some."""
    before = Flows(result)

    def again() -> None:
        for failure in failures:
            compare(before, Flows(compute(result.network, failure.down)))

    return cpu_ms(again) / len(failures)


def main() -> int:
    """Measure and print."""
    document = Path(sys.argv[1]).read_bytes()
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else REPEATS
    samples = int(sys.argv[3]) if len(sys.argv) > 3 else SAMPLES
    failures = Sweep(answerable(document)).single()
    chosen = failures[:: max(1, len(failures) // samples)][:samples] if samples else ()
    sweep = least_ms(every, document, repeats)
    figures: dict[str, object] = {
        "failures": len(failures),
        "firstMs": least_ms(first, document, repeats),
        "sweepMs": sweep,
        "matrixMs": least_ms(matrix, document, repeats),
        "peakMiB": peak_mib(),
    }
    if chosen:
        again = again_ms(answerable(document), chosen)
        figures |= {"againMs": again, "ratio": again * len(failures) / sweep}
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
