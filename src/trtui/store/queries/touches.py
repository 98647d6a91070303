"""Touches: what was said last, how often somebody tried, what was recorded before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trtui.store.visibility import may_open_about

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader


class TouchRow(NamedTuple):
    """One touch of a contact."""

    at: int
    kind: str
    outcome: str
    is_conversation: bool
    note: str
    user: str


def last_of(db: Reader, actor: Actor, contact_id: int, limit: int) -> list[TouchRow]:
    """Return the last touches of a contact at clients that the actor may open, newest first."""
    return [
        TouchRow(*row)
        for row in db.rows(
            "SELECT t.at, t.kind, coalesce(t.outcome, ''), t.is_conversation, coalesce(t.note, ''),"
            " coalesce(u.name, '') FROM touch t LEFT JOIN user_account u ON u.id = t.user_id"
            " WHERE t.contact_id = :contact AND t.removed_at IS NULL"
            f" AND {may_open_about(actor, 't.client_id')} ORDER BY t.at DESC, t.id DESC LIMIT :limit",
            contact=contact_id,
            limit=limit,
        )
    ]


def outcomes_since(db: Reader, contact_id: int, since: int) -> list[tuple[int, str]]:
    """Return instant and outcome of a contact's touches after an instant, oldest first."""
    return [
        (int(row[0]), str(row[1]))
        for row in db.rows(
            "SELECT at, outcome FROM touch WHERE contact_id = :contact AND at > :since AND outcome IS NOT NULL"
            " AND removed_at IS NULL ORDER BY at, id",
            contact=contact_id,
            since=since,
        )
    ]


def kept_once(db: Reader, once: str) -> int | None:
    """Return the touch that was recorded under a key, or none."""
    found = db.value("SELECT id FROM touch WHERE once = :once", once=once)
    return None if found is None else int(found)
