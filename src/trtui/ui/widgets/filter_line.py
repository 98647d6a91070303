"""The line in which a list is narrowed by typing; it stays while the filter does."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from trtui.ui.actions import Context
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.line_input import LineInput
from trtui.ui.widgets.note import Note


class FilterLine(Horizontal):
    """A box for the filter of one table, and how many rows are left."""

    def __init__(self) -> None:
        super().__init__(id="filter-line", classes="-after-sign")
        self.box = LineInput()
        """Where the filter is typed."""
        self._count = Note("", classes="filter-count")
        self._table: ArrangedTable | None = None

    def compose(self) -> ComposeResult:
        """Yield sign, box and count."""
        yield Note("Filter ▸", classes="filter-sign")
        yield self.box
        yield self._count

    def edit(self, table: ArrangedTable) -> None:
        """Let the user type the filter of a table: what is kept is chosen, so that typing begins anew."""
        self.follow(table)
        self.display = True
        self.box.focus()
        self.box.action_select_all()

    def follow(self, table: ArrangedTable | None) -> None:
        """Show the filter of a table, if it has one."""
        self._table = table
        text = table.filter_text if table else ""
        if table is not None:
            self.box.placeholder = table.filter_hint
        if self.box.value != text:
            with self.box.prevent(Input.Changed):
                self.box.value = text
        self._settle()

    def _settle(self) -> None:
        """Say how many rows are left and what the keys do, as long as there is something to narrow."""
        self.display = self.box.has_focus or bool(self._table and self._table.is_filter_seen)
        if self._table is not None:
            keys = "" if self.box.has_focus else "  esc clears"
            self._count.show(f"{self._table.count_text}{keys} ")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list while typing."""
        event.stop()
        if self._table is not None:
            self._table.narrow(event.value)
            self._settle()

    def on_descendant_focus(self) -> None:
        """Say which keys are live."""
        self._settle()

    def on_descendant_blur(self) -> None:
        """Go when nothing was typed, however the box was left."""
        self._settle()

    # Keys, while the box has the focus

    def action_context(self) -> Context:
        """Let enter keep a filter that leaves no row."""
        return Context(has_row=True)

    def act_record_open(self) -> None:
        """Keep the filter and go back to the list."""
        self._back()

    def label_record_open(self) -> str:
        """Say what enter does."""
        return "keep"

    def label_place_back(self) -> str:
        """Say what escape does."""
        return "clear"

    def act_pane(self, verb: str) -> None:
        """Keep the filter and go back to the list."""
        self._back()

    def act_place_back(self) -> bool | None:
        """Drop the filter and go back to the list."""
        if not self.box.has_focus:
            return False
        self.box.value = ""
        self._back()
        return None

    def _back(self) -> None:
        if self._table is not None:
            self._table.focus()
