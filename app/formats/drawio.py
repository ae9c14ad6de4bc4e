"""The design as a draw.io file: real containers, lines that stay attached, draw.io's own Azure shapes by name."""

from collections.abc import Collection, Mapping
from html import escape
from xml.sax.saxutils import quoteattr

from app.diagram.annotations import annotation_boxes
from app.diagram.boxes import Box
from app.diagram.canvas import number
from app.diagram.edges import Edge
from app.diagram.elements import Node, element_level, elements
from app.diagram.layout import layout
from app.diagram.part import part
from app.diagram.theme import Theme, shape, theme
from app.document.schema import Topology
from app.formats.base import PLAIN, Answers, Options

IMAGES = {
    "virtual-network": "networking/Virtual_Networks",
    "vpn-gateway": "networking/Virtual_Network_Gateways",
    "expressroute-gateway": "networking/Virtual_Network_Gateways",
    "circuit": "networking/ExpressRoute_Circuits",
    "local-network-gateway": "networking/Local_Network_Gateways",
    "route-server": "networking/Virtual_Router",
    "nva": "networking/Network_Interfaces",
    "firewall": "networking/Firewalls",
    "vm": "compute/Virtual_Machine",
    "virtual-wan": "networking/Virtual_WANs",
    "virtual-hub": "networking/Virtual_WAN_Hub",
    "private-endpoint": "networking/Private_Endpoint",
    "p2s-pool": "identity/Users",
}


def write(document: Topology, _: Answers, options: Options = PLAIN) -> bytes:
    """One page with the drawing at its places."""
    drawn = elements(document, element_level(document))
    boxes = layout(drawn, document.canvas.positions if document.canvas else {})
    drawn = part(drawn, options.only) if options.only else drawn
    paths = [node.id for node in drawn.nodes] + [edge.id for edge in drawn.edges]
    names = {path: f"rc{count}" for count, path in enumerate(paths)}
    order = ("frame", "container", "subnet", "tile", "row", "site", "pill")
    nodes = sorted(drawn.nodes, key=lambda node: order.index(shape(node.kind)))
    shown = {node.id: boxes[node.id] for node in drawn.nodes}
    cells = _annotations(document, shown, options.only)
    cells += [_vertex(node, boxes, names) for node in nodes] + [_line(edge, names) for edge in drawn.edges]
    page = quoteattr(_legal(document.name)[:120])
    text = (
        f'<mxfile host="RouteCanvas"><diagram id="routecanvas" name={page}>'
        '<mxGraphModel grid="1" gridSize="4" guides="1" tooltips="1" connect="1" arrows="0" page="0">'
        f'<root><mxCell id="0"/><mxCell id="1" parent="0"/>\n{"".join(cells)}</root>'
        "</mxGraphModel></diagram></mxfile>\n"
    )
    return text.encode()


def _annotations(document: Topology, boxes: Mapping[str, Box], only: Collection[str]) -> list[str]:
    """Frames behind everything, and notes."""
    colours, drawing = theme().colours, document.canvas
    labels = {f"frames/{frame.name}": frame.label or frame.name for frame in (drawing.frames if drawing else ())}
    labels |= {f"notes/{note.name}": note.text or note.name for note in (drawing.notes if drawing else ())}
    text = f"html=1;whiteSpace=wrap;align=left;verticalAlign=top;spacing=8;fontColor={colours['text']};"
    styles = {
        "frames": f"{text}rounded=1;absoluteArcSize=1;arcSize=32;dashed=1;fontStyle=1;fillColor=none;"
        f"strokeColor={colours['muted']};",
        "notes": f"{text}rounded=1;absoluteArcSize=1;arcSize=12;fillColor={colours['sunken']};strokeColor=none;",
    }
    cells = []
    for count, (path, box) in enumerate(annotation_boxes(drawing, boxes).items()):
        if only and path not in only:
            continue
        words = "<br>".join(escape(_legal(line)) for line in labels[path].split("\n"))
        cells.append(
            f'<object label={quoteattr(words)} path={quoteattr(path)} id="rca{count}">'
            f'<mxCell style={quoteattr(styles[path.split("/")[0]])} vertex="1" parent="1">'
            f"{_geometry(box)}</mxCell></object>\n"
        )
    return cells


def _geometry(box: Box) -> str:
    place = f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'
    return f'<mxGeometry {place} as="geometry"/>'


def _vertex(node: Node, boxes: dict[str, Box], names: dict[str, str]) -> str:
    box = boxes[node.id]
    if node.parent:
        box = box.moved(-boxes[node.parent].x, -boxes[node.parent].y)
    parent = names[node.parent] if node.parent else "1"
    words = theme().nodes[node.kind]["words"]
    return (
        f"<object label={quoteattr(_label(node))} type={quoteattr(words)} path={quoteattr(node.id)}"
        f' id="{names[node.id]}"><mxCell style={quoteattr(_style(node, theme()))} vertex="1" parent="{parent}">'
        f"{_geometry(box)}</mxCell></object>\n"
    )


def _label(node: Node) -> str:
    """HTML: the name in bold, the prefix and the rest after it."""
    rest = " · ".join(filter(None, (node.sublabel, *node.badges)))
    apart = "&nbsp; " if shape(node.kind) in ("container", "frame", "subnet", "row", "pill") else "<br>"
    more = f'{apart}<font style="font-size: 11px">{escape(_legal(rest))}</font>' if rest else ""
    return f"<b>{escape(_legal(node.label))}</b>{more}"


def _style(node: Node, tokens: Theme) -> str:
    colours = tokens.colours
    kind = shape(node.kind)
    parts = ["html=1", "whiteSpace=wrap", "rounded=1", "absoluteArcSize=1", f"fontColor={colours['text']}"]
    image = IMAGES.get(node.kind)
    if image and kind != "frame":
        size = 20 if kind in ("container", "row", "pill") else 24
        vertical = "top" if kind == "container" else "middle"
        parts += ["shape=label", f"image=img/lib/azure2/{image}.svg", "imageAlign=left", f"imageWidth={size}"]
        parts += [f"imageHeight={size}", f"imageVerticalAlign={vertical}", f"spacingLeft={size + 14}"]
    else:
        parts += ["spacingLeft=8"]
    if kind in ("container", "frame", "subnet"):
        parts += ["container=1", "collapsible=0", "recursiveResize=0", "verticalAlign=top", "spacingTop=6"]
    strong, tint = tokens.node_colour(node.kind), tokens.node_tint(node.kind)
    looks = {
        "frame": ("none", colours["hubLine"], 16),
        "container": (colours["container"], colours["containerLine"], 24),
        "subnet": (colours["surface"], colours["line"], 16),
        "tile": (tint, strong, 16),
        "row": (colours["sunken"], "none", 12),
        "site": (colours["surface"], colours["line"], 24),
        "pill": (colours["surface"], strong, 28),
    }
    fill, stroke, arc = looks[kind]
    dashed = ["dashed=1"] if kind == "frame" else []
    return (
        ";".join([*parts, *dashed, "align=left", f"fillColor={fill}", f"strokeColor={stroke}", f"arcSize={arc}"]) + ";"
    )


def _line(edge: Edge, names: dict[str, str]) -> str:
    style = theme().edges[edge.kind]
    parts = ["html=1", "curved=1", "edgeStyle=entityRelationEdgeStyle", "strokeWidth=2"]
    parts += [f"strokeColor={theme().edge_colour(edge.kind)}", f"fontColor={theme().edge_colour(edge.kind)}"]
    parts += ["labelBackgroundColor=default"]
    if style["dash"]:
        parts += ["dashed=1", f"dashPattern={style['dash']}"]
    parts += ["startArrow=oval", "startFill=0"] if "source-gateway" in edge.flags else ["startArrow=none"]
    parts += ["endArrow=oval", "endFill=0"] if "target-gateway" in edge.flags else ["endArrow=none"]
    return (
        f"<object label={quoteattr(escape(_legal(edge.label)))} type={quoteattr(style['words'])}"
        f' path={quoteattr(edge.id)} id="{names[edge.id]}"><mxCell style={quoteattr(";".join(parts) + ";")} edge="1"'
        f' parent="1" source="{names[edge.source]}" target="{names[edge.target]}">'
        '<mxGeometry relative="1" as="geometry"/></mxCell></object>\n'
    )


def _legal(text: str) -> str:
    return "".join(character for character in text if character >= " " and character not in "\x7f\ufffe\uffff")
