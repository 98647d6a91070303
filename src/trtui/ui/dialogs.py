"""One-line questions, confirmations, lists to choose from, and forms over a place.

All of them answer through ``await``: call them from a handler that is a coroutine.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll

from trtui.domain.errors import Invalid
from trtui.ui.actions import Scope
from trtui.ui.beside import beside, is_left
from trtui.ui.dialog import Answer, Dialog
from trtui.ui.form import Field, Form
from trtui.ui.keymap import bindings
from trtui.ui.menu import Choice
from trtui.ui.picker import ChoicePicker, Picker
from trtui.ui.widgets.header import HeaderLine
from trtui.ui.widgets.hint_bar import HintBar
from trtui.ui.widgets.rows import Column, Row
from trtui.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from trtui.ui.shell import Shell

FRAME = 5
"""Lines that a sheet takes beside its fields: edges, heading, status, hints."""

Save = Callable[[dict[str, Any]], Awaitable[Any]]
"""Writes the changed values; what it returns is the dialog's answer. Its ``Invalid`` errors show at their
field.
"""


class FormDialog(Dialog[Any], inherit_bindings=False):
    """A form over the place it was called from. Answers with what ``save`` returned, or None when dropped."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FORM)]
    ALLOW_SELECT = False

    def __init__(
        self,
        heading: str,
        fields: Sequence[Field],
        save: Save,
        draft: Mapping[str, str] | None = None,
        *,
        classes: str = "",
        keep_as: str = "",
    ) -> None:
        """Make the dialog; ``keep_as`` is the place under which what was typed is kept when the line drops."""
        super().__init__(classes=classes or None)
        self._keep_as = keep_as
        self._heading = heading
        self._fields = tuple(fields)
        self._save = save
        self._draft = dict(draft or {})
        self._saving = False

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

    def compose(self) -> ComposeResult:
        """Yield the sheet with the form."""
        with Vertical(classes="sheet -form"):
            yield HeaderLine(self._heading)
            with VerticalScroll(can_focus=False):
                yield Form(self._fields)
            yield StatusLine()
            yield HintBar()

    def drafts(self) -> dict[str, str]:
        """Return what was typed and not saved, as kept words by place."""
        draft = self.form.draft() if self._keep_as else {}
        return {self._keep_as: json.dumps(draft)} if draft else {}

    def on_mount(self) -> None:
        """Put the draft back and go to the field to start with, else the first one."""
        if self._draft:
            self.call_after_refresh(self.form.restore, self._draft)
        rows = list(self.form.rows.values())
        next((row for row in rows if row.field.starts), rows[0]).box.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Let the fields scroll where they do not fit; what can be done stays in sight."""
        self.query_one(VerticalScroll).styles.max_height = max(1, event.size.height - FRAME)

    def on_status_line_grew(self, event: StatusLine.Grew) -> None:
        """Give a long message the lines that it needs."""
        room = self.size.height - FRAME - (event.lines - 1)
        self.query_one(VerticalScroll).styles.max_height = max(1, room)

    def on_descendant_focus(self) -> None:
        """Show the keys of this field."""
        self.shell.refresh_hints()

    def on_form_saved(self, event: Form.Saved) -> None:
        """Save beside the event loop's queue; a second ctrl+s meanwhile does nothing."""
        event.stop()
        self.take(event)

    def take(self, event: Form.Saved) -> None:
        """Do with the values what this dialog is for."""
        if not self._saving:
            self._saving = True
            beside(self.shell, partial(self._write, event.changed), "save a form")

    async def _write(self, changed: dict[str, Any]) -> None:
        with self.shell.typeahead.hold():  # keys typed ahead are meant for what is there once it is saved
            await self._save_and_leave(changed)

    async def _save_and_leave(self, changed: dict[str, Any]) -> None:
        try:
            answer = await self._save(changed)
        except Invalid as error:
            if is_left(self) or not self.form.fail(error):
                self.shell.tell(error.message, "error")
        except Exception as error:
            self.shell.fell(error, "Saving")
        else:
            self.answer(answer)
        finally:
            self._saving = False

    def on_form_dropped(self, event: Form.Dropped) -> None:
        """Leave without saving."""
        event.stop()
        self.answer(None)


async def show(shell: Shell, dialog: Dialog[Answer]) -> Answer | None:
    """Show a dialog and wait for its answer; None where the screen that asks was left."""
    if not shell.may_ask():
        return None
    answer: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
    await shell.push_screen(dialog)
    with shell.typeahead.ask() as answered:

        def take(result: Answer | None) -> None:
            answered()
            if not answer.done():
                answer.set_result(result)

        dialog.tell_answer(take)
        return await answer


async def fill(
    shell: Shell,
    heading: str,
    fields: Sequence[Field],
    save: Save,
    draft: Mapping[str, str] | None = None,
    keep_as: str = "",
) -> Any:
    """Show a form and return what ``save`` returned, or None when it was dropped."""
    return await show(shell, FormDialog(heading, fields, save, draft, keep_as=keep_as))


class Question(FormDialog):
    """A form of one field at the bottom of the screen; answers with a tuple of its value."""

    def __init__(self, question: str, field: Field) -> None:
        super().__init__(question, [field], _nothing, classes="-line")

    def take(self, event: Form.Saved) -> None:
        """Answer with the parsed value."""
        self.answer(tuple(event.values.values()))


async def _nothing(_: dict[str, Any]) -> None:
    return None


async def ask(shell: Shell, question: str, field: Field) -> Any:
    """Ask for one line and return it parsed, or None when the question was dropped."""
    answer = await show(shell, Question(question, field))
    return None if answer is None else answer[0]


async def confirm(shell: Shell, question: str, yes: str) -> bool:
    """Ask before something that undo cannot bring back; ``yes`` names the deed."""
    choice = await shell.choose(question, [Choice(yes, True, "y"), Choice("No", False, "n")])
    return choice is not None and choice.value is True


async def pick(shell: Shell, heading: str, rows: Iterable[Row], columns: Sequence[Column] = ()) -> Row | None:
    """Choose one row of a list by typing or moving."""
    return await show(shell, ChoicePicker(heading, rows, columns))


async def look_up(shell: Shell, picker: Picker) -> Row | None:
    """Choose one row with a picker of your own."""
    return await show(shell, picker)
