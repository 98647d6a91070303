"""The rows of a sample client and of the agency itself, made from their values.

Numbers of users, teams, clients and contacts begin with 0 in the values and with 1 in the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, tzinfo
from typing import Final

from trtui.domain import target20
from trtui.domain.rules import Rules
from trtui.domain.sample.values import SampleAgency, SampleClient, SampleContact
from trtui.domain.time import DAY, at_time, local_day
from trtui.domain.workdays import WEEKDAYS
from trtui.store import days
from trtui.store.sampling.sheets import VERSION, Sheets, empty

FOUNDED_DAYS: Final = 2000
"""How many days ago the agency's people began; no client's history begins earlier."""
CHOSEN_DAYS: Final = 45
"""How many days ago the consultants chose their Target 20."""
APART: Final = {
    2: ((0, "care homes in York, nothing to do with the hauliers"), (1, "not the solicitors in Bath"))
}
"""Clients of which somebody has said that they are not the same as earlier ones of a like name."""


class Calendar:
    """Instants that all rows share, and the numbers of the tags."""

    def __init__(self, now: int, zone: tzinfo, rules: Rules) -> None:
        self.now = now
        self.zone = zone
        self.founded_at = now - FOUNDED_DAYS * DAY
        self._months = rules.target20_months
        chosen = WEEKDAYS.after(local_day(now - (CHOSEN_DAYS + 1) * DAY, zone), 1)
        self._chosen_at = at_time(chosen, time(9, 10), zone)

    def day(self, at: int | None) -> str | None:
        """Return the day that begins at an instant, for what is planned for a whole day; else none."""
        day = days.on(at, self.zone)
        return None if day is None else day.isoformat()

    def target20_since(self, contact: SampleContact) -> tuple[int, str]:
        """Return from when to which day a contact with a code is on a Target 20."""
        since = max(self._chosen_at, contact.codes[-1].at)
        return since, target20.ends_on(local_day(since, self.zone), self._months).isoformat()


def agency_rows(agency: SampleAgency, calendar: Calendar) -> Sheets:
    """Return the rows of the teams, users and tags."""
    sheets = empty()
    sheets["team"] = [(number, VERSION, name) for number, name in enumerate(agency.teams, 1)]
    sheets["tag"] = [(number, VERSION, name) for number, name in enumerate(agency.tags, 1)]
    for user in agency.users:
        sheets["user_account"].append(
            (user.number + 1, VERSION, user.login, user.name, user.role, user.email, calendar.founded_at)
        )
        sheets["team_member"].append((VERSION, user.team + 1, user.number + 1))
    return sheets


def add_client(sheets: Sheets, client: SampleClient, calendar: Calendar, tags: Mapping[str, int]) -> None:
    """Write a client and all that hangs on it; ``tags`` gives the numbers of the tags by name."""
    number, owner, made_at = client.number + 1, client.owner + 1, client.created_at
    sheets["client"].append(
        (
            number,
            VERSION,
            client.name,
            client.company_number,
            client.website,
            owner,
            client.team + 1,
            client.access,
            client.stage,
            client.sales_level,
            client.industry,
            client.customer_type,
            client.lead_source,
            client.banner,
            made_at,
            client.created_by + 1,
            client.archived_at,
            client.archived_why,
        )
    )
    for other in client.also:
        until = other.until_on.isoformat() if other.until_on is not None else None
        sheets["client_name"].append((VERSION, number, other.name, other.kind, until))
    _add_places(sheets, client, number)
    for tag in client.tags:
        sheets["client_tag"].append((VERSION, number, tags[tag]))
    if client.access != "everyone" and client.created_by != client.owner:
        # Who entered it for a colleague keeps it in sight.
        sheets["client_grant"].append((VERSION, number, client.created_by + 1, owner, made_at))
    if client.override is not None:
        status, reason, by, set_at, expires_at = client.override
        until = calendar.day(expires_at)
        sheets["status_override"].append((VERSION, number, status, reason, by + 1, set_at, expires_at, until))
    for other_number, reason in APART.get(client.number, ()):
        sheets["not_duplicate"].append((VERSION, other_number + 1, number, reason, owner, made_at))
    position = 0
    if client.phone is not None:
        sheets["contact_point"].append(
            (
                VERSION,
                None,
                number,
                "phone",
                client.phone.e164,
                client.phone.typed,
                client.phone.ext,
                client.phone.label,
                position,
            )
        )
        position = 1
    if client.email is not None:
        sheets["contact_point"].append(
            (VERSION, None, number, "email", client.email, client.email, None, "office", position)
        )
    for contact in client.contacts:
        _add_contact(sheets, client, contact, calendar)
    _add_vacancies(sheets, client, number)
    _add_papers(sheets, client, number, calendar)


def _add_places(sheets: Sheets, client: SampleClient, number: int) -> None:
    sites = sheets["site"]
    before = len(sites)
    for site in client.sites:
        sites.append(
            (
                len(sites) + 1,
                VERSION,
                number,
                site.kind,
                site.name,
                site.line,
                site.town,
                site.postcode,
                site.is_main,
                client.created_at,
            )
        )
    for department in client.departments:
        phone = department.phone or (client.phone.typed if client.phone is not None else None)
        sheets["department"].append(
            (
                VERSION,
                number,
                department.name,
                before + department.site + 1,
                client.website,
                phone,
                client.created_at,
            )
        )


def _add_contact(sheets: Sheets, client: SampleClient, contact: SampleContact, calendar: Calendar) -> None:
    number, at, owner = contact.number + 1, client.number + 1, client.owner + 1
    codes, points = contact.codes, sheets["contact_point"]
    sheets["contact"].append(
        (
            number,
            VERSION,
            contact.name,
            contact.title,
            codes[-1].code if codes else None,
            codes[-1].at if codes else None,
            calendar.day(codes[-1].at) if codes else None,
            contact.out_of_queue,
            contact.best_time,
            contact.created_at,
            owner,
        )
    )
    sheets["assignment"].append(
        (
            VERSION,
            at,
            number,
            contact.role,
            contact.is_primary,
            contact.created_at,
            contact.ended_at,
            contact.ended_why,
        )
    )
    position = 0
    for e164, typed, label, ext in contact.phones:
        points.append((VERSION, number, None, "phone", e164, typed, ext, label, position))
        position += 1
    if contact.email is not None:
        points.append((VERSION, number, None, "email", contact.email, contact.email, None, "work", position))
    for e164, objected_at, by, objection, result, checked_at in contact.screenings:
        if objected_at is not None:
            noted_by = None if by is None else by + 1
            sheets["objection"].append((VERSION, e164, objection, noted_by, objected_at))
        if checked_at is not None:
            sheets["phone_screening"].append((VERSION, e164, result, checked_at))
    for code, previous, reason, by, set_at in codes:
        sheets["csi_history"].append((VERSION, number, code, previous, reason, by + 1, set_at))
    touches = sheets["touch"]
    for touched_at, user, kind, outcome, is_conversation, note in contact.touches:
        touches.append((VERSION, at, number, user + 1, kind, outcome, is_conversation, touched_at, note))
    if contact.plan is not None:
        kind, when, reserved_for, reason, by, set_at = contact.plan
        reserved = None if reserved_for is None else reserved_for + 1
        sheets["call_plan"].append(
            (VERSION, number, kind, when, calendar.day(when), reserved, reason, by + 1, set_at)
        )
    if contact.in_target20:
        sheets["target20"].append((VERSION, owner, number, *calendar.target20_since(contact)))


def _add_vacancies(sheets: Sheets, client: SampleClient, number: int) -> None:
    for job in client.jobs:
        contact = client.contacts[job.contact].number + 1
        job_number = len(sheets["job"]) + 1
        sheets["job"].append(
            (
                job_number,
                VERSION,
                number,
                contact,
                job.title,
                job.kind,
                job.status,
                job.headcount,
                job.note,
                job.registered_at,
                job.by + 1,
                job.filled_at,
                job.closed_at,
            )
        )
        for candidate, starts_on, ends_on, placed_at, by in job.placements:
            ends = ends_on.isoformat() if ends_on is not None else None
            sheets["placement"].append(
                (
                    VERSION,
                    job_number,
                    number,
                    contact,
                    candidate,
                    starts_on.isoformat(),
                    ends,
                    placed_at,
                    by + 1,
                )
            )


def _add_papers(sheets: Sheets, client: SampleClient, number: int, calendar: Calendar) -> None:
    for contact, body, at, by, is_pinned in client.notes:
        about = None if contact is None else client.contacts[contact].number + 1
        sheets["note"].append((VERSION, number, about, body, at, by + 1, at if is_pinned else None))
    for contact, kind, title, due_at, user, team, by, created_at, done_at in client.tasks:
        about = None if contact is None else client.contacts[contact].number + 1
        assigned = None if user is None else user + 1
        for_team = None if team is None else team + 1
        done_by = None if done_at is None else (by if user is None else user) + 1
        sheets["task"].append(
            (
                VERSION,
                number,
                about,
                kind,
                title,
                due_at,
                calendar.day(due_at),
                assigned,
                for_team,
                created_at,
                by + 1,
                done_at,
                done_by,
            )
        )
