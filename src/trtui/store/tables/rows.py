"""The base of every table: a numbered row, and a kept row with a version."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, MetaData, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

metadata: MetaData = SQLModel.metadata
metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """A row with a number of its own."""

    id: int | None = Field(default=None, primary_key=True)


class Kept(Row):
    """A journaled row; ``version`` counts its changes and guards against lost updates.

    The unit of work counts it up, so that a row put back by an undo goes on where it was.
    """

    version: int = Field(default=1, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version, "version_id_generator": False}


def instant(**options: Any) -> Any:
    """Return the field of a required instant."""
    return Field(sa_type=BigInteger, **options)


def maybe_instant(**options: Any) -> Any:
    """Return the field of an instant that may be absent."""
    return Field(default=None, sa_type=BigInteger, **options)


def link(target: str, **options: Any) -> Any:
    """Return the field of a required, indexed reference to another table's id."""
    options.setdefault("index", True)
    return Field(foreign_key=f"{target}.id", **options)


def maybe_link(target: str, **options: Any) -> Any:
    """Return the field of an optional, indexed reference to another table's id."""
    options.setdefault("index", True)
    return Field(default=None, foreign_key=f"{target}.id", **options)


def only(condition: str) -> dict[str, Any]:
    """Return the options of an index over the rows that meet a condition."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


KEPT: dict[str, type[Kept]] = {}
"""Kept tables by name, for undo; filled as the tables are defined."""


def kept(table: type[Any]) -> type[Any]:
    """Register a journaled table.

    SQLite would give the highest numbers again once their rows are gone; the record of changes and the forms that are
    still open would then speak of another row. PostgreSQL never does.
    """
    table.__table__.dialect_options["sqlite"]["autoincrement"] = True
    KEPT[str(table.__tablename__)] = table
    return table
