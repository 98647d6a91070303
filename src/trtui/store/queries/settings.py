"""The settings of the store, as they are kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer

Kept = tuple[tuple[str, str], ...]


class SettingRow(NamedTuple):
    """One setting that is set: its number, name and value, by whom and when."""

    id: int
    name: str
    value: Any
    by: str
    at: int


def kept(db: Reader) -> Kept:
    """Return name and JSON of every setting that is set, by name; every transaction asks it."""
    return tuple((name, value) for name, value in db.rows("SELECT name, value FROM setting ORDER BY name"))


def values(rows: Kept) -> dict[str, Any]:
    """Return the values of settings as they were kept, by name."""
    return {name: json.loads(value) for name, value in rows}


def every(db: Reader) -> list[SettingRow]:
    """Return the settings that are set, by name."""
    return [
        SettingRow(number, name, json.loads(value), by, at)
        for number, name, value, by, at in db.rows(
            "SELECT s.id, s.name, s.value, coalesce(u.name, ''), s.set_at FROM setting s"
            " LEFT JOIN user_account u ON u.id = s.set_by ORDER BY s.name"
        )
    ]


def number(db: Reader, name: str) -> int | None:
    """Return the number of a setting's row, or none where it has its default."""
    found = db.value("SELECT id FROM setting WHERE name = :name", name=name)
    return None if found is None else int(found)


def found(db: Writer, name: str, value: Any, user_id: int | None, now: int) -> bool:
    """Keep what a store begins with unless it is set by now; no journal records it. Tell whether it was kept."""
    return bool(
        db.run(
            "INSERT INTO setting (version, name, value, set_by, set_at) VALUES (1, :name, :value, :by, :now)"
            " ON CONFLICT (name) DO NOTHING",
            name=name,
            value=json.dumps(value, ensure_ascii=False),
            by=user_id,
            now=now,
        )
    )
