"""Loading into tables beside those in use on PostgreSQL, which take their names when they are whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from trtui.domain.errors import Conflict, StoreUnavailable
from trtui.domain.register.rows import FIELDS
from trtui.store import postgres
from trtui.store.reader import Writer
from trtui.store.register import tables
from trtui.store.register.shelf import (
    LOADING,
    Batch,
    Begun,
    Order,
    Progress,
    begun,
    note_order,
    note_progress,
)

if TYPE_CHECKING:
    from trtui.domain.register.rows import Plain

ALONE: Final = 0x74727265
"""The advisory lock under which a database loads one register at a time."""
_AT_WORDS: Final = FIELDS.index("words")
_NUMBERS: Final = 10_000
_COPY: Final = f"COPY register_company{LOADING} ({', '.join(tables.COMPANY)}, words) FROM STDIN"
_SETTINGS: Final = {
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "lock_timeout": "60s",
    "maintenance_work_mem": "256MB",
    "synchronous_commit": "on",
}


class PostgresShelf:
    """The tables ``register_…_loading``, and at the end ``register_…``."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._dialect = postgres.PostgresDialect()
        self._db: Writer | None = None
        self._next = 1

    @property
    def db(self) -> Writer:
        """The connection that loads; opened at first use, for it must outlive every time limit."""
        if self._db is None:
            self._db = Writer(postgres.connect(self._url), self._dialect)
            for name, value in _SETTINGS.items():
                self._db.row("SELECT set_config(:name, :value, false)", name=name, value=value)
        return self._db

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep others from loading at the same time; the lock ends with the connection."""
        try:
            if not self.db.value("SELECT pg_try_advisory_lock(:key)", key=ALONE):
                raise Conflict(
                    "Somebody is loading the register just now. Wait until that is done; the register in use stays."
                )
            yield
        finally:
            self.close()

    def begin(self, order: Order, resumes: bool) -> Begun:
        """Make the tables, or go on with those that were broken off."""
        if (
            resumes
            and self.db.value("SELECT to_regclass(:name)", name=f"register_edition{LOADING}") is not None
        ):
            found = begun(self.db, order, LOADING)
            if found is not None:
                self._next = 1 + int(
                    self.db.value(f"SELECT coalesce(max(id), 0) FROM register_company{LOADING}")
                )
                return found
        self.discard()
        with self._transaction():
            for statement in tables.create("postgresql", LOADING):
                self.db.run(statement)
            note_order(self.db, order, LOADING)
        return Begun()

    def numbers(self) -> Iterable[str]:
        """Return the numbers of the companies kept so far."""
        first = 0
        while first < self._next:
            yield from self.db.column(
                f"SELECT number FROM register_company{LOADING} WHERE id > :first AND id <= :last",
                first=first,
                last=first + _NUMBERS * 50,
            )
            first += _NUMBERS * 50

    def keep(self, batch: Batch) -> None:
        """Keep a batch and the place behind it in one transaction."""
        with self._transaction():
            if batch.rows:
                self._copy(batch.rows)
            note_progress(self.db, batch, LOADING)
        self._next += len(batch.rows)

    def _copy(self, rows: list[Plain]) -> None:
        number = self._next
        try:
            with self.db.connection.cursor() as cursor, cursor.copy(_COPY) as copy:
                for row in rows:
                    copy.write_row(
                        (number, *row[:_AT_WORDS], *row[_AT_WORDS + 1 :], _vector(str(row[_AT_WORDS])))
                    )
                    number += 1
        except Exception as error:
            raise self._dialect.translated(error) from None

    def complete(self, progress: Progress) -> None:
        """Make the indexes and the vocabulary; each step is whole or not there."""
        steps = [statement for _, statement in tables.indexes("postgresql", LOADING)]
        progress("making indexes", 0, len(steps) + 1)
        with self._transaction():
            self.db.run(f"TRUNCATE register_word{LOADING}")
            self.db.run(
                f"INSERT INTO register_word{LOADING} (word, companies) SELECT word, ndoc"
                f" FROM ts_stat('SELECT words FROM register_company{LOADING}')"
            )
        for at, statement in enumerate(steps, 1):
            progress("making indexes", at, len(steps) + 1)
            self.db.run(statement)
        for name in tables.TABLES:
            self.db.run(f"ANALYZE register_{name}{LOADING}")

    def check(self, rows: int, progress: Progress) -> None:
        """Count what was kept."""
        progress("checking", 0, 1)
        kept = int(self.db.value(f"SELECT count(*) FROM register_company{LOADING}"))
        if kept != rows:
            raise StoreUnavailable(f"{kept:,} of {rows:,} rows were kept: load from the beginning.")
        progress("checking", 1, 1)

    def put_in_place(self) -> None:
        """Give the tables their names in one transaction; who reads is answered from the old ones until then."""
        with self._transaction():
            for name in tables.TABLES:
                self.db.run(f"DROP TABLE IF EXISTS register_{name}")
                self.db.run(f"ALTER TABLE register_{name}{LOADING} RENAME TO register_{name}")
            self.db.run(f"ALTER INDEX register_term{LOADING}_pkey RENAME TO register_term_pkey")
            for name, _ in tables.indexes("postgresql", LOADING):
                self.db.run(f"ALTER INDEX {name} RENAME TO {name.removesuffix(LOADING)}")

    def discard(self) -> None:
        """Throw the unfinished tables away."""
        with self._transaction():
            for name in tables.TABLES:
                self.db.run(f"DROP TABLE IF EXISTS register_{name}{LOADING}")

    def close(self) -> None:
        """Close the connection, and with it the lock."""
        if self._db is not None:
            self._db.close()
            self._db = None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.db.run("BEGIN")
        try:
            yield
        except BaseException:
            with suppress(Exception):
                self.db.run("ROLLBACK")
            raise
        self.db.run("COMMIT")


def _vector(words: str) -> str:
    """Return words as a text search vector."""
    return "'" + words.replace("\\", "").replace(" ", "' '") + "'"
