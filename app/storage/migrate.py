"""Brings a database to the schema of this program, or says in one line why it cannot."""

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from app.errors import StorageUnusable
from app.settings import PROJECT
from app.storage.database import Database


def configuration(database: Database) -> Config:
    """Alembic's configuration for this database."""
    config = Config()
    config.set_main_option("script_location", str(PROJECT / "migrations"))
    config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Apply the migrations that are missing; never touch a database that cannot be understood."""
    try:
        command.upgrade(configuration(database), revision)
    except CommandError as error:
        raise StorageUnusable(f"The database belongs to a newer version of the program: {error}") from error
    except DBAPIError as error:
        raise StorageUnusable(f"The database cannot be used: {error.orig}") from error


def downgrade(database: Database, revision: str) -> None:
    """Go back to an earlier schema."""
    command.downgrade(configuration(database), revision)


def check(database: Database) -> None:
    """Raise when the tables in the code and the migrations disagree."""
    command.check(configuration(database))
