"""Files that people have and that hold no design as they are: which they are, and what makes one of them that opens."""

import re

from app.document.problems import Problem

_LOOKED_AT = 64 * 1024
_KINDS: tuple[tuple[str, str, str, str], ...] = (
    (
        r"(?m)^\s*(targetScope\s*=|(resource|module)\s+\w+\s+'[^']+'\s*(existing\s*)?=|param\s+\w+\s+\w+)",
        "bicep",
        "This is Bicep, which only its compiler reads.",
        "Run `az bicep build --file main.bicep` and open the JSON that it writes.",
    ),
    (
        r"(?m)^\s*(resource|data|module|provider|terraform)\s+(\"[^\"]+\"\s*)*\{",
        "terraform-source",
        "This is Terraform source, which says what shall be made, not what it is called.",
        "Run `terraform show -json > state.json` beside it and open that file.",
    ),
    (
        r"<mxfile|<mxGraphModel",
        "drawio",
        "This is a drawing of draw.io: it holds shapes, and no network that could be computed.",
        "Draw it here, or import what Azure has of it, then export draw.io from the design.",
    ),
    (
        r"\APK\x03\x04",
        "archive",
        "This is an archive or a document of an office program.",
        "Open the files that are in it.",
    ),
)


def foreign(content: bytes) -> Problem | None:
    """What a file of an unreadable kind is, with what to do; None where it looks like nothing known."""
    text = content[:_LOOKED_AT].decode("utf-8", errors="replace")
    for pattern, code, message, hint in _KINDS:
        if re.search(pattern, text):
            return Problem("", code, message, hint)
    return None
