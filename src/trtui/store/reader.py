"""Plain SQL over one connection, the same on SQLite and PostgreSQL.

Statements name their parameters ``:like_this`` and use only what both databases understand; where they differ the
connection's dialect supplies the fragment. Neither class needs the ORM, so a screen can read before it is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Literal, Protocol

from trtui.domain.errors import StoreUnavailable

DialectName = Literal["sqlite", "postgresql"]
Values = tuple[Any, ...]
CHANGED_MEANWHILE = "Somebody else changed this a moment ago. Look at it again; nothing was saved."


class Interrupted(StoreUnavailable):
    """The statement was stopped because nobody wants its answer any more."""


class Dialect(Protocol):
    """Where the two databases differ, as far as plain statements go."""

    name: DialectName
    begin_read: str
    begin_write: str

    def statement(self, sql: str) -> str:
        """Return a statement with its parameters in the driver's style."""

    def among(self, column: str, name: str) -> str:
        """Return the condition that a column is one of the listed values."""

    def listed(self, values: Iterable[Any]) -> Any:
        """Return a list of values as one parameter, for ``among``."""

    def translated(self, error: Exception) -> Exception:
        """Return the error that the user sees for a driver's error."""

    def interrupt(self, connection: Any) -> None:
        """Stop what runs on a connection; safe from another thread."""

    def wait_turn(self, execute: Callable[[str], Any]) -> None:
        """Wait until nobody else sets up or migrates the database, for the rest of the transaction."""


@lru_cache(maxsize=1024)
def pyformat(sql: str) -> str:
    """Return a statement with ``:name`` parameters rewritten as ``%(name)s``."""
    return re.sub(r"(?<![:\w]):([a-z_]\w*)", r"%(\1)s", sql.replace("%", "%%"))


class Reader:
    """Reads over one connection; it belongs to one thread, but may be interrupted from any."""

    def __init__(self, connection: Any, dialect: Dialect) -> None:
        self.connection = connection
        self.dialect = dialect

    def rows(self, sql: str, /, **parameters: Any) -> list[Values]:
        """Return all rows of a statement."""
        try:
            return self.connection.execute(self.dialect.statement(sql), parameters).fetchall()  # type: ignore[no-any-return]
        except Exception as error:
            raise self.dialect.translated(error) from None

    def row(self, sql: str, /, **parameters: Any) -> Values | None:
        """Return the first row of a statement, or none."""
        try:
            return self.connection.execute(self.dialect.statement(sql), parameters).fetchone()  # type: ignore[no-any-return]
        except Exception as error:
            raise self.dialect.translated(error) from None

    def value(self, sql: str, /, **parameters: Any) -> Any:
        """Return the first value of the first row, or none."""
        row = self.row(sql, **parameters)
        return None if row is None else row[0]

    def column(self, sql: str, /, **parameters: Any) -> list[Any]:
        """Return the first value of every row."""
        return [row[0] for row in self.rows(sql, **parameters)]

    def among(self, column: str, name: str) -> str:
        """Return the condition that a column is one of the values passed as ``name`` through ``listed``."""
        return self.dialect.among(column, name)

    def listed(self, values: Iterable[Any]) -> Any:
        """Return values as the parameter that ``among`` reads."""
        return self.dialect.listed(values)

    @contextmanager
    def snapshot(self) -> Iterator[Reader]:
        """Read several statements from one moment of the store."""
        self._execute(self.dialect.begin_read)
        try:
            yield self
        finally:
            self._execute("ROLLBACK", quietly=True)

    def interrupt(self) -> None:
        """Stop the running statement; it raises ``Interrupted`` in its own thread."""
        self.dialect.interrupt(self.connection)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def _execute(self, sql: str, quietly: bool = False) -> None:
        try:
            self.connection.execute(sql)
        except Exception as error:
            if not quietly:
                raise self.dialect.translated(error) from None


class Writer(Reader):
    """Reads and writes over one connection inside a transaction that somebody else began."""

    def run(self, sql: str, /, **parameters: Any) -> int:
        """Run a statement and return the number of rows it touched."""
        try:
            return int(self.connection.execute(self.dialect.statement(sql), parameters).rowcount)
        except Exception as error:
            raise self.dialect.translated(error) from None

    def run_many(
        self, sql: str, parameters: Sequence[Mapping[str, Any]] | Iterable[Mapping[str, Any]]
    ) -> None:
        """Run a statement once for each set of parameters."""
        try:
            self.connection.cursor().executemany(self.dialect.statement(sql), parameters)
        except Exception as error:
            raise self.dialect.translated(error) from None
