"""Capability links by the hash of their token. Decides when a link is alive; never sees a token."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, Select, and_, or_, select, update
from sqlalchemy.orm import Session

from app.storage.models import LinkRow
from app.storage.records import Link


def alive(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Whether a link opens anything: nobody has ended it, and it has not ended by itself."""
    return and_(LinkRow.revoked.is_(False), or_(LinkRow.expires_at.is_(None), LinkRow.expires_at > now))


def grants(token_hash: str, access: str, now: datetime) -> Select[str]:
    """The design that this link opens with this access now, as a query."""
    return select(LinkRow.design_id).where(LinkRow.token_hash == token_hash, LinkRow.access == access, alive(now))


def put(session: Session, link: Link) -> None:
    """Keep a link as given, over an earlier state of it if there is one."""
    session.merge(
        LinkRow(
            token_hash=link.token_hash,
            design_id=link.design_id,
            access=link.access,
            sealed_view=link.sealed_view,
            created_at=link.created_at,
            expires_at=link.expires_at,
            revoked=False,
        )
    )
    session.flush()


def find(session: Session, token_hash: str, now: datetime) -> Link | None:
    """The link with this hash, if it is alive."""
    row = session.scalars(select(LinkRow).where(LinkRow.token_hash == token_hash, alive(now))).one_or_none()
    return None if row is None else _link(row)


def ended(session: Session, token_hash: str, now: datetime) -> datetime | None:
    """When a link that is dead died: the moment of its expiry, or now where somebody has ended it."""
    row = session.get(LinkRow, token_hash)
    if row is None:
        return None
    return now if row.revoked else row.expires_at


def live(session: Session, design_id: str, now: datetime) -> tuple[Link, ...]:
    """All living links of a design."""
    rows: Iterable[LinkRow] = session.scalars(
        select(LinkRow).where(LinkRow.design_id == design_id, alive(now)).order_by(LinkRow.access, LinkRow.created_at)
    )
    return tuple(_link(row) for row in rows)


def revoke(session: Session, design_id: str, access: str) -> None:
    """End all links of one access."""
    session.execute(
        update(LinkRow)
        .where(LinkRow.design_id == design_id, LinkRow.access == access)
        .values(revoked=True)
        .execution_options(synchronize_session=False)
    )


def seal(session: Session, token_hash: str, sealed_view: bytes) -> None:
    """Remember, readable for the holder of this link only, which view token belongs beside it."""
    session.execute(
        update(LinkRow)
        .where(LinkRow.token_hash == token_hash)
        .values(sealed_view=sealed_view)
        .execution_options(synchronize_session=False)
    )


def _link(row: LinkRow) -> Link:
    return Link(row.token_hash, row.design_id, row.access, row.sealed_view, row.created_at, row.expires_at)
