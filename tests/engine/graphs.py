"""Random graphs of plain BGP routers for the propagation: sites that pass on everything, no Azure rule at work.

Every session has policies as the customer's own WAN has them: all is passed on, both ways.
"""

import heapq
import random
from dataclasses import dataclass

from app.document.load import parse
from app.document.lower import lower
from app.engine.bgp import Fabric, Origination, Session, Speaker
from app.engine.classes import Catalogue, catalogue
from app.engine.policy import Scene
from app.engine.prefix import parse as prefix_of
from app.engine.propagate import Propagation, propagate


@dataclass(frozen=True)
class Graph:
    """Routers by number: their ASNs and addresses, links with the prepends of both ends, and who announces what."""

    asns: tuple[int, ...]
    addresses: tuple[str, ...]
    links: tuple[tuple[int, int, int, int], ...]
    announced: tuple[tuple[int, str], ...]
    preferences: tuple[tuple[int, int, int], ...] = ()

    @property
    def prefixes(self) -> list[str]:
        return sorted({prefix for _, prefix in self.announced})


def random_graph(rand: random.Random, most: int = 60, base: int = 0, network: int = 1) -> Graph:
    """A connected graph of different ASNs, some links prepended; router `n` listens on 127.NETWORK.HIGH.LOW."""
    size = rand.randint(2, most)
    asns = rand.sample([*range(1, 400), *range(64512, 65500), *range(4200000000, 4200000200)], size)
    order = rand.sample(range(size), size)
    pairs = {tuple(sorted((order[n], order[rand.randrange(n)]))) for n in range(1, size)}
    for _ in range(rand.randint(0, size)):
        one, other = rand.sample(range(size), 2)
        pairs.add((min(one, other), max(one, other)))
    links = tuple((a, b, rand.choice((0, 0, 0, 1, 3)), rand.choice((0, 0, 0, 1, 3))) for a, b in sorted(pairs))
    announced = [(rand.randrange(size), f"10.{n}.0.0/16") for n in range(rand.randint(1, 6))]
    announced += [(rand.randrange(size), prefix) for _, prefix in announced if rand.random() < 0.5]
    numbers = rand.sample(range(2, 2 + 4 * most), size)
    addresses = tuple(f"127.{network}.{n // 250}.{n % 250 + 2}" for n in numbers)
    return Graph(tuple(asns), addresses, links, tuple(sorted(set(announced))))


def fabric(graph: Graph) -> Fabric:
    """The graph as the engine's speakers and sessions."""
    speakers = {
        f"sites/s{n}": Speaker(f"sites/s{n}", f"sites/s{n}", "site", asn, graph.addresses[n], None, "router")
        for n, asn in enumerate(graph.asns)
    }
    preferences = {(taker, giver): value for taker, giver, value in graph.preferences}
    sessions: dict[str, Session] = {}
    for one, other, there, back in graph.links:
        for source, target, prepend in ((one, other, there), (other, one, back)):
            session = Session(
                id=f"s{source}>s{target}", source=f"sites/s{source}", target=f"sites/s{target}", via="siteLinks/wan",
                announce="site", ibgp=False, next_hop=graph.addresses[source], prepend=prepend,
                preference=preferences.get((target, source), 100),
            )  # fmt: skip
            sessions[session.id] = session
    originations = tuple(
        Origination(f"sites/s{n}", None, "site", (prefix_of(prefix),), f"sites/s{n}") for n, prefix in graph.announced
    )
    return with_outgoing(speakers, sessions, originations)


def with_outgoing(
    speakers: dict[str, Speaker], sessions: dict[str, Session], originations: tuple[Origination, ...]
) -> Fabric:
    """A fabric with its index of sessions by source, in the order of the sessions."""
    outgoing: dict[str, tuple[Session, ...]] = {}
    for session in sessions.values():
        outgoing[session.source] = (*outgoing.get(session.source, ()), session)
    return Fabric(speakers, sessions, originations, outgoing)


def scene(fabric: Fabric) -> Scene:
    """The surroundings: sites that give transit, nothing else."""
    sites = [
        {"name": speaker.removeprefix("sites/"), "asn": found.asn, "transit": True}
        for speaker, found in fabric.speakers.items()
    ]
    return Scene(lower(parse({"schemaVersion": 1, "name": "graph", "sites": sites})), fabric.speakers)


def run(fabric: Fabric) -> tuple[Propagation, Catalogue]:
    """The engine's propagation, and the classes by whose numbers it speaks."""
    around = scene(fabric)
    book = catalogue(around.network, {}, fabric)
    return propagate(around, fabric, book), book


def best_paths(fabric: Fabric) -> dict[tuple[str, str], tuple[int, ...]]:
    """The chosen AS path by speaker and prefix."""
    outcome, book = run(fabric)
    assert outcome.unstable == ()
    return {
        (speaker, str(prefix)): choice.best.as_path
        for speaker in fabric.speakers
        for number, choice in outcome.ribs[speaker].choices.items()
        for prefix in book.classes[number].prefixes
    }


def shortest(graph: Graph) -> dict[tuple[str, str], int]:
    """The length of the shortest AS path by router and prefix, found without BGP."""
    near: dict[int, list[tuple[int, int]]] = {}
    for one, other, there, back in graph.links:
        near.setdefault(one, []).append((other, 1 + there))
        near.setdefault(other, []).append((one, 1 + back))
    found: dict[tuple[str, str], int] = {}
    for prefix in graph.prefixes:
        lengths = {n: 0 for n, announced in graph.announced if announced == prefix}
        todo = sorted((0, n) for n in lengths)
        while todo:
            length, here = heapq.heappop(todo)
            for neighbour, step in near.get(here, ()):
                if length + step < lengths.get(neighbour, 1 << 30):
                    lengths[neighbour] = length + step
                    heapq.heappush(todo, (length + step, neighbour))
        found |= {(f"sites/s{n}", prefix): length for n, length in lengths.items()}
    return found
