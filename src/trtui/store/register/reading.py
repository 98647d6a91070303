"""Reading companies by their numbers, and the edition that is in use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from trtui.domain.register.rows import previous_names
from trtui.domain.register.values import (
    Edition,
    Fault,
    Filters,
    PreviousName,
    Registered,
    RegisterState,
    Tally,
    Unfinished,
)
from trtui.store.register import opening

if TYPE_CHECKING:
    from trtui.store.reader import Reader

_AT_ONCE: Final = 500
_COMPANY: Final = (
    "SELECT c.number, c.name, s.term, k.term, c.incorporated_on, c.line, c.line2, c.town, c.county, n.term, c.postcode,"
    " c.sic, a.term, c.accounts_due_on, c.accounts_made_up_on, c.confirmation_due_on, c.previous"
    " FROM register_company c JOIN register_term s ON s.id = c.status JOIN register_term k ON k.id = c.category"
    " JOIN register_term n ON n.id = c.country JOIN register_term a ON a.id = c.accounts_category"
)
_EDITION: Final = (
    "key, source, edition_on, taken, bad, flawed, passed_over, areas, sic, loaded_at, loaded_by, statuses"
)


def companies(db: Reader, numbers: Iterable[str]) -> dict[str, Registered]:
    """Return the companies of these numbers, by number; those that the register does not hold are left out.

    Raises NotFound where there is no register.
    """
    opening.require(db)
    wanted = list(dict.fromkeys(numbers))
    rows: list[tuple[Any, ...]] = []
    for first in range(0, len(wanted), _AT_ONCE):
        rows += db.rows(
            f"{_COMPANY} WHERE {db.among('c.number', 'numbers')}",
            numbers=db.listed(wanted[first : first + _AT_ONCE]),
        )
    codes = {code for row in rows for code in row[11].split()}
    texts: dict[str, str] = dict(
        db.rows(
            f"SELECT code, max(words) FROM register_sic WHERE {db.among('code', 'codes')} GROUP BY code",
            codes=db.listed(codes),
        )
        if codes
        else ()
    )
    return {row[0]: _company(row, texts) for row in rows}


def state(db: Reader) -> RegisterState:
    """Return which edition is in use, and whether a load was broken off."""
    left = _unfinished(db)
    if not opening.is_ready(db):
        return RegisterState(None, left)
    found = edition(db)
    row = db.row("SELECT statuses FROM register_edition")
    terms: dict[int, str] = dict(db.rows("SELECT id, term FROM register_term"))
    counts = {terms[int(number)]: count for number, count in json.loads(row[0]).items()} if row else {}
    ordered = dict(sorted(counts.items(), key=lambda item: -item[1]))
    return RegisterState(found, left, opening.size(db), ordered)


def edition(db: Reader) -> Edition | None:
    """Return the edition in use with its faults, or none."""
    if not opening.is_ready(db):
        return None
    row = db.row(f"SELECT {_EDITION} FROM register_edition")
    if row is None:
        return None
    faults = db.rows("SELECT file, line, reason, is_taken FROM register_fault ORDER BY file, line")
    return Edition(
        key=row[0],
        source=row[1],
        edition_on=_day(row[2]),
        tally=Tally(*row[3:7]),
        filters=_filters(row[7], row[8]),
        loaded_at=row[9],
        loaded_by=row[10],
        faults=tuple(Fault(file, line, reason, bool(taken)) for file, line, reason, taken in faults),
    )


def _unfinished(db: Reader) -> Unfinished | None:
    with opening.unfinished(db) as left:
        if left is None:
            return None
        source, suffix = left
        row = source.row(f"SELECT {_EDITION} FROM register_edition{suffix}")
    return Unfinished(row[1], Tally(*row[3:7]), _filters(row[7], row[8]), row[10]) if row else None


def _company(row: Sequence[Any], texts: dict[str, str]) -> Registered:
    sic = tuple(row[11].split())
    return Registered(
        number=row[0],
        name=row[1],
        status=row[2],
        category=row[3],
        incorporated_on=_day(row[4]),
        line=row[5],
        line2=row[6],
        town=row[7],
        county=row[8],
        country=row[9],
        postcode=row[10] or "",
        sic=sic,
        sic_texts=tuple(texts.get(code, "") for code in sic),
        accounts_category=row[12],
        accounts_due_on=_day(row[13]),
        accounts_made_up_on=_day(row[14]),
        confirmation_due_on=_day(row[15]),
        previous_names=tuple(PreviousName(name, day) for name, day in previous_names(row[16])),
    )


def _filters(areas: str, sic: str) -> Filters:
    return Filters(tuple(json.loads(areas)), tuple(json.loads(sic)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
