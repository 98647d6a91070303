"""The record under the cursor beside the list, without leaving it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll

from trtui.ui.beside import beside, is_left
from trtui.ui.subjects import Subject, clients_of
from trtui.ui.widgets.cell_lines import CellLines, Line
from trtui.ui.widgets.rows import Cell

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

LONG = 3
"""Lines that one thing may take where it does not fit on one."""
WIDE_ENOUGH = 140
"""Columns from which the pane is there by itself; narrower, a move of the cursor would send too much."""


class Peek(VerticalScroll, can_focus=False, inherit_bindings=False):
    """A pane that follows the cursor; shown by itself on wide terminals, by a key on others."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, classes="pane -right")
        self._subject: Subject | None = None
        self._wanted: bool | None = None

    def compose(self):  # type: ignore[no-untyped-def]
        """Yield the lines."""
        yield CellLines(classes="peek-lines", most=LONG)

    def on_mount(self) -> None:
        """Be there or not, as the width says."""
        self._settle()

    @property
    def workspace(self) -> Workspace:
        """The app, as what it is."""
        return cast("Workspace", self.app)

    def toggle(self) -> None:
        """Show or hide the pane, whatever the width says."""
        self._wanted = not self.display
        self._settle()

    def settle(self) -> None:
        """Be there or not after the terminal changed its size."""
        self._settle()

    def show_subject(self, subject: Subject | None, *, anew: bool = False) -> None:
        """Show another record, or none; ``anew`` reads the same one again, which may have been changed."""
        if anew or subject != self._subject:
            self._subject = subject
            if self.display:
                self._read()

    def _settle(self) -> None:
        self.display = self.app.size.width >= WIDE_ENOUGH if self._wanted is None else self._wanted
        if self.display:
            self._read()

    def _read(self) -> None:
        beside(self, partial(self._load, self._subject), "peek", exclusive=True)

    async def _load(self, subject: Subject | None) -> None:
        try:
            lines = await self._lines_of(subject)
        except Exception as error:
            if is_left(self):
                return
            told = self.workspace.trouble(error, "Reading the details")
            lines = [[Cell(told.message, "overdue")]]
        if subject == self._subject:
            self.query_one(CellLines).show(lines)

    async def _lines_of(self, subject: Subject | None) -> list[Line]:
        numbers = clients_of([subject]) if subject is not None else []
        if subject is None or not numbers:
            return [[Cell("Nothing is selected.", "muted")]]
        from trtui.desk import sections, summary
        from trtui.ui.screens.peek_lines import peek_lines

        office = self.workspace.office
        head = await office.read(summary.summary, numbers[0])
        people = await office.read(sections.contacts, numbers[0])
        happened = await office.read(sections.activity, numbers[0], 6)
        notes = await office.read(sections.notes, numbers[0])
        return peek_lines(head, people, happened, notes, subject, office.clock)
