"""SQLite: connections, the file lock around every write, and its errors in words.

WAL with ``synchronous=FULL``: an acknowledged write survives a power cut. Before 3.51.3 a second process that
checkpoints beside a writer can corrupt a WAL file, so every write transaction, every checkpoint and every close of a
connection happens under one lock on a file beside the store (sqlite.org/wal.html, "WAL-reset bug").
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from trtui.domain.errors import Conflict, StoreUnavailable
from trtui.store.reader import CHANGED_MEANWHILE, DialectName, Interrupted

try:
    import fcntl
except ImportError:  # Windows: SQLite's own locks remain
    fcntl = None  # type: ignore[assignment]

BUSY_MS = 10_000
LOCK_SECONDS = 20.0
WAL_LIMIT = 64 * 1024 * 1024
FIXED_WAL = (3, 51, 3)


class SqliteDialect:
    """SQLite's side of the differences."""

    name: DialectName = "sqlite"
    begin_read = "BEGIN"
    begin_write = "BEGIN IMMEDIATE"

    def __init__(self, path: str) -> None:
        self.path = path

    def statement(self, sql: str) -> str:
        """Return the statement unchanged: ``:name`` is SQLite's own style."""
        return sql

    def among(self, column: str, name: str) -> str:
        """Return the condition over a JSON list."""
        return f"{column} IN (SELECT value FROM json_each(:{name}))"

    def listed(self, values: Iterable[Any]) -> str:
        """Return the values as a JSON list."""
        return json.dumps(list(values))

    def interrupt(self, connection: sqlite3.Connection) -> None:
        """Stop the running statement."""
        connection.interrupt()

    def wait_turn(self, execute: Callable[[str], Any]) -> None:
        """Do nothing: whoever writes holds the file's lock already."""

    def translated(self, error: Exception) -> Exception:
        """Return the error in words that say what to do; programming errors stay as they are."""
        text = str(error)
        if isinstance(error, sqlite3.OperationalError):
            if "interrupted" in text:
                return Interrupted("Stopped.")
            for sign, words in _WORDS:
                if sign in text:
                    return StoreUnavailable(words.format(path=self.path))
        if isinstance(error, sqlite3.IntegrityError) and text.startswith(("UNIQUE", "FOREIGN KEY")):
            return Conflict(CHANGED_MEANWHILE)
        if isinstance(error, sqlite3.DatabaseError) and ("malformed" in text or "not a database" in text):
            return StoreUnavailable(
                f"{self.path} is not a readable trtui store ({text}). Name another with --db, or restore a backup."
            )
        return error


_WORDS = (
    ("unable to open", "{path} cannot be opened. Check that the folder exists and that you may write to it."),
    ("readonly", "{path} is read-only. Give yourself write permission, or name another store with --db."),
    ("locked", "{path} is locked by another program. Close it there and try again; nothing was changed."),
    ("busy", "{path} is busy in another program. Try again; nothing was changed."),
    (
        "database or disk is full",
        "The disk that holds {path} is full. Free some space and try again; nothing was half-written.",
    ),
    (
        "disk I/O error",
        "The disk that holds {path} reports an error. Nothing was half-written; check the disk.",
    ),
)


def connect(path: str, *, readonly: bool = False) -> sqlite3.Connection:
    """Open a connection with the store's settings; it may be handed to another thread, used by one at a time.

    Raises StoreUnavailable when the file cannot be opened.
    """
    dialect = SqliteDialect(path)
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(
            f"file:{_quoted(path)}?mode={'ro' if readonly else 'rw'}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_MS / 1000,
            cached_statements=256,
        )
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute(f"PRAGMA journal_size_limit={WAL_LIMIT}")
        if readonly:
            connection.execute("PRAGMA query_only=ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        raise dialect.translated(error) from None
    return connection


def create(path: str) -> None:
    """Make an empty store file, readable by its owner alone, in WAL mode.

    Raises StoreUnavailable when the folder cannot be made or written.
    """
    target = Path(path)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreUnavailable(
            f"{path} cannot be made: {error.strerror}. Name another place with --db."
        ) from None
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        if connection.execute("PRAGMA journal_mode=WAL").fetchone()[0] != "wal":
            raise StoreUnavailable(
                f"{path} lies on a file system without WAL support. Put it on a local disk."
            )
    except sqlite3.Error as error:
        raise SqliteDialect(path).translated(error) from None
    finally:
        connection.close()


class FileLock:
    """One lock for all who write to a store file, in this process and in others; waiting is fair."""

    def __init__(self, store_path: str) -> None:
        self.path = f"{store_path}-lock"
        self._file: int | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for the length of a block.

        Raises StoreUnavailable when another program keeps it for longer than 20 seconds.
        """
        if fcntl is None:
            yield
            return
        if self._file is None:
            try:
                self._file = os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            except OSError as error:
                raise StoreUnavailable(
                    f"{self.path} cannot be opened: {error.strerror}. The store's folder must be writable."
                ) from None
        self._take(self._file)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def _take(self, file: int) -> None:
        assert fcntl is not None
        deadline = time.monotonic() + LOCK_SECONDS
        pause = 0.0005
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except OSError:
                if time.monotonic() > deadline:
                    raise StoreUnavailable(
                        f"Another program has been writing to {self.path.removesuffix('-lock')} for "
                        f"{LOCK_SECONDS:.0f} seconds. Try again when it is done; nothing was changed."
                    ) from None
                time.sleep(pause)
                pause = min(pause * 1.5, 0.01)

    def close(self) -> None:
        """Give the lock's file back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _quoted(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
