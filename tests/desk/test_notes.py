"""Tasks of a client."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import notes, sections, summary, users
from trtui.domain.errors import Invalid, StaleSave


def titles(agency: Agency, client: int, *, done: bool = False) -> list[str]:
    return [one.text for one in agency.sam.read_now(sections.notes, client, done=done)]


def test_open_tasks_come_by_date_those_without_one_last(agency: Agency) -> None:
    client = agency.a_client()
    agency.sam.write_now(notes.add_task, client, "Some day")
    agency.sam.write_now(notes.add_task, client, "Next week", "+7d")
    agency.sam.write_now(notes.add_task, client, "Tomorrow", "+1d")
    agency.sam.write_now(notes.add_note, client, "A note")
    assert titles(agency, client) == ["Tomorrow", "Next week", "Some day", "A note"]


def test_a_task_is_finished_reopened_and_removed(agency: Agency) -> None:
    client = agency.a_client()
    first = agency.sam.write_now(notes.add_task, client, "Send terms", "+1d")
    agency.sam.write_now(notes.add_task, client, "Ring back", "+2d")
    agency.sam.write_now(notes.finish_task, first)
    assert titles(agency, client) == ["Ring back"]
    assert titles(agency, client, done=True) == ["Ring back", "Send terms"]
    agency.sam.write_now(notes.finish_task, first, False)
    assert titles(agency, client) == ["Send terms", "Ring back"]
    agency.sam.write_now(notes.remove_task, first)
    assert titles(agency, client, done=True) == ["Ring back"]


def test_a_task_is_for_a_person_or_a_team_and_of_any_kind(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", at=client)
    leeds = {name: number for number, name in agency.sam.read_now(users.teams)}["Leeds"]
    task = agency.sam.write_now(notes.add_task, client, "Send terms", team_id=leeds)
    agency.sam.write_now(notes.add_task, client, "Ring back")
    mine, teams = sorted(agency.sam.read_now(sections.notes, client), key=lambda one: one.text)
    assert (mine.assigned_to, mine.team, mine.whose) == ("Sam", "", "Sam")
    assert (teams.assigned_to, teams.team, teams.whose) == ("", "Leeds", "Leeds")
    with pytest.raises(Invalid, match="names the contact") as refused:
        agency.sam.write_now(notes.edit_task, task, {"kind": "to do"}, {"kind": "call"}, 1)
    assert refused.value.field == "contact_id"
    wanted = {"kind": "call", "contact_id": dana, "team_id": None, "due_at": agency.clock.now() + 3600}
    agency.sam.write_now(notes.edit_task, task, {"kind": "to do", "team_id": leeds}, wanted, 1)
    (called, _) = agency.sam.read_now(sections.notes, client)
    assert (called.kind, called.contact, called.team) == ("call", "Dana Whitlock", "")
    assert agency.sam.read_now(summary.summary, client).next_call is not None


def test_a_note_is_about_a_person_of_the_client(agency: Agency) -> None:
    client = agency.a_client()
    dana, stranger = agency.a_contact("Dana Whitlock", at=client), agency.a_contact("Ravi Menon")
    note = agency.sam.write_now(notes.add_note, client, "Prefers mornings", dana)
    with pytest.raises(Invalid, match="Only a contact of this client"):
        agency.sam.write_now(notes.edit_note, note, {"contact_id": dana}, {"contact_id": stranger}, 1)
    (line,) = agency.sam.read_now(sections.notes, client)
    assert (line.contact, line.contact_id) == ("Dana Whitlock", dana)
    agency.sam.write_now(notes.edit_note, note, {"contact_id": dana}, {"contact_id": None}, 1)
    assert agency.sam.read_now(sections.notes, client)[0].contact == ""


def test_a_tasks_form_changes_words_date_and_person(agency: Agency) -> None:
    client = agency.a_client()
    task = agency.sam.write_now(notes.add_task, client, "Send terms", "+1d")
    (before,) = agency.sam.read_now(sections.notes, client)
    priya = {name: number for number, name in agency.sam.read_now(users.colleagues)}["Priya Shah"]
    base = {"title": "Send terms", "due_at": before.due_at}
    wanted = {"title": "Send the terms", "due_at": "+3d", "assigned_to": priya}
    agency.sam.write_now(notes.edit_task, task, base, wanted, before.version)
    (after,) = agency.sam.read_now(sections.notes, client)
    assert (after.text, after.assigned_to) == ("Send the terms", "Priya Shah")
    assert before.due_at is not None and after.due_at is not None and after.due_at > before.due_at
    with pytest.raises(StaleSave, match="changed the date too"):
        agency.priya.write_now(notes.edit_task, task, base, {"due_at": "+5d"}, before.version)
    with pytest.raises(Invalid) as refused:
        agency.sam.write_now(notes.edit_task, task, {}, {"title": " "}, after.version)
    assert refused.value.field == "title"
