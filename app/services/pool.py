"""A small pool of worker processes. Decides who waits, who is stopped and who is replaced; knows no question.

A worker that is late, full or dead costs one answer: it is replaced at once and the asker is told why.
"""

import logging
import multiprocessing
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess

from app.errors import Unavailable
from app.services.worker import Answer, Failed, Job, Limits, NeedDocument, Refused, Reply, serve

log = logging.getLogger(__name__)

_REMEMBERED = 16


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    digests: list[str] = field(default_factory=list)


def _context() -> ForkServerContext | SpawnContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["app.services.answers"])
    return context


class Pool:
    """A fixed number of workers and a bounded queue before them."""

    def __init__(self, size: int, queue: int, limits: Limits) -> None:
        self._size = size
        self._queue = queue
        self._limits = limits
        self._context = _context()
        self._free = threading.Condition()
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []
        self._waiting = 0
        self._running = False

    @property
    def processes(self) -> tuple[BaseProcess, ...]:
        """The worker processes of now."""
        with self._free:
            return tuple(worker.process for worker in (*self._idle, *self._busy))

    def start(self) -> None:
        """Start the workers; they load while the first requests come in."""
        with self._free:
            if not self._running:
                self._running = True
                self._idle = [self._hire() for _ in range(self._size)]

    def stop(self) -> None:
        """End all workers, also those at work."""
        with self._free:
            self._running = False
            idle, self._idle = self._idle, []
            for worker in self._busy:
                worker.process.kill()
            self._free.notify_all()
        for worker in idle:
            self._dismiss(worker)

    def run(self, job: Job, document: Callable[[], bytes]) -> Answer | Refused:
        """The reply to one job, or a refusal that says why there is none."""
        deadline = time.monotonic() + self._limits.seconds
        worker = self._take(job.digest, deadline)
        reply: Reply | None = None
        try:
            reply = self._converse(worker, job, document)
        finally:
            healthy = reply is not None and not (isinstance(reply, Failed) and reply.reason in _FATAL)
            self._give_back(worker, healthy=healthy)
        if isinstance(reply, Failed):
            log.error("worker failed: %s %s", reply.reason, reply.text)
            hint = "" if reply.reason == "died" else "The same question will most likely fail again."
            raise Unavailable(_REASONS.get(reply.reason, _REASONS["error"]), code=f"worker-{reply.reason}", hint=hint)
        if isinstance(reply, NeedDocument):
            raise Unavailable(_REASONS["error"], code="worker-error")
        return reply

    def _converse(self, worker: _Worker, job: Job, document: Callable[[], bytes]) -> Reply:
        deadline = time.monotonic() + self._limits.seconds
        try:
            worker.connection.send(job)
            reply = self._hear(worker, deadline)
            if isinstance(reply, NeedDocument):
                worker.connection.send_bytes(document())
                reply = self._hear(worker, deadline)
        except (EOFError, OSError):
            return Failed("died", f"exit code {worker.process.exitcode}")
        worker.digests = [job.digest, *(each for each in worker.digests if each != job.digest)][:_REMEMBERED]
        return reply

    def _hear(self, worker: _Worker, deadline: float) -> Reply:
        if not worker.connection.poll(max(0.0, deadline - time.monotonic())):
            return Failed("timeout", f"after {self._limits.seconds:g} s")
        reply: Reply = worker.connection.recv()
        return reply

    def _take(self, digest: str, deadline: float) -> _Worker:
        """A free worker, best one that has the design already."""
        with self._free:
            if not self._idle and self._waiting >= self._queue:
                raise Unavailable("Too many computations are waiting.", code="busy")
            self._waiting += 1
            try:
                self._free.wait_for(lambda: self._idle or not self._running, max(0.0, deadline - time.monotonic()))
            finally:
                self._waiting -= 1
            if not self._running:
                raise Unavailable("The server is stopping.", code="stopping")
            if not self._idle:
                raise Unavailable("Other computations took too long.", code="busy")
            known = [worker for worker in self._idle if digest in worker.digests]
            worker = known[0] if known else self._idle[0]
            self._idle.remove(worker)
            if not worker.process.is_alive():
                self._dismiss(worker)
                worker = self._hire()
            self._busy.append(worker)
            return worker

    def _give_back(self, worker: _Worker, *, healthy: bool) -> None:
        """Take a worker back, or one in its place."""
        if not healthy:
            self._dismiss(worker)
        with self._free:
            self._busy.remove(worker)
            if self._running:
                self._idle.append(worker if healthy else self._hire())
                self._free.notify()
                return
        self._dismiss(worker)

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._limits), daemon=True, name="compute")
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _dismiss(self, worker: _Worker) -> None:
        worker.connection.close()
        worker.process.kill()
        worker.process.join(timeout=5)


_FATAL = frozenset({"died", "timeout", "memory"})
_REASONS = {
    "died": "The computation ended unexpectedly; its worker was replaced.",
    "timeout": "The computation took too long and was stopped.",
    "memory": "The computation needed more memory than a worker may use and was stopped.",
    "depth": "The design nests too deeply to be computed.",
    "error": "The computation failed; the log of the server has the reason.",
}
