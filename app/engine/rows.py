"""The rows of effective route tables and those that they beat. Decides no route."""

from functools import lru_cache
from typing import NamedTuple

from app.engine.bgp import PathAttributes
from app.engine.feed import GatewayRoute
from app.engine.preference import Step
from app.engine.prefix import Prefix

REMEMBERED = 1_000


class Loser(NamedTuple):
    """A route that a row beat: as a row where Azure still lists it, with the rule that decided."""

    row: "Row"
    rule: str
    listed: bool


class Row(NamedTuple):
    """One line of an effective route table, and where it came from.

    `kind` is the meaning that colour shows, `origin` the document path of the object behind the row, `trail` the
    paths it came along, `rules` and `unknown` rule ids.
    """

    source: str
    state: str
    address_prefix: str
    prefix: Prefix | None
    next_hop_type: str
    next_hop_ips: tuple[str, ...]
    kind: str
    origin: str | None
    trail: tuple[str, ...] = ()
    name: str | None = None
    rules: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    losers: tuple[Loser, ...] = ()
    path: PathAttributes | None = None
    remote: str | None = None

    @property
    def connection(self) -> str | None:
        """The first connection that the route came along."""
        for step in self.trail:
            if step.startswith("connections/"):
                return step
        return None


@lru_cache(REMEMBERED)
def losers_of(prefix: Prefix, route: GatewayRoute) -> tuple[Loser, ...]:
    """The paths that a gateway route of a prefix beat, as rows."""
    return tuple([Loser(_lost(prefix, path), _beaten_by(route, path, step), False) for path, step in route.lost])


def _lost(prefix: Prefix, path: PathAttributes) -> Row:
    hops = (path.next_hop,) if path.next_hop else ()
    return Row(
        "VirtualNetworkGateway",
        "Invalid",
        str(prefix),
        prefix,
        "VirtualNetworkGateway",
        hops,
        meaning(path.kind),
        path.entry,
        path.trail,
        path=path,
    )


def _beaten_by(route: GatewayRoute, path: PathAttributes, step: Step) -> str:
    """F-11: ExpressRoute before VPN is one rule, whatever comparison carries it out."""
    return "F-11" if route.kind == "expressroute" and path.kind in ("vpn", "static", "p2s") else step.rule


def meaning(kind: str) -> str:
    """The word by which colour shows a path of that kind."""
    return {"static": "vpn", "peerhost": "vpn", "site": "vpn", "appliance": "routeserver"}.get(kind, kind)
