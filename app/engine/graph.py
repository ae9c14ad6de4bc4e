"""The session graph as networkx sees it: which routers hang together, and which one cuts them apart."""

from typing import TYPE_CHECKING

from app.engine.bgp import Fabric

if TYPE_CHECKING:
    import networkx as nx


def session_graph(fabric: Fabric) -> "nx.Graph[str]":
    """Resources as nodes (document paths), an edge where any of their instances speak with each other."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({speaker.owner for speaker in fabric.speakers.values()}))
    for session in fabric.sessions.values():
        source, target = fabric.speakers[session.source].owner, fabric.speakers[session.target].owner
        if source != target:
            graph.add_edge(source, target, via=session.via)
    return graph


def cut_points(fabric: Fabric) -> tuple[str, ...]:
    """Resources whose loss parts routers that could otherwise hear of each other."""
    import networkx as nx

    return tuple(sorted(nx.articulation_points(session_graph(fabric))))
