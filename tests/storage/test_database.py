"""Pragmas, the write lock, and what a full or missing disk looks like from above."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.errors import StorageFull, StorageUnusable, Unavailable
from app.storage.database import Database, Session


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'data' / 'test.db'}")


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)]
)
def test_every_connection_has_its_pragmas(database: Database, pragma: str, value: object) -> None:
    with database.read() as session:
        assert session.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_a_write_takes_the_lock_before_it_reads(database: Database) -> None:
    order: list[str] = []
    first_inside, second_waits = threading.Event(), threading.Event()

    def second() -> None:
        first_inside.wait()
        second_waits.set()
        with database.write():
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with database.write():
        first_inside.set()
        second_waits.wait()
        thread.join(timeout=0.1)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_failed_write_leaves_nothing(database: Database) -> None:
    with database.write() as session:
        session.execute(text("CREATE TABLE t (a INTEGER)"))
    with pytest.raises(StorageFull), database.write() as session:
        _insert_and_fail(session)
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM t")).scalar() == 0


def _insert_and_fail(session: Session) -> None:
    session.execute(text("INSERT INTO t VALUES (1)"))
    raise StorageFull


@pytest.mark.parametrize(("code", "refusal"), [(13, StorageFull), (5, Unavailable), (14, Unavailable)])
def test_errors_of_the_disk_become_refusals(database: Database, code: int, refusal: type[Exception]) -> None:
    original = sqlite3.OperationalError("no")
    original.sqlite_errorcode = code
    with pytest.raises(refusal), database.write():
        raise OperationalError("INSERT", {}, original)


def test_a_database_in_memory_is_refused() -> None:
    with pytest.raises(StorageUnusable):
        Database("sqlite://")


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageUnusable, match="folder"):
        Database(f"sqlite:///{tmp_path / 'file' / 'data' / 'x.db'}")
