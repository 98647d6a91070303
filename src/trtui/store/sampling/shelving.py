"""The indexes of a large SQLite store, made side by side: each in a file of its own by a process of its own.

The store has one writer, but search and the duplicate check keep their indexes in separate tables. So each is made
in an empty store that reads the rows from the first one; then its tables are copied over, page by page.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from trtui.store import matching, search
from trtui.store.place import open_store
from trtui.store.sampling.helping import Helper, Tell
from trtui.store.sampling.loading import Progress
from trtui.store.sampling.sheets import COLUMNS

if TYPE_CHECKING:
    from trtui.store.reader import Writer

Step = tuple[str, int, int]

UNSAFE: Final = (
    "journal_mode=OFF",
    "synchronous=OFF",
    "locking_mode=EXCLUSIVE",
    "foreign_keys=OFF",
    "cache_size=-32768",
    "temp_store=FILE",
)
"""The settings of a file that nobody else knows of and that is thrown away should anything fail."""


class Shelf(NamedTuple):
    """An index: what makes it anew, and how the names of its tables begin."""

    rebuild: Callable[[Writer, Progress], None]
    tables: tuple[str, ...]


SHELVES: Final = {
    "search": Shelf(search.rebuild, ("search_",)),
    "matching": Shelf(matching.rebuild, ("match_", "word")),
}
"""The longest first: its progress is what is heard."""


def fill(rows: Path, progress: Progress) -> None:
    """Make the indexes over the rows of a closed store, and put them into it."""
    files = {name: rows.with_name(f"{rows.name}.{name}") for name in SHELVES}
    with ExitStack() as stack:
        made = [
            stack.enter_context(closing(Helper(_make, name, str(file), str(rows))))
            for name, file in files.items()
        ]
        for helper in made:
            for step in helper:
                progress(*step)
    store = open_store(str(rows))
    try:
        relax(store.writer())
        for name, file in files.items():
            _take_over(store.writer(), SHELVES[name], file)
            file.unlink()
    finally:
        store.close()


def relax(db: Writer) -> None:
    """Have a connection write as fast as it can, safe or not."""
    for setting in UNSAFE:
        db.row(f"PRAGMA {setting}")


def _make(tell: Tell[Step], name: str, file: str, rows: str) -> None:
    store = open_store(file)
    try:
        db = store.writer()
        relax(db)
        # What is not there by this name is looked for in the attached store.
        for table in COLUMNS:
            db.run(f"DROP TABLE {table}")
        db.run("ATTACH DATABASE :rows AS rows", rows=f"{Path(rows).as_uri()}?mode=ro")
        with store.writing():
            SHELVES[name].rebuild(db, lambda stage, done, total: tell((stage, done, total)))
    finally:
        store.close()


def _take_over(db: Writer, shelf: Shelf, file: Path) -> None:
    """Copy a shelf's tables; those in which a full-text index keeps itself are tables like others."""
    db.run("ATTACH DATABASE :file AS shelf", file=str(file))
    db.run("BEGIN IMMEDIATE")
    for table in db.column(
        "SELECT name FROM shelf.sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %'"
    ):
        if table.startswith(shelf.tables):
            db.run(f"DELETE FROM main.{table}")
            db.run(f"INSERT INTO main.{table} SELECT * FROM shelf.{table}")
    db.run("COMMIT")
    db.run("DETACH DATABASE shelf")
