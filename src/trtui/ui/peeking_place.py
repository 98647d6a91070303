"""A place with a peek pane, which follows the cursor where it is shown."""

from __future__ import annotations

from trtui.ui.desk_place import DeskPlace
from trtui.ui.widgets.facts import Fact
from trtui.ui.widgets.peek_pane import PeekPane
from trtui.ui.widgets.rows import Cell

NOT_CHOSEN = (Fact("", Cell("Nothing is selected.", "muted"), 2),)
"""What the pane says where there is no row."""


class PeekingPlace(DeskPlace):
    """A full screen over the desk with a peek pane; subclasses fill it in ``fill_peek``."""

    def fill_peek(self, pane: PeekPane) -> None:
        """Show all that is known of the row under the cursor."""
        raise NotImplementedError

    def show_peek(self) -> None:
        """Fill the pane where it is shown."""
        pane = self.query_one(PeekPane)
        if pane.display:
            self.fill_peek(pane)

    def act_peek_toggle(self) -> None:
        """Show or hide the whole of the row beside the list."""
        self.query_one(PeekPane).toggle()
        self.show_peek()

    def on_virtual_table_row_highlighted(self) -> None:
        """Show the whole of another row."""
        self.show_peek()

    def on_resize(self) -> None:
        """Fill the pane when it comes by itself."""
        self.call_after_refresh(self.show_peek)
