"""Removing several records at once: all or none, and one undo."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import history, notes, removal, sections
from trtui.domain.errors import Invalid


def test_several_go_as_one_change_with_one_undo(agency: Agency) -> None:
    client = agency.a_client()
    agency.sam.write_now(notes.add_note, client, "Ask for Dana.")
    agency.sam.write_now(notes.add_task, client, "Send terms")
    agency.a_job(client, "Night shift planner")
    lines = (*agency.sam.read_now(sections.notes, client), *agency.sam.read_now(sections.jobs, client))
    said = agency.sam.write_now(removal.remove, lines)
    assert said == "3 notes, tasks and vacancies"
    assert not agency.sam.read_now(sections.notes, client) and not agency.sam.read_now(sections.jobs, client)
    assert agency.sam.write_now(history.undo).label == "Remove 3 notes, tasks and vacancies"
    assert len(agency.sam.read_now(sections.notes, client)) == 2
    assert [one.title for one in agency.sam.read_now(sections.jobs, client)] == ["Night shift planner"]


def test_where_one_cannot_go_none_goes(agency: Agency) -> None:
    client = agency.a_client()
    agency.sam.write_now(notes.add_note, client, "Ask for Dana.")
    note = agency.sam.read_now(sections.notes, client)[0]
    change = next(one for one in agency.sam.read_now(sections.activity, client) if one.kind == "change")
    assert removal.can_go(note) and not removal.can_go(change)
    with pytest.raises(Invalid, match="A change stays"):
        agency.sam.write_now(removal.remove, [note, change])
    assert len(agency.sam.read_now(sections.notes, client)) == 1
