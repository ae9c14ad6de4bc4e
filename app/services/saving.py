"""Joins a stale save with what was saved in between. Decides what counts as a conflict; writes nothing."""

from collections.abc import Mapping
from typing import Any

from app.document.merge import MISSING, Conflict, merge
from app.errors import BadDocument, MergeConflict, StaleVersion
from app.services.content import content_of, data_of
from app.storage.records import Content, Head


def joined(
    mine: Content, theirs: Head, base: Mapping[str, Any] | None, expected: int, decided: Mapping[str, str]
) -> Content:
    """The merge of mine and the stored document over their common base, or a refusal that carries both."""
    stored: dict[str, Any] = {"version": theirs.version, "document": data_of(theirs.content)}
    if base is None:
        raise StaleVersion(
            f"The change starts from version {expected}; version {theirs.version} is stored now.", extra=stored
        )
    merged = merge(dict(base), data_of(mine), stored["document"], decided)
    if merged.conflicts:
        raise MergeConflict(extra=stored | {"conflicts": [_conflict(each) for each in merged.conflicts]})
    try:
        return content_of(merged.document)
    except BadDocument as error:
        raise MergeConflict(
            "The two changes do not fit together: " + error.detail,
            code="merge-invalid",
            path=error.path,
            problems=error.problems,
            extra=stored | {"conflicts": []},
        ) from error


def _conflict(conflict: Conflict) -> dict[str, Any]:
    """The conflict as JSON; a side that is missing is left out."""
    sides = {"base": conflict.base, "mine": conflict.mine, "theirs": conflict.theirs}
    return {"path": conflict.path} | {name: value for name, value in sides.items() if value is not MISSING}
