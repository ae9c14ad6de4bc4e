"""How many different ways some paths are: by connection, and by link or tunnel. Decides no route."""

from collections.abc import Iterable

from app.engine.bgp import PathAttributes

Told = tuple[frozenset[object], frozenset[object]]
_CONNECTIONS = ("connections/", "siteLinks/", "networkVirtualAppliances/")


def told_apart(paths: Iterable[PathAttributes]) -> Told:
    """The different ways among some paths: those by connection, and those by link."""
    known = tuple(paths)
    return frozenset(map(_connections, known)), frozenset(map(_links, known))


def _connections(path: PathAttributes) -> tuple[object, ...]:
    """What a path crosses, by connection."""
    crossed = (step for step in path.trail if step.startswith(_CONNECTIONS) and "/tunnels/" not in step)
    return (path.trail[:1], *crossed)


def _links(path: PathAttributes) -> tuple[object, ...]:
    """What a path crosses, down to the tunnel or the circuit's link."""
    hop = path.next_hop or ""
    link = hop if hop.startswith("@expressRouteCircuits/") else ""
    return (*_connections(path), *(step for step in path.trail if "/tunnels/" in step), link)
