"""What a load writes to, on either database: rows together with the place in the file that they come from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

from trtui.domain.errors import Invalid
from trtui.domain.register.rows import FIELDS, Terms
from trtui.domain.register.source import Place
from trtui.domain.register.values import Fault, Filters, Tally

if TYPE_CHECKING:
    from trtui.domain.register.rows import Plain
    from trtui.store.reader import Reader, Writer

Progress = Callable[[str, int, int], None]
"""Hears the stage, how far it is and the end."""

LOADING: Final = "_loading"
AT_STATUS: Final = FIELDS.index("status")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be loaded, when and for whom."""

    source: str
    edition_on: str | None
    fingerprint: str
    filters: Filters
    loaded_at: int
    loaded_by: str

    @property
    def key(self) -> str:
        """What tells this edition from every other."""
        return f"{self.fingerprint[:16]}-{self.loaded_at}"


@dataclass(slots=True)
class Begun:
    """How far a load came; a new one stands at the beginning."""

    place: Place = Place()
    tally: Tally = Tally()
    terms: Terms = field(default_factory=Terms)
    statuses: Counter[int] = field(default_factory=Counter)


@dataclass(slots=True)
class Batch:
    """Rows to be kept together, and everything that must be known with them."""

    rows: list[Plain]
    terms: Iterable[tuple[int, str]]
    sic: Iterable[tuple[str, str]]
    faults: Iterable[Fault]
    tally: Tally
    statuses: Counter[int]
    after: Place


class Shelf(Protocol):
    """One database as the loader uses it, step by step."""

    def alone(self) -> AbstractContextManager[None]:
        """Keep others from loading at the same time. Raises Conflict where somebody does."""

    def begin(self, order: Order, resumes: bool) -> Begun:
        """Make the tables, or go on with those of a load that was broken off."""

    def numbers(self) -> Iterable[str]:
        """Return the numbers of the companies kept so far."""

    def keep(self, batch: Batch) -> None:
        """Keep a batch and the place behind it, both or neither."""

    def complete(self, progress: Progress) -> None:
        """Make the indexes and the vocabulary."""

    def check(self, rows: int, progress: Progress) -> None:
        """Make sure that what was kept can be read. Raises StoreUnavailable."""

    def put_in_place(self) -> None:
        """Make it the register in use, at one instant."""

    def discard(self) -> None:
        """Throw away what was kept: the file it came from is damaged."""

    def close(self) -> None:
        """Give everything back."""


EDITION: Final = (
    "INSERT INTO register_edition{suffix} (key, source, edition_on, fingerprint, areas, sic, taken, bad, flawed,"
    " passed_over, statuses, loaded_at, loaded_by, part, byte, line) VALUES (:key, :source, :edition_on, :fingerprint,"
    " :areas, :sic, 0, 0, 0, 0, '{{}}', :loaded_at, :loaded_by, 0, 0, 1)"
)


def note_order(db: Writer, order: Order, suffix: str) -> None:
    """Write down what is being loaded."""
    db.run(
        EDITION.format(suffix=suffix),
        key=order.key,
        source=order.source,
        edition_on=order.edition_on,
        fingerprint=order.fingerprint,
        areas=json.dumps(order.filters.areas),
        sic=json.dumps(order.filters.sic),
        loaded_at=order.loaded_at,
        loaded_by=order.loaded_by,
    )


def note_progress(db: Writer, batch: Batch, suffix: str) -> None:
    """Write down what belongs to a batch beside its rows."""
    part, byte, line = batch.after
    db.run(
        f"UPDATE register_edition{suffix} SET taken = :taken, bad = :bad, flawed = :flawed,"
        " passed_over = :passed_over, statuses = :statuses, part = :part, byte = :byte, line = :line",
        taken=batch.tally.rows,
        bad=batch.tally.bad,
        flawed=batch.tally.flawed,
        passed_over=batch.tally.passed_over,
        statuses=json.dumps(batch.statuses),
        part=part,
        byte=byte,
        line=line,
    )
    _add(db, f"INSERT INTO register_term{suffix} (id, term) VALUES (:id, :term)", ("id", "term"), batch.terms)
    _add(
        db,
        f"INSERT INTO register_sic{suffix} (code, words) VALUES (:code, :words)",
        ("code", "words"),
        batch.sic,
    )
    _add(
        db,
        f"INSERT INTO register_fault{suffix} (file, line, reason, is_taken) VALUES (:file, :line, :reason, :is_taken)",
        ("file", "line", "reason", "is_taken"),
        [(one.file, one.line, one.reason, int(one.is_taken)) for one in batch.faults],
    )


def begun(db: Reader, order: Order, suffix: str) -> Begun | None:
    """Return how far an earlier load of the same file came, or none where nothing was begun.

    Raises Invalid where that was of another file, or with other filters.
    """
    row = db.row(
        "SELECT source, fingerprint, areas, sic, taken, bad, flawed, passed_over, statuses, part, byte, line"
        f" FROM register_edition{suffix}"
    )
    if row is None:
        return None
    if row[1] != order.fingerprint:
        raise Invalid(
            f"What was broken off is the load of another file, {row[0]}. Name that one, or load this from the "
            "beginning, without --resume.",
            "file",
        )
    if (json.loads(row[2]), json.loads(row[3])) != ([*order.filters.areas], [*order.filters.sic]):
        raise Invalid(
            "The load that was broken off had other filters. Give the same, or load from the beginning, "
            "without --resume.",
            "postcode",
        )
    terms = Terms({term: number for number, term in db.rows(f"SELECT id, term FROM register_term{suffix}")})
    statuses = Counter({int(number): count for number, count in json.loads(row[8]).items()})
    return Begun(Place(row[9], row[10], row[11]), Tally(*row[4:8]), terms, statuses)


def _add(db: Writer, sql: str, names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    listed = [dict(zip(names, row, strict=True)) for row in rows]
    if listed:
        db.run_many(sql, listed)
