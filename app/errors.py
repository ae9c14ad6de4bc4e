"""The family of refusals that every face of the program can put into words. Knows no HTTP and no SQL.

A refusal has a stable code, a sentence, a hint and, where it concerns a document, paths into it.
"""

from collections.abc import Mapping
from typing import ClassVar


class Refusal(Exception):
    """Something the program will not or cannot do, in words meant for the person who asked."""

    code: ClassVar[str] = "refused"
    title: ClassVar[str] = "The request was refused"
    hint: ClassVar[str] = ""

    def __init__(
        self,
        detail: str = "",
        *,
        code: str = "",
        hint: str = "",
        path: str = "",
        problems: tuple[Mapping[str, str], ...] = (),
        extra: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.own_code = code or self.code
        self.own_hint = hint or self.hint
        self.path = path
        self.problems = problems
        self.extra = dict(extra or {})


class BadRequest(Refusal):
    """The request cannot be read."""

    code = "bad-request"
    title = "The request cannot be read"


class BadDocument(Refusal):
    """The document has problems; all of them are listed."""

    code = "invalid-document"
    title = "The design has problems"
    hint = "Each entry of problems names the place in the document and what to do about it."


class InvalidValue(Refusal):
    """A value of the request is not usable."""

    code = "invalid-value"
    title = "A value of the request cannot be used"


class Forbidden(Refusal):
    """The link does not allow this."""

    code = "view-only"
    title = "This link may only be used to look at the design"
    hint = "Ask for the edit link, or fork the design to get a copy of your own."


class NotFound(Refusal):
    """There is nothing under this name, or no longer, or not for this link."""

    code = "not-found"
    title = "There is nothing here"
    hint = "Look for a missing or a changed letter in the address; the design may also have been deleted."


class LinkEnded(NotFound):
    """The link was good once; whoever holds it may know why it is no longer."""

    code = "link-revoked"
    title = "This link has ended"
    hint = "Ask whoever gave it to you for a new one."


class UnknownPlace(Refusal):
    """A question names something that the design does not have."""

    code = "unknown-place"
    title = "The design has no such place"
    hint = "Use names as they stand in the document, a subnet as VNET/SUBNET."


class StaleVersion(Refusal):
    """Somebody saved in between and the versions cannot be joined."""

    code = "stale-version"
    title = "The design was saved by somebody else in the meantime"
    hint = "Read the design again, or send the document you started from as base to have both merged."


class MergeConflict(Refusal):
    """Both sides changed the same thing."""

    code = "merge-conflict"
    title = "Both sides changed the same things"
    hint = "Choose a value for each conflict and save with the current version."


class VersionRequired(Refusal):
    """A write does not say which version it starts from."""

    code = "version-required"
    title = "The request does not say which version it starts from"
    hint = 'Send If-Match with the ETag of the version you edited, for example If-Match: "3".'


class TooLarge(Refusal):
    """The request is larger than allowed."""

    code = "too-large"
    title = "The request is too large"


class AnswerTooLarge(Refusal):
    """The answer has too many rows to send at once."""

    code = "answer-too-large"
    title = "The answer has too many rows for one reply"
    hint = "Ask for one place at a time with at=."


class TooMany(Refusal):
    """The client asks too often."""

    code = "too-many-requests"
    title = "Too many requests"

    def __init__(self, detail: str = "", *, retry_after: int = 1) -> None:
        super().__init__(detail, hint=f"Try again in {retry_after} s.")
        self.retry_after = retry_after


class Unavailable(Refusal):
    """The program cannot answer now; a later try may succeed."""

    code = "unavailable"
    title = "The answer is not available now"
    hint = "Try again in a moment."


class StorageFull(Refusal):
    """There is no room to save."""

    code = "storage-full"
    title = "The disk is full; nothing was changed"
    hint = "Keep this window open and export the design; saving works again as soon as there is room."


class StorageUnusable(Exception):
    """The database cannot be used at all; the message is one line for an operator."""
