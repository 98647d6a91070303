"""The top line: where I am, what I look at, and a figure or two."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from trtui.ui.text import clip, fit, width


class HeaderLine(Widget, can_focus=False, inherit_bindings=False):
    """Place, title and right side on one line."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "header-line--place",
        "header-line--title",
        "header-line--badge",
    }

    def __init__(self, place: str = "", title: str = "", right: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts = (place, title, right)
        self._badge = ""

    def warn(self, badge: str) -> None:
        """Show what should not be forgotten, before the right side; an empty text takes it away."""
        if badge != self._badge:
            self._badge = badge
            self.refresh()

    def show(self, place: str | None = None, title: str | None = None, right: str | None = None) -> None:
        """Change parts of the line; None leaves a part as it is."""
        parts = tuple(
            old if new is None else new for old, new in zip(self._parts, (place, title, right), strict=True)
        )
        if parts != self._parts:
            self._parts = (parts[0], parts[1], parts[2])
            self.refresh()

    @property
    def text(self) -> str:
        """The whole line as text."""
        place, title, right = self._parts
        return "  ".join(part for part in (place, title, self._badge, right) if part)

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        cells = self.size.width
        place, title, right = self._parts
        base = self.rich_style
        right = clip(right, max(0, cells * 2 // 3))
        badge = f" {self._badge} " if self._badge else ""
        room = max(0, cells - width(right) - width(badge) - (3 if right or badge else 1))
        left = clip(f" {place}", room)
        rest = fit(f"  {title}" if title else "", room - width(left))
        return Strip(
            [
                Segment(left, base + self.get_component_rich_style("header-line--place", partial=True)),
                Segment(rest, base + self.get_component_rich_style("header-line--title", partial=True)),
                Segment("  " if right or badge else "", base),
                Segment(badge, base + self.get_component_rich_style("header-line--badge", partial=True)),
                Segment(f"{' ' if badge and right else ''}{right} ", base),
            ]
        ).adjust_cell_length(cells, base)
