"""Registered company numbers of the United Kingdom: eight characters in one form."""

from __future__ import annotations

import re
from typing import Final

from trtui.domain.errors import Invalid

LENGTH: Final = 8
_FORM = re.compile(r"[0-9]{8}|[A-Z]{2}[0-9]{6}|[A-Z][0-9]{7}|[A-Z]{2}[0-9]{5}[A-Z]")
_CLUTTER = re.compile(r"[\s\-.]+")
_LABEL = re.compile(
    r"^(?:company\s+)?(?:reg(?:istration|istered)?\.?\s*)?(?:no\.?|nr\.?|number|№)?\s*:?\s*", re.IGNORECASE
)


def parse(text: str) -> str:
    """Return a number in its one form: ``04418292`` for ``4418292``, ``SC123456`` for ``sc 123456``.

    Paper often drops leading zeros, so digits alone are padded. An empty text stays empty; anything else that
    is no such number raises Invalid.
    """
    tight = _tight(text)
    if not tight or _FORM.fullmatch(tight):
        return tight
    shown = " ".join(text.split())[:20]
    raise Invalid(f"“{shown}” is not a company number: 8 characters, such as 04418292 or SC123456.", "number")


def find(text: str) -> str:
    """Return the number that a text is, or nothing; never raises."""
    tight = _tight(text)
    return tight if _FORM.fullmatch(tight) else ""


def looks_like(text: str) -> bool:
    """Tell whether typed text reads as a company number: 6 to 8 digits, or letters and digits in its form."""
    tight = _CLUTTER.sub("", text).upper()
    if tight.isdecimal() and tight.isascii():
        return 6 <= len(tight) <= LENGTH
    return bool(_FORM.fullmatch(tight))


def _tight(text: str) -> str:
    tight = _CLUTTER.sub("", _LABEL.sub("", text.strip()[:60], count=1)).upper()
    return tight.zfill(LENGTH) if tight and tight.isascii() and tight.isdecimal() else tight
