"""A store that lies over another: it begins as a copy of it, or knows of it only what is copied bit by bit."""

from __future__ import annotations

import shutil
from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer

_WHOLE = ("user_account", "team", "team_member", "tag", "setting")
"""Small tables that are there from the beginning."""
_NUMBERED = (
    "client",
    "client_name",
    "client_tag",
    "site",
    "contact",
    "contact_point",
    "assignment",
    "note",
    "tag",
)
"""Tables in which new rows must not get a number that the real store has given."""
_OF_CLIENT = ("client_name", "client_tag", "site", "assignment", "contact_point")
_OF_CONTACT = ("contact_point",)


def copy_whole(source: Reader, path: str, room: int) -> bool:
    """Copy an SQLite store as it is at this moment; return whether it is one and there is room.

    ``room`` is how many times its size must be free on the disk of the copy.
    """
    if source.dialect.name != "sqlite":
        return False
    from trtui.store import sqlite

    size = int(source.value("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"))
    if shutil.disk_usage(Path(path).parent).free < room * size:
        return False
    sqlite.create(path)
    target = sqlite.connect(path)
    try:
        source.connection.backup(target)
    finally:
        target.close()
    return True


def begin(source: Reader, path: str) -> int:
    """Make a store with the small tables of another; return the number above which its new clients are numbered."""
    from trtui.store.place import open_store

    store = open_store(path)
    try:
        with store.writing() as writer:
            for table in _WHOLE:
                _copy(source, writer, table, "1 = 1")
            return _raise_floor(source, writer)
    finally:
        store.close()


def highest_client(db: Reader) -> int:
    """Return the highest number of a client, 0 without any."""
    return int(db.value("SELECT coalesce(max(id), 0) FROM client"))


def adopt(source: Reader, target: Writer, clients: Set[int], people: Set[int]) -> None:
    """Copy clients with all that hangs on them, and people; what is there already stays."""
    of_client = {"ids": source.listed(sorted(clients))}
    _copy(source, target, "client", source.among("id", "ids"), **of_client)
    contacts = source.column(
        f"SELECT contact_id FROM assignment WHERE {source.among('client_id', 'ids')}", **of_client
    )
    contacts += source.column(
        f"SELECT contact_id FROM note WHERE {source.among('client_id', 'ids')} AND contact_id IS NOT NULL",
        **of_client,
    )
    of_contact = {"ids": source.listed(sorted({*contacts, *people}))}
    _copy(source, target, "contact", source.among("id", "ids"), **of_contact)
    for table in (*_OF_CLIENT, "note"):
        _copy(source, target, table, source.among("client_id", "ids"), **of_client)
    for table in _OF_CONTACT:
        _copy(source, target, table, source.among("contact_id", "ids"), **of_contact)


def _copy(source: Reader, target: Writer, table: str, where: str, **parameters: Any) -> None:
    """Copy rows as they are; those that are there already stay."""
    from trtui.store.tables import KEPT

    names = list(KEPT[table].model_fields)
    rows = source.rows(f"SELECT {', '.join(names)} FROM {table} WHERE {where} ORDER BY id", **parameters)
    if rows:
        target.run_many(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"
            " ON CONFLICT DO NOTHING",
            [dict(zip(names, row, strict=True)) for row in rows],
        )


def _raise_floor(source: Reader, target: Writer) -> int:
    """Put one row with a high number into each table, so that new ones come after it; return that of the client."""
    tops = {table: int(source.value(f"SELECT coalesce(max(id), 0) FROM {table}")) + 1 for table in _NUMBERED}
    client, contact, tag = tops["client"], tops["contact"], tops["tag"]
    rows: dict[str, dict[str, Any]] = {
        "client": {"name": "-", "access": "owner", "stage": "inactive", "created_at": 0, "archived_at": 0},
        "contact": {"name": "-", "created_at": 0, "archived_at": 0},
        "tag": {"name": f"-{tag}"},
        "client_name": {"client_id": client, "name": "-", "kind": "trading"},
        "client_tag": {"client_id": client, "tag_id": tag},
        "site": {"client_id": client, "kind": "other", "is_main": False, "created_at": 0, "removed_at": 0},
        "contact_point": {"contact_id": contact, "kind": "web", "value": "-", "typed": "-", "position": 0},
        "assignment": {
            "client_id": client,
            "contact_id": contact,
            "is_primary": False,
            "from_at": 0,
            "to_at": 0,
        },
        "note": {"client_id": client, "body": "-", "created_at": 0, "removed_at": 0},
    }
    for table, values in rows.items():
        row = {"id": tops[table], "version": 1, **values}
        target.run(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})", **row
        )
    return client
