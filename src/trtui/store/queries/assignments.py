"""Assignments: who belongs to a client now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class MemberRow(NamedTuple):
    """A contact assigned to a client now."""

    assignment_id: int
    version: int
    contact_id: int
    name: str
    job_title: str
    role: str
    is_primary: bool
    csi: str
    from_at: int
    is_archived: bool


class Current(NamedTuple):
    """A current assignment of a client."""

    id: int
    contact_id: int
    is_primary: bool
    is_archived: bool


def members(db: Reader, client_id: int) -> list[MemberRow]:
    """Return a client's current contacts, the primary one first, then by name; archived ones at the end."""
    return [
        MemberRow._make((*row[:-1], row[-1] is not None))
        for row in db.rows(
            "SELECT a.id, a.version, c.id, c.name, coalesce(c.job_title, ''), coalesce(a.role, ''), a.is_primary,"
            " coalesce(c.csi, ''), a.from_at, c.archived_at FROM assignment a JOIN contact c ON c.id = a.contact_id"
            " LEFT JOIN contact_state s ON s.contact_id = c.id WHERE a.client_id = :id AND a.to_at IS NULL"
            " ORDER BY c.archived_at IS NOT NULL, a.is_primary DESC, s.name_key, c.id",
            id=client_id,
        )
    ]


def current(db: Reader, client_id: int) -> list[Current]:
    """Return a client's current assignments, the longest standing first."""
    return [
        Current(row[0], row[1], bool(row[2]), row[3] is not None)
        for row in db.rows(
            "SELECT a.id, a.contact_id, a.is_primary, c.archived_at FROM assignment a"
            " JOIN contact c ON c.id = a.contact_id WHERE a.client_id = :id AND a.to_at IS NULL"
            " ORDER BY a.from_at, a.id",
            id=client_id,
        )
    ]


def current_id(db: Reader, client_id: int, contact_id: int) -> int | None:
    """Return the assignment by which a contact belongs to a client now, or none."""
    found = db.value(
        "SELECT id FROM assignment WHERE client_id = :client AND contact_id = :contact AND to_at IS NULL",
        client=client_id,
        contact=contact_id,
    )
    return None if found is None else int(found)


def is_unchanged(db: Reader, assignment_id: int, version: int) -> bool:
    """Tell whether an assignment still stands as it was read with this version."""
    row = db.row("SELECT version, to_at FROM assignment WHERE id = :id", id=assignment_id)
    return row is not None and row[0] == version and row[1] is None
