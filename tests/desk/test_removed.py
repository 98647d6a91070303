"""What a colleague removed is not acted upon from a screen that still shows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.agency import Agency
from tests.support.calling import everything, undo
from trtui.desk import jobs, notes, sections, sites, summary, touches
from trtui.desk.sites import NewSite
from trtui.domain.errors import Conflict
from trtui.domain.status import ClientStatus

Use = Callable[..., object]


def refused(agency: Agency, what: str, use: Use, *arguments: object) -> None:
    """Have Sam do something to what Priya removed five minutes ago; nothing may come of it."""
    before = everything(agency.sam)
    with pytest.raises(Conflict) as refusal:
        agency.sam.write_now(use, *arguments)
    assert refusal.value.message.startswith(f"Priya Shah removed the {what} (Tue 24 Nov 2026 10:05).")
    assert everything(agency.sam) == before


def test_a_removed_vacancy(agency: Agency) -> None:
    client = agency.a_client()
    job = agency.a_job(client)
    agency.clock.advance(minutes=5)
    agency.priya.write_now(jobs.remove, job)
    refused(agency, "vacancy", jobs.fill, job)
    refused(agency, "vacancy", jobs.close, job)
    refused(agency, "vacancy", jobs.remove, job)
    refused(agency, "vacancy", jobs.edit, job, {"title": "Night shift planner"}, {"title": "Planner"}, 1)
    assert agency.sam.read_now(summary.summary, client).status.value is ClientStatus.PROSPECT
    undo(agency.priya)
    agency.sam.write_now(jobs.fill, job)
    assert agency.sam.read_now(summary.summary, client).status.value is ClientStatus.ACTIVE_WITH


def test_a_removed_site(agency: Agency) -> None:
    client = agency.a_client()
    leeds = agency.sam.write_now(sites.add, client, NewSite(town="Leeds"))
    york = agency.sam.write_now(sites.add, client, NewSite(town="York"))
    agency.clock.advance(minutes=5)
    agency.priya.write_now(sites.remove, york)
    refused(agency, "site", sites.make_main, york)
    refused(agency, "site", sites.edit, york, {"town": "York"}, {"town": "Hull"}, 1)
    refused(agency, "site", sites.remove, york)
    assert [(one.id, one.is_main) for one in agency.sam.read_now(sections.sites, client)] == [(leeds, True)]


def test_a_removed_department(agency: Agency) -> None:
    department = agency.sam.write_now(sites.add_department, agency.a_client(), "Transport")
    agency.clock.advance(minutes=5)
    agency.priya.write_now(sites.remove_department, department)
    refused(
        agency, "department", sites.edit_department, department, {"name": "Transport"}, {"name": "Fleet"}, 1
    )
    refused(agency, "department", sites.remove_department, department)


def test_a_removed_note(agency: Agency) -> None:
    note = agency.sam.write_now(notes.add_note, agency.a_client(), "Needs four pickers")
    agency.clock.advance(minutes=5)
    agency.priya.write_now(notes.remove_note, note)
    refused(agency, "note", notes.edit_note, note, {"body": "Needs four pickers"}, {"body": "Needs five"}, 1)
    refused(agency, "note", notes.pin_note, note, True)
    refused(agency, "note", notes.remove_note, note)


def test_a_removed_task(agency: Agency) -> None:
    task = agency.sam.write_now(notes.add_task, agency.a_client(), "Send the terms", "+3d")
    agency.clock.advance(minutes=5)
    agency.priya.write_now(notes.remove_task, task)
    refused(agency, "task", notes.edit_task, task, {"title": "Send the terms"}, {"title": "Send terms"}, 1)
    refused(agency, "task", notes.finish_task, task)
    refused(agency, "task", notes.remove_task, task)


def test_a_removed_touch(agency: Agency) -> None:
    client = agency.a_client()
    touch = agency.sam.write_now(touches.log, client, "email", note="Sent the terms").touch_id
    agency.clock.advance(minutes=5)
    agency.max.write_now(touches.remove, touch)
    with pytest.raises(Conflict, match="Max Ford removed the touch"):
        agency.sam.write_now(touches.amend, touch, "Sent the terms", "Sent terms", 1)
