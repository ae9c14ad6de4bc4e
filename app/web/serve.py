"""Runs the web application in this process and says where it listens."""

import socket

import uvicorn

from app.errors import StorageUnusable
from app.logs import configure
from app.services.live import Live
from app.settings import settings
from app.storage.database import Database
from app.storage.migrate import upgrade
from app.web.app import create_app

_STOP_SECONDS = 4
_BACKLOG = 2048


def run(host: str | None = None, port: int | None = None) -> None:
    """Serve until stopped; raises StorageUnusable with one line when the database cannot be used."""
    configured = settings()
    configure(configured.log_level)
    database = Database(configured.database_url)
    try:
        upgrade(database)
    finally:
        database.close()
    host, port = host or configured.host, configured.port if port is None else port
    try:
        listener = _listener(host, port)
    except OSError as error:
        raise StorageUnusable(f"Cannot listen on {host}:{port}: {error.strerror or error}") from error
    shown = f"[{host}]" if ":" in host else host
    print(f"RouteCanvas is at http://{shown}:{listener.getsockname()[1]}/", flush=True)
    app = create_app(configured)
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_STOP_SECONDS,
        ),
        app.state.live,
    )
    server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """Ends the event streams first: nothing else would tell them that the server stops."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        super().__init__(config)
        self._live = live

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop at once."""
        self._live.close()
        await super().shutdown(sockets)


def _listener(host: str, port: int) -> socket.socket:
    """A socket that takes connections already; with its protocol named, asyncio sends answers without delay."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(_BACKLOG)
    return listener
