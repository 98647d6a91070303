"""Setting up and migrating a store's schema; loads the ORM and, for an old store, Alembic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trtui.store import schema

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from trtui.store.place import Store


def bring_up(store: Store, found: str | None) -> None:
    """Bring a store from the version found (none: empty) to this program's, whole or not at all."""
    with store.exclusive():
        reader = store.writer()
        now_found = schema.version(reader)
        if now_found is not None and not schema.needs_upgrade(now_found):
            return
        engine = store.engine()
        with engine.begin() as connection:
            if now_found is None:
                _make(connection)
            else:
                _migrate(connection)


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
