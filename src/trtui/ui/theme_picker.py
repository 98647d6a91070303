"""Choose the colours: each theme is worn while the cursor is on it."""

from __future__ import annotations

from trtui.ui.dialogs import show
from trtui.ui.picker import ChoicePicker
from trtui.ui.shell import Shell
from trtui.ui.theme import LABELS
from trtui.ui.widgets.rows import Cell, Column, Row

COLUMNS = (
    Column("name", "", 24, grow=1),
    Column("setting", "", 18, priority=1),
)


class ThemePicker(ChoicePicker):
    """The themes; the workspace wears the one under the cursor until the picker is left."""

    ENTER = "keep"

    def __init__(self, worn: str) -> None:
        """Begin with the theme that is worn now, so that opening the list changes nothing."""
        names = list(LABELS)
        at = names.index(worn)
        rows = [Row(name, (LABELS[name], Cell(name, "muted"))) for name in (*names[at:], *names[:at])]
        super().__init__("Theme: the colours change as you move", rows, COLUMNS)

    def on_virtual_table_row_highlighted(self) -> None:
        """Wear the theme under the cursor."""
        current = self.table.current
        if current is not None:
            self.app.theme = str(current.key)


async def choose(shell: Shell) -> str | None:
    """Let somebody choose a theme; return the one that is worn from now on, or None when the old one came back."""
    before = shell.theme
    row = await show(shell, ThemePicker(before))
    shell.theme = before if row is None else str(row.key)
    return None if row is None else shell.theme
