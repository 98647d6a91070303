"""Whether a store is whole: its file, its references, and rows that other rows must match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from trtui.store.reader import Reader

Noun = Literal["client", "contact"]
NOUNS: tuple[Noun, ...] = ("client", "contact")
"""What has lists of its own."""


def damage(db: Reader) -> str:
    """Return what SQLite finds wrong with its file, or nothing; PostgreSQL looks after its own."""
    if db.dialect.name != "sqlite":
        return ""
    found = str(db.value("PRAGMA quick_check(1)"))
    return "" if found == "ok" else found


def has_lost_references(db: Reader) -> bool:
    """Tell whether a record points to one that is gone; PostgreSQL never lets it come to that."""
    return db.dialect.name == "sqlite" and db.row("PRAGMA foreign_key_check") is not None


def count(db: Reader, noun: Noun) -> int:
    """Return how many clients or contacts there are, by reading through them."""
    return int(db.value(f"SELECT count(*) FROM {noun}"))


def count_states(db: Reader, noun: Noun) -> int:
    """Return how many rows the lists of clients or contacts have."""
    return int(db.value(f"SELECT count(*) FROM {noun}_state"))


def count_without_one_primary(db: Reader) -> int:
    """Return how many clients with contacts have not exactly one primary contact."""
    return int(
        db.value(
            "SELECT count(*) FROM (SELECT client_id FROM assignment WHERE to_at IS NULL GROUP BY client_id"
            " HAVING sum(CASE WHEN is_primary THEN 1 ELSE 0 END) <> 1) x"
        )
    )
