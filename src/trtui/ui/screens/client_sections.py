"""The sections of a client's summary as lists: their columns, their rows, what they say when empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from trtui.desk import sections
from trtui.desk.sections import ActivityLine, ContactLine, JobLine, NoteLine, SiteLine
from trtui.desk.summary import ClientSummary
from trtui.domain import spoken
from trtui.domain.folding import fold
from trtui.domain.stage import AccountStage
from trtui.ui import shown
from trtui.ui.widgets.rows import Cell, Column, Row, Tone


@dataclass(frozen=True, slots=True)
class Seen:
    """From when and where something is looked at."""

    now: int
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Section:
    """One section: how it is read and how it looks. Without ``read`` it is made from the summary."""

    name: str
    label: str
    columns: tuple[Column, ...]
    empty: str
    read: Callable[..., Sequence[Any]] | None
    row: Callable[[Any, Seen], Row]
    also: tuple[str, str] = ("", "")
    """The filter word that brings lines along which are left out otherwise, and what ``read`` calls them."""
    noun: tuple[str, str] = ("", "")
    """What one line is called, and several."""

    @property
    def filter_hint(self) -> str:
        """What the empty filter proposes to type."""
        word, _ = self.also
        return f"any words · {word}: those too" if word else "any words"

    def brings_along(self, text: str) -> dict[str, bool]:
        """Return how the lines are read under a filter."""
        word, option = self.also
        typed = any(len(one) > 2 and word.startswith(one) for one in fold(text).split())
        return {option: typed} if word else {}


def contact_row(one: ContactLine, seen: Seen) -> Row:
    """Return a contact as a row."""
    if one.to_at is not None:
        left = spoken.relative(one.to_at, seen.now, seen.zone)
        return Row(
            ("contact", one.contact_id, one.assignment_id),
            (f"  {one.name}", one.job_title, "", "", Cell(f"left {left}"), "", ""),
            tone="muted",
            values={"name": one.name, "next": None},
            words=f"former left {one.role}",
        )
    call = (
        Cell(one.blocked.removeprefix("Stage ").removeprefix("Sales level "), "muted")
        if one.blocked
        else shown.due(one.due_at, one.due_since, one.interval_days, seen.now, seen.zone, one.due_on)
    )
    return Row(
        ("contact", one.contact_id, one.assignment_id),
        (
            _name(one),
            one.role or one.job_title,
            shown.phone(one.phone) or shown.NONE,
            one.csi or shown.NONE,
            call,
            one.status.value.short,
            one.email,
        ),
        values={"name": one.name, "next": None if one.blocked else one.due_at},
        words=f"{one.phone} {one.email} {one.job_title}{' primary' if one.is_primary else ''}"
        f"{' archived' if one.is_archived else ''}",
    )


def _name(one: ContactLine) -> str | Cell:
    """Return a current contact's name with what sets it apart; the next call says that one is archived."""
    if one.is_archived:
        return Cell(f"{'★' if one.is_primary else ' '} {one.name}", "muted")
    return Cell(f"★ {one.name}", "strong") if one.is_primary else f"  {one.name}"


def activity_row(one: ActivityLine, seen: Seen) -> Row:
    """Return something that happened as a row."""
    is_change = one.kind == "change"
    detail = one.detail.replace("\n", " ")
    return Row(
        ("activity", one.key),
        (
            Cell(spoken.relative(one.at, seen.now, seen.zone), "muted"),
            spoken.given_name(one.who),
            Cell(one.said, "muted" if is_change else ""),
            Cell(one.contact, "muted" if is_change else ""),
            detail,
        ),
        values={"when": one.at, "who": one.who},
        words=f"{one.who} {one.kind} {spoken.exact(one.at, seen.zone)}",
    )


def job_row(one: JobLine, seen: Seen) -> Row:
    """Return a vacancy as a row."""
    tones: dict[str, Tone] = {"open": "good", "filled": "strong"}
    return Row(
        ("job", one.id),
        (
            Cell(one.title, "" if one.status == "open" else "muted"),
            Cell(_state(one), tones.get(one.status, "muted")),
            one.candidates,
            one.kind,
            one.contact,
            Cell(spoken.relative(one.registered_at, seen.now, seen.zone), "muted"),
            Cell(spoken.given_name(one.registered_by), "muted"),
        ),
        values={"status": one.status, "when": one.registered_at, "who": one.registered_by},
        words=f"{one.note} {one.registered_by} {spoken.exact(one.registered_at, seen.zone)}",
    )


def _state(one: JobLine) -> str:
    said = {"open": "○ open", "filled": "✔ filled"}.get(one.status, f"– {one.status}")
    return f"{said} {one.placements}/{one.headcount}" if one.headcount > 1 else said


def site_row(one: SiteLine, seen: Seen) -> Row:
    """Return a site or department as a row."""
    if one.is_department:
        return Row(
            ("department", one.id),
            (one.name, Cell("department", "muted"), one.address, shown.phone(one.phone)),
            depth=1,
            words=f"{one.note} {one.phone}",
        )
    name = one.name or one.town or one.postcode
    return Row(
        ("site", one.id),
        (Cell(f"★ {name}", "strong") if one.is_main else f"  {name}", one.kind, one.address, ""),
        values={"name": name},
        words=" ".join((one.line2, one.county, one.country, "main" if one.is_main else "")),
    )


def note_row(one: NoteLine, seen: Seen) -> Row:
    """Return a note or a task as a row."""
    when = one.due_on or one.due_at if one.is_task else one.at
    text = one.text.replace("\n", " ")
    if one.is_task:
        late = one.due_at is not None and one.due_at <= seen.now and one.done_at is None
        sign = "✔" if one.done_at is not None else "●" if late else "○"
        moment = "" if when is None else spoken.relative(when, seen.now, seen.zone)
        return Row(
            ("task", one.id),
            (
                Cell(f"{sign} {text}", "muted" if one.done_at is not None else ""),
                Cell(moment, "due" if late else ""),
                Cell(one.kind, "muted"),
                one.contact,
                Cell(spoken.given_name(one.assigned_to) or one.team, "muted"),
            ),
            values={"text": one.text, "when": one.due_at, "who": one.whose},
            words=f"task {'done' if one.done_at is not None else 'late overdue' if late else 'open'}"
            f" {one.assigned_to} {one.team}",
        )
    return Row(
        ("note", one.id),
        (
            f"{'⚑' if one.is_pinned else ' '} {text}",
            Cell(spoken.relative(one.at, seen.now, seen.zone), "muted"),
            Cell("note", "muted"),
            one.contact,
            Cell(spoken.given_name(one.who), "muted"),
        ),
        values={"text": one.text, "when": when, "who": one.who},
        words=f"{one.text} {one.who}{' pinned' if one.is_pinned else ''}",
    )


def overview_rows(
    head: ClientSummary, people: Sequence[ContactLine], notes: Sequence[NoteLine], seen: Seen
) -> list[Row]:
    """Return a client's facts as rows: what to mind first, then what is known."""
    primary = next((one for one in people if one.is_primary), None)
    task = next((one for one in notes if one.is_task), None)
    pinned = next((one for one in notes if one.is_pinned), None)
    facts: list[tuple[str, str | Cell]] = [
        ("Warning", Cell(f"! {head.banner}", "due") if head.banner else ""),
        ("Primary", _person(primary)),
        ("Next task", _task(task, seen)),
        ("Pinned", pinned.text.replace("\n", " ") if pinned else ""),
        ("Phone", shown.phone(head.phone)),
        ("Website", head.website),
        ("Company no.", head.number),
        ("Where", " ".join(part for part in (head.town, head.postcode) if part)),
        ("Stage", AccountStage(head.stage).label),
        ("Credit", head.credit.text if head.credit else ""),
        ("Sales level", head.sales_level.capitalize()),
        ("Industry", head.industry),
        ("Type", head.customer_type),
        ("Lead source", head.lead_source),
        ("Other names", "; ".join(f"{one.name} ({one.kind})" for one in head.names)),
        ("Tags", ", ".join(head.tags)),
        ("Contacts", str(head.contacts) if head.contacts else ""),
        ("Open jobs", str(head.open_jobs) if head.open_jobs else ""),
        (
            "Last touch",
            spoken.relative(head.last_touch_at, seen.now, seen.zone) if head.last_touch_at else "",
        ),
        ("Who can see it", head.who_may_open[:1].upper() + head.who_may_open[1:]),
        ("Added", _added(head, seen)),
        ("Archived", _archived(head, seen)),
    ]
    return [Row(("fact", label), (Cell(label, "muted"), value)) for label, value in facts if value]


def _person(one: ContactLine | None) -> str:
    if one is None:
        return ""
    return ", ".join(part for part in (one.name, one.role or one.job_title, shown.phone(one.phone)) if part)


def _task(one: NoteLine | None, seen: Seen) -> str:
    if one is None:
        return ""
    when = (
        f" ({spoken.relative(one.due_on or one.due_at, seen.now, seen.zone)})"
        if one.due_at is not None
        else ""
    )
    return f"{one.text}{when}"


def _added(head: ClientSummary, seen: Seen) -> str:
    who = f", {head.created_by}" if head.created_by else ""
    return f"{spoken.exact(head.created_at, seen.zone)}{who}"


def _archived(head: ClientSummary, seen: Seen) -> str:
    if head.archived_at is None:
        return ""
    why = f": {head.archived_why}" if head.archived_why else ""
    return f"{spoken.exact(head.archived_at, seen.zone)}{why}"


def _none(_: Any, __: Seen) -> Row:
    raise AssertionError("the overview is made from the summary")


SECTIONS: tuple[Section, ...] = (
    Section(
        "overview",
        "Overview",
        (Column("label", "", 14, sorts=False), Column("value", "", 30, grow=1, sorts=False)),
        "Nothing is known yet. Press e to edit.",
        None,
        _none,
    ),
    Section(
        "contacts",
        "Contacts",
        (
            Column("name", "Name", 20, grow=2, least=10),
            Column("title", "Role / title", 18, grow=1, priority=3),
            Column("phone", "Phone", 15, best=24, priority=1),
            Column("csi", "CSI", 3, priority=1),
            Column("next", "Next call", 11, priority=2, best=14),
            Column("status", "Status", 18, priority=5, best=24),
            Column("email", "E-mail", 26, priority=6),
        ),
        "No contacts. Press n to add one, or a to assign people who are already known.",
        sections.contacts,
        contact_row,
        ("former", "former"),
        ("contact", "contacts"),
    ),
    Section(
        "activity",
        "Activity",
        (
            Column("when", "When", 9),
            Column("who", "Who", 7, priority=1),
            Column("what", "What", 24, least=12),
            Column("contact", "With", 16, priority=2),
            Column("note", "Note", 16, grow=3, priority=1),
        ),
        "Nothing has happened yet. Press c to log a call.",
        sections.activity,
        activity_row,
        noun=("line", "lines"),
    ),
    Section(
        "jobs",
        "Jobs",
        (
            Column("title", "Vacancy", 24, grow=2, least=12),
            Column("status", "Status", 10),
            Column("candidate", "Candidate", 14, grow=1, priority=1),
            Column("kind", "Kind", 11, priority=2),
            Column("contact", "Contact", 16, grow=1, priority=2),
            Column("when", "Registered", 10, priority=1),
            Column("who", "By", 8, priority=3),
        ),
        "No vacancies. Press n to register one.",
        sections.jobs,
        job_row,
        noun=("vacancy", "vacancies"),
    ),
    Section(
        "sites",
        "Sites",
        (
            Column("name", "Site / department", 22, grow=1, least=12),
            Column("kind", "Kind", 11),
            Column("address", "Address", 26, grow=2, priority=1),
            Column("phone", "Phone", 15, best=24, priority=2),
        ),
        "No sites. Press n to add an address or a department.",
        sections.sites,
        site_row,
        noun=("site", "sites"),
    ),
    Section(
        "notes",
        "Notes",
        (
            Column("text", "Note / task", 34, grow=3, least=16),
            Column("when", "When", 10),
            Column("kind", "Kind", 10, priority=2),
            Column("contact", "About", 16, priority=3),
            Column("who", "Who", 8, priority=1),
        ),
        "No notes or tasks. Press n to write one.",
        sections.notes,
        note_row,
        ("done", "done"),
        ("note", "notes"),
    ),
)
BY_NAME = {section.name: section for section in SECTIONS}
