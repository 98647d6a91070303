"""The lists behind the sections of a client's summary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trtui.desk.access import open_client
from trtui.desk.outcomes import outcomes_of
from trtui.desk.statuses import contact_statuses
from trtui.domain.status import ContactStatus, Status

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.queries.sites import DepartmentRow, SiteRow


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact of a client, current or former; ``phone`` is the first number that may be called."""

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
    due_on: date | None
    interval_days: int | None
    due_kind: str
    blocked: str
    from_at: int
    to_at: int | None
    last_touch_at: int | None
    is_archived: bool


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One thing that happened: a touch, or a change of the record; ``key`` is unique in the list.

    ``said`` is in words what happened: an outcome by the agency's own label.
    """

    key: str
    at: int
    who: str
    kind: str
    what: str
    detail: str
    contact: str
    contact_id: int | None
    said: str


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
    headcount: int
    candidates: str = ""
    """Who was placed on it."""


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
    website: str = ""
    site_id: int | None = None


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
    due_on: date | None
    done_at: int | None
    is_pinned: bool
    contact: str
    contact_id: int | None
    assigned_to: str
    assigned_to_id: int | None = None
    team: str = ""
    team_id: int | None = None

    @property
    def whose(self) -> str:
        """Who has the task: a person, else a team."""
        return self.assigned_to or self.team


def contacts(look: Look, client_id: int, *, former: bool = False) -> tuple[ContactLine, ...]:
    """Return a client's contacts: the primary one first, then by name, then those archived.

    ``former`` adds those delinked, at the end.
    """
    from trtui.store import days
    from trtui.store.queries import contacts, people

    open_client(look, client_id)
    rows = contacts.of_client(look.db, client_id, former=former)
    ids = [row.contact_id for row in rows]
    phones = people.callable_phones(look.db, ids)
    emails = contacts.first_points(look.db, ids, "email")
    statuses = contact_statuses(look, ids)
    return tuple(
        ContactLine(
            **{**row._asdict(), "due_on": days.read(row.due_on)},
            phone=phones.get(row.contact_id, ""),
            email=emails.get(row.contact_id, ""),
            status=statuses[row.contact_id],
        )
        for row in rows
    )


def activity(look: Look, client_id: int, limit: int = 300) -> tuple[ActivityLine, ...]:
    """Return what happened at a client, newest first: every touch, and every change of its record."""
    from trtui.store.queries import activity

    open_client(look, client_id)
    touches = [
        ActivityLine(
            f"t{row.id}",
            row.at,
            row.who,
            row.kind,
            row.outcome or row.kind,
            row.note,
            row.contact,
            row.contact_id,
            _said(look, row.outcome or row.kind),
        )
        for row in activity.touches(look.db, client_id, limit)
    ]
    changes = [
        ActivityLine(f"c{row.id}", row.at, row.who, "change", row.label, "", "", None, _sentence(row.label))
        for row in activity.changes(look.db, client_id, limit)
    ]
    return tuple(
        sorted(touches + changes, key=lambda one: (-one.at, one.kind == "change", -int(one.key[1:])))[:limit]
    )


def _said(look: Look, what: str) -> str:
    """Return an outcome or a kind of touch in words; an outcome that the table has dropped, as it is kept."""
    outcome = outcomes_of(look.rules).by_code(what)
    return _sentence(outcome.label if outcome else what.replace("_", " "))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def jobs(look: Look, client_id: int) -> tuple[JobLine, ...]:
    """Return a client's vacancies: open ones first, then the newest."""
    from trtui.store.queries import jobs

    open_client(look, client_id)
    return tuple(JobLine(*row) for row in jobs.of_client(look.db, client_id))


def sites(look: Look, client_id: int) -> tuple[SiteLine, ...]:
    """Return a client's sites, the main one first, then its departments."""
    from trtui.store.queries import sites

    open_client(look, client_id)
    return tuple(
        [SiteLine(**row._asdict(), address=_address(row)) for row in sites.of_client(look.db, client_id)]
        + [
            SiteLine(**row._asdict(), address=_address(row), kind="department", is_department=True)
            for row in sites.departments(look.db, client_id)
        ]
    )


def notes(look: Look, client_id: int, *, done: bool = False) -> tuple[NoteLine, ...]:
    """Return a client's open tasks by date, then its notes: pinned ones first, then the newest."""
    from trtui.store import days
    from trtui.store.queries import notes

    open_client(look, client_id)
    tasks = [
        NoteLine(
            id=row.id,
            version=row.version,
            is_task=True,
            kind=row.kind,
            text=row.title,
            who=row.who,
            at=row.at,
            due_at=row.due_at,
            due_on=days.read(row.due_on),
            done_at=row.done_at,
            is_pinned=False,
            contact=row.contact,
            contact_id=row.contact_id,
            assigned_to=row.assigned_to,
            assigned_to_id=row.assigned_to_id,
            team=row.team,
            team_id=row.team_id,
        )
        for row in notes.tasks_of_client(look.db, client_id, done=done)
    ]
    texts = [
        NoteLine(
            id=row.id,
            version=row.version,
            is_task=False,
            kind="note",
            text=row.body,
            who=row.who,
            at=row.at,
            due_at=None,
            due_on=None,
            done_at=None,
            is_pinned=row.pinned_at is not None,
            contact=row.contact,
            contact_id=row.contact_id,
            assigned_to="",
        )
        for row in notes.of_client(look.db, client_id)
    ]
    return tuple(tasks + texts)


def _address(row: SiteRow | DepartmentRow) -> str:
    parts = (row.line1, row.line2, row.town, row.county, row.postcode, row.country)
    return ", ".join(part for part in parts if part)
