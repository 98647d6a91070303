"""The known word nearest to one that is not known: “did you mean …?”."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from trtui.domain.folding import fold

LIKE_ENOUGH: Final = 60


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like a misspelt one, or none when nothing is like it."""
    # Only mistakes need rapidfuzz: 4 MB that an ordinary start does without.
    from rapidfuzz import fuzz
    from rapidfuzz.process import extractOne

    found = extractOne(fold(word), list(known), scorer=fuzz.ratio, processor=fold, score_cutoff=LIKE_ENOUGH)
    return found[0] if found else None
