"""Notes and tasks of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class NoteRow(NamedTuple):
    """A note."""

    id: int
    version: int
    body: str
    who: str
    at: int
    pinned_at: int | None
    contact: str
    contact_id: int | None


class TaskRow(NamedTuple):
    """A task."""

    id: int
    version: int
    kind: str
    title: str
    who: str
    at: int
    due_at: int | None
    due_on: str | None
    done_at: int | None
    contact: str
    contact_id: int | None
    assigned_to: str
    assigned_to_id: int | None
    team: str
    team_id: int | None


def of_client(db: Reader, client_id: int) -> list[NoteRow]:
    """Return a client's notes: pinned ones first, then the newest."""
    rows = db.rows(
        "SELECT n.id, n.version, n.body, coalesce(u.name, ''), n.created_at, n.pinned_at, coalesce(c.name, ''),"
        " n.contact_id FROM note n LEFT JOIN user_account u ON u.id = n.created_by"
        " LEFT JOIN contact c ON c.id = n.contact_id WHERE n.client_id = :id AND n.removed_at IS NULL"
        " ORDER BY n.pinned_at IS NULL, n.created_at DESC, n.id DESC",
        id=client_id,
    )
    return [NoteRow._make(row) for row in rows]


def tasks_of_client(db: Reader, client_id: int, *, done: bool = False) -> list[TaskRow]:
    """Return a client's open tasks by date, those without one last; ``done`` adds the finished ones, at the end."""
    rows = db.rows(
        "SELECT t.id, t.version, t.kind, t.title, coalesce(u.name, ''), t.created_at, t.due_at, t.due_on, t.done_at,"
        " coalesce(c.name, ''), t.contact_id, coalesce(a.name, ''), t.assigned_to, coalesce(m.name, ''), t.team_id"
        " FROM task t"
        " LEFT JOIN user_account u ON u.id = t.created_by LEFT JOIN user_account a ON a.id = t.assigned_to"
        " LEFT JOIN team m ON m.id = t.team_id"
        " LEFT JOIN contact c ON c.id = t.contact_id WHERE t.client_id = :id AND t.removed_at IS NULL"
        + ("" if done else " AND t.done_at IS NULL")
        + " ORDER BY t.done_at IS NOT NULL, t.due_at IS NULL, t.due_at, t.id",
        id=client_id,
    )
    return [TaskRow._make(row) for row in rows]
