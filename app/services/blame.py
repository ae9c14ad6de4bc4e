"""Which kept state of a design broke an intent: the last that held and the one after, with as few questions as can be.

Knows no rule of routing; whether an intent holds is asked like any other question.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.errors import NotFound
from app.services.compute import Compute
from app.services.designs import Designs, Opened
from app.storage.records import RevisionNote

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """Neighbours of which the first holds and the second does not; -1 where none before it held."""

    good: int
    bad: int


def turn(count: int, holds: Callable[[int], bool]) -> Turn:
    """Where it stopped to hold, the last of all being known not to: steps back that double, then halves between."""
    bad, step = count - 1, 1
    good = bad - step
    while good >= 0 and not holds(good):
        bad, step = good, 2 * step
        good = bad - step
    good = max(good, -1)
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if holds(middle) else (good, middle)
    return Turn(good, bad)


def broken_by(designs: Designs, compute: Compute, token: str, name: str) -> Json:
    """Whether an intent of the design holds, and if not since which of the kept states."""
    now = designs.open(token)
    intent = next((i for i in now.data().get("intents", ()) if i["name"] == name), None)
    if intent is None:
        raise NotFound(f"The design has no intent {name[:80]!r}.", code="unknown-intent")
    earlier = (note for note in reversed(designs.revisions(token)) if note.version < now.version)
    notes = list({note.version: note for note in earlier}.values())
    asked: dict[int, Json] = {}

    def answer(index: int) -> Json:
        if index not in asked:
            opened = now if index == len(notes) else designs.open_revision(token, notes[index].number)
            asked[index] = _checked(compute, opened, intent)
        return asked[index]

    latest = answer(len(notes))
    told = {"intent": name, "sentence": latest["sentence"], "holds": latest["holds"]}
    if latest["holds"]:
        return {**told, "lastHeld": None, "brokenBy": None, "why": None, "tried": 1}
    found = turn(len(notes) + 1, lambda index: bool(answer(index)["holds"]))
    good, bad = (notes[i] if 0 <= i < len(notes) else None for i in (found.good, found.bad))
    return {
        **told,
        "lastHeld": _told(good) if good is not None else None,
        "brokenBy": _told(bad, now),
        "why": answer(found.bad)["why"],
        "tried": len(asked),
    }


def _checked(compute: Compute, opened: Opened, intent: Json) -> Json:
    return compute.ask(opened.document, (), "intent", {"intent": json.dumps(intent)}, opened.routing_digest)


def _told(note: RevisionNote | None, now: Opened | None = None) -> Json | None:
    """A kept state, or that of now, which has no number."""
    if note is None:
        return None if now is None else {"number": None, "label": None, "createdAt": now.updated_at.isoformat()}
    return {"number": note.number, "label": note.label, "createdAt": note.created_at.isoformat()}
