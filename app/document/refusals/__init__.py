"""What Azure would refuse to deploy: every rule that can be seen in the document, with Azure's own words where known.

A finding is about the design; a document that cannot be read at all is app.document.load's business.
"""

from collections.abc import Callable, Iterator, Mapping

from app.document.canonical import dump
from app.document.load import parse
from app.document.refusals.addressing import addressing_refusals
from app.document.refusals.change import apply_change
from app.document.refusals.connections import connection_refusals
from app.document.refusals.finding import Design, Finding, indexed, refused
from app.document.refusals.gateways import gateway_refusals
from app.document.refusals.hubs import hub_refusals
from app.document.refusals.peerings import peering_refusals
from app.document.refusals.routeservers import route_server_refusals
from app.document.refusals.routetables import route_table_refusals
from app.document.schema import Topology

__all__ = ["Finding", "apply_change", "refusal_for", "refusals"]

SUBJECTS: tuple[Callable[[Design], Iterator[Finding]], ...] = (
    addressing_refusals,
    peering_refusals,
    route_table_refusals,
    gateway_refusals,
    connection_refusals,
    route_server_refusals,
    hub_refusals,
)


def refusals(topology: Topology) -> tuple[Finding, ...]:
    """All findings, in the order of the subjects and of the document."""
    design = indexed(topology)
    return tuple(dict.fromkeys(finding for subject in SUBJECTS for finding in subject(design)))


def refusal_for(topology: Topology, change: Mapping[str, object] | None = None) -> Finding | None:
    """What Azure answers when the design is deployed, or when the change is made to it; None where it is accepted."""
    before: set[tuple[str, str]] = set()
    if change:
        before = {(finding.rule, finding.path) for finding in refusals(topology)}
        topology = parse(apply_change(dump(topology), change))
    found = [finding for finding in refusals(topology) if (finding.rule, finding.path) not in before]
    ordered = sorted(found, key=lambda finding: finding.kind != "refused")
    return ordered[0] if ordered else _unseen(topology)


def _unseen(topology: Topology) -> Finding | None:
    """A design that is accepted but whose effective routes cannot be read in Azure, because nothing runs in it."""
    if topology.virtual_machines or topology.network_virtual_appliances:
        return None
    return refused(
        "H-91",
        "virtualMachines",
        "No machine runs in this design, and Azure shows effective routes only of a running one.",
        code="NicMustBeAttachedToRunningVmToGetEffectiveRoutes",
        message="A network interface must be attached to a running virtual machine to get effective routes.",
    )
