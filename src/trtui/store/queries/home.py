"""What the start screen asks: how big the store is, and the places of a Target 20."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trtui.store.visibility import EVERYBODY, may_open, may_open_contact

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader


class SizeRow(NamedTuple):
    """The beginnings of two counts, and the highest numbers given so far.

    A number given is no less than the count: what was undone or failed to be saved leaves gaps below it.
    """

    clients: int
    contacts: int
    last_client: int
    last_contact: int


class MemberRow(NamedTuple):
    """A contact of a Target 20, and the client through which it is called."""

    contact_id: int
    client_id: int | None


def sizes(db: Reader, actor: Actor, upto: int) -> SizeRow:
    """Return how many clients and contacts the actor may open, each counted no further than to one more than ``upto``.

    The highest numbers are those of the whole store, and 0 for who may not open all of it.
    """
    clients, contacts = may_open(actor, "k"), may_open_contact(actor, "c")
    last = [
        f"(SELECT coalesce(max(id), 0) FROM {noun})" if clients == EVERYBODY else "0"
        for noun in ("client", "contact")
    ]
    row = db.row(
        f"SELECT (SELECT count(*) FROM (SELECT 1 FROM client k WHERE {clients} LIMIT :most) n),"
        f" (SELECT count(*) FROM (SELECT 1 FROM contact c WHERE {contacts} LIMIT :most) n),"
        f" {last[0]}, {last[1]}",
        most=upto + 1,
    )
    assert row is not None
    return SizeRow._make(row)


def target20(db: Reader, user_id: int, today: str, limit: int) -> list[MemberRow]:
    """Return the contacts of a user's Target 20 whose time is not over, who is due first."""
    rows = db.rows(
        "SELECT t.contact_id, s.client_id FROM target20 t LEFT JOIN contact_state s ON s.contact_id = t.contact_id"
        " WHERE t.user_id = :me AND t.removed_at IS NULL AND (t.until_on IS NULL OR t.until_on > :today)"
        " ORDER BY s.due_at IS NULL, s.due_at, t.contact_id LIMIT :size",
        me=user_id,
        today=today,
        size=limit,
    )
    return [MemberRow._make(row) for row in rows]
