"""The engine's propagation against BIRD, a BGP daemon that nobody here wrote: best paths agree in every random graph.

`ORACLE_GRAPHS` says how many graphs; `make oracle` asks for 50.
"""

import os
import random
from pathlib import Path

import pytest

from tests.engine.graphs import best_paths, fabric, random_graph
from tests.oracle.bird import Oracle, obstacle, primary

GRAPHS = int(os.environ.get("ORACLE_GRAPHS", "10"))
AT_ONCE = 5
SEED = 20_260_000


@pytest.fixture(scope="module")
def namespace() -> None:
    """Skips where no namespace can be made."""
    reason = obstacle()
    if reason is not None:
        pytest.skip(reason)


@pytest.mark.parametrize("first", range(0, GRAPHS, AT_ONCE))
def test_best_paths_agree(first: int, namespace: None, tmp_path: Path) -> None:
    seeds = range(first, min(first + AT_ONCE, GRAPHS))
    graphs = tuple(random_graph(random.Random(SEED + seed), 60, network=1 + place) for place, seed in enumerate(seeds))
    expected = [best_paths(fabric(graph)) for graph in graphs]
    with Oracle(tmp_path, graphs) as oracle:
        answers = oracle.settled(expected, 40)
    for seed, ours, theirs in zip(seeds, expected, answers, strict=True):
        differing = {
            key: (ours.get(key), theirs.get(key)) for key in ours.keys() | theirs if ours.get(key) != theirs.get(key)
        }
        assert not differing, f"graph {seed}: {differing}"


def test_what_bird_prints_is_read() -> None:
    text = """BIRD 2.0.12 ready.
Table master4:
10.0.0.0/16          unicast [n0 12:00:00.000] * (100) [AS1i]
	via 127.1.0.2 on lo
	Type: BGP univ
	BGP.as_path: 4 4 1
10.1.0.0/16          blackhole [own 12:00:00.000] * (200)
	Type: static univ
"""
    assert primary(text) == {"10.0.0.0/16": (4, 4, 1), "10.1.0.0/16": ()}
