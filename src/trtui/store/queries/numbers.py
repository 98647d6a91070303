"""What is kept about telephone numbers: objections, screenings, and whose numbers they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from trtui.store import lines
from trtui.store.visibility import EVERYBODY, may_open, may_open_contact

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader


class ObjectionRow(NamedTuple):
    """An objection, standing or taken back; ``contact_id`` is who objected where the actor may open them."""

    id: int
    number: str
    ext: str
    words: str
    by_id: int | None
    by: str
    at: int
    contact_id: int | None
    is_of_hidden: bool
    taken_back_at: int | None
    taken_back_by: str
    taken_back_why: str


class HolderRow(NamedTuple):
    """A contact or client that has a number, with the client at which a contact is called, as far as it may be told."""

    contact_id: int | None
    contact: str
    client_id: int | None
    client: str
    line: str
    label: str


class StaleRow(NamedTuple):
    """A number whose screening is missing or too old; ``result`` is what it said."""

    number: str
    checked_at: int | None
    result: str


_MATCHES = "p.kind = 'phone' AND p.value = :number AND (CAST(:ext AS TEXT) IS NULL OR p.ext = :ext)"
"""That a point ``p`` is on a line, or on any extension of a whole number."""
_HAS_NONE = (
    "NOT EXISTS (SELECT 1 FROM contact_point w WHERE w.contact_id = s.contact_id AND w.kind = 'phone'"
    " AND w.invalid_at IS NULL)"
)
"""That the contact of a state ``s`` has no number of their own, and is called through the client."""


def screenings(db: Reader, numbers: Iterable[str]) -> dict[str, int]:
    """Return the rows that hold what the registers said of some numbers, by number."""
    return dict(
        db.rows(
            f"SELECT e164, id FROM phone_screening WHERE {db.among('e164', 'given')} ORDER BY id",
            given=db.listed(sorted(numbers)),
        )
    )


def standing(db: Reader, line: str) -> list[int]:
    """Return the objections that stand to just this line or whole number, the first one first."""
    return db.column(
        "SELECT id FROM objection WHERE e164 = :number AND taken_back_at IS NULL"
        " AND coalesce(ext, '') = coalesce(CAST(:ext AS TEXT), '') ORDER BY id",
        **lines.parts(line),
    )


def objections(db: Reader, actor: Actor, line: str, limit: int) -> list[ObjectionRow]:
    """Return what concerns a line, or a whole number with all of its extensions: the newest objections first."""
    rows = db.rows(
        "SELECT o.id, o.e164, coalesce(o.ext, ''), o.words, o.noted_by, coalesce(u.name, ''), o.noted_at,"
        f" CASE WHEN {may_open_contact(actor)} THEN c.id END, c.id IS NOT NULL AND NOT {may_open_contact(actor)},"
        " o.taken_back_at, coalesce(t.name, ''), coalesce(o.taken_back_why, '')"
        " FROM objection o LEFT JOIN user_account u ON u.id = o.noted_by"
        " LEFT JOIN user_account t ON t.id = o.taken_back_by LEFT JOIN contact c ON c.id = o.contact_id"
        " WHERE o.e164 = :number AND (CAST(:ext AS TEXT) IS NULL OR o.ext IS NULL OR o.ext = :ext)"
        f" ORDER BY o.id DESC LIMIT {int(limit)}",
        **lines.parts(line),
    )
    return [ObjectionRow._make((*row[:8], bool(row[8]), *row[9:])) for row in rows]


def holders(db: Reader, actor: Actor, line: str, limit: int) -> list[HolderRow]:
    """Return who has a line, or a number with any extension; only whom the actor may open, archived ones left out."""
    rows = db.rows(
        f"SELECT c.id, c.name, k.id, coalesce(k.name, ''), {lines.LINE}, coalesce(p.label, '')"
        " FROM contact_point p JOIN contact c ON c.id = p.contact_id"
        " LEFT JOIN contact_state s ON s.contact_id = c.id"
        f" LEFT JOIN client k ON k.id = s.client_id AND {may_open(actor)}"
        f" WHERE {_MATCHES} AND p.invalid_at IS NULL AND c.archived_at IS NULL AND {may_open_contact(actor)}"
        f" UNION ALL SELECT NULL, '', k.id, k.name, {lines.LINE}, coalesce(p.label, '')"
        " FROM contact_point p JOIN client k ON k.id = p.client_id"
        f" WHERE {_MATCHES} AND p.invalid_at IS NULL AND k.archived_at IS NULL AND {may_open(actor)}"
        f" ORDER BY 4, 3, 2, 5 LIMIT {int(limit)}",
        **lines.parts(line),
    )
    return [HolderRow._make(row) for row in rows]


def has_hidden_holder(db: Reader, actor: Actor, number: str) -> bool:
    """Tell whether a number is or was that of a contact or client which the actor may not open."""
    if may_open(actor) == EVERYBODY:
        return False
    return bool(
        db.value(
            "SELECT count(*) FROM contact_point p LEFT JOIN contact c ON c.id = p.contact_id"
            " LEFT JOIN client k ON k.id = p.client_id WHERE p.kind = 'phone' AND p.value = :number"
            f" AND ((c.id IS NOT NULL AND NOT {may_open_contact(actor)})"
            f" OR (k.id IS NOT NULL AND NOT {may_open(actor)}))",
            number=number,
        )
    )


def called_on(db: Reader, actor: Actor, line: str, limit: int) -> list[tuple[int, int | None]]:
    """Return the contacts in the call queue who are called on a line or number, with the client they are called for.

    On one of their own, or through that client where they have none. Only whom the actor may open.
    """
    due = f"p.invalid_at IS NULL AND s.due_at IS NOT NULL AND {may_open_contact(actor)}"
    return db.rows(
        "SELECT s.contact_id, s.client_id FROM contact_point p JOIN contact_state s ON s.contact_id = p.contact_id"
        f" JOIN contact c ON c.id = s.contact_id WHERE {_MATCHES} AND {due}"
        " UNION SELECT s.contact_id, s.client_id FROM contact_point p"
        " JOIN contact_state s ON s.client_id = p.client_id JOIN contact c ON c.id = s.contact_id"
        f" WHERE {_MATCHES} AND {due} AND {_HAS_NONE}"
        f" ORDER BY 1 LIMIT {int(limit)}",
        **lines.parts(line),
    )


def stale(db: Reader, actor: Actor, before: int, limit: int) -> list[StaleRow]:
    """Return the numbers on which coded contacts and those in the queue are called that want a screening.

    Those not screened since an instant, without an objection to the line. On their own numbers, or through the client
    they are called for where they have none; only of contacts that the actor may open.
    """
    wanted = (
        "p.kind = 'phone' AND p.invalid_at IS NULL AND p.value LIKE '+%' AND c.archived_at IS NULL"
        f" AND (c.csi IS NOT NULL OR s.due_at IS NOT NULL) AND NOT {lines.OBJECTED} AND {may_open_contact(actor)}"
        " AND (n.tps_checked_at IS NULL OR n.tps_checked_at < :before)"
    )
    rows = db.rows(
        "SELECT p.value, n.tps_checked_at, coalesce(n.tps_result, 'unknown')"
        " FROM contact_point p JOIN contact c ON c.id = p.contact_id"
        " LEFT JOIN contact_state s ON s.contact_id = c.id"
        f" LEFT JOIN phone_screening n ON n.e164 = p.value WHERE {wanted}"
        " UNION SELECT p.value, n.tps_checked_at, coalesce(n.tps_result, 'unknown')"
        " FROM contact_point p JOIN contact_state s ON s.client_id = p.client_id JOIN contact c ON c.id = s.contact_id"
        f" LEFT JOIN phone_screening n ON n.e164 = p.value WHERE {wanted} AND {_HAS_NONE}"
        " ORDER BY 1 LIMIT :limit",
        before=before,
        limit=limit,
    )
    return [StaleRow._make(row) for row in rows]
