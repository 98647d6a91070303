"""How much a shared word says: rare words much, words of the trade and of places little."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import log
from typing import Final, Protocol, runtime_checkable

from trtui.domain.matching.normal import STOP_WORDS
from trtui.domain.matching.words import SHARES

Rarity = Callable[[str], float]
"""Tells the rarity of a compared word, 0 to ``CAP``: the natural logarithm of "one client in so many has it"."""


@runtime_checkable
class Prepared(Protocol):
    """A rarity that is told in advance which words will be asked, so that it can look them up together."""

    def prepare(self, words: Iterable[str]) -> None:
        """Look these words up."""


CAP: Final = 10.0
STOP_RARITY: Final = 0.2
# How many clients' worth of experience the general shares are.
_PRIOR: Final = 3000.0
_UNKNOWN: Final = 1 / _PRIOR


def word_rarity(word: str, clients_with: int, clients: int) -> float:
    """Return the rarity of a word that ``clients_with`` of ``clients`` have in their names.

    Blends the counts of the base with what is known of company names in general, so that "Services" says little
    among ten clients too.
    """
    if word in STOP_WORDS:
        return STOP_RARITY
    share = (clients_with + _PRIOR * SHARES.get(word, _UNKNOWN)) / (clients + _PRIOR)
    return min(CAP, max(STOP_RARITY, -log(share)))


def general_rarity(word: str) -> float:
    """Return the rarity of a word where no base is at hand."""
    return word_rarity(word, 0, 0)
