"""A worker process: takes jobs from a pipe, answers one by one, ends itself when lost. Knows no rule of routing.

The heavy imports happen in the worker only; the server process never loads the engine through here.
"""

import gc
import os
import resource
import signal
import traceback
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from app.errors import Refusal

if TYPE_CHECKING:
    from app.services.answers import Answers

_MIB = 2**20
_GRACE_SECONDS = 5
_NICENESS = 10


@dataclass(frozen=True, slots=True)
class Job:
    """One question; the document follows only when the worker asks for it."""

    question: str
    digest: str
    down: tuple[str, ...] = ()
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use."""

    seconds: float
    memory_mib: int
    rows: int


@dataclass(frozen=True, slots=True)
class NeedDocument:
    """The worker does not have the document of this job."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer, ready to be sent on; the suffix is that of a file's name."""

    body: bytes
    media_type: str
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The job was refused; which refusal, and what it said."""

    kind: str
    detail: str
    code: str
    hint: str
    path: str
    problems: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The job could not be done; the worker may be gone after this."""

    reason: str
    text: str


Reply = NeedDocument | Answer | Refused | Failed


def serve(connection: Connection, limits: Limits) -> None:
    """Answer jobs until the other end of the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    size = limits.memory_mib * _MIB
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(_NICENESS)
    from app.services.answers import Answers

    answers = Answers(limits.rows)
    gc.collect()
    gc.freeze()
    while True:
        try:
            job: Job = connection.recv()
            document: bytes | None = None
            if not answers.knows(job.digest):
                connection.send(NeedDocument())
                document = connection.recv_bytes()
            reply = _answer(answers, job, document, limits)
            connection.send(reply)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return
        if isinstance(reply, Failed) and reply.reason == "memory":
            return


def _answer(answers: "Answers", job: Job, document: bytes | None, limits: Limits) -> Reply:
    """One answer under an alarm that ends the process should nobody be left to end it."""
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE_SECONDS)
    try:
        return answers.answer(job, document)
    except Refusal as refusal:
        problems = tuple(dict(problem) for problem in refusal.problems)
        kind = type(refusal).__name__
        return Refused(kind, refusal.detail, refusal.own_code, refusal.own_hint, refusal.path, problems)
    except MemoryError:
        return Failed("memory", "")
    except RecursionError:
        return Failed("depth", "")
    except Exception as error:
        return Failed("error", "".join(traceback.format_exception(error, limit=-12)))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
