"""What was done to one record and to what belongs to it, and what the numbers in it are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class ItemRow(NamedTuple):
    """What a change did to one row: fields before and after, as JSON."""

    entity: str
    client_id: int | None
    at: int
    who: str
    before: str | None
    after: str | None


_BELONGING: Final = {
    "client": "i.client_id = :id AND i.contact_id IS NULL AND i.entity IN"
    " ('client_name', 'client_tag', 'client_grant', 'contact_point', 'status_override')",
    "contact": "i.contact_id = :id AND i.entity IN ('contact_point', 'status_override', 'assignment', 'objection')",
    "job": "i.entity = 'placement' AND i.entity_id IN (SELECT id FROM placement WHERE job_id = :id)",
}
_NAMED: Final = {
    "owner_id": ("user_account", "name"),
    "user_id": ("user_account", "name"),
    "assigned_to": ("user_account", "name"),
    "reserved_for": ("user_account", "name"),
    "team_id": ("team", "name"),
    "client_id": ("client", "name"),
    "other_id": ("client", "name"),
    "contact_id": ("contact", "name"),
    "site_id": ("site", "coalesce(name, town, line1, '')"),
    "job_id": ("job", "title"),
    "tag_id": ("tag", "name"),
}
"""Field that holds a number → (table that it is in, what it is called there)."""


def of_record(db: Reader, entity: str, entity_id: int, limit: int) -> list[ItemRow]:
    """Return what was done to a record and to what belongs to it, newest first."""
    also = f" OR ({_BELONGING[entity]})" if entity in _BELONGING else ""
    rows = db.rows(
        "SELECT i.entity, i.client_id, c.at, coalesce(u.name, ''), i.before, i.after FROM change_item i"
        " JOIN change c ON c.id = i.change_id LEFT JOIN user_account u ON u.id = c.user_id"
        f" WHERE (i.entity = :entity AND i.entity_id = :id){also} ORDER BY i.id DESC LIMIT :limit",
        entity=entity,
        id=entity_id,
        limit=limit,
    )
    return [ItemRow._make(row) for row in rows]


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
