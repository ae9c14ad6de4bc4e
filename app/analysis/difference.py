"""Two designs, or a design and its what-if, side by side: what is written differently and what behaves differently."""

from collections.abc import Iterable
from typing import Any

from app.analysis.compare import changes
from app.analysis.structure import summary
from app.document.canonical import dump
from app.document.lower import lower
from app.document.merge import MISSING, Change, diff
from app.document.schema import Topology
from app.engine import Result, compute

Json = dict[str, Any]
MOST_LINES = 10
HEADINGS = {
    "lost": "Lost",
    "asymmetric": "Now asymmetric",
    "moved": "Moved",
    "lastWay": "Only one way left",
    "gained": "Gained",
    "restored": "More than one way again",
}


def difference(before: Topology, after: Topology, down: Iterable[str] = ()) -> Json:
    """Structure, change by change and summed up, and behaviour; `down` has failed in the second design."""
    changed = diff(dump(before), dump(after))
    structure = [_change(c) for c in changed if not c.path.startswith("canvas") and c.path != "name"]
    behaviour = changes(compute(lower(before)), compute(lower(after), down))
    return {"structure": structure, "summary": summary(structure), "behaviour": behaviour}


def what_if(before: Result, result: Result) -> Json:
    """The behaviour with what is down beside that of the same design with nothing down."""
    return {"down": sorted(result.down), **changes(before, result)}


def _change(change: Change) -> Json:
    kind = "added" if change.before is MISSING else "removed" if change.after is MISSING else "changed"
    sides = {"before": change.before, "after": change.after}
    return {"path": change.path, "change": kind, **{k: None if v is MISSING else v for k, v in sides.items()}}


def markdown(answer: Json, most: int = MOST_LINES) -> str:
    """The difference as a comment on a pull request."""
    summed, behaviour = answer["summary"], answer["behaviour"]
    if not summed and not behaviour["lines"]:
        return "The two designs are the same.\n"
    lines = ["### Routing changes", ""]
    if behaviour["lines"]:
        totals = (f"{count} {HEADINGS[c].lower()}" for c, count in behaviour["counts"].items() if count)
        lines += [f"Flows between endpoints: {', '.join(totals)}.", ""]
        lines += [f"- **{HEADINGS[line['change']]}**: {line['sentence']}" for line in behaviour["lines"][:most]]
        if len(behaviour["lines"]) > most:
            lines.append(f"- … and {len(behaviour['lines']) - most} more")
    else:
        lines.append("No flow changes.")
    lines += ["", "### Changes of the document", ""]
    lines += [f"- {line['change']} {line['words']}" for line in summed[:most]] or ["Nothing is written differently."]
    if len(summed) > most:
        lines.append(f"- … and {len(summed) - most} more")
    return "\n".join(lines) + "\n"
