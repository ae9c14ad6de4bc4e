"""How each kind of box looks: frames, containers, subnets, tiles, rows, sites and pills."""

from app.diagram.boxes import Box, second_line
from app.diagram.canvas import Canvas
from app.diagram.elements import Node
from app.diagram.measure import text_width
from app.diagram.theme import shape


def draw_container(canvas: Canvas, node: Node, box: Box) -> None:
    """A box that holds others, with its header."""
    canvas.open(node.id, node.kind, _hint(canvas, node))
    {"frame": _frame, "container": _container, "subnet": _subnet}[shape(node.kind)](canvas, node, box)
    canvas.close()


def _frame(canvas: Canvas, node: Node, box: Box) -> None:
    tokens = canvas.theme.sizes
    canvas.rect(box, fill="none", stroke="hubLine", radius=16, width=1.25, dash="6 4")
    canvas.icon(box.x + tokens["containerPad"], box.y + 11, node.kind)
    left, right = box.x + tokens["containerPad"] + tokens["icon"] + tokens["gap"], box.right - tokens["containerPad"]
    words = second_line(node)
    room = right - left - text_width(words, tokens["smallText"]) - tokens["gap"]
    canvas.text(left, box.y + 24, node.label, weight=650, within=room)
    canvas.text(right, box.y + 24, words, size=tokens["smallText"], colour="muted", anchor="end")


def _container(canvas: Canvas, node: Node, box: Box) -> None:
    tokens = canvas.theme.sizes
    fill, line = ("hub", "hubLine") if node.kind == "virtual-hub" else ("container", "containerLine")
    canvas.rect(box, fill=fill, stroke=line, radius=tokens["containerRadius"], width=1.25)
    canvas.icon(box.x + tokens["containerPad"], box.y + 17, node.kind)
    left, right = box.x + tokens["containerPad"] + tokens["icon"] + tokens["gap"], box.right - tokens["containerPad"]
    small = tokens["smallText"]
    after = left + text_width(node.sublabel, small, mono=True) + tokens["gap"]
    canvas.text(left, box.y + 23, node.label, weight=650, within=right - left)
    canvas.text(left, box.y + 40, node.sublabel, size=small, colour="muted", mono=True)
    if node.badges:
        canvas.text(after, box.y + 40, " · ".join(node.badges), size=small, colour="muted", within=right - after)


def _subnet(canvas: Canvas, node: Node, box: Box) -> None:
    tokens = canvas.theme.sizes
    canvas.rect(box, fill="surface", stroke="line", radius=tokens["boxRadius"])
    left, right, small = box.x + tokens["containerPad"], box.right - tokens["containerPad"], tokens["smallText"]
    room = right - left - text_width(node.sublabel, small, mono=True) - tokens["gap"]
    canvas.text(left, box.y + 22, node.label, within=room)
    canvas.text(right, box.y + 22, node.sublabel, size=small, colour="muted", anchor="end", mono=True)
    if node.badges:
        canvas.text(left, box.y + 39, " · ".join(node.badges), size=small, colour="muted", within=right - left)


def draw_leaf(canvas: Canvas, node: Node, box: Box) -> None:
    """A box that holds nothing."""
    canvas.open(node.id, node.kind, _hint(canvas, node))
    {"tile": _tile, "row": _row, "site": _site, "pill": _pill}[shape(node.kind)](canvas, node, box)
    canvas.close()


def _tile(canvas: Canvas, node: Node, box: Box) -> None:
    tokens = canvas.theme.sizes
    meaning = canvas.theme.nodes[node.kind]["meaning"]
    canvas.rect(box, fill=f"{meaning}Soft", stroke=meaning, radius=tokens["boxRadius"])
    canvas.icon(box.x + tokens["containerPad"], box.y + (box.height - tokens["icon"]) / 2, node.kind)
    left = box.x + tokens["containerPad"] + tokens["icon"] + tokens["gap"]
    room = box.right - tokens["gap"] - left
    canvas.text(left, box.y + 20, node.label, colour=meaning, weight=650, within=room)
    canvas.text(left, box.y + 37, second_line(node), size=tokens["smallText"], colour="muted", within=room)


def _row(canvas: Canvas, node: Node, box: Box) -> None:
    tokens = canvas.theme.sizes
    canvas.rect(box, fill="sunken", radius=6)
    canvas.icon(box.x + 6, box.y + (box.height - tokens["icon"]) / 2, node.kind)
    left, right = box.x + 6 + tokens["icon"] + tokens["gap"], box.right - tokens["gap"]
    small = tokens["smallText"]
    room = right - left - text_width(node.sublabel, small, mono=True) - tokens["gap"]
    canvas.text(left, box.y + 18, node.label, within=room)
    canvas.text(right, box.y + 18, node.sublabel, size=small, colour="muted", anchor="end", mono=True)


def _site(canvas: Canvas, node: Node, box: Box) -> None:
    tokens = canvas.theme.sizes
    canvas.rect(box, fill="surface", stroke="line", radius=tokens["containerRadius"])
    left = box.x + tokens["containerPad"]
    canvas.icon(left, box.y + 12, node.kind)
    name = left + tokens["icon"] + tokens["gap"]
    canvas.text(name, box.y + 26, node.label, weight=650, within=box.right - tokens["containerPad"] - name)
    room = box.width - 2 * tokens["containerPad"]
    words = second_line(node)
    canvas.text(left, box.y + 49, words, size=tokens["smallText"], colour="muted", mono=True, within=room)


def _pill(canvas: Canvas, node: Node, box: Box) -> None:
    tokens = canvas.theme.sizes
    meaning = canvas.theme.nodes[node.kind]["meaning"]
    canvas.rect(box, fill="surface", stroke=meaning, radius=box.height / 2, width=1.25)
    canvas.icon(box.x + 6, box.y + (box.height - tokens["icon"]) / 2, node.kind)
    left = box.x + 6 + tokens["icon"] + tokens["gap"]
    canvas.text(left, box.y + 18, node.label, colour=meaning, weight=650)
    after = left + text_width(node.label, tokens["text"], bold=True) + tokens["gap"]
    canvas.text(after, box.y + 18, node.sublabel, size=tokens["smallText"], colour="muted")


def _hint(canvas: Canvas, node: Node) -> str:
    words = canvas.theme.nodes[node.kind]["words"]
    return " · ".join(filter(None, (words, node.label, second_line(node))))
