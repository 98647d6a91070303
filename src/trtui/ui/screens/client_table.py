"""The list of one section of a client, narrowed and sorted as the section was left."""

from __future__ import annotations

from collections.abc import Iterable

from trtui.ui.actions import Scope
from trtui.ui.keymap import bindings
from trtui.ui.screens.client_sections import Section
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.arrangement import Arrangement
from trtui.ui.widgets.rows import Row


class SectionTable(ArrangedTable):
    """The list of one section; its columns change with the section."""

    def turn(self, section: Section, arrangement: Arrangement) -> None:
        """Become the list of another section, empty and silent until its rows are there."""
        self.columns, self.empty, self.filter_hint = section.columns, "", section.filter_hint
        self.arrangement = arrangement
        self.clear_marks()
        self.show_rows((), keep=False)
        self.on_resize()

    def show_rows(self, rows: Iterable[Row], *, keep: bool = True) -> None:
        """Show rows; the marks of those that are gone go too."""
        rows = tuple(rows)
        super().show_rows(rows, keep=keep)
        if self.marks.keep({row.key for row in rows}):
            self.marks_changed()


class ContactTable(SectionTable):
    """The list of contacts, with the keys that people need."""

    BINDINGS = [*bindings(Scope.CONTACTS)]


class NoteTable(SectionTable):
    """The list of notes and tasks, with the key that pins a note."""

    BINDINGS = [*bindings(Scope.NOTES)]
