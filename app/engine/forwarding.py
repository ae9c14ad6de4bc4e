"""The words of the data plane: packets, places, hops and what a step of the walk may answer. Decides nothing."""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from app.engine.prefix import BITS, Prefix, parse, parse_address
from app.engine.rows import Row

REMEMBERED = 10_000


class Verdict(StrEnum):
    """What becomes of a packet."""

    REACHED = "reached"
    DROPPED = "dropped"
    LOOP = "loop"
    UNKNOWN = "unknown"


class Address(NamedTuple):
    """An IP address as text and number."""

    text: str
    value: int
    version: int

    @classmethod
    @lru_cache(REMEMBERED)
    def of(cls, text: str) -> "Address":
        """Parses; raises BadPrefix."""
        value, version = parse_address(text)
        return cls(text, value, version)

    @property
    def host(self) -> Prefix:
        """Its /32 or /128."""
        return Prefix(self.value, BITS[self.version], self.version)

    def within(self, prefix: Prefix) -> bool:
        """True if the prefix contains it."""
        shift = BITS[self.version] - prefix.length
        return prefix.version == self.version and self.value >> shift == prefix.value >> shift


class Packet(NamedTuple):
    """What is on the way; `source` is None if the sender's address is not known."""

    source: Address | None
    target: Address


class Place(NamedTuple):
    """Where a packet may be. `kind` names the step that decides, `key` the object, `holder` the sender in a subnet.

    `own` is True where the packet starts: a device need not forward what it sends itself.
    """

    kind: str
    key: str
    holder: str = ""
    own: bool = False


class Hop(NamedTuple):
    """One stop of a packet: the object, the row that decided if a table did, the rule and a sentence about this packet.

    `via` is the document path of the peering, connection or circuit over which it left.
    """

    at: str
    label: str
    row: Row | None
    rule: str
    sentence: str
    via: str | None = None


class Exit(NamedTuple):
    """One of the ways out of a place: to another place, or an end with its verdict.

    `end` is the object in which a packet that arrives ends, `back` the place from which its answer starts.
    """

    rule: str
    sentence: str
    place: Place | None = None
    verdict: Verdict | None = None
    via: str | None = None
    end: Hop | None = None
    back: Place | None = None

    def over(self, via: str | None) -> "Exit":
        """The same exit over a peering."""
        return self._replace(via=via)


class Step(NamedTuple):
    """What a place does with a packet: all exits share the traffic; `row` is the one that decided if a table did."""

    at: str
    label: str
    exits: tuple[Exit, ...]
    row: Row | None = None


def onward(rule: str, sentence: str, place: Place, via: str | None = None) -> Exit:
    """The packet goes on."""
    return Exit(rule, sentence, place, None, via)


def lost(rule: str, sentence: str) -> Exit:
    """The packet is dropped."""
    return Exit(rule, sentence, None, Verdict.DROPPED)


def unsure(rule: str, sentence: str) -> Exit:
    """Nothing in the design says what becomes of the packet."""
    return Exit(rule, sentence, None, Verdict.UNKNOWN)


def arrived(rule: str, sentence: str, end: Hop | None, back: Place | None, via: str | None = None) -> Exit:
    """The packet is where it should be; `back` is where the answer starts, None if nobody can say."""
    return Exit(rule, sentence, None, Verdict.REACHED, via, end, back)


_PRIVATE = tuple(
    map(
        parse,
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7"),
    )
)


def is_public(address: Address) -> bool:
    """True for an address that the Internet routes."""
    return not any(address.within(p) for p in _PRIVATE)
