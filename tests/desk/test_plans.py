"""Not now: snoozing, promising, reassigning, coming back."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, everything, take, the_queue, the_row, undo
from trtui.desk import callbacks, cards, claims, notes, plans, users
from trtui.desk.claims import ClaimLost
from trtui.domain.errors import Invalid, NotAllowed, NotFound
from trtui.domain.queue import DueKind


def test_a_snooze_replaces_the_date_until_it_is_done(agency: Agency) -> None:
    dana = a_due_contact(agency, days_late=20)
    planned = agency.sam.write_now(plans.snooze, [dana], "mon 9:30", "back from leave")
    assert (planned.count, planned.text) == (1, "Mon 30 Nov 09:30")
    assert the_queue(agency.sam) == []
    agency.clock.set(2026, 11, 30, 9, 29)
    assert the_queue(agency.sam) == []
    agency.clock.set(2026, 11, 30, 9, 30)
    row = the_row(agency.sam, dana)
    assert (row.kind, row.due.text) == (DueKind.SNOOZE, "today 09:30")


def test_many_are_put_off_at_once_and_taken_back_at_once(agency: Agency) -> None:
    people = [a_due_contact(agency, name) for name in ("Dana", "Ravi", "Ola")]
    before = everything(agency.sam)
    assert agency.sam.write_now(plans.snooze, people, "2w").count == 3
    assert the_queue(agency.sam) == []
    assert undo(agency.sam) == "Put off Dana, Ravi and Ola until Tue 8 Dec"
    assert everything(agency.sam) == before
    with pytest.raises(Invalid, match="first"):
        agency.sam.write_now(plans.snooze, [], "2w")


def test_a_snooze_gives_my_claim_back_and_respects_that_of_others(agency: Agency) -> None:
    dana, ola = a_due_contact(agency), a_due_contact(agency, "Ola Berg")
    take(agency.sam, dana)
    agency.sam.write_now(plans.snooze, [dana], "1d")
    assert agency.sam.read_now(claims.live) == ()
    take(agency.priya, ola)
    with pytest.raises(ClaimLost, match="Priya"):
        agency.sam.write_now(plans.snooze, [ola], "1d")


def test_a_snooze_is_never_in_the_past(agency: Agency) -> None:
    dana = a_due_contact(agency)
    for text in ("2026-11-01", "yesterday", ""):
        with pytest.raises(Invalid):
            agency.sam.write_now(plans.snooze, [dana], text)


def test_a_colleagues_promise_is_moved_only_by_a_manager(agency: Agency) -> None:
    dana = a_due_contact(agency)
    agency.priya.write_now(plans.call_back, dana, "tomorrow 9:00")
    with pytest.raises(NotAllowed, match="agreed a call-back"):
        agency.jo.write_now(plans.snooze, [dana], "1w")
    assert agency.max.write_now(plans.snooze, [dana], "1w").count == 1


def test_a_call_back_can_be_given_to_somebody_else_or_to_anybody(agency: Agency) -> None:
    dana = a_due_contact(agency)
    agency.priya.write_now(plans.call_back, dana, "tomorrow 9:00")
    agency.clock.set(2026, 11, 25, 9)
    jo = agency.jo.read_now(lambda look: look.actor.user_id)
    with pytest.raises(NotAllowed, match="give a call-back"):
        agency.jo.write_now(callbacks.reassign, [dana], jo)
    assert agency.max.write_now(callbacks.reassign, [dana], jo) == 1
    assert the_queue(agency.jo) == ["Dana Whitlock"] and the_queue(agency.priya, "everyone") == []
    assert agency.max.write_now(callbacks.reassign, [dana], None) == 1
    assert the_queue(agency.priya, "everyone") == the_queue(agency.jo, "everyone") == ["Dana Whitlock"]
    assert agency.max.write_now(callbacks.reassign, [dana], None) == 0
    agency.max.write_now(callbacks.reassign, [dana], jo)
    assert agency.jo.write_now(callbacks.reassign, [dana], None) == 1, "one's own may be given on by anybody"
    ola = a_due_contact(agency, "Ola Berg")
    with pytest.raises(Invalid, match="No call-back is agreed with Ola Berg"):
        agency.max.write_now(callbacks.reassign, [ola], None)


def test_a_manager_plans_a_call_back_for_a_consultant(agency: Agency) -> None:
    dana = a_due_contact(agency)
    priya = agency.priya.read_now(lambda look: look.actor.user_id)
    with pytest.raises(NotAllowed):
        agency.jo.write_now(plans.call_back, dana, "1h", priya)
    agency.max.write_now(plans.call_back, dana, "1h", priya)
    agency.clock.advance(hours=2)
    assert the_queue(agency.priya) == ["Dana Whitlock"]
    agency.sam.write_now(users.disable, "priya")
    with pytest.raises(NotFound, match="no active user"):
        agency.max.write_now(plans.call_back, dana, "1h", priya)


def test_coming_back_after_a_repair(agency: Agency) -> None:
    dana = a_due_contact(agency)
    call(agency.sam, dana, "wrong_number")
    assert agency.sam.write_now(plans.put_back, [dana]) == 1
    assert the_queue(agency.sam) == ["Dana Whitlock"]
    assert agency.sam.write_now(plans.put_back, [dana]) == 0


def test_who_had_a_wrong_number_is_called_again_when_the_repair_is_done(agency: Agency) -> None:
    dana = a_due_contact(agency)
    done = call(agency.sam, dana, "wrong_number")
    before = everything(agency.sam)
    assert the_queue(agency.sam) == []
    agency.sam.write_now(notes.finish_task, done.task_id)
    assert the_queue(agency.sam) == ["Dana Whitlock"]
    undo(agency.sam)
    assert everything(agency.sam) == before


def test_a_repair_of_which_some_is_left_to_do_takes_nobody_back(agency: Agency) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    first = call(agency.sam, dana, "wrong_number").task_id
    second = agency.sam.write_now(notes.add_task, client, "Ask the desk", kind="repair", contact_id=dana)
    agency.sam.write_now(notes.add_task, client, "Send terms", contact_id=dana)
    agency.sam.write_now(notes.finish_task, first)
    assert the_queue(agency.sam) == []
    agency.sam.write_now(notes.finish_task, second)
    assert the_queue(agency.sam) == ["Dana Whitlock"]


@pytest.mark.parametrize("order", [("wrong_number", "do_not_call"), ("do_not_call", "wrong_number")])
def test_a_repair_does_not_bring_back_who_asked_not_to_be_called(
    agency: Agency, order: tuple[str, str]
) -> None:
    dana = a_due_contact(agency, phone="0113 496 0142", mobile="07700 900123")
    task = next(filter(None, [call(agency.sam, dana, outcome).task_id for outcome in order]))
    agency.sam.write_now(notes.finish_task, task)
    assert the_queue(agency.sam) == []
    assert agency.sam.read_now(cards.card, dana).blocked == "asked not to be called"
