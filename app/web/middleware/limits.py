"""Refuses bodies that are too large before they are read, and clients that ask too often."""

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import TooLarge, TooMany
from app.web.problems import of_refusal

_CLIENTS = 10_000
_COMPUTED = (
    "routes", "learned", "advertised", "peers", "client", "trace", "nexthop", "places", "findings", "evaluate",
    "import", "validate",
)  # fmt: skip


class BodyLimit:
    """Lets at most so many bytes of a body through."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse by the announced length, then by what really arrives."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        refusal = TooLarge(f"The body may have {self._limit:,} bytes.", hint="Split the design.")
        if not announced.isdigit() or int(announced) > self._limit:
            await of_refusal(refusal).response()(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._limit:
                raise refusal
            return message

        await self._app(scope, counted, send)


class RateLimit:
    """A bucket of tokens per client and kind of request."""

    def __init__(
        self, app: ASGIApp, per_minute: Mapping[str, int], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._app = app
        self._per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a token from the client's bucket, or refuse."""
        kind = _kind(scope["method"], scope["path"]) if scope["type"] == "http" else ""
        allowed = self._per_minute.get(kind, 0)
        if allowed:
            wait = self._take(kind, _client(scope), allowed)
            if wait > 0:
                refusal = TooMany(f"More than {allowed} requests of this kind in a minute.", retry_after=int(wait) + 1)
                await of_refusal(refusal).response()(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _take(self, kind: str, client: str, allowed: int) -> float:
        """Seconds until the next token; 0 when there was one."""
        now, rate = self._clock(), allowed / 60
        with self._lock:
            level, then = self._buckets.pop((kind, client), (float(allowed), now))
            level = min(float(allowed), level + (now - then) * rate)
            enough = level >= 1
            self._buckets[kind, client] = (level - 1 if enough else level, now)
            while len(self._buckets) > _CLIENTS:
                self._buckets.popitem(last=False)
        return 0.0 if enough else (1 - level) / rate


def _kind(method: str, path: str) -> str:
    last = path.rsplit("/", 1)[-1]
    if path.startswith("/static/"):
        return ""
    if last in _COMPUTED or "." in last:
        return "compute"
    if method in ("GET", "HEAD", "OPTIONS"):
        return ""
    return "create" if last in ("designs", "fork") else "save"


def _client(scope: Scope) -> str:
    """The address of the client; of IPv6 the network, which is what one client has."""
    host = str((scope.get("client") or ("",))[0])
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return host if address.version == 4 else str(ipaddress.ip_network((address, 64), strict=False))
