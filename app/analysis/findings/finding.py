"""What a finding is, how grave, and the words in which findings name several things. Finds nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from app.engine.rulebook import RULES

Kind = Literal["refused", "limit", "warned", "advice", "note"]
GRAVITY: Final[tuple[Kind, ...]] = ("refused", "limit", "warned", "advice", "note")
MOST_NAMES: Final = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about a design: the rule, the object, one sentence, and the other objects concerned.

    `detail` is what a cure needs to know beyond that.
    """

    rule: str
    kind: Kind
    path: str
    sentence: str
    places: tuple[str, ...] = ()
    code: str | None = None
    message: str | None = None
    detail: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Who said it."""
        return RULES[self.rule].source

    def as_json(self, cure: Mapping[str, object] | None = None) -> dict[str, object]:
        """The finding as every face of the product shows it."""
        return {
            "rule": self.rule,
            "kind": self.kind,
            "code": self.code,
            "message": self.message,
            "path": self.path,
            "sentence": self.sentence,
            "source": self.source,
            "places": list(self.places),
            "cure": cure,
        }


def found(
    rule: str,
    path: str,
    sentence: str,
    places: Iterable[str] = (),
    kind: Kind | None = None,
    detail: Iterable[object] = (),
) -> Finding:
    """A finding, as grave as its rule unless said otherwise."""
    others = tuple(place for place in dict.fromkeys(places) if place != path)
    return Finding(rule, kind or RULES[rule].kind or "note", path, sentence, others, detail=tuple(map(str, detail)))


def listed(names: Iterable[object]) -> str:
    """`a, b and c`; of many the first few and how many more."""
    texts = list(dict.fromkeys(map(str, names)))
    if len(texts) > MOST_NAMES:
        return f"{', '.join(texts[: MOST_NAMES - 1])} and {len(texts) - MOST_NAMES + 1} more"
    return " and ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))


def counted(number: int, one: str, many: str = "") -> str:
    """`1 subnet`, `1,200 subnets`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def name_of(path: str) -> str:
    """The name at the end of a document path."""
    return path.rpartition("/")[2]
