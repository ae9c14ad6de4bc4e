"""What the ends of an intent may name: networks, subnets, sites, gateways, prefixes, the Internet. Decides no route."""

from collections.abc import Collection, Iterator, Mapping

from app.document.prefixes import prefix_flaw
from app.document.problems import Problem
from app.document.suggest import nearest

ENDS = (
    "virtualNetworks",
    "subnet",
    "sites",
    "localNetworkGateways",
    "virtualNetworkGateways",
    "networkVirtualAppliances",
)
WAYS = (
    "expressRouteCircuits",
    "connections",
    "virtualNetworkGateways",
    "azureFirewalls",
    "networkVirtualAppliances",
    "virtualHubs",
)
WORDS = ("ExpressRoute", "VPN", "Internet", "VirtualWan")


def intent_problems(intents: Iterator[Mapping[str, object]], known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """The ends and ways of intents that name nothing."""
    for intent in intents:
        here = f"intents/{intent['name']}"
        ends = {name for kind in ENDS for name in known[kind]}
        paths = {f"{kind}/{name}" for kind in ENDS[2:] for name in known[kind]} | ends | {"internet"}
        for key in ("from", "to"):
            value = intent.get(key)
            if isinstance(value, str) and not _is_end(value, paths):
                yield _unknown(f"{here}/{key}", value, paths, "a network, subnet, site, client pool or prefix")
        if intent.get("from") == "internet":
            yield Problem(
                f"{here}/from", "bad-intent", "No flow starts on the Internet.", "Name a place in the design."
            )
        yield from _way(here, intent, known)


def _is_end(value: str, known: Collection[str]) -> bool:
    bare = value.removeprefix("virtualNetworks/").replace("/subnets/", "/")
    named = value.lower() == "internet" or value in known or bare in known
    return named or (value[:1].isalnum() and prefix_flaw(value if "/" in value else f"{value}/32") is None)


def _way(here: str, intent: Mapping[str, object], known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    by = intent.get("by")
    ways = {f"{kind}/{name}" for kind in WAYS for name in known[kind]} | set(WORDS)
    if isinstance(by, str) and by not in ways:
        yield _unknown(
            f"{here}/by", by, ways, f"{', '.join(WORDS)} or the LIST/NAME of a circuit, connection or device"
        )
    if (by is None) == (intent.get("kind") == "leavesBy"):
        words = "An intent of the kind leavesBy says by what." if by is None else "Only leavesBy takes a way."
        yield Problem(f"{here}/by", "bad-intent", words, "Write by: ExpressRoute." if by is None else "Remove by.")


def _unknown(path: str, value: str, known: Collection[str], what: str) -> Problem:
    meant = nearest(value, tuple(known))
    hint = f"Did you mean {meant}?" if meant else f"Name {what}."
    return Problem(path, "dangling-reference", f"There is no {value!r} in this design.", hint)
