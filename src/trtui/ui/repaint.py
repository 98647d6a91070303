"""What the terminal shows, cell by cell, so that only what differs is sent.

Textual repaints whole widgets: a letter in a box or a moved cursor costs kilobytes. ``Repaint`` reads what
Textual would send, compares it with the cells it sent before, and returns the shorter stream that makes the
same screen. Anything it does not know passes unchanged, and when the screen may have become something else it
forgets everything.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, split_graphemes

from trtui.ui.sgr import PLAIN, Look, look, restyle, shows_on_space

_TOKEN = re.compile(
    r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|\x1b\](8;[^\x07\x1b]*)\x1b\\|([^\x00-\x1f\x7f-\x9f]+)|(\n)|(.)", re.S
)
_SWITCH = re.compile(r"\x1b\[\?1049[hl]|\x1b\[[0-3]?J|\x1bc")

JOIN = 4
"""Unchanged cells between two changed ones that are cheaper to send again than to jump over."""

_UNKNOWN = "\x00"
Piece = tuple[int, str, Look]
Place = tuple[int, int]


class Repaint:
    """The cells of one terminal."""

    def __init__(self) -> None:
        self._width = self._height = 0
        self._chars: list[list[str]] = []
        self._looks: list[list[Look]] = []
        self._cursor: Place | None = None

    def forget(self) -> None:
        """Know nothing about the screen: everything that is drawn next is sent."""
        self.resize(self._width, self._height)

    def resize(self, width: int, height: int) -> None:
        """Take a new size, at which a terminal may have rearranged everything."""
        self._width, self._height = width, height
        self._chars = [[_UNKNOWN] * width for _ in range(height)]
        self._looks = [[PLAIN] * width for _ in range(height)]
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
        return self._write(*frame)

    # Reading a frame

    def _read(self, data: str) -> tuple[dict[int, list[Piece]], Place | None] | None:
        """Return the drawn pieces by row and where the cursor ends, or None when this is not a frame."""
        if not data.startswith("\x1b[") or "\x1b[?" in data:
            return None
        rows: dict[int, list[Piece]] = {}
        sgr, link = "", ""
        place: Place | None = None
        drawn = False
        for match in _TOKEN.finditer(data):
            kind = match.lastindex
            if kind == 5:
                if place is None:
                    return None
                x, y = place
                text = match[5]
                rows.setdefault(y, []).append((x, text, look(sgr, link)))
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

    def _write(self, rows: dict[int, list[Piece]], cursor: Place | None) -> str:
        out: list[str] = []
        at: Place | None = None
        now = PLAIN
        for y in sorted(rows):
            if 0 <= y < self._height:
                for start, end in self._merge(y, rows[y]):
                    at, now = self._run(out, y, start, end, at, now)
        out.append(restyle(now, PLAIN)[0])
        if cursor is None:
            self._cursor = None if at else self._cursor
        elif (at is not None and at != cursor) or cursor != self._cursor or any(out):
            out.append(f"\x1b[{cursor[1] + 1};{cursor[0] + 1}H")
        if cursor is not None:
            self._cursor = cursor
        return "".join(out)

    def _merge(self, y: int, pieces: list[Piece]) -> list[tuple[int, int]]:
        """Put pieces into the grid; return the runs of cells that changed."""
        chars, looks = self._chars[y], self._looks[y]
        touched: set[int] = set()
        for x, text, seen in pieces:
            if x < 0 or x >= self._width:
                continue
            cells = (list(text) if text.isascii() else _cells(text))[: self._width - x]
            end = x + len(cells)
            if chars[x:end] == cells and looks[x:end] == [seen] * len(cells):
                continue
            blank = shows_on_space(seen)
            for at, char in enumerate(cells, x):
                wanted = blank if char == " " else seen
                if chars[at] != char or looks[at] != wanted:
                    chars[at], looks[at] = char, wanted
                    touched.add(at)
        return self._runs(sorted(touched), chars, looks)

    def _runs(self, touched: list[int], chars: list[str], looks: list[Look]) -> list[tuple[int, int]]:
        """Join changed cells into runs; a run never begins in the middle of a wide character."""
        runs: list[tuple[int, int]] = []
        for at in touched:
            start, end = at, at + 1
            while start > 0 and chars[start] == "":
                start -= 1
            while end < len(chars) and chars[end] == "":
                end += 1
            if runs and self._is_worth_joining(runs[-1][1], start, chars, looks):
                runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
            else:
                runs.append((start, end))
        return runs

    @staticmethod
    def _is_worth_joining(end: int, start: int, chars: list[str], looks: list[Look]) -> bool:
        if start <= end:
            return True
        if start - end > JOIN or _UNKNOWN in chars[end:start]:
            return False
        beside = (looks[end - 1], looks[start])
        blanks = {shows_on_space(seen) for seen in beside}
        return all(seen in beside or seen in blanks for seen in looks[end:start])

    def _run(
        self, out: list[str], y: int, start: int, end: int, at: Place | None, now: Look
    ) -> tuple[Place, Look]:
        chars, looks = self._chars[y], self._looks[y]
        if at != (start, y):
            if at is not None and at[1] == y and 0 <= at[0] < start:
                out.append(f"\x1b[{start - at[0]}C")
            else:
                out.append(f"\x1b[{y + 1};{start + 1}H")
        x = start
        certain = True
        while x < end:
            stop = x + 1
            while stop < end and looks[stop] == looks[x]:
                stop += 1
            change, now = restyle(now, looks[x])
            out.append(change)
            text = "".join(chars[x:stop])
            certain = certain and (text.isascii() or cell_len(text) == len(text))
            out.append(text)
            x = stop
        # At the edge, and behind characters that terminals may give another width, nobody knows the cursor.
        return ((end, y) if certain and end < self._width else (-1, y)), now


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
