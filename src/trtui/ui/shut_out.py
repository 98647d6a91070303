"""What somebody sees who may not sit at the store any more: why, and nothing of what was read before."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen

from trtui.ui.widgets.note import Note


class ShutOutScreen(ModalScreen[None], inherit_bindings=False):
    """Covers all other screens until the program is left."""

    ALLOW_SELECT = False

    def __init__(self, message: str) -> None:
        super().__init__()
        self._message = message

    def compose(self) -> ComposeResult:
        """Yield the reason and the only key that is left."""
        yield Note(f"{self._message} ctrl+q quits.")
