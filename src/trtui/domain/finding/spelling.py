"""Typing slips: which beginnings of words a typed one may have been meant for.

A slip is a letter missing, added, changed, or swapped with its neighbour (optimal string alignment). Up to seven
letters one is forgiven, above that two; one and two letters are taken as typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase
from typing import Final

SHORTEST: Final = 3
SAFE: Final = 4
"""In shorter words a slip is looked into only when nothing else is found."""
TWO_SLIPS_FROM: Final = 8
HEAD: Final = 4
"""The first letters, in which one of two slips is undone by trying."""
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


def heads(word: str) -> list[str]:
    """Return the beginnings by which words two slips away are found, unless both slips fall into the first letters."""
    return list(dict.fromkeys((word[:HEAD], *one_slip(word[:HEAD]), *one_slip(word[: HEAD + 1]))))


def tail(word: str) -> str:
    """Return the end by which a whole word is found when both slips fall into its first letters."""
    return word[HEAD + 1 :]


def two_slips(word: str, words: Iterable[str]) -> list[str]:
    """Return the beginnings of these words that two slips could have turned into this one, nearest first."""
    from rapidfuzz import process  # megabytes, and most searches hold no slip
    from rapidfuzz.distance import OSA

    size = len(word)
    others = {other[: size + 2] for other in words}
    # Cut to one length a word may look two letters farther away than its best beginning is.
    near = process.extract(
        word, others, scorer=OSA.distance, processor=lambda other: other[:size], score_cutoff=4, limit=None
    )
    found: dict[str, int] = {}
    for other, _, _ in near:
        distance, beginning = min(
            (OSA.distance(word, other[:length], score_cutoff=2), other[:length])
            for length in range(size - 2, size + 3)
        )
        if distance <= 2:
            found[beginning] = distance
    return sorted(found, key=lambda beginning: (found[beginning], beginning))
