"""What covers every other screen where nothing of them can be shown, or may be."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen

from trtui.ui.widgets.note import Note


class Cover(ModalScreen[None], inherit_bindings=False):
    """Says why nothing else is in sight."""

    ALLOW_SELECT = False

    def __init__(self, message: str) -> None:
        super().__init__()
        self._message = message

    def compose(self) -> ComposeResult:
        """Yield the message."""
        yield Note(self._message)


class TooSmall(Cover, inherit_bindings=False):
    """Asks for more room; goes away by itself when there is."""

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(f"This terminal is too small. Make it {columns} columns by {rows} rows or larger.")


class ShutOut(Cover, inherit_bindings=False):
    """Says why the user may not sit at the store any more; stays until the program is left."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} ctrl+q quits.")
