"""Vacancies and placements."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from trtui.store.visibility import may_open_about

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader


class JobRow(NamedTuple):
    """A vacancy, and how many were placed on it."""

    id: int
    version: int
    title: str
    kind: str
    status: str
    contact: str
    contact_id: int | None
    registered_at: int
    registered_by: str
    filled_at: int | None
    placements: int
    note: str
    headcount: int
    candidates: str = ""
    """Who was placed on it, the newest last."""


class FilledRow(NamedTuple):
    """A placement as its vacancy lists it; days as ISO text."""

    id: int
    version: int
    candidate: str
    starts_on: str | None
    ends_on: str | None
    placed_at: int


class FactRow(NamedTuple):
    """A vacancy or placement that a client's status follows from; ``job_id`` is the vacancy's in both."""

    title: str
    at: int
    by: str
    job_id: int


class PlacementRow(NamedTuple):
    """A placement that a contact's status follows from; nameless where it is at a client that is not for the actor."""

    contact_id: int
    title: str
    at: int
    by: str
    id: int


def of_client(db: Reader, client_id: int) -> list[JobRow]:
    """Return a client's vacancies: open ones first, then the newest."""
    rows = db.rows(
        "SELECT j.id, j.version, j.title, j.kind, j.status, coalesce(c.name, ''), j.contact_id, j.registered_at,"
        " coalesce(u.name, ''), j.filled_at, (SELECT count(*) FROM placement p WHERE p.job_id = j.id"
        " AND p.removed_at IS NULL), coalesce(j.note, ''), j.headcount FROM job j"
        " LEFT JOIN contact c ON c.id = j.contact_id LEFT JOIN user_account u ON u.id = j.registered_by"
        " WHERE j.client_id = :id AND j.removed_at IS NULL"
        " ORDER BY CASE j.status WHEN 'open' THEN 0 ELSE 1 END, j.registered_at DESC, j.id DESC",
        id=client_id,
    )
    placed: dict[int, list[str]] = {}
    for job_id, candidate in db.rows(
        "SELECT job_id, candidate FROM placement WHERE client_id = :id AND removed_at IS NULL"
        " AND candidate IS NOT NULL ORDER BY id",
        id=client_id,
    ):
        placed.setdefault(job_id, []).append(candidate)
    return [JobRow._make((*row, ", ".join(placed.get(row[0], ())))) for row in rows]


def client_of(db: Reader, job_id: int) -> int | None:
    """Return whose vacancy this is, or None where there is none."""
    found = db.value("SELECT client_id FROM job WHERE id = :id AND removed_at IS NULL", id=job_id)
    return None if found is None else int(found)


def open_titles(db: Reader, client_id: int) -> list[str]:
    """Return the titles of a client's open vacancies, oldest first."""
    return db.column(
        "SELECT title FROM job WHERE client_id = :id AND status = 'open' AND removed_at IS NULL ORDER BY id",
        id=client_id,
    )


def live_placements(db: Reader, client_id: int, today: str) -> list[str]:
    """Return the titles of a client's placements that have no last day or have not come to it, oldest first."""
    return db.column(
        "SELECT j.title FROM placement p JOIN job j ON j.id = p.job_id WHERE p.client_id = :id"
        " AND p.removed_at IS NULL AND (p.ends_on IS NULL OR p.ends_on >= :today) ORDER BY p.id",
        id=client_id,
        today=today,
    )


def count_placements(db: Reader, job_id: int) -> int:
    """Return how many were placed on a vacancy."""
    return int(
        db.value("SELECT count(*) FROM placement WHERE job_id = :id AND removed_at IS NULL", id=job_id)
    )


def placements_on(db: Reader, job_id: int) -> list[FilledRow]:
    """Return the placements on a vacancy, oldest first."""
    rows = db.rows(
        "SELECT id, version, coalesce(candidate, ''), starts_on, ends_on, placed_at FROM placement"
        " WHERE job_id = :id AND removed_at IS NULL ORDER BY id",
        id=job_id,
    )
    return [FilledRow._make(row) for row in rows]


def newest(db: Reader, client_id: int) -> FactRow | None:
    """Return a client's newest vacancy, or none."""
    row = db.row(
        "SELECT j.title, j.registered_at, coalesce(u.name, ''), j.id FROM job j"
        " LEFT JOIN user_account u ON u.id = j.registered_by WHERE j.client_id = :id"
        " AND j.removed_at IS NULL ORDER BY j.registered_at DESC LIMIT 1",
        id=client_id,
    )
    return None if row is None else FactRow._make(row)


def newest_placement(db: Reader, client_id: int, today: str) -> FactRow | None:
    """Return the newest of a client's placements that have not ended, or none."""
    row = db.row(
        "SELECT j.title, p.placed_at, coalesce(u.name, ''), j.id FROM placement p"
        " JOIN job j ON j.id = p.job_id LEFT JOIN user_account u ON u.id = p.placed_by"
        " WHERE p.client_id = :id AND p.removed_at IS NULL AND (p.ends_on IS NULL OR p.ends_on >= :today)"
        " ORDER BY p.placed_at DESC LIMIT 1",
        id=client_id,
        today=today,
    )
    return None if row is None else FactRow._make(row)


def placements_of(db: Reader, actor: Actor, contact_ids: Collection[int], today: str) -> list[PlacementRow]:
    """Return the placements on vacancies of these contacts that have not ended."""
    open_to = may_open_about(actor, "p.client_id")
    rows = db.rows(
        f"SELECT p.contact_id, CASE WHEN {open_to} THEN j.title ELSE '' END, p.placed_at,"
        f" CASE WHEN {open_to} THEN coalesce(u.name, '') ELSE '' END, p.id FROM placement p"
        " JOIN job j ON j.id = p.job_id LEFT JOIN user_account u ON u.id = p.placed_by"
        " WHERE p.removed_at IS NULL AND (p.ends_on IS NULL OR p.ends_on >= :today)"
        f" AND {db.among('p.contact_id', 'ids')}",
        ids=db.listed(contact_ids),
        today=today,
    )
    return [PlacementRow._make(row) for row in rows]
