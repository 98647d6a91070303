"""The ORM's engine over a store's writing connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, StaticPool, create_engine, event

if TYPE_CHECKING:
    from trtui.store.place import Store


def make_engine(store: Store) -> Engine:
    """Return an engine whose one connection is the store's writing connection.

    The connection is in autocommit, so every transaction begins with the dialect's own words; on SQLite IMMEDIATE,
    for a deferred one that turns to writing fails at once when another wrote.
    """
    writer = store.writer()
    name = "sqlite" if store.kind == "sqlite" else "postgresql+psycopg"
    engine = create_engine(
        f"{name}://", creator=lambda: writer.connection, poolclass=StaticPool, hide_parameters=True
    )

    @event.listens_for(engine, "do_connect", retval=True)
    def _reuse(*_: Any) -> Any:
        return writer.connection

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(store.dialect.begin_write)

    return engine
