"""The live heads of designs: insert, read, compare-and-set, delete. Knows tables, not rights or merging."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from app.storage.links import alive, grants
from app.storage.models import DesignRow, LinkRow, UtcDateTime
from app.storage.records import Content, Head


def add(session: Session, design_id: str, content: Content, now: datetime, forked_from: str | None = None) -> None:
    """Keep a new design as version 1."""
    session.execute(
        insert(DesignRow).values(
            id=design_id, version=1, forked_from=forked_from, created_at=now, updated_at=now, **_columns(content)
        )
    )


def head(session: Session, design_id: str, *, lock: bool = False) -> Head | None:
    """The live state of a design, locked until the end of the transaction on request."""
    query = select(DesignRow).where(DesignRow.id == design_id)
    row = session.scalars(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else _head(row)


_BEHIND = (
    select(LinkRow.access, DesignRow.__table__)
    .join(DesignRow, DesignRow.id == LinkRow.design_id)
    .where(LinkRow.token_hash == bindparam("token_hash"), alive(bindparam("now", type_=UtcDateTime())))
)


def behind(session: Session, token_hash: str, now: datetime) -> tuple[str, Head] | None:
    """What a living link may do, and the live state of its design."""
    row = session.execute(_BEHIND, {"token_hash": token_hash, "now": now}).one_or_none()
    return None if row is None else (row.access, _head(row))


def version(session: Session, design_id: str) -> int | None:
    """The number of the live state."""
    return session.scalar(select(DesignRow.version).where(DesignRow.id == design_id))


def swap(session: Session, token_hash: str, expected: int, content: Content, now: datetime) -> bool:
    """Replace the document if the version is still the expected one and the link may edit: one statement."""
    statement = (
        update(DesignRow)
        .where(DesignRow.id == grants(token_hash, "edit", now).scalar_subquery(), DesignRow.version == expected)
        .values(version=expected + 1, updated_at=now, **_columns(content))
        .execution_options(synchronize_session=False)
    )
    return session.connection().execute(statement).rowcount == 1


def remove(session: Session, design_id: str) -> None:
    """Delete a design with its revisions and links."""
    session.execute(delete(DesignRow).where(DesignRow.id == design_id).execution_options(synchronize_session=False))


def _head(row: DesignRow | Row[Any]) -> Head:
    content = Content(row.name, row.document.encode(), row.digest, row.routing_digest)
    return Head(row.id, row.version, content, row.updated_at)


def _columns(content: Content) -> dict[str, str]:
    return {
        "name": content.name,
        "document": content.document.decode(),
        "digest": content.digest,
        "routing_digest": content.routing_digest,
    }
