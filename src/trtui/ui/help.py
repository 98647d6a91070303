"""Help: the keys that are live where it was called, filtered by word or key; enter runs the action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trtui.domain.folding import fold
from trtui.ui import dispatch
from trtui.ui.actions import Scope
from trtui.ui.picker import Picker, matches, texts
from trtui.ui.widgets.hint_bar import live
from trtui.ui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from trtui.ui.shell import Shell


def help_rows(shell: Shell) -> list[Row]:
    """Return a row for every action that a key reaches now, the innermost place first; the row's key is the
    id.
    """
    nodes = dispatch.chain(shell)
    keymap = shell.keymap
    rows: dict[Scope, list[Row]] = {}
    reached = set(live(shell))
    places = {Scope.GLOBAL, *(scope for node in nodes for scope in getattr(node, "SCOPES", ()))}
    menus = {action_id for action_id in reached if keymap[action_id].opens}
    for action in keymap:
        in_menu = any(action in [other for _, other in keymap.menu(menu)] for menu in menus)
        if action.id not in reached and not in_menu:
            continue
        if not action.opens and next(dispatch.handlers(nodes, action), None) is None:
            continue
        why = None if action.opens else dispatch.why_not(nodes, action)
        place = next((scope for scope in action.where if scope in places), action.where[0])
        said = Cell(f"{action.help} ({why})", "muted") if why else action.help
        keys = Cell(keymap.all_shown(action.id), "muted" if why else "accent")
        rows.setdefault(place, []).append(Row(action.id, (keys, said, Cell(place.value, "muted"), action.id)))
    ordered = sorted(rows, key=lambda scope: (scope is Scope.GLOBAL, list(Scope).index(scope)))
    return [row for scope in ordered for row in (_heading(scope), *rows[scope])]


def _heading(scope: Scope) -> Row:
    return Row(("place", scope), (Cell(scope.value, "accent"),), heading=True)


class Help(Picker):
    """All live keys, grouped by place."""

    HEADING = "Keys"
    ENTER = "do it"
    HINT = "type a word or a key"
    COLUMNS = (
        Column("keys", "Keys", 18),
        Column("does", "Does", 34, grow=1),
        Column("place", "Where", 22, priority=1),
        Column("id", "Name", 20, priority=2),
    )

    def __init__(self, rows: Sequence[Row]) -> None:
        """Show rows made by ``help_rows`` before this screen took the focus."""
        super().__init__()
        self._rows = tuple(rows)

    def find_now(self, text: str) -> Sequence[Row]:
        """Return the actions on exactly the typed key first, then those called so, then those with all typed words."""
        wanted = text.strip()
        if not wanted:
            return self._rows
        exact, named, rest = [], [], []
        for row in self._rows:
            if row.heading:
                continue
            parts = texts(row)
            if wanted and wanted in parts[0].split("  "):
                exact.append(row)
            elif matches(text, *parts):
                (named if fold(wanted) in fold(str(row.key)) else rest).append(row)
        return [*exact, *named, *rest]
