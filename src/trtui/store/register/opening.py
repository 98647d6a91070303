"""The register that goes with a store, on the connection that reads the store.

On SQLite it is a file of its own, attached when it is first asked and again whenever another edition has taken its
place; nothing is opened before. Such a file never changes once it is in place, so it needs no locks.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final
from urllib.parse import quote
from weakref import WeakKeyDictionary

from trtui.domain.errors import NotFound, StoreUnavailable
from trtui.store.reader import Reader
from trtui.store.register.shelf import LOADING
from trtui.store.register.sqlite_shelf import loading_path, register_path
from trtui.store.sqlite import SqliteDialect

NONE_YET: Final = (
    "There is no company register here yet. Fetch BasicCompanyData from the download page of Companies House, then: "
    "trtui register load FILE"
)

_Identity = tuple[int, int, int]
_attached: WeakKeyDictionary[Reader, _Identity] = WeakKeyDictionary()


def is_ready(db: Reader) -> bool:
    """Make the register in use readable on this connection; tell whether there is one."""
    if not isinstance(db.dialect, SqliteDialect):
        return db.value("SELECT to_regclass('register_edition')") is not None
    path = register_path(db.dialect.path)
    found = _identity(path)
    held = _attached.get(db)
    if found == held:
        return held is not None
    if held is not None:
        try:
            db.row("DETACH DATABASE register")
        except StoreUnavailable:
            return True  # this reading has begun with the old edition, and ends with it
        del _attached[db]
    if found is None:
        return False
    try:
        db.row("ATTACH DATABASE :uri AS register", uri=f"file:{quote(path)}?mode=ro&immutable=1")
    except StoreUnavailable:
        raise StoreUnavailable(
            f"The company register at {path} cannot be read. Load it again: trtui register load FILE"
        ) from None
    _attached[db] = found
    return True


def require(db: Reader) -> None:
    """Make the register in use readable on this connection; raises NotFound where there is none."""
    if not is_ready(db):
        raise NotFound(NONE_YET)


@contextmanager
def indexed(db: Reader) -> Iterator[None]:
    """Answer the questions of a block through indexes alone.

    PostgreSQL cannot know how rare a rare word is, and would rather read a table of millions from its beginning.
    """
    if db.dialect.name == "sqlite":
        yield
        return
    setting = "SELECT set_config('enable_seqscan', :value, true)"
    db.row(setting, value="off")
    yield
    db.row(setting, value="on")


@contextmanager
def unfinished(db: Reader) -> Iterator[tuple[Reader, str] | None]:
    """Open what a broken-off load left: a reader, and what its tables' names end in; none where nothing is left.

    While somebody is loading, nothing is left.
    """
    if not isinstance(db.dialect, SqliteDialect):
        there = db.value("SELECT to_regclass(:name)", name=f"register_edition{LOADING}") is not None
        yield (db, LOADING) if there else None
        return
    path = loading_path(db.dialect.path)
    if _identity(path) is None:
        yield None
        return
    # Not read-only: a load that was killed may have left a journal to be rolled back first.
    connection = sqlite3.connect(f"file:{quote(path)}?mode=rw", uri=True, timeout=0, isolation_level=None)
    try:
        is_there = False
        with suppress(sqlite3.Error):
            (is_there,) = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = 'register_edition'"
            ).fetchone()
        yield (Reader(connection, SqliteDialect(path)), "") if is_there else None
    finally:
        connection.close()


def size(db: Reader) -> int:
    """Return what the register in use takes on the disk, in bytes."""
    if isinstance(db.dialect, SqliteDialect):
        path = register_path(db.dialect.path)
        return os.path.getsize(path) if os.path.exists(path) else 0
    return int(
        db.value(
            "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c WHERE c.relkind = 'r'"
            " AND c.oid IN (to_regclass('register_company'), to_regclass('register_word'))"
        )
    )


def _identity(path: str) -> _Identity | None:
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns
