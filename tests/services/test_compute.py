"""Workers: answers remembered, refusals carried over, and a lost worker replaced."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from app.errors import AnswerTooLarge, BadDocument, BadRequest, InvalidValue, NotFound, Unavailable, UnknownPlace
from app.services.compute import Compute
from app.services.pool import Pool
from app.services.worker import Answer, Job, Limits
from app.settings import Settings

HUB: dict[str, Any] = {
    "schemaVersion": 1,
    "name": "test",
    "virtualNetworks": [
        {
            "name": "hub",
            "location": "westeurope",
            "addressSpace": ["10.0.0.0/16"],
            "subnets": [
                {"name": "web", "addressPrefixes": ["10.0.1.0/24"]},
                {"name": "db", "addressPrefixes": ["10.0.2.0/24"]},
            ],
        }
    ],
    "sites": [{"name": "hq", "addressSpace": ["192.168.0.0/16"]}],
}
DOCUMENT = json.dumps(HUB).encode()
QUESTION = Job("routes", "d", (), {"at": "hub/web"})


@pytest.fixture(scope="module")
def compute() -> Iterator[Compute]:
    compute = Compute(Settings(workers=1))
    compute.start()
    yield compute
    compute.stop()


@pytest.fixture
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    pool = Pool(1, 1, Limits(seconds=getattr(request, "param", 20), memory_mib=1024, rows=1000))
    pool.start()
    yield pool
    pool.stop()


def test_a_subnet_has_its_routes(compute: Compute) -> None:
    answer = compute.ask(DOCUMENT, (), "routes", {"at": "hub/web"})
    assert [table["at"] for table in answer["tables"]] == ["hub/web"]
    assert answer["tables"][0]["routes"][0]["addressPrefix"] == "10.0.0.0/16"
    assert len(compute.ask(DOCUMENT, (), "routes")["tables"]) == 2


def test_an_answer_is_remembered_by_digest_and_what_is_down(compute: Compute) -> None:
    first = compute.answer(DOCUMENT, ["sites/hq", "sites/hq"], "places", {}, "digest")
    assert compute.answer(b"never read", ["sites/hq"], "places", {}, "digest") is first
    assert compute.answer(DOCUMENT, (), "places", {}, "digest") is not first


@pytest.mark.parametrize(
    ("document", "down", "question", "params", "refusal"),
    [
        (DOCUMENT, (), "routes", {"at": "hub/nope"}, UnknownPlace),
        (DOCUMENT, ("sites/nope",), "routes", {"at": "hub/web"}, UnknownPlace),
        (DOCUMENT, ("hub",), "routes", {"at": "hub/web"}, UnknownPlace),
        (DOCUMENT, (), "nexthop", {"at": "hub/web", "to": "bogus"}, InvalidValue),
        (DOCUMENT, (), "nope", {}, InvalidValue),
        (b"{", (), "places", {}, BadDocument),
        (b'{"schemaVersion": 1, "name": "x", "sites": 3}', (), "places", {}, BadDocument),
    ],
)
def test_refusals_come_back_as_what_they_were(
    compute: Compute, document: bytes, down: tuple[str, ...], question: str, params: dict[str, str], refusal: Any
) -> None:
    with pytest.raises(refusal) as caught:
        compute.ask(document, down, question, params)
    assert caught.value.detail


def test_evaluating_answers_everything(compute: Compute) -> None:
    body = json.dumps({"document": HUB, "down": []}).encode()
    answer = json.loads(compute.evaluate(body).body)
    assert {table["at"] for table in answer["tables"]} == {"hub/web", "hub/db"}
    assert {"learned", "advertised", "peers", "findings", "places", "digest"} <= answer.keys()
    some = json.loads(compute.evaluate(json.dumps({"document": HUB, "at": ["hub/db"]}).encode()).body)
    assert [table["at"] for table in some["tables"]] == ["hub/db"]


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"[]", BadRequest),
        (b"{}", InvalidValue),
        (b'{"document": {}, "x": 1}', InvalidValue),
        (b'{"document": {}, "down": "x"}', InvalidValue),
        (b'{"document": {"x": 1}}', BadDocument),
    ],
)
def test_a_malformed_evaluation_is_refused(compute: Compute, body: bytes, refusal: Any) -> None:
    with pytest.raises(refusal):
        compute.evaluate(body)


def test_an_unknown_format_is_refused(compute: Compute) -> None:
    with pytest.raises(NotFound):
        compute.export(DOCUMENT, "nope")


def test_too_many_rows_are_refused() -> None:
    compute = Compute(Settings(workers=1, answer_rows=3))
    compute.start()
    try:
        with pytest.raises(AnswerTooLarge):
            compute.ask(DOCUMENT, (), "routes")
    finally:
        compute.stop()


def test_a_worker_that_dies_at_work_costs_one_answer(pool: Pool) -> None:
    pid = _stopped(pool)
    threading.Timer(0.2, os.kill, (pid, signal.SIGKILL)).start()
    with pytest.raises(Unavailable) as caught:
        pool.run(QUESTION, lambda: DOCUMENT)
    assert caught.value.own_code == "worker-died"
    assert isinstance(pool.run(QUESTION, lambda: DOCUMENT), Answer)


@pytest.mark.parametrize("pool", [1.5], indirect=True)
def test_a_worker_that_takes_too_long_is_replaced(pool: Pool) -> None:
    pid = _stopped(pool)
    with pytest.raises(Unavailable) as caught:
        pool.run(QUESTION, lambda: DOCUMENT)
    assert caught.value.own_code == "worker-timeout"
    assert pid not in [process.pid for process in pool.processes]


def test_a_worker_that_died_idle_is_not_noticed(pool: Pool) -> None:
    pool.run(QUESTION, lambda: DOCUMENT)
    os.kill(_pid(pool), signal.SIGKILL)
    time.sleep(0.2)
    assert isinstance(pool.run(QUESTION, lambda: DOCUMENT), Answer)


def test_only_so_many_may_wait_and_stopping_ends_the_waiting(pool: Pool) -> None:
    _stopped(pool)
    codes: list[str] = []

    def ask() -> None:
        try:
            pool.run(QUESTION, lambda: DOCUMENT)
        except Unavailable as refusal:
            codes.append(refusal.own_code)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    threads_done = time.monotonic() + 5
    while not codes and time.monotonic() < threads_done:
        time.sleep(0.01)
    assert codes == ["busy"]
    pool.stop()
    for thread in threads:
        thread.join(timeout=5)
    assert sorted(codes) == ["busy", "stopping", "worker-died"]
    assert not any(process.is_alive() for process in pool.processes)


def _pid(pool: Pool) -> int:
    pid = pool.processes[0].pid
    assert pid is not None
    return pid


def _stopped(pool: Pool) -> int:
    """The worker's id after it was made to hang."""
    pool.run(QUESTION, lambda: DOCUMENT)
    pid = _pid(pool)
    os.kill(pid, signal.SIGSTOP)
    return pid
