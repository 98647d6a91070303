"""What an undo leaves behind among what others did since: the rules hold, or nothing is undone and it says why."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, everything, undo
from trtui.desk import assignment, history, labels, plans
from trtui.desk.assignment import Planned, Step
from trtui.domain.errors import UndoRefused


def test_an_undo_that_another_s_record_stands_in_the_way_of_says_whose_and_since_when(
    agency: Agency,
) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", client)
    agency.sam.write_now(assignment.delink, client, [dana])
    agency.clock.advance(minutes=5)
    agency.a_contact("Joan Whitby", client, by=agency.priya)
    before = everything(agency.sam)
    with pytest.raises(UndoRefused) as refused:
        undo(agency.sam)
    assert (refused.value.by, refused.value.at) == ("Priya Shah", agency.clock.now())
    assert "Priya Shah" in refused.value.message and "assignment" in refused.value.message
    assert "(Tue 24 Nov 2026 10:05)" in refused.value.message
    assert "nothing was undone" in refused.value.message
    assert everything(agency.sam) == before


def test_an_outcome_is_not_undone_once_a_colleague_planned_anew(agency: Agency) -> None:
    dana = a_due_contact(agency)
    agency.sam.write_now(plans.call_back, dana, "13:00")
    agency.clock.advance(hours=5)
    call(agency.sam, dana, "conversation")
    agency.clock.advance(minutes=5)
    agency.priya.write_now(plans.snooze, [dana], "+5d")
    with pytest.raises(UndoRefused, match="Priya Shah .* call plan") as refused:
        undo(agency.sam)
    assert (refused.value.by, refused.value.at) == ("Priya Shah", agency.clock.now())


def test_a_redo_names_whoever_did_the_same_meanwhile(agency: Agency) -> None:
    client = agency.a_client()
    agency.sam.write_now(labels.tag, [client], "vip")
    undo(agency.sam)
    agency.clock.advance(minutes=5)
    agency.priya.write_now(labels.tag, [client], "vip")
    with pytest.raises(UndoRefused, match="Priya Shah") as refused:
        agency.sam.write_now(history.redo)
    assert (refused.value.by, refused.value.at) == ("Priya Shah", agency.clock.now())


def test_what_belongs_to_a_record_that_is_gone_cannot_come_back(agency: Agency) -> None:
    client = agency.a_client(by=agency.priya)
    dana = agency.a_contact("Dana Whitlock")
    agency.sam.write_now(assignment.save, client, [Planned(Step.ASSIGN, dana)])
    undo(agency.sam)
    undo(agency.priya)
    with pytest.raises(UndoRefused, match="no longer there"):
        agency.sam.write_now(history.redo)
