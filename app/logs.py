"""JSON log lines on standard error. Decides the line's shape and that no link token is ever in it."""

import json
import logging
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")

_TOKEN = re.compile(r"(/(?:d|embed|designs)/)[A-Za-z0-9_-]{16,}")
_FIELDS = ("method", "route", "status", "milliseconds", "client", "action", "design")


def redact(text: str) -> str:
    """The text with every link token replaced."""
    return _TOKEN.sub(r"\1***", text)


class JsonFormatter(logging.Formatter):
    """One JSON object per record, tokens redacted."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if identity := request_id.get():
            line["request"] = identity
        line.update({name: record.__dict__[name] for name in _FIELDS if name in record.__dict__})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return redact(json.dumps(line, ensure_ascii=False, default=str))


def configure(level: str = "INFO") -> None:
    """Send everything, uvicorn's own messages included, through the one formatter."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    logging.getLogger("alembic").setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "alembic"):
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = True
    access = logging.getLogger("uvicorn.access")
    access.handlers = []
    access.propagate = False
