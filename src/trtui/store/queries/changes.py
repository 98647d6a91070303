"""The record of changes, as undo and the history of a field read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class ChangeRow(NamedTuple):
    """A change of a sitting, and the one that it undoes or does again."""

    id: int
    undoes_id: int | None
    label: str


class ItemRow(NamedTuple):
    """What a change did to one record: fields before and after, as JSON."""

    at: int
    who: str
    before: str | None
    after: str | None
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


def of_record(db: Reader, entity: str, entity_id: int, limit: int) -> list[ItemRow]:
    """Return what was done to one record, newest first."""
    rows = db.rows(
        "SELECT c.at, coalesce(u.name, ''), i.before, i.after, c.label FROM change_item i"
        " JOIN change c ON c.id = i.change_id LEFT JOIN user_account u ON u.id = c.user_id"
        " WHERE i.entity = :entity AND i.entity_id = :entity_id ORDER BY i.id DESC LIMIT :limit",
        entity=entity,
        entity_id=entity_id,
        limit=limit,
    )
    return [ItemRow._make(row) for row in rows]


_NAMED = {
    "owner_id": ("user_account", "name"),
    "user_id": ("user_account", "name"),
    "team_id": ("team", "name"),
    "contact_id": ("contact", "name"),
    "site_id": ("site", "coalesce(name, town, line1, '')"),
    "job_id": ("job", "title"),
}
"""Field that holds a number → (table that it is in, what it is called there)."""


def names_of(db: Reader, values: Iterable[Mapping[str, Any]]) -> dict[tuple[str, int], str]:
    """Return what the records are called that fields point to, by field and number."""
    wanted: dict[str, set[int]] = {}
    for fields in values:
        for field, value in fields.items():
            if isinstance(value, int) and (field in _NAMED or field.endswith("_by")):
                wanted.setdefault(field, set()).add(value)
    found: dict[tuple[str, int], str] = {}
    for field, numbers in wanted.items():
        table, called = _NAMED.get(field, _NAMED["user_id"])
        rows = db.rows(
            f"SELECT id, {called} FROM {table} WHERE {db.among('id', 'ids')}", ids=db.listed(numbers)
        )
        found.update({(field, int(number)): str(name) for number, name in rows})
    return found
