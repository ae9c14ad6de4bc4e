"""The two links of a design: what they are, a new token, an expiry. For those with the edit link."""

from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter

from app.errors import InvalidValue
from app.services.designs import Share
from app.web.api.designs import Model
from app.web.bodies import RawBody, declared, envelope
from app.web.deps import DesignsDep, Token
from app.web.problems import responses

router = APIRouter(prefix="/designs/{token}/links", tags=["links"])

_CHANGE = {
    "type": "object",
    "required": ["access"],
    "properties": {
        "access": {"type": "string", "enum": ["view", "edit"]},
        "reset": {"type": "boolean", "default": True, "description": "Make a new token; the old one ends at once"},
        "expiresAt": {"type": ["string", "null"], "format": "date-time", "description": "null: never"},
    },
    "additionalProperties": False,
}


class LinkOut(Model):
    """One link; null where it has ended or nobody with this token may know it."""

    access: Literal["view", "edit"]
    link: str | None
    expiresAt: str | None


class LinksOut(Model):
    """Both links."""

    links: list[LinkOut]


def _out(share: Share) -> LinkOut:
    return LinkOut(
        access="edit" if share.access == "edit" else "view",
        link=share.link,
        expiresAt=share.expires_at.isoformat() if share.expires_at else None,
    )


@router.get("", responses=responses(403))
def listing(token: Token, designs: DesignsDep) -> LinksOut:
    """Both links with their expiry."""
    return LinksOut(links=[_out(share) for share in designs.links(token)])


@router.post("", responses=responses(403, 415, 507), openapi_extra=declared(_CHANGE))
def change(token: Token, body: RawBody, designs: DesignsDep) -> LinkOut:
    """Reset one link, or change when it ends."""
    data = envelope(body, frozenset({"access", "reset", "expiresAt"}))
    access, reset = data.get("access"), data.get("reset", True)
    if access not in ("view", "edit"):
        raise InvalidValue("access is neither view nor edit.", path="access")
    if not isinstance(reset, bool):
        raise InvalidValue("reset is neither true nor false.", path="reset")
    return _out(designs.change_link(token, str(access), _moment(data.get("expiresAt")), reset=reset))


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is not None:
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise InvalidValue(
        "expiresAt is not a moment.", path="expiresAt", hint='Write it as "2026-12-31T12:00:00Z", or null for never.'
    )
