"""`serve`: a migrated database, a bound socket, the printed address, then the web application."""

from argparse import Namespace

from app.cli.errors import InputError
from app.errors import StorageUnusable
from app.settings import Settings

APPLICATION = "app.web.app:create_app"


def serve(options: Namespace) -> int:
    """Serve until interrupted."""
    import uvicorn

    settings = Settings()
    config = uvicorn.Config(
        APPLICATION,
        factory=True,
        host=options.host or settings.host,
        port=settings.port if options.port is None else options.port,
        log_config=None,
        access_log=False,
        server_header=False,
    )
    _migrate(settings)
    socket = config.bind_socket()
    host, port = socket.getsockname()[:2]
    print(f"RouteCanvas is at http://{f'[{host}]' if ':' in host else host}:{port}/  (Ctrl+C stops it)", flush=True)
    uvicorn.Server(config).run(sockets=[socket])
    return 0


def _migrate(settings: Settings) -> None:
    from app.storage.database import Database
    from app.storage.migrate import upgrade

    try:
        upgrade(Database(settings.database_url))
    except StorageUnusable as error:
        raise InputError(str(error)) from error
