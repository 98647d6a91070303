"""The register's tables, the same on both databases but for the index of words.

On SQLite they lie in a file of their own beside the store, on PostgreSQL beside the store's tables. While an edition is
loaded its tables have another place or name; readers never see them.
"""

from __future__ import annotations

from typing import Final

COMPANY: Final = (
    "id", "number", "name", "name_key", "previous", "category", "status", "incorporated_on", "line", "line2", "town",
    "county", "country", "postcode", "sic", "accounts_category", "accounts_due_on", "accounts_made_up_on",
    "confirmation_due_on",
)  # fmt: skip
"""The columns of a company, in order."""

TABLES: Final = ("company", "word", "term", "sic", "fault", "edition")

_INTEGERS: Final = frozenset({"category", "status", "country", "accounts_category"})
_SORTED: Final = frozenset({"number", "name_key", "postcode"})
_MAY_LACK: Final = frozenset(
    {"incorporated_on", "postcode", "accounts_due_on", "accounts_made_up_on", "confirmation_due_on"}
)


def create(kind: str, suffix: str = "") -> list[str]:
    """Return the statements that make the empty tables."""
    collate = ' COLLATE "C"' if kind == "postgresql" else ""
    columns = ["id INTEGER PRIMARY KEY" if kind == "sqlite" else "id INTEGER NOT NULL"]
    for name in COMPANY[1:]:
        of = "INTEGER" if name in _INTEGERS else f"TEXT{collate}" if name in _SORTED else "TEXT"
        columns.append(f"{name} {of}{'' if name in _MAY_LACK else ' NOT NULL'}")
    if kind == "postgresql":
        columns.append("words tsvector NOT NULL")
    without = " WITHOUT ROWID" if kind == "sqlite" else ""
    made = [
        f"CREATE TABLE register_company{suffix} ({', '.join(columns)})",
        (
            f"CREATE TABLE register_word{suffix} (word TEXT{collate} NOT NULL, companies INTEGER NOT NULL"
            f"{', PRIMARY KEY (word)' if without else ''}){without}"
        ),
        f"CREATE TABLE register_term{suffix} (id INTEGER PRIMARY KEY, term TEXT NOT NULL)",
        f"CREATE TABLE register_sic{suffix} (code TEXT NOT NULL, words TEXT NOT NULL)",
        (
            f"CREATE TABLE register_fault{suffix} (file TEXT NOT NULL, line BIGINT NOT NULL, reason TEXT NOT NULL,"
            " is_taken INTEGER NOT NULL)"
        ),
        (
            f"CREATE TABLE register_edition{suffix} (key TEXT NOT NULL, source TEXT NOT NULL, edition_on TEXT,"
            " fingerprint TEXT NOT NULL, areas TEXT NOT NULL, sic TEXT NOT NULL, taken BIGINT NOT NULL,"
            " bad BIGINT NOT NULL, flawed BIGINT NOT NULL, passed_over BIGINT NOT NULL, statuses TEXT NOT NULL,"
            " loaded_at BIGINT NOT NULL, loaded_by TEXT NOT NULL, part INTEGER NOT NULL, byte BIGINT NOT NULL,"
            " line BIGINT NOT NULL)"
        ),
    ]
    if kind == "sqlite":
        made.append(
            "CREATE VIRTUAL TABLE register_words USING fts5(words, content='', detail=none, columnsize=0,"
            " tokenize='ascii')"
        )
    return made


def indexes(kind: str, suffix: str = "") -> list[tuple[str, str]]:
    """Return the names of the indexes and the statements that make them once the rows are there."""
    table = f"register_company{suffix}"
    number, name, postcode = (f"register_company_{of}{suffix}" for of in ("number", "name", "postcode"))
    made = [
        (number, f"CREATE UNIQUE INDEX IF NOT EXISTS {number} ON {table} (number)"),
        (name, f"CREATE INDEX IF NOT EXISTS {name} ON {table} (name_key)"),
        (
            postcode,
            f"CREATE INDEX IF NOT EXISTS {postcode} ON {table} (postcode) WHERE postcode IS NOT NULL",
        ),
    ]
    if kind == "postgresql":
        key, words, word = (f"register_{of}{suffix}" for of in ("company_key", "company_words", "word_word"))
        made += [
            (key, f"CREATE UNIQUE INDEX IF NOT EXISTS {key} ON {table} (id)"),
            (
                words,
                f"CREATE INDEX IF NOT EXISTS {words} ON {table} USING gin (words) WITH (fastupdate = off)",
            ),
            (word, f"CREATE UNIQUE INDEX IF NOT EXISTS {word} ON register_word{suffix} (word)"),
        ]
    return made
