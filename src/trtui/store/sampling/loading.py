"""Writing many rows into an empty store: inserts on SQLite, COPY on PostgreSQL, secondary indexes last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from trtui.store.sampling.sheets import COLUMNS, Row, Sheets

if TYPE_CHECKING:
    from trtui.store.reader import Writer

Progress = Callable[[str, int, int], None]
"""What hears the stage, how far it is, and the end."""
EMPTY: Final = ("user_account", "client", "contact")


def is_empty(db: Writer) -> bool:
    """Tell whether nobody has worked in the store yet."""
    return not any(db.value(f"SELECT EXISTS (SELECT 1 FROM {table})") for table in EMPTY)


def write(db: Writer, sheets: Sheets) -> None:
    """Write the rows of sheets."""
    put = _insert if db.dialect.name == "sqlite" else _copy
    for table, rows in sheets.items():
        if rows:
            put(db, table, rows)


def _insert(db: Writer, table: str, rows: Sequence[Row]) -> None:
    columns = COLUMNS[table]
    marks = ", ".join("?" * len(columns))
    try:
        db.connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
    except Exception as error:
        raise db.dialect.translated(error) from None


def _copy(db: Writer, table: str, rows: Sequence[Row]) -> None:
    try:
        with (
            db.connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({', '.join(COLUMNS[table])}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
    except Exception as error:
        raise db.dialect.translated(error) from None


@contextmanager
def without_indexes(db: Writer, progress: Progress) -> Iterator[None]:
    """Take the secondary indexes of the sample's tables away for the length of a block, and make them anew after it."""
    indexes = _indexes(db)
    for name, _ in indexes:
        db.run(f"DROP INDEX {name}")
    yield
    for done, (_, statement) in enumerate(indexes):
        progress("indexes", done, len(indexes))
        db.run(statement)
    progress("indexes", len(indexes), len(indexes))


def _indexes(db: Writer) -> list[Row]:
    """Return name and statement of the indexes that no constraint needs."""
    if db.dialect.name == "sqlite":
        found = db.rows(
            "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            " ORDER BY tbl_name, name"
        )
    else:
        found = db.rows(
            "SELECT i.indexname, i.indexdef, i.tablename FROM pg_indexes i WHERE i.schemaname = current_schema()"
            " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)"
            " ORDER BY i.tablename, i.indexname"
        )
    return [row[:2] for row in found if row[2] in COLUMNS]


def count_on(db: Writer) -> None:
    """Have PostgreSQL go on numbering behind the numbers that were given."""
    if db.dialect.name == "sqlite":
        return
    for table, columns in COLUMNS.items():
        if "id" in columns:
            db.row(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 1), max(id) IS NOT NULL)"
                f" FROM {table}"
            )
