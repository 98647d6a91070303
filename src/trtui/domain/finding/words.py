"""The words under which a record is found, and by which it is asked for: one way of cutting text for both."""

from __future__ import annotations

import re
from typing import Final

from trtui.domain.folding import fold, readings

LETTERS: Final = 48
"""Longer words are cut: no real one is, and the index must stay bounded whatever is pasted."""
WORDS: Final = 40
"""The words kept of one text."""
PAIR_LETTERS: Final = 30
SPELLINGS: Final = 4
"""In how many ways at most a text is written whose letters can be."""
GRAM: Final = 4
"""The length of the pieces by which a phone number is found."""

_QUOTES: Final = str.maketrans("", "", "'’‘´ʼʹ′＇")
_QUOTED: Final = re.compile(r"(?<![^\W_])[^\W_]{1,2}['’‘´ʼʹ′＇]([^\W_]{3,})")
_WORD: Final = re.compile(r"[^\W_]+")


def cut(text: str) -> list[str]:
    """Return the words of a text, folded, in order; an ampersand counts as the word “and”."""
    folded = text.lower() if text.isascii() else fold(text)
    if "&" in folded:
        folded = folded.replace("&", " and ")
    if "'" in folded or not folded.isascii():
        folded = folded.translate(_QUOTES)
    found = _WORD.findall(folded)
    return found if len(folded) <= LETTERS else [word[:LETTERS] for word in found[:WORDS]]


def spellings(text: str) -> list[list[str]]:
    """Return the words of a text with its letters written in other ways: “Ærø” as “aeroe”. Mostly there are none."""
    if text.isascii():
        return []
    ways = [cut(text), *(cut(one) for one in readings(text)[1:SPELLINGS])]
    return [way for at, way in enumerate(ways) if way not in ways[:at]][1:]


def every_spelling(text: str) -> list[str]:
    """Return the words of a text, then those that are written otherwise in another spelling."""
    others = (word for way in spellings(text) for word in way)
    return list(dict.fromkeys([*cut(text), *others])) if not text.isascii() else cut(text)


def joined(words: list[str]) -> list[str]:
    """Return what neighbouring words are when written as one, “and” left aside: “brook & hill”, “brookhill”.

    Runs of single letters are joined as a whole, as initials are: “b m w”, “bmw”.
    """
    plain = [word for word in words if word != "and"]
    found = [
        left + right
        for left, right in zip(plain, plain[1:], strict=False)
        if len(left) + len(right) <= PAIR_LETTERS
    ]
    run = ""
    for word in [*plain, ""]:
        if len(word) == 1:
            run += word
            continue
        if len(run) > 2:
            found.append(run)
        run = ""
    return found


def after_quotes(text: str) -> list[str]:
    """Return the words behind a short elided one, which are typed without it: “brien” of “O'Brien”."""
    if "'" not in text and "’" not in text:
        return []
    return _QUOTED.findall(fold(text))


def joined_person(words: list[str]) -> list[str]:
    """Return the joined forms of a person's name that people write as one: “mc donald”, “de la cruz”."""
    if len(words) < 2:
        return []
    return [
        left + right
        for left, right in zip(words, words[1:], strict=False)
        if len(words) > 2 or len(left) < 4 or len(right) < 3
    ]


def grams(digits: str) -> list[str]:
    """Return the pieces of four digits in a number, each once; a shorter text has none."""
    return list(dict.fromkeys(digits[start : start + GRAM] for start in range(len(digits) - GRAM + 1)))


def stands_in(phrase: list[str], run: list[str]) -> bool:
    """Tell whether words stand together in a run of words, the last one as a beginning; “and” counts for nothing."""
    size, text = len(phrase), [word for word in run if word != "and"]
    if not size:
        return True
    return any(
        text[at : at + size - 1] == phrase[:-1] and text[at + size - 1].startswith(phrase[-1])
        for at in range(len(text) - size + 1)
    )
