"""Who belongs to whom in a drawing: outermost boxes, hubs, the spokes of a hub, the premises before it. No places."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from app.diagram.elements import Elements, Node

PREMISES = frozenset({"site", "local-network-gateway", "p2s-pool", "circuit"})
MAKES_A_HUB = frozenset({"vpn-gateway", "expressroute-gateway", "route-server", "firewall"})


@dataclass(slots=True)
class Band:
    """A hub with what stands left and right of it; spokes by their distance from the hub."""

    hub: str | None
    frame: str | None = None
    premises: list[str] = field(default_factory=list)
    spokes: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def outermost(elements: Elements) -> dict[str, str]:
    """For each node the box that is moved as a whole: a network, a hub, a site; frames belong to nobody."""
    kinds = {node.id: node.kind for node in elements.nodes}
    owner: dict[str, str] = {}
    for node in elements.nodes:
        nested = node.parent is not None and kinds[node.parent] != "virtual-wan"
        owner[node.id] = owner[node.parent] if nested and node.parent else node.id
    return owner


def bands(elements: Elements) -> list[Band]:
    """The bands from top to bottom: hubs of one frame next to each other, then what has no hub."""
    nodes = {node.id: node for node in elements.nodes}
    owner = outermost(elements)
    blocks = [node for node in elements.nodes if owner[node.id] == node.id and node.kind != "virtual-wan"]
    neighbours = _neighbours(elements, owner)
    remote = _remote_networks(elements, owner)
    networks = [node for node in blocks if node.kind not in PREMISES and node.id not in remote]
    hubs = _hubs(elements, owner, networks, neighbours)
    frames = {hub: parent for hub in hubs if (parent := nodes[hub].parent) is not None}
    order = {frame: number for number, frame in enumerate(dict.fromkeys(frames.values()))}
    ordered = sorted(hubs, key=lambda hub: (hub in frames, order.get(frames.get(hub, ""), 0)))
    result = {hub: Band(hub, frames.get(hub)) for hub in ordered}
    loose = Band(None)
    reached = _reach(ordered, neighbours, nodes, remote)
    for node in networks:
        if node.id in result:
            continue
        hub, distance = reached.get(node.id, ("", 1))
        (result[hub] if hub else loose).spokes[distance].append(node.id)
    premises = [node for node in blocks if node.kind in PREMISES or node.id in remote]
    _assign_premises(premises, neighbours, result, loose, reached)
    listed = list(result.values())
    return [*listed, loose] if loose.spokes or loose.premises else listed


def _remote_networks(elements: Elements, owner: Mapping[str, str]) -> frozenset[str]:
    """Networks that only tunnels join to the others: drawn where sites are, as they stand for one."""
    near: set[str] = set()
    tunnels: dict[str, set[str]] = defaultdict(set)
    for edge in elements.edges:
        source, target = owner[edge.source], owner[edge.target]
        if edge.kind == "vpn":
            tunnels[source].add(target)
            tunnels[target].add(source)
        elif edge.kind in ("peering", "hub-connection"):
            near |= {source, target}
    hubs = near | {node.id for node in elements.nodes if node.kind == "virtual-hub"}
    far = {node.id for node in elements.nodes if node.kind == "virtual-network" and node.id not in hubs}
    return frozenset(name for name in far if tunnels[name] & hubs)


def _neighbours(elements: Elements, owner: Mapping[str, str]) -> dict[str, list[str]]:
    neighbours: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in elements.edges:
        source, target = owner[edge.source], owner[edge.target]
        if source != target:
            neighbours[source][target] = None
            neighbours[target][source] = None
    return {node: list(others) for node, others in neighbours.items()}


def _hubs(
    elements: Elements, owner: Mapping[str, str], networks: Iterable[Node], neighbours: Mapping[str, list[str]]
) -> list[str]:
    """Networks with a gateway, a Route Server or a firewall; else the one with the most neighbours."""
    holders = {owner[node.id] for node in elements.nodes if node.kind in MAKES_A_HUB}
    listed = list(networks)
    hubs = [node.id for node in listed if node.kind == "virtual-hub" or node.id in holders]
    if hubs or not listed:
        return hubs
    busiest = max(listed, key=lambda node: len(neighbours.get(node.id, ())))
    return [busiest.id] if len(neighbours.get(busiest.id, ())) > 1 else []


def _reach(
    hubs: Iterable[str], neighbours: Mapping[str, list[str]], nodes: Mapping[str, Node], remote: Collection[str]
) -> dict[str, tuple[str, int]]:
    """The nearest hub of every network and how far it is, never by way of premises."""
    queue = deque((hub, hub, 0) for hub in hubs)
    reached = {hub: (hub, 0) for hub, _, _ in queue}
    while queue:
        here, hub, distance = queue.popleft()
        for other in neighbours.get(here, ()):
            if other not in reached and nodes[other].kind not in PREMISES and other not in remote:
                reached[other] = (hub, distance + 1)
                queue.append((other, hub, distance + 1))
    return reached


def _assign_premises(
    premises: Iterable[Node],
    neighbours: Mapping[str, list[str]],
    result: Mapping[str, Band],
    loose: Band,
    reached: Mapping[str, tuple[str, int]],
) -> None:
    """Each site, pool and circuit joins the first hub that it leads to, by way of other premises where it must."""
    listed = list(premises)
    waiting = {node.id for node in listed}
    rank = {hub: number for number, hub in enumerate(result)}
    home: dict[str, str] = {}
    for _ in range(3):
        for node in listed:
            if node.id not in waiting:
                continue
            others = neighbours.get(node.id, ())
            near = [home.get(other) or reached.get(other, ("", 0))[0] for other in others]
            found = min((hub for hub in near if hub), key=rank.__getitem__, default=None)
            if found is not None:
                home[node.id] = found
                waiting.discard(node.id)
    for node in listed:
        (result[home[node.id]] if node.id in home else loose).premises.append(node.id)
