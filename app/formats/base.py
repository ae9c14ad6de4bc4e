"""What an exporter and an importer are, and the words that files share. Knows no format."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from app.document.schema import Topology


class Answers(Protocol):
    """Asks a question about the design's routes: answers("routes", at="hub/web")."""

    def __call__(self, question: str, /, **params: str) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Options:
    """How a picture looks; `only` are the document paths that it shows, none of them means all.

    Scale is of pixels; paper, a4 or a3, is what a PDF is divided for."""

    theme: str = "light"
    transparent: bool = False
    scale: float = 1
    paper: str = ""
    copy: bool = True
    only: tuple[str, ...] = ()


PLAIN = Options()


class Writer(Protocol):
    """Writes a design."""

    def __call__(self, document: Topology, answers: Answers, options: Options = PLAIN, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that a design is written in; routed ones ask for answers, the others never call them.

    Looks are the options that it follows.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    function: Writer
    routed: bool = False
    looks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Importer:
    """A format that a design is read from; raises DocumentError with everything that is wrong."""

    name: str
    title: str
    suffix: str
    media_type: str
    sniff: Callable[[bytes], bool]
    function: Callable[[bytes], Topology]


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody wants to open."""

    name: str
    content: bytes


Kind = Literal["left out", "note", "not needed"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Of one resource of a file: missing in the design, taken with a reservation, or of no use for routes; and why."""

    kind: Kind
    type: str
    name: str
    reason: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """The design in some files, and what was not taken over."""

    design: Topology
    remarks: tuple[Remark, ...] = ()


def address_words(address: str) -> str:
    """An address as people read it: `@expressRouteCircuits/er1/primary` is "er1 primary (Microsoft edge)"."""
    if not address.startswith("@"):
        return address
    kind, name, *rest = [*address[1:].split("/"), ""]
    words = " ".join(filter(None, [name, *rest]))
    if kind == "expressRouteCircuits":
        return f"{words} (Microsoft edge)"
    return words.replace(" publicIp", " public address") or address


def next_hops(row: dict[str, Any]) -> list[str]:
    """The next hop addresses of a row of a route table, in words."""
    return [address_words(address) for address in row.get("nextHopIpAddress") or ()]
