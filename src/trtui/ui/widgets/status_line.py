"""One line that says how things stand, and for a moment what just happened."""

from __future__ import annotations

from typing import ClassVar, Literal

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from trtui.ui.text import clip, fit, width

Kind = Literal["info", "good", "warning", "error"]
GLYPHS: dict[Kind, str] = {"info": "", "good": "✔ ", "warning": "! ", "error": "✖ "}


class StatusLine(Widget, can_focus=False, inherit_bindings=False):
    """Left: the state, or the last message until the next action. Right: a figure."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status-line--info",
        "status-line--good",
        "status-line--warning",
        "status-line--error",
    }

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
            self._state, self._right = state, right
            self.refresh()

    def mark(self, count: int) -> None:
        """Say how many rows are marked, beside any message: verbs act on them, seen or not."""
        if count != self._marked:
            self._marked = count
            self.refresh()

    def say(self, message: str, kind: Kind = "info") -> None:
        """Show a message over the state; an empty one takes it away."""
        if (message, kind) != (self._said, self._kind) and (message or self._said):
            self._said, self._kind = message, kind
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        cells = self.size.width
        marked = f"✓ {self._marked:,} marked" if self._marked else ""
        right = clip(" · ".join(part for part in (marked, self._right) if part), cells // 2)
        room = max(0, cells - width(right) - 3)
        style = self.rich_style
        if self._said:
            text = fit(f" {GLYPHS[self._kind]}{self._said}", room)
            left = Segment(
                text, style + self.get_component_rich_style(f"status-line--{self._kind}", partial=True)
            )
        else:
            left = Segment(fit(f" {self._state}", room), style)
        return Strip([left, Segment(fit(f" {right} ", cells - room, "right"), style)]).adjust_cell_length(
            cells, style
        )
