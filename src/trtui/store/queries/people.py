"""People: who is new, where they are assigned, on which number they are reached."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from trtui.store import lines
from trtui.store.visibility import may_open, may_open_contact

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader


NEW = 2000
"""How far back the newest contacts are looked for among those that the actor may open."""


class Place(NamedTuple):
    """A person at one of their current clients; without one that the actor may open, its client is none."""

    contact_id: int
    name: str
    job_title: str
    csi: str
    client_id: int | None
    client: str | None
    is_primary: bool | None


def places_of(db: Reader, actor: Actor, contact_ids: Iterable[int]) -> list[Place]:
    """Return where people are assigned now: primary places first, then the oldest.

    Without archived people and those whom the actor may not open.
    """
    return [
        Place(*row)
        for row in db.rows(
            "SELECT c.id, c.name, coalesce(c.job_title, ''), coalesce(c.csi, ''), k.id, k.name, a.is_primary"
            " FROM contact c LEFT JOIN assignment a ON a.contact_id = c.id AND a.to_at IS NULL"
            f" LEFT JOIN client k ON k.id = a.client_id AND {may_open(actor)}"
            f" WHERE {db.among('c.id', 'ids')} AND c.archived_at IS NULL AND {may_open_contact(actor)}"
            " ORDER BY a.is_primary DESC, a.from_at, a.id",
            ids=db.listed(contact_ids),
        )
    ]


def newest(db: Reader, actor: Actor, limit: int) -> list[int]:
    """Return those of the contacts added last that the actor may open, the newest first."""
    return db.column(
        f"SELECT c.id FROM (SELECT id FROM contact ORDER BY id DESC LIMIT {NEW}) AS c"
        f" WHERE {may_open_contact(actor)} ORDER BY c.id DESC LIMIT :limit",
        limit=limit,
    )


def newest_free(db: Reader, limit: int) -> list[int]:
    """Return the newest contacts who are assigned to no client."""
    return db.column(
        "SELECT contact_id FROM contact_state WHERE client_id IS NULL AND NOT is_archived"
        " ORDER BY contact_id DESC LIMIT :limit",
        limit=limit,
    )


def callable_phones(db: Reader, contact_ids: Iterable[int]) -> dict[int, str]:
    """Return each contact's first valid line that neither objected nor is listed by a register."""
    return _callable(db, "contact_id", contact_ids)


def switchboards(db: Reader, client_ids: Iterable[int]) -> dict[int, str]:
    """Return each client's first valid line of its own that neither objected nor is listed by a register."""
    return _callable(db, "client_id", client_ids)


def _callable(db: Reader, subject: str, ids: Iterable[int]) -> dict[int, str]:
    phones: dict[int, str] = {}
    for number, value in db.rows(
        f"SELECT p.{subject}, {lines.LINE} FROM contact_point p LEFT JOIN phone_screening n ON n.e164 = p.value"
        f" WHERE {db.among(f'p.{subject}', 'ids')} AND p.kind = 'phone' AND p.invalid_at IS NULL"
        f" AND coalesce(n.tps_result, '') NOT IN ('tps', 'ctps') AND NOT {lines.OBJECTED}"
        " ORDER BY p.position, p.id",
        ids=db.listed(ids),
    ):
        phones.setdefault(number, value)
    return phones
