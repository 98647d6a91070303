"""Where a store is, and how it is opened: a file's path or a PostgreSQL URL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from trtui.domain.errors import StoreUnavailable
from trtui.store import postgres, schema, sqlite
from trtui.store.file_identity import FileIdentity
from trtui.store.locating import locate
from trtui.store.reader import Dialect, DialectName, Reader, Writer

if TYPE_CHECKING:
    from sqlalchemy import Engine


class Store:
    """An opened store: readers for any thread, and one writing connection used by one thread at a time.

    Made by ``open_store``. Closing it waits for nobody; close the readers first.
    """

    def __init__(self, where: str, dialect: Dialect) -> None:
        self.where = where
        self.dialect = dialect
        self._lock = sqlite.FileLock(where) if dialect.name == "sqlite" else None
        self._file: FileIdentity | None = None
        self._writer: Writer | None = None
        self._engine: Engine | None = None

    @property
    def kind(self) -> DialectName:
        """The database: sqlite or postgresql."""
        return self.dialect.name

    def reader(self) -> Reader:
        """Open a connection for reading; the caller closes it."""
        return Reader(self._connect(readonly=True), self.dialect)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Carry out plain statements in one write transaction, undone as a whole by any error."""
        with self._exclusive():
            writer = self.writer()
            writer._execute(self.dialect.begin_write)
            try:
                yield writer
            except BaseException:
                writer._execute("ROLLBACK", quietly=True)
                raise
            writer._execute("COMMIT")

    def writer(self) -> Writer:
        """Return the writing connection, opened at first use."""
        if self._writer is None:
            self._writer = Writer(self._connect(readonly=False), self.dialect)
        return self._writer

    def engine(self) -> Engine:
        """Return the ORM's engine over the writing connection; loads SQLAlchemy at first use."""
        if self._engine is None:
            from trtui.store.engine import make_engine

            self._engine = make_engine(self)
        return self._engine

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        if self._lock is None:
            yield
        else:
            with self._lock.held():
                self.check()
                yield
                self.check()  # what was confirmed must be in the store that is there

    exclusive = _exclusive

    def check(self) -> None:
        """Make sure that the store is still what was opened; raises StoreUnavailable when its file was replaced."""
        if self._file is not None:
            self._file.check()

    def opened(self) -> None:
        """Remember which file was opened."""
        if self.kind == "sqlite":
            self._file = FileIdentity(self.where)

    def _connect(self, readonly: bool) -> Any:
        if self.kind == "sqlite":
            return sqlite.connect(self.where, readonly=readonly)
        return postgres.connect(self.where)

    def close(self) -> None:
        """Close the writing connection, the checkpoint that this may cause under the lock."""
        self._file = None
        with self._exclusive():
            if self._engine is not None:
                self._engine.dispose()
            if self._writer is not None:
                self._writer.close()
        self._writer = self._engine = None
        if self._lock is not None:
            self._lock.close()


def open_store(url: str, *, create: bool = True) -> Store:
    """Open the store at a path or URL; make it where there is none and ``create`` says so.

    Raises StoreUnavailable when it cannot be opened, SchemaTooNew when a newer program made it.
    """
    where, kind = locate(url)
    dialect: Dialect = sqlite.SqliteDialect(where) if kind == "sqlite" else postgres.PostgresDialect()
    store = Store(where, dialect)
    if kind == "sqlite":
        _check_file(where)
        if not os.path.exists(where):
            if not create:
                raise StoreUnavailable(f"There is no store at {where}. Make one with: trtui --db {where}")
            sqlite.create(where)
    try:
        _bring_up(store, create)
        store.opened()
    except BaseException:
        store.close()
        raise
    return store


def _bring_up(store: Store, create: bool) -> None:
    reader = store.reader()
    try:
        found = schema.version(reader)
    finally:
        reader.close()
    if found is not None and not schema.needs_upgrade(found):
        return
    if found is None and not create:
        raise StoreUnavailable("The database is empty. Open it once with trtui to set it up.")
    from trtui.store import migrating

    migrating.bring_up(store, found)


def _check_file(path: str) -> None:
    if os.path.isdir(path):
        raise StoreUnavailable(f"{path} is a folder. Name a file in it, such as {path}/trtui.db")
    try:
        with open(path, "rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreUnavailable(f"{path} cannot be read: {error.strerror}. Name another with --db.") from None
    if head and head != b"SQLite format 3\x00":
        raise StoreUnavailable(f"{path} is not a trtui store (not an SQLite file). Name another with --db.")
