"""Azure's preference orders as data: each step has a code, a rule, a sentence and a key; lower keys win.

Steps marked `tie_break` choose the one route to announce; routes equal up to them share the traffic.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.engine.bgp import PathAttributes

Key = Callable[[PathAttributes], int]


@dataclass(frozen=True, slots=True)
class Step:
    """One comparison of a preference order."""

    code: str
    rule: str
    sentence: str
    key: Key
    tie_break: bool = False


def _er_first(path: PathAttributes) -> int:
    return 0 if path.kind == "expressroute" else 1


def _vpn_first(path: PathAttributes) -> int:
    return 1 if path.kind == "expressroute" else 0


def _session_kind(path: PathAttributes) -> int:
    return {"Network": 0, "EBgp": 1, "IBgp": 2}[path.origin]


LOCAL = Step(
    "own", "D-11", "A route that the router holds itself wins over one it was told.", lambda p: p.source is not None
)
SHORTER = Step("as-path", "D-29", "The shorter AS path wins.", lambda p: len(p.as_path))
EXTERNAL = Step(
    "session-kind",
    "D-29",
    "Between equals, a route heard from outside is announced before one heard inside.",
    _session_kind,
    True,
)
WEIGHT = Step(
    "weight", "E-30", "The higher connection weight wins, before the AS path is looked at.", lambda p: -p.weight
)
NOT_ECHOED = Step(
    "first-heard", "E-46", "Between equals the edge keeps what Azure announces over the customer's echo of it.",
    lambda p: p.kind == "expressroute", True,
)  # fmt: skip
HEAVIER = Step(
    "local-preference",
    "E-31",
    "The customer's router takes the higher local preference first.",
    lambda p: -p.preference,
)
ER_CLASS = Step("expressroute", "RS-51", "An ExpressRoute route wins over a VPN or appliance route.", _er_first)
VPN_CLASS = Step(
    "vpn", "RS-51", "The routing preference puts VPN and appliance routes before ExpressRoute.", _vpn_first
)
ER_TIE = Step(
    "expressroute-tie", "U-06", "At equal AS path length ExpressRoute is taken to win; nobody published it.", _er_first
)
NOT_REMOTE = Step(
    "local-hub", "VW-30", "A route that entered this hub wins over one from another hub.", lambda p: p.remote
)
STATIC = Step(
    "static", "VW-30", "A static route of the hub table wins over a learned one.", lambda p: p.kind != "hubstatic"
)
VNET_FIRST = Step(
    "vnet",
    "VW-35",
    "A connected VNet's own prefix wins over a BGP route of the same length.",
    lambda p: p.kind != "vnet" or p.remote,
)
BRANCH_FIRST = Step(
    "branch",
    "VW-30",
    "A hub's VPN gateway keeps what its own branches announce over what the hub tells it.",
    lambda p: p.origin == "IBgp",
)
FAR_CIRCUITS_LAST = Step(
    "remote-circuit",
    "VW-32",
    "With several remote hubs their ExpressRoute routes come last.",
    lambda p: p.remote and p.kind == "expressroute",
)
FAR_INTENT = Step(
    "remote-intent",
    "VW-34",
    "Under private routing intent, remote hubs with it come before those without.",
    lambda p: p.remote and p.weight == 0,
)
HUB_ER = Step(
    "hub-expressroute",
    "VW-30",
    "Among local routes ExpressRoute wins over VPN; among remote ones VPN wins.",
    lambda p: (p.kind == "expressroute") if p.remote else (p.kind in ("vpn", "static", "p2s")),
)
HUB_VPN = Step(
    "hub-vpn",
    "VW-36",
    "With this routing preference VPN wins over ExpressRoute; it does not lift what an appliance announces.",
    lambda p: p.kind not in ("vpn", "static", "p2s"),
)

ORDERS: Mapping[str, tuple[Step, ...]] = {
    "vpn": (SHORTER, EXTERNAL),
    "expressroute": (LOCAL, WEIGHT, SHORTER, EXTERNAL),
    "edge": (SHORTER, NOT_ECHOED, EXTERNAL),
    "router": (HEAVIER, LOCAL, SHORTER, EXTERNAL),
    "routeserver:ExpressRoute": (LOCAL, ER_CLASS, SHORTER, EXTERNAL),
    "routeserver:VpnGateway": (LOCAL, VPN_CLASS, SHORTER, EXTERNAL),
    "routeserver:ASPath": (LOCAL, SHORTER, ER_TIE, EXTERNAL),
    "hub:ExpressRoute": (STATIC, VNET_FIRST, NOT_REMOTE, HUB_ER, FAR_INTENT, SHORTER, EXTERNAL),
    "hub:VpnGateway": (STATIC, VNET_FIRST, NOT_REMOTE, HUB_VPN, FAR_INTENT, SHORTER, EXTERNAL),
    "hub:ASPath": (STATIC, VNET_FIRST, SHORTER, NOT_REMOTE, FAR_INTENT, HUB_ER, EXTERNAL),
    "hub:ASPath+": (STATIC, VNET_FIRST, FAR_CIRCUITS_LAST, SHORTER, NOT_REMOTE, FAR_INTENT, HUB_ER, EXTERNAL),
    "hub-vpn": (LOCAL, BRANCH_FIRST, SHORTER, EXTERNAL),
    "hub-expressroute": (LOCAL, WEIGHT, SHORTER, EXTERNAL),
}


_DECIDING: Mapping[str, tuple[Key, ...]] = {
    name: tuple(step.key for step in steps if not step.tie_break) for name, steps in ORDERS.items()
}
_SETTLING: Mapping[str, tuple[Key, ...]] = {
    name: tuple(step.key for step in steps if step.tie_break) for name, steps in ORDERS.items()
}


class Choice(NamedTuple):
    """What a speaker made of its candidates: the one to announce, and those that share the traffic."""

    best: PathAttributes
    shared: tuple[PathAttributes, ...]
    candidates: tuple[PathAttributes, ...]
    order: str

    @property
    def lost(self) -> tuple[tuple[PathAttributes, Step], ...]:
        """The losers, each with the step that beat it."""
        remaining, lost = self.candidates, []
        for step in ORDERS[self.order]:
            if step.tie_break or len(remaining) == 1:
                continue
            keys = [step.key(path) for path in remaining]
            lowest = min(keys)
            lost += [(path, step) for path, key in zip(remaining, keys, strict=True) if key > lowest]
            remaining = tuple(path for path, key in zip(remaining, keys, strict=True) if key == lowest)
        return tuple(lost)


def choose(candidates: Iterable[PathAttributes], order: str, router_ids: Mapping[str, tuple[int, str]]) -> Choice:
    """The choice among at least one candidate; `router_ids` settles what no step of the order does."""
    paths = tuple(candidates)
    if len(paths) == 1:
        return Choice(paths[0], paths, paths, order)
    deciding = _DECIDING[order]
    keys = [tuple([key(path) for key in deciding]) for path in paths]
    lowest = min(keys)
    shared = tuple([path for path, key in zip(paths, keys, strict=True) if key == lowest])
    if len(shared) == 1:
        return Choice(shared[0], shared, paths, order)
    settling = _SETTLING[order]

    def rank(path: PathAttributes) -> tuple[int | str, ...]:
        identity = router_ids.get(path.source or "", (0, ""))
        return (*[key(path) for key in settling], *identity, path.session or "", path.entry)

    ranked = tuple(sorted(shared, key=rank))
    return Choice(ranked[0], ranked, paths, order)
