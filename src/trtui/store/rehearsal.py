"""An upgrade tried out: on a copy of an SQLite file, in a transaction that is undone on a database server."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trtui.store import postgres, schema, sqlite
from trtui.store.locating import locate
from trtui.store.place import Store

if TYPE_CHECKING:
    from trtui.store.days import Converted


class Rehearsal(NamedTuple):
    """What an upgrade would do: from which version to which, what would become days, and what is wrong."""

    found: str
    head: str
    converted: list[Converted]
    wrong: str


def rehearse(url: str, zone: tzinfo) -> Rehearsal:
    """Try an upgrade without touching the store; ``zone`` is the store's where it has none yet.

    Raises StoreUnavailable with what would go wrong, SchemaTooNew.
    """
    from trtui.store import migrating

    with _at_hand(url) as store:
        reader = store.reader()
        try:
            found = schema.version(reader) or ""
        finally:
            reader.close()
        converted, wrong = migrating.rehearse(store, zone)
    return Rehearsal(found, schema.HEAD, converted, wrong)


@contextmanager
def _at_hand(url: str) -> Iterator[Store]:
    where, kind = locate(url)
    if kind != "sqlite":
        store = Store(where, postgres.PostgresDialect())
        try:
            yield store
        finally:
            store.close()
        return
    folder = Path(tempfile.mkdtemp(prefix="trtui-rehearsal-"))
    try:
        copy = str(folder / "copy.db")
        _copy(where, copy)
        store = Store(copy, sqlite.SqliteDialect(copy))
        try:
            yield store
        finally:
            store.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(where: str, path: str) -> None:
    sqlite.create(path)
    source, target = sqlite.connect(where, readonly=True), sqlite.connect(path)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
