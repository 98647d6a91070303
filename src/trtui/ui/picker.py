"""Choose one of many by typing: the frame of help, palette and every longer list of choices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from trtui.domain.folding import fold
from trtui.domain.spelt import Typed
from trtui.ui.actions import Action, Context, Scope
from trtui.ui.answers import Answers
from trtui.ui.beside import beside, is_left
from trtui.ui.dialog import Dialog
from trtui.ui.keymap import bindings
from trtui.ui.widgets.header import HeaderLine
from trtui.ui.widgets.hint_bar import HintBar
from trtui.ui.widgets.line_input import LineInput
from trtui.ui.widgets.rows import Column, Row
from trtui.ui.widgets.status_line import StatusLine
from trtui.ui.widgets.virtual_table import VirtualTable


class Picker(Dialog[Row], inherit_bindings=False):
    """A box to type in and the rows that match; enter answers with the row, escape with None.

    Subclasses say what matches: ``find`` may wait for the store, ``find_now`` may not.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.PICKER)]
    COLUMNS: ClassVar[tuple[Column, ...]] = (Column("label", "", 20, grow=1),)
    HEADING: ClassVar[str] = ""
    HINT: ClassVar[str] = "type to filter"
    EMPTY: ClassVar[str] = "Nothing matches. Type less, or press esc."
    ENTER: ClassVar[str] = "choose"
    """What enter does with the row under the cursor."""
    KEEPS: ClassVar[bool] = False
    """Whether the rows that fewer letters found stay until the new ones are there."""
    ALLOW_SELECT = False

    def __init__(self, heading: str = "", text: str = "") -> None:
        super().__init__()
        self._heading = heading or self.HEADING
        self._text = text
        self._answers = Answers(lambda: self.query_one(LineInput).value)

    @property
    def table(self) -> VirtualTable:
        """The rows that match."""
        return self.query_one(VirtualTable)

    def compose(self) -> ComposeResult:
        """Yield the frame."""
        with Vertical(classes="sheet"):
            yield HeaderLine(self._heading)
            yield LineInput(self._text, self.HINT)
            yield VirtualTable(self.columns(), empty=self.EMPTY, header=False)
            yield StatusLine()
            yield HintBar()

    def on_mount(self) -> None:
        """Show all rows and wait for typing."""
        self.query_one(LineInput).focus()
        self.search(self._text)

    def search(self, text: str) -> None:
        """Show what matches: at once what is in memory, then what the store finds."""
        if not self.KEEPS:
            self.table.show_rows(self.find_now(text), keep=False)
        beside(self, partial(self._look_up, text), "find", exclusive=True)

    async def _look_up(self, text: str) -> None:
        try:
            await self.show_found(text)
        except Exception as error:
            if is_left(self):
                return
            told = self.shell.trouble(error, "Finding")
            self._answers.fail(told.message)
            if self.table.total and not self.KEEPS:
                self.query_one(StatusLine).say(told.message, "error")
            else:
                self.table.fail(told.message)
        else:
            self._answers.take(text)

    async def show_found(self, text: str) -> None:
        """Show what the store finds; errors that it raises are told."""
        more = await self.find(text)
        if more and text == self.query_one(LineInput).value:
            self.table.show_rows([*self.find_now(text), *more], keep=True)

    def behind(self, action: Action) -> Answers | None:
        """Let a choice wait for what is still looked for."""
        is_needed = action.is_about_rows and (self.KEEPS or self.table.current is None)
        return self._answers if is_needed and self._answers.are_due else None

    def columns(self) -> Sequence[Column]:
        """Return the columns of the rows."""
        return self.COLUMNS

    def find_now(self, text: str) -> Sequence[Row]:
        """Return the rows in memory that match, best first."""
        return ()

    async def find(self, text: str) -> Sequence[Row]:
        """Return further rows that match, from the store."""
        return ()

    def action_context(self) -> Context:
        """Return what the guards of actions look at."""
        return Context(has_row=self.table.current is not None)

    def on_descendant_focus(self) -> None:
        """Show the keys that are live here."""
        self.shell.refresh_hints()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while typing."""
        event.stop()
        self.search(event.value)

    def on_virtual_table_row_opened(self, event: VirtualTable.RowOpened) -> None:
        """Answer with the row."""
        event.stop()
        self.answer(event.row)

    def act_cursor(self, verb: str) -> None:
        """Move in the rows."""
        self.table.act_cursor(verb)

    def act_page(self, verb: str) -> None:
        """Move in the rows by pages."""
        self.table.act_page(verb)

    def act_record_open(self) -> None:
        """Answer with the row under the cursor."""
        self.table.act_record_open()

    def label_record_open(self) -> str:
        """Say what enter does."""
        return self.ENTER

    def label_place_back(self) -> str:
        """Say what escape does."""
        return "close"

    def act_place_back(self) -> None:
        """Leave without an answer."""
        self.answer(None)


def matches(text: str, *parts: str) -> bool:
    """Return whether every typed word occurs in one of the parts; case, accents and spelling do not count."""
    return Typed(text).is_in(" ".join(parts))


def texts(row: Row) -> list[str]:
    """Return the texts of a row's cells."""
    return [cell if isinstance(cell, str) else cell.text for cell in row.cells]


class ChoicePicker(Picker):
    """One of a fixed list of rows, filtered by typing."""

    def __init__(self, heading: str, rows: Iterable[Row], columns: Sequence[Column] = ()) -> None:
        super().__init__(heading)
        self._rows = tuple(rows)
        self._columns = tuple(columns) or self.COLUMNS

    def columns(self) -> Sequence[Column]:
        """Return the columns of this list."""
        return self._columns

    def find_now(self, text: str) -> Sequence[Row]:
        """Return the rows with all typed words; those that begin with them first."""
        typed = Typed(text)
        found = [row for row in self._rows if typed.is_in(" ".join(texts(row)))]
        begun = fold(text)
        return sorted(found, key=lambda row: not fold(texts(row)[0]).startswith(begun))
