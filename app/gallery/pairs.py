"""The same requirement built twice, with a hub of one's own and with Virtual WAN, and what to ask of both designs.

Says which designs and questions belong together. Knows no web page and no engine.
"""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to one of the two designs."""

    question: Literal["client", "learned", "routes", "trace"]
    params: dict[str, str]
    down: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What is put side by side: words for it and the question to each design; a prefix narrows a table to its row."""

    words: str
    classic: Asked
    virtual_wan: Asked
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two designs for one requirement."""

    name: str
    title: str
    requirement: str
    classic: str
    virtual_wan: str
    lines: tuple[Line, ...] = field(default=())


def _same(words: str, asked: Asked, prefix: str = "") -> Line:
    return Line(words, asked, asked, prefix)


def _learned(place: str) -> Asked:
    return Asked("learned", {"at": place})


_OFFICE = "172.16.0.0/16"
_WEB = "vnet-apps-weu-001/snet-web"
_CIRCUIT = "expressRouteCircuits/erc-ams-001"

PAIRS = (
    Pair(
        "home-workers-to-the-office",
        "Home workers to the office",
        "People dial into Azure from home and need the networks there and the office behind ExpressRoute.",
        "p2s-route-server",
        "p2s-virtual-wan",
        (
            Line(
                "A Windows client is given",
                Asked("client", {"at": "virtualNetworkGateways/vpng-hub-weu-001", "os": "windows"}),
                Asked("client", {"at": "virtualNetworkGateways/p2sgw-vhub-weu-001", "os": "windows"}),
            ),
            _same("The office learns", _learned("sites/hq-paris")),
            _same("From a client to the office", Asked("trace", {"from": "172.31.0.10", "to": "172.16.0.10"})),
        ),
    ),
    Pair(
        "branch-to-branch",
        "Branch to branch",
        "The office on ExpressRoute and a branch on IPsec talk to each other through Azure.",
        "branch-to-branch",
        "vwan-branch-to-branch",
        (
            _same("The office learns", _learned("sites/hq-paris")),
            _same("The branch learns", _learned("sites/branch-lyon")),
            _same("From the branch to the office", Asked("trace", {"from": "sites/branch-lyon", "to": "172.16.0.10"})),
        ),
    ),
    Pair(
        "expressroute-first-vpn-backup",
        "ExpressRoute first, VPN as backup",
        "The office announces its prefixes over a circuit and a tunnel; the tunnel takes over when the circuit fails.",
        "er-primary-vpn-backup",
        "vwan-er-primary-vpn-backup",
        (
            _same("Next hops of a spoke to the office", Asked("routes", {"at": _WEB}), _OFFICE),
            _same("Next hops with the circuit down", Asked("routes", {"at": _WEB}, (_CIRCUIT,)), _OFFICE),
            _same("From a spoke to the office", Asked("trace", {"from": _WEB, "to": "172.16.0.10"})),
            _same("The way with the circuit down", Asked("trace", {"from": _WEB, "to": "172.16.0.10"}, (_CIRCUIT,))),
        ),
    ),
)


def pair(name: str) -> Pair | None:
    """The pair of that name."""
    return next((each for each in PAIRS if each.name == name), None)


def pair_of(template: str) -> Pair | None:
    """The pair that a design of the gallery belongs to."""
    return next((each for each in PAIRS if template in (each.classic, each.virtual_wan)), None)
