"""The boxes of a form that are not plain text boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from trtui.ui.text import clip, safe
from trtui.ui.widgets.note import Note

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from trtui.ui.widgets.lines_area import LinesArea


class ChoiceInput(Widget, can_focus=True, inherit_bindings=False):
    """One of a few options on one row: left and right step through them, a letter goes to the next that
    begins so.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice-input--arrows"}

    value: reactive[str] = reactive("", init=False)
    """The label of the chosen option."""

    @dataclass
    class Changed(Message):
        """Another option was chosen."""

        box: ChoiceInput

    def __init__(self, options: Sequence[tuple[Any, str]], chosen: Any, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        labels = [label for value, label in self.options if value == chosen]
        self.set_reactive(ChoiceInput.value, labels[0] if labels else "")

    @property
    def chosen(self) -> Any:
        """The value of the chosen option, or None."""
        return next((value for value, label in self.options if label == self.value), None)

    def validate_value(self, label: str) -> str:
        """Keep to the options."""
        return label if any(label == known for _, known in self.options) else self.value

    def watch_value(self) -> None:
        """Tell the form."""
        self.post_message(self.Changed(self))

    def action_step(self, step: int) -> None:
        """Choose the next or previous option."""
        labels = [label for _, label in self.options]
        if labels:
            at = labels.index(self.value) if self.value in labels else (-1 if step > 0 else 0)
            self.value = labels[(at + step) % len(labels)]

    def on_key(self, event: events.Key) -> None:
        """Go to the next option that begins with the typed letter."""
        if event.character is None or not event.character.isalnum():
            return
        event.stop()
        event.prevent_default()
        labels = [label for _, label in self.options]
        at = labels.index(self.value) + 1 if self.value in labels else 0
        for label in labels[at:] + labels[:at]:
            if label[:1].casefold() == event.character.casefold():
                self.value = label
                return

    def on_click(self) -> None:
        """Choose the next option."""
        self.action_step(1)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep letters and digits from the places around."""
        return character is not None and (character.isalnum() or character == " ")

    def render_line(self, y: int) -> Strip:
        """Draw the chosen option between arrows."""
        cells = self.size.width
        base = self.rich_style
        arrows = base + self.get_component_rich_style("choice-input--arrows", partial=True)
        label = clip(self.value or "–", max(1, cells - 4))
        parts = [Segment("‹ ", arrows), Segment(label, base), Segment(" ›", arrows)]
        return Strip(parts).adjust_cell_length(cells, base)


class LinesInput(Container, can_focus=False):
    """A box for several lines; Textual's text area is only imported when the first one is shown."""

    @dataclass
    class Edited(Message):
        """The text changed."""

        box: LinesInput

    def __init__(self, text: str = "", *, rows: int = 4, id: str | None = None) -> None:
        super().__init__(id=id)
        self._initial = safe(text, lines=True)
        self._rows = rows
        self._area: LinesArea | None = None

    def compose(self) -> ComposeResult:
        """Yield the text area."""
        from trtui.ui.widgets.lines_area import LinesArea

        self._area = LinesArea(self._initial)
        self.styles.height = self._rows
        yield self._area

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self._initial if self._area is None else safe(self._area.text, lines=True)

    @text.setter
    def text(self, text: str) -> None:
        self._initial = safe(text, lines=True)
        if self._area is not None:
            self._area.load_text(self._initial)
            self.post_message(self.Edited(self))

    def focus(self, scroll_visible: bool = True) -> LinesInput:
        """Give the focus to the text area."""
        if self._area is not None:
            self._area.focus(scroll_visible)
        return self

    def act_line_break(self) -> None:
        """Begin a new line where the cursor is; enter belongs to the form."""
        if self._area is not None:
            self._area.break_line()

    def act_field_editor(self) -> None:
        """Edit the text in $EDITOR."""
        self.text = cast(Any, self.app).edit_text(self.text)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(self.Edited(self))


__all__ = ["ChoiceInput", "LinesInput", "Note"]
