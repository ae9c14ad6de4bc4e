"""How wide a text is, without a font: widths of a wide sans serif, so that a narrower one always fits."""

from app.diagram.theme import sizes

CHIP_PAD = 10.0
_CLASSES = (
    (0.32, "ijlI|!.,:;' "),
    (0.4, "frt()[]-/\\·"),
    (0.53, "csz_"),
    (0.64, "0123456789"),
    (0.62, "abdeghknopquvxy"),
    (0.7, "ABEFKLPSTVXYZCDGHJNRUO"),
    (0.98, "mwMWQ@%&"),
)
_WIDTHS = {character: width for width, characters in _CLASSES for character in characters}
_MONO = 0.605
_BOLD = 1.13


def text_width(text: str, size: float, *, bold: bool = False, mono: bool = False) -> float:
    """The width in pixels at this font size."""
    if mono:
        return sum(_MONO if character < "\u1100" else 1.0 for character in text) * size
    width = sum(_WIDTHS.get(character, 0.7 if character < "\u1100" else 1.0) for character in text)
    return width * size * (_BOLD if bold else 1.0)


def chip_width(label: str) -> float:
    """How wide the label of a line is with its frame."""
    return text_width(label, sizes()["smallText"], bold=True) + 2 * CHIP_PAD


def fitted(text: str, width: float, size: float, *, bold: bool = False, mono: bool = False) -> str:
    """The text, cut with an ellipsis where it would not fit."""
    if text_width(text, size, bold=bold, mono=mono) <= width:
        return text
    while text and text_width(text + "…", size, bold=bold, mono=mono) > width:
        text = text[:-1]
    return text + "…"
