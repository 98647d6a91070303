"""What the terminal shows, cell by cell, so that only what differs is sent.

Textual repaints whole widgets: a letter in a box or a moved cursor costs kilobytes. ``Repaint`` reads what
Textual would send, compares it with the cells it sent before, and returns the shorter stream that makes the
same screen. Anything it does not know passes unchanged, and when the screen may have become something else it
forgets everything.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

_TOKEN = re.compile(
    r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|\x1b\](8;[^\x07\x1b]*)\x1b\\|([^\x00-\x1f\x7f-\x9f]+)|(\n)|(.)", re.S
)
_SWITCH = re.compile(r"\x1b\[\?1049[hl]|\x1b\[[0-3]?J|\x1bc")

JOIN = 5
"""Unchanged cells between two changed ones that are cheaper to send again than to jump over."""

Style = tuple[str, str]
"""SGR parameters and hyperlink, as Textual wrote them."""
PLAIN: Style = ("", "")
_UNKNOWN = "\x00"


@lru_cache(maxsize=2048)
def _parts(sgr: str) -> tuple[str, str, str]:
    """Split SGR parameters into attributes, foreground and background."""
    codes = sgr.split(";") if sgr else []
    attributes: list[str] = []
    colours = {"3": "", "4": ""}
    at = 0
    while at < len(codes):
        code = codes[at]
        if code in ("38", "48"):
            size = 5 if codes[at + 1 : at + 2] == ["2"] else 3
            colours[code[0]] = ";".join(codes[at : at + size])
            at += size
            continue
        number = int(code or 0)
        if 30 <= number <= 39 or 90 <= number <= 97:
            colours["3"] = code
        elif 40 <= number <= 49 or 100 <= number <= 107:
            colours["4"] = code
        else:
            attributes.append(code)
        at += 1
    return ";".join(attributes), colours["3"], colours["4"]


@lru_cache(maxsize=4096)
def _restyle(old: str, new: str) -> str:
    """Return the shortest SGR sequence from one style to another."""
    if old == new:
        return ""
    if not new:
        return "\x1b[m"
    old_attributes, old_ink, old_paper = _parts(old)
    attributes, ink, paper = _parts(new)
    if old_attributes != attributes or (old_ink and not ink) or (old_paper and not paper):
        return f"\x1b[{'0;' if old else ''}{new}m"
    return f"\x1b[{';'.join(part for part, was in ((ink, old_ink), (paper, old_paper)) if part != was)}m"


class Repaint:
    """The cells of one terminal."""

    def __init__(self) -> None:
        self._width = self._height = 0
        self._chars: list[list[str]] = []
        self._styles: list[list[Style]] = []
        self._cursor: tuple[int, int] | None = None

    def forget(self) -> None:
        """Know nothing about the screen: everything that is drawn next is sent."""
        self.resize(self._width, self._height)

    def resize(self, width: int, height: int) -> None:
        """Take a new size, at which a terminal may have rearranged everything."""
        self._width, self._height = width, height
        self._chars = [[_UNKNOWN] * width for _ in range(height)]
        self._styles = [[PLAIN] * width for _ in range(height)]
        self._cursor = None

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._width, self._height

    def feed(self, data: str) -> str:
        """Return what to send instead of ``data``: the changed runs, or ``data`` itself when it is not a
        frame.
        """
        frame = self._read(data)
        if frame is None:
            if _SWITCH.search(data):
                self.forget()
            return data
        rows, cursor = frame
        return self._write(rows, cursor)

    # Reading a frame

    def _read(
        self, data: str
    ) -> tuple[dict[int, list[tuple[int, str, Style]]], tuple[int, int] | None] | None:
        """Return the drawn pieces by row and where the cursor ends, or None when this is not a frame."""
        if not data.startswith("\x1b[") or "\x1b[?" in data:
            return None
        rows: dict[int, list[tuple[int, str, Style]]] = {}
        sgr, link = "", ""
        place: tuple[int, int] | None = None
        drawn = False
        for match in _TOKEN.finditer(data):
            kind = match.lastindex
            if kind == 5:
                if place is None:
                    return None
                x, y = place
                text = match[5]
                rows.setdefault(y, []).append((x, text, (sgr, link)))
                place = (x + (len(text) if text.isascii() else cell_len(text)), y)
                drawn = True
            elif kind == 3:
                code = match[3]
                sgr = "" if code in ("", "0") else (f"{sgr};{code}" if sgr else code)
            elif kind == 2:
                place = (int(match[2]) - 1, int(match[1]) - 1)
                drawn = False
            elif kind == 4:
                link = match[4] if match[4].split(";", 2)[-1] else ""
            elif kind == 6:
                place = None
            else:
                return None
        if sgr or link:
            return None
        return rows, None if drawn else place

    # Writing the difference

    def _write(self, rows: dict[int, list[tuple[int, str, Style]]], cursor: tuple[int, int] | None) -> str:
        out: list[str] = []
        at: tuple[int, int] | None = None
        style = PLAIN
        for y in sorted(rows):
            if not 0 <= y < self._height:
                continue
            changed = self._merge(y, rows[y])
            for start, end in changed:
                at, style = self._run(out, y, start, end, at, style)
        if style != PLAIN:
            out.append(self._to_plain(style))
        if cursor is None:
            self._cursor = None if out else self._cursor
        elif (out and at != cursor) or cursor != self._cursor:
            out.append(f"\x1b[{cursor[1] + 1};{cursor[0] + 1}H")
        if cursor is not None:
            self._cursor = cursor
        return "".join(out)

    def _merge(self, y: int, pieces: list[tuple[int, str, Style]]) -> list[tuple[int, int]]:
        """Put pieces into the grid; return the runs of cells that changed."""
        chars, styles = self._chars[y], self._styles[y]
        touched: set[int] = set()
        for x, text, style in pieces:
            cells = list(text) if text.isascii() else _cells(text)
            if x < 0 or x >= self._width:
                continue
            cells = cells[: self._width - x]
            end = x + len(cells)
            if chars[x:end] == cells and styles[x:end] == [style] * len(cells):
                continue
            for at, char in enumerate(cells, x):
                if chars[at] != char or styles[at] != style:
                    chars[at], styles[at] = char, style
                    touched.add(at)
        return _runs(sorted(touched), chars)

    def _run(
        self, out: list[str], y: int, start: int, end: int, at: tuple[int, int] | None, style: Style
    ) -> tuple[tuple[int, int] | None, Style]:
        chars, styles = self._chars[y], self._styles[y]
        if at != (start, y):
            same_row = at is not None and at[1] == y and 0 < start - at[0]
            out.append(
                f"\x1b[{start - at[0]}C" if same_row and at is not None else f"\x1b[{y + 1};{start + 1}H"
            )
        x = start
        certain = True
        while x < end:
            wanted = styles[x]
            stop = x + 1
            while stop < end and styles[stop] == wanted:
                stop += 1
            if wanted[1] != style[1]:
                out.append(f"\x1b]{wanted[1] or '8;;'}\x1b\\")
            out.append(_restyle(style[0], wanted[0]))
            style = wanted
            text = "".join(chars[x:stop])
            certain = certain and (text.isascii() or cell_len(text) == len(text))
            out.append(text)
            x = stop
        # At the edge, and behind characters that terminals may give another width, nobody knows the cursor.
        known = certain and end < self._width
        return ((end, y) if known else None), style

    @staticmethod
    def _to_plain(style: Style) -> str:
        return ("\x1b]8;;\x1b\\" if style[1] else "") + ("\x1b[m" if style[0] else "")


def _cells(text: str) -> list[str]:
    """Return one entry per cell: the grapheme, then empty texts for the cells it covers beside its first."""
    cells: list[str] = []
    for start, end, size in split_graphemes(text)[0]:
        grapheme = text[start:end]
        if size == 0:
            if cells:
                cells[-1 if cells[-1] else -2] += grapheme
            continue
        cells.append(grapheme)
        cells.extend([""] * (size - 1))
    return cells


def _runs(touched: list[int], chars: list[str]) -> list[tuple[int, int]]:
    """Join changed cells into runs; a run never begins in the middle of a wide character."""
    runs: list[tuple[int, int]] = []
    for at in touched:
        start, end = at, at + 1
        while start > 0 and chars[start] == "":
            start -= 1
        while end < len(chars) and chars[end] == "":
            end += 1
        if runs and start - runs[-1][1] <= JOIN and _UNKNOWN not in chars[runs[-1][1] : start]:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs
