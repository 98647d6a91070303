"""What stands in the way of putting a row back: another row in its place, or none where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, UniqueConstraint

from trtui.store.tables import metadata

if TYPE_CHECKING:
    from trtui.store.reader import Reader


def lost_parent(db: Reader, table: str, values: Mapping[str, Any]) -> str | None:
    """Return the table of a row that these values refer to and that is gone, or none."""
    for key in metadata.tables[table].foreign_keys:
        number, parent = values.get(key.parent.name), key.column.table.name
        if number is not None and db.value(f"SELECT id FROM {parent} WHERE id = :id", id=number) is None:
            return parent
    return None


def occupant(db: Reader, table: str, number: int, values: Mapping[str, Any]) -> int | None:
    """Return the other row that has what only one row may have, where these values would take it; or none."""
    for columns, condition in _uniques(metadata.tables[table]):
        if any(values.get(name) is None for name in columns):
            continue
        same = " AND ".join([*(f"{name} = :{name}" for name in columns), f"({condition})"])
        wanted = {name: values[name] for name in columns}
        found = db.value(f"SELECT id FROM {table} WHERE id <> :number AND {same}", number=number, **wanted)
        if found is not None:
            return int(found)
    return None


def _uniques(table: Table) -> Iterator[tuple[list[str], str]]:
    """Yield the columns that are unique together, and among which rows."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield [column.name for column in constraint.columns], "1 = 1"
    for index in table.indexes:
        if index.unique:
            condition = index.dialect_options["sqlite"]["where"]
            yield [column.name for column in index.columns], "1 = 1" if condition is None else str(condition)
