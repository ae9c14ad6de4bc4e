"""Connections and transactions. Decides pragmas and how a write begins; knows nothing of what is stored."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from app.errors import StorageFull, StorageUnusable, Unavailable

__all__ = ["Database", "Session"]

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000")


class Database:
    """One database and its connections."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads."""
        with _refusals(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that takes the write lock at once, so that it never fails half-way for want of it."""
        with _refusals(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            session.connection(execution_options={"immediate": True})
            yield session

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=10, max_overflow=30, pool_pre_ping=True, pool_timeout=5)
    if parsed.database in (None, "", ":memory:"):
        raise StorageUnusable("A database in memory cannot be shared between threads: name a file in DATABASE_URL.")
    try:
        Path(str(parsed.database)).resolve().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnusable(f"The data folder cannot be made: {error}") from error
    engine = create_engine(url, pool_size=10, max_overflow=30, connect_args={"timeout": 5.0})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise _refusal(error) from error


def _refusal(error: DBAPIError) -> Exception:
    original = error.orig
    code = getattr(original, "sqlite_errorcode", 0) & 0xFF if isinstance(original, sqlite3.Error) else 0
    state = str(getattr(original, "sqlstate", "") or "")
    if code == sqlite3.SQLITE_FULL or state == "53100":
        return StorageFull()
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Unavailable("The database is busy.", code="storage-busy")
    return Unavailable("The database cannot be reached.", code="storage-unavailable")
