"""The palette: any action and any record by name; shows the key for the next time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.ui import dispatch
from trtui.ui.picker import Picker, matches, texts
from trtui.ui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from trtui.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that the palette found, and what opens it."""

    label: str
    detail: str
    open: Callable[[], object]


Find = Callable[[str], Awaitable[Sequence[Hit]]]
"""Looks records up by what was typed; the app gives it."""


def action_rows(shell: Shell) -> list[Row]:
    """Return a row for every action of the palette: those that can run here first."""
    nodes = dispatch.chain(shell)
    ready: list[Row] = []
    off: list[Row] = []
    for action in shell.keymap:
        if not action.palette or next(dispatch.handlers(nodes, action), None) is None:
            continue
        why = dispatch.why_not(nodes, action)
        said = Cell(why or action.help, "muted")
        row = Row(
            ("action", action.id),
            (action.label.capitalize(), said, Cell(shell.keymap.shown(action.id), "accent")),
            tone="muted" if why else "",
        )
        (off if why else ready).append(row)
    return [*ready, *off]


class Palette(Picker):
    """Actions, then records."""

    HEADING = "Find a command or record"
    ENTER = "do or open"
    HINT = "a command, a client, a person, a number"
    COLUMNS = (
        Column("label", "", 20, grow=1),
        Column("detail", "", 30, grow=2, priority=1),
        Column("key", "", 9, align="right"),
    )

    def __init__(self, rows: Sequence[Row], find: Find | None = None) -> None:
        """Show rows made by ``action_rows`` before this screen took the focus; ``find`` adds records."""
        super().__init__()
        self._actions = tuple(rows)
        self._find = find
        self.hits: list[Hit] = []

    def find_now(self, text: str) -> Sequence[Row]:
        """Return the actions with all typed words; those that begin so first."""
        found = [row for row in self._actions if matches(text, *texts(row), str(row.key))]
        begun = text.casefold().strip()
        return sorted(found, key=lambda row: not str(row.cells[0]).casefold().startswith(begun))

    async def find(self, text: str) -> Sequence[Row]:
        """Return the records that match."""
        if self._find is None or not text.strip():
            return ()
        self.hits = list(await self._find(text))
        return [
            Row(("record", at), (hit.label, Cell(hit.detail, "muted"), ""))
            for at, hit in enumerate(self.hits)
        ]
