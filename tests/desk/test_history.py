"""Undo and redo: several levels, across use cases, refused when somebody changed the row since."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import next_undo
from trtui.desk import assignment, clients, contacts, history, jobs, labels, notes, sections, sites, summary
from trtui.desk.assignment import Planned, Step
from trtui.domain.errors import NotFound, UndoRefused
from trtui.domain.spoken import exact
from trtui.domain.status import ClientStatus


def status(agency: Agency, client_id: int) -> ClientStatus:
    return agency.sam.read_now(summary.summary, client_id).status.value


def test_each_undo_takes_back_one_use_case_and_its_derived_status(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact(at=client, csi="A")
    job = agency.a_job(client, contact_id=dana)
    agency.sam.write_now(jobs.fill, job)
    assert status(agency, client) is ClientStatus.ACTIVE_WITH
    agency.sam.write_now(history.undo)
    assert status(agency, client) is ClientStatus.ACTIVE_WITHOUT
    agency.sam.write_now(history.undo)
    assert status(agency, client) is ClientStatus.TARGET
    agency.sam.write_now(history.undo)
    assert status(agency, client) is ClientStatus.PROSPECT


def test_an_undone_client_is_gone_and_comes_back_whole_with_the_same_number(agency: Agency) -> None:
    client = agency.a_client(phone="0113 496 0100", town="Leeds", postcode="ls101ab", number="4418292")
    before = agency.sam.read_now(summary.summary, client)
    agency.sam.write_now(history.undo)
    with pytest.raises(NotFound):
        agency.sam.read_now(summary.summary, client)
    agency.sam.write_now(history.redo)
    after = agency.sam.read_now(summary.summary, client)
    assert (after.id, after.name, after.number, after.phone, after.town, after.postcode, after.status) == (
        before.id,
        "Brookhill Logistics Ltd",
        "04418292",
        "+441134960100",
        "Leeds",
        "LS10 1AB",
        before.status,
    )


def test_undo_and_redo_walk_back_and_forth_over_many_levels(agency: Agency) -> None:
    client = agency.a_client()
    for number in range(5):
        agency.sam.write_now(labels.tag, [client], f"tag {number}")
    tags = agency.sam.read_now(summary.summary, client).tags
    for _ in range(5):
        agency.sam.write_now(history.undo)
    assert agency.sam.read_now(summary.summary, client).tags == ()
    for _ in range(5):
        agency.sam.write_now(history.redo)
    assert agency.sam.read_now(summary.summary, client).tags == tags
    with pytest.raises(NotFound, match="Nothing to redo"):
        agency.sam.write_now(history.redo)


def test_a_new_change_after_an_undo_ends_the_redo(agency: Agency) -> None:
    client = agency.a_client()
    agency.sam.write_now(labels.tag, [client], "vip")
    agency.sam.write_now(history.undo)
    agency.sam.write_now(labels.tag, [client], "temps")
    with pytest.raises(NotFound, match="Nothing to redo"):
        agency.sam.write_now(history.redo)


def test_undo_is_refused_with_who_and_when_after_somebody_else_changed_the_row(agency: Agency) -> None:
    client = agency.a_client()
    start = agency.sam.read_now(clients.values, client)
    agency.sam.write_now(
        clients.edit, client, start.values, {**start.values, "industry": "Logistics"}, start.version
    )
    agency.clock.advance(minutes=5)
    theirs = agency.priya.read_now(clients.values, client)
    agency.priya.write_now(
        clients.edit, client, theirs.values, {**theirs.values, "banner": "ring first"}, theirs.version
    )
    with pytest.raises(UndoRefused) as refused:
        agency.sam.write_now(history.undo)
    assert refused.value.by == "Priya Shah"
    assert refused.value.at == agency.clock.now()
    assert "Priya Shah changed the client since (Tue 24 Nov 2026 10:05)" in refused.value.message
    after = agency.sam.read_now(clients.values, client).values
    assert (after["industry"], after["banner"]) == ("Logistics", "ring first")


def test_a_refused_redo_says_so_and_changes_nothing(agency: Agency) -> None:
    client = agency.a_client()
    start = agency.sam.read_now(clients.values, client)
    agency.sam.write_now(
        clients.edit, client, start.values, {**start.values, "industry": "Logistics"}, start.version
    )
    agency.sam.write_now(history.undo)
    theirs = agency.priya.read_now(clients.values, client)
    agency.priya.write_now(
        clients.edit, client, theirs.values, {**theirs.values, "industry": "Care"}, theirs.version
    )
    with pytest.raises(UndoRefused) as refused:
        agency.sam.write_now(history.redo)
    assert refused.value.message == (
        f"Cannot redo: Priya Shah changed the client since ({exact(agency.clock.now(), agency.clock.zone)})."
        " Edit it as it is now. Nothing was changed."
    )
    assert agency.sam.read_now(clients.values, client).values["industry"] == "Care"


def test_undo_works_again_once_the_other_change_was_undone(agency: Agency) -> None:
    client = agency.a_client()
    start = agency.sam.read_now(clients.values, client)
    agency.sam.write_now(
        clients.edit, client, start.values, {**start.values, "industry": "Logistics"}, start.version
    )
    agency.priya.write_now(labels.tag, [client], "vip")
    theirs = agency.priya.read_now(clients.values, client)
    agency.priya.write_now(
        clients.edit, client, theirs.values, {**theirs.values, "banner": "x"}, theirs.version
    )
    agency.priya.write_now(history.undo)
    agency.sam.write_now(history.undo)
    assert agency.sam.read_now(clients.values, client).values["industry"] is None


def test_undoing_an_addition_is_refused_when_others_built_on_it(agency: Agency) -> None:
    client = agency.a_client()
    agency.priya.write_now(notes.add_note, client, "Needs four pickers from January")
    with pytest.raises(UndoRefused, match="depend on"):
        agency.sam.write_now(history.undo)
    assert agency.sam.read_now(summary.summary, client).name == "Brookhill Logistics Ltd"


def test_undo_reaches_only_my_own_changes_of_this_sitting(agency: Agency) -> None:
    agency.a_client()
    with pytest.raises(NotFound, match="Nothing to undo"):
        agency.priya.write_now(history.undo)
    with pytest.raises(NotFound, match="Nothing to undo"):
        agency.sit("sam", again=True).write_now(history.undo)


def test_one_undo_takes_back_a_whole_assignment(agency: Agency) -> None:
    client = agency.a_client()
    ravi = agency.a_contact("Ravi Menon", at=client)
    dana, joan = agency.a_contact("Dana Whitlock"), agency.a_contact("Joan Whitby")
    plan = [
        Planned(Step.ASSIGN, dana, "Ops director"),
        Planned(Step.ASSIGN, joan),
        Planned(Step.PRIMARY, dana),
        Planned(Step.DELINK, ravi),
    ]
    agency.sam.write_now(assignment.save, client, plan)
    members = agency.sam.read_now(assignment.members, client)
    assert [(one.name, one.is_primary) for one in members] == [
        ("Dana Whitlock", True),
        ("Joan Whitby", False),
    ]
    agency.sam.write_now(history.undo)
    members = agency.sam.read_now(assignment.members, client)
    assert [(one.name, one.is_primary) for one in members] == [("Ravi Menon", True)]


def test_activity_tells_changes_and_undos_newest_first(agency: Agency) -> None:
    client = agency.a_client()
    agency.clock.advance(minutes=1)
    agency.sam.write_now(sites.add, client, sites.NewSite(town="Leeds"))
    agency.clock.advance(minutes=1)
    agency.sam.write_now(history.undo)
    told = [line.what for line in agency.sam.read_now(sections.activity, client)]
    assert told == [
        "Undo: Add a site to Brookhill Logistics Ltd",
        "Add a site to Brookhill Logistics Ltd",
        "Add Brookhill Logistics Ltd",
    ]


def test_what_an_undo_would_take_back_is_known_beforehand(agency: Agency) -> None:
    client = agency.a_client()
    agency.sam.write_now(contacts.add, contacts.NewContact("Dana Whitlock"), client)
    assert next_undo(agency.sam) == ("Add Dana Whitlock", "")
    agency.sam.write_now(history.undo)
    assert next_undo(agency.sam) == (
        "Add Brookhill Logistics Ltd",
        "Add Dana Whitlock",
    )
