"""How each kind of line looks, and which of them the legend explains."""

from app.diagram.canvas import Canvas
from app.diagram.curves import Curve
from app.diagram.edges import Edge
from app.diagram.elements import Elements
from app.diagram.theme import theme


def draw_line(canvas: Canvas, edge: Edge, curve: Curve) -> None:
    """A line in the colour of its meaning, with a ring at the end whose gateways the other end uses."""
    style = canvas.theme.edges[edge.kind]
    broken = bool({"one-sided", "disconnected"} & set(edge.flags))
    meaning = "dropped" if broken else style["meaning"]
    canvas.open(edge.id, edge.kind, " · ".join(filter(None, (style["words"], edge.id.rsplit("/", 1)[-1], edge.label))))
    dash = "2 5" if broken else style["dash"]
    canvas.path(curve.points, colour=meaning, width=canvas.theme.sizes["edgeWidth"], dash=dash)
    if "source-gateway" in edge.flags:
        canvas.dot(curve.start, 3.5, fill="surface", stroke=meaning)
    if "target-gateway" in edge.flags:
        canvas.dot(curve.end, 3.5, fill="surface", stroke=meaning)
    canvas.close()


def legend_entries(drawn: Elements) -> list[tuple[str, str]]:
    """The kinds of lines that are there, with their words."""
    present = {edge.kind for edge in drawn.edges}
    entries = [(kind, style["words"]) for kind, style in theme().edges.items() if kind in present]
    if any({"source-gateway", "target-gateway"} & set(edge.flags) for edge in drawn.edges):
        entries.append(("remote-gateway", "gateway used by the other side"))
    return entries
