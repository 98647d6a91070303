"""Logging from anywhere: a conversation moves the cadence, an e-mail does not."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, everything, take, the_queue, the_row, undo
from trtui.desk import cards, plans, sections, touches
from trtui.domain.errors import Conflict, Invalid, NotAllowed
from trtui.domain.queue import DueKind


def a_dana(agency: Agency) -> tuple[int, int]:
    client = agency.a_client()
    return client, a_due_contact(agency, at=client, days_late=3)


def test_a_logged_call_does_what_the_queue_does(agency: Agency) -> None:
    client, dana = a_dana(agency)
    logged = agency.sam.write_now(
        touches.log, client, "call", contact_id=dana, outcome="conversation", note="all well"
    )
    assert logged.text == "Conversation, Dana Whitlock → 24 Dec (monthly, code A)"
    assert the_row(agency.sam, dana).due.text == "in 30 d"
    assert undo(agency.sam) == "Conversation: Dana Whitlock"
    assert the_row(agency.sam, dana).due.text == "3 d overdue"


@pytest.mark.parametrize(
    ("kind", "moves"),
    [("meeting", True), ("visit", True), ("email", False), ("sms", False), ("voicemail", False)],
)
def test_only_talking_moves_the_cadence(agency: Agency, kind: str, moves: bool) -> None:
    client, dana = a_dana(agency)
    before = everything(agency.sam)
    agency.sam.write_now(touches.log, client, kind, contact_id=dana, note="about December")
    assert (the_queue(agency.sam) == []) is moves
    undo(agency.sam)
    assert everything(agency.sam) == before


def test_whether_it_was_a_conversation_can_be_said(agency: Agency) -> None:
    client, dana = a_dana(agency)
    agency.sam.write_now(touches.log, client, "email", contact_id=dana, is_conversation=True)
    assert the_queue(agency.sam) == []


def test_a_call_from_last_week_counts_from_then_and_leaves_newer_plans(agency: Agency) -> None:
    client, dana = a_dana(agency)
    week = agency.clock.now() - 7 * 86400
    agency.sam.write_now(plans.snooze, [dana], "3d")
    agency.sam.write_now(touches.log, client, "call", contact_id=dana, outcome="conversation", at=week)
    assert (the_row(agency.sam, dana).kind, the_row(agency.sam, dana).due.text) == (DueKind.SNOOZE, "in 3 d")
    agency.sam.write_now(
        touches.log, client, "call", contact_id=dana, outcome="conversation", at=week, next_call="9d"
    )
    assert (the_row(agency.sam, dana).kind, the_row(agency.sam, dana).due.text) == (DueKind.NEXT, "in 9 d")
    undo(agency.sam)
    undo(agency.sam)
    undo(agency.sam)
    agency.sam.write_now(touches.log, client, "call", contact_id=dana, outcome="conversation", at=week)
    assert the_row(agency.sam, dana).due.text == "in 23 d"


def test_the_future_cannot_be_logged(agency: Agency) -> None:
    client, dana = a_dana(agency)
    with pytest.raises(Invalid, match="future"):
        agency.sam.write_now(touches.log, client, "meeting", contact_id=dana, at=agency.clock.now() + 60)


def test_a_call_to_a_contact_needs_its_outcome_and_nothing_else_has_one(agency: Agency) -> None:
    client, dana = a_dana(agency)
    with pytest.raises(Invalid, match="outcome"):
        agency.sam.write_now(touches.log, client, "call", contact_id=dana)
    with pytest.raises(Invalid, match="Only a call"):
        agency.sam.write_now(touches.log, client, "email", contact_id=dana, outcome="conversation")
    with pytest.raises(Invalid, match="no kind of touch"):
        agency.sam.write_now(touches.log, client, "pigeon")
    with pytest.raises(Invalid, match="not assigned to this client"):
        agency.sam.write_now(
            touches.log, agency.a_client("Other Ltd"), "call", contact_id=dana, outcome="conversation"
        )


def test_a_touch_with_the_client_as_a_whole(agency: Agency) -> None:
    client, _ = a_dana(agency)
    assert (
        agency.sam.write_now(touches.log, client, "call", note="switchboard").text
        == "Call, Brookhill Logistics Ltd"
    )
    assert agency.sam.read_now(sections.activity, client)[0].detail == "switchboard"


def test_what_was_logged_twice_is_kept_once(agency: Agency) -> None:
    client, dana = a_dana(agency)
    first = agency.sam.write_now(touches.log, client, "email", contact_id=dana, once="k")
    again = agency.sam.write_now(touches.log, client, "email", contact_id=dana, once="k")
    assert again.is_repeat and again.touch_id == first.touch_id


def test_others_may_log_while_somebody_has_the_client(agency: Agency) -> None:
    client, dana = a_dana(agency)
    take(agency.priya, dana)
    assert agency.sam.write_now(touches.log, client, "email", contact_id=dana).touch_id


def test_a_note_is_amended_by_its_author_without_losing_a_change(agency: Agency) -> None:
    client, dana = a_dana(agency)
    touch = agency.priya.write_now(touches.log, client, "email", contact_id=dana, note="frist").touch_id
    agency.priya.write_now(touches.amend, touch, "frist", "first", 1)
    assert agency.sam.read_now(cards.card, dana).touches[0].note == "first"
    with pytest.raises(Conflict):
        agency.priya.write_now(touches.amend, touch, "frist", "worst", 1)
    with pytest.raises(NotAllowed, match="Somebody else logged this"):
        agency.jo.write_now(touches.amend, touch, "first", "mine", 2)


def test_a_touch_logged_by_mistake_is_taken_back_with_its_effect(agency: Agency) -> None:
    client, dana = a_dana(agency)
    touch = agency.sam.write_now(touches.log, client, "meeting", contact_id=dana).touch_id
    assert the_queue(agency.sam) == []
    agency.sam.write_now(touches.remove, touch)
    assert the_queue(agency.sam) == ["Dana Whitlock"]
    undo(agency.sam)
    assert the_queue(agency.sam) == []


@pytest.mark.parametrize("outcome", ["conversation", "voicemail", "no_answer", "meeting_booked", "call_back"])
def test_a_call_from_long_ago_plans_nothing_in_the_past(agency: Agency, outcome: str) -> None:
    client, dana = a_dana(agency)
    long_ago = agency.clock.now() - 100 * 86400
    agency.sam.write_now(touches.log, client, "call", contact_id=dana, outcome=outcome, at=long_ago)
    due_at = the_row(agency.sam, dana).due_at
    assert due_at is not None and due_at >= agency.clock.now() - 10 * 3600
