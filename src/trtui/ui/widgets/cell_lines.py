"""A few lines of cells side by side: a record's head, its facts, a row of section names."""

from __future__ import annotations

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


class CellLines(Widget, can_focus=False, inherit_bindings=False):
    """Lines of cells; only lines that changed are drawn again. What does not fit is cut off with …"""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {*classes_of("cell-lines")}

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[tuple[str | Cell, ...], ...] = ()
        self._tones = Tones(self, "cell-lines")

    @property
    def text(self) -> str:
        """All lines as text."""
        return "\n".join("".join(_text(cell) for cell in line) for line in self._lines)

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        fresh = tuple(tuple(line) for line in lines)
        if fresh != self._lines:
            resized = len(fresh) != len(self._lines)
            self._lines = fresh
            self.refresh(layout=resized)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        return len(self._lines)

    def notify_style_update(self) -> None:
        """Forget styles of the previous theme."""
        super().notify_style_update()
        self._tones.forget()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        cells = self.size.width
        if y >= len(self._lines):
            return Strip.blank(cells, self.rich_style)
        room = max(0, cells - 1)
        segments = [Segment(" ", self.rich_style)]
        for cell in self._lines[y]:
            text = safe(_text(cell))
            if width(text) > room:
                text = clip(text, room)
            if text:
                segments.append(Segment(text, self._tones.style(cell.tone if isinstance(cell, Cell) else "")))
                room -= width(text)
        return Strip(segments).adjust_cell_length(cells, self.rich_style)


def _text(cell: str | Cell) -> str:
    return cell.text if isinstance(cell, Cell) else cell
