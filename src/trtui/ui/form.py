"""Forms: one row per field, errors beside the field they belong to, only changes handed on.

A ``Form`` is a widget; put it in a place of its own (new client) or in ``trtui.ui.dialogs.FormDialog``. It
keeps what was typed as text, so that a draft survives a dropped line, and parses it when it is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from trtui.domain.errors import Invalid
from trtui.ui.actions import Scope
from trtui.ui.form_fields import ChoiceInput, LinesInput
from trtui.ui.keymap import bindings
from trtui.ui.text import safe, width
from trtui.ui.widgets.line_input import LineInput
from trtui.ui.widgets.note import Note

Kind = Literal["text", "choice", "lines"]

CURSOR, PADDING = 1, 2
"""Cells that the cursor takes behind a text, and the edges of what is said beside it."""


def as_is(text: str) -> Any:
    """Return the text without surrounding space."""
    return text.strip()


def as_text(value: Any) -> str:
    """Return a value as the text that is edited; None is empty."""
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form."""

    name: str
    label: str
    value: Any = ""
    """What it holds at first; for a choice, the value of the chosen option."""
    kind: Kind = "text"
    required: bool = False
    hint: str = ""
    """Shown in the empty box."""
    parse: Callable[[str], Any] = as_is
    """Text to value; raises Invalid with a message for the user."""
    show: Callable[[Any], str] = as_text
    """Value to text; ``parse(show(value))`` gives the value back."""
    options: Sequence[tuple[Any, str]] = ()
    """For a choice: (value, label) in order."""
    preview: Callable[[str], str] | None = None
    """What the text means so far, shown muted behind the box: ``mon`` → ``Mon 22 Dec``."""
    rows: int = 4
    """Height of a box for several lines."""
    replaces: bool = False
    """Whether what is typed first takes the place of what is there, as in a number."""
    starts: bool = False
    """Whether the cursor is here at first, instead of in the first field."""


class FieldRow(Vertical):
    """Label, box, preview, and below them what is wrong."""

    def __init__(self, field: Field) -> None:
        super().__init__(classes="field" if field.kind != "lines" else "field -lines")
        self.field = field
        self.box = _box(field)
        self.note = Note(classes="field-note")
        self.error = Note(classes="field-error")
        self.error.display = False

    def compose(self) -> ComposeResult:
        """Yield the row and its error line."""
        star = " *" if self.field.required else ""
        with Horizontal(classes="field-row"):
            yield Note(f"{self.field.label}{star}", classes="field-label")
            yield self.box
            if self.field.preview is not None:
                yield self.note
        yield self.error

    @property
    def text(self) -> str:
        """What stands in the box; for a choice, the label."""
        return self.box.value if isinstance(self.box, (LineInput, ChoiceInput)) else self.box.text

    def fail(self, message: str) -> None:
        """Say what is wrong with this field, or with an empty message nothing any more."""
        self.error.show(f"✖ {message}" if message else "")
        self.error.display = bool(message)

    def refresh_preview(self) -> None:
        """Say what the text means so far, where that leaves room for the text itself."""
        if self.field.preview is not None:
            said = self.field.preview(self.text)
            self.note.show(said if self._has_room(said) else "")

    def _has_room(self, said: str) -> bool:
        cells = self.box.size.width + self.note.outer_size.width
        return not cells or width(safe(self.text)) + CURSOR + width(safe(said)) + PADDING <= cells

    def on_resize(self) -> None:
        """Find out again whether there is room for what the text means."""
        self.call_after_refresh(self.refresh_preview)


def _box(field: Field) -> LineInput | ChoiceInput | LinesInput:
    if field.kind == "choice":
        return ChoiceInput(field.options, field.value)
    if field.kind == "lines":
        return LinesInput(field.show(field.value), rows=field.rows)
    return LineInput(field.show(field.value), field.hint, select_on_focus=field.replaces)


class Form(Vertical):
    """Fields under each other; tells when it is saved or dropped."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FORM)]

    @dataclass
    class Changed(Message):
        """Somebody typed in a field."""

        form: Form
        name: str

    @dataclass
    class Saved(Message):
        """The form was saved and every field could be parsed. ``changed`` holds only what differs from the
        start.
        """

        form: Form
        values: dict[str, Any]
        changed: dict[str, Any]

    @dataclass
    class Dropped(Message):
        """The form was left without saving."""

        form: Form

    def __init__(self, fields: Sequence[Field], *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: dict[str, FieldRow] = {field.name: FieldRow(field) for field in fields}
        self._start: dict[str, str] = {}
        self._warned = False

    def compose(self) -> ComposeResult:
        """Yield the rows."""
        yield from self.rows.values()

    def on_mount(self) -> None:
        """Remember how the fields were, so as to know what is changed."""
        self._start = {name: row.text for name, row in self.rows.items()}
        for row in self.rows.values():
            row.refresh_preview()

    # Values

    @property
    def is_dirty(self) -> bool:
        """Whether anything differs from the start."""
        return any(row.text != self._start.get(name, row.text) for name, row in self.rows.items())

    def text(self, name: str) -> str:
        """Return what stands in a field."""
        return self.rows[name].text

    def set_text(self, name: str, text: str) -> None:
        """Put text into a field, as if it had been typed."""
        box = self.rows[name].box
        if isinstance(box, LinesInput):
            box.text = text
        else:
            box.value = text

    def draft(self) -> dict[str, str]:
        """Return what was typed and not saved, by field; empty when nothing was."""
        return {name: row.text for name, row in self.rows.items() if row.text != self._start.get(name)}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put a draft back; fields the form no longer has are left out."""
        for name, text in draft.items():
            if name in self.rows:
                self.set_text(name, text)

    def parse(self) -> dict[str, Any] | None:
        """Return all values, or None after showing what is wrong and going there."""
        values: dict[str, Any] = {}
        first: str | None = None
        for name, row in self.rows.items():
            try:
                values[name] = _value(row)
                row.fail("")
            except Invalid as error:
                row.fail(error.message)
                first = first or name
        if first is not None:
            self.rows[first].box.focus()
            return None
        return values

    def fail(self, error: Invalid) -> bool:
        """Show an error at its field; return False when the form has no such field."""
        row = self.rows.get(error.field)
        if row is None:
            return False
        row.fail(error.message)
        row.box.focus()
        return True

    def settle(self) -> None:
        """Take what stands in the fields as saved."""
        self._start = {name: row.text for name, row in self.rows.items()}
        self._warned = False

    # Actions

    def act_form_save(self) -> None:
        """Hand the values on if all of them can be parsed."""
        values = self.parse()
        if values is not None:
            changed = {name: values[name] for name, row in self.rows.items() if row.text != self._start[name]}
            self.post_message(self.Saved(self, values, changed))

    def act_form_drop(self) -> None:
        """Leave; with unsaved changes only at the second time."""
        if self.is_dirty and not self._warned:
            self._warned = True
            _tell(self, "Not saved yet. Press again to leave without saving, or save.", "warning")
            return
        self.post_message(self.Dropped(self))

    def act_field_accept(self) -> None:
        """Go to the next field; on the last one, save."""
        boxes = self._boxes
        if len(boxes) == 1 or boxes[-1].has_focus_within:
            self.act_form_save()
        else:
            self._go(1)

    def label_field_accept(self) -> str:
        """Say what enter does in this field."""
        boxes = self._boxes
        return "save" if len(boxes) == 1 or boxes[-1].has_focus_within else "next"

    def act_field_next(self) -> None:
        """Go to the next field, after the last one to the first."""
        self._go(1)

    def act_field_previous(self) -> None:
        """Go to the previous field, before the first one to the last."""
        self._go(-1)

    @property
    def _boxes(self) -> list[LineInput | ChoiceInput | LinesInput]:
        return [row.box for row in self.rows.values() if row.display]

    def _go(self, step: int) -> None:
        boxes = self._boxes
        at = next((number for number, box in enumerate(boxes) if box.has_focus_within), 0)
        boxes[(at + step) % len(boxes)].focus()

    # Events

    def _changed(self, box: Widget) -> None:
        for name, row in self.rows.items():
            if row.box is box:
                self._warned = False
                row.refresh_preview()
                if row.error.display:
                    row.fail("")
                self.post_message(self.Changed(self, name))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Follow typing."""
        event.stop()
        self._changed(event.input)

    def on_choice_input_changed(self, event: ChoiceInput.Changed) -> None:
        """Follow choosing."""
        event.stop()
        self._changed(event.box)

    def on_lines_input_edited(self, event: LinesInput.Edited) -> None:
        """Follow writing."""
        event.stop()
        self._changed(event.box)


def _value(row: FieldRow) -> Any:
    field = row.field
    if isinstance(row.box, ChoiceInput):
        return row.box.chosen
    text = row.text
    if field.required and not text.strip():
        raise Invalid(f"{field.label} is needed", field.name)
    return field.parse(text)


def _tell(node: Widget, message: str, kind: str) -> None:
    tell = cast(Any, node.app).tell
    tell(message, kind)
