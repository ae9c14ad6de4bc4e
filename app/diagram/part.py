"""A part of a drawing: what somebody has chosen, what stands inside it, and the lines between."""

from collections.abc import Collection
from dataclasses import replace

from app.diagram.elements import Elements, element_level, elements
from app.document.schema import Topology


def part(drawn: Elements, only: Collection[str]) -> Elements:
    """The elements of some document paths; a line needs both ends, a line that was chosen brings them along."""
    chosen = set(only)
    for edge in drawn.edges:
        if edge.id in chosen:
            chosen |= {edge.source, edge.target}
    for node in drawn.nodes:
        if node.parent in chosen:
            chosen.add(node.id)
    nodes = tuple(
        node if node.parent in chosen else replace(node, parent=None) for node in drawn.nodes if node.id in chosen
    )
    return Elements(nodes, tuple(edge for edge in drawn.edges if {edge.source, edge.target} <= chosen))


def undrawn(document: Topology, only: Collection[str]) -> tuple[str, ...]:
    """Those of the paths for which nothing is drawn."""
    drawn, canvas = elements(document, element_level(document)), document.canvas
    shown = {node.id for node in drawn.nodes} | {edge.id for edge in drawn.edges}
    if canvas:
        shown |= {f"notes/{note.name}" for note in canvas.notes} | {f"frames/{frame.name}" for frame in canvas.frames}
    return tuple(path for path in only if path not in shown)
