"""How many edits lie between two words that may be the same word mistyped."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


def typos_allowed(length: int) -> int:
    """Return how many edits (a swap of neighbours is one) a word of this length may hold and still be meant."""
    return 0 if length < 4 else 1 if length < 8 else 2


def edits_between(left: str, right: str) -> int | None:
    """Return the edits between two words, or None when they are too many or a number is among the words."""
    longer, shorter = len(left), len(right)
    if longer < shorter:
        longer, shorter = shorter, longer
    allowed = typos_allowed(shorter)
    if longer - shorter > allowed or not allowed or not (left.isalpha() and right.isalpha()):
        return None
    edits = edits_up_to(allowed, left, right)
    return edits if edits <= allowed else None


def edits_up_to(most: int, left: str, right: str) -> int:
    """Return the edits between two texts, or ``most + 1`` where there are more than ``most``."""
    return _distance()(left, right, score_cutoff=most)


@cache
def _distance() -> Callable[..., int]:
    from rapidfuzz.distance import OSA  # megabytes, needed only where a word is near another

    return OSA.distance
