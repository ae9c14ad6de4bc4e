"""Resource ids taken apart, and descriptions of one resource made one. Knows no property of any resource type."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What two files of one network may say differently because something was changed between them.
ROUTED = {
    "addressprefix": "addressPrefix",
    "addressprefixes": "addressPrefixes",
    "nexthoptype": "nextHopType",
    "nexthopipaddress": "nextHopIpAddress",
    "destinations": "destinations",
    "peerasn": "peerAsn",
    "asn": "asn",
    "routingweight": "routingWeight",
    "allowgatewaytransit": "allowGatewayTransit",
    "useremotegateways": "useRemoteGateways",
    "allowforwardedtraffic": "allowForwardedTraffic",
    "disablebgproutepropagation": "disableBgpRoutePropagation",
}
_PROVIDER = re.compile(r"/providers/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ident:
    """What an id names: the lower-case type, the names from parent to child, and the scope where it is known."""

    type: str
    names: tuple[str, ...]
    scope: str = ""

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Type and names, as Azure compares them."""
        return self.type, tuple(name.lower() for name in self.names)

    @property
    def parent(self) -> "Ident | None":
        """The resource that this one is a child of."""
        if len(self.names) < 2:
            return None
        return Ident(self.type.rpartition("/")[0], self.names[:-1], self.scope)


@dataclass(slots=True)
class Resource:
    """One resource of a file, with its properties on one level."""

    ident: Ident
    type: str
    body: dict[str, Any]
    file: str

    @property
    def name(self) -> str:
        """The last of its names."""
        return self.ident.names[-1]


def parse_id(text: object) -> Ident | None:
    """`/subscriptions/…/providers/Microsoft.Network/virtualNetworks/hub/subnets/web` taken apart."""
    if not isinstance(text, str):
        return None
    scope, *rest = _PROVIDER.split(text)
    if not rest:
        return None
    provider, *steps = rest[-1].strip("/").split("/")
    if len(steps) < 2 or len(steps) % 2 or not all(steps):
        return None
    kind = "/".join([provider, *steps[::2]]).lower()
    return Ident(kind, tuple(steps[1::2]), scope.lower())


def flat(value: Any) -> Any:
    """The value with `properties` merged into what holds them, as az prints most things, and keys in lower case."""
    if isinstance(value, list):
        return [flat(each) for each in value]
    if not isinstance(value, dict):
        return value
    inner = value.get("properties")
    own = {key.lower(): flat(each) for key, each in value.items() if key not in ("properties", "tags")}
    return {**own, **flat(inner)} if isinstance(inner, dict) else own


def merged(old: Any, new: Any) -> Any:
    """Both descriptions of one thing: objects by key, lists of named things by name, else what the fuller one says."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {key: merged(old.get(key), new.get(key)) for key in {**old, **new}}
    if isinstance(old, list) and isinstance(new, list) and old and new:
        return _merged_lists(old, new)
    return old if new is None or new == [] else new


def disagreement(old: Any, new: Any) -> str:
    """The first property about routes of which two descriptions of one thing say different things, or nothing."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old.keys() & new.keys():
            one, other = old[key], new[key]
            told = one not in (None, [], "") and other not in (None, [], "")
            if key in ROUTED and told and one != other and not isinstance(other, dict):
                return ROUTED[key]
            if found := disagreement(one, other):
                return found
    if isinstance(old, list) and isinstance(new, list):
        known = {item_name(each): each for each in old if isinstance(each, dict)}
        for each in new:
            if isinstance(each, dict) and (found := disagreement(known.get(item_name(each)), each)):
                return found
    return ""


def item_name(item: Mapping[str, Any]) -> str | None:
    """The name of something in a list: its own, else the last of its id."""
    name = item.get("name")
    if isinstance(name, str) and name:
        return name.rpartition("/")[2]
    ident = parse_id(item.get("id"))
    return ident.names[-1] if ident else None


def _merged_lists(old: list[Any], new: list[Any]) -> list[Any]:
    if not all(isinstance(each, dict) and item_name(each) for each in [*old, *new]):
        return new
    joined: dict[str, dict[str, Any]] = {}
    for each in [*old, *new]:
        name = str(item_name(each)).lower()
        joined[name] = merged(joined[name], each) if name in joined else each
    return list(joined.values())
