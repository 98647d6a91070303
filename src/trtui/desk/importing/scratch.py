"""A dry run's own little store: it takes what would have been written, over the real one, and is thrown away."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trtui.desk.importing.shelf import Shelf
from trtui.desk.importing.writing import write_pieces
from trtui.desk.office import Office

if TYPE_CHECKING:
    from trtui.desk.importing.chunks import Plan
    from trtui.domain.rules import Rules
    from trtui.domain.time import Clock
    from trtui.store.look import Look
    from trtui.store.reader import Reader, Writer

_WHOLE = ("user_account", "team", "team_member", "tag")
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
ROOM = 3
"""How many times the size of the store must be free on the disk before it is copied."""


class Scratch:
    """A temporary store for what a dry run would have written.

    Of an SQLite store it is a whole copy, if the disk has room for one. Otherwise it begins with the users and tags,
    numbers its rows above those of the real store, and lies over it: clients that are added to are copied one by one.
    """

    def __init__(self, look: Look, clock: Clock, rules: Rules) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="trtui-dry-"))
        path = str(self._folder / "dry.db")
        try:
            self._is_copy = _copy_whole(look.db, path, self._folder)
            if self._is_copy:
                self.floor = int(look.db.value("SELECT coalesce(max(id), 0) FROM client"))
            else:
                self.floor = _begin(look.db, path)
        except BaseException:
            self._remove()
            raise
        self.office = Office(path, clock, rules, look.actor.login)
        self._adopted: set[int] = set()

    def rehearse(self, look: Look, plan: Callable[[Shelf], Plan]) -> Plan:
        """Make a plan and write it here instead of in the real store."""
        found = self.office.read_now(lambda here: plan(self._shelf(look, here)))
        if not self._is_copy:
            self._adopt(look, found.clients, found.contacts)
        self.office.write_now(lambda work: write_pieces(work, found.pieces))
        return found

    def close(self) -> None:
        """Throw the store away."""
        self.office.close()
        self._remove()

    def _shelf(self, look: Look, here: Look) -> Shelf:
        if self._is_copy:
            return Shelf(here, floor=self.floor)
        return Shelf(look, here, floor=self.floor)

    def _adopt(self, look: Look, clients: Iterable[int], contacts: Iterable[int]) -> None:
        """Copy clients and contacts of the real store, so that what is added to them is remembered."""
        missing = {number for number in clients if number <= self.floor} - self._adopted
        people = set(contacts)
        if missing or people:
            self._adopted |= missing
            self.office.operate_now(lambda desk: _copy_clients(look.db, desk.db, missing, people))

    def _remove(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def _copy_whole(source: Reader, path: str, folder: Path) -> bool:
    """Copy an SQLite store as it is at this moment; return whether it is one and there is room."""
    if source.dialect.name != "sqlite":
        return False
    from trtui.store import sqlite

    size = int(source.value("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"))
    if shutil.disk_usage(folder).free < ROOM * size:
        return False
    sqlite.create(path)
    target = sqlite.connect(path)
    try:
        source.connection.backup(target)
    finally:
        target.close()
    return True


def _begin(source: Reader, path: str) -> int:
    """Make a store with the small tables of another; return the highest client number of that."""
    from trtui.store.place import open_store

    store = open_store(path)
    try:
        with store.writing() as writer:
            for table in _WHOLE:
                _copy(source, writer, table, "1 = 1")
            return _raise_floor(source, writer)
    finally:
        store.close()


def _copy_clients(source: Reader, target: Writer, ids: set[int], people: set[int]) -> None:
    of_client = {"ids": source.listed(sorted(ids))}
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
    """Put one row with a high number into each table, so that new ones come after it; return the highest client."""
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
