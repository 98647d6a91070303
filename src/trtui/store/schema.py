"""Which version of the schema a store has, and how it gets to this program's.

Opening a current store costs one statement and never loads the ORM or the migrations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trtui.domain.errors import SchemaTooNew, StoreUnavailable

if TYPE_CHECKING:
    from trtui.store.reader import Reader

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
"""Every schema version this program knows, oldest first; each has a migration of that name."""
HEAD = VERSIONS[-1]
WITH_DAYS = "0007"
"""From this version on whole days are kept as days."""


def version(reader: Reader) -> str | None:
    """Return the store's schema version, or none for an empty database.

    Raises StoreUnavailable for a database that holds something else.
    """
    there = tables(reader)
    if not there:
        return None
    if "alembic_version" not in there or "client" not in there:
        raise StoreUnavailable(
            "This database holds something else, not a trtui store. Name another with --db."
        )
    found = reader.value("SELECT version_num FROM alembic_version")
    return str(found) if found is not None else None


def tables(reader: Reader) -> set[str]:
    """Return the names of the tables of a database."""
    if reader.dialect.name == "sqlite":
        return set(reader.column("SELECT name FROM sqlite_master WHERE type = 'table'"))
    # Not information_schema, which leaves out what this role has no rights to.
    return set(reader.column("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"))


def needs_upgrade(found: str) -> bool:
    """Return whether a store of this version must be migrated before use.

    Raises SchemaTooNew when a newer program made it.
    """
    if found == HEAD:
        return False
    if found in VERSIONS:
        return True
    raise SchemaTooNew(
        f"This store was made by a newer trtui (schema {found}; this program knows {HEAD}). "
        "Install the newer trtui; nothing was changed."
    )
