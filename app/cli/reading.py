"""Bytes of files and standard input as designs and computed results."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.errors import InputError, document_error
from app.collector import collection_paused
from app.document.load import parse
from app.document.paths import check_down
from app.document.problems import DocumentError
from app.document.schema import Topology
from app.engine import Result

STANDARD_INPUT = "-"


def read_bytes(source: str) -> bytes:
    """The bytes of a file, or of standard input for `-`."""
    if source == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise InputError(f"{source} cannot be read: {error.strerror or error}") from error


def write_bytes(target: str, content: bytes) -> None:
    """Write a file, or to standard output for `-`."""
    if target == STANDARD_INPUT:
        sys.stdout.buffer.write(content)
        return
    try:
        Path(target).write_bytes(content)
    except OSError as error:
        raise InputError(f"{target} cannot be written: {error.strerror or error}") from error


@contextmanager
def documents_of(source: str) -> Iterator[None]:
    """Turns the problems of a document into lines that name the file."""
    try:
        yield
    except DocumentError as error:
        raise document_error(source, error.problems) from error


def read_design(source: str) -> Topology:
    """The design in a file."""
    with documents_of("The design" if source == STANDARD_INPUT else source):
        return parse(read_bytes(source))


def compute_design(topology: Topology, down: Iterable[str]) -> Result:
    """The routing of a design under a what-if."""
    from app.document.lower import lower
    from app.engine import compute

    with documents_of("--down"):
        names = check_down(topology, down)
    with collection_paused():
        return compute(lower(topology), names)
