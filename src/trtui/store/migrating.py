"""Setting up and migrating a store's schema; loads the ORM and, for an old store, Alembic."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from trtui.domain.errors import StoreUnavailable
from trtui.store import schema

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from trtui.store.days import Converted
    from trtui.store.place import Store
    from trtui.store.reader import Writer


SPELT: Final = "0006"
"""From this version on search documents hold every spelling of a name."""


def bring_up(store: Store, found: str | None) -> None:
    """Bring a store from the version found (none: empty) to this program's, whole or not at all.

    Of several who come at once one does it and the others wait. Raises NotAllowed for an empty database that somebody
    else owns, StoreUnavailable where the database does not let this account do it.
    """
    from sqlalchemy.exc import DBAPIError

    with store.exclusive():
        try:
            with store.engine().begin() as connection:
                store.dialect.wait_turn(connection.exec_driver_sql)
                now_found = schema.version(store.writer())
                if now_found is None:
                    _refuse_stranger(store)
                    _make(connection)
                elif schema.needs_upgrade(now_found):
                    _upgrade(store.writer(), connection, now_found)
        except DBAPIError as error:
            raise store.dialect.translated(error.orig or error) from None


def _refuse_stranger(store: Store) -> None:
    from trtui.domain.errors import NotAllowed
    from trtui.store.queries import users

    if not users.owns_database(store.writer()):
        raise NotAllowed(
            "This database is still empty, and only its owner can begin with it. "
            "Ask its owner to open it once with trtui."
        )


def rehearse(store: Store, zone: tzinfo) -> tuple[list[Converted], str]:
    """Bring a store up, make its whole days, check all of it, and undo everything.

    ``zone`` is the store's where it has none yet. Returns what would become days and what would stay instants, and
    in words what is wrong, or nothing.
    """
    from trtui.store import agreed, days

    with store.exclusive():
        writer = store.writer()
        found = schema.version(writer)
        with store.engine().connect() as connection, connection.begin() as whole:
            try:
                if found is not None and schema.needs_upgrade(found):
                    _upgrade(writer, connection, found)
                before = agreed.agreed(writer)
                converted = days.convert(writer, before.zone or zone)
                days.derive(writer, before.zone or zone)
                wrong = days.check(writer, before.zone or zone)
            finally:
                whole.rollback()
    return converted, wrong


def _upgrade(writer: Writer, connection: Connection, found: str) -> None:
    """Take every step from a version to this program's; raises StoreUnavailable where a row would be lost."""
    from trtui.store import agreed, days

    before = _rows(writer)
    _migrate(connection)
    settled = agreed.agreed(writer)
    if found < schema.WITH_DAYS and settled.zone is not None:
        days.convert(writer, settled.zone)
        days.derive(writer, settled.zone)
        if wrong := days.check(writer, settled.zone):
            raise StoreUnavailable(f"The store could not be upgraded, and is as it was: {wrong}.")
    if found < SPELT:
        from trtui.store import search

        search.respell(writer)
    after = _rows(writer)
    lost = [table for table, count in before.items() if after.get(table) != count]
    if lost:
        raise StoreUnavailable(
            f"The store could not be upgraded, and is as it was: rows of {lost[0]} would be lost."
        )


def _rows(writer: Writer) -> dict[str, int]:
    """Return how many rows each kept table has that is there."""
    from trtui.store.tables import KEPT

    there = schema.tables(writer)
    return {table: int(writer.value(f"SELECT count(*) FROM {table}")) for table in KEPT if table in there}


def _make(connection: Connection) -> None:
    from sqlalchemy import text

    from trtui.store.tables import metadata

    metadata.create_all(connection)
    from trtui.store.extras import create_extras

    create_extras(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": schema.HEAD}
    )


def _migrate(connection: Connection) -> None:
    from importlib.resources import files

    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("trtui.store") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, schema.HEAD)
