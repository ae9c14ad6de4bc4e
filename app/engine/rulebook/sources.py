"""Who said it: the public pages and labs behind the rules, by short key. Knows no rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from app.engine.rulebook import sources_classic, sources_hubs


@dataclass(frozen=True, slots=True)
class Source:
    """A public page, repository or thread; the date is its own, or "undated" when it carries none."""

    name: str
    url: str
    date: str


def _read(text: str) -> Iterator[tuple[str, Source]]:
    for block in text.strip().split("\n+ "):
        head, *address = block.removeprefix("+ ").splitlines()
        key, name, date = (cell.strip() for cell in head.split("|"))
        yield key, Source(name, "".join(part.strip() for part in address), date)


SOURCES: Final[Mapping[str, Source]] = MappingProxyType(
    dict(_read(sources_classic.TEXT)) | dict(_read(sources_hubs.TEXT))
)
