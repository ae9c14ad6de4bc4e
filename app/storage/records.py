"""What storage hands out and takes in: plain frozen records, never rows."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Content:
    """A document ready to be kept: canonical bytes and what was computed from them."""

    name: str
    document: bytes
    digest: str
    routing_digest: str


@dataclass(frozen=True, slots=True)
class Head:
    """The live state of a design."""

    design_id: str
    version: int
    content: Content
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class RevisionNote:
    """A revision without its document."""

    number: int
    version: int
    kind: str
    label: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision with its document."""

    note: RevisionNote
    content: Content


@dataclass(frozen=True, slots=True)
class Link:
    """A live capability; the token itself is not known here."""

    token_hash: str
    design_id: str
    access: str
    sealed_view: bytes | None
    created_at: datetime
    expires_at: datetime | None
