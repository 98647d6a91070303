"""A few lines of cells side by side: a record's head, its facts, a row of section names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from trtui.ui.text import clip, safe, width
from trtui.ui.widgets.rows import Cell
from trtui.ui.widgets.tones import Tones, classes_of

Line = Sequence[str | Cell]
HANGING = 4
"""Cells by which the rest of a line without a label is indented."""
_WORDS = re.compile(r"\s*\S+|\s+$")


class CellLines(Widget, can_focus=False, inherit_bindings=False):
    """Lines of cells. What does not fit goes on below, on at most as many lines as said; then it is cut off with …"""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {*classes_of("cell-lines")}

    def __init__(self, *, id: str | None = None, classes: str | None = None, most: int = 1) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[tuple[str | Cell, ...], ...] = ()
        self._most = most
        self._wrapped: tuple[Line, ...] = ()
        self._wrapped_for = -1
        self._tones = Tones(self, "cell-lines")

    @property
    def text(self) -> str:
        """All lines as text."""
        return "\n".join("".join(_text(cell) for cell in line) for line in self._lines)

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        fresh = tuple(tuple(line) for line in lines)
        if fresh != self._lines:
            before = len(self._fitted(self.size.width))
            self._lines, self._wrapped_for = fresh, -1
            self.refresh(layout=len(self._fitted(self.size.width)) != before)

    def _fitted(self, cells: int) -> Sequence[Line]:
        if self._most == 1:
            return self._lines
        if cells != self._wrapped_for:
            self._wrapped = tuple(
                part for line in self._lines for part in wrapped(line, max(1, cells - 2), self._most)
            )
            self._wrapped_for = cells
        return self._wrapped

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        return len(self._fitted(width))

    def notify_style_update(self) -> None:
        """Forget styles of the previous theme."""
        super().notify_style_update()
        self._tones.forget()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        cells = self.size.width
        lines = self._fitted(cells)
        if y >= len(lines):
            return Strip.blank(cells, self.rich_style)
        whole = sum(width(safe(_text(cell))) for cell in lines[y])
        room = max(0, cells - 1 if whole < cells else cells - 2)
        segments = [Segment(" ", self.rich_style)]
        for cell in lines[y]:
            text = safe(_text(cell))
            if width(text) > room:
                text = clip(text, room)
            if text:
                segments.append(Segment(text, self._tones.style(cell.tone if isinstance(cell, Cell) else "")))
                room -= width(text)
        return Strip(segments).adjust_cell_length(cells, self.rich_style)


def wrapped(line: Line, cells: int, most: int) -> list[Line]:
    """Return a line as the lines it takes, broken between words; a label at its beginning stays in the margin."""
    texts = [safe(_text(cell)) for cell in line]
    if sum(map(width, texts)) <= cells or most == 1:
        return [line]
    has_label = len(line) > 1 and texts[0].endswith(" ")
    leading = len(texts[0]) - len(texts[0].lstrip())
    indent = min(width(texts[0]) if has_label else leading if len(line) == 1 else HANGING, cells // 2)
    found: list[list[str | Cell]] = [[line[0]] if has_label else []]
    used = width(texts[0]) if has_label else 0
    for cell, text in list(zip(line, texts, strict=True))[has_label:]:
        tone = cell.tone if isinstance(cell, Cell) else ""
        for word in _WORDS.findall(text):
            if used + width(word.rstrip()) > cells and used > indent and len(found) < most:
                found.append([" " * indent])
                used, word = indent, word.lstrip()
            last = found[-1][-1] if found[-1] else ""
            if isinstance(last, Cell) and last.tone == tone and len(found[-1]) > has_label:
                found[-1][-1] = Cell(last.text + word, tone)
            else:
                found[-1].append(Cell(word, tone))
            used += width(word)
            if used > cells and len(found) == most:
                return list(found)
    return list(found)


def _text(cell: str | Cell) -> str:
    return cell.text if isinstance(cell, Cell) else cell
