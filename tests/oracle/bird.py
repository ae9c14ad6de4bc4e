"""BIRD daemons in a network namespace: one for each router of a graph, asked for their best AS paths.

The namespace is made with `unshare`; the daemons speak over loopback addresses and end with the test, or without it.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.engine.graphs import Graph

BIRD = shutil.which("bird", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
BIRDC = shutil.which("birdc", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
READY = "ready"
PATH_OF = re.compile(r"^\s+BGP\.as_path:(.*)$", re.M)
Answer = dict[tuple[str, str], tuple[int, ...]]


def obstacle() -> str | None:
    """Why no oracle can run here, or None."""
    if BIRD is None or BIRDC is None:
        return "BIRD 2 is not installed (Debian: bird2)"
    missing = [tool for tool in ("unshare", "ip") if shutil.which(tool) is None]
    if missing:
        return f"{' and '.join(missing)} not installed"
    tried = subprocess.run([*_unshare(), "ip", "link", "set", "lo", "up"], capture_output=True, text=True, check=False)
    return None if tried.returncode == 0 else f"no network namespace can be made: {tried.stderr.strip()}"


def _unshare() -> list[str]:
    return ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--map-root-user"]


def configuration(graph: Graph, number: int, base: Path) -> str:
    """One router's configuration: its own prefixes, and an eBGP session with each neighbour."""
    address, asn = graph.addresses[number], graph.asns[number]
    own = "".join(f"  route {prefix} blackhole;\n" for n, prefix in graph.announced if n == number)
    lines = [
        f"router id {address};",
        f'log "{base}/{number}.log" {{ error, fatal, bug }};',
        "protocol device {}",
        f"protocol static own {{\n  ipv4;\n{own}}}",
    ]
    for one, other, there, back in graph.links:
        if number in (one, other):
            neighbour, prepend = (other, there) if number == one else (one, back)
            added = f"bgp_path.prepend({asn}); " * prepend
            lines.append(
                f"protocol bgp n{neighbour} {{\n"
                f"  local {address} port 179 as {asn};\n"
                f"  neighbor {graph.addresses[neighbour]} port 179 as {graph.asns[neighbour]};\n"
                f"  strict bind yes;\n  multihop;\n  path metric yes;\n  med metric no;\n  prefer older no;\n"
                f"  connect delay time 1;\n  connect retry time 1;\n  error wait time 1, 2;\n"
                f"  ipv4 {{\n    import all;\n    export filter {{ {added}accept; }};\n  }};\n}}"
            )
    return "\n".join(lines) + "\n"


@dataclass
class Oracle:
    """A namespace with the daemons of some graphs; leave it and they are gone."""

    base: Path
    graphs: tuple[Graph, ...]
    keeper: subprocess.Popen[str] | None = field(default=None, init=False)

    def __enter__(self) -> "Oracle":
        lines = ["set -e", "ip link set lo up"]
        for index, graph in enumerate(self.graphs):
            folder = self.base / str(index)
            folder.mkdir()
            for number in range(len(graph.asns)):
                path = folder / f"{number}.conf"
                path.write_text(configuration(graph, number, folder), encoding="utf-8")
                lines.append(
                    f'{BIRD} -f -c {path} -s {folder}/{number}.ctl >{folder}/{number}.out 2>&1 & all="$all $!"'
                )
        lines += [f"echo {READY}", "read -r end || true", "kill $all", "wait"]
        self.keeper = subprocess.Popen(
            [*_unshare(), "sh", "-c", "\n".join(lines)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.keeper.stdout is not None
        assert self.keeper.stdout.readline().strip() == READY
        return self

    def __exit__(self, *exc: object) -> None:
        assert self.keeper is not None
        self.keeper.communicate("end\n", timeout=30)

    def settled(self, expected: Iterable[Answer], seconds: float) -> list[Answer]:
        """What the daemons chose once it is what is expected, or what they hold when the time is over.

        A fixed point of BGP stays as it is: agreement that lasts for two looks is agreement.
        """
        wanted, until = list(expected), time.monotonic() + seconds
        answers = [self.answer(index) for index in range(len(self.graphs))]
        while time.monotonic() < until:
            agreed = answers == wanted
            time.sleep(0.5)
            answers = [a if a == w else self.answer(i) for i, (a, w) in enumerate(zip(answers, wanted, strict=True))]
            if agreed:
                return [self.answer(index) for index in range(len(self.graphs))]
        return answers

    def answer(self, index: int) -> Answer:
        """The best AS path of every prefix at every router of a graph."""
        graph = self.graphs[index]
        asked = [
            subprocess.Popen(
                [BIRDC or "birdc", "-s", f"{self.base}/{index}/{number}.ctl", "show", "route", "all", "primary"],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            )
            for number in range(len(graph.asns))
        ]  # fmt: skip
        return {
            (f"sites/s{number}", prefix): path
            for number, process in enumerate(asked)
            for prefix, path in primary(process.communicate(timeout=30)[0]).items()
        }


def primary(text: str) -> dict[str, tuple[int, ...]]:
    """The AS path by prefix in what `show route all primary` prints; empty for a router's own."""
    found: dict[str, tuple[int, ...]] = {}
    for block in re.split(r"^(?=\d+\.\d+\.\d+\.\d+/\d+)", text, flags=re.M)[1:]:
        match = PATH_OF.search(block)
        found[block.split()[0]] = tuple(map(int, match[1].split())) if match else ()
    return found
