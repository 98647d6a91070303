"""Vacancies of a client and the placements that fill them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from trtui.desk.access import open_client, open_record
from trtui.desk.saving import refuse_removed, save_form
from trtui.desk.stored_names import stored_as
from trtui.domain import spoken
from trtui.domain.errors import Invalid, NotFound
from trtui.domain.kinds import JobStatus
from trtui.domain.policy import Verb
from trtui.domain.stage import Obstacle
from trtui.domain.text import line, note, required
from trtui.domain.time import local_day

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.tables import Placement
    from trtui.store.work import Work

KINDS = ("permanent", "temporary", "contract", "fixed term", "retained")


@dataclass(frozen=True, slots=True)
class NewJob:
    """A vacancy as typed into the form; only the title is needed."""

    title: str
    kind: str = "permanent"
    headcount: int = 1
    contact_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """Somebody who was placed; days as ISO text, no last day as long as it is not known."""

    id: int
    version: int
    candidate: str
    starts_on: str | None
    ends_on: str | None
    placed_at: int


@stored_as("jobs.add")
def add(work: Work, client_id: int, new: NewJob) -> int:
    """Register a vacancy; the client's status follows by itself. Returns its number; raises Invalid."""
    from trtui.store.tables import Client, Job

    open_client(work, client_id, Verb.EDIT_CLIENT)
    client = work.get(Client, client_id)
    if client.archived_at is not None:
        raise Invalid(f"{client.name} is archived. Restore it before registering a vacancy.")
    if new.contact_id is not None:
        _check_contact(work, client_id, new.contact_id)
    row = work.add(
        Job(
            client_id=client_id,
            contact_id=new.contact_id,
            title=required(new.title, "The job title", field="title"),
            kind=_kind(new.kind),
            headcount=_headcount(new.headcount),
            note=note(new.note) or None,
            registered_at=work.now,
            registered_by=work.actor.user_id,
        )
    )
    work.label = f"Register the vacancy “{row.title}” at {client.name}"
    return work.number(row)


@stored_as("jobs.edit")
def edit(work: Work, job_id: int, base: Mapping[str, Any], wanted: Mapping[str, Any], version: int) -> None:
    """Save a vacancy's form (title, kind, headcount, contact_id, note); raises StaleSave, Invalid."""
    from trtui.store.tables import Job

    row = open_record(work, Job, job_id, Verb.EDIT_CLIENT)
    refuse_removed(work, row, "vacancy")
    clean: dict[str, Any] = {}
    for name, value in wanted.items():
        if name == "title":
            clean[name] = required(str(value or ""), "The job title", field=name)
        elif name == "kind":
            clean[name] = _kind(str(value))
        elif name == "headcount":
            clean[name] = _headcount(value)
        elif name == "contact_id":
            if value is not None and value != row.contact_id:
                _check_contact(work, row.client_id, int(value))
            clean[name] = value
        elif name == "note":
            clean[name] = note(str(value or "")) or None
    save_form(work, row, {name: base.get(name) or None for name in clean}, clean, version)
    work.label = f"Edit the vacancy “{row.title}”"


@stored_as("jobs.fill")
def fill(work: Work, job_id: int, candidate: str = "", starts_on: str | None = None) -> int:
    """Fill a vacancy: it makes a placement, and the client's and the contact's status follow.

    A vacancy for several people stays open until all are placed. Returns the placement's number; raises Invalid for
    one that is not open.
    """
    from trtui.store.queries import jobs
    from trtui.store.tables import Job, Placement

    job = open_record(work, Job, job_id, Verb.EDIT_CLIENT, "vacancy")
    refuse_removed(work, job, "vacancy")
    if job.status != JobStatus.OPEN:
        raise Invalid(f"The vacancy “{job.title}” is {job.status}, not open.")
    row = work.add(
        Placement(
            job_id=job_id,
            client_id=job.client_id,
            contact_id=job.contact_id,
            candidate=line(candidate, field="candidate") or None,
            starts_on=starts_on,
            placed_at=work.now,
            placed_by=work.actor.user_id,
        )
    )
    if jobs.count_placements(work.db, job_id) >= job.headcount:
        work.change(job, status=JobStatus.FILLED.value, filled_at=work.now)
    work.label = f"Fill the vacancy “{job.title}”"
    return work.number(row)


def placements(look: Look, job_id: int) -> tuple[PlacementLine, ...]:
    """Return who was placed on a vacancy, oldest first. Raises NotFound, NotAllowed."""
    from trtui.store.queries import jobs

    client_id = jobs.client_of(look.db, job_id)
    if client_id is None:
        raise _no_vacancy(job_id)
    try:
        open_client(look, client_id)
    except NotFound:
        raise _no_vacancy(job_id) from None
    return tuple(PlacementLine(*row) for row in jobs.placements_on(look.db, job_id))


@stored_as("jobs.edit_placement")
def edit_placement(
    work: Work, placement_id: int, base: Mapping[str, Any], wanted: Mapping[str, Any], version: int
) -> None:
    """Save a placement's form (candidate, starts_on, ends_on, days as ISO text); it is live until its last day is over.

    Raises StaleSave where both changed a field, Invalid for a last day before the first one.
    """
    from trtui.store.tables import Job, Placement

    row = open_record(work, Placement, placement_id, Verb.EDIT_CLIENT)
    refuse_removed(work, row, "placement")
    clean: dict[str, Any] = {}
    for name, value in wanted.items():
        if name == "candidate":
            clean[name] = line(str(value or ""), field=name) or None
        elif name in ("starts_on", "ends_on"):
            clean[name] = _day(str(value), name).isoformat() if value else None
    was = row.ends_on
    save_form(work, row, {name: base.get(name) or None for name in clean}, clean, version)
    if row.ends_on is not None:
        _check_last_day(work, row)
    whom = row.candidate or work.get(Job, row.job_id).title
    did = "Edit" if row.ends_on == was else "End" if row.ends_on else "Go on with"
    work.label = f"{did} the placement of {whom}"


def _check_last_day(work: Work, row: Placement) -> None:
    """Refuse a last day before the first one, or where that is not known, before the vacancy was filled."""
    filled_on = local_day(row.placed_at, work.zone)
    first = filled_on if row.starts_on is None else date.fromisoformat(row.starts_on)
    if date.fromisoformat(str(row.ends_on)) < first:
        did = "was made" if row.starts_on is None else "begins"
        raise Invalid(f"The placement {did} on {spoken.day(first)}: it cannot end before.", "ends_on")


@stored_as("jobs.close")
def close(work: Work, job_id: int, *, cancelled: bool = False) -> None:
    """Close a vacancy that will not be filled by us, or cancel one that is no longer wanted."""
    from trtui.store.tables import Job

    job = open_record(work, Job, job_id, Verb.EDIT_CLIENT, "vacancy")
    refuse_removed(work, job, "vacancy")
    status = JobStatus.CANCELLED if cancelled else JobStatus.CLOSED
    if job.status != JobStatus.OPEN:
        raise Invalid(f"The vacancy “{job.title}” is {job.status}, not open.")
    work.change(job, status=status.value, closed_at=work.now)
    work.label = f"{'Cancel' if cancelled else 'Close'} the vacancy “{job.title}”"


def remove(work: Work, job_id: int) -> None:
    """Take off a vacancy that was registered by mistake; one with placements stays. Raises Invalid."""
    from trtui.store.queries import jobs
    from trtui.store.tables import Job

    job = open_record(work, Job, job_id, Verb.EDIT_CLIENT, "vacancy")
    refuse_removed(work, job, "vacancy")
    if jobs.count_placements(work.db, job_id):
        raise Invalid(f"The vacancy “{job.title}” has placements and stays. Close it instead.")
    work.change(job, removed_at=work.now)
    work.label = f"Remove the vacancy “{job.title}”"


def obstacles(look: Look | Work, client_id: int) -> list[Obstacle]:
    """Return what keeps a client from becoming inactive: its open vacancies and its live placements."""
    from trtui.store.queries import jobs

    today = local_day(look.now, look.zone).isoformat()
    return [
        *(Obstacle("open job", title) for title in jobs.open_titles(look.db, client_id)),
        *(Obstacle("live placement", title) for title in jobs.live_placements(look.db, client_id, today)),
    ]


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(f"“{text}” is no day: write it as 2026-12-03.", field) from None


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise Invalid(f"A vacancy is one of: {', '.join(KINDS)}.", "kind")
    return kind


def _headcount(value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = 0
    if not 1 <= number <= 999:
        raise Invalid("The number of people is between 1 and 999.", "headcount")
    return number


def _check_contact(work: Work, client_id: int, contact_id: int) -> None:
    from trtui.store.queries import assignments

    if assignments.current_id(work.db, client_id, contact_id) is None:
        raise Invalid(
            "Only a contact assigned to the client can give a vacancy. Assign the contact first.",
            "contact_id",
        )


def _no_vacancy(job_id: int) -> NotFound:
    return NotFound(f"There is no vacancy {job_id}.")
