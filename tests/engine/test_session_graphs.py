"""Propagation over random graphs of BGP sessions: it ends, finds the shortest paths, and no order changes it."""

import random
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.bgp import Fabric
from app.engine.policy import POLICIES, Policy
from tests.engine.graphs import Graph, best_paths, fabric, random_graph, run, shortest, with_outgoing

FAST = settings(max_examples=40, deadline=None)
seeds = st.integers(0, 1 << 32).map(random.Random)
THREE = Graph(
    asns=(1, 2, 3, 4),
    addresses=("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"),
    links=((0, 1, 0, 0), (0, 2, 0, 0), (0, 3, 0, 0), (1, 2, 0, 0), (2, 3, 0, 0), (1, 3, 0, 0)),
    announced=((0, "10.0.0.0/16"),),
)


@FAST
@given(seeds)
def test_every_router_finds_a_shortest_path(rand: random.Random) -> None:
    graph = random_graph(rand, 25)
    found = {key: len(path) for key, path in best_paths(fabric(graph)).items()}
    assert found == shortest(graph)


@FAST
@given(seeds)
def test_paths_go_from_a_neighbour_to_an_announcer(rand: random.Random) -> None:
    graph = random_graph(rand, 25)
    links = {frozenset((graph.asns[one], graph.asns[other])) for one, other, *_ in graph.links}
    announcers = {(graph.asns[n], prefix) for n, prefix in graph.announced}
    for (speaker, prefix), path in best_paths(fabric(graph)).items():
        own = graph.asns[int(speaker.removeprefix("sites/s"))]
        whole = (own, *path)
        assert (whole[-1], prefix) in announcers
        assert all(one == other or frozenset((one, other)) in links for one, other in zip(whole, path, strict=False))
        assert own not in path


@FAST
@given(seeds)
def test_the_order_of_speakers_and_sessions_changes_nothing(rand: random.Random) -> None:
    one = fabric(random_graph(rand, 25))
    other = with_outgoing(
        dict(rand.sample(list(one.speakers.items()), len(one.speakers))),
        dict(rand.sample(list(one.sessions.items()), len(one.sessions))),
        tuple(rand.sample(one.originations, len(one.originations))),
    )
    assert best_paths(one) == best_paths(other)


@FAST
@given(seeds)
def test_any_preferences_come_to_an_end_and_no_own_number_is_held(rand: random.Random) -> None:
    graph = random_graph(rand, 12)
    pairs = [pair for one, other, *_ in graph.links for pair in ((one, other), (other, one))]
    preferred = fabric(replace(graph, preferences=tuple((*p, rand.choice((100, 200, 300))) for p in pairs)))
    outcome, _ = run(preferred)
    assert outcome.rounds <= 4 * len(preferred.speakers) + 20
    assert set(outcome.unstable) <= set(preferred.speakers)
    for name, speaker in preferred.speakers.items():
        for paths in outcome.ribs[name].candidates.values():
            assert not [path for path in paths.values() if speaker.asn in path.as_path]


def liking(graph: Graph, likes: dict[int, int]) -> Fabric:
    """Three routers around an announcer, each of which prefers what one neighbour says."""
    return fabric(replace(graph, preferences=tuple((taker, giver, 200) for taker, giver in likes.items())))


def test_an_oscillation_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of three routers prefers the next one's direct route and hides any other: no stable answer exists."""
    shy: Policy = lambda scene, session, cls, path: path.as_path if len(path.as_path) == 1 else None  # noqa: E731
    monkeypatch.setitem(cast("dict[str, Policy]", POLICIES), "shy", shy)
    wheel = liking(THREE, {1: 2, 2: 3, 3: 1})
    kept = {
        s.id: s._replace(announce="shy") if s.id in ("s2>s1", "s3>s2", "s1>s3") else s
        for s in wheel.sessions.values()
        if s.id not in ("s1>s2", "s2>s3", "s3>s1")
    }
    outcome, _ = run(with_outgoing(dict(wheel.speakers), kept, wheel.originations))
    assert set(outcome.unstable) & {"sites/s1", "sites/s2", "sites/s3"}


def test_a_wheel_of_preferences_settles_where_one_takes_the_direct_way() -> None:
    outcome, _ = run(liking(THREE, {1: 2, 2: 3, 3: 1}))
    assert outcome.unstable == ()


def test_a_preference_with_an_answer_is_stable() -> None:
    outcome, _ = run(liking(THREE, {1: 2}))
    assert outcome.unstable == ()


def test_two_routers_that_want_each_others_route_settle_and_are_named() -> None:
    """Real routers end in one of two states, and so does the engine, which says that the other was possible."""
    likes = liking(THREE, {1: 2, 2: 1})
    outcome, _ = run(likes)
    assert outcome.unstable == ()
    assert {"sites/s1", "sites/s2"} <= set(outcome.undecided)
