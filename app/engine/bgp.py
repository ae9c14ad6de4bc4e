"""The words of the propagation: speakers, sessions, paths and classes of prefixes. Decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.engine.network import RouteMapRule
from app.engine.prefix import LINK_LOCAL, Prefix, contains

MICROSOFT_ASN = 12076
AZURE_ASN = 65515
HUB_ASN = 65520


class Speaker(NamedTuple):
    """One router that speaks BGP: a gateway instance, a Microsoft edge, a Route Server instance, an appliance, a site.

    `owner` is the document path of the resource, `home` the VNet or hub it sits in, `order` names its preference order.
    """

    id: str
    owner: str
    kind: str
    asn: int
    address: str
    home: str | None
    order: str


class PathAttributes(NamedTuple):
    """A route to a class of prefixes as one speaker holds it.

    `origin` is Network, EBgp or IBgp as gateways print it; `kind` says how the route entered Azure; `entry` is the
    document path of where it entered; `trail` the document paths it came along; `targets` the hub tables it may enter.
    """

    as_path: tuple[int, ...]
    next_hop: str | None
    origin: str
    kind: str
    source: str | None
    session: str | None
    entry: str
    trail: tuple[str, ...]
    weight: int = 32768
    preference: int = 100
    no_advertise: bool = False
    remote: bool = False
    targets: frozenset[str] | None = None


class Session(NamedTuple):
    """One direction of a BGP session: what `source` announces to `target`.

    `via` is the document path of the connection or peering object, `announce` names the export policy, `enters` the
    kind that a route takes on when it comes in here, `own_asn` overrides the source's ASN and
    `target_asn` the target's, `peer` is the target's address as the source is configured with it.
    """

    id: str
    source: str
    target: str
    via: str
    announce: str
    ibgp: bool
    next_hop: str
    next_hop_self: bool = True
    enters: str | None = None
    weight: int = 32768
    preference: int = 100
    own_asn: int | None = None
    target_asn: int | None = None
    prepend: int = 0
    peer: str = ""
    peer_hosts: frozenset[Prefix] = frozenset()
    targets: frozenset[str] | None = None
    inbound_map: str | None = None
    outbound_map: str | None = None


@dataclass(frozen=True, slots=True)
class PrefixClass:
    """Prefixes that every speaker treats alike: the same announcers with the same attributes, the same filters.

    `inside` names the VNets with a gateway, Route Server or hub in whose protected address space the prefixes lie;
    `marks` carries what single policies ask for.
    """

    id: int
    prefixes: tuple[Prefix, ...]
    inside: frozenset[str]
    marks: frozenset[str]

    @property
    def is_default(self) -> bool:
        """True for 0.0.0.0/0 and ::/0."""
        return self.prefixes[0].length == 0

    @property
    def is_link_local(self) -> bool:
        """True for prefixes of 169.254.0.0/16."""
        return contains(LINK_LOCAL, self.prefixes[0])

    @property
    def version(self) -> int:
        """4 or 6; a class never mixes the two."""
        return self.prefixes[0].version


class Origination(NamedTuple):
    """Prefixes that one speaker announces by itself, all with the same attributes.

    `session` limits the announcement to one session; `tail` is the AS path behind the announcing speaker. What is
    `passed_on` comes from elsewhere: the speaker announces it as it heard it, and starts it by itself only if nobody
    ever tells it (`last_resort`).
    """

    speaker: str
    session: str | None
    kind: str
    prefixes: tuple[Prefix, ...]
    entry: str
    tail: tuple[int, ...] = ()
    next_hop: str | None = None
    no_advertise: bool = False
    targets: frozenset[str] | None = None
    passed_on: bool = False
    last_resort: bool = True


@dataclass(frozen=True, slots=True)
class Fabric:
    """All speakers, sessions and originations of a network under one what-if."""

    speakers: Mapping[str, Speaker]
    sessions: Mapping[str, Session]
    originations: tuple[Origination, ...]
    outgoing: Mapping[str, tuple[Session, ...]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    maps: Mapping[str, tuple[RouteMapRule, ...]] = field(default_factory=dict)

    def owner(self, path: str) -> str:
        """The document path whose speakers stand for a resource: itself, or the device that it is the same as."""
        return self.aliases.get(path, path)
