"""Questions about designs, answered by workers and remembered by digest. Knows no rule of routing and no HTTP."""

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from app import errors
from app.services.pool import Pool
from app.services.worker import Answer, Job, Limits, Refused
from app.settings import Settings

QUESTIONS = (
    "routes", "learned", "advertised", "peers", "sessions", "client", "trace", "nexthop", "places", "findings",
    "hubroutes", "hubtable",
    "matrix", "changes", "sweep", "intents", "intent", "suggestions", "matrix.csv",
)  # fmt: skip
_OVERHEAD = 512


class Compute:
    """Asks the workers, and does not ask twice."""

    def __init__(self, settings: Settings) -> None:
        limits = Limits(settings.worker_seconds, settings.worker_memory, settings.answer_rows)
        self._pool = Pool(settings.pool_size, settings.worker_queue, limits)
        self._cache = _Cache(settings.cache_bytes)

    def start(self) -> None:
        """Start the workers."""
        self._pool.start()

    def stop(self) -> None:
        """End the workers."""
        self._pool.stop()

    def ask(
        self,
        document: bytes,
        down: Iterable[str],
        question: str,
        params: Mapping[str, str] | None = None,
        digest: str = "",
    ) -> dict[str, Any]:
        """The answer as data."""
        answer: dict[str, Any] = json.loads(self.answer(document, down, question, params, digest).body)
        return answer

    def answer(
        self,
        document: bytes,
        down: Iterable[str],
        question: str,
        params: Mapping[str, str] | None = None,
        digest: str = "",
    ) -> Answer:
        """The answer as it goes over the wire; digest is the routing digest, where the caller has it."""
        if question not in QUESTIONS:
            raise errors.InvalidValue(f"There is no question {question!r}.", code="unknown-question")
        job = Job(question, digest or _whole(document), _sorted(down), dict(params or {}))
        return self._run(job, document)

    def export(
        self, document: bytes, extension: str, down: Iterable[str] = (), look: Mapping[str, str] | None = None
    ) -> Answer:
        """The design in another format; the drawing matters here, so the whole document is the key."""
        job = Job(f"export.{extension}", _whole(document), _sorted(down), dict(look or {}))
        return self._run(job, document)

    def evaluate(self, body: bytes) -> Answer:
        """Everything about a design and a what-if that are not kept."""
        return self._run(Job("evaluate", "body:" + hashlib.sha256(body).hexdigest()), body)

    def imported(self, body: bytes) -> Answer:
        """The document in files that somebody opens; nothing is kept."""
        return self._run(Job("import", "body:" + hashlib.sha256(body).hexdigest()), body)

    def difference(self, before: bytes, after: bytes, down: Iterable[str] = ()) -> Answer:
        """What two designs have and do differently; `down` has failed in the second one."""
        return self._run(*_both("difference", before, after, down))

    def comparison(self, before: bytes, after: bytes, down: Iterable[str] = ()) -> dict[str, Any]:
        """The difference with a picture of each side and as Markdown."""
        answer: dict[str, Any] = json.loads(self._run(*_both("comparison", before, after, down)).body)
        return answer

    def reality(
        self, document: bytes, at: str, text: str, peer: str = "", table: str = "", down: Iterable[str] = ()
    ) -> Answer:
        """A design's table at a place, in a what-if if one is given, held against what az printed of the real one."""
        asked = {"at": at, "text": text, "peer": peer, "table": table, "down": _sorted(down)}
        body = b"[%b,%b]" % (document, json.dumps(asked).encode())
        return self._run(Job("reality", "body:" + hashlib.sha256(body).hexdigest()), body)

    def _run(self, job: Job, document: bytes) -> Answer:
        key = (job.question, job.digest, job.down, tuple(sorted(job.params.items())))
        remembered = self._cache.get(key)
        if remembered is not None:
            return remembered
        reply = self._pool.run(job, lambda: document)
        if isinstance(reply, Refused):
            raise _refusal(reply)
        self._cache.put(key, reply)
        return reply


class _Cache:
    """The last answers, up to a number of bytes."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._answers: OrderedDict[object, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object) -> Answer | None:
        """The answer, which is young again after this."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def put(self, key: object, answer: Answer) -> None:
        """Remember the answer; one that takes more than a quarter of the room is not kept."""
        cost = len(answer.body) + _OVERHEAD
        with self._lock:
            if cost > self._size // 4 or key in self._answers:
                return
            self._answers[key] = answer
            self._held += cost
            while self._held > self._size:
                _, oldest = self._answers.popitem(last=False)
                self._held -= len(oldest.body) + _OVERHEAD


def _both(question: str, before: bytes, after: bytes, down: Iterable[str]) -> tuple[Job, bytes]:
    body = b'{"before":%b,"after":%b,"down":%b}' % (before, after, json.dumps(_sorted(down)).encode())
    return Job(question, "body:" + hashlib.sha256(body).hexdigest()), body


def _whole(document: bytes) -> str:
    return "whole:" + hashlib.sha256(document).hexdigest()


def _sorted(down: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(down)))


def _refusal(reply: Refused) -> errors.Refusal:
    kind = getattr(errors, reply.kind, errors.Refusal)
    refusal: errors.Refusal = kind(
        reply.detail, code=reply.code, hint=reply.hint, path=reply.path, problems=reply.problems
    )
    return refusal
