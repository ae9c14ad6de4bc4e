"""Tells an open page at once that its design was saved or its link has ended: server-sent events, bounded in number.

An event carries the version only; the page fetches the design as far as it does not have it.
"""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from app.errors import NotFound, Unavailable
from app.services.designs import Designs
from app.services.live import Live
from app.web.deps import DesignsDep, LiveDep, Token

router = APIRouter(prefix="/designs/{token}/events", include_in_schema=False)

_HEARTBEAT = 15.0
_RETRY = "retry: 2000\n\n"
_ALIVE = ": alive\n\n"


@router.get("")
async def events(token: Token, designs: DesignsDep, live: LiveDep) -> StreamingResponse:
    """The version and the link's end, now and after each change, until the link ends or the reader leaves."""
    watched = await run_in_threadpool(designs.watch, token)
    if live.full:
        raise Unavailable("Too many pages follow their designs.", code="too-many-listeners")
    headers = {"X-Accel-Buffering": "no"}
    stream = _stream(designs, live, token, watched.design_id)
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def _stream(designs: Designs, live: Live, token: str, design_id: str) -> AsyncIterator[str]:
    yield _RETRY
    told: tuple[int, str | None] | None = None
    pause = 0.0
    with live.listen(design_id) as listener:
        while not live.closed:
            await listener.wait(pause)
            try:
                watched = await run_in_threadpool(designs.watch, token)
            except NotFound as ended:
                yield _event("ended", {"code": ended.own_code, "detail": ended.detail, "hint": ended.own_hint})
                return
            except Unavailable:
                pause = _HEARTBEAT
                continue
            pause = _pause(watched.expires_at)
            known = watched.version, watched.expires_at.isoformat() if watched.expires_at else None
            if known == told:
                yield _ALIVE
            else:
                told = known
                yield _event("version", {"version": known[0], "expiresAt": known[1]})


def _pause(expires_at: datetime | None) -> float:
    """Until the next sign of life, or until the link ends."""
    left = _HEARTBEAT if expires_at is None else (expires_at - datetime.now(UTC)).total_seconds()
    return max(0.05, min(_HEARTBEAT, left))


def _event(name: str, data: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
