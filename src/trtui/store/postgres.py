"""PostgreSQL: connections, time limits and its errors in words; no extension is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from trtui.domain.errors import Conflict, StoreUnavailable
from trtui.store.reader import CHANGED_MEANWHILE, DialectName, Interrupted, pyformat

if TYPE_CHECKING:
    import psycopg

OPTIONS = {
    "idle_in_transaction_session_timeout": "30s",
    "lock_timeout": "5s",
    "statement_timeout": "120s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "3",
    "tcp_keepalives_count": "3",
    "timezone": "UTC",
    "jit": "off",
}


_SETTING_UP = 7_205_759_403
"""An arbitrary number by which all who set up the same database find each other."""


class PostgresDialect:
    """PostgreSQL's side of the differences."""

    name: DialectName = "postgresql"
    begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    begin_write = "BEGIN"

    def statement(self, sql: str) -> str:
        """Return the statement in psycopg's parameter style."""
        return pyformat(sql)

    def among(self, column: str, name: str) -> str:
        """Return the condition over an array."""
        return f"{column} = ANY(:{name})"

    def listed(self, values: Iterable[Any]) -> list[Any]:
        """Return the values as an array."""
        return list(values)

    def interrupt(self, connection: psycopg.Connection[Any]) -> None:
        """Ask the server to stop the running statement."""
        connection.cancel()

    def wait_turn(self, execute: Callable[[str], Any]) -> None:
        """Take the lock that everyone takes who sets up or migrates this database."""
        # Longer than any other lock: a migration of a large store takes minutes.
        execute("SET LOCAL lock_timeout = '30min'; SET LOCAL statement_timeout = 0")
        execute(f"SELECT pg_advisory_xact_lock({_SETTING_UP})")

    def translated(self, error: Exception) -> Exception:
        """Return the error in words that say what to do; programming errors stay as they are."""
        import psycopg

        if isinstance(error, psycopg.errors.QueryCanceled):
            return Interrupted("Stopped.")
        if isinstance(error, psycopg.errors.LockNotAvailable):
            return StoreUnavailable(
                "Somebody else is changing the same records. Try again; nothing was changed."
            )
        if isinstance(error, psycopg.errors.DeadlockDetected | psycopg.errors.SerializationFailure):
            return StoreUnavailable("Two changes met. Try again; nothing was changed.")
        if isinstance(error, psycopg.errors.UniqueViolation | psycopg.errors.ForeignKeyViolation):
            return Conflict(CHANGED_MEANWHILE)
        if isinstance(error, psycopg.errors.DiskFull):
            return StoreUnavailable(
                "The database's disk is full. Nothing was half-written; tell its administrator."
            )
        if isinstance(error, psycopg.errors.ReadOnlySqlTransaction):
            return StoreUnavailable(
                "The database is read-only now. Ask its administrator, or name another with --db."
            )
        if isinstance(error, psycopg.errors.InsufficientPrivilege):
            return StoreUnavailable(
                "The database does not let this account do that. Ask its administrator for rights."
            )
        if isinstance(error, psycopg.OperationalError):
            return StoreUnavailable("The database cannot be reached. Check the network and try again.")
        return error


def connect(url: str) -> psycopg.Connection[Any]:
    """Open an autocommit connection with the store's time limits.

    Raises StoreUnavailable without repeating the URL, which may hold a password.
    """
    import psycopg

    connection: psycopg.Connection[Any] | None = None
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10, application_name="trtui")
        settings = list(OPTIONS.items())
        connection.execute(
            "SELECT " + ", ".join("set_config(%s, %s, false)" for _ in settings),
            [part for pair in settings for part in pair],
        )
    except psycopg.ProgrammingError:
        raise StoreUnavailable(
            "The database URL cannot be read. It looks like postgresql://user@host/name."
        ) from None
    except psycopg.Error as error:
        if connection is not None:
            connection.close()
        reason = _reason(error)
        raise StoreUnavailable(
            f"The PostgreSQL database cannot be opened{reason}. Check the URL given with --db or TRTUI_DB."
        ) from None
    return connection


def _reason(error: Exception) -> str:
    text = str(error).lower()
    for sign, words in (
        ("does not exist", ": there is no such database or user"),
        ("password", ": the password was not accepted"),
        ("refused", ": nothing answers at that address"),
        ("no such file", ": no server is listening there"),
        ("could not translate", ": the host name is not known"),
        ("name or service", ": the host name is not known"),
        ("timeout", ": the server did not answer in time"),
        ("timed out", ": the server did not answer in time"),
    ):
        if sign in text:
            return words
    return ""
