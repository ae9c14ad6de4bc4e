"""What an operator may set. Values come from the environment; nothing here opens a file or a connection."""

import os
from functools import lru_cache
from pathlib import Path

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """One value per knob; every name is read with the prefix ROUTECANVAS_."""

    model_config = SettingsConfigDict(env_prefix="ROUTECANVAS_", frozen=True, extra="ignore", populate_by_name=True)

    database_url: str = Field(
        default=f"sqlite:///{PROJECT / 'data' / 'routecanvas.db'}",
        validation_alias=AliasChoices("ROUTECANVAS_DATABASE_URL", "DATABASE_URL"),
        description="SQLAlchemy address of the database: SQLite, or postgresql+psycopg://… for several instances",
    )
    host: str = Field(default="127.0.0.1", description="Address that the server listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that the server listens on; 0 picks a free one")
    assets: str = Field(
        default="cdn", pattern="^(cdn|local)$", description="Where the browser gets vendor scripts first"
    )
    icon_dir: Path | None = Field(default=None, description="Folder with an operator's own icons, one SVG per kind")
    embed_origins: str = Field(default="", description="Origins, separated by blanks, that may frame /embed pages")
    log_level: str = Field(default="INFO", description="Level of the JSON log")

    body_limit: int = Field(default=8 * 2**20, gt=0, description="Largest request body in bytes")
    rate_create: int = Field(default=300, ge=0, description="New designs per minute and client; 0 switches it off")
    rate_save: int = Field(default=1200, ge=0, description="Other writes per minute and client; 0 switches it off")
    rate_compute: int = Field(default=3000, ge=0, description="Computed answers per minute and client; 0 = unlimited")

    workers: int = Field(default=0, ge=0, description="Worker processes that compute; 0 = one less than the cores")
    worker_seconds: float = Field(default=30.0, gt=0, description="Longest computation before its worker is stopped")
    worker_memory: int = Field(default=1024, gt=0, description="Memory limit of one worker in MiB")
    worker_queue: int = Field(default=16, ge=0, description="Questions that may wait for a worker")
    cache_bytes: int = Field(default=64 * 2**20, ge=0, description="Memory for remembered answers, in bytes")
    answer_rows: int = Field(default=50_000, gt=0, description="Most route rows in one answer")

    listeners: int = Field(default=1000, ge=0, description="Open pages that are told of changes at once")

    revision_seconds: int = Field(default=300, ge=0, description="Shortest time between two automatic revisions")
    revisions_kept: int = Field(default=50, gt=0, description="Automatic revisions kept per design")

    @property
    def pool_size(self) -> int:
        """The number of worker processes to run."""
        return self.workers or max(1, (os.cpu_count() or 2) - 1)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
