"""Networks that are drawn closed: what is inside goes, and its lines end at the network. Twin: `canvas/fold.js`."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.diagram.edges import Edge

if TYPE_CHECKING:
    from app.diagram.elements import Node


def fold(
    nodes: Sequence["Node"], edges: Sequence[Edge], closed: Collection[str]
) -> tuple[tuple["Node", ...], tuple[Edge, ...]]:
    """Nodes and edges without the inside of the closed boxes, which say how much they hide."""
    inside: dict[str, str] = {}
    for node in nodes:
        if node.parent is not None:
            holder = inside.get(node.parent, node.parent if node.parent in closed else None)
            if holder is not None:
                inside[node.id] = holder
    if not inside:
        return tuple(nodes), tuple(edges)
    hidden = list(inside.values())
    kept = tuple(
        replace(node, badges=(*node.badges, f"{hidden.count(node.id)} inside")) if node.id in hidden else node
        for node in nodes
        if node.id not in inside
    )
    moved = (
        replace(edge, source=inside.get(edge.source, edge.source), target=inside.get(edge.target, edge.target))
        for edge in edges
    )
    return kept, tuple(edge for edge in moved if edge.source != edge.target)
