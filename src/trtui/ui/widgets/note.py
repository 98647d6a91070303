"""A few words, wrapped."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from trtui.ui.text import fit, safe, width, wrap


class Note(Widget, can_focus=False):
    """A few words of ours or of the data, wrapped; grows with what it says."""

    ALLOW_SELECT = False

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self._text = text
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width of the text on one line."""
        return min(width(safe(self._text)), container.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        return max(1, len(wrap(self._text, max(1, width), limit=6)))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        cells = self.size.width
        lines = wrap(self._text, max(1, cells), limit=6)
        return Strip([Segment(fit(lines[y] if y < len(lines) else "", cells), self.rich_style)], cells)
