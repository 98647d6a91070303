"""The styles of a widget's tones, looked up once for each theme."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget

TONES = ("strong", "muted", "accent", "due", "overdue", "good")
"""What text from data may stand out by; stylesheets give each its look, widget by widget."""


def classes_of(widget: str) -> list[str]:
    """Return the component classes of a widget's tones: ``cell-lines--strong`` and so on."""
    return [f"{widget}--{tone}" for tone in TONES]


class Tones:
    """Styles of a widget by the names of its component classes."""

    def __init__(self, widget: Widget, prefix: str) -> None:
        self._widget, self._prefix = widget, prefix
        self._known: dict[tuple[str, str], Style] = {}

    def style(self, name: str, over: str = "") -> Style:
        """Return the style of a name, with another one laid over it; no name is the widget's own style."""
        style = self._known.get((name, over))
        if style is None:
            style = self._widget.rich_style
            for part in (name, over):
                if part:
                    style += self._widget.get_component_rich_style(f"{self._prefix}--{part}", partial=True)
            self._known[name, over] = style
        return style

    def forget(self) -> None:
        """Look the styles up anew: the theme changed."""
        self._known.clear()
