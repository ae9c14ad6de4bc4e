"""Longest-prefix match: one dict per prefix length, longest length first. Knows nothing of routes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from app.engine.prefix import BITS, Prefix

T = TypeVar("T")


class PrefixTable(Generic[T]):
    """A mapping of prefixes that answers which entries cover an address or a prefix."""

    __slots__ = ("_by_length", "_lengths")

    def __init__(self, entries: Iterable[tuple[Prefix, T]] = ()) -> None:
        self._by_length: dict[tuple[int, int], dict[int, T]] = {}
        for (address, length, version), value in entries:
            table = self._by_length.get((version, length))
            if table is None:
                table = self._by_length[version, length] = {}
            table[address >> (BITS[version] - length)] = value
        self._lengths: dict[int, tuple[tuple[int, int, dict[int, T]], ...]] = self._ordered()

    def _ordered(self) -> dict[int, tuple[tuple[int, int, dict[int, T]], ...]]:
        return {
            version: tuple(
                (length, BITS[version] - length, self._by_length[v, length])
                for v, length in sorted(self._by_length, reverse=True)
                if v == version
            )
            for version in (4, 6)
        }

    def without(self, prefixes: Iterable[Prefix]) -> "PrefixTable[T]":
        """A table without some prefixes, of which it shares what stays the same."""
        less: PrefixTable[T] = PrefixTable()
        less._by_length = dict(self._by_length)
        for prefix in prefixes:
            key = (prefix.version, prefix.length)
            entries = less._by_length.get(key, {})
            if entries is self._by_length.get(key):
                entries = less._by_length[key] = dict(entries)
            entries.pop(prefix.value >> (BITS[prefix.version] - prefix.length), None)
        less._lengths = less._ordered()
        return less

    def covering(self, value: int, version: int, shortest: int = 0, longest: int = 128) -> Iterator[tuple[int, T]]:
        """Entries that contain the address, as (length, entry), longest first, of lengths `shortest..longest`."""
        for length, shift, table in self._lengths[version]:
            if length < shortest:
                return
            if length <= longest and (found := table.get(value >> shift)) is not None:
                yield length, found

    def around(self, value: int, version: int) -> tuple[tuple[int, T], ...]:
        """All entries that contain the address, as (length, entry), longest first."""
        return tuple(
            [
                (length, found)
                for length, shift, table in self._lengths[version]
                if (found := table.get(value >> shift)) is not None
            ]
        )

    def columns(self, values: Sequence[int], version: int) -> list[tuple[T | None, ...]]:
        """For each address the entries that contain it: one a length, longest first, None where there is none."""
        found = [[table.get(value >> shift) for value in values] for _, shift, table in self._lengths[version]]
        return list(zip(*found, strict=True)) if found else [()] * len(values)

    def lookup(self, value: int, version: int) -> tuple[int, T] | None:
        """The longest entry that contains the address, as (length, entry), or None."""
        for length, shift, table in self._lengths[version]:
            if (found := table.get(value >> shift)) is not None:
                return length, found
        return None

    def longest(self, value: int, version: int, shortest: int, accepted: Callable[[T], bool]) -> tuple[int, T] | None:
        """The longest accepted entry that contains the address and is at least so long, as (length, entry), or None."""
        for length, shift, table in self._lengths[version]:
            if length < shortest:
                return None
            if (found := table.get(value >> shift)) is not None and accepted(found):
                return length, found
        return None

    def cover(self, prefix: Prefix) -> T | None:
        """The longest entry equal to or containing the prefix, or None."""
        for length, shift, table in self._lengths[prefix.version]:
            if length <= prefix.length and (found := table.get(prefix.value >> shift)) is not None:
                return found
        return None

    def covers(self, prefix: Prefix) -> Iterator[T]:
        """Entries equal to or containing the prefix, longest first."""
        for _, entry in self.covering(prefix.value, prefix.version, longest=prefix.length):
            yield entry
