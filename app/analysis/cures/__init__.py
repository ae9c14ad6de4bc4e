"""The button that mends it: for a finding, changes of the document after which the finding is gone.

A change is a path and a value as app.document.refusals.apply_change takes them; all changes of a cure are one command.
"""

from collections.abc import Mapping
from typing import Any, Final, cast

from app.analysis.cures import assumptions, routes, settings, subnets
from app.analysis.cures.change import Change, Cure, Maker
from app.analysis.findings.finding import Finding
from app.document.refusals import apply_change
from app.document.schema import Topology

__all__ = ["CURES", "Change", "Cure", "applied", "cure"]

CURES: Final[Mapping[str, Maker]] = {**routes.MAKERS, **subnets.MAKERS, **settings.MAKERS, **assumptions.MAKERS}


def cure(topology: Topology, finding: Finding) -> Cure | None:
    """How to mend a finding, or None where only its author can know."""
    maker = CURES.get(finding.rule)
    made = maker(topology, finding) if maker else None
    return made if made and made.changes else None


def applied(document: Mapping[str, Any], made: Cure) -> dict[str, Any]:
    """The document with a cure's changes, in order."""
    changed = dict(document)
    for change in made.changes:
        changed = cast(dict[str, Any], apply_change(changed, {change.path: change.value}))
    return changed
