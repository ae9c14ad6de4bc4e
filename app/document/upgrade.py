"""Steps from older schema versions to the current one, dict to dict. Knows versions, not models."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.document.problems import DocumentError, Problem
from app.document.schema import SCHEMA_VERSION

Document = dict[str, object]


def _version_stated(document: Document) -> Document:
    """Version 0 is a draft that does not say its version; nothing else differs."""
    return {**document, "schemaVersion": 1}


STEPS: Mapping[int, Callable[[Document], Document]] = MappingProxyType({0: _version_stated})


def upgrade(document: Document) -> Document:
    """The same design in the current version; a newer one is refused with advice."""
    version = document.get("schemaVersion", 0)
    if not isinstance(version, int) or isinstance(version, bool) or version < 0:
        raise DocumentError(
            [
                Problem(
                    "schemaVersion", "bad-version", f"{version!r} is not a schema version.", f"Write {SCHEMA_VERSION}."
                )
            ]
        )
    if version > SCHEMA_VERSION:
        raise DocumentError(
            [
                Problem(
                    "schemaVersion",
                    "newer-version",
                    f"The document has schema version {version}; this RouteCanvas reads up to {SCHEMA_VERSION}.",
                    "Open it with a newer RouteCanvas, or export it from there for this version.",
                )
            ]
        )
    while version < SCHEMA_VERSION:
        document = STEPS[version](document)
        version += 1
    return document
