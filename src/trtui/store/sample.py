"""The sample agency as a store: made whole under another name, then put into its place, or not at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trtui.domain.errors import Invalid, StoreUnavailable
from trtui.domain.rules import Rules
from trtui.domain.time import zone_name
from trtui.store.locating import locate
from trtui.store.place import open_store
from trtui.store.queries import settings
from trtui.store.sampling import loading, shelving
from trtui.store.sampling.loading import Progress
from trtui.store.sampling.making import Order, make
from trtui.store.sampling.sheets import renumber

if TYPE_CHECKING:
    from trtui.store.reader import Writer

FIRST_LOGIN: Final = "sam"
"""The consultant in whose name the sample is looked at."""
RECENT: Final = 12
"""How many clients a user of the sample has opened lately."""


def create(
    path_or_url: str,
    *,
    clients: int,
    seed: int,
    now: int,
    zone: tzinfo,
    progress: Progress = lambda *_: None,
    rules: Rules | None = None,
) -> None:
    """Make a new store of sample data: so many clients of a seed, whose histories end at ``now``.

    ``progress`` hears the stage, done and total. Raises Invalid where a store is in use already, StoreUnavailable when
    it cannot be made; nothing is left half-made.
    """
    order = Order(seed, clients, now, zone, rules or Rules())
    where, kind = locate(path_or_url)
    if kind == "sqlite":
        _create_file(Path(where), order, progress)
    else:
        _create_database(where, order, progress)


def _create_file(path: Path, order: Order, progress: Progress) -> None:
    if path.is_dir():
        raise Invalid(f"{path} is a folder. Name a file in it, such as {path}/demo.db", "path")
    if path.exists() and path.stat().st_size > 0:
        raise Invalid(f"{path} is there already. Name a new file, or remove it first.", "path")
    # SQLite would carry the last writes of a store that is gone into the new one.
    if (left := path.with_name(f"{path.name}-wal")).exists():
        raise Invalid(f"{left} is left of another store. Remove it first, or name a new file.", "path")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise StoreUnavailable(f"{path} cannot be made: {error.strerror}. Name another place.") from None
    try:
        unfinished = folder / path.name
        _fill_file(unfinished, order, progress)
        _put_into_place(unfinished, path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill_file(file: Path, order: Order, progress: Progress) -> None:
    store = open_store(str(file))
    try:
        shelving.relax(store.writer())
        with store.writing() as db:
            _fill(db, order, progress)
            if not order.is_large:
                _index(db, progress)
    finally:
        store.close()
    if order.is_large:
        shelving.fill(file, progress)
    finished = sqlite3.connect(file)
    try:
        finished.execute("PRAGMA journal_mode=WAL")
    finally:
        finished.close()


def _put_into_place(unfinished: Path, path: Path) -> None:
    """Give a finished file its name once it is on the disk."""
    for each in (unfinished, path.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    os.replace(unfinished, path)


def _create_database(url: str, order: Order, progress: Progress) -> None:
    store = open_store(url)
    try:
        with store.writing() as db:
            for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
                db.run(f"SET LOCAL {limit} = 0")
            if not loading.is_empty(db):
                raise Invalid("This database holds data already. Name an empty one.", "path")
            _fill(db, order, progress)
            _index(db, progress)
            db.run("ANALYZE")
    finally:
        store.close()


def _fill(db: Writer, order: Order, progress: Progress) -> None:
    before: Counter[str] = Counter()
    with loading.without_indexes(db, progress):
        for sheets in make(order):
            renumber(sheets, before)
            loading.write(db, sheets)
            before.update({table: len(rows) for table, rows in sheets.items()})
            if sheets["client"]:
                progress("clients", before["client"], order.clients)
    loading.count_on(db)
    _open_some(db)
    settings.found(db, "time_zone", zone_name(order.zone, order.now) or "UTC", None, order.now)
    settings.found(db, "country", order.rules.country, None, order.now)


def _index(db: Writer, progress: Progress) -> None:
    for shelf in shelving.SHELVES.values():
        shelf.rebuild(db, progress)


def _open_some(db: Writer) -> None:
    """Have everybody opened the clients that they spoke to last."""
    db.run(
        "INSERT INTO opened (user_id, client_id, at) SELECT user_id, client_id, last_at"
        " FROM (SELECT user_id, client_id, max(at) AS last_at,"
        " row_number() OVER (PARTITION BY user_id ORDER BY max(at) DESC, client_id) AS place"
        " FROM touch GROUP BY user_id, client_id) AS spoken WHERE place <= :recent",
        recent=RECENT,
    )
