"""Folding of text for sorting and comparing: case, accents and spaces do not count; and how a letter may be spelt.

Every common transliteration of a letter is one reading of it: “Möbel” is written Mobel, Moebel and Möbel, “Ærø” Aero,
Aeroe and Ærø. ``fold`` gives the plainest reading, for sorting and for comparing loosely. ``readings`` gives all, for
an index that keeps a word under each of them and for a typed word that is looked for by each of them. ``skeleton``
gives one text in which all readings agree, for a key that finds a word however it is spelt; it takes “Shoe” and “Sho”
for one too, so it may only find, and something else has to decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, product
from typing import Final

MOST_READINGS: Final = 16
"""How many readings of one word are given; those that spell all its letters in one manner come first."""

# Letters of their own, as people write them who have not got them; the plainest way first.
_OWN: Final = {
    "æ": ("ae", "a"),
    "œ": ("oe", "o"),
    "ø": ("o", "oe"),
    "ß": ("ss",),
    "ł": ("l",),
    "đ": ("d", "dj"),
    "ð": ("d",),
    "þ": ("th",),
    "ı": ("i",),
    "ħ": ("h",),
    "ŋ": ("n",),
    "ŧ": ("t",),
}
# The same of letters with a mark, for which an ``e`` or the letter once more is written: ä, ö, ü, ő, ű, å.
_MARKED: Final = {
    f"{letter}{mark}": (letter, letter + added)
    for letters, marks, added in (("aou", "\u0308", "e"), ("ou", "\u030b", "e"), ("a", "\u030a", "a"))
    for letter in letters
    for mark in marks
}
_PLAINEST: Final = str.maketrans({letter: ways[0] for letter, ways in _OWN.items()})
_SPELT_OUT: Final = re.compile(r"a[ae]+|oe+|ue+|dj+")


def fold(text: str) -> str:
    """Return text in lower case, without accents, its runs of white space as one space."""
    return " ".join((text.lower() if text.isascii() else plainest(text)).split())


def plainest(text: str) -> str:
    """Return text in lower case and without accents, its white space as it is."""
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_PLAINEST)
    # What case folding takes apart may have to be taken apart again.
    apart = unicodedata.normalize("NFKD", apart)
    return "".join([char for char in apart if not unicodedata.combining(char)])


def readings(word: str) -> tuple[str, ...]:
    """Return every folded way in which a word may be written, at most ``MOST_READINGS``, the plainest first.

    “Köln” gives koln and koeln; “Koeln” gives itself alone, for only a letter that is there has readings. A word is
    found under any spelling when it is kept under its readings and asked for by those of what was typed.
    """
    plain = fold(word)
    if word.isascii():
        return (plain,)
    ways = [ways for _, ways in _letters(word)]
    most = max(map(len, ways), default=1)
    if most == 1:
        return (plain,)
    found = dict.fromkeys([plain])
    for manner in range(most):
        found[_joined(letter[min(manner, len(letter) - 1)] for letter in ways)] = None
    for mixed in islice(product(*ways), 2 * MOST_READINGS):
        found[_joined(mixed)] = None
    return tuple(found)[:MOST_READINGS]


def spelt_out(text: str) -> str:
    """Return text with every letter written in the longest way, or nothing where none is written in more than one.

    “Möbel Ærø” gives moebel aeroe; letters and signs that have one way stay as they are folded.
    """
    ways = list(_letters(text))
    if all(len(one) == 1 for _, one in ways):
        return ""
    return "".join([max(one, key=len) for _, one in ways])


def skeleton(word: str) -> str:
    """Return the folded text that all readings of a word have in common: “Möbel”, “Moebel” and “Mobel” give mobel.

    Every ae, oe, ue and aa counts as spelt out, so that “Shoe” gives sho: words of one skeleton need not be one word.
    """
    return skeleton_of(fold(word))


def skeleton_of(folded: str) -> str:
    """Return the skeleton of text that is folded already."""
    return _SPELT_OUT.sub(_first_letter, folded)


def _first_letter(found: re.Match[str]) -> str:
    return found[0][0]


def _joined(letters: Iterator[str] | tuple[str, ...]) -> str:
    return " ".join("".join(letters).split())


def _letters(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return each letter of a text, taken apart from its marks, with the ways of writing it."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    at, end = 0, len(apart)
    while at < end:
        letter = apart[at]
        at += 1
        ways = _OWN.get(letter, (letter,))
        while at < end and unicodedata.combining(apart[at]):
            ways = _MARKED.get(letter + apart[at], ways)
            at += 1
        if not unicodedata.combining(letter):
            yield letter, ways
