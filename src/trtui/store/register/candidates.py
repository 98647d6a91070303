"""Companies that may be meant, through indexes that answer at once; no statement sorts or counts what matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from trtui.store.search.terms import Asked, fts5, tsquery

if TYPE_CHECKING:
    from trtui.store.reader import Reader

_LAST: Final = "\U0010ffff"
_FIELDS: Final = (
    "c.id, c.number, c.name, c.name_key, c.previous, s.term, c.line, c.town, n.term, coalesce(c.postcode, ''), c.sic,"
    " c.incorporated_on"
)
_TERMS: Final = "JOIN register_term s ON s.id = c.status JOIN register_term n ON n.id = c.country"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A company as far as finding it needs; ``previous`` in the lines in which a row keeps it."""

    id: int
    number: str
    name: str
    name_key: str
    previous: str
    status: str
    line: str
    town: str
    country: str
    postcode: str
    sic: str
    incorporated_on: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, and those it had before."""
        return (self.name, *(line[11:] for line in self.previous.split("\n") if line))


def by_words(db: Reader, asked: Asked, most: int, postcode: str = "") -> list[Candidate]:
    """Return companies whose names hold what is asked for, of one postcode where one is given."""
    where = " AND c.postcode = :postcode" if postcode else ""
    if db.dialect.name == "sqlite":
        source = "register_words f JOIN register_company c ON c.id = f.rowid"
        condition, question = "f.register_words MATCH :asked", fts5(asked)
    else:
        source, question = "register_company c", tsquery(asked)
        condition = "c.words @@ CAST(:asked AS tsquery)"
    rows = db.rows(
        f"SELECT {_FIELDS} FROM {source} {_TERMS} WHERE {condition}{where} LIMIT :most",
        asked=question,
        most=most,
        **({"postcode": postcode} if postcode else {}),
    )
    return _made(rows)


def by_key(db: Reader, key: str, most: int) -> list[Candidate]:
    """Return companies whose name is this text, or begins with it, in the order of their names."""
    return _beginning(db, "c.name_key", key, most)


def by_keys(db: Reader, keys: Sequence[str], most: int) -> list[Candidate]:
    """Return companies whose name is one of these texts."""
    return _made(
        db.rows(
            f"SELECT {_FIELDS} FROM register_company c {_TERMS} WHERE {db.among('c.name_key', 'keys')} LIMIT :most",
            keys=db.listed(keys),
            most=most,
        )
    )


def by_number(db: Reader, number: str, most: int) -> list[Candidate]:
    """Return companies by their number, or by its beginning."""
    return _beginning(db, "c.number", number, most)


def by_postcode(db: Reader, postcode: str, most: int) -> list[Candidate]:
    """Return companies by their postcode, or by its beginning."""
    return _beginning(db, "c.postcode", postcode, most)


def _beginning(db: Reader, column: str, text: str, most: int) -> list[Candidate]:
    """Return companies of which a column begins with a text, in the order of the column."""
    return _made(
        db.rows(
            f"SELECT {_FIELDS} FROM register_company c {_TERMS}"
            f" WHERE {column} >= :text AND {column} < :after ORDER BY {column} LIMIT :most",
            text=text,
            after=text + _LAST,
            most=most,
        )
    )


def _made(rows: Sequence[Sequence[Any]]) -> list[Candidate]:
    return [Candidate(*row) for row in rows]
