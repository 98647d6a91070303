"""Short menus: a key or a first letter chooses, without leaving the screen.

A menu is drawn above the hint bar and takes keys from the shell, not the focus: two keys typed in one breath
(``g s``) reach it even before it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from trtui.ui import keys as key_names
from trtui.ui.text import clip, fit, width, wrap

_DIGITS = "1234567890"
MOST_LINES = 6
"""Lines that the title of a menu may take."""
FEW_ROWS = 8
"""Rows that a menu may take for the sake of the reasons why something cannot be chosen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    label: str
    value: Any = None
    key: str = ""
    """The key that chooses it; without one it gets the next digit, and its first letter when that is free."""
    detail: str = ""
    """A few muted words behind the label; a menu with details has one choice per line."""
    why_not: str = ""
    """Why it cannot be chosen now; it stays in its place, greyed."""


def with_keys(choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices, each with the key that chooses it: the given one, or the next digit."""
    taken = {choice.key for choice in choices}
    digits = iter(digit for digit in _DIGITS if digit not in taken)
    return [choice if choice.key else replace(choice, key=next(digits, "")) for choice in choices]


class Menu(Widget, can_focus=False, inherit_bindings=False):
    """The choices in columns, drawn at the bottom of the screen."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "menu--title",
        "menu--key",
        "menu--label",
        "menu--detail",
        "menu--off",
        "menu--cursor",
    }

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        done: Callable[[Choice | None], None],
        *,
        by_letter: bool = True,
        at: Any = None,
    ) -> None:
        """Make a menu; ``done`` gets the choice, or None when the menu was left.

        Without ``by_letter`` only the keys of the choices choose, not their first letters. ``at`` is the value of the
        choice that the cursor stands on at first.
        """
        super().__init__()
        self._by_letter = by_letter
        self.menu_title = title
        self.choices = with_keys(choices)
        values = [choice.value for choice in self.choices]
        self.cursor: int | None = values.index(at) if at is not None and at in values else None
        self.said = ""
        reasons = {choice.why_not for choice in choices}
        self._why_none = next(iter(reasons), "") if len(reasons) == 1 else ""
        """Why none of the choices can be chosen, where that is the same for all: said once."""
        self._done = done
        self._answered = False

    @property
    def is_open(self) -> bool:
        """Whether the menu still waits for a choice."""
        return not self._answered

    def press(self, key: str, character: str | None) -> None:
        """Take a key: choose, move, or leave."""
        chosen = self._chosen_by(key, character)
        if chosen is not None:
            self._choose(chosen)
        elif key in ("escape", "ctrl+c"):
            self.close(None)
        elif key in ("down", "j", "tab", "right"):
            self._move(1)
        elif key in ("up", "k", "shift+tab", "left"):
            self._move(-1)
        elif key == "enter":
            if self.cursor is not None:
                self._choose(self.choices[self.cursor])
        else:
            self.said = f"{key_names.shown(key_names.normal(key))} is not in this menu"
            self.refresh(layout=True)

    def close(self, choice: Choice | None) -> None:
        """Take the menu away and answer once."""
        if self._answered:
            return
        self._answered = True
        if self.is_attached:
            self.remove()
        self._done(choice)

    def leave(self) -> None:
        """Go away without a choice."""
        self.close(None)

    def _chosen_by(self, key: str, character: str | None) -> Choice | None:
        pressed = {key_names.normal(key), character or ""} - {""}
        for choice in self.choices:
            if choice.key and key_names.normal(choice.key) in pressed:
                return choice
        if self._by_letter and character and character.isalpha():
            begins = [
                choice for choice in self.choices if choice.label[:1].casefold() == character.casefold()
            ]
            if len(begins) == 1 and key not in ("j", "k"):
                return begins[0]
        return None

    def _choose(self, choice: Choice) -> None:
        if choice.why_not:
            self.said = choice.why_not
            self.refresh(layout=True)
        else:
            self.close(choice)

    def _move(self, step: int) -> None:
        if self.choices:
            count = len(self.choices)
            self.cursor = (
                (0 if step > 0 else count - 1) if self.cursor is None else (self.cursor + step) % count
            )
            self.refresh()

    def on_unmount(self) -> None:
        """Answer when the screen under the menu goes away."""
        self.close(None)

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse."""
        columns, rows, cell = self._grid(self.size.width)
        row = event.y - len(self._heading(self.size.width))
        at = (event.x // cell) * rows + row if rows else -1
        if row >= 0 and 0 <= at < len(self.choices) and event.x // cell < columns:
            self._choose(self.choices[at])

    # Drawing

    def _grid(self, cells: int) -> tuple[int, int, int]:
        """Return (columns, rows, cells of a column)."""
        if not self.choices:
            return 1, 0, max(1, cells)
        widest = max(self._wanted(choice) for choice in self.choices)
        if -(-len(self.choices) // max(1, cells // widest)) > FEW_ROWS:
            widest = max(self._wanted(replace(choice, why_not="")) for choice in self.choices)
        columns = 1 if any(choice.detail for choice in self.choices) else max(1, min(cells // widest, 6))
        rows = -(-len(self.choices) // columns)
        columns = -(-len(self.choices) // rows)
        return (
            columns,
            rows,
            max(1, cells // columns) if columns == 1 else min(widest, max(1, cells // columns)),
        )

    def _wanted(self, choice: Choice) -> int:
        """Return the cells that a choice takes with its label and why it cannot be chosen."""
        reason = width(clip(choice.why_not, 40)) + 2 if choice.why_not and not self._why_none else 0
        return self._key_cells + 2 + width(clip(choice.label, 60)) + reason + 3

    @property
    def _key_cells(self) -> int:
        return max((width(key_names.shown(choice.key)) for choice in self.choices), default=1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height of the title and the rows, leaving two lines of the screen free."""
        return min(self._grid(width)[1] + len(self._heading(width)), max(2, viewport.height - 2))

    def _heading(self, cells: int) -> list[str]:
        """Return the title and what was said of a key, on as many lines as they need."""
        said = self.said or self._why_none
        note = f" · {said}" if said else ""
        return wrap(f"{self.menu_title}{note}", max(1, cells - 6), limit=MOST_LINES) or [""]

    def render_line(self, y: int) -> Strip:
        """Draw the title or one row of choices."""
        cells = self.size.width
        heading = self._heading(cells)
        if y < len(heading):
            text = fit(f" {heading[y]}", max(0, cells - 5)) + (" esc " if y == 0 else "     ")
            return Strip([Segment(text, self._style("title"))]).adjust_cell_length(
                cells, self._style("title")
            )
        columns, rows, cell = self._grid(cells)
        row = y - len(heading)
        shown = self.size.height - len(heading)
        if rows > shown and self.cursor is not None:
            row += max(0, min(self.cursor % rows - shown // 2, rows - shown))
        segments: list[Segment] = []
        for column in range(columns):
            at = column * rows + row
            if row < rows and at < len(self.choices):
                segments += self._cell(at, cell)
        return Strip(segments).adjust_cell_length(cells, self._style("label"))

    def _cell(self, at: int, cells: int) -> list[Segment]:
        choice = self.choices[at]
        cursor = ("cursor",) if at == self.cursor else ()
        off = ("off",) if choice.why_not else ()
        key = fit(key_names.shown(choice.key), self._key_cells, "right")
        room = max(0, cells - self._key_cells - 3)
        label = clip(choice.label, room)
        segments = [
            Segment(f" {key} ", self._style("key", *off, *cursor)),
            Segment(label, self._style("label", *off, *cursor)),
        ]
        detail = "" if self._why_none else choice.why_not or choice.detail
        rest = fit(f"  {detail}" if detail else "", room - width(label) + 1)
        return [*segments, Segment(rest, self._style("detail", *off, *cursor))]

    def _style(self, *names: str) -> Any:
        style = self.rich_style
        for name in names:
            style += self.get_component_rich_style(f"menu--{name}", partial=True)
        return style
