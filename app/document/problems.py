"""What is wrong with a document, in words for people and codes for programs. Knows no rule of the format itself."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

MOST_PROBLEMS = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where, which stable code, what is wrong, what to write instead."""

    path: str
    code: str
    message: str
    hint: str


class DocumentError(Exception):
    """A document that cannot be read, with every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems; the text of the exception is their list."""
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{p.path or 'document'}: {p.message} {p.hint}".rstrip() for p in self.problems))


def shown(value: object) -> str:
    """A value of a document as a message shows it: short, and true rather than True."""
    text = json.dumps(value) if value is None or isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
