"""Contacts: their form, their numbers, and what their status follows from."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from trtui.store.queries.clients import OverrideRow

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class FormRow(NamedTuple):
    """What an edit form starts from."""

    version: int
    name: str
    job_title: str | None
    best_time: str | None
    csi: str | None


class PointRow(NamedTuple):
    """A phone number or an address as it was typed."""

    id: int
    typed: str


class ContactRow(NamedTuple):
    """A contact of a client, current or former, with its standing in the call queue."""

    contact_id: int
    assignment_id: int
    name: str
    job_title: str
    role: str
    is_primary: bool
    csi: str
    due_at: int | None
    due_since: int | None
    due_on: str | None
    interval_days: int | None
    due_kind: str
    blocked: str
    from_at: int
    to_at: int | None
    last_touch_at: int | None
    is_archived: bool


class CodeRow(NamedTuple):
    """A contact's CSI code, and who gave it when."""

    contact_id: int
    name: str
    csi: str
    since_at: int | None
    by: str


_CODE = (
    "SELECT c.id, c.name, c.csi, c.csi_since_at, coalesce((SELECT u.name FROM csi_history h"
    " JOIN user_account u ON u.id = h.set_by WHERE h.contact_id = c.id AND h.code = c.csi"
    " ORDER BY h.id DESC LIMIT 1), '') FROM "
)


def is_known(db: Reader, contact_id: int) -> bool:
    """Tell whether there is a contact of this number."""
    return db.value("SELECT id FROM contact WHERE id = :id", id=contact_id) is not None


def form(db: Reader, contact_id: int) -> FormRow | None:
    """Return what an edit form starts from, or none where there is no such contact."""
    row = db.row("SELECT version, name, job_title, best_time, csi FROM contact WHERE id = :id", id=contact_id)
    return None if row is None else FormRow._make(row)


def of_client(db: Reader, client_id: int, *, former: bool = False) -> list[ContactRow]:
    """Return a client's contacts: the primary one first, then by name, then those archived.

    ``former`` adds those delinked, at the end.
    """
    rows = db.rows(
        "SELECT c.id, a.id, c.name, coalesce(c.job_title, ''), coalesce(a.role, ''), a.is_primary,"
        " coalesce(c.csi, ''), s.due_at, s.due_since, s.due_on, s.interval_days, coalesce(s.due_kind, ''),"
        " coalesce(s.blocked, ''), a.from_at, a.to_at, s.last_touch_at, c.archived_at"
        " FROM assignment a JOIN contact c ON c.id = a.contact_id"
        " LEFT JOIN contact_state s ON s.contact_id = c.id WHERE a.client_id = :id"
        + ("" if former else " AND a.to_at IS NULL")
        + " ORDER BY a.to_at IS NOT NULL, c.archived_at IS NOT NULL, a.is_primary DESC, s.name_key, c.id",
        id=client_id,
    )
    return [ContactRow._make((*row[:5], bool(row[5]), *row[6:-1], row[-1] is not None)) for row in rows]


def point(db: Reader, contact_id: int, kind: str, label: str) -> PointRow | None:
    """Return a contact's first valid phone or email of a label (``direct``, ``mobile``, ``work``), or none."""
    row = db.row(
        "SELECT id, typed FROM contact_point WHERE contact_id = :id AND kind = :kind AND label = :label"
        " AND invalid_at IS NULL ORDER BY position, id LIMIT 1",
        id=contact_id,
        kind=kind,
        label=label,
    )
    return None if row is None else PointRow._make(row)


def newest_point(db: Reader, contact_id: int, kind: str, label: str) -> int | None:
    """Return a contact's newest phone or email of a label, valid or taken away, or none."""
    found = db.value(
        "SELECT max(id) FROM contact_point WHERE contact_id = :id AND kind = :kind AND label = :label",
        id=contact_id,
        kind=kind,
        label=label,
    )
    return None if found is None else int(found)


def first_points(db: Reader, contact_ids: Collection[int], kind: str) -> dict[int, str]:
    """Return the first valid phone, email or web value of each contact that has one."""
    found: dict[int, str] = {}
    for contact_id, value in db.rows(
        "SELECT contact_id, value FROM contact_point WHERE kind = :kind AND invalid_at IS NULL"
        f" AND {db.among('contact_id', 'ids')} ORDER BY contact_id, position, id",
        kind=kind,
        ids=db.listed(contact_ids),
    ):
        found.setdefault(contact_id, value)
    return found


def coded(db: Reader, contact_ids: Collection[int]) -> list[CodeRow]:
    """Return the codes of those among the contacts who have one."""
    rows = db.rows(
        f"{_CODE} contact c WHERE c.csi IS NOT NULL AND {db.among('c.id', 'ids')}", ids=db.listed(contact_ids)
    )
    return [CodeRow._make(row) for row in rows]


def coded_at(db: Reader, client_id: int) -> list[CodeRow]:
    """Return the codes of a client's current contacts that have one and are not archived."""
    rows = db.rows(
        f"{_CODE} assignment a JOIN contact c ON c.id = a.contact_id"
        " WHERE a.client_id = :id AND a.to_at IS NULL AND c.csi IS NOT NULL AND c.archived_at IS NULL",
        id=client_id,
    )
    return [CodeRow._make(row) for row in rows]


def overrides(db: Reader, contact_ids: Collection[int]) -> dict[int, OverrideRow]:
    """Return the status set by hand of each contact that has one, expired or not."""
    rows = db.rows(
        "SELECT v.contact_id, v.id, v.status, v.reason, coalesce(u.name, ''), v.set_at, v.expires_at, v.expires_on"
        " FROM status_override v LEFT JOIN user_account u ON u.id = v.set_by"
        f" WHERE v.cleared_at IS NULL AND {db.among('v.contact_id', 'ids')}",
        ids=db.listed(contact_ids),
    )
    return {row[0]: OverrideRow._make(row[1:]) for row in rows}
