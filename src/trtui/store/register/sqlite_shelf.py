"""Loading into an SQLite file of its own, which takes the place of the old one when it is whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from trtui.domain.errors import Conflict, StoreUnavailable
from trtui.store import sqlite
from trtui.store.reader import Writer
from trtui.store.register import tables
from trtui.store.register.shelf import Batch, Begun, Order, Progress, begun, note_order, note_progress

try:
    import fcntl
except ImportError:  # Windows: SQLite's own lock on the unfinished file remains
    fcntl = None  # type: ignore[assignment]

MEMORY: Final = 96 * 1024
"""Kilobytes of pages kept while loading."""
SORTING: Final = 32 * 1024
"""Kilobytes that each thread of a sort takes while an index is made."""
_HASH: Final = 32 * 1024 * 1024
_MOST_SEGMENTS: Final = 1999
_COMPANY: Final = "INSERT INTO register_company ({}) VALUES ({})".format(
    ", ".join(tables.COMPANY), ", ".join("?" * len(tables.COMPANY))
)
_WORDS: Final = "INSERT INTO register_words (rowid, words) VALUES (?, ?)"


def register_path(store_path: str) -> str:
    """Return where the register of a store lies."""
    return f"{store_path}.register"


def loading_path(store_path: str) -> str:
    """Return where an edition is loaded that is not in use yet."""
    return f"{register_path(store_path)}.loading"


class SqliteShelf:
    """The file ``<store>.register.loading``, and at the end ``<store>.register``."""

    def __init__(self, store_path: str) -> None:
        self.final, self.path = register_path(store_path), loading_path(store_path)
        self._dialect = sqlite.SqliteDialect(self.path)
        self._db: Writer | None = None
        self._next = 1

    @property
    def db(self) -> Writer:
        """The connection to the file being loaded."""
        assert self._db is not None
        return self._db

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep others from loading at the same time; the lock ends with the process."""
        if fcntl is None:
            yield
            return
        try:
            Path(self.final).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = os.open(f"{self.final}-lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreUnavailable(
                f"{self.final}-lock cannot be opened: {error.strerror}. The store's folder must be writable."
            ) from None
        try:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Conflict(
                    "Somebody is loading the register just now. Wait until that is done; the register in use stays."
                ) from None
            yield
        finally:
            os.close(file)

    def begin(self, order: Order, resumes: bool) -> Begun:
        """Make the file, or go on with the one that was broken off."""
        if resumes and os.path.exists(self.path):
            self._open()
            with self._told():
                if self.db.value("SELECT count(*) FROM sqlite_master WHERE name = 'register_edition'"):
                    found = begun(self.db, order, "")
                    if found is not None:
                        self._next = 1 + int(
                            self.db.value("SELECT coalesce(max(id), 0) FROM register_company")
                        )
                        return found
        self.discard()
        self._open()
        with self._told(), self._transaction():
            for statement in tables.create("sqlite"):
                self.db.run(statement)
            for name, value in (("automerge", 0), ("crisismerge", _MOST_SEGMENTS), ("hashsize", _HASH)):
                self.db.run(f"INSERT INTO register_words(register_words, rank) VALUES ('{name}', {value})")
            note_order(self.db, order, "")
        return Begun()

    def numbers(self) -> Iterable[str]:
        """Return the numbers of the companies kept so far."""
        return (number for (number,) in self.db.connection.execute("SELECT number FROM register_company"))

    def keep(self, batch: Batch) -> None:
        """Keep a batch and the place behind it in one transaction."""
        first = self._next
        last = first + len(batch.rows)
        connection = self.db.connection
        with self._told(), self._transaction():
            ids = range(first, last)
            connection.executemany(
                _COMPANY, [(at, *row[:3], *row[4:]) for at, row in zip(ids, batch.rows, strict=True)]
            )
            connection.executemany(_WORDS, [(at, row[3]) for at, row in zip(ids, batch.rows, strict=True)])
            note_progress(self.db, batch, "")
        self._next = last

    def complete(self, progress: Progress) -> None:
        """Make the indexes and the vocabulary; each step is whole or not there."""
        steps = [statement for _, statement in tables.indexes("sqlite")]
        with self._told():
            self.db.row(f"PRAGMA cache_size=-{SORTING}")
            for at, statement in enumerate(steps):
                progress("making indexes", at, len(steps) + 2)
                self.db.run(statement)
            progress("making indexes", len(steps), len(steps) + 2)
            self.db.run("INSERT INTO register_words(register_words) VALUES ('optimize')")
            progress("making indexes", len(steps) + 1, len(steps) + 2)
            self.db.run("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, register_words, row)")
            with self._transaction():
                self.db.run("DELETE FROM register_word")
                self.db.run(
                    "INSERT INTO register_word (word, companies) SELECT term, doc FROM temp.vocabulary"
                )
            self.db.run("DROP TABLE temp.vocabulary")

    def check(self, rows: int, progress: Progress) -> None:
        """Read the file through once, and count."""
        progress("checking", 0, 1)
        with self._told():
            found = str(self.db.value("PRAGMA quick_check(1)"))
            kept = int(self.db.value("SELECT count(*) FROM register_company"))
        if found != "ok" or kept != rows:
            wrong = f"{kept:,} of {rows:,} rows" if found == "ok" else found
            raise StoreUnavailable(
                f"What was loaded cannot be read back ({wrong}): the register in use stays. Check the disk, then load "
                "from the beginning."
            )
        progress("checking", 1, 1)

    def put_in_place(self) -> None:
        """Let the file take the place of the old one; who reads that keeps it until the next question."""
        self.close()
        try:
            _to_disk(self.path)
            os.replace(self.path, self.final)
            with suppress(FileNotFoundError):
                os.remove(f"{self.path}-journal")
            _to_disk(str(Path(self.final).parent))
        except OSError as error:
            raise StoreUnavailable(
                f"{self.final} cannot be replaced: {error.strerror}. The register in use stays; go on with --resume."
            ) from None

    def discard(self) -> None:
        """Throw the unfinished file away."""
        self.close()
        for left in (self.path, f"{self.path}-journal"):
            with suppress(FileNotFoundError):
                os.remove(left)

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _open(self) -> None:
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        except OSError as error:
            raise StoreUnavailable(
                f"{self.path} cannot be made: {error.strerror}. The store's folder must be writable."
            ) from None
        with self._told():
            connection = sqlite3.connect(self.path, isolation_level=None)
            self._db = Writer(connection, self._dialect)
            for pragma in (
                "locking_mode=EXCLUSIVE",
                "journal_mode=TRUNCATE",
                "synchronous=FULL",
                f"cache_size=-{MEMORY}",
                "secure_delete=OFF",
                "threads=2",
                "trusted_schema=OFF",
            ):
                connection.execute(f"PRAGMA {pragma}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        connection = self.db.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell the database's errors in words."""
        try:
            yield
        except sqlite3.Error as error:
            told = self._dialect.translated(error)
            raise (told if told is not error else StoreUnavailable(f"{self.path}: {error}.")) from None


def _to_disk(path: str) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
