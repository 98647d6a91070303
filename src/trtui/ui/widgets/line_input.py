"""A one-row text box without borders or blinking."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from trtui.ui.keys import normal
from trtui.ui.text import safe

LONGEST = 4_000


class LineInput(Input, inherit_bindings=False):
    """A text box whose enter, arrows up and down and tab belong to the place around it.

    What is typed, pasted or set becomes one safe line; the readline keys work.
    """

    TAKES_TEXT: ClassVar[bool] = True
    """Whether what is pasted has a place here."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("shift+left", "cursor_left(True)", show=False),
        Binding("shift+right", "cursor_right(True)", show=False),
        Binding("ctrl+left", "cursor_left_word", show=False),
        Binding("ctrl+right", "cursor_right_word", show=False),
        Binding("home,ctrl+a", "home", show=False),
        Binding("end,ctrl+e", "end", show=False),
        Binding("shift+home", "home(True)", show=False),
        Binding("shift+end", "end(True)", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete,ctrl+d", "delete_right", show=False),
        Binding("ctrl+w", "delete_left_word", show=False),
        Binding("ctrl+u", "delete_left_all", show=False),
        Binding("ctrl+k", "delete_right_all", show=False),
        Binding("ctrl+x", "cut", show=False),
        Binding("ctrl+c", "copy", show=False),
        Binding("ctrl+v", "paste", show=False),
    ]

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        select_on_focus: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(
            value=one_line(value),
            placeholder=placeholder,
            select_on_focus=select_on_focus,
            id=id,
            classes=classes,
        )
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether a key is typed here; Textual does not know what a backslash is."""
        return super().check_consume_key(key, character) or len(normal(key)) == 1

    def validate_value(self, value: str) -> str:
        """Keep the value one safe line of bounded length."""
        return one_line(value)

    async def _on_key(self, event: events.Key) -> None:
        """Take characters; a character with alt is a key, not a text."""
        if event.key.startswith("alt+"):
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        """Take several pasted lines as one."""
        event.stop()
        event.prevent_default()
        pasted = " ".join(part.strip() for part in event.text.splitlines() if part.strip())
        self.replace(one_line(pasted), *self.selection)


def one_line(text: str) -> str:
    """Return text as one safe line of bounded length, with line breaks as spaces."""
    return safe(text[:LONGEST]).replace("⏎", " ")
