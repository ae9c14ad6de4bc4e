"""`make bench`: the model on generated designs beside BGPy on the same job, in one run; ratios are what to compare.

CPU time, not wall time; each figure in a fresh process; U is a calibration unit measured in the same process. The
largest job stands beside BGPy's figures for a smaller one. `python -m benchmarks.bench --help` lists the options.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.generate import JOB, design_bytes

ROOT = Path(__file__).resolve().parent.parent
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
AIMS = {"S": 5, "M": 40, "L": 150, "XL": 1000}
SWEEP_AIMS = {"S": (100, 2), "M": (1000, 30), "XL": (20_000, 500)}
AGAIN = {"S": 8, "M": 8}
BESIDE = {"1000x4000": "1000x1000"}

Figures = dict[str, Any]


def measured(size: str, repeats: int) -> Figures:
    """The model's figures for one design."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        file.write(design_bytes(size))
        file.flush()
        return _figures([sys.executable, "-m", "benchmarks.measure", file.name, str(repeats)])


def sweep_measured(size: str) -> Figures:
    """What every single failure and the matrix of one design cost; where it does not take long, beside recomputing."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        file.write(design_bytes(size))
        file.flush()
        repeats, samples = ("3", str(AGAIN[size])) if size in AGAIN else ("1", "0")
        return _figures([sys.executable, "-m", "benchmarks.sweep", file.name, repeats, samples])


def peer_measured(job: str, repeats: int) -> Figures | None:
    """BGPy's figures for the job, or nothing where it is not installed."""
    if not PEER_PYTHON.exists():
        return None
    spokes, count = JOB.fullmatch(f"J{job}").groups()  # type: ignore[union-attr]
    return _figures([str(PEER_PYTHON), str(ROOT / "benchmarks" / "peer.py"), spokes, count, str(repeats)])


def _figures(command: Sequence[str]) -> Figures:
    printed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    figures: Figures = json.loads(printed.splitlines()[-1])
    return figures


def run(sizes: Sequence[str], sweeps: Sequence[str], jobs: Sequence[str], repeats: int) -> Figures:
    """All figures, printed as they come."""
    report: Figures = {"designs": {}, "sweeps": {}, "jobs": {}}
    print("design            kB  subnets  rows held  of a subnet   CPU ms   in U  peak MiB  hop us  aim")
    for size in sizes:
        report["designs"][size] = _printed(size, measured(size, repeats))
    if sweeps:
        print("sweep     failures  first ms    all ms       aim  matrix ms  aim  peak MiB  recomputing needs")
    for size in sweeps:
        report["sweeps"][size] = _print_sweep(size, sweep_measured(size))
    for job in jobs:
        own = _printed(f"J{job}", measured(f"J{job}", repeats))
        other = BESIDE.get(job, job)
        known = report["jobs"].get(other)
        peer = known["bgpy"] if known else peer_measured(other, 1 if other.startswith("1000x") else 3)
        report["jobs"][job] = {"routecanvas": own, "bgpy": peer}
        _print_peer(job, own, peer)
    return report


def _printed(name: str, figures: Figures) -> Figures:
    units, aim = figures["ms"] / figures["unitMs"], f"{AIMS[name]} ms" if name in AIMS else ""
    print(
        f"{name:<12}{figures['kilobytes']:>8.0f}{figures['subnets']:>9,}{figures['rows']:>11,}{figures['tableRows']:>13,}"
        f"{figures['ms']:>9.1f}{units:>7.2f}{figures['peakMiB']:>10.0f}{figures['nextHopUs']:>8.2f}  {aim}",
        flush=True,
    )
    return figures


def _print_sweep(size: str, figures: Figures) -> Figures:
    aims = [str(aim) for aim in SWEEP_AIMS.get(size, ("", ""))]
    again = f"{figures['ratio']:.0f} times as long" if "ratio" in figures else ""
    print(
        f"{size:<10}{figures['failures']:>8,}{figures['firstMs']:>10.0f}{figures['sweepMs']:>10.0f}{aims[0]:>10}"
        f"{figures['matrixMs']:>11.1f}{aims[1]:>5}{figures['peakMiB']:>10.0f}  {again}",
        flush=True,
    )
    return figures


def _print_peer(job: str, own: Figures, peer: Figures | None) -> None:
    if peer is None:
        print("  BGPy is not installed: make bench installs it")
        return
    ratio = f"BGPy needs {peer['ms'] / own['ms']:.0f} times the CPU time"
    figures = f"{peer['routes']:>11,}{'':>13}{peer['ms']:>9.0f}{'':>7}{peer['peakMiB']:>10.0f}"
    name = f"BGPy J{BESIDE[job]}" if job in BESIDE else "BGPy"
    print(f"  {name:<27}{figures}  {ratio}")
    routes = sum(map(int, job.split("x")))
    if own["tableRows"] < routes:
        print(f"  The ratio does not count: a subnet shows {own['tableRows']} rows where the job has {routes} routes")


def main() -> int:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="S,M,L,XL", help="designs, separated by commas")
    parser.add_argument("--sweeps", default="S,M,XL", help="designs of which every failure is tried; empty for none")
    parser.add_argument(
        "--jobs", default="100x1000,1000x1000,1000x4000", help="peer jobs, separated by commas; empty for none"
    )
    parser.add_argument("--repeats", type=int, default=7, help="measurements per figure, of which the median counts")
    parser.add_argument("--output", choices=("table", "json"), default="table", help="json adds the figures as JSON")
    options = parser.parse_args()
    sizes, sweeps, jobs = (
        [each for each in given.split(",") if each] for given in (options.sizes, options.sweeps, options.jobs)
    )
    report = run(sizes, sweeps, jobs, options.repeats)
    if options.output == "json":
        print(json.dumps(report, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
