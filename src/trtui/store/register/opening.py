"""The register that goes with a store, on the connection that reads the store.

On SQLite it is a file of its own, attached when it is first asked and again whenever another edition has taken its
place; nothing is opened before. Such a file never changes once it is in place, so it needs no locks.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import quote
from weakref import WeakKeyDictionary

from trtui.domain.errors import NotFound, StoreUnavailable
from trtui.store.register.sqlite_shelf import loading_path, register_path
from trtui.store.sqlite import SqliteDialect

if TYPE_CHECKING:
    from trtui.store.reader import Reader

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
        db.row("DETACH DATABASE register")
        del _attached[db]
    if found is None:
        return False
    db.row("ATTACH DATABASE :uri AS register", uri=f"file:{quote(path)}?mode=ro&immutable=1")
    _attached[db] = found
    return True


def require(db: Reader) -> None:
    """Make the register in use readable on this connection; raises NotFound where there is none."""
    if not is_ready(db):
        raise NotFound(NONE_YET)


def unfinished(db: Reader) -> str:
    """Return the prefix under which the tables of a load that was broken off can be read, or nothing."""
    if not isinstance(db.dialect, SqliteDialect):
        there = db.value("SELECT to_regclass('register_edition_loading')") is not None
        return "register_edition_loading" if there else ""
    path = loading_path(db.dialect.path)
    if _identity(path) is None:
        return ""
    with suppress(StoreUnavailable):
        db.row("ATTACH DATABASE :uri AS register_loading", uri=f"file:{quote(path)}?mode=ro")
        return "register_loading.register_edition"
    return ""


def leave_unfinished(db: Reader) -> None:
    """Let go of what ``unfinished`` opened."""
    if isinstance(db.dialect, SqliteDialect):
        db.row("DETACH DATABASE register_loading")


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
