"""Whole days beside instants: which fields hold either, and how the one that is sorted by follows the other.

A whole day keeps its date wherever it is read. The instant beside it is where that day begins in the store's zone; it
is written here alone, and worked out anew when the zone changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from trtui.domain.time import Planned, local_day, start_of_day

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer


class Pair(NamedTuple):
    """The fields of a table that hold an instant or a day, and what people call them."""

    table: str
    at: str
    on: str
    noun: str
    nouns: str


PAIRS: Final = (
    Pair("call_plan", "at", "day_on", "planned call", "planned calls"),
    Pair("task", "due_at", "due_on", "task", "tasks"),
    Pair(
        "status_override",
        "expires_at",
        "expires_on",
        "end of a status set by hand",
        "ends of a status set by hand",
    ),
    Pair(
        "contact",
        "csi_since_at",
        "csi_since_on",
        "day on which a code was given",
        "days on which a code was given",
    ),
)
_DERIVED: Final = (("contact_state", "due_at", "due_on"), ("client_state", "next_call_at", "next_call_on"))
OF: Final = {pair.table: pair for pair in PAIRS}


class Converted(NamedTuple):
    """How many of one kind became days, and how many stay the instants that they are."""

    noun: str
    nouns: str
    days: int
    instants: int

    def counted(self, number: int) -> str:
        """Return a number of them: ``1 task``, ``2 tasks``."""
        return f"{number:,} {self.noun if number == 1 else self.nouns}"


def on(at: int | None, zone: tzinfo) -> date | None:
    """Return the day that begins at an instant in a time zone, or none for any other instant."""
    if at is None:
        return None
    day = local_day(at, zone)
    return day if start_of_day(day, zone) == at else None


def read(on_text: str | None) -> date | None:
    """Return a day as it is kept, or none."""
    return None if on_text is None else date.fromisoformat(on_text)


def fields(table: str, when: Planned | None) -> dict[str, Any]:
    """Return the two fields of a table that hold a day or an instant; the store fills in where a day begins."""
    pair = OF[table]
    if isinstance(when, date):
        return {pair.at: None, pair.on: when.isoformat()}
    return {pair.at: when, pair.on: None}


def planned(table: str, values: Mapping[str, Any]) -> Planned | None:
    """Return the day or the instant that the fields of a row hold."""
    pair = OF[table]
    day = values.get(pair.on)
    return values.get(pair.at) if day is None else date.fromisoformat(day)


def sorted_by(table: str, values: Mapping[str, Any], zone: tzinfo) -> dict[str, Any]:
    """Return the instant of a row that holds a day, by field; nothing for any other row."""
    pair = OF.get(table)
    day = None if pair is None else values.get(pair.on)
    return {} if pair is None or day is None else {pair.at: start_of_day(date.fromisoformat(day), zone)}


def known_before(table: str, values: Mapping[str, Any], zone: tzinfo) -> dict[str, Any]:
    """Return fields as an older program recorded them, with the day that was meant by an instant at midnight."""
    pair = OF.get(table)
    if pair is None or pair.at not in values or pair.on in values:
        return dict(values)
    day = on(values[pair.at], zone)
    return {**values, pair.on: None if day is None else day.isoformat()}


def rezone(db: Writer, zone: tzinfo) -> None:
    """Work out where all kept days begin in a time zone."""
    for pair in PAIRS:
        for day in db.column(f"SELECT DISTINCT {pair.on} FROM {pair.table} WHERE {pair.on} IS NOT NULL"):
            db.run(
                f"UPDATE {pair.table} SET {pair.at} = :at WHERE {pair.on} = :day",
                at=start_of_day(date.fromisoformat(day), zone),
                day=day,
            )


def convert(db: Writer, zone: tzinfo) -> list[Converted]:
    """Make days of the instants that an older program kept for whole days: those at midnight in the store's zone.

    Every other instant stays. Nothing else of a row changes, its version included.
    """
    found = []
    for pair in PAIRS:
        made = 0
        for at in db.column(
            f"SELECT DISTINCT {pair.at} FROM {pair.table} WHERE {pair.at} IS NOT NULL AND {pair.on} IS NULL"
        ):
            if (day := on(at, zone)) is not None:
                made += db.run(
                    f"UPDATE {pair.table} SET {pair.on} = :day WHERE {pair.at} = :at AND {pair.on} IS NULL",
                    at=at,
                    day=day.isoformat(),
                )
        found.append(Converted(pair.noun, pair.nouns, made, _instants(db, pair)))
    return found


def derive(db: Writer, zone: tzinfo) -> None:
    """Give the rows that an older program derived the days that it meant, as ``convert`` does for what is kept."""
    for table, at, day in _DERIVED:
        for moment in db.column(
            f"SELECT DISTINCT {at} FROM {table} WHERE {at} IS NOT NULL AND {day} IS NULL"
        ):
            meant = on(moment, zone)
            if meant is not None:
                db.run(
                    f"UPDATE {table} SET {day} = :day WHERE {at} = :at AND {day} IS NULL",
                    at=moment,
                    day=meant.isoformat(),
                )


def check(db: Reader, zone: tzinfo) -> str:
    """Return which kept day does not begin where its row says, in words; nothing when all do."""
    for pair in PAIRS:
        for day, at in db.rows(
            f"SELECT DISTINCT {pair.on}, {pair.at} FROM {pair.table} WHERE {pair.on} IS NOT NULL"
        ):
            if at != start_of_day(date.fromisoformat(day), zone):
                seen = datetime.fromtimestamp(at or 0, zone)
                return f"{day} of the {pair.nouns} is sorted as {seen:%Y-%m-%d %H:%M}"
    return ""


def _instants(db: Reader, pair: Pair) -> int:
    return int(
        db.value(f"SELECT count(*) FROM {pair.table} WHERE {pair.at} IS NOT NULL AND {pair.on} IS NULL")
    )
