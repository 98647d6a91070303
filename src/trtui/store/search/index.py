"""The full-text index over the search documents: FTS5 on SQLite, GIN over tsvector on PostgreSQL.

SQLite: one FTS5 index of words and one of digits for clients and contacts each. Words are indexed with their beginnings
of one to eight characters, so that typing is a look-up and never a scan; positions are left out.
PostgreSQL: expression indexes; the beginning of a word is a range of the GIN index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

from trtui.domain.errors import StoreUnavailable
from trtui.domain.finding.words import grams
from trtui.store.search.terms import LONGEST, fts5, tsquery

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer
    from trtui.store.search.documents import Document
    from trtui.store.search.terms import Asked

Noun = Literal["client", "contact"]
NOUNS: Final[tuple[Noun, Noun]] = ("client", "contact")
BULK_MEMORY: Final = 24 * 1024 * 1024
USUAL_MEMORY: Final = 1024 * 1024

_PREFIXES: Final = " ".join(str(length) for length in range(1, LONGEST + 1))
_VECTOR: Final = "array_to_tsvector(array_remove(string_to_array(translate({}, '|;', '  '), ' '), ''))"

SQLITE: Final = tuple(
    statement
    for noun in NOUNS
    for statement in (
        (
            f"CREATE VIRTUAL TABLE search_{noun}_words USING fts5(words, content='search_{noun}', content_rowid='id',"
            f" detail=none, columnsize=0, prefix='{_PREFIXES}', tokenize=\"ascii tokenchars '~^@._-'\")"
        ),
        (
            f"CREATE VIRTUAL TABLE search_{noun}_digits USING fts5(grams, content='', detail=none, columnsize=0,"
            " prefix='3', tokenize='ascii')"
        ),
    )
)
"""The statements that make the index in an SQLite store."""

POSTGRESQL: Final = (
    (
        "CREATE FUNCTION search_grams(digits text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$"
        " SELECT array_to_tsvector(ARRAY(SELECT DISTINCT substr(part, start, 4)"
        " FROM unnest(string_to_array(digits, ' ')) AS part, generate_series(1, length(part) - 3) AS start)) $$"
    ),
    *(
        statement
        for noun in NOUNS
        for statement in (
            f"CREATE INDEX ix_search_{noun}_words ON search_{noun} USING gin (({_VECTOR.format('words')}))",
            (
                f"CREATE INDEX ix_search_{noun}_digits ON search_{noun} USING gin (search_grams(digits))"
                " WHERE digits <> ''"
            ),
        )
    ),
    'CREATE INDEX ix_client_state_begins ON client_state (name_key COLLATE "C", client_id)',
    'CREATE INDEX ix_client_state_own_begins ON client_state (owner_id, name_key COLLATE "C")',
    'CREATE INDEX ix_contact_state_begins ON contact_state (name_key COLLATE "C", contact_id)',
    'CREATE INDEX ix_contact_point_begins ON contact_point (value COLLATE "C")',
    'CREATE INDEX ix_search_word_begins ON search_word (word COLLATE "C")',
    'CREATE INDEX ix_search_word_ends ON search_word (back COLLATE "C")',
)
"""The statements that make the index in a PostgreSQL store."""


def source(db: Reader, noun: Noun, of: Literal["words", "digits"], asked: str = "asked") -> tuple[str, str]:
    """Return the FROM part that reads documents ``d``, and the condition that they meet the question ``:asked``.

    ``asked`` is another name of that parameter, for a statement with questions of its own.
    """
    if db.dialect.name == "sqlite":
        index = f"search_{noun}_{of}"
        return f"{index} JOIN search_{noun} d ON d.id = {index}.rowid", f"{index} MATCH :{asked}"
    vector = _VECTOR.format("d.words") if of == "words" else "d.digits <> '' AND search_grams(d.digits)"
    return f"search_{noun} d", f"{vector} @@ CAST(:{asked} AS tsquery)"


def records(db: Reader, noun: Noun, asked: Asked, most: int) -> list[int] | None:
    """Return the numbers of the records whose words meet a question; none when there are more than ``most``.

    Too many are mostly told before they are read: SQLite skips along its index, PostgreSQL's planner estimates.
    """
    asking = question(db, asked)
    if db.dialect.name == "sqlite":
        statement = f"SELECT rowid FROM search_{noun}_words WHERE search_{noun}_words MATCH :asked"
        if db.value(f"{statement} LIMIT 1 OFFSET {most}", asked=asking) is not None:
            return None
    else:
        vector = _VECTOR.format("d.words")
        statement = f"SELECT d.id FROM search_{noun} d WHERE {vector} @@ CAST(:asked AS tsquery)"
        (explained,) = db.value(f"EXPLAIN (FORMAT JSON) {statement}", asked=asking)
        if explained["Plan"]["Plan Rows"] > most:
            return None
    found = db.column(f"{statement} LIMIT {most + 1}", asked=asking)
    return found if len(found) <= most else None


def question(db: Reader, asked: Asked) -> str:
    """Return a question in the database's language, for ``:asked``."""
    return fts5(asked) if db.dialect.name == "sqlite" else tsquery(asked)


def ordered(db: Reader, column: str) -> str:
    """Return a column in the order of code points, in which the beginning of a text is a range."""
    return column if db.dialect.name == "sqlite" else f'{column} COLLATE "C"'


def replace(
    db: Writer, noun: Noun, ids: Iterable[int], documents: Mapping[int, Document]
) -> dict[int, Document]:
    """Bring the index of these records up to their documents, and return those that differed.

    A record without a document is taken out.
    """
    listed = list(ids)
    old = {
        row[0]: row[1:]
        for row in db.rows(
            f"SELECT id, words, digits FROM search_{noun} WHERE {db.among('id', 'ids')}",
            ids=db.listed(listed),
        )
    }
    gone = [number for number in old if number not in documents]
    new = {
        number: document
        for number in listed
        if (document := documents.get(number)) is not None
        and old.get(number) != (document.words, document.digits)
    }
    _forget(db, noun, {number: old[number] for number in (*gone, *new) if number in old})
    if gone:
        db.run(f"DELETE FROM search_{noun} WHERE {db.among('id', 'ids')}", ids=db.listed(gone))
    rows = [_row(number, document) for number, document in new.items()]
    if rows:
        db.run_many(
            f"INSERT INTO search_{noun} (id, words, digits) VALUES (:id, :words, :digits)"
            " ON CONFLICT (id) DO UPDATE SET words = excluded.words, digits = excluded.digits",
            rows,
        )
        _learn(db, noun, rows)
    return new


def add_all(db: Writer, noun: Noun, documents: Mapping[int, Document]) -> None:
    """Put many documents into an index that holds none of them."""
    rows = [_row(number, document) for number, document in documents.items()]
    if rows:
        db.run_many(f"INSERT INTO search_{noun} (id, words, digits) VALUES (:id, :words, :digits)", rows)
        _learn(db, noun, rows)


def empty(db: Writer) -> None:
    """Take everything out, and make ready for many."""
    db.run("DELETE FROM search_word")
    for noun in NOUNS:
        db.run(f"DELETE FROM search_{noun}")
        for index in _indexes(db, noun):
            db.run(f"INSERT INTO {index}({index}) VALUES ('delete-all')")
            _configure(db, index, BULK_MEMORY)


def settle(db: Writer) -> None:
    """Make the index compact after many additions, or let the planner know of them."""
    if db.dialect.name == "postgresql":
        db.run("ANALYZE search_client, search_contact, search_word")
    for noun in NOUNS:
        for index in _indexes(db, noun):
            db.run(f"INSERT INTO {index}({index}) VALUES ('optimize')")
            _configure(db, index, USUAL_MEMORY)


def faults(db: Writer) -> list[str]:
    """Return the names of indexes that do not agree with their documents; reads all of them."""
    found = []
    for index in (name for noun in NOUNS for name in _indexes(db, noun) if name.endswith("_words")):
        try:
            db.run(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
        except StoreUnavailable:
            found.append(index)
    return found


def _row(number: int, document: Document) -> dict[str, Any]:
    return {"id": number, "words": document.words, "digits": document.digits}


def _learn(db: Writer, noun: Noun, rows: list[dict[str, Any]]) -> None:
    if db.dialect.name != "sqlite":
        return
    db.run_many(f"INSERT INTO search_{noun}_words (rowid, words) VALUES (:id, :words)", rows)
    numbers = [{"id": row["id"], "grams": _grams(row["digits"])} for row in rows if row["digits"]]
    if numbers:
        db.run_many(f"INSERT INTO search_{noun}_digits (rowid, grams) VALUES (:id, :grams)", numbers)


def _forget(db: Writer, noun: Noun, old: Mapping[int, tuple[str, str]]) -> None:
    """Take documents out of FTS5, which must be told what it was once given."""
    if db.dialect.name != "sqlite" or not old:
        return
    index = f"search_{noun}_words"
    db.run_many(
        f"INSERT INTO {index}({index}, rowid, words) VALUES ('delete', :id, :words)",
        [{"id": number, "words": words} for number, (words, _) in old.items()],
    )
    index = f"search_{noun}_digits"
    numbers = [{"id": number, "grams": _grams(digits)} for number, (_, digits) in old.items() if digits]
    if numbers:
        db.run_many(f"INSERT INTO {index}({index}, rowid, grams) VALUES ('delete', :id, :grams)", numbers)


def _grams(digits: str) -> str:
    if " " not in digits:
        return " ".join(grams(digits))
    return " ".join(dict.fromkeys(gram for number in digits.split() for gram in grams(number)))


def _indexes(db: Writer, noun: Noun) -> tuple[str, ...]:
    return (f"search_{noun}_words", f"search_{noun}_digits") if db.dialect.name == "sqlite" else ()


def _configure(db: Writer, index: str, memory: int) -> None:
    db.run(f"INSERT INTO {index}({index}, rank) VALUES ('hashsize', {memory})")
