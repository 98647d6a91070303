"""The history of a record: who changed which of its fields, when, from what to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trtui.desk import field_words, record_history
from trtui.desk.sections import ContactLine, JobLine, NoteLine, SiteLine
from trtui.domain import spoken
from trtui.ui.dialogs import pick
from trtui.ui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from trtui.desk.record_history import FieldChange
    from trtui.ui.app import Workspace

Record = tuple[str, int]
"""The table of a record, and its number."""
COLUMNS = (
    Column("at", "", 17),
    Column("who", "", 10, best=16),
    Column("field", "", 12, best=16),
    Column("change", "", 20, grow=1),
)
NONE = "–"
_PARTS = {
    "client_name": "other name",
    "client_tag": "tag",
    "client_grant": "access",
    "contact_point": "number, e-mail",
    "status_override": "override",
    "placement": "placement",
    "objection": "do not call",
}
_MAIN = ("name", "tag_id", "user_id", "typed", "status", "candidate", "words")
"""Fields that are what a part is about, and need no name beside the part's."""


def record_of(line: object) -> Record | None:
    """Return which record a line of a client's sections shows, or none."""
    match line:
        case ContactLine():
            return "contact", line.contact_id
        case JobLine():
            return "job", line.id
        case SiteLine():
            return "department" if line.is_department else "site", line.id
        case NoteLine():
            return "task" if line.is_task else "note", line.id
    return None


async def show(app: Workspace, record: Record, name: str) -> None:
    """Show the history of a record, newest first; enter shows a change as a whole."""
    found = await app.office.read(record_history.field_history, *record)
    if not found:
        app.tell(f"No changes to {name} since import.")
        return
    rows = [_row(at, one, app, record[0]) for at, one in enumerate(found)]
    while (row := await pick(app, f"History: {name}", rows, COLUMNS)) is not None:
        assert isinstance(row.key, tuple)
        await _show_whole(app, found[row.key[1]], record[0])


def label(one: FieldChange, entity: str) -> str:
    """Return what a field is called: ``owner_id`` is the owner, ``archived_at`` archived, of a part with its name.

    ``entity`` is the table of the record whose history it is.
    """
    name = field_words.called(one.field, one.part or entity)
    part = _PARTS.get(one.part, "")
    return part if part and one.field in _MAIN else f"{part} {name}".strip()


def _row(at: int, one: FieldChange, app: Workspace, entity: str) -> Row:
    when = spoken.exact(one.at, app.office.clock.zone).partition(" ")[2]
    change = one.after if not one.before else f"{one.before} → {one.after or NONE}"
    return Row(("change", at), (when, Cell(one.who, "muted"), Cell(label(one, entity), "muted"), change))


async def _show_whole(app: Workspace, one: FieldChange, entity: str) -> None:
    head = f"{spoken.exact(one.at, app.office.clock.zone)}  {one.who}"
    lines = [
        f"{label(one, entity)} was:",
        *(one.before or NONE).splitlines(),
        "and became:",
        *(one.after or NONE).splitlines(),
    ]
    await pick(app, head, [Row(("line", at), (line,)) for at, line in enumerate(lines)])
