"""What a line of a result shows of a client or contact."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from trtui.store.visibility import may_open, may_open_contact

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader


class ClientLine(NamedTuple):
    """A client; ``override`` is a status set by hand that stands now."""

    id: int
    name: str
    town: str | None
    postcode: str | None
    phone: str | None
    csi: str | None
    status: str | None
    override: str | None
    next_call_at: int | None
    next_call_on: str | None
    owner_id: int | None
    owner: str | None
    archived_at: int | None


class ContactLine(NamedTuple):
    """A contact; ``override`` is a status set by hand that stands now."""

    id: int
    name: str
    job_title: str | None
    csi: str | None
    status: str | None
    override: str | None
    due_at: int | None
    due_since: int | None
    interval_days: int | None
    due_on: str | None
    owner_id: int | None
    owner: str | None
    archived_at: int | None


class FirstCall(NamedTuple):
    """When the first contact of a client is due, since when, and the interval of its code in days."""

    due_at: int
    due_since: int | None = None
    interval_days: int | None = None
    due_on: str | None = None


def clients(db: Reader, actor: Actor, client_ids: Collection[int], now: int) -> list[ClientLine]:
    """Return those of some clients that the actor may open."""
    if not client_ids:
        return []
    return [
        ClientLine(*row)
        for row in db.rows(
            "SELECT k.id, k.name, s.town, s.postcode, s.phone, s.csi, s.status, v.status, s.next_call_at,"
            " s.next_call_on, k.owner_id, u.name, k.archived_at FROM client k"
            " LEFT JOIN client_state s ON s.client_id = k.id"
            " LEFT JOIN user_account u ON u.id = k.owner_id"
            " LEFT JOIN status_override v ON v.client_id = k.id AND v.cleared_at IS NULL"
            " AND (v.expires_at IS NULL OR v.expires_at > :now)"
            f" WHERE {db.among('k.id', 'ids')} AND {may_open(actor)}",
            ids=db.listed(client_ids),
            now=now,
        )
    ]


def contacts(db: Reader, actor: Actor, contact_ids: Collection[int], now: int) -> list[ContactLine]:
    """Return those of some contacts that the actor may open."""
    if not contact_ids:
        return []
    return [
        ContactLine(*row)
        for row in db.rows(
            "SELECT c.id, c.name, c.job_title, c.csi, s.status, v.status, s.due_at, s.due_since,"
            " s.interval_days, s.due_on, s.owner_id, u.name, c.archived_at"
            " FROM contact c LEFT JOIN contact_state s ON s.contact_id = c.id"
            " LEFT JOIN user_account u ON u.id = s.owner_id"
            " LEFT JOIN status_override v ON v.contact_id = c.id AND v.cleared_at IS NULL"
            " AND (v.expires_at IS NULL OR v.expires_at > :now)"
            f" WHERE {db.among('c.id', 'ids')} AND {may_open_contact(actor)}",
            ids=db.listed(contact_ids),
            now=now,
        )
    ]


def first_calls(db: Reader, client_ids: Collection[int]) -> dict[int, FirstCall]:
    """Return the contact of each client that is due first, by client; those without a date are left out."""
    found: dict[int, FirstCall] = {}
    if not client_ids:
        return found
    for client_id, *call in db.rows(
        "SELECT a.client_id, s.due_at, s.due_since, s.interval_days, s.due_on FROM assignment a"
        " JOIN contact_state s ON s.contact_id = a.contact_id"
        f" WHERE {db.among('a.client_id', 'ids')} AND a.to_at IS NULL AND s.due_at IS NOT NULL"
        " ORDER BY s.due_at, s.contact_id",
        ids=db.listed(client_ids),
    ):
        found.setdefault(client_id, FirstCall(*call))
    return found
