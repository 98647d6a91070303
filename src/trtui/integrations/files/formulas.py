"""Text that a spreadsheet would run as a formula, made harmless in CSV with one apostrophe, and back.

The signs are those of OWASP, «CSV Injection», full-width ones included, also after blanks. A text that already begins
with apostrophes before such a sign gets one more, so that taking exactly one away always gives back what was written.
"""

from __future__ import annotations

import re

_RISKY = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
_GUARDED = re.compile(r"'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def guarded(text: str) -> str:
    """Return a text with an apostrophe before it if a spreadsheet could take it for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def is_guarded(text: str) -> bool:
    """Return whether a text looks as if ``guarded`` had made it."""
    return text.startswith("'") and _GUARDED.match(text) is not None


def unguarded(text: str) -> str:
    """Return a text as it was before ``guarded``; text that a person wrote is left alone."""
    return text[1:] if is_guarded(text) else text
