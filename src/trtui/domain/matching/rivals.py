"""How the clients that may be meant weigh on each other: what several explain alike, none is likely to be.

Clients of the same name do not weigh on each other; they may be one company entered twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from trtui.domain.matching.features import Measured
from trtui.domain.matching.values import Known

MOST: Final = 3
"""More rivals than this say no more."""

Rivalry = tuple[float, float, float]
"""The last three of the measures (``trtui.domain.matching.features.NAMES``)."""


NO_RIVALS: Final[Rivalry] = (0.0, 0.0, 0.0)


class Candidate(NamedTuple):
    """A client with the ways in which one of its names meets the entered one, the closest first.

    With each way goes the previous or trading name that it is about, or nothing. ``key`` is the same for clients of
    the same name; ``words`` are all words of all its names.
    """

    known: Known
    key: tuple[str, ...]
    words: frozenset[str]
    pairs: tuple[tuple[Measured, str], ...]

    @property
    def is_verbatim(self) -> bool:
        """Whether one of its names is the entered one, word for word."""
        return any(measured.is_verbatim for measured, _ in self.pairs)


def rivalry(candidates: Sequence[Candidate]) -> list[Rivalry]:
    """Return for each client how many others share as much, how many explain as much, and how close one comes.

    A name that is the entered one word for word has no rivals: however many have its initials, it is what was meant.
    """
    closest: dict[tuple[str, ...], float] = {}
    holding: dict[tuple[str, ...], frozenset[str]] = {}
    explaining: dict[tuple[str, ...], frozenset[str]] = {}
    explained: list[frozenset[str]] = []
    for one in candidates:
        best = one.pairs[0][0] if one.pairs else None
        closest[one.key] = max(closest.get(one.key, 0.0), best.closeness if best else 0.0)
        holding[one.key] = holding.get(one.key, frozenset()) | one.words
        explained.append(best.explained if best else frozenset())
        explaining[one.key] = explaining.get(one.key, frozenset()) | explained[-1]
    leading = [*sorted(closest.values(), reverse=True)[:2], 0.0, 0.0]
    holders, explainers = _Counted(holding.values()), _Counted(explaining.values())
    found: list[Rivalry] = []
    for one, words in zip(candidates, explained, strict=True):
        if one.is_verbatim:
            found.append(NO_RIVALS)
            continue
        other = leading[1] if closest[one.key] == leading[0] else leading[0]
        if one.pairs:
            sharing = holders.beside(one.pairs[0][0].shared, holding[one.key])
            found.append((sharing, explainers.beside(words, explaining[one.key]), other))
        else:
            found.append((float(MOST), float(MOST), other))
    return found


class _Counted:
    """Sets of words, one for each name, and how many of them hold all of some words."""

    def __init__(self, sets: Iterable[frozenset[str]]) -> None:
        self._sets = list(sets)
        self._known: dict[frozenset[str], int] = {}

    def beside(self, words: frozenset[str], own: frozenset[str]) -> float:
        """Return how many others hold all of these words, at most ``MOST``; nothing is held by everybody."""
        if not words:
            return float(MOST)
        count = self._known.get(words)
        if count is None:
            count = self._known[words] = sum(words <= one for one in self._sets)
        return float(min(MOST, count - (words <= own)))
