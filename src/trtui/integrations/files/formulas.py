"""Text that a spreadsheet would run as a formula, made harmless in CSV with apostrophes, and back.

The signs are those of OWASP, «CSV Injection», full-width ones included, also after blanks. They count at the beginning
of a text, and behind whatever another program may take for the end of a cell: a semicolon, a tab, a bar, a new line. A
sign that has apostrophes before it already gets one more, so that taking exactly one away always gives back what was
written.
"""

from __future__ import annotations

import re

_SIGN = r"(?:[^\S\t\r\n]*[=+\-@＝＋－＠])"
_RISKY = re.compile(rf"(^|[;|\t\r\n])(?='*{_SIGN})|^(?='*[\t\r\n])")
_GUARDED = re.compile(rf"(^|[;|\t\r\n])'(?='*{_SIGN})|^'(?='*[\t\r\n])")


def guarded(text: str) -> str:
    """Return a text with an apostrophe before all that a spreadsheet could take for a formula."""
    return _RISKY.sub(lambda found: f"{found[0]}'", text)


def is_guarded(text: str) -> bool:
    """Return whether a text looks as if ``guarded`` had changed it."""
    return _GUARDED.search(text) is not None


def unguarded(text: str) -> str:
    """Return a text as it was before ``guarded``; text that a person wrote is left alone."""
    return _GUARDED.sub(lambda found: found[1] or "", text) if "'" in text else text
