"""The lists behind the sections of a client's summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trtui.desk.access import open_client
from trtui.desk.statuses import contact_statuses
from trtui.domain.status import ContactStatus, Status

if TYPE_CHECKING:
    from trtui.store.look import Look


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact of a client, current or former."""

    contact_id: int
    assignment_id: int
    name: str
    job_title: str
    role: str
    is_primary: bool
    phone: str
    email: str
    csi: str
    status: Status[ContactStatus]
    due_at: int | None
    due_since: int | None
    interval_days: int | None
    due_kind: str
    blocked: str
    from_at: int
    to_at: int | None
    last_touch_at: int | None


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One thing that happened: a touch, or a change of the record; ``key`` is unique in the list."""

    key: str
    at: int
    who: str
    kind: str
    what: str
    detail: str
    contact: str
    contact_id: int | None


@dataclass(frozen=True, slots=True)
class JobLine:
    """A vacancy."""

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


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site, or a department where ``is_department``."""

    id: int
    version: int
    kind: str
    name: str
    address: str
    line1: str
    line2: str
    town: str
    county: str
    postcode: str
    country: str
    is_department: bool = False
    is_main: bool = False
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note, or a task where ``is_task``."""

    id: int
    version: int
    is_task: bool
    kind: str
    text: str
    who: str
    at: int
    due_at: int | None
    done_at: int | None
    is_pinned: bool
    contact: str
    contact_id: int | None
    assigned_to: str


def contacts(look: Look, client_id: int, *, former: bool = False) -> tuple[ContactLine, ...]:
    """Return a client's contacts: the primary one first, then by name; ``former`` adds those delinked, at the end."""
    open_client(look, client_id)
    rows = look.db.rows(
        "SELECT c.id, a.id, c.name, coalesce(c.job_title, ''), coalesce(a.role, ''), a.is_primary,"
        " coalesce(c.csi, ''), s.due_at, s.due_since, s.interval_days, coalesce(s.due_kind, ''),"
        " coalesce(s.blocked, ''), a.from_at, a.to_at, s.last_touch_at"
        " FROM assignment a JOIN contact c ON c.id = a.contact_id"
        " LEFT JOIN contact_state s ON s.contact_id = c.id WHERE a.client_id = :id"
        + ("" if former else " AND a.to_at IS NULL")
        + " ORDER BY a.to_at IS NOT NULL, a.is_primary DESC, lower(c.name), c.id",
        id=client_id,
    )
    ids = [row[0] for row in rows]
    phones, emails = points(look, ids, "phone"), points(look, ids, "email")
    statuses = contact_statuses(look, ids)
    return tuple(
        ContactLine(
            contact_id=row[0],
            assignment_id=row[1],
            name=row[2],
            job_title=row[3],
            role=row[4],
            is_primary=bool(row[5]),
            phone=phones.get(row[0], ""),
            email=emails.get(row[0], ""),
            csi=row[6],
            status=statuses[row[0]],
            due_at=row[7],
            due_since=row[8],
            interval_days=row[9],
            due_kind=row[10],
            blocked=row[11],
            from_at=row[12],
            to_at=row[13],
            last_touch_at=row[14],
        )
        for row in rows
    )


def points(look: Look, contact_ids: list[int], kind: str) -> dict[int, str]:
    """Return the first valid phone, email or web value of each contact that has one."""
    found: dict[int, str] = {}
    for contact_id, value in look.db.rows(
        "SELECT contact_id, value FROM contact_point WHERE kind = :kind AND invalid_at IS NULL"
        f" AND {look.db.among('contact_id', 'ids')} ORDER BY contact_id, position, id",
        kind=kind,
        ids=look.db.listed(contact_ids),
    ):
        found.setdefault(contact_id, value)
    return found


def activity(look: Look, client_id: int, limit: int = 300) -> tuple[ActivityLine, ...]:
    """Return what happened at a client, newest first: every touch, and every change of its record."""
    open_client(look, client_id)
    touches = [
        ActivityLine(f"t{row[0]}", row[1], row[2], row[3], row[4] or row[3], row[5], row[6], row[7])
        for row in look.db.rows(
            "SELECT t.id, t.at, coalesce(u.name, ''), t.kind, t.outcome, coalesce(t.note, ''),"
            " coalesce(c.name, ''), t.contact_id FROM touch t LEFT JOIN user_account u ON u.id = t.user_id"
            " LEFT JOIN contact c ON c.id = t.contact_id WHERE t.client_id = :id AND t.removed_at IS NULL"
            " ORDER BY t.at DESC, t.id DESC LIMIT :limit",
            id=client_id,
            limit=limit,
        )
    ]
    changes = [
        ActivityLine(f"c{row[0]}", row[1], row[2], "change", row[3], "", "", None)
        for row in look.db.rows(
            "SELECT c.id, c.at, coalesce(u.name, ''), c.label FROM change c"
            " LEFT JOIN user_account u ON u.id = c.user_id WHERE c.id IN (SELECT DISTINCT i.change_id"
            " FROM change_item i WHERE i.client_id = :id AND i.entity <> 'touch')"
            " AND c.use_case NOT IN ('queue.record', 'queue.log')"
            " ORDER BY c.id DESC LIMIT :limit",
            id=client_id,
            limit=limit,
        )
    ]
    return tuple(
        sorted(touches + changes, key=lambda one: (-one.at, one.kind == "change", -int(one.key[1:])))[:limit]
    )


def jobs(look: Look, client_id: int) -> tuple[JobLine, ...]:
    """Return a client's vacancies: open ones first, then the newest."""
    open_client(look, client_id)
    return tuple(
        JobLine(*row)
        for row in look.db.rows(
            "SELECT j.id, j.version, j.title, j.kind, j.status, coalesce(c.name, ''), j.contact_id, j.registered_at,"
            " coalesce(u.name, ''), j.filled_at, (SELECT count(*) FROM placement p WHERE p.job_id = j.id"
            " AND p.removed_at IS NULL), coalesce(j.note, '') FROM job j LEFT JOIN contact c ON c.id = j.contact_id"
            " LEFT JOIN user_account u ON u.id = j.registered_by WHERE j.client_id = :id AND j.removed_at IS NULL"
            " ORDER BY CASE j.status WHEN 'open' THEN 0 ELSE 1 END, j.registered_at DESC, j.id DESC",
            id=client_id,
        )
    )


def sites(look: Look, client_id: int) -> tuple[SiteLine, ...]:
    """Return a client's sites, the main one first, then its departments."""
    open_client(look, client_id)
    found = [
        _site(row[4:10], id=row[0], version=row[1], kind=row[2], name=row[3], is_main=bool(row[10]))
        for row in look.db.rows(
            "SELECT id, version, kind, coalesce(name, ''), coalesce(line1, ''), coalesce(line2, ''),"
            " coalesce(town, ''), coalesce(county, ''), coalesce(postcode, ''), coalesce(country, ''), is_main"
            " FROM site WHERE client_id = :id AND removed_at IS NULL ORDER BY is_main DESC, kind, id",
            id=client_id,
        )
    ]
    departments = [
        _site(
            row[3:9],
            id=row[0],
            version=row[1],
            is_department=True,
            kind="department",
            name=row[2],
            phone=row[9],
            note=row[10],
        )
        for row in look.db.rows(
            "SELECT d.id, d.version, d.name, coalesce(s.line1, ''), coalesce(s.line2, ''), coalesce(s.town, ''),"
            " coalesce(s.county, ''), coalesce(s.postcode, ''), coalesce(s.country, ''), coalesce(d.phone, ''),"
            " coalesce(d.note, '') FROM department d LEFT JOIN site s ON s.id = d.site_id"
            " WHERE d.client_id = :id AND d.removed_at IS NULL ORDER BY lower(d.name), d.id",
            id=client_id,
        )
    ]
    return tuple(found + departments)


def notes(look: Look, client_id: int, *, done: bool = False) -> tuple[NoteLine, ...]:
    """Return a client's open tasks by date, then its notes: pinned ones first, then the newest."""
    open_client(look, client_id)
    tasks = [
        NoteLine(
            row[0],
            row[1],
            True,
            row[2],
            row[3],
            row[4],
            row[5],
            row[6],
            row[7],
            False,
            row[8],
            row[9],
            row[10],
        )
        for row in look.db.rows(
            "SELECT t.id, t.version, t.kind, t.title, coalesce(u.name, ''), t.created_at, t.due_at, t.done_at,"
            " coalesce(c.name, ''), t.contact_id, coalesce(a.name, '') FROM task t"
            " LEFT JOIN user_account u ON u.id = t.created_by LEFT JOIN user_account a ON a.id = t.assigned_to"
            " LEFT JOIN contact c ON c.id = t.contact_id WHERE t.client_id = :id AND t.removed_at IS NULL"
            + ("" if done else " AND t.done_at IS NULL")
            + " ORDER BY t.done_at IS NOT NULL, t.due_at IS NULL, t.due_at, t.id",
            id=client_id,
        )
    ]
    texts = [
        NoteLine(
            row[0],
            row[1],
            False,
            "note",
            row[2],
            row[3],
            row[4],
            None,
            None,
            row[5] is not None,
            row[6],
            row[7],
            "",
        )
        for row in look.db.rows(
            "SELECT n.id, n.version, n.body, coalesce(u.name, ''), n.created_at, n.pinned_at, coalesce(c.name, ''),"
            " n.contact_id FROM note n LEFT JOIN user_account u ON u.id = n.created_by"
            " LEFT JOIN contact c ON c.id = n.contact_id WHERE n.client_id = :id AND n.removed_at IS NULL"
            " ORDER BY n.pinned_at IS NULL, n.created_at DESC, n.id DESC",
            id=client_id,
        )
    ]
    return tuple(tasks + texts)


def _site(parts: tuple[str, ...], **values: Any) -> SiteLine:
    values |= dict(zip(("line1", "line2", "town", "county", "postcode", "country"), parts, strict=True))
    return SiteLine(address=", ".join(part for part in parts if part), **values)
