"""What was probably meant by a word that is not known."""

import difflib
from collections.abc import Sequence

COMPARED = 300  # among more names only a difference in case is looked for


def nearest(word: str, words: Sequence[str]) -> str | None:
    """The known word that is most like the given one; None where nothing is like it."""
    folded = {known.lower(): known for known in words}
    if len(folded) > COMPARED:
        return folded.get(word.lower())
    close = difflib.get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None
