"""`serve`: hands over to the web face, which is a sibling and therefore named, never imported."""

from argparse import Namespace
from importlib import import_module

from app.cli.errors import InputError
from app.errors import StorageUnusable


def serve(options: Namespace) -> int:
    """Serve until stopped."""
    try:
        import_module("app.web.serve").run(options.host, options.port)
    except StorageUnusable as error:
        raise InputError(str(error)) from error
    return 0
