"""Earlier states of designs, compressed. Decides numbering and pruning; the caller decides when to keep one."""

import zlib
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from app.storage.models import RevisionRow
from app.storage.records import Content, Head, Revision, RevisionNote


def add(session: Session, head: Head, kind: str, label: str | None, now: datetime) -> int:
    """Keep the given state; the answer is its number."""
    last = session.scalar(select(func.max(RevisionRow.number)).where(RevisionRow.design_id == head.design_id))
    number = (last or 0) + 1
    session.execute(
        insert(RevisionRow).values(
            design_id=head.design_id,
            number=number,
            version=head.version,
            kind=kind,
            label=label,
            document=zlib.compress(head.content.document),
            digest=head.content.digest,
            routing_digest=head.content.routing_digest,
            created_at=now,
        )
    )
    return number


def latest(session: Session, design_id: str) -> RevisionNote | None:
    """The newest revision's note."""
    notes = listing(session, design_id, limit=1)
    return notes[0] if notes else None


def listing(session: Session, design_id: str, limit: int = 1000) -> tuple[RevisionNote, ...]:
    """Notes of the revisions, newest first."""
    rows = session.execute(
        select(RevisionRow.number, RevisionRow.version, RevisionRow.kind, RevisionRow.label, RevisionRow.created_at)
        .where(RevisionRow.design_id == design_id)
        .order_by(RevisionRow.number.desc())
        .limit(limit)
    )
    return tuple(RevisionNote(*row) for row in rows)


def get(session: Session, design_id: str, number: int) -> Revision | None:
    """One revision with its document."""
    return _revision(session, RevisionRow.number == number, design_id)


def of_version(session: Session, design_id: str, version: int) -> Revision | None:
    """The state that the design had as this version, if it was kept."""
    return _revision(session, RevisionRow.version == version, design_id)


def prune(session: Session, design_id: str, kept: int) -> None:
    """Drop the oldest automatic revisions beyond the number to keep."""
    automatic = (
        select(RevisionRow.number)
        .where(RevisionRow.design_id == design_id, RevisionRow.kind == "automatic")
        .order_by(RevisionRow.number.desc())
    )
    oldest_kept = session.scalar(automatic.offset(kept - 1).limit(1))
    if oldest_kept is None:
        return
    session.execute(
        delete(RevisionRow)
        .where(RevisionRow.design_id == design_id, RevisionRow.kind == "automatic", RevisionRow.number < oldest_kept)
        .execution_options(synchronize_session=False)
    )


def _revision(session: Session, condition: ColumnElement[bool], design_id: str) -> Revision | None:
    row = session.scalars(
        select(RevisionRow)
        .where(RevisionRow.design_id == design_id, condition)
        .order_by(RevisionRow.number.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    note = RevisionNote(row.number, row.version, row.kind, row.label, row.created_at)
    return Revision(note, Content("", zlib.decompress(row.document), row.digest, row.routing_digest))
