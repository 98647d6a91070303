"""What the ORM cannot describe: full-text indexes and other statements that differ by database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trtui.store.search import index as search

if TYPE_CHECKING:
    from sqlalchemy import Connection

EXTRAS: dict[str, tuple[str, ...]] = {"sqlite": search.SQLITE, "postgresql": search.POSTGRESQL}
"""Statements by dialect, run once when a store is made."""


def create_extras(connection: Connection) -> None:
    """Create what the ORM cannot describe."""
    for statement in EXTRAS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
