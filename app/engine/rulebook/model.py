"""What a rule of the rulebook is, and how a chapter of plain text becomes rules. Knows nothing of networks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from app.engine.rulebook.sources import SOURCES

Confidence = Literal["documented", "observed", "documented+observed", "inferred", "disputed", "unknown"]
Kind = Literal["refused", "warned", "limit", "advice"]

CONFIDENCES: Final[tuple[str, ...]] = get_args(Confidence)
KINDS: Final[tuple[str, ...]] = get_args(Kind)
WORDING_UNKNOWN: Final = "wording unknown"


@dataclass(frozen=True, slots=True)
class Rule:
    """One fact of Azure's routing: what it says, how sure we are, and who said so."""

    id: str
    title: str
    sentence: str
    confidence: Confidence
    source: str
    url: str
    date: str
    subject: str
    code: str | None = None
    message: str | None = None
    kind: Kind | None = None

    @property
    def wording(self) -> str:
        """Azure's own text of a refusal, or the admission that nobody published it."""
        return self.message or WORDING_UNKNOWN


def chapter(subject: str, text: str) -> tuple[Rule, ...]:
    """Read the rules of one subject.

    A rule is a head line `id | confidence | sources | title` (`id | kind | confidence | sources | title` when it is
    about a deployment) and, indented below it, its sentence, then optional `code:` and `message:` paragraphs.
    """
    return tuple(_rule(subject, head, body) for head, body in _blocks(text))


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    head = ""
    body: list[str] = []
    for line in filter(str.strip, text.splitlines()):
        if line.startswith(" "):
            body.append(line.strip())
            continue
        if head:
            yield head, body
        head, body = line, []
    if head:
        yield head, body


def _rule(subject: str, head: str, body: list[str]) -> Rule:
    cells = [cell.strip() for cell in head.split("|")]
    kind = cells.pop(1) if len(cells) == 5 else None
    if len(cells) != 4 or cells[1] not in CONFIDENCES or (kind and kind not in KINDS):
        raise ValueError(f"not the head of a rule: {head!r}")
    identifier, confidence, keys, title = cells
    cited = [SOURCES[key.strip()] for key in keys.split(",")]
    said = _paragraphs(body)
    return Rule(
        id=identifier,
        title=title,
        sentence=said["sentence"],
        confidence=cast(Confidence, confidence),
        source="; ".join(source.name for source in cited),
        url=cited[0].url,
        date=cited[0].date,
        subject=subject,
        code=said.get("code"),
        message=said.get("message"),
        kind=cast(Kind | None, kind),
    )


def _paragraphs(body: list[str]) -> dict[str, str]:
    said: dict[str, str] = {}
    current = "sentence"
    for line in body:
        for name in ("code", "message"):
            if line.startswith(f"{name}: "):
                current, line = name, line.removeprefix(f"{name}: ")
        said[current] = f"{said[current]} {line}" if current in said else line
    return said
