"""Prefixes as `(value, length, version)` tuples of ints: parse, format, contain, order.

Knows nothing of routes. Text goes in and out only at the borders of the engine.
"""

import socket
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

BITS = {4: 32, 6: 128}


class Prefix(NamedTuple):
    """An IPv4 or IPv6 prefix; `value` is the network address as an int with the host bits zero."""

    value: int
    length: int
    version: int

    def __str__(self) -> str:
        return f"{format_address(self.value, self.version)}/{self.length}"

    @property
    def last(self) -> int:
        """The highest address inside, as an int."""
        return self.value | ((1 << (BITS[self.version] - self.length)) - 1)


class BadPrefix(ValueError):
    """The text is not an address or a prefix in CIDR notation."""


DEFAULT_V4 = Prefix(0, 0, 4)
DEFAULT_V6 = Prefix(0, 0, 6)
LINK_LOCAL = Prefix(169 << 24 | 254 << 16, 16, 4)


def parse_address(text: str) -> tuple[int, int]:
    """`"10.0.0.4"` -> `(167772164, 4)`; raises BadPrefix."""
    try:
        if ":" in text:
            return int.from_bytes(socket.inet_pton(socket.AF_INET6, text)), 6
        return int.from_bytes(socket.inet_pton(socket.AF_INET, text)), 4
    except (OSError, ValueError, TypeError) as error:
        raise BadPrefix(f"{text!r} is not an IP address") from error


@lru_cache(maxsize=200_000)
def parse(text: str) -> Prefix:
    """`"10.0.0.0/8"` -> `Prefix`; a bare address is a host prefix; host bits are cleared; raises BadPrefix."""
    head, slash, tail = text.partition("/")
    value, version = parse_address(head)
    bits = BITS[version]
    if slash and not (tail.isascii() and tail.isdigit() and int(tail) <= bits):
        raise BadPrefix(f"{text!r} has no valid prefix length")
    length = int(tail) if slash else bits
    return Prefix(value >> (bits - length) << (bits - length), length, version)


def format_address(value: int, version: int) -> str:
    """The inverse of `parse_address`."""
    if version == 4:
        return socket.inet_ntop(socket.AF_INET, value.to_bytes(4))
    return socket.inet_ntop(socket.AF_INET6, value.to_bytes(16))


def host(text: str) -> Prefix:
    """The /32 or /128 of an address; raises BadPrefix."""
    value, version = parse_address(text)
    return Prefix(value, BITS[version], version)


def contains(outer: Prefix, inner: Prefix) -> bool:
    """True if `inner` equals `outer` or lies inside it."""
    return (
        outer.version == inner.version
        and outer.length <= inner.length
        and inner.value >> (BITS[outer.version] - outer.length) == outer.value >> (BITS[outer.version] - outer.length)
    )


def overlaps(a: Prefix, b: Prefix) -> bool:
    """True if the two share an address."""
    return contains(a, b) or contains(b, a)


def inside_any(prefix: Prefix, outers: Iterable[Prefix]) -> bool:
    """True if `prefix` equals or lies inside one of `outers`."""
    return any(contains(outer, prefix) for outer in outers)


def nth_address(prefix: Prefix, offset: int) -> str:
    """The address `offset` steps above the network address, as text."""
    return format_address(prefix.value + offset, prefix.version)


def order(prefix: Prefix) -> tuple[int, int, int]:
    """Sort key: IPv4 before IPv6, then by address, shorter first."""
    return (prefix.version, prefix.value, prefix.length)
