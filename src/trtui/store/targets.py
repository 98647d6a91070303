"""The Target 20 in the database: places, and what came of them since they began."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer


def hold_list(db: Writer, user_id: int) -> None:
    """Hold a consultant's list, so that two windows cannot both take its last place."""
    if db.dialect.name != "sqlite":
        db.value("SELECT id FROM user_account WHERE id = :id FOR NO KEY UPDATE", id=user_id)


def places(db: Reader, user_id: int) -> list[tuple[int, int, int, str | None]]:
    """Return the places that were not given up, also those that have ended: row, contact, since, until."""
    return [
        (int(row[0]), int(row[1]), int(row[2]), row[3])
        for row in db.rows(
            "SELECT id, contact_id, since_at, until_on FROM target20 WHERE user_id = :user AND removed_at IS NULL"
            " ORDER BY since_at, id",
            user=user_id,
        )
    ]


def progress(db: Reader, contact_ids: Iterable[int], since_at: int) -> dict[int, list[tuple[Any, ...]]]:
    """Return the touches of contacts since an instant: at, kind, outcome, conversation; oldest first."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for contact_id, *touch in db.rows(
        "SELECT contact_id, at, kind, coalesce(outcome, ''), is_conversation FROM touch"
        f" WHERE {db.among('contact_id', 'ids')} AND at >= :since AND removed_at IS NULL ORDER BY at, id",
        ids=db.listed(contact_ids),
        since=since_at,
    ):
        found.setdefault(contact_id, []).append(tuple(touch))
    return found


def vacancies(db: Reader, contact_ids: Iterable[int], since_at: int) -> list[tuple[int, int]]:
    """Return contact and registration of the vacancies that contacts gave since an instant."""
    return [
        (int(row[0]), int(row[1]))
        for row in db.rows(
            f"SELECT contact_id, registered_at FROM job WHERE {db.among('contact_id', 'ids')}"
            " AND registered_at >= :since AND removed_at IS NULL",
            ids=db.listed(contact_ids),
            since=since_at,
        )
    ]
