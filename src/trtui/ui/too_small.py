"""What a terminal shows in which nothing can be laid out."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen

from trtui.ui.widgets.note import Note


class TooSmall(ModalScreen[None], inherit_bindings=False):
    """Asks for more room; goes away by itself when there is."""

    ALLOW_SELECT = False

    def compose(self) -> ComposeResult:
        """Yield the request."""
        from trtui.ui.shell import SMALLEST

        columns, rows = SMALLEST
        yield Note(f"This terminal is too small. Make it {columns} columns by {rows} rows or larger.")
