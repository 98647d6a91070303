"""What a call card shows beside the person and the numbers: the client, its other contacts, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trtui.store.visibility import may_open_about

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader


class ClientHeader(NamedTuple):
    """The client that is called, in a line or two."""

    name: str
    town: str
    banner: str
    phone: str
    owner: str
    stage: str
    sales_level: str


class Place(NamedTuple):
    """What a contact is at the client it is called for, and to the caller."""

    role: str
    in_target20: bool
    was_skipped: bool


class Colleague(NamedTuple):
    """Another contact of the client, and the last call to them."""

    contact_id: int
    name: str
    job_title: str
    csi: str
    last_call_at: int | None
    last_outcome: str
    caller: str


class OpenJob(NamedTuple):
    """An open vacancy."""

    id: int
    title: str
    registered_at: int


class OpenTask(NamedTuple):
    """A task that is not done."""

    id: int
    kind: str
    title: str
    due_at: int | None
    due_on: str | None


def client_header(db: Reader, client_id: int) -> ClientHeader:
    """Return what is said of a client, which must exist."""
    row = db.row(
        "SELECT k.name, coalesce(c.town, ''), coalesce(k.banner, ''), coalesce(c.phone, ''), coalesce(u.name, ''),"
        " k.stage, coalesce(k.sales_level, '') FROM client k LEFT JOIN client_state c ON c.client_id = k.id"
        " LEFT JOIN user_account u ON u.id = k.owner_id WHERE k.id = :id",
        id=client_id,
    )
    assert row is not None
    return ClientHeader(*row)


def place(
    db: Reader, contact_id: int, client_id: int, user_id: int, today: str, session_id: int | None
) -> Place:
    """Return a contact's role at a client, whether it is on a user's Target 20 and was skipped in a session."""
    row = db.row(
        "SELECT (SELECT a.role FROM assignment a WHERE a.client_id = :client AND a.contact_id = :contact"
        "  AND a.to_at IS NULL),"
        " (SELECT count(*) FROM target20 t WHERE t.user_id = :me AND t.contact_id = :contact"
        "  AND t.removed_at IS NULL AND (t.until_on IS NULL OR t.until_on > :today)),"
        " (SELECT count(*) FROM call_skip x WHERE x.session_id = :session AND x.contact_id = :contact)",
        client=client_id,
        contact=contact_id,
        me=user_id,
        today=today,
        session=session_id or 0,
    )
    assert row is not None
    return Place(row[0] or "", row[1] > 0, row[2] > 0)


def colleagues(db: Reader, actor: Actor, client_id: int, contact_id: int, limit: int) -> list[Colleague]:
    """Return a client's other contacts, the last called first; calls that are not for the actor do not count."""
    return [
        Colleague(*row)
        for row in db.rows(
            "SELECT p.id, p.name, coalesce(a.role, p.job_title, ''), coalesce(p.csi, ''), t.at,"
            " coalesce(t.outcome, ''), coalesce(u.name, '') FROM assignment a JOIN contact p ON p.id = a.contact_id"
            " LEFT JOIN touch t ON t.id = (SELECT l.id FROM touch l WHERE l.contact_id = p.id AND l.kind = 'call'"
            f"  AND l.removed_at IS NULL AND {may_open_about(actor, 'l.client_id')}"
            "  ORDER BY l.at DESC, l.id DESC LIMIT 1)"
            " LEFT JOIN user_account u ON u.id = t.user_id LEFT JOIN contact_state s ON s.contact_id = p.id"
            " WHERE a.client_id = :client AND a.to_at IS NULL AND p.id <> :contact AND p.archived_at IS NULL"
            " ORDER BY coalesce(t.at, 0) DESC, a.is_primary DESC, s.name_key, p.id LIMIT :limit",
            client=client_id,
            contact=contact_id,
            limit=limit,
        )
    ]


def open_jobs(db: Reader, client_id: int, limit: int) -> list[OpenJob]:
    """Return a client's open vacancies, newest first."""
    return [
        OpenJob(*row)
        for row in db.rows(
            "SELECT id, title, registered_at FROM job WHERE client_id = :client AND status = 'open'"
            " AND removed_at IS NULL ORDER BY registered_at DESC, id DESC LIMIT :limit",
            client=client_id,
            limit=limit,
        )
    ]


def open_tasks(db: Reader, actor: Actor, contact_id: int, limit: int) -> list[OpenTask]:
    """Return the open tasks about a contact at clients that the actor may open, by date."""
    return [
        OpenTask(*row)
        for row in db.rows(
            "SELECT id, kind, title, due_at, due_on FROM task WHERE contact_id = :contact AND done_at IS NULL"
            f" AND removed_at IS NULL AND {may_open_about(actor, 'task.client_id')}"
            " ORDER BY due_at IS NULL, due_at, id LIMIT :limit",
            contact=contact_id,
            limit=limit,
        )
    ]
