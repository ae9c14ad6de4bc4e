"""How long a health check waits while a worker computes the largest design: python -m benchmarks.health [SIZE]."""

import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.generate import design_bytes

GOAL_MS = 20.0
SECONDS = 8.0


def request(address: tuple[str, int], method: str, path: str, body: bytes | None = None) -> Any:
    """One request over a connection of its own."""
    connection = http.client.HTTPConnection(*address, timeout=120)
    connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


def poll(address: tuple[str, int], seconds: float) -> list[float]:
    """Waits of health checks in milliseconds, one every 5 ms over one connection."""
    connection = http.client.HTTPConnection(*address, timeout=30)
    waits = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        started = time.perf_counter()
        connection.request("GET", "/healthz")
        connection.getresponse().read()
        waits.append((time.perf_counter() - started) * 1000)
        time.sleep(0.005)
    connection.close()
    return waits


def keep_computing(address: tuple[str, int], path: str, stop: threading.Event, computed: list[int]) -> None:
    """Ask for a table under another failure each time, so that nothing is remembered."""
    status, content = request(address, "GET", f"{path}/places")
    places = json.loads(content)
    number = 0
    while not stop.is_set():
        site = places["sites"][number % len(places["sites"])]
        subnet = places["subnets"][number % len(places["subnets"])]
        status, _ = request(address, "GET", f"{path}/routes?at={subnet}&down=sites/{site}")
        computed.append(status)
        number += 1


def report(name: str, waits: list[float]) -> float:
    """Print one line; the answer is the 99th percentile."""
    cuts = statistics.quantiles(waits, n=100)
    print(
        f"{name:<18} {len(waits):>6} checks  p50 {cuts[49]:6.2f} ms  p99 {cuts[98]:6.2f} ms  max {max(waits):6.2f} ms"
    )
    return cuts[98]


def measure(address: tuple[str, int], size: str) -> float:
    """The 99th percentile under load."""
    poll(address, 0.5)
    report("idle", poll(address, SECONDS / 2))
    body = b'{"document":' + design_bytes(size) + b"}"
    status, content = request(address, "POST", "/api/v1/designs", body)
    if status != 201:
        sys.exit(content.decode())
    path = "/api/v1/designs/" + json.loads(content)["links"]["view"].removeprefix("/d/")
    stop = threading.Event()
    computed: list[int] = []
    worker = threading.Thread(target=keep_computing, args=(address, path, stop, computed))
    worker.start()
    waited = report(f"computing {size}", poll(address, SECONDS))
    stop.set()
    worker.join()
    print(f"{len(computed)} computations meanwhile, answered with {sorted(set(computed))}")
    return waited


def main() -> int:
    """Run a server, measure, stop it; 1 when the goal is missed."""
    size = sys.argv[1] if len(sys.argv) > 1 else "XL"
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.db'}"}
        server = subprocess.Popen(
            [sys.executable, "-m", "app", "serve", "--port", "0"], stdout=subprocess.PIPE, text=True, env=environment,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            line = server.stdout.readline() if server.stdout else ""
            found = re.search(r"http://([^:]+):(\d+)", line)
            if found is None:
                sys.exit("the server did not start")
            waited = measure((found[1], int(found[2])), size)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=10)
    print(f"goal: p99 under {GOAL_MS:g} ms: {'met' if waited < GOAL_MS else 'MISSED'}")
    return 0 if waited < GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main())
