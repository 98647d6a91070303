"""Clients: their form, their header, and what stands beside their name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trtui.domain.folding import fold

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class FormRow(NamedTuple):
    """What an edit form starts from."""

    version: int
    name: str
    number: str | None
    website: str | None
    sales_level: str | None
    industry: str | None
    customer_type: str | None
    lead_source: str | None
    banner: str | None


class PhoneRow(NamedTuple):
    """A main number as it was typed."""

    id: int
    typed: str


class OverrideRow(NamedTuple):
    """A status set by hand and not cleared; it may be expired."""

    id: int
    status: str
    reason: str
    by: str
    set_at: int
    expires_at: int | None
    expires_on: str | None


class HeadRow(NamedTuple):
    """A client's header and the figures of its overview."""

    id: int
    version: int
    name: str
    number: str
    website: str
    phone: str
    town: str
    postcode: str
    owner_id: int | None
    owner: str
    team: str
    access: str
    stage: str
    sales_level: str
    industry: str
    customer_type: str
    lead_source: str
    banner: str
    created_at: int
    created_by: str
    archived_at: int | None
    archived_why: str
    last_touch_at: int | None
    contacts: int
    open_jobs: int


class NextCallRow(NamedTuple):
    """The earliest call due at a client."""

    contact_id: int
    contact: str
    due_at: int
    due_since: int
    interval_days: int | None
    kind: str
    due_on: str | None


class NameRow(NamedTuple):
    """A previous or trading name."""

    id: int
    name: str
    kind: str


class ClaimRow(NamedTuple):
    """Who works a client in the call queue, and since when."""

    holder_id: int
    holder: str
    taken_at: int


def form(db: Reader, client_id: int) -> FormRow | None:
    """Return what an edit form starts from, or none where there is no such client."""
    row = db.row(f"SELECT {', '.join(FormRow._fields)} FROM client WHERE id = :id", id=client_id)
    return None if row is None else FormRow._make(row)


def head(db: Reader, client_id: int) -> HeadRow | None:
    """Return a client's header, or none where there is no such client."""
    row = db.row(
        "SELECT k.id, k.version, k.name, coalesce(k.number, ''), coalesce(k.website, ''), coalesce(s.phone, ''),"
        " coalesce(s.town, ''), coalesce(s.postcode, ''), k.owner_id, coalesce(o.name, ''), coalesce(t.name, ''),"
        " k.access, k.stage, coalesce(k.sales_level, ''), coalesce(k.industry, ''), coalesce(k.customer_type, ''),"
        " coalesce(k.lead_source, ''), coalesce(k.banner, ''), k.created_at, coalesce(c.name, ''), k.archived_at,"
        " coalesce(k.archived_why, ''), s.last_touch_at, coalesce(s.contacts, 0), coalesce(s.open_jobs, 0)"
        " FROM client k LEFT JOIN client_state s ON s.client_id = k.id"
        " LEFT JOIN user_account o ON o.id = k.owner_id LEFT JOIN user_account c ON c.id = k.created_by"
        " LEFT JOIN team t ON t.id = k.team_id WHERE k.id = :id",
        id=client_id,
    )
    return None if row is None else HeadRow._make(row)


def main_phone(db: Reader, client_id: int) -> PhoneRow | None:
    """Return a client's first valid number, or none."""
    row = db.row(
        "SELECT id, typed FROM contact_point WHERE client_id = :id AND kind = 'phone' AND invalid_at IS NULL"
        " ORDER BY position, id LIMIT 1",
        id=client_id,
    )
    return None if row is None else PhoneRow._make(row)


def names(db: Reader, client_id: int) -> list[NameRow]:
    """Return a client's previous and trading names, by kind, then by name."""
    rows = db.rows(
        "SELECT id, name, kind FROM client_name WHERE client_id = :id ORDER BY id",
        id=client_id,
    )
    return sorted((NameRow._make(row) for row in rows), key=lambda row: (row.kind, fold(row.name)))


def known_apart(db: Reader, client_id: int) -> set[int]:
    """Return the clients that somebody said are not the same as this one."""
    pairs = db.rows(
        "SELECT client_id, other_id FROM not_duplicate WHERE client_id = :id OR other_id = :id", id=client_id
    )
    return {number for pair in pairs for number in pair} - {client_id}


def override(db: Reader, client_id: int) -> OverrideRow | None:
    """Return the status set by hand, or none."""
    row = db.row(
        "SELECT v.id, v.status, v.reason, coalesce(u.name, ''), v.set_at, v.expires_at, v.expires_on"
        " FROM status_override v LEFT JOIN user_account u ON u.id = v.set_by"
        " WHERE v.client_id = :id AND v.cleared_at IS NULL",
        id=client_id,
    )
    return None if row is None else OverrideRow._make(row)


def claim(db: Reader, client_id: int, now: int) -> ClaimRow | None:
    """Return who holds a client in the call queue, or none."""
    row = db.row(
        "SELECT u.id, u.name, m.taken_at FROM claim m JOIN user_account u ON u.id = m.user_id"
        " WHERE m.client_id = :id AND m.lease_until > :now",
        id=client_id,
        now=now,
    )
    return None if row is None else ClaimRow._make(row)


def next_call(db: Reader, client_id: int) -> NextCallRow | None:
    """Return the earliest call due at a client, or none."""
    row = db.row(
        "SELECT c.id, c.name, s.due_at, s.due_since, s.interval_days, s.due_kind, s.due_on FROM assignment a"
        " JOIN contact c ON c.id = a.contact_id JOIN contact_state s ON s.contact_id = c.id"
        " WHERE a.client_id = :id AND a.to_at IS NULL AND s.due_at IS NOT NULL ORDER BY s.due_at, c.id LIMIT 1",
        id=client_id,
    )
    return None if row is None else NextCallRow._make(row)
