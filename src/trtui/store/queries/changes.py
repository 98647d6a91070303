"""The record of changes, as undo reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class ChangeRow(NamedTuple):
    """A change of a sitting, and the one that it undoes or does again."""

    id: int
    undoes_id: int | None
    label: str


def of_sitting(db: Reader, user_id: int, sitting: str) -> list[ChangeRow]:
    """Return a user's changes of one sitting, oldest first, without imports."""
    rows = db.rows(
        "SELECT id, undoes_id, label FROM change WHERE user_id = :me AND session = :sitting AND batch_id IS NULL"
        " ORDER BY id",
        me=user_id,
        sitting=sitting,
    )
    return [ChangeRow._make(row) for row in rows]


def clients_of(db: Reader, change_id: int) -> list[int]:
    """Return the clients that a change concerned."""
    return db.column(
        "SELECT DISTINCT client_id FROM change_item WHERE change_id = :id AND client_id IS NOT NULL",
        id=change_id,
    )


def contacts_of(db: Reader, change_id: int) -> list[int]:
    """Return the contacts that a change concerned beside any client."""
    return db.column(
        "SELECT DISTINCT contact_id FROM change_item WHERE change_id = :id AND client_id IS NULL"
        " AND contact_id IS NOT NULL",
        id=change_id,
    )


def subjects_of(db: Reader, entity: str, entity_id: int) -> list[tuple[int | None, int | None]]:
    """Return the clients and contacts, in pairs, that a record was about in its time."""
    rows = db.rows(
        "SELECT DISTINCT client_id, contact_id FROM change_item"
        " WHERE entity = :entity AND entity_id = :entity_id",
        entity=entity,
        entity_id=entity_id,
    )
    return [(row[0], row[1]) for row in rows]
