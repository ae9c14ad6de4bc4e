"""Alembic's entry: which database, which tables. Run by the program itself and by the alembic command."""

from alembic import context

from app.settings import settings
from app.storage.database import Database
from app.storage.models import Base


def run() -> None:
    """Run the migrations in one transaction."""
    engine = context.config.attributes.get("engine") or Database(settings().database_url).engine
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
