"""What a rule of the rulebook is, and how a chapter of plain text becomes rules. Knows nothing of networks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from app.engine.rulebook.sources import SOURCES, Source

Confidence = Literal["documented", "observed", "documented+observed", "inferred", "disputed", "unknown"]
Kind = Literal["refused", "warned", "limit", "advice"]

CONFIDENCES: Final[tuple[str, ...]] = get_args(Confidence)
KINDS: Final[tuple[str, ...]] = get_args(Kind)
WORDING_UNKNOWN: Final = "wording unknown"
PARAGRAPHS: Final = frozenset({"code", "message", "says", "found as", "unseen"})


@dataclass(frozen=True, slots=True)
class Position:
    """One of several official answers that contradict each other: when, by whom, and what."""

    date: str
    sources: tuple[Source, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One fact of Azure's routing: what it says, how sure we are, and who said so.

    A rule about deployments that no check of its own looks for names the rule that finds the same, or says why no
    drawing can show it.
    """

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
    sources: tuple[Source, ...] = ()
    positions: tuple[Position, ...] = ()
    found_as: str | None = None
    unseen: str | None = None

    @property
    def wording(self) -> str:
        """Azure's own text of a refusal, or the admission that nobody published it."""
        return self.message or WORDING_UNKNOWN


def chapter(subject: str, text: str) -> tuple[Rule, ...]:
    """Read the rules of one subject.

    A rule is a head line `id | confidence | sources | title` (`id | kind | confidence | sources | title` when it is
    about a deployment) and, indented below it, its sentence, then optional paragraphs: `code:`, `message:`,
    `says: date | sources | sentence` for each of several contradicting answers, `found as: id` and `unseen: why`.
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
    cited = _cited(keys)
    said = _paragraphs(body)
    return Rule(
        id=identifier,
        title=title,
        sentence=said["sentence"][0],
        confidence=cast(Confidence, confidence),
        source="; ".join(source.name for source in cited),
        url=cited[0].url,
        date=cited[0].date,
        subject=subject,
        code=_single(said, "code"),
        message=_single(said, "message"),
        kind=cast(Kind | None, kind),
        sources=cited,
        positions=tuple(map(_position, said.get("says", ()))),
        found_as=_single(said, "found as"),
        unseen=_single(said, "unseen"),
    )


def _cited(keys: str) -> tuple[Source, ...]:
    return tuple(SOURCES[key.strip()] for key in keys.split(","))


def _position(text: str) -> Position:
    date, keys, sentence = (cell.strip() for cell in text.split("|"))
    return Position(date, _cited(keys), sentence)


def _single(said: dict[str, list[str]], name: str) -> str | None:
    return next(iter(said.get(name, ())), None)


def _paragraphs(body: list[str]) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {"sentence": [""]}
    current = said["sentence"]
    for line in body:
        name, colon, rest = line.partition(": ")
        if colon and name in PARAGRAPHS:
            current, line = said.setdefault(name, []), rest
            current.append("")
        current[-1] = f"{current[-1]} {line}".strip()
    return said
