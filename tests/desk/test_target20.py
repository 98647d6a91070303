"""The Target 20: twenty at most, coded, for four months, with what came of it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, the_queue, undo
from trtui.desk import clients, target20
from trtui.domain.errors import Invalid, NotAllowed
from trtui.domain.policy import Visibility


def test_twenty_and_not_one_more(agency: Agency) -> None:
    client = agency.a_client()
    people = [a_due_contact(agency, f"Person {number}", client) for number in range(21)]
    assert agency.sam.write_now(target20.add, people[:19]) == 19
    with pytest.raises(Invalid, match="room for 1 more, not 2"):
        agency.sam.write_now(target20.add, people[19:])
    assert agency.sam.write_now(target20.add, [*people[:3], people[19]]) == 1
    assert agency.sam.read_now(target20.members).free == 0
    assert agency.sam.write_now(target20.remove, [people[0], people[20]]) == 1
    assert agency.sam.write_now(target20.add, [people[20]]) == 1


def test_it_is_part_of_the_csi_list(agency: Agency) -> None:
    nobody = agency.a_contact("No Code", agency.a_client())
    with pytest.raises(Invalid, match="no CSI code"):
        agency.sam.write_now(target20.add, [nobody])


def test_a_place_lasts_four_months_and_can_be_renewed(agency: Agency) -> None:
    dana = a_due_contact(agency)
    agency.sam.write_now(target20.add, [dana])
    found = agency.sam.read_now(target20.members)
    assert (found.rows[0].until_on, found.rows[0].days_left, found.size, found.ended) == (
        date(2027, 3, 24),
        120,
        20,
        0,
    )
    agency.clock.set(2027, 3, 23)
    assert agency.sam.read_now(target20.members).rows[0].days_left == 1
    agency.clock.set(2027, 3, 24)
    found = agency.sam.read_now(target20.members)
    assert (found.rows, found.free, found.ended) == ((), 20, 1)
    assert agency.sam.write_now(target20.renew, [dana]) == 1
    assert agency.sam.read_now(target20.members).rows[0].until_on == date(2027, 7, 24)
    agency.clock.set(2027, 8, 1)
    assert agency.sam.write_now(target20.add, [dana]) == 1
    found = agency.sam.read_now(target20.members)
    assert (len(found.rows), found.ended) == (1, 0)


def test_progress_counts_what_came_of_it_since(agency: Agency) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    call(agency.sam, dana, "conversation")
    agency.clock.advance(hours=1)
    agency.sam.write_now(target20.add, [dana])
    for outcome in ("no_answer", "meeting_booked", "vacancy_taken"):
        agency.clock.advance(days=1)
        call(agency.sam, dana, outcome)
    agency.a_job(client, contact_id=dana)
    row = agency.sam.read_now(target20.members).rows[0]
    assert (row.calls, row.conversations, row.meetings, row.vacancies) == (3, 2, 1, 1)
    assert row.last_conversation_at == agency.clock.now()


def test_it_is_ones_own_and_a_managers_to_see(agency: Agency) -> None:
    dana = a_due_contact(agency, by=agency.jo)
    agency.priya.write_now(target20.add, [dana])
    priya = agency.priya.read_now(lambda look: look.actor.user_id)
    assert [row.contact for row in agency.max.read_now(target20.members, priya).rows] == ["Dana Whitlock"]
    with pytest.raises(NotAllowed, match="figures of others"):
        agency.jo.read_now(target20.members, priya)
    assert agency.jo.read_now(target20.members).rows == ()
    assert the_queue(agency.priya) == ["Dana Whitlock"]


def test_a_client_that_was_closed_to_me_shows_no_names(agency: Agency) -> None:
    client = agency.a_client("Quiet Ltd", by=agency.jo)
    dana = a_due_contact(agency, at=client, by=agency.jo)
    agency.priya.write_now(target20.add, [dana])
    agency.jo.write_now(clients.set_access, client, Visibility.OWNER)
    row = agency.priya.read_now(target20.members).rows[0]
    assert (row.contact, row.client) == ("", "")
    assert the_queue(agency.priya) == []


def test_undo(agency: Agency) -> None:
    dana = a_due_contact(agency)
    agency.sam.write_now(target20.add, [dana])
    assert undo(agency.sam) == "Put Dana Whitlock on the Target 20"
    assert agency.sam.read_now(target20.members).rows == ()
