"""A text area of a form. Imports Textual's: import it only when one is shown."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.widgets import TextArea


class LinesArea(TextArea):
    """A text area whose enter and tab belong to the form around it; what is pasted keeps its lines."""

    TAKES_TEXT: ClassVar[bool] = True
    """Whether what is pasted has a place here."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True)
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Go on where the text ends."""
        self.move_cursor(self.document.end)

    def break_line(self) -> None:
        """Begin a new line where the cursor is, in place of what is selected."""
        self._replace_via_keyboard("\n", *self.selection)

    async def _on_key(self, event: events.Key) -> None:
        """Leave enter to the form."""
        if event.key == "enter":
            event.prevent_default()
