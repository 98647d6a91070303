"""The only road from data to the screen.

Names, notes and imported cells are written by others: they may hold markup, terminal escapes, bidi tricks,
half a million characters or none. Nothing of that is text for a terminal. Every string from data passes
``safe`` (most often through ``content``, ``cell`` or ``fit``) and comes out as visible characters whose width
all terminals agree on.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len, split_graphemes

from trtui.domain.text import MARKS, with_few_marks

if TYPE_CHECKING:
    from rich.style import Style
    from rich.text import Text
    from textual.content import Content

Align = Literal["left", "right", "center"]

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
NEWLINE_MARK = "⏎"
ELLIPSIS = "…"

_LONGEST = 16_384
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_CRLF = re.compile("\r\n?")


class _OneLine(dict[int, str]):
    """What each character becomes; filled as characters are met."""

    newline = NEWLINE_MARK

    def __missing__(self, point: int) -> str:
        self[point] = shown = self._shown(chr(point), point)
        return shown

    def _shown(self, char: str, point: int) -> str:
        if char == "\n":
            return self.newline
        if char == "\t":
            return " "
        category = unicodedata.category(char)
        if category == "Cf":
            # Persian and Indic names need the joiners; every other format character only hides or reorders.
            return char if char in (_ZWNJ, _ZWJ) else ""
        if category == "Zs":
            return " "
        if category in ("Zl", "Zp"):
            return self.newline
        if category[0] == "C":
            return REPLACEMENT
        # Terminals disagree on the width of these, and a wrong width shifts the rest of the row:
        # variation selectors, skin tones, and flags made of two regional indicators (shown as their letters).
        if 0xFE00 <= point <= 0xFE0F or 0x1F3FB <= point <= 0x1F3FF or 0xE0100 <= point <= 0xE01EF:
            return ""
        if 0x1F1E6 <= point <= 0x1F1FF:
            return chr(ord("A") + point - 0x1F1E6)
        return char


class _Lines(_OneLine):
    newline = "\n"


_ONE_LINE, _LINES = _OneLine(), _Lines()


def safe(text: str, *, lines: bool = False) -> str:
    """Return text with everything a terminal could act on made visible or dropped.

    Line breaks become ``⏎``, or stay when ``lines`` is true. Already safe text comes back unchanged.
    """
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text:
        text = _CRLF.sub("\n", text)
    text = text.translate(_LINES if lines else _ONE_LINE)
    if _ZWJ in text:
        text = _join_letters_only(text)
    return text if text.isascii() else with_few_marks(text)


def _join_letters_only(text: str) -> str:
    """Drop joiners that do not stand between letters: terminals disagree on the width of joined emoji."""

    def is_letter(index: int) -> bool:
        return 0 <= index < len(text) and unicodedata.category(text[index])[0] in "LM"

    return "".join(
        char for at, char in enumerate(text) if char != _ZWJ or (is_letter(at - 1) and is_letter(at + 1))
    )


def content(text: str, style: str = "") -> Content:
    """Return text from data as Textual content: never parsed as markup, line breaks kept."""
    from textual.content import Content

    shown = safe(text, lines=True)
    return Content.styled(shown, style) if style else Content(shown)


def cell(text: str, style: Style | str = "") -> Text:
    """Return text from data as a one-line Rich text: never parsed as markup."""
    from rich.text import Text

    return Text(safe(text), style, no_wrap=True, overflow="ellipsis", end="")


def width(text: str) -> int:
    """Return the number of terminal cells that safe text takes."""
    return cell_len(text)


def fit(text: str, cells: int, align: Align = "left") -> str:
    """Return text from data in exactly so many cells: padded, or cut with an ellipsis.

    Counts cells, not characters: a wide character that would straddle the edge gives way to a space.
    """
    if cells <= 0:
        return ""
    head = cells * (MARKS + 3)
    shown = safe(text[:head])
    if len(text) > head and cell_len(shown) <= cells:
        # Mostly characters that are dropped; what is visible may come late.
        head = max(head, _LONGEST)
        shown = safe(text[:head])
    size = cell_len(shown)
    if size > cells or (len(text) > head and size == cells):
        shown = _cut(shown, cells - 1) + ELLIPSIS
        size = cell_len(shown)
    pad = cells - size
    if pad <= 0:
        return shown
    if align == "right":
        return " " * pad + shown
    if align == "center":
        return " " * (pad // 2) + shown + " " * (pad - pad // 2)
    return shown + " " * pad


def clip(text: str, cells: int) -> str:
    """Return text from data in at most so many cells, cut with an ellipsis, without padding."""
    return fit(text, cells).rstrip() if cells > 0 else ""


def _cut(text: str, cells: int) -> str:
    if cells <= 0:
        return ""
    if text.isascii():
        return text[:cells]
    spans, _ = split_graphemes(text)
    taken = 0
    for start, _end, size in spans:
        if taken + size > cells:
            return text[:start]
        taken += size
    return text


def wrap(text: str, cells: int, *, limit: int = 0) -> list[str]:
    """Return text from data broken into lines of at most so many cells, at spaces where it can.

    With a ``limit``, at most so many lines are returned and the last one ends in an ellipsis if there was
    more.
    """
    if cells <= 0:
        return []
    if limit:
        text = text[: cells * limit * (MARKS + 3) + 64]
    lines: list[str] = []
    for paragraph in safe(text, lines=True).split("\n"):
        line = ""
        for word in paragraph.split(" "):
            joined = f"{line} {word}" if line else word
            if cell_len(joined) <= cells:
                line = joined
                continue
            if line:
                lines.append(line)
            while cell_len(word) > cells:
                head = _cut(word, cells) or word[0]
                lines.append(head)
                word = word[len(head) :]
                if limit and len(lines) > limit:
                    break
            line = word
        lines.append(line)
        if limit and len(lines) > limit:
            break
    if limit and len(lines) > limit:
        lines = lines[:limit]
        lines[-1] = _cut(lines[-1], cells - 1) + ELLIPSIS
    return lines
