"""What ``trtui client show`` prints: the whole summary of a client, section by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

import click

from trtui.cli.printing import is_plain, plain, print_facts, print_table
from trtui.desk import jobs, registration, sections, summary, watch
from trtui.domain import phones, spoken
from trtui.domain.stage import AccountStage

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.desk.registration import Registration
    from trtui.desk.summary import ClientSummary

LAST = 10
"""Lines of the activity that a table shows."""
Whole = Mapping[str, Any]
"""Section → what it holds, as the desk gives it."""


def read(office: Office, client_id: int) -> Whole:
    """Return everything that the summary of a client shows. Raises NotFound, NotAllowed."""
    vacancies = office.read_now(sections.jobs, client_id)
    return {
        "client": office.read_now(summary.summary, client_id),
        "contacts": office.read_now(sections.contacts, client_id),
        "jobs": vacancies,
        "placements": [
            {"job_id": job.id, **_fields(one)}
            for job in vacancies
            if job.placements
            for one in office.read_now(jobs.placements, job.id)
        ],
        "sites": office.read_now(sections.sites, client_id),
        "notes": office.read_now(sections.notes, client_id),
        "activity": office.read_now(sections.activity, client_id),
        "register": office.read_now(registration.of_client, client_id),
        "register_flags": [
            one for one in office.read_now(watch.of_client, client_id) if not one.is_dismissed
        ],
    }


def _fields(value: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(value)


def show(whole: Whole, now: int, zone: tzinfo) -> None:
    """Print a summary for people, or as plain lines."""
    _head(whole, now, zone)
    _people(whole, now, zone)
    _jobs(whole, zone)
    _sites(whole)
    _notes(whole, zone)
    _section(
        "Activity",
        ("when", "who", "what", "note", "with"),
        [
            (spoken.exact(one.at, zone), one.who, one.what.replace("_", " "), one.detail, one.contact)
            for one in whole["activity"][: None if is_plain() else LAST]
        ],
        "activity",
    )


def _head(whole: Whole, now: int, zone: tzinfo) -> None:
    head: ClientSummary = whole["client"]
    archived = " (archived)" if head.archived_at is not None else ""
    status = f"{head.status.value.label} — {head.status.because.sentence}"
    if is_plain():
        print_facts([("id", head.id), ("name", f"{head.name}{archived}"), ("status", status)])
    else:
        click.echo(f"{plain(head.name)}{archived}")
        click.echo(plain(status))
    call = head.next_call
    print_facts(
        [
            ("Warning", head.banner),
            ("Owner", head.owner),
            ("Team", head.team),
            ("Stage", AccountStage(head.stage).label),
            ("Credit", head.credit.text if head.credit else ""),
            ("Sales level", head.sales_level.capitalize()),
            ("Number", head.number),
            ("Website", head.website),
            ("Phone", phones.display(head.phone) if head.phone else ""),
            ("Where", " ".join(part for part in (head.town, head.postcode) if part)),
            ("Industry", head.industry),
            ("Type", head.customer_type),
            ("Lead source", head.lead_source),
            ("Tags", ", ".join(head.tags)),
            ("Other names", "; ".join(f"{one.name} ({one.kind})" for one in head.names)),
            (
                "Next call",
                f"{call.contact}, {spoken.relative(call.due_on or call.due_at, now, zone)}" if call else "",
            ),
            ("Being called by", head.claimed_by),
            ("Last touch", spoken.exact(head.last_touch_at, zone) if head.last_touch_at else ""),
            ("Who can see it", head.who_may_open),
            ("Added", ", ".join(filter(None, (spoken.exact(head.created_at, zone), head.created_by)))),
            ("Archived", _archived(head, zone)),
            *_register(whole["register"], now, zone),
            ("Register flags", "; ".join(one.text for one in whole["register_flags"])),
        ]
    )


def _archived(head: ClientSummary, zone: tzinfo) -> str:
    if head.archived_at is None:
        return ""
    return ": ".join(filter(None, (spoken.exact(head.archived_at, zone), head.archived_why)))


def _register(known: Registration | None, now: int, zone: tzinfo) -> list[tuple[str, str]]:
    """Return what the register says of the client's company."""
    if known is None:
        return []
    industry = zip(known.sic, known.sic_texts, strict=False)
    return [
        ("Registered name", known.name),
        ("Registered status", known.status),
        ("Registered address", ", ".join(part for part in (known.address, known.postcode) if part)),
        ("Registered industry", "; ".join(f"{code} {words}".strip() for code, words in industry)),
        ("Registered since", spoken.day(known.incorporated_on) if known.incorporated_on else ""),
        ("Accounts due", spoken.day(known.accounts_due_on) if known.accounts_due_on else ""),
        ("Source", f"{known.source}, checked {spoken.relative(known.checked_at, now, zone)}"),
    ]


def _people(whole: Whole, now: int, zone: tzinfo) -> None:
    _section(
        "Contacts",
        ("id", "name", "title", "role", "csi", "phone", "e-mail", "next call", "status"),
        [
            (
                one.contact_id,
                f"★ {one.name}" if one.is_primary else one.name,
                one.job_title,
                one.role,
                one.csi,
                phones.display(one.phone) if one.phone else "",
                one.email,
                "archived"
                if one.is_archived
                else one.blocked
                or (spoken.relative(one.due_on or one.due_at, now, zone) if one.due_at is not None else ""),
                one.status.value.label,
            )
            for one in whole["contacts"]
        ],
        "contact",
    )


def _jobs(whole: Whole, zone: tzinfo) -> None:
    _section(
        "Jobs",
        ("id", "title", "kind", "status", "placed", "given by", "registered", "by", "note"),
        [
            (
                one.id,
                one.title,
                one.kind,
                one.status,
                f"{one.placements}/{one.headcount}",
                one.contact,
                spoken.exact(one.registered_at, zone),
                one.registered_by,
                one.note,
            )
            for one in whole["jobs"]
        ],
        "job",
    )
    titles = {one.id: one.title for one in whole["jobs"]}
    _section(
        "Placements",
        ("id", "job", "candidate", "starts", "ends"),
        [
            (one["id"], titles[one["job_id"]], one["candidate"], one["starts_on"], one["ends_on"])
            for one in whole["placements"]
        ],
        "placement",
    )


def _sites(whole: Whole) -> None:
    _section(
        "Sites and departments",
        ("kind", "name", "address", "phone", "website", "id", "note"),
        [
            (
                one.kind,
                f"★ {one.name}".strip() if one.is_main else one.name,
                one.address,
                phones.display(one.phone) if one.phone else "",
                one.website,
                one.id,
                one.note,
            )
            for one in whole["sites"]
        ],
        "site",
    )


def _notes(whole: Whole, zone: tzinfo) -> None:
    _section(
        "Notes and tasks",
        ("id", "kind", "when", "about", "who", "text"),
        [
            (
                one.id,
                one.kind,
                _when(one, zone),
                one.contact,
                one.whose if one.is_task else one.who,
                f"⚑ {one.text}" if one.is_pinned else one.text,
            )
            for one in whole["notes"]
        ],
        "note",
    )


def _when(one: sections.NoteLine, zone: tzinfo) -> str:
    at = one.due_at if one.is_task else one.at
    return "" if at is None else spoken.exact(at, zone)


def _section(heading: str, titles: Sequence[str], rows: Sequence[Sequence[Any]], kind: str) -> None:
    if rows and not is_plain():
        click.echo(f"\n{heading}")
    if rows:
        print_table(titles, rows, kind)
