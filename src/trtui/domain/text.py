"""Cleaning text at the door: what is kept of a line or a note that somebody typed, pasted or imported."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from trtui.domain.errors import Invalid

LINE_LIMIT: Final = 200
NOTE_LIMIT: Final = 65_536

MARKS: Final = 4
"""Combining marks kept on one letter: Hebrew and Vietnamese need up to three; more reach into the lines above."""
_ZWNJ, _ZWJ = "\u200c", "\u200d"
# Bidirectional controls, zero-width characters, soft hyphen, invisible operators, tags and annotation marks:
# they change how neighbouring text is shown, or hide that two texts differ.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e00ff"
)
_SPACES = re.compile(r"[\s\u0085\u2028\u2029]+")
_CONTROLS_LINE = re.compile(f"[\x00-\x1f\x7f-\x9f{_INVISIBLE}]")
_CONTROLS_NOTE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_INVISIBLE}]")
_JOINERS = re.compile(f"[{_ZWNJ}{_ZWJ}]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_JOINING_CATEGORIES: Final = frozenset({"Lo", "Lm", "Mn", "Mc", "So", "Sk"})
_EMOJI_SELECTOR: Final = "\ufe0f"


def line(text: str, limit: int = LINE_LIMIT, field: str = "") -> str:
    """Return a text as one clean line: NFC, no control, bidirectional or invisible characters, single spaces.

    Line breaks and tabs become spaces. Joiners stay where they join: in emoji, Persian, Indic scripts. Raises
    Invalid for NUL, for text that is not Unicode (lone surrogates), and for more than ``limit`` characters.
    """
    _refuse_unkeepable(text, field)
    # Long input is refused before it is worked on, but not for blanks that cleaning takes away.
    if len(text) > limit * 4 + 1000:
        raise _too_long(len(text), limit, field)
    clean = _SPACES.sub(" ", text)
    clean = _CONTROLS_LINE.sub("", clean)
    clean = _SPACES.sub(" ", _joined(with_few_marks(unicodedata.normalize("NFC", clean)))).strip()
    if len(clean) > limit:
        raise _too_long(len(clean), limit, field)
    return clean


def note(text: str, limit: int = NOTE_LIMIT, field: str = "") -> str:
    r"""Return a text of several lines, cleaned as ``line`` but keeping ``\n`` and ``\t``; blank ends go."""
    _refuse_unkeepable(text, field)
    if len(text) > limit * 2 + 1000:
        raise _too_long(len(text), limit, field)
    clean = text.replace("\r\n", "\n")
    clean = re.sub(r"[\r\x0b\x0c\u0085\u2028\u2029]", "\n", clean)
    clean = _joined(with_few_marks(unicodedata.normalize("NFC", _CONTROLS_NOTE.sub("", clean))))
    clean = "\n".join(row.rstrip() for row in clean.split("\n")).strip("\n")
    clean = clean if clean.strip() else ""
    if len(clean) > limit:
        raise _too_long(len(clean), limit, field)
    return clean


def with_few_marks(text: str) -> str:
    """Return a text in which no letter carries more than ``MARKS`` combining marks; further ones go."""
    if text.isascii() or not any(map(unicodedata.combining, text)):
        return text
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MARKS:
            kept.append(char)
    return "".join(kept)


def required(text: str, what: str, limit: int = LINE_LIMIT, field: str = "") -> str:
    """Return a clean line that may not be empty; ``what`` names it in the message (“The name”)."""
    clean = line(text, limit, field)
    if not clean:
        raise Invalid(f"{what} is missing: type it.", field)
    return clean


def _refuse_unkeepable(text: str, field: str) -> None:
    if "\x00" in text:
        raise Invalid(
            "The text holds a NUL character: it is not text. Check the file or the clipboard.", field
        )
    if _SURROGATE.search(text):
        raise Invalid("The text holds broken characters: save the source as UTF-8 and try again.", field)


def _too_long(length: int, limit: int, field: str) -> Invalid:
    return Invalid(f"The text has {length:,} characters: at most {limit:,} fit here.", field)


def _joined(text: str) -> str:
    """Drop joiners that join nothing: at an end, beside spaces or Latin letters, or several in a row."""
    if _ZWJ not in text and _ZWNJ not in text:
        return text

    def keep(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return match[0][0] if _joins(before) and _joins(after) else ""

    return _JOINERS.sub(keep, text)


def _joins(char: str) -> bool:
    # Emoji sequences also hold ♂, ♀ and ⚕ (So), skin tones (Sk) and the variation selector (Mn).
    return bool(char) and (unicodedata.category(char) in _JOINING_CATEGORIES or char == _EMOJI_SELECTOR)
