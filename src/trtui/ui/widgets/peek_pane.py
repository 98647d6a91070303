"""A pane of facts about the row under the cursor: beside the list where there is room, else below it."""

from __future__ import annotations

from textual import events
from textual.containers import Container

from trtui.ui.widgets.facts import Facts

BESIDE = 100
"""Cells from which list and pane stand side by side."""
BY_ITSELF = 140
"""Cells from which the pane is there unasked; narrower, a move of the cursor would send too much."""


class PeekPane(Facts):
    """Shown by itself where the terminal is wide, by a key elsewhere."""

    def __init__(self) -> None:
        super().__init__(id="peek-pane")
        self._wanted: bool | None = None
        self.display = False

    def toggle(self) -> None:
        """Show or hide the pane, whatever the width says."""
        self._wanted = not self.display
        self.display = self._wanted

    def settle(self, cells: int) -> None:
        """Be there or not in a terminal of a width, as long as nobody said otherwise."""
        self.display = cells >= BY_ITSELF if self._wanted is None else self._wanted


class Listing(Container):
    """Lists and a peek pane; the pane stands on the right or below, as the width allows."""

    def on_resize(self, event: events.Resize) -> None:
        """Put the pane where there is room for it."""
        self.set_class(event.size.width >= BESIDE, "-beside")
        for pane in self.query(PeekPane):
            pane.settle(event.size.width)
