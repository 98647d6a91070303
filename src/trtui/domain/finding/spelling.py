"""Typing slips: which beginnings of words a typed one may have been meant for.

A slip is a letter missing, added, changed, or swapped with its neighbour (optimal string alignment). Up to seven
letters one is forgiven, above that two; in short words every slip makes another word, so they are taken as typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase
from typing import Final

from rapidfuzz.distance import OSA

SHORTEST: Final = 4
TWO_SLIPS_FROM: Final = 8
LETTERS: Final = ascii_lowercase


def allowed(word: str) -> int:
    """Return how many slips are forgiven in a word; numbers are taken as typed."""
    if len(word) < SHORTEST or any(char.isdigit() for char in word):
        return 0
    return 1 if len(word) < TWO_SLIPS_FROM else 2


def one_slip(word: str) -> list[str]:
    """Return every beginning that one slip could have turned into this one, likelier ones first.

    A change of the last letter is left out: the word may still be being typed, and it would match nearly anything.
    """
    last = len(word)
    letters = LETTERS if word.isascii() else LETTERS + "".join(sorted(set(word) - set(LETTERS)))
    found: dict[str, None] = {}
    for at in range(1, last - 1):
        found[word[:at] + word[at + 1] + word[at] + word[at + 2 :]] = None
    for at in range(1, last):
        found[word[:at] + word[at + 1 :]] = None
        for letter in letters:
            found[word[:at] + letter + word[at:]] = None
            if at < last - 1:
                found[word[:at] + letter + word[at + 1 :]] = None
    found[word[1] + word[0] + word[2:]] = None
    found[word[1:]] = None
    for letter in letters:
        found[letter + word] = None
        found[letter + word[1:]] = None
    found.pop(word, None)
    found.pop(word[:-1], None)
    return list(found)


def head(word: str) -> str:
    """Return the first half of a word: of two slips at most one falls into it, or none into the rest."""
    return word[: (len(word) + 1) // 2]


def tail(word: str) -> str:
    """Return the rest of a word."""
    return word[(len(word) + 1) // 2 :]


def two_slips(word: str, words: Iterable[str]) -> list[str]:
    """Return the beginnings of these words that two slips could have turned into this one, nearest first."""
    found: dict[str, int] = {}
    for other in words:
        nearest, beginning = 3, ""
        for length in range(len(word) - 2, len(word) + 3):
            if length > len(other) and length > len(word) - 2:
                break
            distance = OSA.distance(word, other[:length], score_cutoff=2)
            if distance < nearest:
                nearest, beginning = distance, other[:length]
        if nearest <= 2:
            found[beginning] = nearest
    return sorted(found, key=lambda beginning: (found[beginning], beginning))
