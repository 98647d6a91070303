"""The Target 20 in the database: places, and what came of them since they began."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer


class PlaceRow(NamedTuple):
    """A place on somebody's list; ``until_on`` is a calendar day as text, none where it follows from the beginning."""

    id: int
    contact_id: int
    since_at: int
    until_on: str | None


class Progress(NamedTuple):
    """A touch of a contact since its place began."""

    at: int
    kind: str
    outcome: str
    is_conversation: bool


class Vacancy(NamedTuple):
    """A vacancy that a contact gave."""

    contact_id: int
    registered_at: int


def hold_list(db: Writer, user_id: int) -> None:
    """Hold a consultant's list, so that two windows cannot both take its last place."""
    if db.dialect.name != "sqlite":
        db.value("SELECT id FROM user_account WHERE id = :id FOR NO KEY UPDATE", id=user_id)


def places(db: Reader, user_id: int) -> list[PlaceRow]:
    """Return the places that were not given up, also those that have ended, the oldest first."""
    return [
        PlaceRow(*row)
        for row in db.rows(
            "SELECT id, contact_id, since_at, until_on FROM target20 WHERE user_id = :user AND removed_at IS NULL"
            " ORDER BY since_at, id",
            user=user_id,
        )
    ]


def owners(db: Reader, place_ids: Iterable[int]) -> set[int]:
    """Return whose lists places are on."""
    ids = db.listed(place_ids)
    return set(db.column(f"SELECT DISTINCT user_id FROM target20 WHERE {db.among('id', 'ids')}", ids=ids))


def progress(db: Reader, contact_ids: Iterable[int], since_at: int) -> dict[int, list[Progress]]:
    """Return the touches of contacts since an instant, the oldest first."""
    found: dict[int, list[Progress]] = {}
    for contact_id, *touch in db.rows(
        "SELECT contact_id, at, kind, coalesce(outcome, ''), is_conversation FROM touch"
        f" WHERE {db.among('contact_id', 'ids')} AND at >= :since AND removed_at IS NULL ORDER BY at, id",
        ids=db.listed(contact_ids),
        since=since_at,
    ):
        found.setdefault(contact_id, []).append(Progress(*touch))
    return found


def vacancies(db: Reader, contact_ids: Iterable[int], since_at: int) -> list[Vacancy]:
    """Return the vacancies that contacts gave since an instant."""
    return [
        Vacancy(*row)
        for row in db.rows(
            f"SELECT contact_id, registered_at FROM job WHERE {db.among('contact_id', 'ids')}"
            " AND registered_at >= :since AND removed_at IS NULL",
            ids=db.listed(contact_ids),
            since=since_at,
        )
    ]
