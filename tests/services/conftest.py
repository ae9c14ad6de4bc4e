"""A migrated database, a clock that tests move, and the use cases over both."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.services.designs import Designs
from app.settings import Settings
from app.storage.database import Database
from app.storage.migrate import downgrade, upgrade


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """SQLite, or the empty PostgreSQL database that TEST_DATABASE_URL names."""
    database = Database(os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{tmp_path / 'test.db'}")
    upgrade(database)
    yield database
    downgrade(database, "base")
    database.close()


@pytest.fixture
def designs(database: Database, clock: Clock) -> Designs:
    return Designs(database, Settings(revisions_kept=3), clock)
