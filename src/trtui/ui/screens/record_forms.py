"""The forms of what belongs to a client: vacancies, placements, sites and departments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from trtui.desk import jobs, sections, sites, summary
from trtui.desk.sections import ContactLine, JobLine, SiteLine
from trtui.domain import spoken, when
from trtui.domain.errors import Invalid
from trtui.domain.kinds import SiteKind
from trtui.domain.time import local_day
from trtui.domain.when import EXAMPLES
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
Options = list[tuple[int | None, str]]
"""What a field offers: numbers of records, and what they are called."""


async def add_job(
    app: Workspace, client_id: int, people: Sequence[ContactLine], contact_id: int | None = None
) -> Saved | None:
    """Register a vacancy, the client filled in and the contact offered."""

    async def save(changed: dict[str, Any]) -> Saved:
        values = {"title": "", "contact_id": contact_id, **changed}
        return "job", await app.office.write(jobs.add, client_id, jobs.NewJob(**values))

    fields = _job_fields(persons(people, contact_id), contact_id=contact_id)
    return await done(
        app,
        await fill(app, await at_client(app, "New vacancy", client_id), fields, save, f"job:new:{client_id}"),
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
    who = persons(people, job.contact_id, job.contact)
    fields = _job_fields(who, job.title, job.kind, job.contact_id, job.note, job.headcount)

    async def save(changed: dict[str, Any]) -> Saved:
        await conflicts.save(
            app,
            lambda start, wanted, version: app.office.write(jobs.edit, job.id, start, wanted, version),
            base,
            {**base, **changed},
            job.version,
            fields,
        )
        return "job", job.id

    return await done(
        app,
        await fill(app, "Edit vacancy", fields, save, f"job:{job.id}"),
        "Saved.",
    )


def _job_fields(
    who: Options,
    title: str = "",
    kind: str = "permanent",
    contact_id: int | None = None,
    note: str = "",
    headcount: int = 1,
) -> list[Field]:
    return [
        Field("title", "Job title", title, required=True),
        Field("kind", "Kind", kind, kind="choice", options=[(one, one) for one in jobs.KINDS]),
        Field("headcount", "Headcount", str(headcount), replaces=True),
        Field("contact_id", "Contact", contact_id, kind="choice", options=who),
        Field("note", "Note", note, kind="lines"),
    ]


async def fill_job(app: Workspace, job: JobLine) -> Saved | None:
    """Mark a vacancy as filled: it makes a placement."""
    office = app.office
    now, zone = office.clock.now(), office.clock.zone
    today = local_day(now, zone).isoformat()

    def read(text: str) -> str | None:
        return when.parse_near_day(text, now, zone).isoformat() if text.strip() else None

    def preview(text: str) -> str:
        try:
            return spoken.day(when.parse_near_day(text, now, zone)) if text.strip() else "not known yet"
        except Invalid:
            return ""

    fields = [
        Field("candidate", "Candidate"),
        Field(
            "starts_on",
            "First day",
            today,
            hint=EXAMPLES,
            parse=read,
            show=_shown_day,
            preview=preview,
            replaces=True,
        ),
    ]

    async def save(changed: dict[str, Any]) -> Saved:
        candidate, starts_on = str(changed.get("candidate") or ""), changed.get("starts_on", today)
        await office.write(jobs.fill, job.id, candidate, starts_on)
        return "job", job.id

    placed = job.placements + 1
    said = "Filled" if placed >= job.headcount else f"Placed, {placed} of {job.headcount}"
    return await done(
        app, await fill(app, f"Fill “{job.title}”", fields, save, f"fill:{job.id}"), f"{said}. u undoes."
    )


async def edit_placement(app: Workspace, job: JobLine) -> Saved | None:
    """Edit a placement on a vacancy, such as its last day; of several the one that is chosen."""
    office = app.office
    now, zone = office.clock.now(), office.clock.zone
    placed = await office.read(jobs.placements, job.id)
    chosen = placed[0] if placed else None
    if len(placed) > 1:
        row = await pick(app, f"Placements on “{job.title}”", map(_placement_row, placed), _PLACEMENTS)
        chosen = next((one for one in placed if row is not None and row.key == ("placement", one.id)), None)
    if chosen is None:
        return None

    def read(text: str) -> str | None:
        return when.parse_near_day(text, now, zone).isoformat() if text.strip() else None

    def preview(text: str) -> str:
        try:
            return spoken.day(when.parse_near_day(text, now, zone)) if text.strip() else ""
        except Invalid:
            return ""

    def until(text: str) -> str:
        return preview(text) if text.strip() else "it goes on"

    base = {"candidate": chosen.candidate or None, "starts_on": chosen.starts_on, "ends_on": chosen.ends_on}
    fields = [
        Field("candidate", "Candidate", chosen.candidate),
        Field("starts_on", "First day", chosen.starts_on, parse=read, show=_shown_day, preview=preview),
        Field(
            "ends_on",
            "Last day",
            chosen.ends_on,
            hint=EXAMPLES,
            parse=read,
            show=_shown_day,
            preview=until,
            starts=True,
        ),
    ]

    async def save(changed: dict[str, Any]) -> Saved:
        await conflicts.save(
            app,
            lambda start, wanted, version: office.write(
                jobs.edit_placement, chosen.id, start, wanted, version
            ),
            base,
            {**base, **changed},
            chosen.version,
            fields,
        )
        return "job", job.id

    heading = f"Placement of {chosen.candidate}" if chosen.candidate else f"Placement on “{job.title}”"
    return await done(
        app, await fill(app, heading, fields, save, f"placement:{chosen.id}"), "Saved. u undoes."
    )


def _shown_day(day: str | None) -> str:
    return spoken.day(date.fromisoformat(day)) if day else ""


def _placement_row(one: jobs.PlacementLine) -> Row:
    days = [_shown_day(day) for day in (one.starts_on, one.ends_on)]
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
            fields,
        )
        return "site", site.id

    return await done(
        app,
        await fill(
            app, await at_client(app, "Edit site" if site else "New site", client_id), fields, save, place
        ),
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
    return await done(app, ("department", added), "Added. u undoes.")


async def edit_department(app: Workspace, client_id: int, line: SiteLine) -> Saved | None:
    """Edit a department."""
    there = await app.office.read(sections.sites, client_id)
    places: Options = [
        (None, "–"),
        *((one.id, one.name or one.address or one.kind) for one in there if not one.is_department),
    ]
    base = {
        "name": line.name,
        "site_id": line.site_id,
        "phone": line.phone or None,
        "website": line.website or None,
        "note": line.note or None,
    }
    fields = [
        Field("name", "Name", line.name, required=True),
        Field(
            "site_id",
            "Site",
            line.site_id,
            kind="choice",
            options=with_now(places, line.site_id, line.address),
        ),
        Field("phone", "Phone", line.phone),
        Field("website", "Website", line.website),
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
            fields,
        )
        return "department", line.id

    return await done(
        app, await fill(app, "Edit department", fields, save, f"department:{line.id}"), "Saved."
    )


def persons(people: Sequence[ContactLine], now: int | None = None, name: str = "") -> Options:
    """Return the contacts that a field offers: those of the client, and whoever is named in it ``now``."""
    listed: Options = [(None, "–"), *((one.contact_id, one.name) for one in people if one.to_at is None)]
    return with_now(listed, now, name)


def with_now(options: Options, now: int | None, name: str) -> Options:
    """Return options with the one that is chosen now, where it is no longer offered."""
    is_offered = not name or any(number == now for number, _ in options)
    return options if is_offered else [*options, (now, name)]


async def done(app: Workspace, saved: Saved | None, message: str) -> Saved | None:
    if saved:
        app.changed(message)
    return saved


async def at_client(app: Workspace, what: str, client_id: int) -> str:
    """Return the heading of a form with the client that it is about."""
    return f"{what}: {(await app.office.read(summary.summary, client_id)).name}"
