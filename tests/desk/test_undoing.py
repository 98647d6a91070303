"""What an undo leaves behind among what others did since: the rules hold, or nothing is undone and it says why."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, everything, undo
from trtui.desk import assignment, history, labels, plans, target20
from trtui.desk.assignment import Planned, Step
from trtui.domain.errors import UndoRefused


def members(agency: Agency, client: int) -> list[tuple[str, bool]]:
    return [(one.name, one.is_primary) for one in agency.sam.read_now(assignment.members, client)]


def test_undoing_the_first_assignment_leaves_a_primary_contact(agency: Agency) -> None:
    client = agency.a_client()
    dana, joan = agency.a_contact("Dana Whitlock"), agency.a_contact("Joan Whitby")
    agency.sam.write_now(assignment.save, client, [Planned(Step.ASSIGN, dana)])
    agency.priya.write_now(assignment.save, client, [Planned(Step.ASSIGN, joan)])
    undo(agency.sam)
    assert members(agency, client) == [("Joan Whitby", True)]
    agency.sam.write_now(history.redo)
    assert members(agency, client) == [("Dana Whitlock", True), ("Joan Whitby", False)]
    undo(agency.sam)
    assert members(agency, client) == [("Joan Whitby", True)]


def test_undoing_the_addition_of_the_first_contact_leaves_a_primary_one(agency: Agency) -> None:
    client = agency.a_client()
    agency.a_contact("Dana Whitlock", client)
    agency.a_contact("Joan Whitby", client, by=agency.priya)
    agency.a_contact("Ravi Menon", client, by=agency.priya)
    undo(agency.sam)
    assert members(agency, client) == [("Joan Whitby", True), ("Ravi Menon", False)]


def test_undoing_leaves_the_primary_contacts_of_other_clients_alone(agency: Agency) -> None:
    here, there = agency.a_client(), agency.a_client("Fernleigh Care Ltd")
    dana, joan = agency.a_contact("Dana Whitlock", there), agency.a_contact("Joan Whitby", there)
    agency.sam.write_now(assignment.save, here, [Planned(Step.ASSIGN, dana), Planned(Step.ASSIGN, joan)])
    agency.priya.write_now(assignment.make_primary, there, joan)
    undo(agency.sam)
    assert members(agency, here) == []
    assert members(agency, there) == [("Joan Whitby", True), ("Dana Whitlock", False)]


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
    assert "Nothing was changed." in refused.value.message
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


def test_an_undo_never_makes_a_target_20_longer_than_it_may_be(agency: Agency) -> None:
    client = agency.a_client()
    people = [a_due_contact(agency, f"Person {number}", client) for number in range(22)]
    me = agency.sam.actor.user_id
    agency.sam.write_now(target20.add, people[:20])
    agency.sam.write_now(target20.remove, people[:1])
    agency.clock.advance(minutes=5)
    agency.max.write_now(target20.add, people[20:21], me)
    with pytest.raises(UndoRefused, match="Max Ford .*Target 20") as refused:
        undo(agency.sam)
    assert (refused.value.by, refused.value.at) == ("Max Ford", agency.clock.now())
    assert len(agency.sam.read_now(target20.members).rows) == 20
    agency.max.write_now(target20.remove, people[20:21], me)
    undo(agency.sam)
    assert len(agency.sam.read_now(target20.members).rows) == 20


def test_a_redo_never_makes_a_target_20_longer_than_it_may_be(agency: Agency) -> None:
    client = agency.a_client()
    people = [a_due_contact(agency, f"Person {number}", client) for number in range(21)]
    agency.sam.write_now(target20.add, people[:19])
    agency.sam.write_now(target20.add, people[19:20])
    undo(agency.sam)
    agency.max.write_now(target20.add, people[20:], agency.sam.actor.user_id)
    with pytest.raises(UndoRefused, match="Max Ford"):
        agency.sam.write_now(history.redo)


def test_a_target_20_that_is_too_long_already_may_get_shorter_by_an_undo(agency: Agency) -> None:
    client = agency.a_client()
    people = [a_due_contact(agency, f"Person {number}", client) for number in range(4)]
    agency.sam.write_now(target20.add, people[:2])
    agency.sam.write_now(target20.add, people[2:])
    agency.sam.rules = agency.sam.rules.__class__(target20_size=1)
    undo(agency.sam)
    assert len(agency.sam.read_now(target20.members).rows) == 2
