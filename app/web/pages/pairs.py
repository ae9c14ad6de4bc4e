"""One requirement with a hub of one's own and with Virtual WAN on one page: pictures, and the engine's answers beside
each other."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse

from app.document.canonical import canonical_bytes
from app.document.load import parse
from app.errors import NotFound
from app.gallery import Template, gallery, template
from app.gallery.pairs import Asked, Line, Pair, pair
from app.services.compute import Compute
from app.web.deps import ComputeDep
from app.web.pages.render import page
from app.web.pages.tables import hop, look

router = APIRouter(prefix="/side-by-side", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """An answer in a few words: prefixes (marked where the other side lacks them), next hops, or a trace.

    `outcome` is a trace's verdict in words, `look` its colour.
    """

    values: tuple[str, ...]
    outcome: str = ""
    look: str = ""
    notes: tuple[str, ...] = ()
    marked: bool = False


@router.get("/{name}")
def side_by_side(
    request: Request, name: Annotated[str, Path(pattern="^[a-z0-9-]{1,80}$")], compute: ComputeDep
) -> HTMLResponse:
    """Both designs of a pair and what is asked of each."""
    found = pair(name)
    if found is None:
        raise NotFound(f"The gallery has no comparison called {name}.")
    entries = {entry.name: entry for entry in gallery()}
    sides = [
        ("A hub of your own", entries[found.classic]),
        ("Virtual WAN", entries[found.virtual_wan]),
    ]
    return page(
        request,
        "pair.html",
        section="gallery",
        pair=found,
        sides=sides,
        lines=_lines(found, [entry for _, entry in sides], compute),
    )


def _lines(found: Pair, entries: list[Template], compute: Compute) -> list[tuple[Line, list[Cell]]]:
    documents = [canonical_bytes(parse(template(entry.name))) for entry in entries]
    return [
        (
            line,
            [
                _cell(line, asked, compute.ask(document, asked.down, asked.question, asked.params))
                for document, asked in zip(documents, (line.classic, line.virtual_wan), strict=True)
            ],
        )
        for line in found.lines
    ]


def _cell(line: Line, asked: Asked, answer: dict[str, Any]) -> Cell:
    if asked.question == "trace":
        return Cell(
            tuple(dict.fromkeys(step["label"] for step in answer["forward"])),
            answer["outcome"],
            look(answer),
            tuple(note["sentence"] for note in answer["notes"]),
        )
    if asked.question == "routes":
        rows = [row for row in answer["tables"][0]["routes"] if row["addressPrefix"] == line.prefix]
        return Cell(tuple(hop(value).words for row in rows for value in row["nextHopIpAddress"]))
    return Cell(tuple(sorted({row["network"] for row in answer["routes"]}, key=_numeric)), marked=True)


def _numeric(prefix: str) -> list[int]:
    return [int(part) for part in prefix.replace("/", ".").split(".")]
