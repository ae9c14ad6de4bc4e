"""Migrations: up, down, in step with the tables, and never over a file that is not ours to touch."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from app.errors import StorageUnusable
from app.storage import migrate
from app.storage.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'test.db'}")


def test_up_with_data_down_and_up_again(database: Database) -> None:
    migrate.upgrade(database, "0001")
    moment = "2026-01-01 00:00:00.000000"
    with database.write() as session:
        session.execute(text("INSERT INTO design VALUES ('d', 'n', '{}', 'x', 'x', 1, NULL, :at, :at)"), {"at": moment})
        session.execute(text("INSERT INTO link VALUES ('h', 'd', 'view', NULL, :at, NULL, 0)"), {"at": moment})
    migrate.upgrade(database)
    with database.read() as session:
        assert session.execute(text("SELECT id FROM design")).scalar() == "d"
    migrate.downgrade(database, "base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    migrate.upgrade(database)
    assert {"design", "revision", "link"} <= set(inspect(database.engine).get_table_names())


def test_tables_and_migrations_agree(database: Database) -> None:
    migrate.upgrade(database)
    migrate.check(database)


def test_a_newer_schema_is_refused(database: Database) -> None:
    migrate.upgrade(database)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageUnusable, match="newer"):
        migrate.upgrade(database)


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "test.db"
    file.write_bytes(b"not a database, but somebody's notes " * 100)
    with pytest.raises(StorageUnusable):
        migrate.upgrade(Database(f"sqlite:///{file}"))
    assert file.read_bytes().startswith(b"not a database")


def test_deleting_a_design_takes_its_revisions_and_links_along(database: Database) -> None:
    migrate.upgrade(database)
    moment = "2026-01-01 00:00:00.000000"
    with database.write() as session:
        session.execute(text("INSERT INTO design VALUES ('d', 'n', '{}', 'x', 'x', 1, NULL, :at, :at)"), {"at": moment})
        session.execute(text("INSERT INTO link VALUES ('h', 'd', 'view', NULL, :at, NULL, 0)"), {"at": moment})
        session.execute(
            text("INSERT INTO revision VALUES ('d', 1, 1, 'created', NULL, x'00', 'x', 'x', :at)"), {"at": moment}
        )
        session.execute(text("DELETE FROM design"))
        assert session.execute(text("SELECT count(*) FROM link")).scalar() == 0
        assert session.execute(text("SELECT count(*) FROM revision")).scalar() == 0
