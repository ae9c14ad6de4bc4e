"""What a command says when its input cannot be used."""

from collections.abc import Iterable
from typing import Protocol


class Problem(Protocol):
    """What one problem of a document has to say."""

    @property
    def path(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def hint(self) -> str: ...


class InputError(Exception):
    """The input cannot be used; one line per reason."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def document_error(source: str, problems: Iterable[Problem]) -> InputError:
    """Every problem of a document: where, which, what, and what to do."""
    listed = [f"{p.path or '(document)'}: {p.code}: {p.message} {p.hint}".rstrip() for p in problems]
    count = "1 problem" if len(listed) == 1 else f"{len(listed)} problems"
    return InputError(f"{source} has {count}", *listed)
