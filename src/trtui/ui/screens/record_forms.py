"""The forms of what belongs to a client: vacancies, sites, departments, notes and tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from trtui.desk import jobs, notes, sites, summary
from trtui.desk.sections import ContactLine, JobLine, NoteLine, SiteLine
from trtui.domain import spoken, when
from trtui.domain.errors import Invalid
from trtui.domain.kinds import SiteKind
from trtui.domain.when import EXAMPLES
from trtui.domain.when import parse as parse_when
from trtui.ui import conflicts
from trtui.ui.dialogs import ask, pick
from trtui.ui.drafted import fill
from trtui.ui.form import Field
from trtui.ui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

_PLACEMENTS = (Column("who", "", 20, grow=1), Column("from", "", 17), Column("until", "", 18))
Saved = tuple[str, int]
"""What was saved, as lists know it: the kind of record and its number."""


async def add_job(
    app: Workspace, client_id: int, people: Sequence[ContactLine], contact_id: int | None = None
) -> Saved | None:
    """Register a vacancy, the client filled in and the contact offered."""

    async def save(changed: dict[str, Any]) -> Saved:
        values = {"title": "", "contact_id": contact_id, **changed}
        return "job", await app.office.write(jobs.add, client_id, jobs.NewJob(**values))

    fields = _job_fields(people, contact_id=contact_id)
    return await _done(
        app,
        await fill(app, await _at(app, "New vacancy", client_id), fields, save, f"job:new:{client_id}"),
        "Registered. u undoes.",
    )


async def edit_job(app: Workspace, job: JobLine, people: Sequence[ContactLine]) -> Saved | None:
    """Edit a vacancy."""
    base = {
        "title": job.title,
        "kind": job.kind,
        "headcount": job.headcount,
        "contact_id": job.contact_id,
        "note": job.note or None,
    }
    fields = _job_fields(people, job.title, job.kind, job.contact_id, job.note, job.headcount)

    async def save(changed: dict[str, Any]) -> Saved:
        await conflicts.save(
            app,
            lambda start, wanted, version: app.office.write(jobs.edit, job.id, start, wanted, version),
            base,
            {**base, **changed},
            job.version,
        )
        return "job", job.id

    return await _done(
        app,
        await fill(app, "Edit vacancy", fields, save, f"job:{job.id}"),
        "Saved.",
    )


def _job_fields(
    people: Sequence[ContactLine],
    title: str = "",
    kind: str = "permanent",
    contact_id: int | None = None,
    note: str = "",
    headcount: int = 1,
) -> list[Field]:
    who = [(None, "–"), *((one.contact_id, one.name) for one in people if one.to_at is None)]
    return [
        Field("title", "Job title", title, required=True),
        Field("kind", "Kind", kind, kind="choice", options=[(one, one) for one in jobs.KINDS]),
        Field("headcount", "People", str(headcount), replaces=True),
        Field("contact_id", "Given by", contact_id, kind="choice", options=who),
        Field("note", "Note", note, kind="lines"),
    ]


async def fill_job(app: Workspace, job: JobLine) -> Saved | None:
    """Mark a vacancy as filled: it makes a placement."""
    office = app.office

    def start_day(text: str) -> str | None:
        if not text.strip():
            return None
        return parse_when(text, office.clock.now(), office.clock.zone).day.isoformat()

    fields = [
        Field("candidate", "Candidate"),
        Field("starts_on", "Starts", "", hint=EXAMPLES, parse=start_day),
    ]

    async def save(changed: dict[str, Any]) -> Saved:
        await office.write(jobs.fill, job.id, str(changed.get("candidate") or ""), changed.get("starts_on"))
        return "job", job.id

    done = job.placements + 1
    said = "Filled" if done >= job.headcount else f"Placed, {done} of {job.headcount}"
    return await _done(
        app, await fill(app, f"Fill “{job.title}”", fields, save, f"fill:{job.id}"), f"{said}. u undoes."
    )


async def end_placement(app: Workspace, job: JobLine) -> Saved | None:
    """Set the last day of a placement on a vacancy, of several the one that is chosen."""
    office = app.office
    now, zone = office.clock.now(), office.clock.zone
    found = await office.read(jobs.placements, job.id)
    chosen = found[0] if found else None
    if len(found) > 1:
        row = await pick(app, f"Placements on “{job.title}”", map(_placement_row, found), _PLACEMENTS)
        chosen = next((one for one in found if row is not None and row.key == ("placement", one.id)), None)
    if chosen is None:
        return None

    def last_day(text: str) -> str | None:
        return when.parse_near_day(text, now, zone).isoformat() if text.strip() else None

    def preview(text: str) -> str:
        try:
            return spoken.day(when.parse_near_day(text, now, zone)) if text.strip() else "it goes on"
        except Invalid:
            return ""

    typed = spoken.day(date.fromisoformat(chosen.ends_on)) if chosen.ends_on else ""
    field = Field("ends_on", "Last day", typed, hint=EXAMPLES, parse=last_day, preview=preview)

    async def save(changed: dict[str, Any]) -> Saved:
        await office.write(jobs.end_placement, chosen.id, changed.get("ends_on", chosen.ends_on))
        return "job", job.id

    heading = f"Placement of {chosen.candidate}" if chosen.candidate else f"Placement on “{job.title}”"
    return await _done(
        app, await fill(app, heading, [field], save, f"placement:{chosen.id}"), "Saved. u undoes."
    )


def _placement_row(one: jobs.PlacementLine) -> Row:
    days = [spoken.day(date.fromisoformat(day)) if day else "" for day in (one.starts_on, one.ends_on)]
    until = f"until {days[1]}" if days[1] else "goes on"
    return Row(("placement", one.id), (one.candidate or "–", days[0] and f"from {days[0]}", until))


async def edit_site(app: Workspace, client_id: int, site: SiteLine | None = None) -> Saved | None:
    """Add an address to a client, or edit one."""
    value = {name: getattr(site, name) if site else "" for name in sites.FIELDS}
    place = f"site:{site.id}" if site else f"site:new:{client_id}"
    fields = [
        Field(
            "kind",
            "Kind",
            value["kind"] or "workplace",
            kind="choice",
            options=[(one.value, one.value) for one in SiteKind],
        ),
        Field("name", "Name", value["name"]),
        Field("line1", "Address", value["line1"]),
        Field("line2", "", value["line2"]),
        Field("town", "Town", value["town"]),
        Field("county", "County", value["county"]),
        Field("postcode", "Postcode", value["postcode"]),
        Field("country", "Country", value["country"]),
    ]

    async def save(changed: dict[str, Any]) -> Saved:
        if site is None:
            return "site", await app.office.write(sites.add, client_id, sites.NewSite(**changed))
        base = {name: text or None for name, text in value.items()}
        await conflicts.save(
            app,
            lambda start, wanted, version: app.office.write(sites.edit, site.id, start, wanted, version),
            base,
            {**base, **changed},
            site.version,
        )
        return "site", site.id

    return await _done(
        app,
        await fill(app, await _at(app, "Edit site" if site else "New site", client_id), fields, save, place),
        "Saved.",
    )


async def add_department(app: Workspace, client_id: int) -> Saved | None:
    """Add a department, a copy of its parent's information."""
    name = await ask(
        app,
        "Department (starts as a copy of the client's site, website and number)",
        Field("name", "Name", required=True),
    )
    if not name:
        return None
    added = await app.office.write(sites.add_department, client_id, name)
    return await _done(app, ("department", added), "Added. u undoes.")


async def edit_department(app: Workspace, line: SiteLine) -> Saved | None:
    """Edit a department."""
    base = {"name": line.name, "phone": line.phone or None, "note": line.note or None}
    fields = [
        Field("name", "Name", line.name, required=True),
        Field("phone", "Phone", line.phone),
        Field("note", "Note", line.note, kind="lines"),
    ]

    async def save(changed: dict[str, Any]) -> Saved:
        await conflicts.save(
            app,
            lambda start, wanted, version: app.office.write(
                sites.edit_department, line.id, start, wanted, version
            ),
            base,
            {**base, **changed},
            line.version,
        )
        return "department", line.id

    return await _done(
        app, await fill(app, "Edit department", fields, save, f"department:{line.id}"), "Saved."
    )


async def write_note(
    app: Workspace, client_id: int, note: NoteLine | None = None, contact_id: int | None = None
) -> Saved | None:
    """Write a note, or change one."""
    place = f"note:{note.id}" if note else f"note:client:{client_id}"
    fields = [Field("body", "Note", note.text if note else "", kind="lines", required=True, rows=8)]

    async def save(changed: dict[str, Any]) -> Saved:
        body = str(changed.get("body", note.text if note else ""))
        if note is None:
            return "note", await app.office.write(notes.add_note, client_id, body, contact_id)
        await conflicts.save(
            app,
            lambda start, wanted, version: app.office.write(
                notes.edit_note, note.id, start["body"], wanted["body"], version
            ),
            {"body": note.text},
            {"body": body},
            note.version,
        )
        return "note", note.id

    heading = await _at(app, "Edit note" if note else "New note", client_id)
    return await _done(app, await fill(app, heading, fields, save, place), "Saved.")


async def edit_task(
    app: Workspace, client_id: int, people: Sequence[ContactLine], task: NoteLine | None = None
) -> Saved | None:
    """Add a task, or edit one."""
    office = app.office
    place = f"task:{task.id}" if task else f"task:new:{client_id}"
    due = (
        ""
        if task is None or task.due_at is None
        else spoken.moment(task.due_at, office.clock.now(), office.clock.zone)
    )

    def preview(text: str) -> str:
        if not text.strip():
            return ""
        try:
            return parse_when(text, office.clock.now(), office.clock.zone).text(
                office.clock.now(), office.clock.zone
            )
        except Invalid:
            return ""

    fields = [
        Field("title", "Task", task.text if task else "", required=True),
        Field("due", "When", due, hint=EXAMPLES, preview=preview),
    ]
    if task is None:
        who = [(None, "–"), *((one.contact_id, one.name) for one in people if one.to_at is None)]
        fields.append(
            Field("kind", "Kind", "to do", kind="choice", options=[("to do", "to do"), ("call", "call")])
        )
        fields.append(Field("contact_id", "About", None, kind="choice", options=who))

    async def save(changed: dict[str, Any]) -> Saved:
        if task is None:
            title, when = str(changed.pop("title", "")), str(changed.pop("due", ""))
            return "task", await office.write(notes.add_task, client_id, title, when, **changed)
        base = {"title": task.text, "due_at": task.due_at}
        await conflicts.save(
            app,
            lambda start, wanted, version: office.write(notes.edit_task, task.id, start, wanted, version),
            base,
            {"title": task.text, **changed},
            task.version,
        )
        return "task", task.id

    return await _done(
        app,
        await fill(app, await _at(app, "Edit task" if task else "New task", client_id), fields, save, place),
        "Saved.",
    )


async def _at(app: Workspace, what: str, client_id: int) -> str:
    """Return the heading of a form with the client that it is about."""
    return f"{what}: {(await app.office.read(summary.summary, client_id)).name}"


async def _done(app: Workspace, saved: Saved | None, message: str) -> Saved | None:
    if saved:
        app.changed(message)
    return saved
