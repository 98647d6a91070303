"""What stands in the way of undoing a change as a whole: what was undone, changed or added since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer


class Later(NamedTuple):
    """A later change of a row; ``undoes`` is the change that it takes back, if it is one that does."""

    number: int
    change_id: int
    undoes: int | None
    who: str
    at: int


def undone(db: Reader, change_id: int) -> set[tuple[str, int]]:
    """Return the rows of a change that were put back already, each as table and number."""
    return {
        (table, number)
        for table, number in db.rows(
            "SELECT i.entity, i.entity_id FROM change_item i JOIN change c ON c.id = i.change_id"
            " WHERE c.undoes_id = :id",
            id=change_id,
        )
    }


def later(db: Reader, change_id: int, table: str, numbers: Iterable[int]) -> list[Later]:
    """Return what changed rows of a table after a change, in order."""
    return [
        Later(*row)
        for row in db.rows(
            "SELECT i.entity_id, c.id, c.undoes_id, coalesce(u.name, 'somebody'), c.at FROM change_item i"
            " JOIN change c ON c.id = i.change_id LEFT JOIN user_account u ON u.id = c.user_id"
            f" WHERE i.entity = :table AND {db.among('i.entity_id', 'numbers')} AND c.id > :change ORDER BY c.id",
            table=table,
            numbers=db.listed(numbers),
            change=change_id,
        )
    ]


def referring(db: Reader, table: str, column: str, numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return the rows of a table that refer to others by a column: each number with the one referred to."""
    return db.rows(
        f"SELECT id, {column} FROM {table} WHERE {db.among(column, 'numbers')}", numbers=db.listed(numbers)
    )


def referred_until(
    db: Reader, table: str, column: str, numbers: Iterable[int], until: str, now: int
) -> list[int]:
    """Return who is referred to by rows of a table that hold until an instant, given by a column, not yet past."""
    return db.column(
        f"SELECT {column} FROM {table} WHERE {db.among(column, 'numbers')} AND {until} > :now",
        numbers=db.listed(numbers),
        now=now,
    )


def remove_referring(db: Writer, table: str, column: str, numbers: Iterable[int]) -> None:
    """Delete the rows of a table that refer to others by a column."""
    db.run(f"DELETE FROM {table} WHERE {db.among(column, 'numbers')}", numbers=db.listed(numbers))
