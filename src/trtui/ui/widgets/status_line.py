"""A line that says how things stand, and for a moment what just happened; long messages take several lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from trtui.ui.text import clip, fit, width, wrap

Kind = Literal["info", "good", "warning", "error"]
GLYPHS: dict[Kind, str] = {"info": "", "good": "✔ ", "warning": "! ", "error": "✖ "}


MOST_SAID, MOST_STATE = 6, 2
"""Lines that a message may take, and the state."""


class StatusLine(Widget, can_focus=False, inherit_bindings=False):
    """Left: the state, or the last message until the next action. Right: a figure."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status-line--info",
        "status-line--good",
        "status-line--warning",
        "status-line--error",
    }

    @dataclass
    class Grew(Message):
        """What it says takes another number of lines now."""

        lines: int

    def __init__(self, state: str = "", right: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._state, self._right = state, right
        self._said, self._kind = "", Kind.__args__[0]  # type: ignore[attr-defined]
        self._marked = 0

    @property
    def said(self) -> str:
        """The message that is shown, or an empty text."""
        return self._said

    def show(self, state: str, right: str = "") -> None:
        """Set the state and the figure on the right."""
        if (state, right) != (self._state, self._right):
            before = self._count()
            self._state, self._right = state, right
            self._redraw(before)

    def mark(self, count: int) -> None:
        """Say how many rows are marked, beside any message: verbs act on them, seen or not."""
        if count != self._marked:
            self._marked = count
            self.refresh()

    def say(self, message: str, kind: Kind = "info") -> None:
        """Show a message over the state; an empty one takes it away."""
        if (message, kind) != (self._said, self._kind) and (message or self._said):
            before = self._count()
            self._said, self._kind = message, kind
            self._redraw(before)

    def _redraw(self, before: int) -> None:
        now = self._count()
        self.refresh(layout=now != before)
        if now != before:
            self.post_message(self.Grew(now))

    # Lines: what fits on one stands on one, what does not is wrapped rather than cut

    def _count(self) -> int:
        return len(self._lines(self.size.width)) if self.size.width else 1

    def _figure(self, cells: int) -> str:
        marked = f"✓ {self._marked:,} marked" if self._marked else ""
        return clip(" · ".join(part for part in (marked, self._right) if part), cells // 2)

    def _lines(self, cells: int) -> list[str]:
        text = f"{GLYPHS[self._kind]}{self._said}" if self._said else self._state
        room = max(1, cells - width(self._figure(cells)) - 4)
        return wrap(text, room, limit=MOST_SAID if self._said else MOST_STATE) or [""]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line; the figure stands on the first."""
        cells = self.size.width
        right = self._figure(cells) if y == 0 else ""
        room = max(0, cells - width(right) - 3)
        style = self.rich_style
        lines = self._lines(cells)
        text = fit(f" {lines[y] if y < len(lines) else ''}", room)
        tone = self.get_component_rich_style(f"status-line--{self._kind}", partial=True)
        left = Segment(text, style + tone if self._said else style)
        return Strip([left, Segment(fit(f" {right} ", cells - room, "right"), style)]).adjust_cell_length(
            cells, style
        )
