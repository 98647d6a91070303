"""What happened at a client: touches, and changes of its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class TouchRow(NamedTuple):
    """A call, mail, meeting or visit."""

    id: int
    at: int
    who: str
    kind: str
    outcome: str | None
    note: str
    contact: str
    contact_id: int | None


class ChangeRow(NamedTuple):
    """A change of the record, in words."""

    id: int
    at: int
    who: str
    label: str


def touches(db: Reader, client_id: int, limit: int) -> list[TouchRow]:
    """Return the touches of a client, newest first."""
    rows = db.rows(
        "SELECT t.id, t.at, coalesce(u.name, ''), t.kind, t.outcome, coalesce(t.note, ''),"
        " coalesce(c.name, ''), t.contact_id FROM touch t LEFT JOIN user_account u ON u.id = t.user_id"
        " LEFT JOIN contact c ON c.id = t.contact_id WHERE t.client_id = :id AND t.removed_at IS NULL"
        " ORDER BY t.at DESC, t.id DESC LIMIT :limit",
        id=client_id,
        limit=limit,
    )
    return [TouchRow._make(row) for row in rows]


def changes(db: Reader, client_id: int, limit: int) -> list[ChangeRow]:
    """Return the changes of a client's record, newest first, without those that only log a touch.

    Changes of a contact while it was assigned are among them, also those of what it objected to, unless they concern
    another client as well.
    """
    rows = db.rows(
        "SELECT c.id, c.at, coalesce(u.name, ''), c.label FROM change c"
        " LEFT JOIN user_account u ON u.id = c.user_id WHERE c.id IN (SELECT i.change_id"
        " FROM change_item i WHERE i.client_id = :id AND i.entity <> 'touch'"
        " UNION SELECT i.change_id FROM (SELECT a.from_at, a.to_at, 'contact' AS entity, a.contact_id AS number"
        " FROM assignment a WHERE a.client_id = :id UNION ALL SELECT a.from_at, a.to_at, 'objection', o.id"
        " FROM assignment a JOIN objection o ON o.contact_id = a.contact_id WHERE a.client_id = :id) AS b"
        " JOIN change_item i ON i.entity = b.entity AND i.entity_id = b.number AND i.client_id IS NULL"
        " JOIN change h ON h.id = i.change_id AND h.at >= b.from_at AND h.at <= coalesce(b.to_at, h.at)"
        " WHERE NOT EXISTS (SELECT 1 FROM change_item j WHERE j.change_id = i.change_id"
        " AND j.client_id <> :id)) AND c.use_case NOT IN ('queue.record', 'queue.log')"
        " ORDER BY c.id DESC LIMIT :limit",
        id=client_id,
        limit=limit,
    )
    return [ChangeRow._make(row) for row in rows]
