"""The design as a Mermaid flowchart: containers as subgraphs, lines with their words and colours."""

from collections import defaultdict

from app.diagram.elements import Elements, Node, element_level, elements
from app.diagram.part import part
from app.diagram.theme import shape, theme
from app.document.schema import Topology
from app.formats.base import PLAIN, Answers, Options


def write(document: Topology, _: Answers, options: Options = PLAIN) -> bytes:
    """A flowchart from left to right."""
    drawn = elements(document, element_level(document))
    drawn = part(drawn, options.only) if options.only else drawn
    names = {node.id: f"n{number}" for number, node in enumerate(drawn.nodes)}
    children: dict[str | None, list[Node]] = defaultdict(list)
    for node in drawn.nodes:
        children[node.parent].append(node)
    lines = ["---", f"title: {_title(document.name)}", "---", "flowchart LR"]
    for node in children[None]:
        _node(node, names, children, lines, "  ")
    _edges(drawn, names, lines)
    _styles(drawn, names, lines)
    return ("\n".join(lines) + "\n").encode()


def _node(
    node: Node, names: dict[str, str], children: dict[str | None, list[Node]], lines: list[str], indent: str
) -> None:
    words = [_text(text) for text in (node.label, node.sublabel, *node.badges) if text]
    label = '"' + "<br>".join(words) + '"'
    if children[node.id] or shape(node.kind) in ("container", "frame"):
        lines.append(f'{indent}subgraph {names[node.id]}["{"&nbsp; ".join(words[:2])}"]')
        for child in children[node.id]:
            _node(child, names, children, lines, indent + "  ")
        lines.append(f"{indent}end")
    elif shape(node.kind) == "pill":
        lines.append(f"{indent}{names[node.id]}([{label}])")
    else:
        lines.append(f"{indent}{names[node.id]}[{label}]")


def _edges(drawn: Elements, names: dict[str, str], lines: list[str]) -> None:
    for edge in drawn.edges:
        line = "-.-" if theme().edges[edge.kind]["dash"] else "---"
        label = f'|"{_text(edge.label)}"|' if edge.label else ""
        lines.append(f"  {names[edge.source]} {line}{label} {names[edge.target]}")


def _styles(drawn: Elements, names: dict[str, str], lines: list[str]) -> None:
    """One line for each look, since viewers refuse long texts."""
    links: dict[str, list[str]] = defaultdict(list)
    for number, edge in enumerate(drawn.edges):
        links[theme().edge_colour(edge.kind)].append(str(number))
    lines += [f"  linkStyle {','.join(numbers)} stroke:{colour},stroke-width:2px" for colour, numbers in links.items()]
    looks: dict[tuple[str, str], list[str]] = defaultdict(list)
    colours = theme().colours
    for node in drawn.nodes:
        kind = shape(node.kind)
        look = colours["surface"], colours["line"]
        if kind in ("tile", "pill"):
            look = theme().node_tint(node.kind), theme().node_colour(node.kind)
        elif kind in ("container", "frame"):
            look = colours["container"], colours["containerLine"]
        looks[look].append(names[node.id])
    for number, ((fill, line), styled) in enumerate(looks.items()):
        lines.append(f"  classDef look{number} fill:{fill},stroke:{line},color:{colours['text']}")
        lines.append(f"  class {','.join(styled)} look{number}")


def _title(text: str) -> str:
    """A quoted YAML string without angle brackets, which viewers treat in different ways."""
    quoted = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"').replace("<", "‹").replace(">", "›")
    return f'"{quoted}"'


def _text(text: str) -> str:
    escapes = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;"}
    return "".join(escapes.get(character, character) for character in " ".join(text.split()))
