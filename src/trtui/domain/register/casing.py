"""Names and addresses of the register, which writes capitals only, as people write them."""

from __future__ import annotations

import re
from typing import Final

from trtui.domain.text import LINE_LIMIT, line

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL: Final = frozenset({"and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "upon", "with"})
_SHORT: Final = frozenset(
    {"as", "be", "co", "do", "go", "he", "is", "it", "me", "my", "no", "or", "so", "st", "up", "we"}
)
"""Words of two letters that are no initials."""
_CAPITALS: Final = frozenset({"CIC", "LLP", "LP", "PLC", "UK", "GB", "USA", "EU", "IT", "NHS", "HR", "TV"})
_VOWELS: Final = frozenset("AEIOUY")
_INITIALS: Final = 3


def plain(text: str, limit: int = LINE_LIMIT) -> str:
    """Return a text of the register as one clean line, cut where it is too long; never raises."""
    kept = text[: 4 * limit].replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    return line(kept, len(kept) * 4 + 1)[:limit].rstrip()


def written(text: str, limit: int = LINE_LIMIT) -> str:
    """Return a text of the register as a clean line in the letters in which people write it."""
    return cased(plain(text, limit))


def cased(text: str) -> str:
    """Return a text of capitals with small letters where people write them; any other text as it is.

    Initials stay capitals as far as they can be told: one or two letters, and up to three without a vowel.
    """
    if not text.isupper():
        return text
    return _WORD.sub(lambda match: _word(match, text), text)


def _word(match: re.Match[str], text: str) -> str:
    word, at = match[0], match.start()
    small = word.lower()
    if word in _CAPITALS or any(map(str.isdigit, word)):
        return _counted(word)
    if small in _SMALL and at and text[at - 1] == " ":
        return small
    if small in _SHORT:
        return word.capitalize()
    if small not in _SMALL and (len(word) <= 2 or (len(word) <= _INITIALS and _VOWELS.isdisjoint(word))):
        # LTD is a word, and so is the letter behind an apostrophe
        return "Ltd" if word == "LTD" else word
    return "’".join(_parts(word, "’")) if "’" in word else "'".join(_parts(word, "'"))


def _parts(word: str, mark: str) -> list[str]:
    """Return the parts of a word at its apostrophes: O'Neill's, Children's, D'Arcy."""
    parts = word.split(mark)
    return [
        part.capitalize() if not at or (len(parts[at - 1]) == 1 and len(part) > 1) else part.lower()
        for at, part in enumerate(parts)
    ]


def _counted(word: str) -> str:
    """Return a word with digits: 1ST and 42ND are written small, B2B and LS10 are not."""
    return word.lower() if re.fullmatch(r"\d+(?:ST|ND|RD|TH)", word) else word
